"""Why something was changed, and who asked for it, as pages tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from portici.plan.choices import ChangeKind, ChangeSource
from portici.plan.queries.differences import ChangeTold
from portici.portal.queries.words import date_words, in_words


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A reason in the active language.

    Attributes:
        kind: what was done, in a word. text: why. source: who asked for it. note: which meeting, round or act.
        when: the day in words; date: the same for machines. edition: key of the edition in which it was done.
    """

    kind: str
    text: str
    source: str
    note: str
    when: str
    date: str
    edition: str


def reason_shown(change: ChangeTold) -> ReasonShown:
    """A change as readers are told of it."""
    return ReasonShown(
        kind=_label(ChangeKind, change.kind),
        text=in_words(change.reason),
        source=_label(ChangeSource, change.source),
        note=change.note,
        when=date_words(change.changed_on.isoformat()),
        date=change.changed_on.isoformat(),
        edition=change.edition,
    )


def reasons_shown(changes: Iterable[ChangeTold]) -> tuple[ReasonShown, ...]:
    """Changes as readers are told of them: what one act did is told once, by what it did to the thing itself.

    Splitting an element takes its markers and links along; the reader is told of the split.
    """
    acts: dict[UUID, list[ChangeTold]] = {}
    for change in changes:
        acts.setdefault(change.operation, []).append(change)
    return tuple(reason for act in acts.values() for reason in _of_act(act))


def _of_act(changes: list[ChangeTold]) -> Iterable[ReasonShown]:
    itself = [each for each in changes if each.kind != ChangeKind.CHANGED] or changes
    # The same thing said of several of its parts.
    return dict.fromkeys(reason_shown(each) for each in itself)


def _label(choices: type[ChangeKind] | type[ChangeSource], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
