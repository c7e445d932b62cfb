"""Keys for programs: making, revoking, counting their use."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from portici.accounts.choices import Right
from portici.accounts.models import ApiToken, User
from portici.accounts.queries.holders import day_of, holder_behind, holder_of
from portici.accounts.queries.scopes import named_scope
from portici.accounts.queries.tokens import PREFIX, secret_digest
from portici.accounts.rules.scopes import organisation_scope
from portici.accounts.rules.tokens import KeyWish, key_findings
from portici.accounts.services.people import person_subject
from portici.journal.rules.acts import Act, By, Sealed, Subject
from portici.journal.services import recording
from portici.kernel.findings import Finding

# Requests are counted in windows of this length, from the first request on.
WINDOW = timedelta(minutes=1)
# How often it is noted that a key is in use.
NOTED_EVERY = timedelta(minutes=1)
# Characters of a key that are kept, so that people recognise it.
_SHOWN = 12


class CannotKeepKey(Exception):
    """The key was not made or revoked; the findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much a key may still be used.

    Attributes:
        limit: requests in a window.
        remaining: requests left in this one.
        resets_in: seconds until the next one begins, 1 at least.
        is_over: whether this request is one too many.
    """

    limit: int
    remaining: int
    resets_in: int
    is_over: bool


def make_token(
    *,
    user: User,
    name: str,
    rights: Collection[str],
    organisation: str = "",
    expires_at: datetime,
    by: By,
) -> tuple[ApiToken, str]:
    """A new key, and its text, which is given here once and never kept. Raises CannotKeepKey by `key_findings`."""
    with recording(by=by) as record:
        # Two made at once follow one another: the limit holds.
        user = User.objects.select_for_update(of=("self",)).select_related("actor").get(pk=user.pk)
        wish = KeyWish(" ".join(name.split()), frozenset(rights), organisation, expires_at)
        findings = _findings(user, wish, by)
        if findings:
            raise CannotKeepKey(*findings)
        secret = PREFIX + secrets.token_urlsafe(32)
        token = ApiToken.objects.create(
            user=user,
            name=wish.name,
            prefix=secret[:_SHOWN],
            digest=secret_digest(secret),
            rights=sorted(wish.rights),
            organisation=organisation,
            created_at=by.at,
            expires_at=expires_at,
        )
        facts: dict[str, object] = {
            "name": Sealed(token.name, about=user.actor_id),
            "rights": token.rights,
            "expires_at": expires_at.isoformat(),
            "user": person_subject(user).key,
        }
        record.add(Act("accounts.key-made", _subject(token), facts=facts))
    return token, secret


def revoke_token(*, token: ApiToken, by: By) -> ApiToken:
    """Make a key useless, at once; one that is revoked already stays so.

    Its holder may, and whoever keeps the keys of the organisation that it acts for. Raises CannotKeepKey.
    """
    with recording(by=by) as record:
        rows = ApiToken.objects.select_for_update(of=("self",)).select_related("user__actor")
        held = rows.filter(pk=token.pk).first()
        if held is None:
            raise CannotKeepKey(Finding("accounts.key-missing"))
        if not _may_revoke(held, by):
            raise CannotKeepKey(Finding("accounts.key-not-yours"))
        if held.revoked_at is None:
            held.revoked_at = by.at
            held.save(update_fields=["revoked_at"])
            facts = {"user": person_subject(held.user).key}
            record.add(Act("accounts.key-revoked", _subject(held), facts=facts))
    return held


def count_use(*, token: ApiToken, limit: int, at: datetime) -> Allowance:
    """One more request with a key, counted in one statement, so that none of many at once is lost. Two queries.

    That it is in use is noted at the same time, once a minute. Not told in the journal: nothing was decided.
    """
    # Requests at once overtake each other: the window may have begun a moment after this one came in.
    is_same_window = Q(window_started_at__gt=at - WINDOW, window_started_at__lt=at + WINDOW)
    is_noted = Q(last_used_at__gt=at - NOTED_EVERY)
    with transaction.atomic():
        row = ApiToken.objects.filter(pk=token.pk)
        row.update(
            window_count=Case(When(is_same_window, then=F("window_count") + 1), default=Value(1)),
            window_started_at=Case(
                When(is_same_window, then=F("window_started_at")), default=Value(at)
            ),
            last_used_at=Case(When(is_noted, then=F("last_used_at")), default=Value(at)),
        )
        began, count = row.values_list("window_started_at", "window_count").get()
    left = (began or at) + WINDOW - at
    return Allowance(
        limit=limit,
        remaining=max(limit - count, 0),
        resets_in=max(int(left.total_seconds()), 1),
        is_over=count > limit,
    )


def _findings(user: User, wish: KeyWish, by: By) -> list[Finding]:
    if user.actor_id != by.actor_id:
        # A key acts under its holder's name: nobody makes one for somebody else.
        return [Finding("accounts.key-not-yours")]
    named = None
    if wish.organisation:
        named = named_scope(organisation_scope(wish.organisation), language="it")
    living = ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=by.at).count()
    return key_findings(
        wish,
        holder=holder_of(user, today=day_of(by.at)),
        at=by.at,
        exists=named is not None,
        living=living,
    )


def _may_revoke(token: ApiToken, by: By) -> bool:
    if token.user.actor_id == by.actor_id:
        return True
    if not token.organisation:
        return False
    scope = organisation_scope(token.organisation)
    return holder_behind(by.actor_id, at=by.at).may(Right.ORGANISATION_KEYS, scope)


def _subject(token: ApiToken) -> Subject:
    """A key as the journal names it: by number, and by the first characters that people recognise."""
    scope = str(organisation_scope(token.organisation)) if token.organisation else ""
    return Subject("accounts.key", str(token.uid), f"{token.prefix}…", scope)
