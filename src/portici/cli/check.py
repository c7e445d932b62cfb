"""`portici check`: whether this installation is in order."""

import importlib.util
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from portici.cli.database import missing_migrations
from portici.cli.output import FINDINGS, json_option, print_json, say
from portici.plan.queries.content import verification
from portici.plan.queries.editions import current_editions


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was looked at: whether it is in order, and the sentence that says so."""

    name: str
    is_in_order: bool
    sentence: str


@click.command(help=_("Check this installation: database, tables, plans, folders."))
@json_option
def check(as_json: bool) -> None:
    """Exit code 1 when something is not in order. Nothing is changed."""
    answers = list(_answers())
    if as_json:
        print_json([{"name": a.name, "ok": a.is_in_order, "sentence": a.sentence} for a in answers])
    else:
        for answer in answers:
            say(f"{'✓' if answer.is_in_order else '✗'} {answer.sentence}")
    if not all(answer.is_in_order for answer in answers):
        raise SystemExit(FINDINGS)


def _answers() -> Iterator[Answer]:
    yield _folder_answer()
    yield _settings_answer()
    yield _address_answer()
    try:
        connection.ensure_connection()
        missing = missing_migrations()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        sentence = _("The database does not answer: %(reason)s") % {"reason": reason}
        yield Answer("database", False, sentence)
        return
    facts = {"database": f"{connection.display_name} {_version()}"}
    yield Answer("database", True, _("The database answers: %(database)s.") % facts)
    if missing:
        sentence = _("%(count)d changes of the tables are missing: run `portici up`.")
        yield Answer("tables", False, sentence % {"count": missing})
        return
    yield Answer("tables", True, _("The tables are those of this release."))
    yield from _plan_answers()
    yield _pdf_answer()


def _folder_answer() -> Answer:
    folder = Path(settings.PORTICI_DATA)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        facts = {"folder": folder, "reason": error.strerror}
        sentence = _("The folder of the state, %(folder)s, cannot be written to: %(reason)s.")
        return Answer("folder", False, sentence % facts)
    sentence = _("The folder of the state can be written to: %(folder)s.") % {"folder": folder}
    return Answer("folder", True, sentence)


def _settings_answer() -> Answer:
    problems = [str(message.msg) for message in run_checks() if message.is_serious()]
    if problems:
        return Answer("settings", False, " ".join(problems))
    return Answer("settings", True, _("The settings are coherent."))


def _address_answer() -> Answer:
    """Whether links in e-mails can be trusted: they must not begin with whatever host a request names."""
    if settings.PORTICI_SITE_URL:
        facts = {"address": settings.PORTICI_SITE_URL}
        return Answer("address", True, _("Links in e-mails begin with %(address)s.") % facts)
    if "*" not in settings.ALLOWED_HOSTS:
        return Answer("address", True, _("Links in e-mails begin with a host of PORTICI_HOSTS."))
    sends_nothing = ".smtp." not in settings.EMAIL_BACKEND
    sentence = _(
        "Links in e-mails begin with the host that a request names, which a stranger can choose:"
        " set PORTICI_SITE_URL or PORTICI_HOSTS before this site sends e-mails."
    )
    # A site without a mail server, which writes e-mails to the console, harms nobody: told, and in order.
    return Answer("address", sends_nothing, sentence)


def _plan_answers() -> Iterator[Answer]:
    editions = list(current_editions())
    if not editions:
        yield Answer(
            "plans", False, _("There is no plan yet. Load one with `portici plan load PATH`.")
        )
    for edition in editions:
        slug = edition.plan.slug
        if verification(edition).is_equal:
            yield Answer(slug, True, _("The plan %(slug)s holds what was loaded.") % {"slug": slug})
        else:
            sentence = _(
                "The plan %(slug)s no longer holds what was loaded: see `portici plan verify`."
            )
            yield Answer(slug, False, sentence % {"slug": slug})


def _pdf_answer() -> Answer:
    """The PDF is optional: its absence is said, and is in order."""
    if importlib.util.find_spec("weasyprint") is None:
        return Answer(
            "pdf", True, _("The PDF of the plan is off: the optional part `pdf` is not installed.")
        )
    return Answer("pdf", True, _("The PDF of the plan is on."))


def _version() -> str:
    return ".".join(str(part) for part in connection.get_database_version())
