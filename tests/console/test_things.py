"""Instruments, numbers, alignments and links of a draft: changing, taking out, adding, two people at once."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.console.conftest import WHY, client_of, somebody

from portici.journal.models import Entry
from portici.plan.models import Edition
from portici.plan.queries.editing import (
    alignment_stated,
    figure_stated,
    instrument_stated,
    link_stated,
    node_stated,
)
from portici.plan.rules.editing.states import Stated


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def address(route: str, edition: Edition, *rest: str) -> str:
    return reverse(route, args=[edition.plan.slug, edition.key, *rest])


# Each kind: route, what follows the edition in its address, a field of its own with a text.
THINGS = {
    "instrument": (["big-fund"], "summary_en"),
    "figure": (["F1"], "cited_source"),
    "alignment": (["A", "world-goals", "work"], "reason_en"),
    "link": (["A", "A-S01", "big-fund"], "variant"),
}


def stated_of(kind: str, edition: Edition) -> Stated | None:
    return {
        "instrument": lambda: instrument_stated(edition, "big-fund"),
        "figure": lambda: figure_stated(edition, "F1"),
        "alignment": lambda: alignment_stated(edition, "A", "world-goals", "work"),
        "link": lambda: link_stated(edition, "A-S01", "big-fund"),
    }[kind]()


def opened(client: Client, here: str) -> dict[str, str]:
    """Every field of the page's first form, as a browser would send it back."""
    page = client.get(here).content.decode()
    form = page[page.index("data-save") :].split("</form>")[0]
    sent = {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', form)
    }
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S
    ):
        sent[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = unescape(chosen[1]) if chosen else ""
    boxes = re.findall(r'<input type="checkbox" name="([^"]*)"[^>]*checked', form)
    sent.update(dict.fromkeys(boxes, "on"))
    sent.pop("csrfmiddlewaretoken", None)
    return {**sent, **WHY}


@pytest.mark.parametrize("kind", THINGS)
def test_what_was_not_touched_is_not_saved(draft: Edition, kind: str) -> None:
    client = client_of(somebody("coordinator", draft))
    rest, _field = THINGS[kind]
    form = opened(client, address(f"work-{kind}", draft, *rest))
    before = Entry.objects.count()

    answer = client.post(address(f"work-{kind}-change", draft, *rest), form, follow=True)

    assert "Nothing was different" in answer.content.decode()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("kind", THINGS)
def test_thing_is_changed_with_a_reason(draft: Edition, kind: str) -> None:
    client = client_of(somebody("coordinator", draft))
    rest, field = THINGS[kind]
    form = opened(client, address(f"work-{kind}", draft, *rest))

    answer = client.post(
        address(f"work-{kind}-change", draft, *rest), {**form, field: "Other words"}, follow=True
    )

    assert "Take it back" in answer.content.decode()
    stated = stated_of(kind, draft)
    assert stated is not None
    assert "Other words" in str(stated.state)
    assert Entry.objects.order_by("-number")[0].reason == WHY["why-reason_en"]


@pytest.mark.parametrize("kind", THINGS)
def test_both_wrote_in_one_field_and_the_second_chooses(draft: Edition, kind: str) -> None:
    first = client_of(somebody("coordinator", draft))
    second = client_of(somebody("editor", draft))
    rest, field = THINGS[kind]
    here, change = (
        address(f"work-{kind}", draft, *rest),
        address(f"work-{kind}-change", draft, *rest),
    )
    mine, theirs = opened(second, here), opened(first, here)
    first.post(change, {**theirs, field: "Their words"})

    answer = second.post(change, {**mine, field: "My words"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The coordinator" in page
    assert "Their words" in page
    assert "My words" in page
    stated = stated_of(kind, draft)
    assert stated is not None
    assert "Their words" in str(stated.state)
    chosen = {**opened(second, here), field: "My words"}
    assert second.post(change, chosen).status_code == 302
    assert "My words" in str(getattr(stated_of(kind, draft), "state", ""))


def test_each_wrote_in_another_field_and_both_stay(draft: Edition) -> None:
    first = client_of(somebody("coordinator", draft))
    second = client_of(somebody("editor", draft))
    here = address("work-figure", draft, "F1")
    change = address("work-figure-change", draft, "F1")
    mine, theirs = opened(second, here), opened(first, here)
    first.post(change, {**theirs, "caveat_en": "Their caveat", "caveat_it": "La loro"})

    answer = second.post(change, {**mine, "name_en": "My name"}, follow=True)

    page = answer.content.decode()
    assert "Meanwhile The coordinator had changed" in page
    state = getattr(stated_of("figure", draft), "state", {})
    assert state["name"]["en"] == "My name"
    assert state["caveat"]["en"] == "Their caveat"


@pytest.mark.parametrize("kind", ["figure", "alignment", "link"])
def test_thing_is_taken_out_and_put_back(draft: Edition, kind: str) -> None:
    client = client_of(somebody("coordinator", draft))
    rest, _field = THINGS[kind]
    seen = opened(client, address(f"work-{kind}", draft, *rest))["seen"]

    answer = client.post(
        address(f"work-{kind}-change", draft, *rest),
        {"act": "drop", "seen": seen, **WHY},
        follow=True,
    )

    assert answer.redirect_chain[0][1] == 302
    assert stated_of(kind, draft) is None
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', answer.content.decode())
    assert undo is not None
    client.post(undo[1])
    assert stated_of(kind, draft) is not None


def test_instrument_that_lines_name_stays_and_the_lines_are_said(draft: Edition) -> None:
    client = client_of(somebody("coordinator", draft))
    seen = opened(client, address("work-instrument", draft, "big-fund"))["seen"]

    answer = client.post(
        address("work-instrument-change", draft, "big-fund"),
        {"act": "drop", "seen": seen, **WHY},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It was not taken out" in page
    said = page[page.index("It was not taken out") :].split("</div>")[0]
    assert "A-S01" in said
    assert "B-S01" in said
    assert stated_of("instrument", draft) is not None


@pytest.mark.parametrize("kind", THINGS)
def test_taking_out_without_a_reason_asks_for_one(draft: Edition, kind: str) -> None:
    client = client_of(somebody("coordinator", draft))
    rest, _field = THINGS[kind]

    answer = client.post(
        address(f"work-{kind}-change", draft, *rest), {"act": "drop", "seen": "", "why-source": ""}
    )

    assert answer.status_code == 422
    assert "Write why" in answer.content.decode() or "required" in answer.content.decode()
    assert stated_of(kind, draft) is not None


def test_instrument_number_alignment_and_line_are_added(draft: Edition) -> None:
    client = client_of(somebody("coordinator", draft))
    name = {"name_it": "Nuovo", "name_en": "New"}
    sent = [
        (
            "work-instrument-new",
            [],
            {"key": "new-fund", "kind": "fund", "status": "listed", **name},
        ),
        ("work-figure-new", [], {"key": "F9", "topic": "people", "value": "1,5", **name}),
        (
            "work-alignment-new",
            ["A.1"],
            {
                "topic": "world-goals:water",
                "basis": "editorial-proposal",
                "reason_it": "Acqua.",
                "reason_en": "Water.",
            },
        ),
        (
            "work-link-new",
            ["B"],
            {"instrument": "new-fund", "line": "B-S02", "variant": "the new one", "lines": "12"},
        ),
    ]

    for route, rest, values in sent:
        unit = {"unit": "people", "unit_it": "persone", "unit_en": "people"}
        answer = client.post(address(route, draft, *rest), {**unit, **values, **WHY})
        assert answer.status_code == 302, answer.content.decode()

    assert instrument_stated(draft, "new-fund") is not None
    figure = figure_stated(draft, "F9")
    assert figure is not None
    assert str(figure.state["value"]) == "1.5"
    assert alignment_stated(draft, "A.1", "world-goals", "water") is not None
    link = link_stated(draft, "B-S02", "new-fund")
    assert link is not None
    assert link.state["lines"] == [[12, 12]]


def test_line_moves_to_another_element(draft: Edition) -> None:
    client = client_of(somebody("coordinator", draft))
    form = opened(client, address("work-link", draft, "B", "B-S01", "big-fund"))
    target = node_stated(draft, "A.2")
    assert target is not None

    answer = client.post(
        address("work-link-change", draft, "B", "B-S01", "big-fund"),
        {**form, "node": target.key, "lines": "20-21"},
    )

    assert answer["Location"] == f"{address('work-node', draft, 'B')}#instruments"
    link = link_stated(draft, "B-S01", "big-fund")
    assert link is not None
    assert (link.state["node"], link.state["lines"]) == (target.key, [[20, 21]])
    assert client.get(address("work-link", draft, "B", "B-S01", "big-fund")).status_code == 404
    assert client.get(address("work-link", draft, "A.2", "B-S01", "big-fund")).status_code == 200


def test_line_is_not_moved_where_one_may_not_edit(draft: Edition) -> None:
    client = client_of(somebody("editor", draft, code="A"))
    form = opened(client, address("work-link", draft, "A", "A-S01", "big-fund"))
    target = node_stated(draft, "B")
    assert target is not None
    change = address("work-link-change", draft, "A", "A-S01", "big-fund")

    answer = client.post(change, {**form, "node": target.key})

    assert answer.status_code == 422
    other = address("work-link-change", draft, "B", "B-S01", "big-fund")
    assert client.post(other, {**form, "variant": "x"}).status_code == 403
    through = address("work-link-change", draft, "A", "B-S01", "big-fund")
    assert client.post(through, {**form, "variant": "x"}).status_code == 404
    assert client.post(through, {"act": "drop", **WHY}).status_code == 404
    assert link_stated(draft, "B-S01", "big-fund") is not None


HOSTILE = {
    "empty": "",
    "long": "x" * 30_000,
    "control": "a\x07b\x1bc",
    "null": "a\x00b",
    "markup": "<script>alert(1)</script>",
    "number": "9" * 400,
    "surrogate": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "direction": "\u202eabc",
    "braces": "{{ 7*7 }} {% debug %}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("kind", THINGS)
def test_no_input_breaks_a_page(draft: Edition, kind: str, text: str) -> None:
    client = client_of(somebody("coordinator", draft))
    rest, _field = THINGS[kind]
    form = opened(client, address(f"work-{kind}", draft, *rest))
    written = [name for name in form if not name.startswith("why-") and name not in {"seen", "was"}]

    for name in [*written, "seen", "was", "act", "why-source", "why-note", "why-reason_en"]:
        answer = client.post(address(f"work-{kind}-change", draft, *rest), {**form, name: text})
        assert answer.status_code in {302, 409, 422}, (name, answer.status_code)
        assert "<script>alert" not in answer.content.decode()
        form = (
            opened(client, address(f"work-{kind}", draft, *rest))
            if answer.status_code == 302
            else form
        )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    ("route", "rest"),
    [
        ("work-instrument-new", []),
        ("work-figure-new", []),
        ("work-alignment-new", ["A.1"]),
        ("work-link-new", ["A.1"]),
        ("work-node-new", []),
        ("work-bulk", []),
        ("work-nodes", []),
        ("work-node-mark", ["A.1"]),
        ("work-node-preview", ["A.1"]),
    ],
)
def test_no_input_breaks_what_adds(draft: Edition, route: str, rest: list[str], text: str) -> None:
    client = client_of(somebody("coordinator", draft))
    names = "key kind status topic basis reason_it instrument line variant lines name_it name_en value unit year code"
    names += " parent position title_it title_en summary_it marker had row all query step act name view add_topic"
    before = Entry.objects.count()

    answer = client.post(
        address(route, draft, *rest), {**WHY, **dict.fromkeys(names.split(), text)}
    )

    assert answer.status_code in {200, 302, 422}
    assert Entry.objects.count() == before


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("act", ["move", "renumber", "split", "merge", "drop", "dance"])
def test_no_input_breaks_the_structure(draft: Edition, act: str, text: str) -> None:
    client = client_of(somebody("coordinator", draft))
    names = [
        f"{act}-{each}" for each in ("parent", "position", "new_code", "codes", "with_children")
    ]
    names += [
        f"{part}-{each}"
        for part in ("part0", "part1", "part5", "into")
        for each in ("code", "title_it", "title_en", "lines")
    ]
    why = {name.replace("why-", f"why-{act}-"): value for name, value in WHY.items()}
    before = Entry.objects.count()

    answer = client.post(
        address("work-node-structure", draft, "A.1"),
        {**dict.fromkeys(names, text), "act": act, "seen": text, **why},
    )

    assert answer.status_code in {302, 422}
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["key", "line", "instrument", "edition", "uid", "framework"])
@pytest.mark.parametrize("kind", THINGS)
def test_what_names_a_thing_cannot_be_sent(draft: Edition, kind: str, name: str) -> None:
    client = client_of(somebody("coordinator", draft))
    rest, _field = THINGS[kind]
    form = opened(client, address(f"work-{kind}", draft, *rest))
    before = Entry.objects.count()

    client.post(address(f"work-{kind}-change", draft, *rest), {**form, name: "small-fund"})

    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("route", "rest"),
    [
        ("work-instrument", ["nothing"]),
        ("work-figure", ["NUL"]),
        ("work-figure", ["nothing"]),
        ("work-alignment", ["A", "world-goals", "nothing"]),
        ("work-alignment", ["NUL", "world-goals", "work"]),
        ("work-link", ["A", "NUL", "big-fund"]),
        ("work-link", ["A", "B-S01", "big-fund"]),
        ("work-link", ["Z", "A-S01", "big-fund"]),
        ("work-link-new", ["Z"]),
        ("work-link-new", ["NUL"]),
        ("work-alignment-new", ["Z"]),
        ("work-alignment-new", ["NUL"]),
    ],
)
@pytest.mark.parametrize("end", ["", "change/"])
def test_unknown_things_are_not_found(
    draft: Edition, route: str, rest: list[str], end: str
) -> None:
    client = client_of(somebody("coordinator", draft))
    here = address(route, draft, *rest).replace("NUL", "a%00b") + end

    assert client.get(here).status_code == 404
    assert client.post(here, WHY).status_code == 404


def test_nothing_of_an_approved_edition_is_changed(small: Edition) -> None:
    client = client_of(somebody("coordinator", small))
    for kind, (rest, _field) in THINGS.items():
        page = client.get(address(f"work-{kind}", small, *rest)).content.decode()
        assert "This edition is approved" in page
        answer = client.post(
            address(f"work-{kind}-change", small, *rest), {"act": "drop", "seen": "", **WHY}
        )
        assert answer.status_code == 422
        assert stated_of(kind, small) is not None


@pytest.mark.parametrize("kind", THINGS)
def test_addresses_that_change_lead_back_when_opened(draft: Edition, kind: str) -> None:
    client = client_of(somebody("coordinator", draft))
    rest, _field = THINGS[kind]

    answer = client.get(address(f"work-{kind}-change", draft, *rest))

    assert answer["Location"] == address(f"work-{kind}", draft, *rest)
