"""The matrix of alignment as its page shows it: strategies by topics of one framework, gaps included."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, TypeAlias

from django.utils.translation import gettext as _

from portici.kernel.tabular import Column, Table
from portici.plan.choices import AlignmentBasis, FrameworkLevel
from portici.plan.queries.editions import Edition
from portici.plan.queries.frameworks import (
    Alignment,
    AlignmentMatrix,
    EditionNode,
    Framework,
    aligned_codes,
    alignment_matrix,
)
from portici.plan.queries.nodes import root_nodes
from portici.portal.queries.frameworks import frameworks_by_level
from portici.portal.queries.words import in_words, line_words
from portici.ui.appearance import accent_class
from portici.ui.components import Choice

Mark: TypeAlias = Literal["document", "proposal"]


@dataclass(frozen=True, slots=True)
class AlignedTopic:
    """One full cell of the matrix.

    Attributes:
        column: position of its topic among the columns, from 0.
        mark: whether the document states it or the editors propose it.
        basis: the same in words.
        reason: why, in words: the proposal's reason, or the document's lines.
        anchor: id of its reason in the page.
    """

    column: int
    topic: str
    mark: Mark
    basis: str
    reason: str
    anchor: str


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """A node with one cell per column, None where nothing is aligned; `root` is the area above it."""

    code: str
    title: str
    accent: str
    root: str
    root_title: str
    cells: tuple[AlignedTopic | None, ...]

    @property
    def aligned(self) -> tuple[AlignedTopic, ...]:
        """The full cells."""
        return tuple(cell for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class AlignmentColumn:
    """A topic with how many rows are aligned to it; 0 is a gap."""

    key: str
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class AlignmentPage:
    """Everything that the page of alignment shows.

    Attributes:
        framework: the chosen one.
        columns, rows: the matrix.
        gaps: names of the topics without any row.
        without: codes of the rows without any topic.
        row_name, row_plural: how the plan calls one row and many.
        stated, proposed: how many cells are of which basis.
    """

    framework: Framework
    columns: tuple[AlignmentColumn, ...]
    rows: tuple[AlignmentRow, ...]
    gaps: tuple[str, ...]
    without: tuple[str, ...]
    row_name: str
    row_plural: str
    stated: int
    proposed: int

    @property
    def total(self) -> int:
        """How many cells are full."""
        return self.stated + self.proposed

    @property
    def areas(self) -> tuple[tuple[AlignmentRow, ...], ...]:
        """The rows of each area, in document order."""
        return tuple(tuple(rows) for _root, rows in groupby(self.rows, key=lambda row: row.root))


def framework_choices(edition: Edition) -> tuple[Choice, ...]:
    """The frameworks that have topics, grouped by level, with how many alignments each. Three queries."""
    codes = aligned_codes(edition)
    return tuple(
        Choice(
            value=framework.key,
            label=in_words(framework.title),
            count=sum(len(codes.get(topic.pk, ())) for topic in framework.topics.all()),
            group=str(FrameworkLevel(framework.level).label),
        )
        for framework in frameworks_by_level(edition)
        if framework.topics.all()
    )


def grouped_choices(
    choices: Iterable[Choice], *, chosen: str
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """The choices level by level, in their order, with the one of key `chosen` marked."""
    marked = (replace(choice, is_chosen=choice.value == chosen) for choice in choices)
    return tuple(
        (level, tuple(group)) for level, group in groupby(marked, key=lambda choice: choice.group)
    )


def busiest(choices: tuple[Choice, ...]) -> str:
    """The key of the framework with most alignments, the first among equals; empty without frameworks."""
    best = max(choices, key=lambda choice: choice.count or 0, default=None)
    return best.value if best else ""


def alignment_page(edition: Edition, key: str) -> AlignmentPage | None:
    """The matrix of the framework `key`; None when the edition has no such framework. Seven queries at most."""
    matrix = alignment_matrix(edition, key)
    if matrix is None:
        return None
    roots = {root.path: root for root in root_nodes(edition)}
    rows = tuple(_row(node, roots[node.path.partition(".")[0]], matrix) for node in matrix.nodes)
    columns = tuple(
        AlignmentColumn(
            key=topic.key,
            label=in_words(topic.name),
            total=sum(1 for row in rows if row.cells[position]),
        )
        for position, topic in enumerate(matrix.topics)
    )
    marks = [cell.mark for row in rows for cell in row.aligned]
    return AlignmentPage(
        framework=matrix.framework,
        columns=columns,
        rows=rows,
        gaps=tuple(column.label for column in columns if not column.total),
        without=tuple(row.code for row in rows if not row.aligned),
        row_name=in_words(matrix.nodes[0].level.name) if matrix.nodes else "",
        row_plural=in_words(matrix.nodes[0].level.plural) if matrix.nodes else "",
        stated=marks.count("document"),
        proposed=marks.count("proposal"),
    )


def _row(node: EditionNode, root: EditionNode, matrix: AlignmentMatrix) -> AlignmentRow:
    return AlignmentRow(
        code=node.code,
        title=in_words(node.title),
        accent=accent_class(root.code),
        root=root.code,
        root_title=in_words(root.title),
        cells=tuple(
            _cell(column, node, topic.pk, matrix) for column, topic in enumerate(matrix.topics)
        ),
    )


def _cell(
    column: int, node: EditionNode, topic: int, matrix: AlignmentMatrix
) -> AlignedTopic | None:
    alignment = matrix.cells.get((node.pk, topic))
    if alignment is None:
        return None
    return AlignedTopic(
        column=column,
        topic=in_words(matrix.topics[column].name),
        mark="document" if alignment.basis == AlignmentBasis.DOCUMENT else "proposal",
        basis=str(AlignmentBasis(alignment.basis).label),
        reason=_reason(alignment),
        anchor=f"{node.code}-{matrix.topics[column].key}",
    )


def _reason(alignment: Alignment) -> str:
    return "; ".join(
        part for part in (in_words(alignment.reason), line_words(alignment.lines)) if part
    )


def alignment_table(page: AlignmentPage, *, name: str) -> Table:
    """The matrix as it is shown: a row per node, a column per topic; a cell says basis and reason."""
    columns = [
        Column("code", _("Code"), 10),
        Column("title", _("Title"), 50),
        *(Column(column.key, column.label, 24) for column in page.columns),
        Column("topics", _("Topics aligned"), 10),
    ]
    rows = [
        (
            row.code,
            row.title,
            *(f"{cell.basis}: {cell.reason}" if cell else None for cell in row.cells),
            len(row.aligned),
        )
        for row in page.rows
    ]
    return Table(name=name, columns=columns, rows=rows)
