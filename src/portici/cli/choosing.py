"""The plan and edition that a command is about, and refusals said the same way by all commands about plans."""

from collections.abc import Sequence
from typing import Any, NoReturn

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.cli.output import FINDINGS, findings_as_json, print_findings, print_json, stop
from portici.kernel.findings import Finding
from portici.kernel.localized import in_language
from portici.plan.models import Edition
from portici.plan.phrases import sentence
from portici.plan.queries.editions import current_edition, current_editions, edition_of, editions_of


def edition_or_stop(slug: str, key: str | None = None) -> Edition:
    """The edition of that key, the current one without a key; ends the command with a sentence when there is none."""
    edition = edition_of(slug, key) if key is not None else current_edition(slug)
    return edition if edition is not None else _stop_without(slug, key)


def _stop_without(slug: str, key: str | None) -> NoReturn:
    keys = ", ".join(each.key for each in editions_of(slug))
    if keys:
        facts = {"slug": slug, "key": key, "known": keys}
        stop(_("The plan “%(slug)s” has no edition “%(key)s”. Editions: %(known)s.") % facts)
    known = ", ".join(each.plan.slug for each in current_editions()) or "—"
    stop(_("There is no plan “%(slug)s”. Loaded: %(known)s.") % {"slug": slug, "known": known})


def refuse(findings: Sequence[Finding], *, as_json: bool, **facts: Any) -> NoReturn:
    """Say the findings, as JSON with further facts where that was asked for, and end with exit code 1."""
    if as_json:
        print_json({**facts, "findings": findings_as_json(findings, sentence)})
    else:
        print_findings(findings, sentence)
    raise SystemExit(FINDINGS)


def text_of(texts: dict[str, str] | Any) -> str:
    """A text in the language of the command."""
    return in_language(texts, get_language() or "it")
