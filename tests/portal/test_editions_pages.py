"""Editions, what changed and why, and old addresses of elements."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import (
    SMALL_PLAN,
    english_page,
    english_text,
    links_to,
    page_of,
    plan_of_size,
    visible_text,
)
from tests.factories.people import by, command, grant, person
from tests.factories.plan_folder import small_plan, texts, write_folder
from tests.factories.two_editions import (
    LATER,
    approved,
    changed_draft,
    draft_of,
    first_edition,
    seen,
    why,
    wide_plan,
)

from portici.accounts.rules.scopes import node_scope, plan_scope
from portici.plan.models import Edition, EditionChange
from portici.plan.rules.editing.states import NodeText
from portici.plan.services.editing import (
    add_node,
    drop_node,
    renumber_node,
    reword_node,
    split_node,
    undo_operation,
)
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan
from portici.portal.queries.words import date_words

pytestmark = pytest.mark.django_db

# Which editions there are.


def test_editions_are_listed_from_the_newest_with_what_leads_on(
    client: Client, second: Edition
) -> None:
    text = english_text(client, "editions")

    assert text.index("Second edition") < text.index("First edition")
    assert "approved on May 3, 2027: Act 7/2027" in text or "3 May 2027: Act 7/2027" in text
    assert "What changed and why" in text
    assert "Compare two editions" in text


def test_an_edition_approved_by_an_act_without_a_name_tells_the_day(
    client: Client, tmp_path: Path
) -> None:
    files = wide_plan()
    files["plan.yaml"]["edition"]["approved_on"] = "2025-02-25"
    first_edition(tmp_path / "dated", files)

    with translation.override("en"):
        day = date_words("2025-02-25")
    assert english_text(client, "editions").endswith(f"First edition (en) approved on {day}")


def test_one_edition_alone_has_nothing_superfluous(client: Client, first: Edition) -> None:
    home = page_of(english_page(client, "plan"))
    element = english_text(client, "node", "A.1")

    assert "Editions" not in home
    assert "Life of this element" not in element
    assert "Compare two editions" not in english_text(client, "editions")


def test_the_foot_of_the_page_leads_to_several_editions(client: Client, second: Edition) -> None:
    for response in (
        english_page(client, "plan"),
        english_page(client, "comparison", "first", "second"),
    ):
        assert "Editions</a>" in page_of(response)


def test_the_current_plan_leads_to_what_changed(client: Client, second: Edition) -> None:
    with translation.override("en"):
        address = reverse("edition-changes", args=[SMALL_PLAN, "second"])

    assert links_to(english_page(client, "plan"), address) == [address]


# Drafts.

ADDRESSES = (
    ("edition", ("second",)),
    ("edition-export", ("second", "csv")),
    ("edition-node", ("second", "A.1")),
    ("comparison", ("first", "second")),
    ("comparison", ("second", "first")),
    ("comparison-export", ("first", "second", "json")),
    ("edition-changes", ("second",)),
)


@pytest.mark.parametrize(("route", "arguments"), ADDRESSES)
def test_a_draft_does_not_exist_for_the_public(
    client: Client, draft: Edition, route: str, arguments: tuple[str, ...]
) -> None:
    response = english_page(client, route, *arguments)

    assert response.status_code == 404
    assert "said better" not in page_of(response)


@pytest.mark.parametrize(("route", "arguments"), ADDRESSES)
def test_whoever_may_read_drafts_reads_them(
    client: Client, draft: Edition, route: str, arguments: tuple[str, ...]
) -> None:
    reader = person()
    grant(reader, "reader", plan_scope(SMALL_PLAN))
    client.force_login(reader)

    assert english_page(client, route, *arguments).status_code == 200


def test_a_draft_says_that_it_is_one(client: Client, draft: Edition) -> None:
    reader = person()
    node = draft.nodes.get(code="A.1").node
    grant(reader, "reader", node_scope(node.uid))
    client.force_login(reader)

    text = english_text(client, "edition", "second")

    assert "This is “Second edition (en)”: draft" in text
    assert "is not public" in text
    assert 'content="noindex"' in page_of(english_page(client, "edition", "second"))
    assert "is not public" in english_text(client, "edition-node", "second", "A.1")
    assert "is not public" in english_text(client, "editions")


def test_a_draft_leaves_no_trace_on_public_pages(client: Client, draft: Edition) -> None:
    pages = [
        english_page(client, "editions"),
        english_page(client, "plan"),
        english_page(client, "node", "A.1"),
        english_page(client, "node-history", "A.1"),
    ]

    assert all("Second edition" not in page_of(each) for each in pages)
    assert all("said better" not in page_of(each) for each in pages)


@pytest.mark.parametrize(
    ("route", "arguments"),
    [
        ("edition", ("nothing",)),
        ("edition-node", ("first", "Z")),
        ("edition-node", ("first", "A\x00")),
        ("comparison", ("first", "nothing")),
        ("edition-changes", ("nothing",)),
        ("edition-export", ("first", "pdf")),
        ("comparison-export", ("first", "second", "doc")),
    ],
)
def test_what_there_is_not_is_a_page_not_found(
    client: Client, second: Edition, route: str, arguments: tuple[str, ...]
) -> None:
    assert english_page(client, route, *arguments).status_code == 404


# One edition.


def test_an_earlier_edition_is_read_whole_and_says_what_it_is(
    client: Client, second: Edition
) -> None:
    response = english_page(client, "edition", "first")

    text = visible_text(response)
    assert "This is “First edition (en)”: superseded" in text
    assert "The current edition is: Second edition (en)" in text
    assert "Node A.1 (en)" in text
    assert "said better" not in text
    with translation.override("en"):
        element = reverse("edition-node", args=[SMALL_PLAN, "first", "C.1"])
    assert links_to(response, element) == [element]


def test_the_current_edition_by_its_key_is_the_plan(client: Client, second: Edition) -> None:
    text = english_text(client, "edition", "second")

    assert "Node A.1 said better" in text
    assert "This is “" not in text


def test_an_earlier_edition_can_be_taken_away(client: Client, second: Edition) -> None:
    rows = json.loads(
        english_page(client, "edition-export", "first", "json", query="?level=theme").content
    )

    assert [row["code"] for row in rows] == ["A", "B", "C"]
    assert rows[0]["address"].endswith("/editions/first/elements/A/")


def test_an_element_of_an_earlier_edition_is_cited_with_it(client: Client, second: Edition) -> None:
    response = english_page(client, "edition-node", "first", "A.2")

    text = visible_text(response)
    assert "In the current edition the element is: A.9 Node A.2 (en)" in text
    assert "/editions/first/elements/A.2/" in text.partition("How to cite it")[2]
    assert 'content="noindex"' in page_of(response)


# Old addresses.


def test_an_old_code_shows_the_element_and_its_code_of_today(
    client: Client, second: Edition
) -> None:
    text = english_text(client, "node", "A.2")

    assert "This is “First edition (en)”: superseded" in text
    assert "In the current edition the element is: A.9 Node A.2 (en)" in text


def test_an_old_code_of_what_was_split_leads_to_its_parts(client: Client, second: Edition) -> None:
    text = english_text(client, "node", "B.1")

    assert "In the current edition it was split. In its place stand: B.1a" in text
    assert "Two things in one. (en)" in text


def test_a_part_that_was_dropped_again_does_not_stand_in_its_place(
    client: Client, draft: Edition
) -> None:
    drop_node(**seen(draft, "B.1a"), by=command(LATER), why=why("One is enough."))
    approved(draft)

    text = english_text(client, "node", "B.1")

    assert "In the current edition it was split. In its place stand: B.1b" in text
    assert "B.1a" not in text


def test_a_part_that_was_split_again_is_named_nowhere(client: Client, draft: Edition) -> None:
    into = [NodeText(code, texts(code), texts("A part.")) for code in ("B.1c", "B.1d")]
    split_node(**seen(draft, "B.1a"), into=into, by=command(LATER), why=why("Two still."))
    approved(draft)

    assert "B.1a" not in english_text(client, "node", "B.1")
    assert "B.1a" not in english_text(client, "node", "B.1c")


def test_an_old_code_of_what_was_merged_leads_to_the_whole(client: Client, second: Edition) -> None:
    assert "In the current edition it is part of: B.7" in english_text(client, "node", "B.3")


def test_an_old_code_of_what_was_dropped_tells_why(client: Client, second: Edition) -> None:
    text = english_text(client, "node", "C.1")

    assert "The current edition no longer has this element." in text
    assert "A law does it now. (en) Act of somebody else (Law 1)" in text


def test_a_code_that_meant_another_element_says_so(client: Client, first: Edition) -> None:
    draft = draft_of(first)
    drop_node(**seen(draft, "C.1"), by=command(LATER), why=why("Not needed."))
    new = NodeText("C.1", texts("Quite another"), texts("Another."))
    add_node(edition=draft, parent="C", text=new, by=command(LATER), why=why("Needed."))
    approved(draft)

    text = english_text(client, "node", "C.1")

    assert text.startswith("Measure (en) C.1 Quite another (en)")
    assert "In “First edition (en)” the code C.1 was another element: Node C.1 (en)" in text


def test_a_code_that_no_edition_had_is_unknown(client: Client, second: Edition) -> None:
    for code in ("Z.9", "A\x00"):
        assert english_page(client, "node", code).status_code == 404


def test_editions_loaded_from_folders_tell_what_they_can(
    client: Client, first: Edition, tmp_path: Path
) -> None:
    files = small_plan()
    files["plan.yaml"]["edition"]["key"] = "loaded"
    load_plan(report=check_folder(write_folder(tmp_path / "l", files)), by=command(LATER))

    assert "The current edition no longer has this element." in english_text(client, "node", "C.1")
    assert "This edition was written from the beginning" in english_text(
        client, "edition-changes", "loaded"
    )


# The life of an element.


def test_the_life_of_an_element_tells_every_edition(client: Client, second: Edition) -> None:
    text = english_text(client, "node", "A.1").partition("Life of this element")[2]

    assert text.index("Second edition (en)") < text.index("First edition (en)")
    assert "A.1 Node A.1 said better (en)" in text
    assert "Reworded: It was not clear. (en) Participation (Meeting of 3 May)" in text


def test_the_life_of_a_part_names_where_it_came_from(client: Client, second: Edition) -> None:
    text = english_text(client, "node", "B.1a").partition("Life of this element")[2]

    assert "It came out of: B.1 Node B.1 (en)" in text


def test_the_history_of_an_element_has_reasons_and_no_names(client: Client, first: Edition) -> None:
    author = person(name="Anna Rossi")
    approved(changed_draft(first, by=by(author, LATER)), by=by(author, LATER))

    response = english_page(client, "node-history", "A.1")

    text = visible_text(response)
    assert "Reworded" in text
    assert "It was not clear. (en)" in text
    assert "Anna" not in page_of(response)
    assert "Nothing has changed" in english_text(client, "node-history", "B")
    assert english_page(client, "node-history", "Z").status_code == 404


def test_what_hangs_on_an_element_is_part_of_its_life(client: Client, second: Edition) -> None:
    text = english_text(client, "node", "A.4").partition("Life of this element")[2]

    assert "Changed: It is green. (en) Participation (Meeting of 3 May)" in text
    assert "It speaks of water. (en)" in text


def test_changes_of_a_current_draft_are_told_word_by_word_with_what_was_taken_back(
    client: Client, tmp_path: Path
) -> None:
    files = wide_plan()
    files["plan.yaml"]["edition"]["status"] = "draft"
    draft = first_edition(tmp_path / "draft", files)
    for title, reason in (("Node A.1 said better", "It was not clear."), ("A slip", "By mistake.")):
        reword_node(
            **seen(draft, "A.1"),
            title=texts(title),
            summary=texts("What A.1 is about."),
            by=command(LATER),
            why=why(reason),
        )
    last = EditionChange.objects.order_by("pk").last()
    assert last is not None
    undo_operation(edition=draft, operation=last.operation, by=command(LATER))

    text = english_text(client, "node-history", "A.1")

    assert "It was not clear. (en)" in text
    assert "added: said better" in text
    assert "By mistake." in text

    approved(draft_of(draft))

    assert "Reworded A.1 It was not clear." in english_text(client, "node-history", "A.1")


# What changed and why.


def test_what_changed_is_told_by_who_asked_for_it(client: Client, second: Edition) -> None:
    text = english_text(client, "edition-changes", "second")

    sources = ["Participation 10 changes", "Monitoring 2 changes", "Act of somebody else 1 change"]
    places = [text.index(source) for source in sources]
    assert places == sorted(places)
    assert "A.9 Node A.2 (en) before: A.2" in text
    assert "Beside the elements" in text
    assert "Small fund (en)" in text


def test_what_was_taken_back_is_not_told(client: Client, first: Edition) -> None:
    draft = draft_of(first)
    reword_node(
        **seen(draft, "A.1"),
        title=texts("Otherwise"),
        summary=texts("Otherwise."),
        by=command(LATER),
        why=why("A slip."),
    )
    operation = EditionChange.objects.get().operation
    undo_operation(edition=draft, operation=operation, by=command(LATER))
    approved(draft)

    assert "A slip." not in english_text(client, "edition-changes", "second")
    assert "No reason has been recorded" in english_text(client, "edition-changes", "second")


# What it costs.


@pytest.mark.parametrize(
    ("route", "arguments", "count"),
    [
        ("plan", (), 10),
        ("edition", ("first",), 11),
        ("node", ("T1",), 15),
        ("node", ("T1.1",), 13),
        ("edition-node", ("first", "T1"), 16),
        ("comparison", ("first", "second"), 14),
        ("edition-changes", ("second",), 14),
        ("editions", (), 3),
        ("node-history", ("T1.1",), 5),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 9])
def test_pages_ask_the_database_alike_for_any_number_of_changes(
    client: Client,
    tmp_path: Path,
    route: str,
    arguments: tuple[str, ...],
    count: int,
    size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    draft = draft_of(first_edition(tmp_path / "first", plan_of_size(size)))
    for number in range(1, size + 1):
        renumber_node(
            **seen(draft, f"T{size}.{number}"),
            new_code=f"X{number}",
            by=command(LATER),
            why=why("So."),
        )
        reword_node(
            **seen(draft, f"X{number}"),
            title=texts("Otherwise"),
            summary=texts("Otherwise."),
            by=command(LATER),
            why=why("So."),
        )
        renumber_node(
            **seen(draft, f"X{number}"),
            new_code=f"T{size}.{number}",
            by=command(LATER),
            why=why("So."),
        )
    approved(draft)

    with django_assert_num_queries(count):
        assert english_page(client, route, *arguments).status_code == 200
