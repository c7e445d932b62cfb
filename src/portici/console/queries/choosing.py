"""What can be chosen in the forms of an edition: value and name, in the active language."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.localized import in_language
from portici.plan.choices import AlignmentBasis, InstrumentStatus, Qualifier
from portici.plan.queries.editions import Edition
from portici.plan.queries.figures import inconsistencies_of
from portici.plan.queries.frameworks import topic_names
from portici.plan.queries.instruments import instrument_kinds, instrument_names
from portici.plan.queries.outline import markers_of
from portici.plan.rules.outline import NodeRow

# Options of a list; a list of options stands under the name of its group.
Options: TypeAlias = list[tuple[str, Any]]


def instrument_choices(edition: Edition) -> Options:
    """The instruments of an edition by name. One query."""
    named = sorted((_text(name), key) for key, name in instrument_names(edition).items())
    return [("", "—"), *((key, name) for name, key in named)]


def instrument_form_choices(edition: Edition) -> dict[str, Options]:
    """What the form of an instrument chooses from. One query."""
    kinds = [(kind.key, _text(kind.name)) for kind in instrument_kinds(edition)]
    return {"kind": kinds, "status": _labels(InstrumentStatus.choices)}


def figure_choices(edition: Edition) -> dict[str, Options]:
    """What the form of a figure chooses from. One query."""
    headings = [(topic["key"], _text(topic["name"])) for topic in edition.figure_topics]
    contradictions = [(each.key, _text(each.title)) for each in inconsistencies_of(edition)]
    return {
        "topic": headings,
        "qualifier": _labels(Qualifier.choices),
        "inconsistency": [("", _("none")), *contradictions],
    }


def alignment_choices(edition: Edition) -> dict[str, Options]:
    """What the form of an alignment chooses from. One query."""
    return {"topic": topic_choices(edition), "basis": _labels(AlignmentBasis.choices)}


def topic_choices(edition: Edition) -> Options:
    """`framework:topic` under the framework's title. One query."""
    groups: dict[str, Options] = {}
    titles: dict[str, str] = {}
    for each in topic_names(edition):
        titles[each.framework] = _text(each.framework_title)
        groups.setdefault(each.framework, []).append(
            (f"{each.framework}:{each.key}", _text(each.name))
        )
    return [("", "—"), *((titles[framework], options) for framework, options in groups.items())]


def marker_choices(edition: Edition) -> Options:
    """The markers that the edition declares. One query."""
    return [("", "—"), *((marker.key, _text(marker.name)) for marker in markers_of(edition))]


def node_choices(rows: Iterable[NodeRow], *, is_flat: bool = False) -> Options:
    """Elements with code and title; those further down stand further in, unless all stand on one level."""
    return [
        (row.code, f"{'' if is_flat else '   ' * row.depth}{row.code} {_text(row.title)[:80]}")
        for row in rows
    ]


def place_choices(rows: Iterable[NodeRow]) -> Options:
    """Elements by their identity, as links and alignments name them."""
    rows = list(rows)
    return [(row.uid, label) for row, (_code, label) in zip(rows, node_choices(rows), strict=True)]


def _labels(choices: Iterable[tuple[Any, Any]]) -> Options:
    return [(str(value), str(label)) for value, label in choices]


def _text(texts: Mapping[str, str] | None) -> str:
    return in_language(texts, get_language() or "it")
