"""The difference of two editions as plain lists and dictionaries, for commands and the interface for programs."""

from collections.abc import Mapping
from typing import Any

from portici.plan.queries.differences import ChangeTold, EditionDifference
from portici.plan.rules.differences.elements import ElementDifference, PartChange, Statement

Data = dict[str, Any]


def difference_as_json(difference: EditionDifference) -> Data:
    """Everything that differs, with codes before and after and the reasons that were given."""
    return {
        "plan": difference.other.plan.slug,
        "from": difference.one.key,
        "to": difference.other.key,
        "steps": list(difference.steps),
        "backwards": difference.is_backwards,
        "counts": {kind.value: count for kind, count in difference.counts.items()},
        "elements": [_element(difference, each) for each in difference.elements],
        "instruments": [_thing(difference, each) for each in difference.instruments],
        "figures": [_thing(difference, each) for each in difference.figures],
        "declared": [_thing(difference, each) for each in difference.declared],
    }


def _element(difference: EditionDifference, element: ElementDifference) -> Data:
    before, after = element.before, element.after
    return {
        "id": element.uid,
        "kinds": [kind.value for kind in element.kinds],
        "level": element.stated.level,
        "code_before": before.code if before else None,
        "code_after": after.code if after else None,
        "parent_before": _code(difference.before, before),
        "parent_after": _code(difference.after, after),
        "title": dict(element.stated.title),
        "texts": [
            {
                "field": text.name,
                "language": text.language or None,
                "before": text.before,
                "after": text.after,
            }
            for text in element.texts
        ],
        "parts": [_thing(difference, part) for part in element.parts],
        "origins": list(element.origins),
        "became": list(element.became),
        "reasons": [_reason(each) for each in difference.reasons_of("node", element.uid)],
    }


def _code(statements: Mapping[str, Statement], statement: Statement | None) -> str | None:
    """The code of the element above; None for a root, and where there is no statement."""
    return statements[statement.parent].code if statement and statement.parent else None


def _thing(difference: EditionDifference, part: PartChange) -> Data:
    change = "added" if part.before is None else "dropped" if part.after is None else "changed"
    return {
        "kind": part.kind,
        "key": part.key,
        "change": change,
        "name": difference.names.get(part.kind, {}).get(part.key),
        "before": part.before,
        "after": part.after,
        "reasons": [_reason(each) for each in difference.reasons_of(part.kind, part.key)],
    }


def _reason(change: ChangeTold) -> Data:
    return {
        "edition": change.edition,
        "kind": change.kind,
        "subject": change.subject,
        "reason": dict(change.reason),
        "source": change.source,
        "note": change.note,
        "changed_on": change.changed_on.isoformat(),
    }
