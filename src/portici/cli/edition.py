"""`portici plan edition …`: the editions of a plan, from the first draft to the one that supersedes it."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.cli.choosing import edition_or_stop, refuse, text_of
from portici.cli.database import prepare_tables
from portici.cli.output import FINDINGS, json_option, print_json, say, warn
from portici.journal.rules.acts import By
from portici.journal.services import by_command
from portici.kernel import clock
from portici.plan.choices import ChangeKind, EditionStatus
from portici.plan.models import Edition
from portici.plan.queries.content import Verification, verification
from portici.plan.queries.differences import ChangeTold, EditionDifference, edition_difference
from portici.plan.queries.editions import editions_of
from portici.plan.rules.differences.elements import ElementDifference
from portici.plan.services.editions import (
    CannotChangeEdition,
    approve_edition,
    close_consultation,
    discard_draft,
    new_edition,
    open_consultation,
)

_slug = click.argument("slug")
_key = click.argument("key")
_reason = click.option("--reason", default="", help=_("Why; the history keeps it."))


@click.group(help=_("Editions: list, begin, put to consultation, approve, compare, verify."))
def edition() -> None:
    """The group of commands about editions."""


@edition.command("list", help=_("List the editions of the plan SLUG, the newest first."))
@_slug
@json_option
def list_editions(slug: str, as_json: bool) -> None:
    """One line for each, with its state and name; the one that readers are shown has an asterisk."""
    edition_or_stop(slug)
    editions = list(editions_of(slug))
    if as_json:
        print_json([_summary(each) for each in editions])
        return
    for each in editions:
        mark = "*" if each.is_current else " "
        base = _("begun from %(key)s") % {"key": each.base_key} if each.base_key else ""
        parts = (each.key, EditionStatus(each.status).label, text_of(each.name), base)
        say(f"{mark} " + "  ".join(str(part) for part in parts if part))


@edition.command("new", help=_("Begin a draft KEY of the plan SLUG as a copy of an edition."))
@_slug
@_key
@click.option(
    "--name",
    "names",
    multiple=True,
    required=True,
    metavar="TEXT",
    help=_("What it is called; for one language alone, it=TEXT or en=TEXT."),
)
@click.option(
    "--from", "base_key", help=_("Key of the edition to copy; else the one readers are shown.")
)
@json_option
def new(slug: str, key: str, names: tuple[str, ...], base_key: str | None, as_json: bool) -> None:
    """Every element keeps its identity; the official wording stays with the edition that has the document."""
    prepare_tables()
    base = edition_or_stop(slug, base_key)
    name = _names(names, base.plan.languages)
    made = _taken(
        lambda by: new_edition(base=base, key=key, name=name, by=by), slug, key, as_json=as_json
    )
    if as_json:
        print_json({**_summary(made), "findings": []})
        return
    facts = {"key": made.key, "base": base.key}
    say(_("Begun %(key)s as a copy of %(base)s: a draft, which nobody but editors sees.") % facts)


@edition.command(help=_("Put the draft KEY of the plan SLUG to consultation: everybody reads it."))
@_slug
@_key
@click.option(
    "--close", is_flag=True, help=_("End the consultation: the edition is a draft again.")
)
@_reason
@json_option
def consult(slug: str, key: str, close: bool, reason: str, as_json: bool) -> None:
    """Its text stays as it is while it is in consultation."""
    prepare_tables()
    chosen = edition_or_stop(slug, key)
    step = close_consultation if close else open_consultation
    _taken(lambda by: step(edition=chosen, by=by, reason=reason), slug, key, as_json=as_json)
    if as_json:
        print_json({**_summary(chosen), "findings": []})
        return
    said = _("%(key)s is a draft again.") if close else _("%(key)s is in consultation.")
    say(said % {"key": key})


@edition.command(
    help=_("Approve the edition KEY of the plan SLUG: it is frozen, and shown from now on.")
)
@_slug
@_key
@click.option("--act", required=True, help=_("The act of approval: body, number and date."))
@click.option(
    "--date",
    "day",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("The day of approval, such as 2026-03-01."),
)
@_reason
@json_option
def freeze(slug: str, key: str, act: str, day: datetime, reason: str, as_json: bool) -> None:
    """Refused with everything that does not agree in its content; the one approved before is superseded."""
    prepare_tables()
    chosen = edition_or_stop(slug, key)
    approved_on = day.date()
    _taken(
        lambda by: approve_edition(
            edition=chosen, act=act, approved_on=approved_on, by=by, reason=reason
        ),
        slug,
        key,
        as_json=as_json,
    )
    if as_json:
        print_json({**_summary(chosen), "findings": []})
        return
    facts = {"key": key, "hash": chosen.content_hash}
    say(_("%(key)s is approved and frozen. Content hash: %(hash)s") % facts)


@edition.command(help=_("Delete the draft KEY of the plan SLUG."))
@_slug
@_key
@click.option("--reason", required=True, help=_("Why; the history keeps it."))
@click.option("--yes", is_flag=True, help=_("Do not ask again."))
@json_option
def discard(slug: str, key: str, reason: str, yes: bool, as_json: bool) -> None:
    """Asks first, unless told not to; what was done with the draft stays in the history."""
    prepare_tables()
    chosen = edition_or_stop(slug, key)
    if not yes:
        click.confirm(
            _("Delete %(key)s with everything written in it?") % {"key": key}, abort=True, err=True
        )
    _taken(
        lambda by: discard_draft(edition=chosen, by=by, reason=reason), slug, key, as_json=as_json
    )
    if as_json:
        print_json({"slug": slug, "edition": key, "discarded": True, "findings": []})
        return
    say(_("%(key)s is gone. Its history stays.") % {"key": key})


@edition.command(
    help=_("Say what is different between the editions ONE and OTHER of the plan SLUG.")
)
@_slug
@click.argument("one")
@click.argument("other")
@json_option
def diff(slug: str, one: str, other: str, as_json: bool) -> None:
    """Element by element, with the reasons given; exit code 0 whether or not they differ."""
    difference = edition_difference(edition_or_stop(slug, one), edition_or_stop(slug, other))
    if as_json:
        print_json(_difference_as_json(slug, difference))
        return
    if difference.is_empty:
        say(_("%(one)s and %(other)s say the same.") % {"one": one, "other": other})
        return
    for element in difference.elements:
        _say_element(element, difference)
    for part in (*difference.declared, *difference.instruments, *difference.figures):
        say(f"~ {part.kind} {part.key}")
    counted = Counter({str(kind.label): count for kind, count in difference.counts.items()})
    say(", ".join(f"{label}: {count}" for label, count in counted.items()))


@edition.command(help=_("Recompute the content hashes of the editions of SLUG, or of KEY alone."))
@_slug
@click.argument("key", required=False)
@json_option
def verify(slug: str, key: str | None, as_json: bool) -> None:
    """Exit code 1, naming the edition, when a frozen one no longer holds what was approved."""
    chosen = [edition_or_stop(slug, key)]
    if key is None:
        chosen = list(editions_of(slug))
    answers = [(each, verification(each)) for each in chosen]
    if as_json:
        print_json([_verification_as_json(each, answer) for each, answer in answers])
    else:
        for each, answer in answers:
            say_verification(f"{slug} {each.key}", answer)
    if not all(answer.holds for _each, answer in answers):
        raise SystemExit(FINDINGS)


def say_verification(name: str, answer: Verification) -> None:
    """What the hash of an edition says, in a sentence; `name` is what the edition was called by."""
    facts = {"slug": name, "hash": answer.recomputed or "—", "stored": answer.stored}
    if answer.is_equal:
        say(_("%(slug)s holds what was loaded. Content hash: %(hash)s") % facts)
    elif answer.holds:
        say(_("%(slug)s is being edited. Content hash now: %(hash)s") % facts)
    else:
        warn(
            _(
                "%(slug)s is frozen, and no longer holds what was approved: the hash was %(stored)s and is now"
                " %(hash)s. Somebody changed the database: restore it from a backup."
            )
            % facts
        )


def _taken(step: Callable[[By], Any], slug: str, key: str, *, as_json: bool) -> Any:
    """Take a step; a refusal ends the command with exit code 1."""
    try:
        return step(by_command(clock.now()))
    except CannotChangeEdition as refusal:
        refuse(refusal.findings, as_json=as_json, slug=slug, edition=key)


def _names(texts: tuple[str, ...], languages: list[str]) -> dict[str, str]:
    """`it=Testo` names one language; a text without one stands for all that are not named."""
    names: dict[str, str] = {}
    for text in texts:
        language, equals, rest = text.partition("=")
        if equals and len(language) == 2:
            names[language] = rest
        else:
            names = dict.fromkeys(languages, text) | names
    return names


def _summary(edition: Edition) -> dict[str, Any]:
    return {
        "slug": edition.plan.slug,
        "edition": edition.key,
        "name": edition.name,
        "status": str(edition.status),
        "current": edition.is_current,
        "base": edition.base_key or None,
        "approved_on": edition.approved_on.isoformat() if edition.approved_on else None,
        "approval_act": edition.approval_act or None,
        "frozen_at": edition.frozen_at.isoformat() if edition.frozen_at else None,
        "content_hash": edition.content_hash,
    }


def _verification_as_json(edition: Edition, answer: Verification) -> dict[str, Any]:
    return {
        "slug": edition.plan.slug,
        "edition": edition.key,
        "frozen": answer.is_frozen,
        "equal": answer.is_equal,
        "holds": answer.holds,
        "stored": answer.stored,
        "recomputed": answer.recomputed or None,
    }


_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.DROPPED: "-"}


def _say_element(element: ElementDifference, difference: EditionDifference) -> None:
    kinds = ", ".join(str(kind.label).lower() for kind in element.kinds)
    sign = next((_SIGNS[kind] for kind in element.kinds if kind in _SIGNS), "~")
    code = element.stated.code
    if element.before and element.after and element.before.code != code:
        code = f"{element.before.code} → {code}"
    say(f"{sign} {code}  {text_of(element.stated.title)}  ({kinds})")
    for text in element.texts:
        if text.language == (get_language() or "it"):
            say(f"    - {text.before}")
            say(f"    + {text.after}")
    for told in difference.reasons_of("node", element.uid):
        say(f"    {_('Why')}: {text_of(told.reason)}")


def _difference_as_json(slug: str, difference: EditionDifference) -> dict[str, Any]:
    return {
        "slug": slug,
        "one": difference.one.key,
        "other": difference.other.key,
        "counts": {kind.value: count for kind, count in difference.counts.items()},
        "elements": [_element_as_json(each, difference) for each in difference.elements],
        **{
            name: [{"key": part.key, "before": part.before, "after": part.after} for part in parts]
            for name, parts in (
                ("declared", difference.declared),
                ("instruments", difference.instruments),
                ("figures", difference.figures),
            )
        },
    }


def _element_as_json(element: ElementDifference, difference: EditionDifference) -> dict[str, Any]:
    return {
        "uid": element.uid,
        "kinds": [kind.value for kind in element.kinds],
        "before": element.before.code if element.before else None,
        "after": element.after.code if element.after else None,
        "texts": [
            {
                "field": text.name,
                "language": text.language,
                "before": text.before,
                "after": text.after,
            }
            for text in element.texts
        ],
        "parts": [
            {"kind": part.kind, "key": part.key, "before": part.before, "after": part.after}
            for part in element.parts
        ],
        "origins": list(element.origins),
        "became": list(element.became),
        "reasons": [_told_as_json(told) for told in difference.reasons_of("node", element.uid)],
    }


def _told_as_json(told: ChangeTold) -> dict[str, Any]:
    return {
        "kind": told.kind,
        "reason": dict(told.reason),
        "source": told.source,
        "note": told.note,
        "changed_on": told.changed_on.isoformat(),
    }
