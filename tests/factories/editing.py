"""Texts and readings for tests that edit a draft."""

import pytest

from portici.plan.models import Edition
from portici.plan.queries.editing import tree_of
from portici.plan.rules.editing.states import NodeText
from portici.plan.services.editing import CannotEdit


def both(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"it": text, "en": f"{text} (en)"}


def text_of(code: str) -> NodeText:
    """A wording for a new node."""
    return NodeText(code, both(f"Titolo {code}"), both(f"Testo {code}"))


def codes(draft: Edition) -> list[str]:
    """The codes of the draft in the order of pages."""
    return [node.code for node in tree_of(draft).nodes.values()]


def found(refusal: pytest.ExceptionInfo[CannotEdit]) -> list[str]:
    """The codes of the findings of a refusal."""
    return [finding.code for finding in refusal.value.findings]
