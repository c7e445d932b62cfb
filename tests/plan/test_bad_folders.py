"""Bad input: every fault is a finding with file and line, and nothing is loaded."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.factories.people import command
from tests.factories.plan_folder import Files, node, small_plan, texts, write_folder

from portici.journal.queries import current_revision
from portici.kernel.findings import Finding
from portici.plan.models import Plan
from portici.plan.phrases import sentence
from portici.plan.rules.schema import MAXIMUM_NODES
from portici.plan.services.folder import check_folder
from portici.plan.services.load import CannotLoad, load_plan

Change = Callable[[Files], Any]


def _nodes(files: Files) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = files["plan.yaml"]["nodes"]
    return nodes


def _figure(files: Files) -> dict[str, Any]:
    figure: dict[str, Any] = files["figures.yaml"]["figures"][0]
    return figure


def _instrument(files: Files) -> dict[str, Any]:
    instrument: dict[str, Any] = files["instruments.yaml"]["instruments"][0]
    return instrument


def _link(files: Files) -> dict[str, Any]:
    link: dict[str, Any] = _instrument(files)["links"][0]
    return link


def _alignment(files: Files) -> dict[str, Any]:
    alignment: dict[str, Any] = files["frameworks.yaml"]["alignments"][0]
    return alignment


def _steps(files: Files) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = files["plan.yaml"]["after_approval"]
    return steps


def _topic(files: Files) -> dict[str, Any]:
    topic: dict[str, Any] = files["frameworks.yaml"]["frameworks"][0]["topics"][0]
    return topic


def _repair(files: Files, **fields: str) -> None:
    repair = {"find": "a", "replace": "b", "why": "A fault of the scan.", **fields}
    files["official.yaml"]["repairs"] = [repair]


def _ring(files: Files) -> None:
    _nodes(files)[0]["parent"] = "A.1"


# What is wrong, the change that makes it so, and the codes of the findings that it must give.
FAULTS: list[tuple[str, Change, list[str]]] = [
    ("a code twice", lambda f: _nodes(f).append(node("B", "theme")), ["plan.duplicate"]),
    ("a ring of parents", _ring, ["plan.cycle", "plan.cycle"]),
    ("a node its own parent", lambda f: _nodes(f)[0].update(parent="A"), ["plan.cycle"]),
    ("an unknown parent", lambda f: _nodes(f)[1].update(parent="Z"), ["plan.parent-unknown"]),
    ("no parent below the top", lambda f: _nodes(f)[1].pop("parent"), ["plan.parent-missing"]),
    ("a parent of the same level", lambda f: _nodes(f)[1].update(parent="A.2"), ["plan.parent-wrong-level"]),
    ("an unknown level", lambda f: _nodes(f)[1].update(level="wish"), ["plan.level-unknown"]),
    ("an unknown marker", lambda f: _nodes(f)[1]["markers"][0].update(key="x"), ["plan.marker-unknown"]),
    ("a marker twice", lambda f: _nodes(f)[1]["markers"].append({"key": "young"}), ["plan.duplicate"]),
    ("a colour for no node", lambda f: f["plan.yaml"]["colours"].update(Z="#000000"), ["plan.node-unknown"]),
    ("a wrong colour", lambda f: f["plan.yaml"]["colours"].update(A="red"), ["plan.value-wrong-form"]),
    ("a figure without unit", lambda f: _figure(f).pop("unit"), ["plan.field-missing"]),
    ("a figure that is no number", lambda f: _figure(f).update(value=float("nan")), ["plan.number-wrong"]),
    ("a figure without end", lambda f: _figure(f).update(value=float("inf")), ["plan.number-wrong"]),
    ("a figure too large", lambda f: _figure(f).update(value=10**17), ["plan.number-wrong"]),
    ("a figure too exact", lambda f: _figure(f).update(value=0.123456), ["plan.number-wrong"]),
    ("an unknown inconsistency", lambda f: _figure(f).update(inconsistency="X9"), ["plan.inconsistency-unknown"]),
    ("a title of 5,000 characters", lambda f: _nodes(f)[0]["title"].update(it="x" * 5000), ["plan.text-too-long"]),
    ("a text of 5,000 characters", lambda f: _nodes(f)[0]["summary"].update(it="x" * 5000), ["plan.text-too-long"]),
    ("an empty title", lambda f: _nodes(f)[0]["title"].update(it="  "), ["plan.text-empty"]),
    ("HTML in a title", lambda f: _nodes(f)[0]["title"].update(it="<b>Bold</b>"), ["plan.text-markup"]),
    (
        "a script in a title",
        lambda f: _nodes(f)[0]["title"].update(it="<script>alert(1)</script>"),
        ["plan.text-markup"],
    ),
    ("a control character", lambda f: _nodes(f)[0]["title"].update(it="a\x07b"), ["plan.text-control-character"]),
    ("half a character", lambda f: _nodes(f)[0]["title"].update(it="a\ud800b"), ["yaml.syntax"]),
    ("a missing language", lambda f: _nodes(f)[0]["title"].pop("en"), ["plan.language-missing"]),
    ("no language at all", lambda f: _nodes(f)[0].update(title={}), ["plan.language-missing"] * 2),
    ("another language", lambda f: _nodes(f)[0].update(title={"fr": "Oui"}), ["plan.language-missing"] * 2),
    ("a text in one language", lambda f: f["figures.yaml"]["figures"][1]["value"].pop("en"), ["plan.language-missing"]),
    ("a key too long", lambda f: f["plan.yaml"].update(slug="x" * 61), ["plan.text-too-long"]),
    ("an unknown field", lambda f: _nodes(f)[0].update(colour="red"), ["plan.field-unknown"]),
    ("a missing field", lambda f: _nodes(f)[0].pop("summary"), ["plan.field-missing"]),
    ("a code with spaces", lambda f: _nodes(f)[0].update(code="A 1"), ["plan.value-wrong-form"]),
    ("a list for a text", lambda f: _nodes(f)[0]["title"].update(it=["x"]), ["plan.value-not-text"]),
    ("a number for a code", lambda f: _nodes(f)[4].update(code=11), ["plan.value-not-text"]),
    ("an identity twice", lambda f: _nodes(f)[3].update(id=_nodes(f)[2]["id"]), ["plan.identity-repeated"]),
    ("a step twice", lambda f: _steps(f).append(_steps(f)[0]), ["plan.duplicate"]),
    ("yes for a figure", lambda f: _figure(f).update(value=True), ["plan.value-not-number-or-text"]),
    ("a figure between quotes", lambda f: _figure(f).update(value="12"), ["plan.value-not-number-or-text"]),
    ("markup in a figure", lambda f: f["figures.yaml"]["figures"][1]["value"].update(it="<b>"), ["plan.text-markup"]),
    ("a word for yes or no", lambda f: _figure(f).update(headline="yes"), ["plan.value-not-boolean"]),
    ("a year between quotes", lambda f: _figure(f).update(year="2024"), ["plan.value-not-whole"]),
    ("a year of another age", lambda f: _figure(f).update(year=33), ["plan.value-too-small"]),
    ("yes for a line", lambda f: _nodes(f)[0].update(lines=[[True, 2]]), ["plan.value-not-whole"]),
    ("a number for a span", lambda f: _nodes(f)[0].update(lines=[5]), ["plan.value-wrong-structure"]),
    ("a unit in no language", lambda f: _figure(f)["unit"].update(label="x"), ["plan.value-wrong-form"]),
    ("markup in a topic's code", lambda f: _topic(f).update(code="<i>1</i>"), ["plan.text-markup"]),
    ("a mark of direction", lambda f: _nodes(f)[0]["title"].update(it="a\u202eb"), ["plan.text-control-character"]),
    ("spaces in an address", lambda f: f["plan.yaml"]["document"].update(url="https://a b"), ["plan.value-wrong-form"]),
    ("a day and a line", lambda f: f["phases.yaml"]["phases"][0].update(starts="2024-02-20\n"), ["plan.date-wrong"]),
    ("a repair that cannot be read", lambda f: _repair(f, find="("), ["plan.value-wrong"]),
    ("a repair without end", lambda f: _repair(f, find="a{99999999999}"), ["plan.value-wrong"]),
    ("a repair that takes up nothing", lambda f: _repair(f, replace="\\9"), ["plan.value-wrong"]),
    ("a repair with a NUL", lambda f: _repair(f, why="a\0b"), ["plan.value-wrong-form"]),
    ("a span backwards", lambda f: _nodes(f)[0].update(lines=[[9, 3]]), ["plan.span-backwards"]),
    ("a span of one number", lambda f: _nodes(f)[0].update(lines=[[9]]), ["plan.field-missing"]),
    ("a span past the end", lambda f: _nodes(f)[0].update(lines=[[1, 2], [90, 101]]), ["plan.span-out-of-range"]),
    ("a wrong status", lambda f: f["plan.yaml"]["edition"].update(status="new"), ["plan.value-not-in-list"]),
    ("a wrong date", lambda f: f["phases.yaml"]["phases"][0].update(starts="July"), ["plan.date-wrong"]),
    ("a month that is none", lambda f: f["phases.yaml"]["phases"][0].update(starts="2024-13"), ["plan.date-wrong"]),
    ("a day that is none", lambda f: f["phases.yaml"]["phases"][0].update(starts="2023-02-29"), ["plan.date-wrong"]),
    ("a phase twice", lambda f: f["phases.yaml"]["phases"][1].update(number=1), ["plan.duplicate"]),
    ("a phase without end", lambda f: f["phases.yaml"]["phases"][1].update(number=40000), ["plan.value-too-large"]),
    ("an unknown kind", lambda f: _instrument(f).update(kind="x"), ["plan.kind-unknown"]),
    ("a line under no node", lambda f: _instrument(f)["links"][1].update(strategy="Z"), ["plan.node-unknown"]),
    ("a line under two nodes", lambda f: _link(f).update(strategy="B"), ["plan.line-two-places"]),
    ("a line with two spans", lambda f: _link(f).update(lines=[[8, 8]]), ["plan.line-two-spans"]),
    ("a line twice", lambda f: _instrument(f)["links"].append(dict(_link(f))), ["plan.duplicate"]),
    ("an unknown framework", lambda f: _alignment(f).update(framework="x"), ["plan.framework-unknown"]),
    ("an unknown topic", lambda f: _alignment(f).update(topic="x"), ["plan.topic-unknown"]),
    ("an alignment of no node", lambda f: _alignment(f).update(strategy="Z"), ["plan.node-unknown"]),
    (
        "an alignment twice",
        lambda f: f["frameworks.yaml"]["alignments"].append(_alignment(f)),
        ["plan.duplicate"],
    ),
    ("a proposal without reason", lambda f: _alignment(f).pop("reason"), ["plan.alignment-without-reason"]),
    (
        "a statement without line",
        lambda f: f["frameworks.yaml"]["alignments"][1].pop("lines"),
        ["plan.alignment-without-line"],
    ),
    ("wording of no node", lambda f: f["official.yaml"]["elements"][0].update(code="Z"), ["plan.node-unknown"]),
    (
        "wording twice",
        lambda f: f["official.yaml"]["elements"].append(dict(f["official.yaml"]["elements"][0])),
        ["plan.duplicate"],
    ),
    (
        "wording past the end",
        lambda f: f["official.yaml"]["elements"][0].update(spans=[[99, 101]]),
        ["plan.span-out-of-range"],
    ),
    ("no nodes", lambda f: f["plan.yaml"].update(nodes=[]), ["plan.list-too-short"]),
    ("another format", lambda f: f["plan.yaml"].update(format="portici-plan/9"), ["plan.value-not-in-list"]),
    ("a list for a file", lambda f: f.update({"phases.yaml": [1, 2]}), ["plan.value-wrong-structure"]),
]  # fmt: skip


def _codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "codes"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_fault_is_a_finding_and_nothing_is_loaded(
    tmp_path: Path, now: datetime, change: Change, codes: list[str]
) -> None:
    files = small_plan()
    change(files)
    report = check_folder(write_folder(tmp_path / "plan", files))

    with pytest.raises(CannotLoad) as refusal:
        load_plan(report=report, by=command(now))

    assert _codes(refusal.value.findings) == codes
    assert all(each.place and each.place.line for each in refusal.value.findings)
    assert not any("?" in sentence(each) for each in refusal.value.findings)
    assert Plan.objects.count() == 0
    assert current_revision() == 0


def test_small_plan_is_sound(tmp_path: Path) -> None:
    report = check_folder(write_folder(tmp_path, small_plan()))

    assert report.findings == ()
    assert report.is_sound


def test_plan_file_alone_is_enough(tmp_path: Path) -> None:
    plan = small_plan()["plan.yaml"]
    del plan["document"]

    report = check_folder(write_folder(tmp_path, {"plan.yaml": plan}))

    assert report.is_sound


def test_several_faults_are_reported_at_once(tmp_path: Path) -> None:
    files = small_plan()
    _nodes(files)[1]["parent"] = "Z"
    _link(files)["strategy"] = "Y"
    _alignment(files)["topic"] = "x"

    report = check_folder(write_folder(tmp_path, files))

    assert _codes(report.findings) == [
        "plan.parent-unknown",
        "plan.node-unknown",
        "plan.line-two-places",
        "plan.topic-unknown",
    ]


def test_finding_points_at_its_line(tmp_path: Path) -> None:
    files = small_plan()
    _nodes(files)[1]["parent"] = "Z"
    folder = write_folder(tmp_path, files)
    lines = (folder / "plan.yaml").read_text(encoding="utf-8").splitlines()

    [finding] = check_folder(folder).findings

    assert finding.place is not None
    assert finding.place.file == str(folder / "plan.yaml")
    assert lines[(finding.place.line or 0) - 1] == "- code: A.1"


def test_ten_thousand_nodes_are_refused(tmp_path: Path) -> None:
    files = small_plan()
    files["plan.yaml"]["nodes"] += [node(f"N{number}", "theme") for number in range(10_000)]

    [finding] = check_folder(write_folder(tmp_path, files)).findings

    assert finding.code == "plan.list-too-long"
    assert finding.facts["max_length"] == MAXIMUM_NODES


def test_many_faults_of_shape_are_cut_short(tmp_path: Path) -> None:
    files = small_plan()
    files["plan.yaml"]["nodes"] = [{"code": f"N{number}"} for number in range(100)]

    findings = check_folder(write_folder(tmp_path, files)).findings

    assert len(findings) == 201
    assert (findings[-1].code, findings[-1].facts) == ("plan.more-findings", {"count": 100})


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "file.empty", None),
        (b"# nothing\n", "file.empty", None),
        (b"null\n", "file.empty", None),
        (b"[" * 100_000, "yaml.too-deep", 1),
        (b"- " * 100_000, "yaml.too-deep", 1),
        (b"slug: x\nnodes: [1, 2\n", "yaml.syntax", 3),
        (b"slug: x\n\ttitle: y\n", "yaml.syntax", 2),
        (b"slug: x\ntitle: caff\xe8\n", "file.not-utf8", 2),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file.not-utf8", 1),
        (b"slug: x\x00y\n", "yaml.syntax", None),
        (b"slug: x\nslug: y\n", "yaml.duplicate-key", 2),
        (b"a: &x [1]\nb: *x\n", "yaml.alias", 1),
        (b"? [1, 2]\n: x\n", "yaml.key-not-text", 1),
        (b"a: " + b"[" * 40 + b"]" * 40, "yaml.too-deep", 1),
    ],
)
def test_unreadable_file_is_a_finding(
    tmp_path: Path, content: bytes, code: str, line: int | None
) -> None:
    folder = write_folder(tmp_path, small_plan())
    (folder / "figures.yaml").write_bytes(content)

    findings = check_folder(folder).findings

    assert (findings[0].code, findings[0].place.line if findings[0].place else 0) == (code, line)


def test_file_beyond_the_limit_is_a_finding(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_plan())
    (folder / "figures.yaml").write_bytes(b"#" * (8 * 1024 * 1024 + 1))

    assert _codes(check_folder(folder).findings) == ["file.too-large"]


def test_file_that_is_a_folder_is_a_finding(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_plan())
    (folder / "figures.yaml").unlink()
    (folder / "figures.yaml").mkdir()

    assert _codes(check_folder(folder).findings) == ["file.unreadable"]


def test_link_that_leads_nowhere_is_a_finding(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_plan())
    (folder / "figures.yaml").unlink()
    (folder / "figures.yaml").symlink_to(tmp_path / "nowhere")

    assert _codes(check_folder(folder).findings) == ["file.unreadable"]


def test_file_under_a_name_that_nobody_reads_is_a_finding(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_plan())
    (folder / "figures.yaml").rename(folder / "figures.yml")
    (folder / "notes.txt").write_text("Ours.", encoding="utf-8")

    assert _codes(check_folder(folder).findings) == ["plan.file-unknown"]


@pytest.mark.parametrize("number", ["010", "1:30", "6_200", "0x1F", "!!int ''"])
def test_number_that_can_be_two_is_told_once(tmp_path: Path, number: str) -> None:
    folder = write_folder(tmp_path, small_plan())
    figures = (folder / "figures.yaml").read_text(encoding="utf-8")
    changed = re.sub("value: [0-9.]+", f"value: {number}", figures, count=1)
    (folder / "figures.yaml").write_text(changed, encoding="utf-8")

    assert _codes(check_folder(folder).findings) == ["yaml.number-unclear"]


def test_plan_in_three_languages_is_sound(tmp_path: Path) -> None:
    files = small_plan()
    _add_language(files, "de")
    files["plan.yaml"]["languages"] = ["it", "en", "de"]

    assert _codes(check_folder(write_folder(tmp_path, files)).findings) == []


def _add_language(part: Any, language: str) -> None:
    """A further version beside every English one."""
    parts = part.values() if isinstance(part, dict) else part
    for each in list(parts) if isinstance(part, dict | list) else ():
        _add_language(each, language)
    if isinstance(part, dict) and "en" in part:
        part[language] = part["en"]


def test_folder_without_plan_file_is_a_finding(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_plan())
    (folder / "plan.yaml").unlink()

    assert _codes(check_folder(folder).findings) == ["plan.file-missing"]


def test_missing_folder_is_a_finding(tmp_path: Path) -> None:
    assert _codes(check_folder(tmp_path / "nowhere").findings) == ["plan.folder-missing"]


def test_title_with_a_less_than_sign_is_text(tmp_path: Path) -> None:
    files = small_plan()
    _nodes(files)[0]["title"] = texts("Fewer than < 5 & more")

    assert check_folder(write_folder(tmp_path, files)).is_sound


def test_factory_writes_what_yaml_reads(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_plan())

    assert (
        yaml.safe_load((folder / "plan.yaml").read_text(encoding="utf-8"))
        == (small_plan()["plan.yaml"])
    )
