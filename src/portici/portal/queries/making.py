"""How the plan was made: phases, dated events, promoters, and what the plan asks for after approval."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portici.plan.choices import EditionStatus
from portici.plan.queries.editions import Edition
from portici.plan.queries.figures import phases_of
from portici.portal.queries.words import (
    date_words,
    in_words,
    line_words,
    number_words,
    period_words,
)
from portici.ui.components import Moment


@dataclass(frozen=True, slots=True)
class MakingStep:
    """A phase; `doubt` says where the document contradicts itself about its dates."""

    moment: Moment
    number: int
    doubt: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something that the document asks for after approval."""

    key: str
    title: str
    summary: str
    lines: str


@dataclass(frozen=True, slots=True)
class Promoter:
    """A body that promotes the plan, with the lines that say so."""

    name: str
    lines: str


@dataclass(frozen=True, slots=True)
class MakingPage:
    """Everything that the page on the making of the plan shows."""

    status: str
    horizon: str
    phases: tuple[MakingStep, ...]
    milestones: tuple[Moment, ...]
    promoters: tuple[Promoter, ...]
    after_approval: tuple[NextStep, ...]


def making_page(edition: Edition) -> MakingPage:
    """The page on the making of the plan. One query."""
    return MakingPage(
        status=str(EditionStatus(edition.status).label),
        horizon=_horizon(edition),
        phases=_phases(edition),
        milestones=tuple(
            Moment(
                title=in_words(entry["title"]),
                when=date_words(entry["date"]),
                source=line_words(entry["lines"]),
            )
            for entry in edition.milestones
        ),
        promoters=tuple(
            Promoter(name=in_words(entry["name"]), lines=line_words(entry["lines"]))
            for entry in edition.promoters
        ),
        after_approval=tuple(
            NextStep(
                key=entry["key"],
                title=in_words(entry["title"]),
                summary=in_words(entry["summary"]),
                lines=line_words(entry["lines"]),
            )
            for entry in edition.after_approval
        ),
    )


def _phases(edition: Edition) -> tuple[MakingStep, ...]:
    return tuple(
        MakingStep(
            number=phase.number,
            doubt=in_words(phase.date_note),
            moment=Moment(
                title=in_words(phase.title),
                when=period_words(phase.starts, phase.ends),
                summary=in_words(phase.summary),
                numbers=tuple(
                    (
                        number_words(entry["value"], qualifier=entry["qualifier"] or ""),
                        in_words(entry["label"]),
                    )
                    for entry in phase.numbers
                ),
                source=line_words(phase.lines),
                anchor=phase.key,
            ),
        )
        for phase in phases_of(edition)
    )


def _horizon(edition: Edition) -> str:
    if not edition.horizon_to:
        return ""
    if not edition.horizon_from:
        return _("until %(end)s") % {"end": edition.horizon_to}
    return f"{edition.horizon_from}–{edition.horizon_to}"
