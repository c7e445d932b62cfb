"""One search through everything."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from portici.api.forms import search as shapes
from portici.api.forms.parameters import SearchParameters
from portici.api.forms.problem import Problem
from portici.api.queries.plans import all_editions
from portici.api.queries.search import scopes_of, search_answer
from portici.api.views.answers import json_answer, with_pages
from portici.api.views.door import READING

router = Router(tags=["search"])


@router.api_operation(
    READING,
    "/search",
    operation_id="search",
    summary=_("Search"),
    description=_(
        "Elements of plans, instruments, frameworks and their topics, figures, municipalities: whatever has all the"
        " words, in any of their forms. Any text is answered."
    ),
    response={200: shapes.SearchAnswer, 422: Problem},
)
def search_everything(request: HttpRequest, question: Query[SearchParameters]) -> HttpResponse:
    """What has the words."""
    asked = question.asked()
    scopes = scopes_of(question.plan, all_editions()) if question.plan else ()
    answer = search_answer(
        question.q,
        language=get_language() or "it",
        scopes=scopes,
        kind=question.kind,
        asked=asked,
    )
    return with_pages(request, json_answer(answer), asked=asked, total=answer["total"])
