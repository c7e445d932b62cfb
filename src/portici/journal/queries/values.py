"""Values of entries as texts that people read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portici.journal.phrases import field_name
from portici.journal.queries.history import FieldChange
from portici.kernel.localized import languages_in


@dataclass(frozen=True, slots=True)
class TextPair:
    """A field under its name for people, as it read before and after; `language` is empty where it has none."""

    label: str
    language: str
    before: str
    after: str


def text_pairs(changes: tuple[FieldChange, ...]) -> list[TextPair]:
    """Every changed field as texts: one in several languages gives a pair for each language that changed."""
    return [pair for change in changes for pair in _pairs(change)]


def _pairs(change: FieldChange) -> Iterator[TextPair]:
    label = field_name(change.name)
    before, after = change.before, change.after
    if _are_texts(before) and _are_texts(after):
        old, new = before or {}, after or {}
        for language in languages_in(old, new):
            if old.get(language) != new.get(language):
                yield TextPair(label, language, old.get(language) or "", new.get(language) or "")
        return
    yield TextPair(label, "", value_text(before), value_text(after))


def _are_texts(value: Any) -> bool:
    """Whether it is a text by language, or nothing."""
    return value is None or (
        isinstance(value, Mapping)
        and all(isinstance(text, str) and len(language) == 2 for language, text in value.items())
    )


def value_text(value: Any) -> str:
    """A value as a text; nothing for what was not there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(value_text(item) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
