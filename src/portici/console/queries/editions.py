"""What the pages about editions show of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from portici.accounts.queries.visitors import Visitor
from portici.plan.choices import EditionStatus
from portici.plan.permissions import may_read_edition
from portici.plan.queries.counts import edition_counts
from portici.plan.queries.editions import Edition, editions_of
from portici.plan.queries.outline import levels_of

# From the first to the last state of an edition.
LIFE = tuple(EditionStatus)


def readable_editions(visitor: Visitor, slug: str) -> list[Edition]:
    """The editions of a plan that somebody may read, the newest first. Two queries at most for each draft."""
    return [each for each in editions_of(slug) if may_read_edition(visitor, each)]


def bases_for_a_new_edition(slug: str) -> list[Edition]:
    """What a new edition can begin as a copy of, the one that readers are shown first. One query."""
    found = [
        each for each in editions_of(slug) if each.is_current or each.status != EditionStatus.DRAFT
    ]
    return sorted(found, key=lambda each: not each.is_current)


@dataclass(frozen=True)
class Content:
    """How many of what an edition has: names of levels in the plan's words with their counts."""

    levels: tuple[tuple[Mapping[str, str], int], ...]
    instruments: int
    instrument_lines: int


def content_of(edition: Edition) -> Content:
    """The counts of an edition. Five queries."""
    counts = edition_counts(edition)
    levels = tuple((level.plural, counts.by_level[level.key]) for level in levels_of(edition))
    return Content(levels, counts.instruments, counts.instrument_lines)
