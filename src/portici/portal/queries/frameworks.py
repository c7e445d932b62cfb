"""The frameworks of an edition as their page shows them, and as rows to take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from portici.kernel.tabular import Column, Table
from portici.plan.choices import FrameworkLevel, FrameworkStatus
from portici.plan.queries.editions import Edition
from portici.plan.queries.frameworks import AlignedCode, Framework, aligned_codes, frameworks_of
from portici.portal.queries.words import (
    date_words,
    in_words,
    line_words,
    period_words,
    span_words,
)

# What a reader must not overlook: a plan that leans on it has to find something else.
_ENDED = frozenset({FrameworkStatus.EXPIRED, FrameworkStatus.PAST_PROCESS})


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic with what is aligned to it."""

    key: str
    name: str
    lines: str
    codes: tuple[AlignedCode, ...]


@dataclass(frozen=True, slots=True)
class FrameworkCard:
    """A framework ready to be shown.

    Attributes:
        status: in words; `status_key` as stored; `has_ended` when it can no longer be aligned with.
        adopted, validity: dates in words, empty where the document gives none.
        alignments: how many nodes are aligned to its topics.
    """

    key: str
    title: str
    summary: str
    reference: str
    status: str
    status_key: str
    status_note: str
    has_ended: bool
    adopted: str
    validity: str
    lines: str
    topics: tuple[TopicCard, ...]

    @property
    def alignments(self) -> int:
        """How many alignments its topics have."""
        return sum(len(topic.codes) for topic in self.topics)


@dataclass(frozen=True, slots=True)
class FrameworkLevelGroup:
    """The frameworks of one level, such as the European Union."""

    key: str
    label: str
    frameworks: tuple[FrameworkCard, ...]


def frameworks_by_level(edition: Edition) -> list[Framework]:
    """Every framework with its topics, those of the widest level first. Two queries."""
    order = list(FrameworkLevel.values)
    return sorted(frameworks_of(edition), key=lambda each: (order.index(each.level), each.position))


def framework_groups(edition: Edition) -> tuple[FrameworkLevelGroup, ...]:
    """Every framework by level, from the widest. Three queries."""
    codes = aligned_codes(edition)
    return tuple(
        FrameworkLevelGroup(
            key=level,
            label=str(FrameworkLevel(level).label),
            frameworks=tuple(_card(framework, codes) for framework in group),
        )
        for level, group in groupby(frameworks_by_level(edition), key=lambda each: each.level)
    )


def _card(framework: Framework, codes: dict[int, list[AlignedCode]]) -> FrameworkCard:
    return FrameworkCard(
        key=framework.key,
        title=in_words(framework.title),
        summary=in_words(framework.summary),
        reference=framework.reference,
        status=str(FrameworkStatus(framework.status).label),
        status_key=framework.status,
        status_note=in_words(framework.status_note),
        has_ended=framework.status in _ENDED,
        adopted=date_words(framework.adopted_on),
        validity=period_words(framework.valid_from, framework.valid_to),
        lines=line_words(framework.lines),
        topics=tuple(
            TopicCard(
                key=topic.key,
                name=in_words(topic.name),
                lines=line_words(topic.lines),
                codes=tuple(codes.get(topic.pk, ())),
            )
            for topic in framework.topics.all()
        ),
    )


def frameworks_table(edition: Edition, *, name: str) -> Table:
    """A row per topic, and one for every framework without topics, with the codes aligned to it. Three queries."""
    codes = aligned_codes(edition)
    columns = [
        Column("framework", _("Framework key"), 30),
        Column("level", _("Level"), 14),
        Column("title_it", _("Title (Italian)"), 50),
        Column("title_en", _("Title (English)"), 50),
        Column("reference", _("Reference"), 24),
        Column("status", _("Status"), 16),
        Column("adopted_on", _("Adopted on"), 12),
        Column("valid_from", _("Valid from"), 12),
        Column("valid_to", _("Valid to"), 12),
        Column("lines", _("Lines of the document"), 18),
        Column("topic", _("Topic key"), 30),
        Column("topic_it", _("Topic (Italian)"), 40),
        Column("topic_en", _("Topic (English)"), 40),
        Column("aligned", _("Elements aligned"), 40),
        Column("aligned_count", _("How many"), 10),
    ]
    rows = [row for framework in frameworks_of(edition) for row in _table_rows(framework, codes)]
    return Table(name=name, columns=columns, rows=rows)


def _table_rows(
    framework: Framework, codes: dict[int, list[AlignedCode]]
) -> Sequence[Sequence[str | int | None]]:
    start = (
        framework.key,
        framework.level,
        framework.title.get("it"),
        framework.title.get("en"),
        framework.reference or None,
        framework.status,
        framework.adopted_on or None,
        framework.valid_from or None,
        framework.valid_to or None,
        span_words(framework.lines) or None,
    )
    topics: list[tuple[str | int | None, ...]] = [
        (
            *start,
            topic.key,
            topic.name.get("it"),
            topic.name.get("en"),
            ", ".join(each.code for each in codes.get(topic.pk, ())) or None,
            len(codes.get(topic.pk, ())),
        )
        for topic in framework.topics.all()
    ]
    return topics or [(*start, None, None, None, None, 0)]
