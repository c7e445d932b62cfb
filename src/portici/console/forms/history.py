"""What somebody asks of the history: the filters of its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from portici.console.queries.history import kind_names
from portici.journal.phrases import verb_name
from portici.journal.queries.reading import JournalAsked
from portici.kernel.clock import ROME
from portici.ui.components import Choice

# The last number that a database can compare with.
_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """A question read from an address.

    Attributes:
        asked: what the journal is asked.
        before: entries older than this number; None from the newest.
        values: every parameter in force, for links to other pages of the same answer.
        refused: what could not be understood, in words; it filters nothing.
    """

    asked: JournalAsked
    before: int | None
    values: Mapping[str, str]
    refused: tuple[str, ...]


def read_question(parameters: Mapping[str, str]) -> HistoryQuestion:
    """The question that an address asks."""
    names = ("scope", "kind", "key", "verb", "person", "since", "until")
    # PostgreSQL refuses to be asked for a text with NUL.
    values = {name: parameters.get(name, "").replace("\x00", "").strip()[:200] for name in names}
    refused: list[str] = []
    since = _day(values, "since", _("From"), refused)
    until = _day(values, "until", _("To"), refused)
    person = _number(values, "person", _("Person"), refused)
    before = _number({"before": parameters.get("before", "")}, "before", _("Before"), refused)
    asked = JournalAsked(
        scope=values["scope"],
        kind=values["kind"],
        key=values["key"],
        verb=values["verb"],
        actor_id=person,
        since=_midnight(since),
        until=_midnight(until + timedelta(days=1)) if until and until < date.max else None,
    )
    kept = {name: value for name, value in values.items() if value}
    return HistoryQuestion(asked, before, kept, tuple(refused))


def _day(values: dict[str, str], name: str, label: str, refused: list[str]) -> date | None:
    if not values[name]:
        return None
    try:
        return date.fromisoformat(values[name])
    except ValueError:
        refused.append(
            _("“%(value)s” of “%(field)s” is not a day. Write it as 2026-11-23.")
            % {"value": values.pop(name), "field": label}
        )
        values[name] = ""
        return None


def _number(values: dict[str, str], name: str, label: str, refused: list[str]) -> int | None:
    text = values[name].strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 19 and int(text) < _LARGEST:
        return int(text)
    refused.append(
        _("“%(value)s” of “%(field)s” is not a number.") % {"value": text[:80], "field": label}
    )
    values[name] = ""
    return None


def _midnight(day: date | None) -> datetime | None:
    """The first instant of a day in Italy."""
    if day is None or day.year < 2:
        return None
    return datetime.combine(day, time(), tzinfo=ROME)


def kind_choices(chosen: str) -> list[Choice]:
    """Kinds of thing to choose from."""
    return [Choice(key, name, key == chosen) for key, name in kind_names().items()]


def verb_choices(verbs: Sequence[str], chosen: str) -> list[Choice]:
    """What was done, to choose from, by its words; verbs of one kind of thing stand together."""
    kinds = kind_names()
    return [
        Choice(verb, verb_name(verb), verb == chosen, group=kinds.get(verb.rpartition("-")[0], ""))
        for verb in verbs
    ]


def person_choices(people: Sequence[tuple[int, str]], chosen: int | None) -> list[Choice]:
    """People who did something, to choose from."""
    return [Choice(str(pk), name, pk == chosen) for pk, name in people]


def scope_choices(scopes: Sequence[tuple[str, str]], chosen: str) -> list[Choice]:
    """Plans and editions to choose from."""
    return [Choice(scope, name, scope == chosen) for scope, name in scopes]
