"""The editions of a plan as pages show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portici.plan.choices import EditionStatus
from portici.plan.queries.editions import Edition
from portici.plan.queries.lives import EditionNode, LifeStep, OtherElement
from portici.portal.queries.comparison import KindShown
from portici.portal.queries.reasons import ReasonShown, reasons_shown
from portici.portal.queries.words import date_words, in_words

# From an edition's key and a code to the address of the element.
ElementAddress = Callable[[str, str], str]

_STATUS_KINDS = {
    EditionStatus.DRAFT: "warning",
    EditionStatus.IN_CONSULTATION: "info",
    EditionStatus.APPROVED: "good",
    EditionStatus.SUPERSEDED: "plain",
}


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An edition in words.

    Attributes:
        status: in a word; status_kind: how its badge looks.
        approved: day of approval in words, with the act; empty where it is not recorded.
        base: the edition that it began as a copy of, by key and name; None for the first.
        is_draft: whether not everybody reads it.
    """

    key: str
    name: str
    status: str
    status_kind: str
    is_current: bool
    approved: str
    note: str
    base: tuple[str, str] | None
    is_draft: bool


@dataclass(frozen=True, slots=True)
class OtherShown:
    """An element out of which this one came, or which came out of this one."""

    code: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class LifeShown:
    """What an edition did with an element.

    Attributes:
        code, title: as the edition states it; empty where it is not in the edition. href: its page there.
        is_here: whether this is the statement that is read.
    """

    edition: EditionShown
    code: str
    title: str
    href: str
    kinds: tuple[KindShown, ...]
    reasons: tuple[ReasonShown, ...]
    origins: tuple[OtherShown, ...]
    became: tuple[OtherShown, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class NamesakeShown:
    """Another element that had the same code in another edition."""

    edition: str
    title: str
    href: str


def edition_shown(edition: Edition, *, with_base: bool = True) -> EditionShown:
    """An edition in the active language. No query without its base, or when that has been read with it."""
    status = EditionStatus(edition.status)
    base = edition.base if with_base else None
    return EditionShown(
        key=edition.key,
        name=in_words(edition.name),
        status=str(status.label),
        status_kind=_STATUS_KINDS[status],
        is_current=edition.is_current,
        approved=_approval(edition),
        note=in_words(edition.note),
        base=(base.key, in_words(base.name)) if base else None,
        is_draft=status == EditionStatus.DRAFT and not edition.is_current,
    )


def _approval(edition: Edition) -> str:
    if edition.approved_on is None:
        return edition.approval_act
    day = date_words(edition.approved_on.isoformat())
    if not edition.approval_act:
        return _("approved on %(day)s") % {"day": day}
    return _("approved on %(day)s: %(act)s") % {"day": day, "act": edition.approval_act}


def life_shown(
    steps: Sequence[LifeStep], *, here: Edition, address_of: ElementAddress
) -> tuple[LifeShown, ...]:
    """The life of an element in the active language, the newest edition first. No query."""
    return tuple(_life_step(step, here, address_of) for step in steps)


def _life_step(step: LifeStep, here: Edition, address_of: ElementAddress) -> LifeShown:
    statement: EditionNode | None = step.statement
    key = step.edition.key
    return LifeShown(
        edition=edition_shown(step.edition, with_base=False),
        code=statement.code if statement else "",
        title=in_words(statement.title) if statement else "",
        href=address_of(key, statement.code) if statement else "",
        kinds=tuple(KindShown(kind.value, str(kind.label)) for kind in step.kinds),
        reasons=reasons_shown(step.changes),
        origins=tuple(_other(each, address_of) for each in step.origins),
        became=tuple(_other(each, address_of) for each in step.became),
        is_here=step.edition.pk == here.pk,
    )


def _other(element: OtherElement, address_of: ElementAddress) -> OtherShown:
    return OtherShown(
        element.code, in_words(element.title), address_of(element.edition, element.code)
    )


def namesake_shown(
    statement: EditionNode | None, *, address_of: ElementAddress
) -> NamesakeShown | None:
    """Another element under the same code, in the active language; None without any."""
    if statement is None:
        return None
    href = address_of(statement.edition.key, statement.code)
    return NamesakeShown(in_words(statement.edition.name), in_words(statement.title), href)
