"""Accounts: making one, changing what it says of somebody, closing and opening it again."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from portici.accounts.models import User
from portici.accounts.queries.administrators import is_last_administrator
from portici.journal.choices import Channel
from portici.journal.rules.acts import Act, By, Sealed, Subject
from portici.journal.services import new_person, recording, rename_person
from portici.kernel.findings import Finding

_MAXIMUM_NAME = 200


class CannotChangePerson(Exception):
    """The account was not made or changed; the findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


def person_subject(user: User) -> Subject:
    """Somebody as the journal names them: by number, never by name."""
    return Subject("accounts.user", str(user.actor.uid))


def create_user(
    *,
    email: str,
    name: str,
    language: str,
    by: By | None,
    at: datetime,
    verified: bool,
    password: str | None = None,
    request_id: str = "",
) -> User:
    """A new account with its e-mail address; without a password until the person sets one.

    `by` None means that the person signs up by themselves: they are then who acts, in the request `request_id`.
    `verified` says whether the address is known to be theirs. Raises CannotChangePerson.
    """
    address = email.strip().lower()
    findings = [*_profile_findings(name, language), *_address_findings(address)]
    if findings:
        raise CannotChangePerson(*findings)
    try:
        with transaction.atomic():
            return _new_user(
                address=address,
                name=name.strip(),
                language=language,
                at=at,
                verified=verified,
                password=password,
                by=by,
                request_id=request_id,
            )
    except IntegrityError as twice:
        # The same address signed up at the same moment.
        raise CannotChangePerson(Finding("accounts.email-taken", address)) from twice


def _new_user(
    *,
    address: str,
    name: str,
    language: str,
    at: datetime,
    verified: bool,
    password: str | None,
    by: By | None,
    request_id: str,
) -> User:
    actor = new_person(name=name)
    acts = by or By(actor.pk, at, channel=Channel.PAGE, request_id=request_id)
    with recording(by=acts) as record:
        user = User(email=address, name=name, language=language, joined_at=at, actor=actor)
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        user.save()
        EmailAddress.objects.create(user=user, email=address, verified=verified, primary=True)
        facts = {"email": Sealed(address, about=actor.pk)}
        record.add(Act("accounts.user-created", person_subject(user), facts=facts), by=acts)
    return user


def change_profile(*, user: User, name: str, language: str, by: By) -> User:
    """What somebody is called, in past entries too, and in which language we write to them.

    Raises CannotChangePerson.
    """
    findings = _profile_findings(name, language)
    if findings:
        raise CannotChangePerson(*findings)
    with recording(by=by) as record:
        user = User.objects.select_for_update(of=("self",)).select_related("actor").get(pk=user.pk)
        changes: dict[str, tuple[object, object]] = {}
        if name.strip() != user.name:
            about = user.actor_id
            changes["name"] = (Sealed(user.name, about), Sealed(name.strip(), about))
        if language != user.language:
            changes["language"] = (user.language, language)
        if changes:
            user.name, user.language = name.strip(), language
            user.save(update_fields=["name", "language"])
            rename_person(actor_id=user.actor_id, name=user.name)
            record.add(Act("accounts.profile-changed", person_subject(user), changes=changes))
    return user


def deactivate_user(*, user: User, reason: str, by: By) -> None:
    """Close an account: nobody signs in with it, its roles and keys give nothing, its sessions end.

    Raises CannotChangePerson: without a reason, and for the last administrator.
    """
    if not reason.strip():
        raise CannotChangePerson(Finding("accounts.reason-missing"))
    with recording(by=by) as record:
        if is_last_administrator(user, at=by.at, lock=True):
            raise CannotChangePerson(Finding("accounts.last-administrator"))
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            return
        end_sessions(user=user)
        changes = {"is_active": (True, False)}
        subject = person_subject(user)
        told = Sealed(reason.strip(), about=user.actor_id)
        record.add(Act("accounts.user-deactivated", subject, changes=changes, reason=told))


def reactivate_user(*, user: User, reason: str, by: By) -> None:
    """Open a closed account again, with the roles that it still has. Raises CannotChangePerson without a reason."""
    if not reason.strip():
        raise CannotChangePerson(Finding("accounts.reason-missing"))
    with recording(by=by) as record:
        if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            return
        changes = {"is_active": (False, True)}
        subject = person_subject(user)
        told = Sealed(reason.strip(), about=user.actor_id)
        record.add(Act("accounts.user-reactivated", subject, changes=changes, reason=told))


def end_sessions(*, user: User) -> int:
    """Sign somebody out everywhere; gives how many sessions ended. Not told in the journal."""
    sessions = list(UserSession.objects.filter(user=user).order_by("pk"))
    for session in sessions:
        session.end()
    return len(sessions)


def _profile_findings(name: str, language: str) -> list[Finding]:
    findings = []
    if len(name.strip()) > _MAXIMUM_NAME:
        findings.append(Finding("accounts.name-too-long", facts={"limit": _MAXIMUM_NAME}))
    if any(not character.isprintable() for character in name.strip()):
        findings.append(Finding("accounts.name-unprintable"))
    known = [code for code, _name in settings.LANGUAGES]
    if language not in known:
        facts = {"known": ", ".join(known)}
        findings.append(Finding("accounts.language-unknown", language, facts))
    return findings


def _address_findings(address: str) -> list[Finding]:
    try:
        validate_email(address)
    except ValidationError:
        return [Finding("accounts.email-wrong", address)]
    if User.objects.filter(email__iexact=address).exists():
        return [Finding("accounts.email-taken", address)]
    return []
