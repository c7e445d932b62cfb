"""Plans and what their editions declare, as the API answers them."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from portici.plan.choices import EditionStatus, MarkerKind
from portici.plan.queries.counts import edition_counts
from portici.plan.queries.editions import Edition, current_editions
from portici.plan.queries.figures import inconsistencies_of, phases_of
from portici.plan.queries.outline import levels_of, markers_of

Answer: TypeAlias = dict[str, Any]

_HEADER = ("title", "short_title", "summary", "languages", "territory")


def edition_named(slug: str, editions: Sequence[Edition]) -> Edition | None:
    """The edition of the plan `slug`. Compared here and not by the database, which refuses some texts (NUL)."""
    return next((edition for edition in editions if edition.plan.slug == slug), None)


def all_editions() -> list[Edition]:
    """The current edition of every plan, in the plans' order. One query."""
    return list(current_editions())


def plan_summary(edition: Edition) -> Answer:
    """A plan as an edition names it: `forms.plans.PlanSummary`. No query."""
    plan = edition.plan
    said = {name: getattr(plan, name) for name in _HEADER}
    if not edition.is_current:
        # The plan's own row says what the current edition says.
        said |= {name: edition.header[name] for name in _HEADER if name in edition.header}
    return {
        "slug": plan.slug,
        "title": said["title"],
        "short_title": said["short_title"],
        "summary": said["summary"],
        "languages": said["languages"],
        "territory": said["territory"] or None,
        "edition": edition_summary(edition),
    }


def edition_summary(edition: Edition) -> Answer:
    """An edition in a few words: `forms.plans.EditionSummary`. No query."""
    return {
        "key": edition.key,
        "name": edition.name,
        "status": edition.status,
        "status_label": str(EditionStatus(edition.status).label),
        "loaded_at": edition.loaded_at.isoformat(),
        "content_hash": edition.content_hash,
    }


def plan_answer(edition: Edition) -> Answer:
    """A plan with what its edition says of itself: `forms.plans.Plan`. Eight queries."""
    counts = edition_counts(edition)
    return {
        **plan_summary(edition),
        "vision": _only(edition.vision, "text", "lines") if edition.vision else None,
        "horizon": {
            "first_year": edition.horizon_from,
            "last_year": edition.horizon_to,
            "note": edition.horizon_note or None,
            "lines": edition.horizon_lines,
        },
        "edition_note": edition.note or None,
        "promoters": [_only(promoter, "name", "lines") for promoter in edition.promoters],
        "document": _document(edition),
        "levels": _levels(edition, counts.by_level),
        "markers": _markers(edition),
        "instrument_lines": counts.instrument_lines,
        "instruments": counts.instruments,
        "after_approval": [
            _only(step, "key", "title", "summary", "lines") for step in edition.after_approval
        ],
        "phases": _phases(edition),
        "milestones": [_only(event, "date", "title", "lines") for event in edition.milestones],
        "inconsistencies": _inconsistencies(edition),
    }


def _levels(edition: Edition, counts: Mapping[str, int]) -> list[Answer]:
    return [
        {
            "key": level.key,
            "position": level.position,
            "name": level.name,
            "plural": level.plural,
            "count": counts[level.key],
        }
        for level in levels_of(edition)
    ]


def _markers(edition: Edition) -> list[Answer]:
    return [
        {
            "key": marker.key,
            "kind": marker.kind,
            "kind_label": str(MarkerKind(marker.kind).label),
            "name": marker.name,
            "summary": marker.summary or None,
            "lines": marker.lines,
        }
        for marker in markers_of(edition)
    ]


def _inconsistencies(edition: Edition) -> list[Answer]:
    return [
        {
            "key": inconsistency.key,
            "title": inconsistency.title,
            "summary": inconsistency.summary,
            "how_shown": inconsistency.how_shown or None,
            "lines": inconsistency.lines,
        }
        for inconsistency in inconsistencies_of(edition)
    ]


def _document(edition: Edition) -> Answer | None:
    if not edition.document:
        return None
    kept = _only(edition.document, "title", "publisher", "language", "line_count", "url")
    return {**kept, "official_attached": bool(edition.official_sha256)}


def _phases(edition: Edition) -> list[Answer]:
    return [
        {
            "number": phase.number,
            "key": phase.key,
            "title": phase.title,
            "summary": phase.summary,
            "starts": phase.starts,
            "ends": phase.ends,
            "date_note": phase.date_note or None,
            "numbers": [
                _only(number, "value", "label", "qualifier", "lines") for number in phase.numbers
            ],
            "lines": phase.lines,
        }
        for phase in phases_of(edition)
    ]


def _only(entry: Mapping[str, Any], *keys: str) -> Answer:
    """The declared fields and no other: what else the folder's file says is not part of the answer."""
    return {key: entry.get(key) for key in keys}
