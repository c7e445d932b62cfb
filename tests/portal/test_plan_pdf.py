"""The plan as a PDF: asked for, waited for, made, taken away."""

import re
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.factories.pages import page_of, plan_of_size, visible_text
from tests.portal.conftest import Loader

from portici.journal.services import bump_revision
from portici.kernel import clock
from portici.plan.models import Edition
from portici.portal.queries.printed_plan import printed_plan
from portici.portal.services import pdf as service
from portici.portal.services.pdf import (
    LONGEST_WAIT,
    CannotPrint,
    OutsideAddress,
    PdfState,
    pdf_is_available,
    plan_pdf,
    printed_document,
    release_pdf,
    reserve_pdf,
    write_pdf,
)

PAGE = "/en/plans/small-plan/pdf/"
FILE = "/en/plans/small-plan/pdf/file"

prints = pytest.mark.skipif(
    not pdf_is_available(), reason="WeasyPrint or Pango is not on this machine: nothing is printed"
)
SMALL = {"slug": "small-plan", "language": "en"}


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for the files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files" / "pdf"


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site offers the PDF: asking and waiting are tested on every machine, printing where Pango is."""
    pdf_is_available.cache_clear()
    monkeypatch.setattr(service, "find_spec", lambda _name: "there")
    monkeypatch.setattr(service, "import_module", lambda _name: None)
    yield
    pdf_is_available.cache_clear()


@pytest.fixture
def without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation without the optional extra."""
    pdf_is_available.cache_clear()
    monkeypatch.setattr(service, "find_spec", lambda _name: None)
    yield
    pdf_is_available.cache_clear()


