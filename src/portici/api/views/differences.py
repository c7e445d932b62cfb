"""The editions of a plan, and two of them compared."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router

from portici.api.forms import editions
from portici.api.forms.parameters import DifferenceParameters, PageParameters, PlanAddress
from portici.api.forms.problem import Problem
from portici.api.queries.editions import edition_answer, readable_editions
from portici.api.views.answers import json_answer, list_answer
from portici.api.views.door import READING
from portici.api.views.editions import edition_among, edition_or_problem
from portici.plan.queries.difference_data import difference_as_json
from portici.plan.queries.differences import edition_difference

router = Router(tags=["plans"])


@router.api_operation(
    READING,
    "/plans/{slug}/editions",
    operation_id="listEditions",
    summary=_("Editions of a plan"),
    description=_(
        "Every edition that everybody may read, the newest first: in consultation, approved, superseded, and the"
        " current one. What is read of a plan can be read as any of them states it, by the parameter edition."
    ),
    response={200: list[editions.Edition], 404: Problem, 422: Problem},
)
def list_editions(
    request: HttpRequest, address: Path[PlanAddress], question: Query[PageParameters]
) -> HttpResponse:
    """The editions of a plan."""
    rows = readable_editions(edition_or_problem(address.slug).plan.slug)
    return list_answer(request, rows, asked=question.asked(), shape=edition_answer)


@router.api_operation(
    READING,
    "/plans/{slug}/differences",
    operation_id="getDifferences",
    summary=_("Two editions compared"),
    description=_(
        "Every element, instrument and figure that is not the same in two editions, with its codes and texts before"
        " and after, and the reasons that were given. Elements are the same by their id, whatever their code. The"
        " command portici plan edition diff prints the same."
    ),
    response={200: editions.Difference, 404: Problem, 422: Problem},
    by_alias=True,
)
def show_differences(
    request: HttpRequest, address: Path[PlanAddress], question: Query[DifferenceParameters]
) -> HttpResponse:
    """What is different between two editions."""
    slug = edition_or_problem(address.slug).plan.slug
    known = readable_editions(slug)
    one, other = (edition_among(known, slug, key) for key in (question.one, question.other))
    return json_answer(difference_as_json(edition_difference(one, other)))
