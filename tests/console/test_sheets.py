"""Taking an edition away and bringing it back, on the pages of the working area."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook
from pytest_django import Settings
from tests.factories.browser import sign_in
from tests.factories.people import SPRING, by, command, grant, person
from tests.factories.workbooks import edited, put

from portici.accounts.models import User
from portici.accounts.rules.scopes import plan_scope
from portici.console.services.uploads import forget_upload, keep_upload, kept_upload
from portici.journal.models import Entry
from portici.plan.models import Edition
from portici.plan.services.editions import new_edition
from portici.plan.services.sheets import workbook_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


@pytest.fixture
def draft(small: Edition, now: datetime) -> Edition:
    """A draft of the small plan."""
    return new_edition(base=small, key="second", name={"en": "Second"}, by=command(now))


@pytest.fixture
def editor(small: Edition) -> User:
    """Somebody who may edit the plan."""
    user = person()
    grant(user, "editor", plan_scope(small.plan.slug))
    return user


@pytest.fixture
def work(client: Client, editor: User) -> Client:
    """The browser of the editor."""
    sign_in(client, editor)
    return client


def _address(edition: Edition, route: str = "work-sheets", **more: str) -> str:
    return reverse(route, kwargs={"slug": edition.plan.slug, "key": edition.key, **more})


def _bring(work: Client, edition: Edition, content: bytes, name: str = "plan.xlsx") -> HttpResponse:
    return work.post(_address(edition), {"file": SimpleUploadedFile(name, content)})


def _workbook(draft: Edition, now: datetime, title: str = "Titolo nuovo") -> bytes:
    def edit(book: Workbook) -> None:
        put(book, "Nodes", "A.1", "Title (it)", title)

    return edited(workbook_of(edition=draft, language="en", at=now), edit).content


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    """Files that other tests of this process left waiting are not counted."""
    settings.PORTICI_DATA = tmp_path


def _kept() -> list[Path]:
    return list((settings.PORTICI_DATA / "uploads").glob("*"))


@pytest.mark.parametrize("form", ["xlsx", "csv", "yaml", "json"])
def test_each_form_is_a_file_to_keep(work: Client, draft: Edition, form: str) -> None:
    answer = work.get(_address(draft, "work-sheets-file", form=form))

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="small-plan_second')
    assert answer["Cache-Control"] == "private, no-store"
    assert len(answer.content) > 500


def test_a_form_that_nobody_writes_is_not_found(work: Client, draft: Edition) -> None:
    assert work.get(_address(draft, "work-sheets-file", form="pdf")).status_code == 404


def test_bring_look_confirm(work: Client, draft: Edition, now: datetime) -> None:
    sent = _bring(work, draft, _workbook(draft, now))
    look = work.get(sent["Location"])
    body = look.content.decode()
    before = draft.nodes.get(code="A.1").title["it"]
    unsaid = work.post(sent["Location"], {"why-reason_en": "", "why-source": "editorial"})
    done = work.post(
        sent["Location"],
        {"why-reason_it": "Perché", "why-reason_en": "Because", "why-source": "editorial"},
    )
    after = work.get(done["Location"]).content.decode()

    assert (sent.status_code, look.status_code) == (302, 200)
    assert "<del>" in body
    assert "Titolo nuovo" in body
    assert before == "Node A.1 (it)"
    assert unsaid.status_code == 422
    assert done.status_code == 302
    assert draft.nodes.get(code="A.1").title["it"] == "Titolo nuovo"
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.channel, entry.actor.name) == ("import", "Anna Rossi")
    assert reverse("work-undo", args=[draft.plan.slug, draft.key, entry.operation]) in after
    assert _kept() == []


def test_findings_are_shown_by_sheet_row_and_column(
    work: Client, draft: Edition, now: datetime
) -> None:
    raw = workbook_of(edition=draft, language="en", at=now)
    file = edited(raw, lambda book: put(book, "Figures", "F1", "Value", "=1+1"))

    sent = _bring(work, draft, file.content)
    body = work.get(sent["Location"]).content.decode()
    confirmed = work.post(sent["Location"], {"why-reason_en": "Because", "why-source": "editorial"})

    assert "F (Value)" in body
    assert "=1+1" in body
    assert confirmed.status_code == 409


def test_a_conflict_shows_what_stands_there_and_what_the_file_says(
    work: Client, draft: Edition, now: datetime
) -> None:
    mine = _workbook(draft, now, "Titolo mio")
    theirs = _bring(work, draft, _workbook(draft, now, "Titolo loro"))["Location"]
    why = {"why-reason_it": "Perché", "why-reason_en": "Because", "why-source": "editorial"}
    assert work.post(theirs, why).status_code == 302

    sent = _bring(work, draft, mine)
    body = work.get(sent["Location"]).content.decode()

    assert "<del>" in body
    assert "loro</del>" in body
    assert "mio</ins>" in body
    assert f'href="{_address(draft)}#bring"' in body
    assert work.post(sent["Location"], why).status_code == 409


def test_a_file_that_is_no_workbook_is_a_finding(work: Client, draft: Edition) -> None:
    sent = _bring(work, draft, b"PK\x03\x04 and nothing", "x.xlsx")

    assert "cannot be read" in work.get(sent["Location"]).content.decode()


@pytest.mark.parametrize("content", [None, b""])
def test_no_file_or_an_empty_one(work: Client, draft: Edition, content: bytes | None) -> None:
    answer = work.post(_address(draft)) if content is None else _bring(work, draft, content)

    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()


def test_a_file_over_the_limit(work: Client, draft: Edition) -> None:
    answer = _bring(work, draft, b"x" * (20 * 1024 * 1024 + 1))

    assert answer.status_code == 422
    assert "20 MB" in answer.content.decode()


def test_thrown_away(work: Client, draft: Edition, now: datetime) -> None:
    address = _bring(work, draft, _workbook(draft, now))["Location"]

    answer = work.post(f"{address}forget/")
    again = work.get(address)

    assert (answer.status_code, again.status_code) == (302, 302)
    assert _kept() == []


def test_an_edition_that_is_approved_takes_nothing(work: Client, small: Edition) -> None:
    body = work.get(_address(small)).content.decode()

    assert "cannot be changed" in body
    assert 'type="file"' not in body


def test_a_waiting_file_is_found_by_nobody_else(draft: Edition, editor: User) -> None:
    mine, other = by(editor), command()

    token = keep_upload(name="a.xlsx", content=b"x", scope="plan:a:b", by=mine)

    kept = kept_upload(token=token, scope="plan:a:b", by=mine)
    assert kept is not None
    assert (kept.name, kept.content) == ("a.xlsx", b"x")
    assert kept_upload(token=token, scope="plan:a:b", by=other) is None
    assert kept_upload(token=token, scope="plan:a:c", by=mine) is None
    assert kept_upload(token="../secret-key", scope="plan:a:b", by=mine) is None
    late = by(editor, SPRING + timedelta(hours=25))
    assert kept_upload(token=token, scope="plan:a:b", by=late) is None
    # The next file takes its place, and old ones of anybody go.
    second = keep_upload(name="b.xlsx", content=b"y", scope="plan:a:b", by=mine)
    assert kept_upload(token=token, scope="plan:a:b", by=mine) is None
    keep_upload(
        name="c.xlsx", content=b"z", scope="plan:a:b", by=command(SPRING + timedelta(days=2))
    )
    assert len(_kept()) == 2
    forget_upload(token=second, by=mine)
    forget_upload(token="../x", by=mine)
    for path in _kept():
        path.unlink()


@pytest.mark.parametrize("role", ["", "reader"])
def test_who_may_not_edit_is_refused(client: Client, draft: Edition, role: str) -> None:
    user = person()
    if role:
        grant(user, role, plan_scope(draft.plan.slug))
    sign_in(client, user)

    assert client.get(_address(draft)).status_code == 403
    assert client.get(_address(draft, "work-sheets-file", form="xlsx")).status_code == 403
    assert client.get(_address(draft, "work-sheets-check", token="x")).status_code == 403
    assert client.post(_address(draft, "work-sheets-forget", token="x")).status_code == 403
