"""`portici user …`: accounts and roles from the server itself, where nobody has to be signed in."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portici.accounts.models import RoleGrant, User
from portici.accounts.phrases import sentence
from portici.accounts.queries.holders import grant_of
from portici.accounts.queries.one_time_links import password_path
from portici.accounts.queries.people import user_of, users
from portici.accounts.rules.roles import ROLES
from portici.accounts.rules.scopes import SITE, Scope, node_scope, scope_from
from portici.accounts.services.erasing import CannotErase, erase_user
from portici.accounts.services.erasing import tidy as tidy_up
from portici.accounts.services.exporting import export_user
from portici.accounts.services.grants import CannotGrant, Terms, grant_role, withdraw_role
from portici.accounts.services.people import CannotChangePerson, create_user
from portici.cli.database import prepare_tables
from portici.cli.output import FINDINGS, json_option, print_findings, print_json, say, stop
from portici.journal.services import by_command, recording
from portici.kernel import clock
from portici.kernel.findings import Finding
from portici.plan.queries.scopes import node_uid

_role_option = click.option(
    "--role", help=_("One of: %(roles)s.") % {"roles": ", ".join(ROLES)}, metavar="ROLE"
)
_scope_option = click.option(
    "--scope",
    "scope_text",
    default="",
    metavar="SCOPE",
    help=_(
        "On what: site, plan:SLUG, node:SLUG/CODE, municipality:ISTAT, organisation:KEY."
        " Left out, the whole site."
    ),
)
_reason_option = click.option("--reason", default="", help=_("Why; it stands in the history."))
_day = click.DateTime(["%Y-%m-%d"])


@click.group(help=_("People: accounts, roles, and what is kept about somebody."))
def user() -> None:
    """The group of commands about people."""
    prepare_tables()


@user.command(help=_("Make an account for EMAIL, with a role if one is given."))
@click.argument("email")
@click.option("--name", default="", help=_("Name and surname."))
@click.option(
    "--language", default="it", type=click.Choice([code for code, _n in settings.LANGUAGES])
)
@_role_option
@_scope_option
@_reason_option
@click.option("--password-stdin", is_flag=True, help=_("Read the password from standard input."))
@click.option(
    "--site",
    default=settings.PORTICI_SITE_URL or "http://localhost:8000",
    show_default=True,
    help=_("Where the site answers: the link to set a password begins with it."),
)
def create(
    email: str,
    name: str,
    language: str,
    role: str | None,
    scope_text: str,
    reason: str,
    password_stdin: bool,
    site: str,
) -> None:
    """All or nothing. The address counts as verified: whoever works on the server answers for it."""
    by = by_command(clock.now())
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    if password is not None:
        _check_password(password, email, name)
    try:
        with recording(by=by):
            made = create_user(
                email=email,
                name=name,
                language=language,
                by=by,
                at=by.at,
                verified=True,
                password=password,
            )
            if role is not None:
                why = reason or _("By a command on the server.")
                terms = Terms(role, _scope(scope_text), None, None, why)
                grant_role(user=made, terms=terms, by=by)
    except (CannotChangePerson, CannotGrant) as refusal:
        _refuse(refusal.findings)
    say(_("%(email)s has an account.") % {"email": made.email})
    if role is not None:
        say(_("Role: %(role)s.") % {"role": ROLES[role].label()})
    if password is None:
        with translation.override(language):
            address = site.rstrip("/") + password_path(made)
        say(_("To choose a password, once: %(address)s") % {"address": address})


@user.command(help=_("Give the person with the address EMAIL a role."))
@click.argument("email")
@_role_option
@_scope_option
@_reason_option
@click.option("--starts", type=_day, help=_("First day, such as 2026-03-02."))
@click.option("--ends", type=_day, help=_("Last day, such as 2027-03-01."))
def grant(
    email: str,
    role: str | None,
    scope_text: str,
    reason: str,
    starts: datetime | None,
    ends: datetime | None,
) -> None:
    """Refused with exit code 1, with the reasons."""
    person = _person(email)
    terms = Terms(role or "", _scope(scope_text), _date(starts), _date(ends), reason)
    try:
        grant_role(user=person, terms=terms, by=by_command(clock.now()))
    except CannotGrant as refusal:
        _refuse(refusal.findings)
    facts = {"email": person.email, "role": ROLES[terms.role].label(), "scope": terms.scope}
    say(_("%(email)s holds the role “%(role)s” on %(scope)s.") % facts)


@user.command(help=_("Take a role away from the person with the address EMAIL."))
@click.argument("email")
@_role_option
@_scope_option
@_reason_option
def withdraw(email: str, role: str | None, scope_text: str, reason: str) -> None:
    """Refused with exit code 1, with the reasons."""
    person = _person(email)
    scope = _scope(scope_text)
    held = next(
        (
            row
            for row in _held(person)
            if row.role == role and Scope(row.scope_kind, row.scope_key) == scope
        ),
        None,
    )
    if held is None:
        _refuse((Finding("accounts.grant-none"),))
    try:
        withdraw_role(grant=held, reason=reason, by=by_command(clock.now()))
    except CannotGrant as refusal:
        _refuse(refusal.findings)
    facts = {
        "email": person.email,
        "role": ROLES[held.role].label() if held.role in ROLES else held.role,
    }
    say(_("%(email)s does not hold the role “%(role)s” any more.") % facts)


@user.command(name="list", help=_("Everybody with an account, and the roles that they hold."))
@json_option
def list_users(as_json: bool) -> None:
    """In the order of the addresses."""
    everybody = users()
    if as_json:
        print_json([_as_json(person) for person in everybody])
        return
    for person in everybody:
        state = "" if person.is_active else _(" (account closed)")
        say(f"{person.email}{state}{'  ' + person.name if person.name else ''}")
        for row in _held(person):
            until = f" → {row.ends.isoformat()}" if row.ends else ""
            say(f"    {row.role}  {grant_of(row).scope}{until}")
    count = len(everybody)
    say(ngettext("%(count)d account.", "%(count)d accounts.", count) % {"count": count})


@user.command(help=_("Write everything kept about the person with the address EMAIL into FILE."))
@click.argument("email")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
def export(email: str, output: Path) -> None:
    """A JSON file that only its owner can read."""
    person = _person(email)
    kept = export_user(user=person, by=by_command(clock.now()))
    output.touch(mode=0o600)
    output.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    say(_("Everything kept about %(email)s is in %(file)s.") % {"email": email, "file": output})


@user.command(help=_("Erase the person with the address EMAIL for ever."))
@click.argument("email")
@click.option("--yes", is_flag=True, help=_("Do not ask."))
def erase(email: str, yes: bool) -> None:
    """Asks for the address once more, unless told not to."""
    person = _person(email)
    confirmation = email if yes else click.prompt(_("Write the address once more to erase it"))
    try:
        erase_user(user=person, confirmation=confirmation, by=by_command(clock.now()))
    except CannotErase as refusal:
        _refuse(refusal.findings)
    say(_("The account and its personal data are erased. The history stays, without the name."))


@user.command(
    help=_("Remove what has served its time: ended invitations, old sessions and answers.")
)
def tidy() -> None:
    """As the privacy page promises; to be run every day."""
    removed = tidy_up(by=by_command(clock.now()))
    facts = {
        "invitations": removed.invitations,
        "sessions": removed.sessions,
        "answers": removed.answers,
    }
    say(
        _("Removed: %(invitations)d invitations, %(sessions)d sessions, %(answers)d kept answers.")
        % facts
    )


def _person(email: str) -> User:
    found = user_of(email=email)
    if found is None:
        stop(sentence(Finding("accounts.person-unknown", email)))
    return found


def _held(person: User) -> list[RoleGrant]:
    rows = (row for row in person.grants.all() if row.withdrawn_at is None)
    return sorted(rows, key=lambda row: row.pk)


def _scope(text: str) -> Scope:
    """The scope that was written; of an element, `node:SLUG/CODE` or `node:UID`."""
    if not text:
        return SITE
    slug, slash, code = text.removeprefix("node:").partition("/")
    if text.startswith("node:") and slash:
        uid = node_uid(slug, code)
        if uid is None:
            stop(sentence(Finding("accounts.scope-unknown", text)))
        return node_scope(uid)
    try:
        return scope_from(text)
    except ValueError:
        stop(sentence(Finding("accounts.scope-unknown", text)))


def _date(value: datetime | None) -> date | None:
    return value.date() if value is not None else None


def _check_password(password: str, email: str, name: str) -> None:
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as weak:
        reason = " ".join(weak.messages)
        _refuse((Finding("accounts.password-weak", facts={"reason": reason}),))


def _refuse(findings: tuple[Finding, ...]) -> NoReturn:
    print_findings(findings, sentence)
    raise SystemExit(FINDINGS)


def _as_json(person: User) -> dict[str, object]:
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "is_active": person.is_active,
        "joined_at": person.joined_at.isoformat(),
        "last_login": person.last_login.isoformat() if person.last_login else None,
        "roles": [
            {
                "role": row.role,
                "scope": str(grant_of(row).scope),
                "starts": row.starts.isoformat() if row.starts else None,
                "ends": row.ends.isoformat() if row.ends else None,
                "reason": row.reason,
            }
            for row in _held(person)
        ],
    }
