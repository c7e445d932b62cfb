"""Instruments, frameworks and figures, as the API answers them."""

from collections.abc import Mapping
from decimal import Decimal

from portici.api.queries.plans import Answer
from portici.plan.choices import FrameworkLevel, FrameworkStatus, InstrumentStatus, Qualifier
from portici.plan.queries.figures import Figure
from portici.plan.queries.frameworks import Framework
from portici.plan.queries.instruments import InstrumentRow


def instrument_answer(row: InstrumentRow) -> Answer:
    """One instrument: `forms.catalogue.Instrument`. No query."""
    instrument = row.instrument
    return {
        "key": instrument.key,
        "kind": instrument.kind.key,
        "kind_name": instrument.kind.name,
        "name": instrument.name,
        "summary": instrument.summary or None,
        "status": instrument.status,
        "status_label": str(InstrumentStatus(instrument.status).label),
        "merge_note": instrument.merge_note or None,
        "mentions": [
            {
                "line": mention.line.code,
                "node": mention.line.edition_node.code,
                "variant": mention.variant,
                "official": mention.line.official or None,
                "lines": mention.line.lines,
            }
            for mention in row.mentions
        ],
        "named_elsewhere": instrument.named_elsewhere,
    }


def framework_answer(framework: Framework, *, plan: str) -> Answer:
    """One framework of the plan called `plan`, with its topics: `forms.catalogue.Framework`.

    No query when the topics are read along.
    """
    return {
        "plan": plan,
        "key": framework.key,
        "level": framework.level,
        "level_label": str(FrameworkLevel(framework.level).label),
        "title": framework.title,
        "summary": framework.summary or None,
        "reference": framework.reference or None,
        "adopted_on": framework.adopted_on or None,
        "valid_from": framework.valid_from or None,
        "valid_to": framework.valid_to or None,
        "status": framework.status,
        "status_label": str(FrameworkStatus(framework.status).label),
        "status_note": framework.status_note or None,
        "lines": framework.lines,
        "topics": [
            {
                "key": topic.key,
                "code": topic.code or None,
                "name": topic.name,
                "lines": topic.lines,
            }
            for topic in framework.topics.all()
        ],
    }


def figure_answer(figure: Figure, *, topics: Mapping[str, Mapping[str, str]]) -> Answer:
    """One figure: `forms.catalogue.Figure`. `topics` are the names of the subjects by key. No query."""
    return {
        "key": figure.key,
        "topic": figure.topic,
        "topic_name": topics.get(figure.topic),
        "name": figure.name,
        "number": None if figure.number is None else _number(figure.number),
        "text": figure.text,
        "qualifier": figure.qualifier or None,
        "qualifier_label": str(Qualifier(figure.qualifier).label),
        "unit": {"key": figure.unit_key, "name": figure.unit},
        "year": figure.year,
        "scope": figure.scope or None,
        "cited_source": figure.cited_source or None,
        "caveat": figure.caveat or None,
        "inconsistency": figure.inconsistency.key if figure.inconsistency else None,
        "is_headline": figure.is_headline,
        "lines": figure.lines,
    }


def _number(value: Decimal) -> int | float:
    """Whole numbers stay whole: 4900 and not 4900.0."""
    return int(value) if value == value.to_integral_value() else float(value)
