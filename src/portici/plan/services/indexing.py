"""What of a plan's edition the search finds."""

from collections.abc import Iterator

from portici.kernel.localized import in_language
from portici.kernel.numbers import decimal_in_language
from portici.plan.models import Edition, EditionNode, Figure, Framework
from portici.plan.queries.figures import figures_of
from portici.plan.queries.frameworks import frameworks_of
from portici.plan.queries.instruments import InstrumentRow, instrument_rows
from portici.search.services import IndexEntry, replace_entries


def plan_scope(slug: str) -> str:
    """The index's scope that holds a plan: one, of its current edition."""
    return f"plan:{slug}"


def index_edition(*, edition: Edition) -> None:
    """Put the edition in the index in the place of what its plan had there. Six queries beside the index's.

    Nodes, instruments, frameworks, topics and figures, in every language of the plan. Official wording is found
    in the document's language only. An edition that is not the current one is left out.
    """
    if not edition.is_current:
        return
    languages = edition.plan.languages
    spoken = edition.document.get("language", "")
    nodes = EditionNode.objects.filter(edition=edition).select_related("level").order_by("path")
    entries = [
        *(_node(node, language, spoken) for node in nodes for language in languages),
        *(
            _instrument(row, language, spoken)
            for row in instrument_rows(edition)
            for language in languages
        ),
        *(
            entry
            for framework in frameworks_of(edition)
            for language in languages
            for entry in _framework(framework, language)
        ),
        *(_figure(figure, language) for figure in figures_of(edition) for language in languages),
    ]
    replace_entries(scope=plan_scope(edition.plan.slug), entries=entries)


def _node(node: EditionNode, language: str, spoken: str) -> IndexEntry:
    return IndexEntry(
        kind="node",
        key=node.code,
        language=language,
        title=in_language(node.title, language),
        summary=in_language(node.summary, language),
        body=node.official if language == spoken else "",
        context=f"{in_language(node.level.name, language)} {node.code}",
    )


def _instrument(row: InstrumentRow, language: str, spoken: str) -> IndexEntry:
    """The names that the document uses are names: they are found in every language."""
    instrument = row.instrument
    named = [mention.variant for mention in row.mentions]
    worded = [mention.line.official for mention in row.mentions] if language == spoken else []
    kind = in_language(instrument.kind.name, language)
    return IndexEntry(
        kind="instrument",
        key=instrument.key,
        language=language,
        title=in_language(instrument.name, language),
        summary=in_language(instrument.summary, language),
        body=_lines(*named, *worded, kind),
        context=kind,
    )


def _framework(framework: Framework, language: str) -> Iterator[IndexEntry]:
    title = in_language(framework.title, language)
    yield IndexEntry(
        kind="framework",
        key=framework.key,
        language=language,
        title=title,
        summary=in_language(framework.summary, language),
        body=_lines(framework.reference, in_language(framework.status_note, language)),
        context=framework.reference,
    )
    for topic in framework.topics.all():
        yield IndexEntry(
            kind="topic",
            key=f"{framework.key}:{topic.key}",
            language=language,
            title=in_language(topic.name, language),
            body=_lines(topic.code, title),
            context=title,
        )


def _figure(figure: Figure, language: str) -> IndexEntry:
    """A figure is found by what it counts, by its value as people write it, and by what is said about it."""
    return IndexEntry(
        kind="figure",
        key=figure.key,
        language=language,
        title=in_language(figure.name, language),
        summary=_value(figure, language),
        body=_lines(
            in_language(figure.scope, language),
            in_language(figure.caveat, language),
            figure.cited_source,
        ),
        context=str(figure.year or ""),
    )


def _value(figure: Figure, language: str) -> str:
    if figure.number is None:
        return in_language(figure.text, language)
    if figure.unit_key == "year":
        # A name, not an amount: no mark for its thousands, no unit.
        return str(int(figure.number))
    number = decimal_in_language(figure.number, language=language)
    return f"{number} {in_language(figure.unit, language)}".strip()


def _lines(*texts: str) -> str:
    """Texts one under the other, each once."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
