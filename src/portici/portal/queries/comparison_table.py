"""The comparison of two editions as rows to take away."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from portici.kernel.tabular import Cell, Column, Table
from portici.plan.choices import ChangeKind
from portici.plan.queries.differences import EditionDifference
from portici.plan.rules.differences.elements import ElementDifference, PartChange, Statement
from portici.portal.queries.comparison import change_kind, wanted_elements
from portici.portal.queries.reasons import reasons_shown
from portici.portal.queries.things import part_shown
from portici.portal.queries.words import in_words
from portici.portal.rules.comparison import ComparisonAsked


def comparison_table(difference: EditionDifference, asked: ComparisonAsked, *, name: str) -> Table:
    """One row for each element that changed, then one for each thing beside the tree, with texts in every language."""
    languages = difference.other.plan.languages
    texts = [f"{field}_{language}" for field in ("title", "summary") for language in languages]
    labels = {"title": _("Title (%s)"), "summary": _("In plain words (%s)")}
    columns = [
        Column("code_before", _("Code before"), 12),
        Column("code_after", _("Code after"), 12),
        Column("what", _("What"), 18),
        Column("changes", _("What happened"), 28),
    ]
    for text in texts:
        field, _mark, language = text.partition("_")
        label = labels[field] % language
        columns.append(Column(f"{text}_before", _("%(text)s, before") % {"text": label}, 60))
        columns.append(Column(f"{text}_after", _("%(text)s, after") % {"text": label}, 60))
    columns += [
        Column("official_before", _("Official wording, before"), 60),
        Column("official_after", _("Official wording, after"), 60),
        Column("further", _("Further changes"), 60),
        Column("reasons", _("Why"), 60),
        Column("sources", _("Who asked for it"), 40),
        Column("id", _("Stable identifier"), 38),
    ]
    rows = [
        _element_row(difference, element, languages)
        for element in wanted_elements(difference, asked)
    ]
    if not asked.root:
        width = len(columns)
        rows += [
            _thing_row(difference, part, width)
            for part in (*difference.declared, *difference.instruments, *difference.figures)
            if not asked.kind or asked.kind == change_kind(part)
        ]
    return Table(name=name, columns=columns, rows=rows)


def _element_row(
    difference: EditionDifference, element: ElementDifference, languages: list[str]
) -> list[Cell]:
    before, after = element.before, element.after
    level = in_words(difference.names.get("level", {}).get(element.stated.level, {}))
    told = [part_shown(part, difference.names).text for part in element.parts]
    return [
        before.code if before else None,
        after.code if after else None,
        level,
        "; ".join(str(kind.label) for kind in element.kinds),
        *_texts(before, after, languages),
        (before.official or None) if before else None,
        (after.official or None) if after else None,
        "; ".join(told) or None,
        *_why(difference, "node", element.uid),
        element.uid,
    ]


def _texts(
    before: Statement | None, after: Statement | None, languages: list[str]
) -> Iterator[Cell]:
    nothing: Mapping[str, str] = {}
    for field in ("title", "summary"):
        one = getattr(before, field) if before else nothing
        other = getattr(after, field) if after else nothing
        for language in languages:
            yield one.get(language)
            yield other.get(language)


def _thing_row(difference: EditionDifference, part: PartChange, width: int) -> list[Cell]:
    kinds = {"instrument": _("Instrument"), "figure": _("Figure"), "edition": _("The whole plan")}
    told = part_shown(part, difference.names)
    texts = [
        f"{label} {language}: {old} → {new}".strip() for label, language, old, new in told.texts
    ]
    start: list[Cell] = [None, None, kinds[part.kind], str(ChangeKind(change_kind(part)).label)]
    end: list[Cell] = [
        "; ".join([told.text, *texts]),
        *_why(difference, part.kind, part.key),
        part.key,
    ]
    return [*start, *[None] * (width - len(start) - len(end)), *end]


def _why(difference: EditionDifference, subject: str, key: str) -> tuple[Cell, Cell]:
    """The reasons, and who asked, in one cell each."""
    reasons = reasons_shown(difference.reasons_of(subject, key))
    sources = dict.fromkeys(
        f"{each.source} ({each.note})" if each.note else each.source for each in reasons
    )
    texts = dict.fromkeys(each.text for each in reasons if each.text)
    return "; ".join(texts) or None, "; ".join(sources) or None
