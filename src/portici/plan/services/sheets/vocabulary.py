"""The words of an edition's workbook: its sheets, and what their cells may name."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portici.plan.choices import AlignmentBasis, InstrumentStatus, Qualifier
from portici.plan.models import Edition
from portici.plan.queries.sheets import Declared
from portici.plan.rules.sheets.layout import LANGUAGES, sheets_for
from portici.plan.rules.sheets.rows import Vocabulary

# `(kind, field)` to the choices whose names stand in its cells.
_CHOICES: Mapping[tuple[str, str], type[TextChoices]] = {
    ("instrument", "status"): InstrumentStatus,
    ("alignment", "basis"): AlignmentBasis,
    ("figure", "qualifier"): Qualifier,
}
_YES_NO = {"True": _("yes"), "False": _("no")}


def choice_labels(language: str) -> dict[str, dict[str, str]]:
    """Field to value to its name in that language, for the columns that hold a choice."""
    with translation.override(language):
        labels = {
            field: {str(value): str(label) for value, label in choices.choices}
            for (_kind, field), choices in _CHOICES.items()
        }
        labels["headline"] = {value: str(label) for value, label in _YES_NO.items()}
    # An exact figure needs no word.
    labels["qualifier"].pop("", None)
    return labels


def vocabulary_of(edition: Edition, declared: Declared) -> Vocabulary:
    """What a workbook of the edition may name, by keys and by names in both languages."""
    labels: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    by_language = [choice_labels(language) for language in LANGUAGES]
    for (kind, field), choices in _CHOICES.items():
        labels[kind, field] = {
            value: tuple(each[field].get(value, value) for each in by_language)
            for value in choices.values
        }
    for place, names in (
        (("node", "level"), declared.levels),
        (("node", "markers"), declared.markers),
        (("instrument", "kind"), declared.kinds),
        (("alignment", "framework"), declared.frameworks),
        (("figure", "topic"), declared.figure_topics),
    ):
        labels[place] = {key: tuple(texts.values()) for key, texts in names.items()}
    return Vocabulary(
        plan=edition.plan.slug,
        sheets=sheets_for(edition.plan.languages),
        labels=labels,
        codes=declared.codes,
    )
