"""When a key for programs may be made, and how long it lives."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from portici.accounts.choices import Right
from portici.accounts.rules.rights import Holder, Key
from portici.accounts.rules.scopes import organisation_scope
from portici.kernel.findings import Finding

# A key that nobody looks after any more ends by itself.
LONGEST_LIFE = timedelta(days=366)
# Nobody keeps an eye on more.
MOST_KEYS = 20
LONGEST_NAME = 100
# What the interface for programs can do today; the form offers nothing else, so that no key may more than it needs.
PROGRAM_RIGHTS = (Right.READ_DRAFTS, Right.EDIT_PLAN)


@dataclass(frozen=True, slots=True)
class KeyWish:
    """A key that somebody wants to make.

    Attributes:
        name: what they call it, without blanks around it.
        rights: values of `choices.Right`; none is reading only.
        organisation: the organisation that it acts for; empty for a personal key.
        expires_at: when it ends.
    """

    name: str
    rights: Collection[str]
    organisation: str
    expires_at: datetime


def key_findings(
    wish: KeyWish, *, holder: Holder, at: datetime, exists: bool, living: int
) -> list[Finding]:
    """Why the key cannot be made; nothing when it can.

    - It has a name that can be read in a line.
    - It can do only what its holder may do today: a key narrows, and never gives.
    - An organisation's key is made by whoever may keep its keys, and can do only what they may do for it.
    - It ends, within a year.
    - Nobody has more than twenty keys that work.

    `exists` says whether there is such an organisation, `living` how many keys of the holder work already.
    """
    findings = _name_findings(wish.name)
    unknown = sorted(right for right in wish.rights if right not in Right.values)
    findings += [Finding("accounts.key-right-unknown", right) for right in unknown]
    if wish.organisation:
        findings += _organisation_findings(wish.organisation, holder, exists=exists)
    if not unknown:
        held = narrowed(holder, rights=wish.rights, organisation=wish.organisation)
        findings += [
            Finding("accounts.key-right-not-held", str(Right(right).label))
            for right in sorted(wish.rights)
            if not held.may_anywhere(Right(right))
        ]
    if wish.expires_at <= at:
        findings.append(Finding("accounts.key-over"))
    elif wish.expires_at > at + LONGEST_LIFE:
        findings.append(Finding("accounts.key-too-long", facts={"days": LONGEST_LIFE.days}))
    if living >= MOST_KEYS:
        findings.append(Finding("accounts.key-too-many", facts={"limit": MOST_KEYS}))
    return findings


def narrowed(holder: Holder, *, rights: Collection[str], organisation: str) -> Holder:
    """What somebody may do with a key; a right that no longer exists gives nothing."""
    known = frozenset(Right(right) for right in rights if right in Right.values)
    scope = organisation_scope(organisation) if organisation else None
    return replace(holder, key=Key(known, scope))


def key_state(*, expires_at: datetime, revoked_at: datetime | None, at: datetime) -> str:
    """Whether a key works by then: open, expired or revoked."""
    if revoked_at is not None:
        return "revoked"
    return "open" if at < expires_at else "expired"


def _name_findings(name: str) -> list[Finding]:
    if not name:
        return [Finding("accounts.key-without-name")]
    if len(name) > LONGEST_NAME:
        return [Finding("accounts.key-name-long", name[:30], {"limit": LONGEST_NAME})]
    if not name.isprintable():
        return [Finding("accounts.key-name-unprintable")]
    return []


def _organisation_findings(key: str, holder: Holder, *, exists: bool) -> list[Finding]:
    if not exists:
        return [Finding("accounts.key-organisation-unknown", key)]
    if not holder.may(Right.ORGANISATION_KEYS, organisation_scope(key)):
        return [Finding("accounts.key-organisation-not-yours", key)]
    return []
