"""Two editions compared, on a page and to take away."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.pages import SMALL_PLAN, english_page, english_text, page_of
from tests.factories.people import command
from tests.factories.plan_folder import texts
from tests.factories.two_editions import LATER, approved, draft_of, seen, why

from portici.plan.models import Edition
from portici.plan.queries.editing import figure_stated
from portici.plan.rules.editing.states import NodeText
from portici.plan.services.editing import add_instrument, drop_figure, move_node, split_node

pytestmark = pytest.mark.django_db


def test_the_comparison_tells_everything_in_the_order_of_the_document(
    client: Client, second: Edition
) -> None:
    text = english_text(client, "comparison", "first", "second")

    codes = ["A.1", "A.2", "A.4", "B.1a", "B.7", "C.1", "C.2"]
    places = [
        text.index(f"Measure (en) {code}") if code != "A.2" else text.index("removed: A.2")
        for code in codes
    ]
    assert places == sorted(places)
    assert "Node A.1 added: said better (en)" in text
    assert "removed: A.2 → added: A.9" in text
    assert "Marked: Green (en)" in text
    assert "Now aligned with World goals (en): Water (en)" in text
    assert "State removed: Active added: Closed" in text
    assert "Value removed: 91 added: 92" in text
    assert "It stood under: A Node A (en)" in text
    assert "Reworded: It was not clear. (en)" in text


def test_the_comparison_shows_old_and_new_side_by_side(client: Client, second: Edition) -> None:
    text = english_text(client, "comparison", "first", "second", query="?view=sides&kind=reworded")

    assert (
        "First edition (en) Node A.1 (en) Second edition (en) Node A.1 added: said better" in text
    )


FILTERS = {
    "?kind=dropped": ["C.1"],
    "?root=C": ["C.1", "C.2"],
    "?q=clear": ["A.1"],
    "?root=A&kind=changed": ["A.4"],
    "?q=nothing-of-this": [],
    "?kind=nonsense&root=Z": None,
}


@pytest.mark.parametrize(("query", "codes"), FILTERS.items(), ids=FILTERS)
def test_the_comparison_is_narrowed(
    client: Client, second: Edition, query: str, codes: list[str] | None
) -> None:
    page = page_of(english_page(client, "comparison", "first", "second", query=query))

    found = re.findall(r'difference-codes">Measure \(en\) <b>([^<]+)', page)
    if codes is None:
        assert page.count("this filter is not applied") == 2
        assert len(found) > 5
    else:
        assert found == codes
        assert ("No change matches these filters" in page) == (not codes)


def test_the_comparison_shows_the_language_that_is_asked_for(
    client: Client, second: Edition
) -> None:
    italian = english_text(client, "comparison", "first", "second", query="?texts=it&kind=reworded")
    both = english_text(client, "comparison", "first", "second", query="?texts=all&kind=reworded")

    assert "said better (it)" in italian
    assert "Title (it)" in both
    assert "Title (en)" in both


def test_the_comparison_read_backwards_says_so(client: Client, second: Edition) -> None:
    text = english_text(client, "comparison", "second", "first")

    assert "You are reading the comparison backwards" in text
    assert "It was not clear." not in text


def test_equal_editions_say_that_they_are(client: Client, second: Edition) -> None:
    assert "The two editions say the same" in english_text(client, "comparison", "first", "first")


def test_the_comparison_is_chosen_by_a_form(client: Client, second: Edition) -> None:
    with translation.override("en"):
        there = reverse("comparison", args=[SMALL_PLAN, "first", "second"])
        editions = reverse("editions", args=[SMALL_PLAN])

    assert (
        english_page(client, "comparison-chosen", query="?one=first&other=second")["Location"]
        == there
    )
    assert english_page(client, "comparison-chosen")["Location"] == editions
    assert english_page(client, "comparison-chosen", query="?one=x&other=y").status_code == 404


def test_the_comparison_can_be_taken_away(client: Client, second: Edition) -> None:
    content = english_page(client, "comparison-export", "first", "second", "csv").content.decode(
        "utf-8-sig"
    )

    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    renumbered = next(row for row in rows if row["Code before"] == "A.2")
    assert (renumbered["Code after"], renumbered["What happened"]) == ("A.9", "Renumbered")
    assert renumbered["Why"] == "The order was wrong. (en)"
    assert next(row for row in rows if row["What"] == "Figure")["Stable identifier"] == "F1"
    narrowed = json.loads(
        english_page(
            client, "comparison-export", "first", "second", "json", query="?root=C"
        ).content
    )
    assert [row["code_after"] for row in narrowed] == [None, "C.2"]
    assert english_page(client, "comparison-export", "first", "second", "xlsx").content[:2] == b"PK"


def test_markup_in_filters_is_escaped(client: Client, second: Edition) -> None:
    page = page_of(
        english_page(
            client, "comparison", "first", "second", query="?q=%3Cscript%3Ex&kind=%3Cb%3E&view=%00"
        )
    )

    assert "<script>x" not in page
    assert "<b>”" not in page


def test_an_element_that_changed_places_with_its_neighbour_stands_elsewhere(
    client: Client, first: Edition
) -> None:
    draft = draft_of(first)
    move_node(**seen(draft, "A.4"), parent="A", position=1, by=command(LATER), why=why("First."))
    approved(draft)

    text = english_text(client, "comparison", "first", "second")

    assert "It stands elsewhere among those beside it." in text
    assert "It stood under:" not in text


def test_what_came_and_went_between_two_editions_is_not_named(
    client: Client, second: Edition
) -> None:
    third = draft_of(second, key="third")
    into = [NodeText(code, texts(code), texts("A part.")) for code in ("B.1c", "B.1d")]
    split_node(**seen(third, "B.1a"), into=into, by=command(LATER), why=why("Two things still."))
    approved(third)

    text = english_text(client, "comparison", "first", "third")

    # Of B.1b and B.7; what B.1c and B.1d came out of stands in neither edition.
    assert text.count("It came out of:") == 2
    parts = "B.1b Node B.1b (en) B.1c B.1c (en) B.1d B.1d (en)"
    assert f"In its place stand: {parts}" in text


def test_what_came_and_went_beside_the_tree_is_narrowed_by_what_happened(
    client: Client, draft: Edition
) -> None:
    values = {"key": "new-fund", "kind": "fund", "name": texts("New fund"), "status": "listed"}
    add_instrument(edition=draft, values=values, by=command(LATER), why=why("It is there now."))
    stated = figure_stated(draft, "F3")
    assert stated is not None
    drop_figure(
        edition=draft, key="F3", seen=stated.fingerprint, by=command(LATER), why=why("Unknown.")
    )
    approved(draft)

    added = english_text(client, "comparison", "first", "second", query="?kind=added")
    dropped = english_text(client, "comparison", "first", "second", query="?kind=dropped")
    everything = english_text(client, "comparison", "first", "second")

    assert "New: New fund (en)" in everything
    assert "Taken out: Missing (en)" in everything
    assert ("New: New fund (en)" in added, "Taken out: Missing (en)" in added) == (True, False)
    assert ("New: New fund (en)" in dropped, "Taken out: Missing (en)" in dropped) == (False, True)
