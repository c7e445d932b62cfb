"""From a draft to what the public reads."""

import pytest
from tests.factories.editorial import (
    BOTH,
    LATER,
    page,
    public_page,
    someone,
)
from tests.factories.people import SPRING, by, person

from portici.journal.queries import current_revision, current_state, history
from portici.pages.models import Page
from portici.pages.queries.public import public_pages
from portici.pages.queries.working import seen_of
from portici.pages.rules.texts import PageText
from portici.pages.services import (
    CannotPublish,
    CannotReview,
    CannotWrite,
    Refused,
    change_page,
    place_in_menu,
    publish,
    return_to_author,
    send_to_review,
    withdraw,
)
from portici.search.queries import search

pytestmark = pytest.mark.django_db


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def _change(found: Page, **texts: PageText) -> Page:
    return change_page(
        page_id=found.pk,
        kind=found.kind,
        slug=found.slug,
        plan=found.plan,
        texts={**BOTH, **texts},
        seen=seen_of(found),
        by=someone(),
    )


def _verbs() -> list[str]:
    return [entry.verb for entry in reversed(history(with_names=True))]


def test_a_draft_is_seen_by_nobody_and_counts_no_change_of_public_data() -> None:
    page()

    assert list(public_pages()) == []
    assert current_revision() == 0
    assert search("consultazione", language="it").hits == ()


def test_a_draft_is_told_to_the_journal_field_by_field() -> None:
    page(texts={"it": PageText("Titolo")})

    (entry,) = history(kind="pages.page", with_names=True)
    assert (entry.verb, entry.subject_label, entry.is_public) == (
        "pages.page-written",
        "consultazione",
        False,
    )
    assert [(change.name, change.after) for change in entry.changes] == [
        ("it.title", "Titolo"),
        ("kind", "news"),
        ("slug", "consultazione"),
    ]


def test_publishing_makes_a_copy_that_is_found_and_counted() -> None:
    found = public_page()

    assert (found.status, found.is_public, found.published) == ("published", True, found.draft)
    assert current_revision() == 1
    hits = search("consultation", language="en").hits
    assert [(hit.kind, hit.key, hit.title) for hit in hits] == [
        ("page", "consultazione", "The consultation opens")
    ]
    (entry,) = history(with_names=False)
    assert (entry.verb, entry.actor, entry.facts) == (
        "pages.page-published",
        "",
        {"is_own_text": True},
    )


def test_a_change_after_publication_is_not_public_until_it_is_published_again() -> None:
    found = public_page()

    changed = _change(found, it=PageText("Nuovo titolo", "", "Nuovo testo."))

    assert changed.status == "draft"
    (public,) = public_pages()
    assert public.published["it"]["title"] == "Si apre la consultazione"
    assert current_revision() == 1
    publish(page_id=found.pk, seen=seen_of(changed), by=someone(LATER))
    (public,) = public_pages()
    assert public.published["it"] == {"title": "Nuovo titolo", "body": "Nuovo testo."}
    assert (public.published_at, public.copied_at) == (SPRING, LATER)
    assert current_revision() == 2


def test_an_unchanged_page_is_no_change() -> None:
    found = page()

    _change(found)

    assert _verbs() == ["pages.page-written"]


def test_a_page_changed_by_two_refuses_the_second_and_keeps_the_first() -> None:
    found = page()
    _change(found, it=PageText("Il primo", "", "x"))

    with pytest.raises(CannotWrite) as refused:
        _change(found, it=PageText("Il secondo", "", "x"))

    assert refused.value.is_conflict
    assert Page.objects.get().draft["it"]["title"] == "Il primo"


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"kind": "poem"}, ["pages.kind-unknown"]),
        ({"slug": "Città"}, ["pages.slug-wrong"]),
        ({"slug": "a" * 81}, ["pages.slug-wrong"]),
        ({"slug": "taken"}, ["pages.slug-taken"]),
        ({"texts": {"it": PageText("t" * 151)}}, ["pages.text-too-long"]),
        ({"texts": {"en": PageText("t", "", "[" * 2001)}}, ["pages.too-many-brackets"]),
    ],
)
def test_a_page_that_cannot_be_kept_is_refused(values: dict[str, object], codes: list[str]) -> None:
    page("taken")

    with pytest.raises(CannotWrite) as refused:
        page(**{"slug": "new", **values})  # type: ignore[arg-type]

    assert _codes(refused) == codes
    assert Page.objects.count() == 1


def test_address_and_kind_stay_once_they_were_public() -> None:
    found = public_page()

    with pytest.raises(CannotWrite) as refused:
        change_page(
            page_id=found.pk,
            kind="page",
            slug="altro",
            plan="",
            texts=BOTH,
            seen=seen_of(found),
            by=someone(),
        )

    assert _codes(refused) == ["pages.slug-fixed", "pages.kind-fixed"]