def unpacked(document: bytes) -> bytes:
    """The streams of a PDF, unpacked: bookmarks and structure stand in them."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    texts = []
    for stream in found:
        try:
            texts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return document + b"\n".join(texts)


def test_page_offers_to_prepare_the_pdf(client: Client, small: Edition) -> None:
    response = client.get(PAGE)

    assert response.status_code == 200
    assert "Prepare the PDF" in visible_text(response)
    assert response.headers["Cache-Control"] == "no-store"
    assert list(response.cookies) == ["csrftoken"]


@prints
def test_asking_makes_the_pdf_and_the_page_offers_it(client: Client, small: Edition) -> None:
    asked = client.post(PAGE)

    page = client.get(PAGE)
    file = client.get(FILE)
    assert (asked.status_code, asked.headers["Location"]) == (302, PAGE)
    assert re.search(r"Download the PDF \([\d.]+ MB\)", visible_text(page))
    assert file.headers["Content-Disposition"] == (
        'attachment; filename="small-plan_first_2026-03-02_en.pdf"'
    )
    assert b"".join(file)[:5] == b"%PDF-"


def test_file_that_is_not_made_leads_to_the_page(client: Client, small: Edition) -> None:
    response = client.get(FILE)

    assert (response.status_code, response.headers["Location"]) == (302, PAGE)


def test_page_says_that_the_pdf_is_being_prepared(client: Client, small: Edition) -> None:
    reserve_pdf(**SMALL, now=clock.now())

    response = client.get(PAGE)

    assert "The PDF is being prepared" in visible_text(response)
    assert "<form method" not in page_of(response).partition("<main")[2]


def test_page_says_that_the_pdf_could_not_be_prepared(
    client: Client, small: Edition, now: datetime
) -> None:
    path = plan_pdf(**SMALL, now=now).path
    path.parent.mkdir(parents=True)
    path.with_suffix(".failed").touch()

    text = visible_text(client.get(PAGE))

    assert "The PDF could not be prepared" in text
    assert "Prepare the PDF" in text


def test_only_the_first_who_asks_reserves(small: Edition, now: datetime) -> None:
    assert [reserve_pdf(**SMALL, now=now) for _ in range(3)] == [True, False, False]


def test_asking_again_while_it_is_being_prepared_queues_nothing(
    client: Client, small: Edition, files: Path
) -> None:
    reserve_pdf(**SMALL, now=clock.now())

    response = client.post(PAGE)

    assert response.status_code == 302
    assert [file.suffix for file in files.iterdir()] == [".waiting"]


@prints
def test_what_is_there_is_not_reserved(small: Edition, now: datetime) -> None:
    write_pdf(**SMALL)

    assert reserve_pdf(**SMALL, now=now) is False


def test_a_mark_left_by_a_dead_worker_may_be_taken_over(small: Edition, now: datetime) -> None:
    reserve_pdf(**SMALL, now=now)
    later = now + LONGEST_WAIT + timedelta(seconds=1)

    state = plan_pdf(**SMALL, now=later).state

    assert state is PdfState.FAILED
    assert reserve_pdf(**SMALL, now=later) is True
    assert plan_pdf(**SMALL, now=later).state is PdfState.WAITING


def test_release_takes_the_mark_away(small: Edition, now: datetime) -> None:
    reserve_pdf(**SMALL, now=now)

    release_pdf(**SMALL)

    assert plan_pdf(**SMALL, now=now).state is PdfState.ABSENT


def test_what_cannot_be_queued_is_not_left_waiting(
    client: Client, small: Edition, now: datetime, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "tests.portal.broken_queue.BrokenQueue"}}

    with pytest.raises(ConnectionError):
        client.post(PAGE)

    assert plan_pdf(**SMALL, now=now).state is PdfState.ABSENT


@prints
def test_writing_takes_older_files_and_marks_away(
    small: Edition, now: datetime, files: Path
) -> None:
    older = write_pdf(**SMALL)
    bump_revision()
    reserve_pdf(**SMALL, now=now)

    newer = write_pdf(**SMALL)

    assert older != newer
    assert list(files.iterdir()) == [newer]
    assert plan_pdf(**SMALL, now=now).size == newer.stat().st_size


def test_what_cannot_be_printed_leaves_a_mark_and_is_raised(db: None, now: datetime) -> None:
    with pytest.raises(CannotPrint):
        write_pdf(slug="none-such", language="it")

    assert plan_pdf(slug="none-such", language="it", now=now).state is PdfState.FAILED


@prints
def test_document_is_tagged_and_says_its_language_and_title(small: Edition) -> None:
    document = unpacked(printed_document(**SMALL))

    assert b"/StructTreeRoot" in document
    assert b"/Lang (en)" in document
    assert b"pdfuaid" in document
    assert b"A small plan (en)" in document


@prints
def test_document_reads_no_other_host_and_no_other_file(small: Edition) -> None:
    fetcher = service._own_letters_only()

    for address in (
        "https://example.org/x.woff2",
        "file:///etc/passwd",
        f"{service._FONTS.as_uri()}/../x",
    ):
        with pytest.raises(OutsideAddress):
            fetcher.fetch(address)  # type: ignore[attr-defined]


@pytest.mark.slow
@prints
def test_document_of_turin_holds_every_element(turin: Edition) -> None:
    document = unpacked(printed_document(slug="torino-2030", language="it"))

    codes = turin.nodes.order_by("path").values_list("code", flat=True)
    missing = [code for code in codes if not _is_bookmarked(code, document)]
    assert missing == []


def _is_bookmarked(code: str, document: bytes) -> bool:
    """Bookmarks are texts of the PDF: plain where they are ASCII, UTF-16 where they are not."""
    return (
        f"({code} ".encode() in document
        or f"{code} ".encode("utf-16-be") in document
        or (f"{code} ".encode("utf-16-be").hex().encode() in document.lower())
    )


@pytest.mark.parametrize("size", [1, 3, 9])
def test_printing_asks_the_database_alike_for_any_size(
    load: Loader, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = load(plan_of_size(size))

    with django_assert_num_queries(21):
        plan = printed_plan(edition)

    assert [len(area.nodes) for area in plan.areas] == [1 + size] * size


def test_without_the_extra_there_is_no_page_and_no_link(
    client: Client, small: Edition, without_weasyprint: None
) -> None:
    assert client.get(PAGE).status_code == 404
    assert client.get(FILE).status_code == 404
    assert PAGE not in page_of(client.get("/en/plans/small-plan/"))


def test_without_pango_there_is_no_pdf(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def import_without_pango(name: str) -> None:
        raise OSError(f"cannot load library behind {name}")

    monkeypatch.setattr(service, "import_module", import_without_pango)
    pdf_is_available.cache_clear()

    assert pdf_is_available() is False

    pdf_is_available.cache_clear()
    assert "Pango is not" in caplog.text
