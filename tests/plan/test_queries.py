"""Questions to a plan in the database: what they answer, and with how many queries."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import command
from tests.factories.plan_folder import node, small_plan, texts, write_folder

from portici.plan.models import Edition
from portici.plan.queries.counts import actions_by_root, counts_below, edition_counts
from portici.plan.queries.editions import current_edition, current_editions
from portici.plan.queries.figures import (
    figures_of,
    headline_figures,
    inconsistencies_of,
    phases_of,
)
from portici.plan.queries.frameworks import (
    aligned_codes,
    alignment_matrix,
    frameworks_in,
    frameworks_of,
    topic_names,
)
from portici.plan.queries.instruments import (
    instrument_kinds,
    instrument_names,
    instrument_row,
    instrument_rows,
)
from portici.plan.queries.nodes import node_codes, node_page, nodes_by_code, root_nodes
from portici.plan.queries.outline import levels_of, markers_of, node_rows
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

Queries = DjangoAssertNumQueries


@pytest.fixture
def bare(db: None, tmp_path: Path, now: datetime) -> Edition:
    """A plan with one level, one node, and a framework that nothing is aligned to."""
    files = small_plan()
    plan = files["plan.yaml"]
    plan.update(slug="bare-plan", levels=plan["levels"][:1], nodes=[node("A", "theme")])
    framework = {"key": "lonely", "level": "eu", "title": texts("Lonely"), "status": "unknown"}
    kept = {"plan.yaml": plan, "frameworks.yaml": {"frameworks": [framework]}}
    return load_plan(report=check_folder(write_folder(tmp_path / "bare", kept)), by=command(now))


@pytest.fixture
def wide(db: None, tmp_path: Path, now: datetime) -> Edition:
    """The small plan with three hundred nodes more."""
    files = small_plan()
    files["plan.yaml"]["slug"] = "wide-plan"
    files["plan.yaml"]["nodes"] += [node(f"B.{n}", "measure", "B") for n in range(2, 302)]
    return load_plan(report=check_folder(write_folder(tmp_path / "wide", files)), by=command(now))


def test_current_editions_are_in_the_plans_order(
    small: Edition, bare: Edition, django_assert_num_queries: Queries
) -> None:
    with django_assert_num_queries(1):
        slugs = [edition.plan.slug for edition in current_editions()]

    assert slugs == ["small-plan", "bare-plan"]


def test_current_edition_by_slug(small: Edition) -> None:
    assert current_edition("small-plan") == small
    assert current_edition("other-plan") is None


def test_edition_counts(small: Edition, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(4):
        counts = edition_counts(small)

    assert counts.by_level == {"theme": 2, "measure": 3}
    assert (counts.instrument_lines, counts.instruments, counts.with_official) == (2, 2, 0)


def test_actions_by_root(small: Edition) -> None:
    assert actions_by_root(small) == {"A": 2, "B": 1}


def test_counts_below(small: Edition, django_assert_num_queries: Queries) -> None:
    root = small.nodes.get(code="A")

    with django_assert_num_queries(2):
        below = counts_below(root)

    assert (below.by_level, below.instruments) == ({"measure": 2}, 0)


@pytest.mark.parametrize("fixture", ["small", "wide"])
def test_node_rows_cost_the_same_for_any_size(
    fixture: str, request: pytest.FixtureRequest, django_assert_num_queries: Queries
) -> None:
    edition = request.getfixturevalue(fixture)

    with django_assert_num_queries(4):
        rows = node_rows(edition)

    first = rows[0]
    assert (first.code, first.root, first.depth, first.lines_of_means) == ("A", "A", 0, 1)
    assert first.instruments == ("big-fund", "small-fund")
    assert first.topics == ("world-goals:work",)
    assert rows[1].markers == ("young",)
    assert (rows[1].parent, rows[1].root, rows[1].depth) == ("A", "A", 1)


def test_instrument_named_by_two_lines_of_a_node_is_listed_once(
    db: None, tmp_path: Path, now: datetime
) -> None:
    files = small_plan()
    files["instruments.yaml"]["instruments"][0]["links"].append(
        {"line": "A-S02", "strategy": "A", "variant": "again"}
    )
    edition = load_plan(
        report=check_folder(write_folder(tmp_path / "twice", files)), by=command(now)
    )

    [row] = [row for row in node_rows(edition) if row.code == "A"]

    assert (row.instruments, row.lines_of_means) == (("big-fund", "small-fund"), 2)


def test_levels_and_markers_keep_their_order(small: Edition) -> None:
    assert [level.key for level in levels_of(small)] == ["theme", "measure"]
    assert [marker.key for marker in markers_of(small)] == ["young", "green"]


def test_node_lists(small: Edition) -> None:
    assert [row.code for row in root_nodes(small)] == ["A", "B"]
    assert node_codes(small) == ["A", "A.1", "A.2", "B", "B.1"]
    assert [row.code for row in nodes_by_code(small, ["B", "A.1", "Z"])] == ["A.1", "B"]


@pytest.mark.parametrize("fixture", ["small", "wide"])
def test_node_page_shows_means_and_alignment_of_the_nearest_above(
    fixture: str, request: pytest.FixtureRequest, django_assert_max_num_queries: Queries
) -> None:
    edition = request.getfixturevalue(fixture)

    with django_assert_max_num_queries(7):
        page = node_page(edition, "A.1")

    assert page is not None
    assert [row.code for row in page.ancestors] == ["A"]
    assert [row.code for row in page.siblings] == ["A.1", "A.2"]
    assert page.children == ()
    assert (page.previous, page.next and page.next.code) == (None, "A.2")
    assert [mark.marker.key for mark in page.marks] == ["young"]
    assert page.means_of is not None
    assert page.means_of.code == "A"
    assert [line.code for line in page.means] == ["A-S01"]
    variants = [mention.variant for line in page.means for mention in line.mentions.all()]
    assert variants == ["the fund", "the other"]
    assert page.aligned_node is not None
    assert page.aligned_node.code == "A"
    assert [alignment.topic.key for alignment in page.alignments] == ["work"]


def test_node_page_of_the_last_node(small: Edition) -> None:
    page = node_page(small, "B.1")

    assert page is not None
    assert (page.previous and page.previous.code, page.next) == ("A.2", None)


def test_node_page_without_means_or_alignment(bare: Edition) -> None:
    page = node_page(bare, "A")

    assert page is not None
    assert (page.means_of, page.means, page.aligned_node, page.alignments) == (None, (), None, ())


def test_node_page_of_no_node(small: Edition) -> None:
    assert node_page(small, "Z") is None


def test_instruments(small: Edition, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(2):
        rows = instrument_rows(small)

    assert [kind.key for kind in instrument_kinds(small)] == ["fund"]
    assert [(row.instrument.key, [m.variant for m in row.mentions]) for row in rows] == [
        ("big-fund", ["the fund", "fund, big"]),
        ("small-fund", ["the other"]),
    ]


def test_instrument_names(small: Edition) -> None:
    assert instrument_names(small) == {
        "big-fund": texts("Big fund"),
        "small-fund": texts("Small fund"),
    }


def test_instrument_by_key(small: Edition) -> None:
    row = instrument_row(small, "small-fund")

    assert row is not None
    assert [mention.line.edition_node.code for mention in row.mentions] == ["A"]
    assert instrument_row(small, "no-fund") is None


def test_frameworks(small: Edition, bare: Edition, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(2):
        found = [
            (each.key, [topic.key for topic in each.topics.all()]) for each in frameworks_of(small)
        ]
    with django_assert_num_queries(2):
        everywhere = [each.key for each in frameworks_in([bare, small])]

    assert found == [("world-goals", ["work", "water"]), ("old-strategy", [])]
    assert everywhere == ["world-goals", "old-strategy", "lonely"]


def test_topic_names(small: Edition) -> None:
    assert [(name.framework, name.key, name.name["en"]) for name in topic_names(small)] == [
        ("world-goals", "work", "Work (en)"),
        ("world-goals", "water", "Water (en)"),
    ]


def test_alignment_matrix_has_rows_of_the_aligned_level(
    small: Edition, django_assert_num_queries: Queries
) -> None:
    with django_assert_num_queries(4):
        matrix = alignment_matrix(small, "world-goals")

    assert matrix is not None
    assert [row.code for row in matrix.nodes] == ["A", "B"]
    assert [topic.key for topic in matrix.topics] == ["work", "water"]
    work = matrix.topics[0].pk
    assert {(row.code, matrix.cells[row.pk, work].basis) for row in matrix.nodes} == {
        ("A", "editorial-proposal"),
        ("B", "document"),
    }


def test_alignment_matrix_without_alignments_has_rows_of_the_last_level_but_one(
    small: Edition, bare: Edition
) -> None:
    two_levels, one_level = (
        alignment_matrix(small, "old-strategy"),
        alignment_matrix(bare, "lonely"),
    )

    assert two_levels is not None
    assert one_level is not None
    assert [row.code for row in two_levels.nodes] == ["A", "B"]
    assert [row.code for row in one_level.nodes] == ["A"]


def test_alignment_matrix_of_no_framework(small: Edition) -> None:
    assert alignment_matrix(small, "nothing") is None


def test_aligned_codes(small: Edition) -> None:
    [(_topic, aligned)] = aligned_codes(small).items()

    assert [(each.code, each.is_stated) for each in aligned] == [("A", False), ("B", True)]


def test_figures_and_phases(small: Edition) -> None:
    assert [figure.key for figure in figures_of(small)] == ["F1", "F2", "F3"]
    assert [figure.key for figure in headline_figures(small)] == ["F1"]
    assert [each.key for each in inconsistencies_of(small)] == ["X1"]
    assert [phase.key for phase in phases_of(small)] == ["listening", "writing"]
