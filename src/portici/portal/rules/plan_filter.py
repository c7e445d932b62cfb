"""Reading a filter from an address: what is asked for, what of it is known, what is not."""

from collections.abc import Mapping
from dataclasses import dataclass

from portici.plan.rules.outline import NodeFilter, words_asked

# The parameters of an address that name one value of a list, in the order of the form.
FIELDS = ("root", "level", "instrument", "topic", "marker")
TEXT_FIELD = "q"
MAXIMUM_TEXT = 500


@dataclass(frozen=True, slots=True)
class Named:
    """A value that a filter can have.

    Attributes:
        key: the value in an address.
        name: its name by language.
        group: name by language of what it belongs to; empty for none.
    """

    key: str
    name: Mapping[str, str]
    group: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """The values that a plan offers for each field, in the plan's order."""

    root: tuple[Named, ...] = ()
    level: tuple[Named, ...] = ()
    instrument: tuple[Named, ...] = ()
    topic: tuple[Named, ...] = ()
    marker: tuple[Named, ...] = ()

    def of(self, field: str) -> tuple[Named, ...]:
        """The values of one of FIELDS."""
        values: tuple[Named, ...] = getattr(self, field)
        return values


@dataclass(frozen=True, slots=True)
class AskedFilter:
    """A filter as an address asks for it.

    Attributes:
        wanted: the filter to apply.
        in_force: field and value of every filter that is applied, in the order of the form.
        text: the free text as written.
        unknown: field and value of what the plan does not have; it is said and left out.
    """

    wanted: NodeFilter
    in_force: tuple[tuple[str, Named], ...]
    text: str
    unknown: tuple[tuple[str, str], ...]


def read_filter(asked: Mapping[str, str], *, choices: FilterChoices, language: str) -> AskedFilter:
    """What an address asks for, against what the plan has.

    - A value that the plan has becomes a filter.
    - A value that it does not have is reported and filters nothing.
    - A text without any letter or digit filters nothing.
    """
    in_force: list[tuple[str, Named]] = []
    unknown: list[tuple[str, str]] = []
    for field in FIELDS:
        value = asked.get(field, "").strip()
        if not value:
            continue
        named = next((each for each in choices.of(field) if each.key == value), None)
        if named is None:
            unknown.append((field, value[:80]))
        else:
            in_force.append((field, named))
    values = {field: named.key for field, named in in_force}
    text = text_asked(asked)
    wanted = NodeFilter(**values, words=words_asked(text), language=language)
    return AskedFilter(wanted, tuple(in_force), text, tuple(unknown))


def text_asked(asked: Mapping[str, str]) -> str:
    """The free text of an address: as written, but for what no field can show."""
    return asked.get(TEXT_FIELD, "")[:MAXIMUM_TEXT].replace("\x00", " ").strip()


def as_parameters(asked: AskedFilter) -> dict[str, str]:
    """The filter as the parameters of an address, so that a list and its files are asked for alike."""
    parameters = {field: named.key for field, named in asked.in_force}
    if asked.wanted.words:
        parameters[TEXT_FIELD] = asked.text
    return parameters
