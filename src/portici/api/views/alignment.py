"""Frameworks that the plans are aligned with."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from portici.api.forms import catalogue
from portici.api.forms.parameters import FrameworkParameters
from portici.api.forms.problem import Problem
from portici.api.queries.catalogue import framework_answer
from portici.api.queries.editions import readable_editions_named
from portici.api.queries.plans import all_editions
from portici.api.views.answers import queryset_answer
from portici.api.views.door import READING
from portici.plan.queries.frameworks import frameworks_in

router = Router(tags=["alignment"])


@router.api_operation(
    READING,
    "/frameworks",
    operation_id="listFrameworks",
    summary=_("Frameworks"),
    description=_(
        "Every framework with its topics, by plan: what is aligned with a topic are the elements of the plan that"
        " name it in topics."
    ),
    response={200: list[catalogue.Framework], 422: Problem},
)
def list_frameworks(request: HttpRequest, question: Query[FrameworkParameters]) -> HttpResponse:
    """The frameworks of all plans, or of one."""
    if question.edition:
        editions = readable_editions_named(question.edition, plan=question.plan)
    else:
        editions = [
            edition
            for edition in all_editions()
            if not question.plan or edition.plan.slug == question.plan
        ]
    plans = {edition.pk: edition.plan.slug for edition in editions}
    return queryset_answer(
        request,
        frameworks_in(editions),
        asked=question.asked(),
        shape=lambda row: framework_answer(row, plan=plans[row.edition_id]),
    )
