"""The plan as a PDF: made in the background, kept as a file per revision of the public data.

What happens to a file is told by the files themselves, so that any process and any queue can be asked:
`<slug>-<language>-<revision>` with `.waiting` while it is being made, `.failed` when it could not be, `.pdf`
when it is there.
"""

import logging
import os
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from portici.journal.queries import current_revision
from portici.plan.queries.editions import current_edition
from portici.portal.queries.printed_plan import printed_plan
from portici.ui.finders import italia_folder

logger = logging.getLogger(__name__)

# Turin takes well under a minute; a mark older than this was left by a worker that died, or never ran.
LONGEST_WAIT = timedelta(minutes=15)

_FONTS = italia_folder() / "fonts" / "Titillium_Web"


class PdfState(StrEnum):
    """Where the making of a PDF stands."""

    ABSENT = "absent"
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PlanPdf:
    """The PDF of a plan in one language as of now; `size` in bytes is 0 unless it is ready."""

    state: PdfState
    path: Path
    size: int = 0


class CannotPrint(Exception):
    """The plan that was to be printed is not there any more."""


class OutsideAddress(ValueError):
    """The document asked for something that is not a letter of our own; it is printed without it."""


@cache
def pdf_is_available() -> bool:
    """Whether WeasyPrint, an optional extra, is installed with the libraries of the system that it needs."""
    if find_spec("weasyprint") is None:
        return False
    try:
        # Without Pango it prints a long advice for developers, which would stand among our own words.
        with redirect_stdout(StringIO()):
            import_module("weasyprint")
    except OSError:
        logger.warning("WeasyPrint is installed but Pango is not: the plan is not offered as a PDF")
        return False
    return True


def plan_pdf(*, slug: str, language: str, now: datetime) -> PlanPdf:
    """The state of the PDF that agrees with the data as they are now. One query."""
    path = _path(slug, language, current_revision())
    if path.exists():
        return PlanPdf(PdfState.READY, path, path.stat().st_size)
    waiting = path.with_suffix(".waiting")
    if waiting.exists():
        is_late = now.timestamp() - waiting.stat().st_mtime > LONGEST_WAIT.total_seconds()
        return PlanPdf(PdfState.FAILED if is_late else PdfState.WAITING, path)
    if path.with_suffix(".failed").exists():
        return PlanPdf(PdfState.FAILED, path)
    return PlanPdf(PdfState.ABSENT, path)


def reserve_pdf(*, slug: str, language: str, now: datetime) -> bool:
    """Put the mark of a PDF in the making; False when it is there, or somebody else has put the mark.

    Of many who ask at the same moment exactly one gets True, whatever the process.
    """
    pdf = plan_pdf(slug=slug, language=language, now=now)
    if pdf.state is PdfState.READY:
        return False
    pdf.path.parent.mkdir(parents=True, exist_ok=True)
    waiting = pdf.path.with_suffix(".waiting")
    if pdf.state is PdfState.FAILED:
        waiting.unlink(missing_ok=True)
        pdf.path.with_suffix(".failed").unlink(missing_ok=True)
    try:
        waiting.touch(exist_ok=False)
    except FileExistsError:
        return False
    os.utime(waiting, (now.timestamp(), now.timestamp()))
    return True


def release_pdf(*, slug: str, language: str) -> None:
    """Take the mark away when the work could not even be queued."""
    _path(slug, language, current_revision()).with_suffix(".waiting").unlink(missing_ok=True)


def write_pdf(*, slug: str, language: str) -> Path:
    """Print the plan as it is now and put the file in its place in one step; older files go.

    Whatever goes wrong leaves a mark that the page can show, and is raised for the log of the queue.
    """
    path = _path(slug, language, current_revision())
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        content = printed_document(slug=slug, language=language)
    except Exception:
        path.with_suffix(".failed").touch()
        raise
    finally:
        for mark in path.parent.glob(f"{slug}-{language}-*.waiting"):
            mark.unlink(missing_ok=True)
    unfinished = path.with_suffix(f".{uuid4().hex}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    for older in path.parent.glob(f"{slug}-{language}-*.*"):
        if older != path:
            older.unlink(missing_ok=True)
    return path


def printed_document(*, slug: str, language: str) -> bytes:
    """The plan as a tagged PDF (PDF/UA-1) in one language. Raises CannotPrint when there is no such plan."""
    edition = current_edition(slug)
    if edition is None:
        raise CannotPrint(slug)
    import weasyprint  # noqa: PLC0415 -- optional extra

    with translation.override(language):
        plan = printed_plan(edition)
        html = render_to_string(
            "portal/pdf/plan.html",
            {
                "plan": plan,
                "edition": edition,
                "fonts": _FONTS.as_uri(),
                "code_of_language": language,
            },
        )
    document = weasyprint.HTML(
        string=html, base_url=_FONTS.as_uri(), url_fetcher=_own_letters_only()
    )
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _own_letters_only() -> object:
    """A fetcher for the letters that come with the software, and nothing else: no host, no other file."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- optional extra

    class OwnLetters(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Reads `file:` addresses below the folder of letters."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            if not url.startswith(f"{_FONTS.as_uri()}/") or ".." in url:
                raise OutsideAddress(f"The document may not read {url}")
            return super().fetch(url, headers)

    return OwnLetters()


def _path(slug: str, language: str, revision: int) -> Path:
    return Path(settings.MEDIA_ROOT) / "pdf" / f"{slug}-{language}-{revision}.pdf"
