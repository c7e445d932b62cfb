"""Writing at an element: saving, two people at once, bad input, taking back."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.console.conftest import WHY, client_of, somebody

from portici.journal.models import Entry
from portici.plan.models import Edition, EditionNode
from portici.plan.queries.editing import markers_stated, node_stated


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def address(route: str, edition: Edition, *rest: str) -> str:
    return reverse(route, args=[edition.plan.slug, edition.key, *rest])


def opened(client: Client, edition: Edition, code: str = "A.1") -> dict[str, str]:
    """The form of an element as a browser holds it when the page was opened."""
    page = client.get(address("work-node", edition, code)).content.decode()
    stated = node_stated(edition, code)
    assert stated is not None
    assert f'value="{stated.fingerprint}"' in page
    was = re.search(r'name="was" value="([^"]*)"', page)
    assert was is not None
    state = stated.state
    return {
        "seen": stated.fingerprint,
        "was": was[1].replace("&quot;", '"').replace("&#34;", '"').replace("&#39;", "'"),
        **{f"title_{language}": text for language, text in state["title"].items()},
        **{f"summary_{language}": text for language, text in state["summary"].items()},
        "lines": "1-2",
        **WHY,
    }


def title(edition: Edition, code: str = "A.1") -> dict[str, str]:
    return EditionNode.objects.get(edition=edition, code=code).title


def test_saving_changes_the_text_and_tells_why(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))
    form = opened(client, draft)

    answer = client.post(
        address("work-node-reword", draft, "A.1"),
        {**form, "title_en": "Another title"},
        follow=True,
    )

    assert answer.redirect_chain == [(address("work-node", draft, "A.1"), 302)]
    assert title(draft)["en"] == "Another title"
    assert "Take it back" in answer.content.decode()
    assert Entry.objects.order_by("-number")[0].reason == "The table asked for it."


def test_what_is_not_different_is_not_saved(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))
    before = Entry.objects.count()

    answer = client.post(
        address("work-node-reword", draft, "A.1"), opened(client, draft), follow=True
    )

    assert "Nothing was different" in answer.content.decode()
    assert Entry.objects.count() == before


def test_reason_is_remembered_for_the_next_change(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))
    form = opened(client, draft)
    client.post(address("work-node-reword", draft, "A.1"), {**form, "title_en": "Another title"})

    page = client.get(address("work-node", draft, "A.2")).content.decode()

    assert "The table asked for it." in page


def test_second_of_two_writers_loses_nothing(draft: Edition) -> None:
    first = client_of(somebody("coordinator", draft))
    second = client_of(somebody("editor", draft))
    mine = opened(second, draft)
    theirs = opened(first, draft)
    first.post(
        address("work-node-reword", draft, "A.1"),
        {**theirs, "title_en": "Their title", "summary_en": "Their words."},
    )

    answer = second.post(
        address("work-node-reword", draft, "A.1"),
        {**mine, "title_en": "My title", "title_it": "Il mio titolo"},
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The coordinator" in page
    assert ">\nMy title</textarea>" in page
    assert ">\nIl mio titolo</textarea>" in page
    assert "Their words." in page
    assert title(draft)["en"] == "Their title"
    again = {
        **opened(second, draft),
        "title_it": "Il mio titolo",
        "title_en": "My title",
        "theirs_title_en": "Their title",
        "pick_title_en": "theirs",
    }
    saved = second.post(address("work-node-reword", draft, "A.1"), again)
    assert saved.status_code == 302
    assert title(draft) == {"it": "Il mio titolo", "en": "Their title"}


def test_refusals_stand_at_their_fields(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))
    form = opened(client, draft)

    answer = client.post(
        address("work-node-reword", draft, "A.1"),
        {**form, "title_en": "x" * 400, "lines": "500-600"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_title_en"' in page or 'href="#id_title_it"' in page
    assert title(draft)["en"] == "Node A.1 (en)"


@pytest.mark.parametrize(
    "changes",
    [
        {"lines": "from here to there"},
        {"why-reason_en": ""},
        {"why-source": "nobody"},
        {"title_en": ""},
        {"title_en": "x" * 50_000},
        {"title_en": "a\x00b"},
        {"title_en": "<b>bold</b>"},
    ],
)
def test_bad_input_changes_nothing(draft: Edition, changes: dict[str, str]) -> None:
    client = client_of(somebody("editor", draft))
    form = {**opened(client, draft), "title_it": "Cambiato", **changes}
    before = Entry.objects.count()

    answer = client.post(address("work-node-reword", draft, "A.1"), form)

    assert answer.status_code == 422
    assert Entry.objects.count() == before


@pytest.mark.parametrize("seen", ["", "0" * 16, "<script>", "x" * 60])
@pytest.mark.parametrize("was", ["", "{", "[]", '{"title": 3}', "null"])
def test_tampered_fingerprints_are_a_conflict(draft: Edition, seen: str, was: str) -> None:
    client = client_of(somebody("editor", draft))
    form = {**opened(client, draft), "title_en": "Mine", "seen": seen, "was": was}

    answer = client.post(address("work-node-reword", draft, "A.1"), form)

    assert answer.status_code == 409
    assert ">\nMine</textarea>" in answer.content.decode()
    assert title(draft)["en"] == "Node A.1 (en)"


def test_unknown_fields_are_ignored(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))
    form = {**opened(client, draft), "code": "Z", "level": "theme", "edition": "1", "official": "x"}

    client.post(address("work-node-reword", draft, "A.1"), {**form, "title_en": "Another"})

    row = EditionNode.objects.get(edition=draft, code="A.1")
    assert (row.title["en"], row.level.key, row.official) == ("Another", "measure", "")


@pytest.mark.parametrize("code", ["Z", "A.1%00", "%2e%2e"])
def test_unknown_codes_are_not_found(draft: Edition, code: str) -> None:
    client = client_of(somebody("editor", draft))
    here = address("work-node", draft, "CODE").replace("CODE", code)

    assert client.get(here).status_code == 404


def test_editor_of_one_element_edits_it_and_nothing_else(draft: Edition) -> None:
    client = client_of(somebody("editor", draft, code="A"))

    own = client.post(
        address("work-node-reword", draft, "A.1"),
        {**opened(client, draft), "title_en": "Another"},
    )

    assert own.status_code == 302
    other = client.get(address("work-node", draft, "B.1"))
    assert other.status_code == 200
    assert "You may read this element, not edit it" in other.content.decode()
    assert client.post(address("work-node-reword", draft, "B.1"), WHY).status_code == 403
    assert (
        client.post(address("work-node-structure", draft, "A"), {"act": "drop"}).status_code == 403
    )
    assert client.get(address("work-instrument-new", draft)).status_code == 403


def test_approved_edition_is_read_only_and_says_so(draft: Edition, small: Edition) -> None:
    client = client_of(somebody("coordinator", draft))

    page = client.get(address("work-node", small, "A.1"))

    assert page.status_code == 200
    assert "This edition is approved" in page.content.decode()
    answer = client.post(
        address("work-node-reword", small, "A.1"),
        {"title_it": "x", "title_en": "x", "seen": "", **WHY},
    )
    assert answer.status_code == 422
    assert title(small)["en"] == "Node A.1 (en)"


def test_last_change_is_taken_back_and_done_again(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))
    client.post(
        address("work-node-reword", draft, "A.1"),
        {**opened(client, draft), "title_en": "Another"},
    )
    desk = client.get(reverse("desk")).content.decode()
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', desk)
    assert undo is not None

    client.post(undo[1])

    assert title(draft)["en"] == "Node A.1 (en)"
    refused = client.post(undo[1], follow=True)
    assert "was taken back already" in refused.content.decode()


def test_nobody_takes_back_what_is_not_theirs(draft: Edition) -> None:
    writer = client_of(somebody("coordinator", draft))
    writer.post(
        address("work-node-reword", draft, "B.1"),
        {**opened(writer, draft, "B.1"), "title_en": "Another"},
    )
    operation = Entry.objects.order_by("-number")[0].operation
    other = client_of(somebody("editor", draft, code="A"))

    assert other.post(address("work-undo", draft, str(operation))).status_code == 403
    assert title(draft, "B.1")["en"] == "Another"


def test_preview_saves_nothing(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))
    form = {**opened(client, draft), "title_en": "<i>Seen</i> only here"}

    page = client.post(address("work-node-preview", draft, "A.1"), form).content.decode()

    assert "&lt;i&gt;Seen&lt;/i&gt; only here" in page
    assert title(draft)["en"] == "Node A.1 (en)"


def test_markers_of_somebody_else_stay(draft: Edition) -> None:
    client = client_of(somebody("editor", draft))

    client.post(
        address("work-node-mark", draft, "A.1"), {"marker": ["green"], "had": ["young"], **WHY}
    )
    client.post(address("work-node-mark", draft, "A.1"), {"marker": ["young"], **WHY})

    stated = markers_stated(draft, "A.1")
    assert stated is not None
    assert stated.state == {"markers": ["young", "green"]}


@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        (
            {"act": "move", "move-parent": "B", "move-position": "1"},
            ["A", "A.2", "B", "A.1", "B.1"],
        ),
        ({"act": "renumber", "renumber-new_code": "A.9"}, ["A", "A.9", "A.2", "B", "B.1"]),
        ({"act": "drop"}, ["A", "A.2", "B", "B.1"]),
        (
            {
                "act": "split",
                "part0-code": "A.3",
                "part0-title_it": "Tre",
                "part0-title_en": "Three",
                "part1-code": "A.4",
                "part1-title_it": "Quattro",
                "part1-title_en": "Four",
            },
            ["A", "A.3", "A.4", "A.2", "B", "B.1"],
        ),
        (
            {
                "act": "merge",
                "merge-codes": "A.2",
                "into-code": "A.7",
                "into-title_it": "Sette",
                "into-title_en": "Seven",
            },
            ["A", "A.7", "B", "B.1"],
        ),
    ],
)
def test_structure_changes(draft: Edition, sent: dict[str, str], codes: list[str]) -> None:
    client = client_of(somebody("coordinator", draft))
    stated = node_stated(draft, "A.1")
    assert stated is not None
    why = {name.replace("why-", f"why-{sent['act']}-"): text for name, text in WHY.items()}
    extra = {
        f"{part}-summary_{language}": "Words."
        for part in ("part0", "part1", "into")
        for language in ("it", "en")
    }

    answer = client.post(
        address("work-node-structure", draft, "A.1"),
        {"seen": stated.fingerprint, **extra, **sent, **why},
    )

    assert answer.status_code == 302, answer.content.decode()
    rows = EditionNode.objects.filter(edition=draft).order_by("path")
    assert list(rows.values_list("code", flat=True)) == codes


def test_element_is_added_below_another(draft: Edition) -> None:
    client = client_of(somebody("editor", draft, code="A"))
    form = {
        "parent": "A",
        "code": "A.5",
        "title_it": "Nuovo",
        "title_en": "New",
        "summary_it": "Parole.",
        "summary_en": "Words.",
        **WHY,
    }

    answer = client.post(address("work-node-new", draft), form)

    assert answer["Location"] == address("work-node", draft, "A.5")
    refused = client.post(address("work-node-new", draft), {**form, "parent": "B", "code": "B.5"})
    assert refused.status_code == 422
