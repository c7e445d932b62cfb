"""What each statement of a plan folder must hold: every language, a reason, numbers, periods and spans that can be.

Every check takes the folder and gives all its findings; none stops at the first.
"""

from collections.abc import Iterator
from decimal import Decimal

from portici.kernel.findings import Finding
from portici.kernel.located_yaml import PathInDocument
from portici.plan.rules.shape import PlanFolder

_LOCALIZED_FIELDS = {
    "title", "short_title", "summary", "name", "plural", "text", "note", "merge_note", "reason",
    "status_note", "caveat", "scope", "how_shown", "date_note", "label", "unit", "value",
}  # fmt: skip


def missing_languages(folder: PlanFolder) -> Iterator[Finding]:
    """Every text exists in every language that the plan declares."""
    for file, path, entry in _localized(folder):
        lines = folder.documents[file].lines
        for language in folder.plan.languages:
            if (*path, language) not in lines:
                facts: dict[str, object] = {"language": language, "field": str(path[-1])}
                yield Finding("plan.language-missing", entry, facts, folder.place_of(file, *path))


def _localized(folder: PlanFolder) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Every text in several languages: file, path, and the entry that it belongs to."""
    for file, document in folder.documents.items():
        # Reasons of changes are in the language of whoever gave them.
        if file in {"official.yaml", "changes.yaml"}:
            continue
        for path in document.lines:
            if not path or path[-1] not in _LOCALIZED_FIELDS:
                continue
            texts = document.value_at(path)
            # A unit may have a key alone, where its name would say nothing.
            if isinstance(texts, dict) and set(texts) != {"key"}:
                yield file, path, document.entry_name(path) or file


def missing_reasons(folder: PlanFolder) -> Iterator[Finding]:
    """An alignment is stated by the document, with its line, or proposed by the editors, with a reason."""
    for index, entry in enumerate(folder.frameworks.alignments):
        place = folder.place_of("frameworks.yaml", "alignments", index)
        if entry.basis == "document" and not entry.lines:
            yield Finding(
                "plan.alignment-without-line", entry.strategy, {"topic": entry.topic}, place
            )
        if entry.basis == "editorial-proposal" and not entry.reason:
            yield Finding(
                "plan.alignment-without-reason", entry.strategy, {"topic": entry.topic}, place
            )


def numbers_out_of_range(folder: PlanFolder) -> Iterator[Finding]:
    """A figure's number can be kept as it is: finite, at most fifteen digits before the point and four after."""
    for index, figure in enumerate(folder.figures.figures):
        if isinstance(figure.value, dict):
            continue
        if not fits(Decimal(str(figure.value))):
            place = folder.place_of("figures.yaml", "figures", index, "value")
            yield Finding("plan.number-wrong", figure.key, {"value": figure.value}, place)


def fits(number: Decimal) -> bool:
    """Whether a number can be kept as it is."""
    return number.is_finite() and abs(number) < 10**15 and number == round(number, 4)


def periods_backwards(folder: PlanFolder) -> Iterator[Finding]:
    """Nothing ends before it begins; dates of different precision are compared as far as both go."""
    for file, path, name, starts, ends in _periods(folder):
        precision = min(len(starts), len(ends))
        if starts[:precision] > ends[:precision]:
            facts: dict[str, object] = {"starts": starts, "ends": ends}
            yield Finding("plan.period-backwards", name, facts, folder.place_of(file, *path))


def _periods(folder: PlanFolder) -> Iterator[tuple[str, PathInDocument, str, str, str]]:
    """Everything that begins and ends: file, path in it, name, both dates."""
    horizon = folder.plan.horizon
    if horizon is not None and horizon.from_ is not None:
        yield "plan.yaml", ("horizon",), "horizon", str(horizon.from_), str(horizon.to)
    for number, phase in enumerate(folder.phases.phases):
        yield "phases.yaml", ("phases", number), phase.key, phase.starts, phase.ends
    for number, framework in enumerate(folder.frameworks.frameworks):
        if framework.valid_from and framework.valid_to:
            path = ("frameworks", number)
            yield "frameworks.yaml", path, framework.key, framework.valid_from, framework.valid_to


def spans_out_of_range(folder: PlanFolder) -> Iterator[Finding]:
    """Every span of lines lies inside the document."""
    if folder.plan.document is None:
        return
    last = folder.plan.document.line_count
    for file, document in folder.documents.items():
        for path in document.lines:
            if len(path) < 2 or path[-2] not in {"lines", "named_elsewhere"}:
                continue
            span = document.value_at(path)
            if isinstance(span, list) and any(isinstance(n, int) and n > last for n in span):
                facts: dict[str, object] = {"span": f"{span[0]}-{span[-1]}", "last": last}
                entry = document.entry_name(path) or file
                yield Finding("plan.span-out-of-range", entry, facts, folder.place_of(file, *path))
