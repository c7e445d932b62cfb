"""An edition taken away and brought back without an edit: nothing changes."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import command

from portici.journal.models import Entry
from portici.journal.queries import current_revision
from portici.kernel.archives import zipped
from portici.plan.models import Edition
from portici.plan.queries.content import edition_content
from portici.plan.rules.canonical import content_digest
from portici.plan.rules.editing.states import Why
from portici.plan.services.sheets import (
    SheetFile,
    csv_files_of,
    import_sheets,
    read_changes,
    workbook_of,
)

WHY = Why({"it": "Prova"}, "editorial")


def _file(edition: Edition, form: str, language: str, at: datetime) -> SheetFile:
    if form == "xlsx":
        return SheetFile("t.xlsx", workbook_of(edition=edition, language=language, at=at))
    return SheetFile("t.zip", zipped(csv_files_of(edition=edition, language=language, at=at)))


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_turin_comes_back_as_it_went(
    turin: Edition, now: datetime, form: str, language: str
) -> None:
    before = (content_digest(edition_content(turin)), Entry.objects.count(), current_revision())

    file = _file(turin, form, language, now)
    dry = read_changes(edition=turin, file=file, by=command(now), why=WHY)
    done = import_sheets(edition=turin, file=file, by=command(now), why=WHY)

    assert dry.findings == ()
    assert dry == done
    assert (done.changes, done.conflicts, done.notes) == ((), (), ())
    assert dict(done.unchanged) == {
        "node": 169, "instrument": 107, "link": 134, "alignment": 238, "figure": 106,
    }  # fmt: skip
    assert before == (
        content_digest(edition_content(turin)),
        Entry.objects.count(),
        current_revision(),
    )


def test_taking_away_costs_a_constant_number_of_queries(
    turin: Edition, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        workbook_of(edition=turin, language="it", at=now)
