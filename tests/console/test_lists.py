"""The lists of an edition: filters, order, columns, views, files, changing many rows together."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tests.console.conftest import WHY, client_of, somebody
from tests.factories.people import command

from portici.accounts.models import SavedView
from portici.console.queries.lists import LIST_KINDS
from portici.journal.models import Entry
from portici.plan.models import Alignment, Edition, NodeMarker
from portici.plan.rules.editing.states import NodeText, Why
from portici.plan.services.editing import add_node, align_nodes, mark_nodes


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def address(route: str, edition: Edition, *rest: str) -> str:
    return reverse(route, args=[edition.plan.slug, edition.key, *rest])


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["A", "A.1", "A.2", "B", "B.1"]),
        ("area=B", ["B", "B.1"]),
        ("level=measure&sort=-code", ["B.1", "A.2", "A.1"]),
        ("marker=young", ["A.1"]),
        ("topic=world-goals:work", ["A", "B"]),
        ("q=node+b", ["B", "B.1"]),
        ("q=nothing+such", []),
        ("area=Z&level=<b>&sort=nothing&page=999&column=nothing", ["A", "A.1", "A.2", "B", "B.1"]),
        ("page=%00&page=-1&q=%00", ["A", "A.1", "A.2", "B", "B.1"]),
        ("missing=en", []),
        ("changed=yes", []),
    ],
)
def test_filters_sort_and_files_agree(draft: Edition, query: str, codes: list[str]) -> None:
    client = client_of(somebody("reader", draft))

    rows = json.loads(
        client.get(f"{address('work-export', draft, 'nodes', 'json')}?{query}").content
    )

    assert [row["code"] for row in rows] == codes
    page = client.get(f"{address('work-nodes', draft)}?{query}")
    assert page.status_code == 200


@pytest.mark.parametrize("kind", LIST_KINDS)
@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_every_list_comes_as_every_file(draft: Edition, kind: str, format: str) -> None:
    client = client_of(somebody("reader", draft))

    answer = client.get(address("work-export", draft, kind, format))

    assert answer.status_code == 200
    assert f"{kind}.{format}" in answer["Content-Disposition"]


@pytest.mark.parametrize(("kind", "format"), [("nodes", "pdf"), ("people", "csv")])
def test_unknown_files_are_not_found(draft: Edition, kind: str, format: str) -> None:
    client = client_of(somebody("reader", draft))

    assert client.get(address("work-export", draft, kind, format)).status_code == 404


def test_view_is_saved_renamed_opened_by_default_and_deleted(draft: Edition) -> None:
    client = client_of(somebody("reader", draft))
    here = address("work-nodes", draft)

    client.post(here, {"act": "save", "name": "  Only   B ", "query": "area=B&column=title"})

    view = SavedView.objects.get()
    assert (view.place, view.name, view.query) == ("work-nodes", "Only B", "area=B&column=title")
    client.post(here, {"act": "rename", "view": view.pk, "name": "Part B"})
    client.post(here, {"act": "default", "view": view.pk})
    assert client.get(here)["Location"] == f"{here}?area=B&column=title"
    assert client.get(f"{here}?all=1").status_code == 200
    view.refresh_from_db()
    assert (view.name, view.is_default) == ("Part B", True)
    client.post(here, {"act": "no-default"})
    assert client.get(here).status_code == 200
    client.post(here, {"act": "delete", "view": view.pk})
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("act", ["rename", "delete", "default"])
def test_views_of_others_are_not_there(draft: Edition, act: str) -> None:
    here = address("work-nodes", draft)
    client_of(somebody("editor", draft)).post(here, {"act": "save", "name": "Mine", "query": ""})
    view = SavedView.objects.get()

    answer = client_of(somebody("reader", draft)).post(
        here, {"act": act, "view": view.pk, "name": "Stolen"}, follow=True
    )

    assert "This view is not there any more" in answer.content.decode()
    view.refresh_from_db()
    assert (view.name, view.is_default) == ("Mine", False)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\x00b"])
def test_names_that_are_no_names_are_refused(draft: Edition, name: str) -> None:
    client = client_of(somebody("reader", draft))

    answer = client.post(address("work-nodes", draft), {"act": "save", "name": name}, follow=True)

    assert answer.status_code == 200
    assert SavedView.objects.count() == 0


def test_many_elements_are_changed_together_after_a_summary(draft: Edition) -> None:
    client = client_of(somebody("coordinator", draft))
    here = address("work-bulk", draft)
    wish = {
        "row": ["A.1", "A.2"],
        "add_marker": "green",
        "add_topic": "world-goals:water",
        "ground-reason_it": "Parlano di acqua.",
        "ground-reason_en": "They speak of water.",
        **WHY,
    }
    before = Entry.objects.count()

    assert client.post(here, {"row": ["A.1", "A.2"]}).status_code == 200
    checked = client.post(here, {**wish, "step": "check"})

    assert "2 elements will change" in checked.content.decode()
    assert Entry.objects.count() == before
    assert client.post(here, {**wish, "step": "confirm"}).status_code == 302
    marks = NodeMarker.objects.filter(edition_node__edition=draft, marker__key="green")
    assert sorted(marks.values_list("edition_node__code", flat=True)) == ["A.1", "A.2"]
    aligned = Alignment.objects.filter(edition_node__edition=draft, topic__key="water")
    assert aligned.count() == 2
    assert len(set(Entry.objects.filter(number__gt=before).values_list("operation"))) == 1


def test_all_that_the_filters_leave_can_be_changed(draft: Edition) -> None:
    client = client_of(somebody("coordinator", draft))
    wish = {"all": "1", "query": "level=measure", "add_marker": "green", "step": "confirm", **WHY}

    client.post(address("work-bulk", draft), wish)

    marks = NodeMarker.objects.filter(edition_node__edition=draft, marker__key="green")
    assert marks.count() == 3


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"add_marker": "green", "remove_marker": "green"},
        {"add_marker": "nothing"},
        {"add_topic": "world-goals:work"},
        {"add_marker": "green", "why-reason_en": ""},
    ],
)
def test_wishes_that_make_no_sense_change_nothing(draft: Edition, wish: dict[str, str]) -> None:
    client = client_of(somebody("coordinator", draft))
    before = Entry.objects.count()

    answer = client.post(
        address("work-bulk", draft), {"row": ["A.1"], "step": "confirm", **WHY, **wish}
    )

    assert answer.status_code == 422
    assert Entry.objects.count() == before


def test_elements_of_others_are_left_out(draft: Edition) -> None:
    client = client_of(somebody("editor", draft, code="A"))
    wish = {"row": ["A.1", "B.1"], "add_marker": "green", "step": "confirm", **WHY}

    client.post(address("work-bulk", draft), wish)
    alone = client.post(address("work-bulk", draft), {**wish, "row": ["B.1", "Z"]}, follow=True)

    marks = NodeMarker.objects.filter(edition_node__edition=draft, marker__key="green")
    assert list(marks.values_list("edition_node__code", flat=True)) == ["A.1"]
    assert "Choose at least one element that you may edit" in alone.content.decode()


@pytest.mark.parametrize("kind", LIST_KINDS)
def test_lists_cost_the_same_however_long_they_are(draft: Edition, kind: str) -> None:
    client = client_of(somebody("coordinator", draft))
    client.get(address(f"work-{kind}", draft))
    with CaptureQueriesContext(connection) as few:
        client.get(address(f"work-{kind}", draft))

    for number in range(5, 9):
        _grow(draft, f"A.{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address(f"work-{kind}", draft))

    assert len(many) == len(few)


def _grow(edition: Edition, code: str) -> None:
    """One more element with a marker and an alignment."""
    words = {"it": "Parole", "en": "Words"}
    why = Why(words, "editorial")
    text = NodeText(code, words, words)
    add_node(edition=edition, parent="A", text=text, by=command(), why=why)
    mark_nodes(edition=edition, codes=[code], add=["young"], by=command(), why=why)
    topics = [("world-goals", "work")]
    align_nodes(edition=edition, codes=[code], add=topics, reason=words, by=command(), why=why)
