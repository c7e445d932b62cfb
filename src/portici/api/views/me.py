"""Who acts with a key."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from portici.accounts.queries.visitors import visitor_of
from portici.api import phrases
from portici.api.choices import ProblemKind
from portici.api.forms.me import Me
from portici.api.forms.parameters import LanguageParameters
from portici.api.forms.problem import Problem
from portici.api.queries.me import me_answer
from portici.api.views.answers import json_answer
from portici.api.views.keys import token_of
from portici.api.views.problems import ApiProblem

router = Router(tags=["key"])


@router.api_operation(
    ["GET", "HEAD"],
    "/me",
    operation_id="getMe",
    summary=_("The key that is used"),
    description=_("Who the key acts for, the roles that count for it, and what it may do today."),
    response={200: Me, 422: Problem},
)
def show_me(request: HttpRequest, question: Query[LanguageParameters]) -> HttpResponse:
    """Who acts."""
    token = token_of(request)
    if token is None:
        raise ApiProblem(ProblemKind.KEY_MISSING, str(phrases.KEY_MISSING))
    limit = settings.PORTICI_API_RATE
    return json_answer(me_answer(visitor_of(request), token, limit=limit))
