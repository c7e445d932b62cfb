"""`portici plan …` as people and machines use it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Outcome
from tests.factories.editions import thawed
from tests.factories.plan_folder import small_plan, write_folder

from portici.journal.queries import current_revision
from portici.plan.models import Edition, EditionNode

Portici = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound folder."""
    return write_folder(tmp_path / "small-plan", small_plan())


@pytest.fixture
def broken_folder(tmp_path: Path) -> Path:
    """A folder with an unknown parent and a missing language."""
    files = small_plan()
    files["plan.yaml"]["nodes"][1]["parent"] = "Z"
    del files["plan.yaml"]["nodes"][3]["title"]["en"]
    return write_folder(tmp_path / "broken-plan", files)


def test_check_of_a_sound_folder(portici: Portici, folder: Path) -> None:
    outcome = portici("plan", "check", folder)

    assert outcome == Outcome(0, f"{folder} is sound: 5 nodes.\n", "")


def test_check_reports_every_finding_with_file_and_line(
    portici: Portici, broken_folder: Path
) -> None:
    lines = (broken_folder / "plan.yaml").read_text(encoding="utf-8").splitlines()
    node_line = lines.index("- code: A.1") + 1
    title_line = lines.index("  title:", lines.index("- code: B")) + 1

    outcome = portici("plan", "check", broken_folder)

    file = broken_folder / "plan.yaml"
    assert outcome.code == 1
    assert outcome.output == ""
    assert outcome.errors.splitlines() == [
        f"{file}:{node_line}: The parent “Z” of A.1 does not exist. Check the code.",
        f"{file}:{title_line}: The text “title” of B has no version in “en”. Write it.",
        "2 findings.",
    ]


def test_check_as_json(portici: Portici, broken_folder: Path) -> None:
    outcome = portici("plan", "check", broken_folder, "--json")

    report = json.loads(outcome.output)
    assert (outcome.code, outcome.errors) == (1, "")
    assert report["sound"] is False
    assert [finding["code"] for finding in report["findings"]] == [
        "plan.parent-unknown",
        "plan.language-missing",
    ]
    assert report["findings"][0]["file"] == str(broken_folder / "plan.yaml")
    assert isinstance(report["findings"][0]["line"], int)


def test_check_of_a_missing_folder(portici: Portici, tmp_path: Path) -> None:
    outcome = portici("plan", "check", tmp_path / "nowhere")

    assert outcome.code == 1
    assert outcome.errors.splitlines() == [
        f"There is no folder “{tmp_path / 'nowhere'}”. Check the path.",
        "1 finding.",
    ]


@pytest.mark.django_db
def test_load_is_idempotent(portici: Portici, folder: Path) -> None:
    first = portici("plan", "load", folder)
    revision = current_revision()
    second = portici("plan", "load", folder)

    assert first == Outcome(0, "Loaded small-plan, edition first: 5 nodes.\n", "")
    assert second.code == 0
    assert second.output == (
        "small-plan, edition first, was loaded already: nothing has changed.\n"
    )
    assert current_revision() == revision


@pytest.mark.django_db
def test_load_as_json_says_whether_anything_changed(portici: Portici, folder: Path) -> None:
    first = json.loads(portici("plan", "load", folder, "--json").output)
    second = json.loads(portici("plan", "load", folder, "--json").output)

    assert (first["slug"], first["changed"], first["findings"]) == ("small-plan", True, [])
    assert second == {**first, "changed": False}


@pytest.mark.django_db
@pytest.mark.parametrize("option", [[], ["--json"]])
def test_load_refuses_a_folder_with_findings(
    portici: Portici, broken_folder: Path, option: list[str]
) -> None:
    outcome = portici("plan", "load", broken_folder, *option)

    assert outcome.code == 1
    assert Edition.objects.count() == 0
    assert current_revision() == 0
    assert ("plan.parent-unknown" in outcome.output) is bool(option)


def test_list(portici: Portici, small: Edition) -> None:
    outcome = portici("plan", "list")

    assert outcome == Outcome(0, "small-plan  first  A small plan (en)\n", "")


@pytest.mark.django_db
def test_list_of_nothing_says_what_to_do(portici: Portici) -> None:
    outcome = portici("plan", "list")

    assert outcome == Outcome(
        0, "There is no plan yet. Load one with `portici plan load PATH`.\n", ""
    )


def test_list_as_json(portici: Portici, small: Edition) -> None:
    [entry] = json.loads(portici("plan", "list", "--json").output)

    assert entry["slug"] == "small-plan"
    assert entry["content_hash"] == small.content_hash


def test_show_prints_a_tree(portici: Portici, small: Edition) -> None:
    outcome = portici("plan", "show", "small-plan")

    assert outcome.output.splitlines() == [
        "A small plan (en)",
        "themes (en): 2, measures (en): 3",
        "A  Node A (en)",
        "  A.1  Node A.1 (en)",
        "  A.2  Node A.2 (en)",
        "B  Node B (en)",
        "  B.1  Node B.1 (en)",
    ]