def test_address_kind_and_plan_of_a_draft_can_change() -> None:
    found = page()

    change_page(
        page_id=found.pk,
        kind="page",
        slug="altro",
        plan="small-plan",
        texts=BOTH,
        seen=seen_of(found),
        by=someone(),
    )

    changed = Page.objects.get()
    assert (changed.kind, changed.slug, changed.plan) == ("page", "altro", "small-plan")
    (latest, _first) = history(with_names=True)
    assert latest.scope == "plan:small-plan"


def test_review_goes_to_publication_or_back() -> None:
    found = page()
    seen = seen_of(found)

    send_to_review(page_id=found.pk, seen=seen, by=someone())
    return_to_author(page_id=found.pk, reason="Manca la data.", by=someone())
    send_to_review(page_id=found.pk, seen=seen, by=someone())
    reviewer = by(person("bruno@example.org", name="Bruno"))
    published = publish(page_id=found.pk, seen=seen, by=reviewer)

    assert published.reviewer_id == reviewer.actor_id
    newest, *_others, returned, _sent, _written = history(with_names=True)
    assert newest.facts == {"is_own_text": False}
    assert (returned.reason, returned.is_public) == ("Manca la data.", False)


@pytest.mark.parametrize(
    ("step", "codes"),
    [
        ("twice", ["pages.step-impossible"]),
        ("return", ["pages.step-impossible"]),
        ("unseen", ["pages.changed-meanwhile"]),
        ("unfinished", ["pages.body-missing"]),
    ],
)
def test_a_page_is_not_sent_to_review(step: str, codes: list[str]) -> None:
    texts = {"it": PageText("Titolo", "x")} if step == "unfinished" else BOTH
    found = page(texts=texts)
    seen = "0" if step == "unseen" else seen_of(found)
    if step == "twice":
        send_to_review(page_id=found.pk, seen=seen, by=someone())

    with pytest.raises(CannotReview) as refused:
        (
            return_to_author(page_id=found.pk, reason="x", by=someone())
            if step == "return"
            else send_to_review(page_id=found.pk, seen=seen, by=someone())
        )

    assert _codes(refused) == codes


def test_a_reason_is_needed_to_return_and_to_withdraw() -> None:
    found = page()
    send_to_review(page_id=found.pk, seen=seen_of(found), by=someone())

    with pytest.raises(CannotReview) as returned:
        return_to_author(page_id=found.pk, reason=" \n", by=someone())
    publish(page_id=found.pk, seen=seen_of(found), by=someone())
    with pytest.raises(CannotPublish) as withdrawn:
        withdraw(page_id=found.pk, reason="", by=someone())

    assert _codes(returned) == _codes(withdrawn) == ["pages.reason-missing"]


@pytest.mark.parametrize("step", ["state", "seen", "errors"])
def test_a_page_is_not_published(step: str) -> None:
    found = page(texts={"it": PageText("Titolo")} if step == "errors" else BOTH)
    seen = "0" if step == "seen" else seen_of(found)
    if step == "state":
        publish(page_id=found.pk, seen=seen, by=someone())
    revision = current_revision()

    with pytest.raises(CannotPublish):
        publish(page_id=found.pk, seen=seen, by=someone())

    assert current_revision() == revision


def test_withdrawing_takes_page_menu_entry_and_index_from_the_public() -> None:
    found = public_page(kind="page")
    place_in_menu(page_id=found.pk, placement="main", position=1, by=someone())

    withdraw(page_id=found.pk, reason="Superata.", by=someone())

    assert list(public_pages()) == []
    assert current_state().standing == {}
    assert search("consultazione", language="it").hits == ()
    again = Page.objects.get()
    assert (again.status, again.placement, again.draft["it"]["title"]) == (
        "withdrawn",
        "none",
        "Si apre la consultazione",
    )
    with pytest.raises(CannotPublish):
        withdraw(page_id=found.pk, reason="Ancora.", by=someone())


def test_withdrawing_a_page_that_is_being_changed_keeps_its_draft() -> None:
    found = _change(public_page(), it=PageText("Nuovo", "", "x"))

    withdraw(page_id=found.pk, reason="Superata.", by=someone())

    assert Page.objects.get().status == "draft"


def test_a_withdrawn_page_can_be_changed_and_published_again() -> None:
    found = public_page()
    withdraw(page_id=found.pk, reason="Un errore.", by=someone())

    changed = _change(Page.objects.get(), it=PageText("Corretto", "", "x"))
    publish(page_id=found.pk, seen=seen_of(changed), by=someone(LATER))

    assert [each.published["it"]["title"] for each in public_pages()] == ["Corretto"]
