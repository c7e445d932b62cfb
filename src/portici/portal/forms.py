"""Filters as fields of a form and as links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.localized import in_language
from portici.plan.queries.differences import EditionDifference
from portici.portal.queries.catalogue import Catalogue
from portici.portal.queries.comparison import kinds_of, language_name, roots_of
from portici.portal.queries.words import in_words
from portici.portal.rules.catalogue import KIND_FIELD, CatalogueFilter
from portici.portal.rules.comparison import EVERY_LANGUAGE, ComparisonAsked
from portici.portal.rules.plan_filter import TEXT_FIELD, AskedFilter, FilterChoices, Named
from portici.ui.components import Chip, Choice


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field that chooses one value of a list."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TextField:
    """The field for free text, with what was asked in it."""

    name: str
    label: str
    value: str


def field_labels() -> dict[str, str]:
    """What each parameter of a filter is called, in the order of the form."""
    return {
        "root": _("Part of the plan"),
        "level": _("Level"),
        "instrument": _("Instrument"),
        "topic": _("Framework and topic"),
        "marker": _("Element that runs through the plan"),
        TEXT_FIELD: _("Words"),
    }


def filter_fields(choices: FilterChoices, asked: AskedFilter) -> tuple[FilterField, ...]:
    """The lists of the form; one without values to choose from is left out."""
    chosen = {field: named.key for field, named in asked.in_force}
    labels = field_labels()
    return tuple(
        FilterField(field, labels[field], _choices(choices.of(field), chosen.get(field, "")))
        for field in labels
        if field != TEXT_FIELD and choices.of(field)
    )


def text_field(asked: AskedFilter) -> TextField:
    """The field for free text."""
    return TextField(TEXT_FIELD, field_labels()[TEXT_FIELD], asked.text)


def filter_chips(asked: AskedFilter, parameters: Mapping[str, str]) -> tuple[Chip, ...]:
    """The filters in force, each with the address of the page without it."""
    labels = field_labels()
    chips = [
        Chip(f"{labels[field]}: {value_name(named)}", href=without(parameters, field))
        for field, named in asked.in_force
    ]
    if asked.wanted.words:
        words = f"{labels[TEXT_FIELD]}: {asked.text}"
        chips.append(Chip(words, href=without(parameters, TEXT_FIELD)))
    return tuple(chips)


def unknown_sentences(unknown: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What was asked for and does not exist, in words."""
    labels = field_labels()
    return tuple(
        _("“%(value)s” is not among the values of “%(field)s”: this filter is not applied.")
        % {"value": value, "field": labels[field]}
        for field, value in unknown
    )


def without(parameters: Mapping[str, str], field: str) -> str:
    """The address of the same page without one of its parameters."""
    return as_query({name: value for name, value in parameters.items() if name != field})


def as_query(parameters: Mapping[str, str]) -> str:
    """Parameters as the end of an address; `?` alone takes all parameters away."""
    return f"?{urlencode(parameters)}"


def value_name(named: Named) -> str:
    """The value's name; a framework as a whole is named by its title."""
    return in_words(named.name) or in_words(named.group)


def _choices(values: Sequence[Named], chosen: str) -> tuple[Choice, ...]:
    language = get_language() or "it"
    all_topics = _("All its topics")
    return tuple(
        Choice(
            value=named.key,
            label=in_language(named.name, language) or all_topics,
            is_chosen=named.key == chosen,
            group=in_language(named.group, language),
        )
        for named in values
    )


def catalogue_fields(shown: Catalogue) -> tuple[FilterField, ...]:
    """The list of kinds of instruments."""
    chosen = shown.asked.kind.key if shown.asked.kind else ""
    return (FilterField(KIND_FIELD, _("Kind"), _choices(shown.kinds, chosen)),)


def catalogue_text_field(asked: CatalogueFilter) -> TextField:
    """The field for free text in the catalogue."""
    return TextField(TEXT_FIELD, _("Words"), asked.text)


def catalogue_chips(asked: CatalogueFilter, parameters: Mapping[str, str]) -> tuple[Chip, ...]:
    """The filters of the catalogue in force, each with the address of the page without it."""
    chips = []
    if asked.kind:
        kind = f"{_('Kind')}: {in_words(asked.kind.name)}"
        chips.append(Chip(kind, href=without(parameters, KIND_FIELD)))
    if asked.words:
        words = f"{_('Words')}: {asked.text}"
        chips.append(Chip(words, href=without(parameters, TEXT_FIELD)))
    return tuple(chips)


def catalogue_unknown(asked: CatalogueFilter) -> tuple[str, ...]:
    """A kind that was asked for and does not exist, in words."""
    if not asked.unknown:
        return ()
    facts = {"value": asked.unknown, "field": _("Kind")}
    return (
        _("“%(value)s” is not among the values of “%(field)s”: this filter is not applied.")
        % facts,
    )


def comparison_fields(
    difference: EditionDifference, asked: ComparisonAsked, *, languages: Sequence[str]
) -> tuple[FilterField, ...]:
    """The lists of the form of a comparison: kind of change, part of the plan, language and layout of texts."""
    kinds = tuple(
        Choice(kind.key, kind.label, kind.key == asked.kind, kind.count)
        for kind in kinds_of(difference)
    )
    roots = tuple(
        Choice(code, f"{code} {in_words(title)}", code == asked.root)
        for code, (_uid, title) in roots_of(difference).items()
    )
    texts = [*languages, EVERY_LANGUAGE] if len(languages) > 1 else []
    names = {EVERY_LANGUAGE: _("All languages")}
    chosen = tuple(
        Choice(each, names.get(each) or language_name(each), each == asked.language)
        for each in texts
    )
    fields = (
        FilterField("kind", _("What happened"), kinds),
        FilterField("root", _("Part of the plan"), roots),
        FilterField("texts", _("Language of the texts"), chosen),
    )
    return tuple(field for field in fields if field.choices)


def comparison_text_field(asked: ComparisonAsked) -> TextField:
    """The field for free text in a comparison."""
    return TextField(TEXT_FIELD, _("Words"), asked.text)


def comparison_chips(
    difference: EditionDifference, asked: ComparisonAsked, parameters: Mapping[str, str]
) -> tuple[Chip, ...]:
    """The filters of a comparison in force, each with the address of the page without it."""
    kinds = {kind.key: kind.label for kind in kinds_of(difference)}
    chips = []
    if asked.kind:
        label = f"{_('What happened')}: {kinds[asked.kind]}"
        chips.append(Chip(label, href=without(parameters, "kind")))
    if asked.root:
        _uid, title = roots_of(difference)[asked.root]
        label = f"{_('Part of the plan')}: {asked.root} {in_words(title)}"
        chips.append(Chip(label, href=without(parameters, "root")))
    if asked.words:
        chips.append(Chip(f"{_('Words')}: {asked.text}", href=without(parameters, TEXT_FIELD)))
    return tuple(chips)


def comparison_unknown(asked: ComparisonAsked) -> tuple[str, ...]:
    """What was asked of a comparison and does not exist, in words."""
    labels = {"kind": _("What happened"), "root": _("Part of the plan")}
    return tuple(
        _("“%(value)s” is not among the values of “%(field)s”: this filter is not applied.")
        % {"value": value, "field": labels[field]}
        for field, value in asked.unknown
    )
