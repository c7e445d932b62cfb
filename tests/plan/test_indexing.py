"""What of a plan's edition the search finds."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.editions import thawed
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, write_folder

from portici.plan.models import Edition, EditionNode, InstrumentLine
from portici.plan.services.folder import check_folder
from portici.plan.services.indexing import index_edition
from portici.plan.services.load import load_plan
from portici.search.queries import Hit, search


@pytest.fixture
def edition(db: None, tmp_path: Path, now: datetime) -> Edition:
    files = small_plan()
    files["figures.yaml"]["figures"][2] |= {"value": 2030, "unit": {"key": "year"}}
    return load_plan(report=check_folder(write_folder(tmp_path, files)), by=command(now))


def hit(text: str, *, language: str = "en") -> Hit:
    return search(text, language=language, scopes=["plan:small-plan"]).hits[0]


@pytest.mark.parametrize(
    ("text", "kind", "key", "title", "context", "summary"),
    [
        ("A.2", "node", "A.2", "Node A.2 (en)", "Measure (en) A.2", "What A.2 is about. (en)"),
        ("A", "node", "A", "Node A (en)", "Theme (en) A", "What A is about. (en)"),
        ("big fund", "instrument", "big-fund", "Big fund (en)", "Fund (en)", "Much money. (en)"),
        ("the other", "instrument", "small-fund", "Small fund (en)", "Fund (en)", ""),
        ("world goals", "framework", "world-goals", "World goals (en)", "A/RES/1", ""),
        ("successor", "framework", "old-strategy", "Old strategy (en)", "", ""),
        ("water", "topic", "world-goals:water", "Water (en)", "World goals (en)", ""),
        ("members", "figure", "F1", "Members (en)", "2024", "91 people (en)"),
        ("motto", "figure", "F2", "Motto (en)", "", "Together (en)"),
        ("nobody counted", "figure", "F3", "Missing (en)", "", "2030"),
    ],
)
def test_loaded_edition_is_found(
    edition: Edition, text: str, kind: str, key: str, title: str, context: str, summary: str
) -> None:
    found = hit(text)

    assert (found.kind, found.key, found.title) == (kind, key, title)
    assert (found.context, found.summary) == (context, summary)


def test_everything_is_found_in_every_language_of_the_plan(edition: Edition) -> None:
    kinds = {"node": 5, "instrument": 2, "framework": 2, "topic": 2, "figure": 3}

    assert search("it", language="it").by_kind == kinds
    assert search("en", language="en").by_kind == kinds


def test_official_wording_is_found_in_its_own_language_only(edition: Edition) -> None:
    EditionNode.objects.filter(code="B.1").update(official="Le parole del documento")
    InstrumentLine.objects.filter(code="B-S01").update(official="Un fondo rotativo")

    index_edition(edition=edition)

    assert hit("documento", language="it").key == "B.1"
    assert hit("rotativo", language="it").key == "big-fund"
    assert search("documento", language="en").total == 0
    assert search("rotativo", language="en").total == 0


def test_edition_of_the_past_leaves_the_index_as_it_is(edition: Edition) -> None:
    edition.is_current = False
    with thawed():
        EditionNode.objects.all().delete()

    index_edition(edition=edition)

    assert hit("A.2").key == "A.2"


def test_plan_without_a_document_is_found(db: None, tmp_path: Path, now: datetime) -> None:
    files = small_plan()
    del files["plan.yaml"]["document"]
    del files["official.yaml"]

    load_plan(report=check_folder(write_folder(tmp_path, files)), by=command(now))

    assert hit("A.2").key == "A.2"


def test_indexing_reads_a_large_plan_with_as_many_queries_as_a_small_one(
    edition: Edition, turin: Edition
) -> None:
    with CaptureQueriesContext(connection) as small:
        index_edition(edition=edition)
    with CaptureQueriesContext(connection) as large:
        index_edition(edition=turin)

    assert _read(small) == 6
    assert _read(large) == 6


def test_turin_is_found_by_code_name_and_mistyped_word(turin: Edition) -> None:
    scopes = ["plan:torino-2030"]

    assert search("1.1.1-A01", language="it", scopes=scopes).hits[0].key == "1.1.1-A01"
    assert search("1.1.1", language="it", scopes=scopes).hits[0].key == "1.1.1"
    assert search("Agenda 2030", language="it", scopes=scopes).hits[0].key == "agenda-2030"
    assert search("misurazzione", language="it", scopes=scopes).suggestion == "misurazione"


def _read(queries: CaptureQueriesContext) -> int:
    """How many queries read the plan's own tables."""
    return sum('FROM "plan_' in query["sql"] for query in queries.captured_queries)
