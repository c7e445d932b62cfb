"""What the lists of an edition have in common: their form, what was changed in the draft, filters that several have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.console.rules.lists import ListColumn, ListRow
from portici.kernel.localized import in_language
from portici.kernel.text import folded_words
from portici.plan.choices import EditionStatus
from portici.plan.queries.differences import changes_in
from portici.plan.queries.editions import Edition
from portici.plan.queries.frameworks import topic_names
from portici.plan.rules.outline import NodeRow

LANGUAGE_NAMES = {"it": "Italiano", "en": "English"}


@dataclass(frozen=True, slots=True)
class ListFilter:
    """A filter of a list: `values` are what can be chosen, as value, label and group."""

    name: str
    label: str
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class WorkList:
    """A list of an edition, whole.

    Attributes:
        kind: names it: nodes, instruments, alignments, figures or markers.
        title: what it is called. empty: what to say when it has no rows at all.
        columns, rows, filters: all of them, in the list's own order.
        is_chosen: whether rows can be chosen to be changed together.
        may_add: whether the visitor may add a row here.
    """

    kind: str
    title: str
    empty: str
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    filters: tuple[ListFilter, ...]
    is_chosen: bool = False
    may_add: bool = False


def is_open(edition: Edition) -> bool:
    """Whether the edition's text can be edited at all."""
    return edition.status == EditionStatus.DRAFT


def address(edition: Edition, route: str, *rest: str) -> str:
    """The address of a route of the edition."""
    return reverse(route, args=[edition.plan.slug, edition.key, *rest])


def text_of(texts: Mapping[str, str] | None) -> str:
    """The text in the active language."""
    return in_language(texts, get_language() or "it")


def words_of(*texts: str) -> tuple[str, ...]:
    """The folded words that a search finds a row by."""
    return tuple(dict.fromkeys(word for text in texts for word in folded_words(text)))


def missing_in(languages: Sequence[str], *texts: Mapping[str, str] | None) -> tuple[str, ...]:
    """The languages of the plan in which one of the texts is not written."""
    return tuple(
        language for language in languages if any(not (text or {}).get(language) for text in texts)
    )


def changed_things(edition: Edition, *, subjects: set[str] | None = None) -> set[str]:
    """What names a thing that was changed in this edition: a node's uid, else its key. One query."""
    return {
        change.uid if change.subject in {"node", "markers"} else change.key
        for change in changes_in([edition])
        if subjects is None or change.subject in subjects
    }


def areas_of(rows: Sequence[NodeRow]) -> tuple[tuple[str, str, str], ...]:
    """The parts of the plan as a filter chooses among them; `rows` with their titles."""
    return tuple(
        (row.code, f"{row.code} {text_of(row.title)}", "") for row in rows if row.depth == 0
    )


def topics_of(edition: Edition) -> tuple[tuple[str, str, str], ...]:
    """The topics of the edition under their frameworks. One query."""
    return tuple(
        (f"{each.framework}:{each.key}", text_of(each.name), text_of(each.framework_title))
        for each in topic_names(edition)
    )


def changed_filter() -> ListFilter:
    """What was changed in the draft, or not."""
    return ListFilter(
        "changed",
        _("In this draft"),
        (("yes", _("Changed"), ""), ("no", _("Not changed"), "")),
    )


def missing_filter(languages: Sequence[str]) -> ListFilter:
    """In which language a text is missing."""
    values = tuple((each, LANGUAGE_NAMES.get(each, each), "") for each in languages)
    return ListFilter("missing", _("Text missing in"), values)
