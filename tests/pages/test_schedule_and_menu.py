"""Pages on the schedule, in the menu, and before two workers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils.translation import override
from tests.factories.editorial import (
    BOTH,
    LATER,
    TEXT,
    image,
    page,
    picture_file,
    public_page,
    someone,
)
from tests.factories.people import SPRING

from portici.journal.queries import current_revision, current_state, history
from portici.journal.services import by_schedule
from portici.pages.models import Image, Page
from portici.pages.phrases import sentence
from portici.pages.queries.frame import Frame, frame_of
from portici.pages.queries.public import public_pages, shown_as_draft, shown_to_reader
from portici.pages.queries.working import check_of, seen_of, steps_of
from portici.pages.rules.texts import PageText
from portici.pages.services import (
    CannotPlace,
    CannotPublish,
    Refused,
    change_image_words,
    change_page,
    place_in_menu,
    publish,
    publish_due_pages,
    publish_if_due,
    schedule,
    write_page,
)
from portici.pages.services.images import words_of

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


def test_a_scheduled_page_is_published_when_its_moment_has_come_and_once() -> None:
    found = page()
    schedule(page_id=found.pk, publish_at=LATER, seen=seen_of(found), by=someone())

    early = publish_due_pages(by=by_schedule(LATER - timedelta(minutes=1)))
    revision = current_revision()
    due = publish_due_pages(by=by_schedule(LATER + timedelta(seconds=20)))
    again = publish_due_pages(by=by_schedule(LATER + timedelta(minutes=1)))

    assert (early, revision, due, again) == ((), 0, ("consultazione",), ())
    assert current_revision() == 1
    public = public_pages().get()
    assert (public.status, public.publish_at) == ("published", None)
    newest = history(with_names=True)[0]
    assert (newest.verb, newest.channel, newest.actor_kind) == (
        "pages.page-published",
        "schedule",
        "system",
    )


def test_scheduling_the_same_moment_again_is_no_change() -> None:
    found = page()
    for _time in range(2):
        schedule(page_id=found.pk, publish_at=LATER, seen=seen_of(found), by=someone())

    assert _verbs() == ["pages.page-written", "pages.page-scheduled"]


def test_a_scheduled_page_is_put_off() -> None:
    found = page()
    schedule(page_id=found.pk, publish_at=LATER, seen=seen_of(found), by=someone())
    later = LATER + timedelta(days=1)

    put_off = schedule(page_id=found.pk, publish_at=later, seen=seen_of(found), by=someone())

    assert (put_off.status, put_off.publish_at) == ("scheduled", later)
    changes = history(with_names=True)[0].changes
    assert [change.name for change in changes] == ["publish_at"]


def test_a_scheduled_page_that_is_changed_leaves_the_schedule() -> None:
    found = page()
    schedule(page_id=found.pk, publish_at=LATER, seen=seen_of(found), by=someone())

    changed = _change(found, it=PageText("Nuovo", "", "x"))

    assert (changed.status, changed.publish_at) == ("draft", None)
    assert publish_due_pages(by=by_schedule(LATER)) == ()


def test_a_scheduled_page_that_cannot_be_published_any_more_goes_back_and_keeps_none_waiting() -> (
    None
):
    shown = image()
    broken = page("foto", texts={"it": PageText("Foto", "x", f"![](image:{shown.key})")})
    sound = page("testo")
    for each in (broken, sound):
        schedule(page_id=each.pk, publish_at=LATER, seen=seen_of(each), by=someone())
    words = words_of(shown)
    change_image_words(
        image_id=shown.pk,
        words=type(words)({"en": "An arcade"}, {}, ""),
        by=someone(),
    )

    published = publish_due_pages(by=by_schedule(LATER))

    assert published == ("testo",)
    assert Page.objects.get(slug="foto").status == "draft"
    (returned,) = history(verbs=["pages.page-returned"], with_names=True)
    assert returned.facts == {"findings": ["pages.image-without-alternative"]}


@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        (SPRING, ["pages.time-past"]),
        (datetime(2029, 1, 1, tzinfo=UTC), ["pages.time-far"]),
    ],
)
def test_a_moment_that_is_past_or_far_away_is_refused(moment: datetime, codes: list[str]) -> None:
    found = page()

    with pytest.raises(CannotPublish) as refused:
        schedule(page_id=found.pk, publish_at=moment, seen=seen_of(found), by=someone())

    assert _codes(refused) == codes


def test_a_menu_shows_public_pages_in_order() -> None:
    first = public_page("uno", kind="page")
    second = public_page("due", kind="page")
    hidden = page("tre", kind="page")
    for found, position in ((first, 2), (second, 1), (hidden, 0)):
        place_in_menu(page_id=found.pk, placement="footer", position=position, by=someone())
    place_in_menu(page_id=hidden.pk, placement="footer", position=0, by=someone())

    frame = frame_of(current_state().standing)

    assert [entry.slug for entry in frame.footer] == ["due", "uno"]
    assert (frame.main, frame.has_news) == ((), False)
    assert _verbs().count("pages.page-placed") == 3


def test_a_menu_without_pages_costs_nothing_to_know() -> None:
    assert frame_of(current_state().standing) == Frame()


@pytest.mark.parametrize(
    ("kind", "placement", "position", "codes"),
    [
        ("page", "roof", 0, ["pages.placement-unknown"]),
        ("news", "main", 0, ["pages.placement-news"]),
        ("page", "main", 100, ["pages.position-wrong"]),
        ("page", "main", 0, ["pages.menu-full"]),
    ],
)
def test_a_place_that_is_none_is_refused(
    kind: str, placement: str, position: int, codes: list[str]
) -> None:
    for slug in ("uno", "due", "tre") if codes == ["pages.menu-full"] else ():
        other = page(slug, kind="page")
        place_in_menu(page_id=other.pk, placement="main", position=0, by=someone())
    found = page(kind=kind)

    with pytest.raises(CannotPlace) as refused:
        place_in_menu(page_id=found.pk, placement=placement, position=position, by=someone())

    assert _codes(refused) == codes


def test_check_parts_errors_from_warnings_and_steps_follow_the_state() -> None:
    found = page(texts={"it": PageText("Titolo", "", "[clicca qui](https://example.org)")})

    check = check_of(found)

    assert check.errors == ()
    assert [finding.code for finding in check.warnings] == [
        "pages.summary-missing",
        "pages.link-unclear",
        "pages.language-missing",
    ]
    assert steps_of(found) == {"send-to-review", "publish", "schedule"}
    publish(page_id=found.pk, seen=seen_of(found), by=someone())
    assert steps_of(Page.objects.get()) == {"withdraw"}


def test_an_image_removed_from_the_text_stays_public_until_it_is_published_again() -> None:
    shown, other = image(), image(file=picture_file((300, 900)))
    text = PageText("Foto", "x", f"![](image:{shown.key}) ![](image:{other.key})")
    found = public_page(texts={"it": text})

    changed = _change(found, it=PageText("Foto", "x", f"![](image:{other.key})"))
    before = {use.image.key: (use.in_draft, use.in_published) for use in found.image_uses.all()}
    publish(page_id=found.pk, seen=seen_of(changed), by=someone())

    assert before == {shown.key: (False, True), other.key: (True, True)}
    assert [use.image for use in found.image_uses.all()] == [other]
    assert Image.objects.count() == 2


def test_a_text_with_nothing_in_it_is_kept_as_an_unfinished_draft() -> None:
    found = write_page(kind="page", slug="vuota", plan="", texts={}, by=someone())

    assert found.draft == {}
    assert [finding.code for finding in check_of(found).errors] == ["pages.nothing-written"]


def test_every_finding_has_a_sentence_and_says_its_line() -> None:
    found = page(texts={"it": PageText("T", "x", "testo\n\n[x](javascript:1)")})

    (error,) = check_of(found).errors

    with override("en"):
        shown = sentence(error)
    assert shown.startswith("Italian, line 3: The link “x” leads to “javascript:1”")


def test_a_reader_is_given_their_language_or_the_one_there_is() -> None:
    both, italian = public_page("due"), public_page("uno", texts={"it": TEXT})
    empty = page("vuota", texts={})

    shown = [shown_to_reader(each, language="en", images_at="/files/") for each in (both, italian)]
    draft = shown_as_draft(empty, language="en", images_at="/files/")

    assert [(each.language, each.languages) for each in shown] == [
        ("en", ("it", "en")),
        ("it", ("it",)),
    ]
    assert (draft.language, draft.title, draft.was_changed) == ("en", "", False)


def test_a_second_worker_finds_that_the_page_is_published_already() -> None:
    found = page()
    schedule(page_id=found.pk, publish_at=LATER, seen=seen_of(found), by=someone())
    act = by_schedule(LATER)

    told = [publish_if_due(page_id=found.pk, by=act) for _worker in range(2)]

    assert told == ["consultazione", ""]
    assert _verbs().count("pages.page-published") == 1


def test_a_page_can_be_taken_out_of_the_menu() -> None:
    found = public_page(kind="page")
    for placement in ("main", "none"):
        place_in_menu(page_id=found.pk, placement=placement, position=0, by=someone())

    assert current_state().standing == {}


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="threads share a SQLite database in memory without waiting",
)
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_once() -> None:
    for slug in ("uno", "due", "tre"):
        found = page(slug)
        schedule(page_id=found.pk, publish_at=LATER, seen=seen_of(found), by=someone())
    act = by_schedule(LATER)

    def work() -> tuple[str, ...]:
        try:
            return publish_due_pages(by=act)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        published = [
            slug for each in [pool.submit(work) for _n in range(4)] for slug in each.result()
        ]

    assert sorted(published) == ["due", "tre", "uno"]
    assert _verbs().count("pages.page-published") == 3
    assert current_revision() == 3
