"""What the cells of an edition's workbook may name, for the lists that go with it and for reading it."""

from dataclasses import dataclass

from portici.plan.choices import EditionStatus
from portici.plan.models import (
    Edition,
    EditionNode,
    Framework,
    Inconsistency,
    InstrumentKind,
    InstrumentLine,
    Level,
    Marker,
    Topic,
)
from portici.plan.queries.editions import editions_of

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Declared:
    """What an edition declares, each in its order; key to name by language.

    Attributes:
        topics: of frameworks, by `framework:topic`.
        codes: of elements and of lines of means.
    """

    levels: dict[str, Texts]
    markers: dict[str, Texts]
    kinds: dict[str, Texts]
    frameworks: dict[str, Texts]
    topics: dict[str, Texts]
    figure_topics: dict[str, Texts]
    inconsistencies: dict[str, Texts]
    codes: frozenset[str]


def declared_in(edition: Edition) -> Declared:
    """Eight queries, however much there is."""
    levels = Level.objects.filter(edition=edition).order_by("position")
    markers = Marker.objects.filter(edition=edition).order_by("position")
    kinds = InstrumentKind.objects.filter(edition=edition).order_by("position")
    frameworks = Framework.objects.filter(edition=edition).order_by("position")
    topics = Topic.objects.filter(framework__edition=edition).select_related("framework")
    inconsistencies = Inconsistency.objects.filter(edition=edition).order_by("position")
    nodes = EditionNode.objects.filter(edition=edition).order_by("path")
    lines = InstrumentLine.objects.filter(edition_node__edition=edition).order_by("code")
    return Declared(
        levels={row.key: row.name for row in levels},
        markers={row.key: row.name for row in markers},
        kinds={row.key: row.name for row in kinds},
        frameworks={row.key: row.title for row in frameworks},
        topics={
            f"{row.framework.key}:{row.key}": row.name
            for row in topics.order_by("framework__position", "position")
        },
        figure_topics={topic["key"]: topic["name"] for topic in edition.figure_topics},
        inconsistencies={row.key: row.title for row in inconsistencies},
        codes=frozenset(
            [*nodes.values_list("code", flat=True), *lines.values_list("code", flat=True)]
        ),
    )


def drafts_of(slug: str) -> list[Edition]:
    """The drafts of a plan, the newest first. One query."""
    return list(editions_of(slug).filter(status=EditionStatus.DRAFT))
