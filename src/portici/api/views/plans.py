"""Plans and their elements."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router

from portici.api.forms import catalogue, nodes, plans
from portici.api.forms.parameters import (
    EditionPageParameters,
    EditionParameters,
    NodeAddress,
    NodeParameters,
    PageParameters,
    PlanAddress,
)
from portici.api.forms.problem import Problem
from portici.api.queries.catalogue import figure_answer, instrument_answer
from portici.api.queries.nodes import matching_rows, node_answer, node_page_answer, tree_answer
from portici.api.queries.plans import all_editions, plan_answer, plan_summary
from portici.api.views.answers import json_answer, list_answer, queryset_answer
from portici.api.views.door import READING
from portici.api.views.editions import edition_or_problem, no_such_node
from portici.plan.queries.figures import figures_of
from portici.plan.queries.instruments import instrument_rows
from portici.plan.rules.outline import NodeFilter, words_asked

router = Router(tags=["plans"])


@router.api_operation(
    READING,
    "/plans",
    operation_id="listPlans",
    summary=_("The plans of this site"),
    description=_("Every plan with its current edition."),
    response={200: list[plans.PlanSummary], 422: Problem},
)
def list_plans(request: HttpRequest, question: Query[PageParameters]) -> HttpResponse:
    """Every plan of the site."""
    return list_answer(request, all_editions(), asked=question.asked(), shape=plan_summary)


@router.api_operation(
    READING,
    "/plans/{slug}",
    operation_id="getPlan",
    summary=_("One plan"),
    description=_(
        "A plan with what an edition declares: vision, levels with how many elements each has, founding"
        " and transversal elements, the phases of its making, and where its document contradicts itself."
    ),
    response={200: plans.Plan, 404: Problem, 422: Problem},
)
def show_plan(
    request: HttpRequest, address: Path[PlanAddress], question: Query[EditionParameters]
) -> HttpResponse:
    """One plan."""
    return json_answer(plan_answer(edition_or_problem(address.slug, question.edition)))


@router.api_operation(
    READING,
    "/plans/{slug}/tree",
    operation_id="getTree",
    summary=_("The whole plan"),
    description=_(
        "All elements in one answer, in the document's order; parent joins them to a tree. The command"
        " portici plan show prints the same elements."
    ),
    response={200: nodes.Tree, 404: Problem, 422: Problem},
)
def show_tree(
    request: HttpRequest, address: Path[PlanAddress], question: Query[EditionParameters]
) -> HttpResponse:
    """The whole tree."""
    return json_answer(tree_answer(edition_or_problem(address.slug, question.edition)))


@router.api_operation(
    READING,
    "/plans/{slug}/nodes",
    operation_id="listNodes",
    summary=_("Elements of a plan"),
    description=_(
        "The elements that answer all filters given, in the document's order. Instruments and topics of an element"
        " hold for those under it as well; markers hold only for the element whose own words state them."
    ),
    response={200: list[nodes.Node], 404: Problem, 422: Problem},
)
def list_nodes(
    request: HttpRequest, address: Path[PlanAddress], question: Query[NodeParameters]
) -> HttpResponse:
    """The elements that answer the filters."""
    wanted = NodeFilter(
        root=question.root,
        level=question.level,
        parent=question.parent,
        instrument=question.instrument,
        topic=question.topic,
        marker=question.marker,
        words=words_asked(question.q),
        language=get_language() or "it",
    )
    edition = edition_or_problem(address.slug, question.edition)
    rows = matching_rows(edition, wanted, uid=question.id)
    return list_answer(request, rows, asked=question.asked(), shape=node_answer)


@router.api_operation(
    READING,
    "/plans/{slug}/nodes/{code}",
    operation_id="getNode",
    summary=_("One element of a plan"),
    description=_(
        "An element with what surrounds it: those above, below and beside it, what it is to be carried out with,"
        " and what it is aligned with, each time saying where in the document that stands."
    ),
    response={200: nodes.NodePage, 404: Problem, 422: Problem},
)
def show_node(
    request: HttpRequest,
    address: Path[NodeAddress],
    question: Query[EditionParameters],
) -> HttpResponse:
    """One element."""
    edition = edition_or_problem(address.slug, question.edition)
    answer = node_page_answer(edition, address.code)
    if answer is None:
        raise no_such_node(edition, address.code, asked=question.edition)
    return json_answer(answer)


@router.api_operation(
    READING,
    "/plans/{slug}/instruments",
    operation_id="listInstruments",
    summary=_("Instruments of a plan"),
    description=_("Every distinct instrument, with the lines of the document that name it."),
    response={200: list[catalogue.Instrument], 404: Problem, 422: Problem},
)
def list_instruments(
    request: HttpRequest, address: Path[PlanAddress], question: Query[EditionPageParameters]
) -> HttpResponse:
    """The catalogue of instruments."""
    rows = instrument_rows(edition_or_problem(address.slug, question.edition))
    return list_answer(request, rows, asked=question.asked(), shape=instrument_answer)


@router.api_operation(
    READING,
    "/plans/{slug}/figures",
    operation_id="listFigures",
    summary=_("Figures of a plan"),
    description=_(
        "Every number that the document states, as it states it, with unit, year, source and lines. What does not"
        " add up is marked, not corrected: the contradictions are told in the answer to the plan."
    ),
    response={200: list[catalogue.Figure], 404: Problem, 422: Problem},
)
def list_figures(
    request: HttpRequest, address: Path[PlanAddress], question: Query[EditionPageParameters]
) -> HttpResponse:
    """The figures that the document states."""
    edition = edition_or_problem(address.slug, question.edition)
    topics = {topic["key"]: topic["name"] for topic in edition.figure_topics}
    return queryset_answer(
        request,
        figures_of(edition),
        asked=question.asked(),
        shape=lambda figure: figure_answer(figure, topics=topics),
    )
