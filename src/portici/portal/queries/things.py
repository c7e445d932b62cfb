"""What hangs on an element, and what stands beside the tree, told when it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portici.kernel.localized import languages_in
from portici.plan.choices import AlignmentBasis, InstrumentStatus, Qualifier
from portici.plan.rules.differences.elements import PartChange
from portici.portal.queries.words import in_words, line_words

Names = Mapping[str, Mapping[str, Mapping[str, str]]]
# Name of the text, its language (empty: in every one), how it read, how it reads.
TextTold = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PartTold:
    """A change in words, and its texts that read otherwise."""

    text: str
    texts: tuple[TextTold, ...] = ()


def part_shown(part: PartChange, names: Names) -> PartTold:
    """The change of something that hangs on an element, or of a thing of the whole plan."""
    if part.kind == "lines":
        return PartTold(_("Other lines of the document"), tuple(_plain("lines", part)))
    if part.kind == "level":
        return PartTold(_("Another level"), tuple(_level(part, names)))
    if part.kind == "edition":
        return PartTold(_declared_names()[part.key], tuple(_declared(part)))
    name = in_words(names.get(part.kind, {}).get(part.key, {})) or part.key
    text = _sentence(part) % {"name": name}
    if part.before is None or part.after is None:
        return PartTold(text)
    return PartTold(text, tuple(_values(part.before, part.after, names)))


def _sentence(part: PartChange) -> str:
    came, went = part.before is None, part.after is None
    sentences = {
        "markers": (_("Marked: %(name)s"), _("No longer marked: %(name)s")),
        "alignment": (_("Now aligned with %(name)s"), _("No longer aligned with %(name)s")),
        "link": (
            _("Now to be carried out with %(name)s"),
            _("No longer carried out with %(name)s"),
        ),
        "instrument": (_("New: %(name)s"), _("Taken out: %(name)s")),
        "figure": (_("New: %(name)s"), _("Taken out: %(name)s")),
    }
    changed = {
        "markers": _("Marked in other lines: %(name)s"),
        "alignment": _("Aligned otherwise with %(name)s"),
        "link": _("Named otherwise: %(name)s"),
    }
    if came or went:
        return sentences[part.kind][0 if came else 1]
    return changed.get(part.kind, "%(name)s")


def _field_names() -> dict[str, str]:
    return {
        "name": _("Name"),
        "kind": _("Kind"),
        "summary": _("In plain words"),
        "status": _("State"),
        "note": _("Note"),
        "value": _("Value"),
        "qualifier": _("Exactness"),
        "unit": _("Unit"),
        "year": _("Year"),
        "scope": _("Scope"),
        "cited_source": _("Source"),
        "caveat": _("Caveat"),
        "lines": _("In the document"),
        "basis": _("Ground"),
        "reason": _("Reason"),
        "variants": _("Names that the document uses"),
    }


def _declared_names() -> dict[str, str]:
    return {
        "title": _("Title of the plan"),
        "summary": _("What the plan says of itself"),
        "vision": _("Vision"),
        "horizon": _("Horizon"),
    }


def _values(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Names
) -> Iterator[TextTold]:
    labels = _field_names()
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field), after.get(field)
        if one == other:
            continue
        yield from _told(labels.get(field, field), field, one, other, names)


def _told(label: str, field: str, one: Any, other: Any, names: Names) -> Iterator[TextTold]:
    """A value before and after, in as many languages as it has."""
    if isinstance(one or other, dict):
        old, new = one or {}, other or {}
        if isinstance(old, dict) and isinstance(new, dict):
            for language in languages_in(old, new):
                if old.get(language) != new.get(language):
                    yield (label, language, old.get(language, ""), new.get(language, ""))
            return
    yield (label, "", _word(field, one, names), _word(field, other, names))


def _word(field: str, value: Any, names: Names) -> str:
    """A value as one reads it; nothing where there is none."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        return in_words(value)
    if field == "lines":
        return line_words(value)
    if field == "kind":
        return in_words(names.get("instrument-kind", {}).get(value, {})) or str(value)
    choices: dict[str, Any] = {
        "status": InstrumentStatus,
        "basis": AlignmentBasis,
        "qualifier": Qualifier,
    }
    if field in choices and value in choices[field].values:
        return str(choices[field](value).label)
    return "; ".join(value) if isinstance(value, list) else str(value)


def _plain(field: str, part: PartChange) -> Iterator[TextTold]:
    yield from _told(_field_names()[field], field, part.before, part.after, {})


def _level(part: PartChange, names: Names) -> Iterator[TextTold]:
    levels = names.get("level", {})
    old, new = (in_words(levels.get(key, {})) or key for key in (part.before, part.after))
    yield (_("Level"), "", old, new)


def _declared(part: PartChange) -> Iterator[TextTold]:
    if part.key == "horizon":
        yield ("", "", *(_period(part.before), _period(part.after)))
        return
    old, new = part.before or {}, part.after or {}
    for language in languages_in(old, new):
        if old.get(language) != new.get(language):
            yield ("", language, old.get(language, ""), new.get(language, ""))


def _period(years: Any) -> str:
    return f"{years[0]}–{years[1]}" if years else ""
