"""Export and verification: the tables hold all that a folder says."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.editions import plan_with_history, thawed
from tests.factories.people import command
from tests.factories.plan_folder import write_folder

from portici.plan.models import Edition, EditionChange, EditionNode, NodeOrigin, Plan
from portici.plan.queries.content import edition_content, verification
from portici.plan.rules.canonical import content_digest, differing_parts, folder_content
from portici.plan.services.export import CannotExport, export_plan
from portici.plan.services.folder import FolderReport, check_folder
from portici.plan.services.load import load_plan


def test_verification_of_turin_is_equal(
    turin: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(16):
        answer = verification(turin)

    assert answer.is_equal


def test_tables_hold_all_that_the_folder_says(turin: Edition, turin_report: FolderReport) -> None:
    assert turin_report.folder is not None

    assert differing_parts(folder_content(turin_report.folder), edition_content(turin)) == ()


def test_verification_notices_a_changed_row(turin: Edition) -> None:
    before = edition_content(turin)
    node = EditionNode.objects.get(edition=turin, code="1.1.1")
    node.title = {**node.title, "en": "Something else"}
    with thawed():
        node.save()

    after = edition_content(turin)

    assert differing_parts(before, after) == ("plan.yaml: nodes: 1.1.1",)
    assert not verification(turin).is_equal


def test_export_of_turin_loads_with_the_same_hash(
    turin: Edition, tmp_path: Path, now: datetime
) -> None:
    digest = turin.content_hash

    files = export_plan(edition=turin, folder=tmp_path / "out")
    with thawed():
        Edition.objects.all().delete()
    loaded = load_plan(report=check_folder(tmp_path / "out"), by=command(now))

    assert [file.name for file in files] == [
        "plan.yaml",
        "instruments.yaml",
        "frameworks.yaml",
        "figures.yaml",
        "phases.yaml",
        "official.yaml",
    ]
    assert loaded.content_hash == digest


def test_export_writes_over_nothing(turin: Edition, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("mine", encoding="utf-8")

    with pytest.raises(CannotExport, match=r"^plan\.yaml$"):
        export_plan(edition=turin, folder=tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["plan.yaml"]
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "mine"


def _exported_elsewhere(edition: Edition, folder: Path) -> Edition:
    """The edition taken away and loaded into a database that has nothing else."""
    export_plan(edition=edition, folder=folder)
    report = check_folder(folder)
    assert report.findings == ()
    with thawed():
        Edition.objects.update(base=None)
        EditionNode.objects.all().delete()
        EditionChange.objects.all().delete()
        NodeOrigin.objects.all().delete()
        Edition.objects.all().delete()
        Plan.objects.all().delete()
    return load_plan(report=report, by=command())


def test_reasons_and_origins_travel_with_the_folder(db: None, tmp_path: Path) -> None:
    report = check_folder(write_folder(tmp_path / "history", plan_with_history()))
    edition = load_plan(report=report, by=command())
    digest, content = edition.content_hash, edition_content(edition)

    loaded = _exported_elsewhere(edition, tmp_path / "out")

    assert (loaded.content_hash, edition_content(loaded)) == (digest, content)
    assert verification(loaded).is_equal
    assert [
        (each["kind"], each["key"], each.get("id")) for each in content["changes.yaml"]["changes"]
    ] == [
        ("reworded", "A.1", "A.1"),
        ("split", "B.9", "B.9"),
        ("dropped", "B.8", "B.8"),
        ("changed", "F1", None),
    ]
    nodes = {each["code"]: each.get("origins") for each in content["plan.yaml"]["nodes"]}
    assert nodes["B.2"] == [{"kind": "split", "id": "B.9"}]
    assert nodes["B.3"] == [{"kind": "merge", "id": "old-one"}, {"kind": "merge", "id": "old-two"}]
    origin = NodeOrigin.objects.select_related("origin", "node").get(kind="split")
    assert (origin.node.identity, origin.origin.identity) == ("b2-new", "B.9")


def test_superseded_edition_is_exported_as_what_it_is(small: Edition, tmp_path: Path) -> None:
    digest = small.content_hash
    report = check_folder(write_folder(tmp_path / "history", plan_with_history()))
    second = load_plan(report=report, by=command())
    small.refresh_from_db()

    export_plan(edition=small, folder=tmp_path / "out")
    elsewhere = _exported_elsewhere(second, tmp_path / "second")
    first = load_plan(report=check_folder(tmp_path / "out"), by=command())

    elsewhere.refresh_from_db()
    assert (first.status, first.is_current, first.content_hash) == ("superseded", False, digest)
    assert (elsewhere.status, elsewhere.is_current, elsewhere.base) == ("approved", True, first)


def test_hash_of_old_folders_is_what_it_was(small_report: FolderReport) -> None:
    assert small_report.folder is not None

    # As the first release computed it, before folders had reasons and origins.
    assert content_digest(folder_content(small_report.folder)) == (
        "0eef58dfc9b66fecd0688e2506fdddbb6beafbf9887d789d1e5e50013022a1fa"
    )


def test_tables_that_hold_what_no_folder_may_hold_do_not_verify(small: Edition) -> None:
    with thawed():
        EditionNode.objects.filter(edition=small, code="A").update(title={"it": "<b>Grassetto</b>"})

    answer = verification(small)

    assert (answer.recomputed, answer.is_equal, answer.holds) == ("", False, False)