def test_show_as_json_has_every_field(portici: Portici, small: Edition) -> None:
    shown = json.loads(portici("plan", "show", "small-plan", "--json").output)

    assert (shown["slug"], shown["levels"]) == ("small-plan", ["theme", "measure"])
    assert shown["nodes"][1] == {
        "code": "A.1",
        "level": "measure",
        "parent": "A",
        "title": {"it": "Node A.1 (it)", "en": "Node A.1 (en)"},
        "summary": {"it": "What A.1 is about. (it)", "en": "What A.1 is about. (en)"},
        "official": None,
        "lines": [[1, 2]],
        "instruments": [],
        "topics": [],
        "markers": ["young"],
    }
    assert shown["nodes"][0]["instruments"] == ["big-fund", "small-fund"]
    assert shown["nodes"][0]["topics"] == ["world-goals:work"]


def test_unknown_plan_is_misuse(portici: Portici, small: Edition) -> None:
    outcome = portici("plan", "show", "other-plan")

    assert outcome == Outcome(2, "", "There is no plan “other-plan”. Loaded: small-plan.\n")


def test_verify_says_that_nothing_changed(portici: Portici, small: Edition, folder: Path) -> None:
    outcome = portici("plan", "verify", "small-plan", folder)

    assert outcome.code == 0
    assert outcome.output == (
        f"small-plan holds what was loaded. Content hash: {small.content_hash}\n"
    )


def test_verify_names_what_differs(portici: Portici, small: Edition, folder: Path) -> None:
    with thawed():
        EditionNode.objects.filter(code="A.1").update(title={"it": "Altro", "en": "Other"})

    plain = portici("plan", "verify", "small-plan", folder)
    answer = json.loads(portici("plan", "verify", "small-plan", folder, "--json").output)

    assert plain.code == 1
    assert plain.errors.splitlines()[1:] == ["Different: plan.yaml: nodes: A.1"]
    assert answer["equal"] is False
    assert answer["stored"] == small.content_hash
    assert answer["differences"] == ["plan.yaml: nodes: A.1"]


def test_verify_refuses_a_folder_with_findings(
    portici: Portici, small: Edition, broken_folder: Path
) -> None:
    outcome = portici("plan", "verify", "small-plan", broken_folder)

    assert (outcome.code, outcome.errors.splitlines()[-1]) == (1, "2 findings.")


def test_verify_as_json_tells_the_findings(
    portici: Portici, small: Edition, broken_folder: Path
) -> None:
    outcome = portici("plan", "verify", "small-plan", broken_folder, "--json")

    answer = json.loads(outcome.output)
    assert (outcome.code, outcome.errors) == (1, "")
    assert (answer["slug"], len(answer["findings"])) == ("small-plan", 2)


def test_export_writes_a_folder_that_is_the_same_plan(
    portici: Portici, small: Edition, tmp_path: Path
) -> None:
    exported = portici("plan", "export", "small-plan", tmp_path / "out")
    verified = portici("plan", "verify", "small-plan", tmp_path / "out")

    assert exported.code == verified.code == 0
    assert exported.output.splitlines()[-1] == f"Content hash: {small.content_hash}"


def test_export_writes_over_nothing(portici: Portici, small: Edition, folder: Path) -> None:
    outcome = portici("plan", "export", "small-plan", folder)

    assert outcome.code == 2
    assert outcome.errors.startswith(f"{folder} has these files already: figures.yaml, ")


def test_export_below_a_file_ends_in_a_sentence(
    portici: Portici, small: Edition, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    outcome = portici("plan", "export", "small-plan", tmp_path / "file" / "out")

    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors.endswith(": Not a directory\n")


def test_official_refuses_another_document(
    portici: Portici, small: Edition, tmp_path: Path
) -> None:
    document = tmp_path / "document.txt"
    document.write_text("line\n" * 100, encoding="utf-8")

    outcome = portici("plan", "official", "small-plan", document)
    as_json = portici("plan", "official", "small-plan", document, "--json")

    assert outcome.code == as_json.code == 1
    assert "SHA-256" in outcome.errors
    [finding] = json.loads(as_json.output)["findings"]
    assert finding["code"] == "official.wrong-document"


@pytest.mark.parametrize("content", [None, b"\x89PNG\r\n\x1a\n\xff\xfe" * 50, b""])
def test_official_of_a_wrong_file_ends_in_a_sentence(
    portici: Portici, small: Edition, tmp_path: Path, content: bytes | None
) -> None:
    document = tmp_path / "document.txt"
    if content is not None:
        document.write_bytes(content)

    outcome = portici("plan", "official", "small-plan", document, "--trust")

    assert outcome.code in {1, 2}
    assert outcome.errors.strip() != ""
    assert EditionNode.objects.exclude(official="").count() == 0


def test_tables_that_hold_what_no_folder_may_hold_are_told(
    portici: Portici, small: Edition, folder: Path
) -> None:
    with thawed():
        EditionNode.objects.filter(code="A.1").update(title={"it": "<b>Altro</b>"})

    outcome = portici("plan", "verify", "small-plan", folder)

    assert outcome.code == 1
    assert outcome.errors.splitlines()[1:] == [
        "Different: the tables hold what no plan folder may hold"
    ]


def test_frozen_edition_refuses_another_folder(
    portici: Portici, small: Edition, tmp_path: Path
) -> None:
    files = small_plan()
    files["plan.yaml"]["summary"]["it"] = "Altro"
    folder = write_folder(tmp_path / "changed", files)

    plain = portici("plan", "load", folder)
    answer = json.loads(portici("plan", "load", folder, "--json").output)

    assert plain.code == 1
    assert "is approved and frozen" in plain.errors
    assert answer["findings"][0]["code"] == "plan.edition-frozen"
