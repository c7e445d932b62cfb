"""Export and verification: the tables hold all that a folder says."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from portici.plan.models import Edition, EditionNode
from portici.plan.queries.content import edition_content, verification
from portici.plan.rules.canonical import differing_parts, folder_content
from portici.plan.services.export import CannotExport, export_plan
from portici.plan.services.folder import FolderReport, check_folder
from portici.plan.services.load import load_plan


def test_verification_of_turin_is_equal(
    turin: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        answer = verification(turin)

    assert answer.is_equal


def test_tables_hold_all_that_the_folder_says(turin: Edition, turin_report: FolderReport) -> None:
    assert turin_report.folder is not None

    assert differing_parts(folder_content(turin_report.folder), edition_content(turin)) == ()


def test_verification_notices_a_changed_row(turin: Edition) -> None:
    before = edition_content(turin)
    node = EditionNode.objects.get(edition=turin, code="1.1.1")
    node.title = {**node.title, "en": "Something else"}
    node.save()

    after = edition_content(turin)

    assert differing_parts(before, after) == ("plan.yaml: nodes: 1.1.1",)
    assert not verification(turin).is_equal


def test_export_of_turin_loads_with_the_same_hash(
    turin: Edition, tmp_path: Path, now: datetime
) -> None:
    digest = turin.content_hash

    files = export_plan(edition=turin, folder=tmp_path / "out")
    Edition.objects.all().delete()
    loaded = load_plan(report=check_folder(tmp_path / "out"), now=now)

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
