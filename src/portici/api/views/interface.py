"""The interface: its addresses put together, and what becomes of everything that goes wrong behind them."""

from functools import cache
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import get_schema

from portici import __version__
from portici.api import phrases
from portici.api.rules.description import finished_description
from portici.api.views import alignment, plans, search, territory
from portici.api.views.problems import (
    ApiProblem,
    bad_request,
    internal_error,
    parameter_problem,
    problem_response,
)

# Documentation and description are pages of our own: Django Ninja's load scripts from other hosts.
interface = NinjaAPI(
    title=phrases.TITLE,
    version=__version__,
    description=phrases.DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
for room in (plans, alignment, territory, search):
    interface.add_router("", room.router)


@cache
def description_in(language: str) -> dict[str, Any]:
    """The OpenAPI description in a language of the site. It is the same until a restart."""
    with translation.override(language):
        return finished_description(
            get_schema(interface, path_prefix=""),
            server=reverse("api:front").rstrip("/"),
            translate=translation.gettext,
        )


@interface.exception_handler(ApiProblem)
def _on_problem(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    return problem_response(request, problem.kind, problem.detail)


@interface.exception_handler(ValidationError)
def _on_parameters(request: HttpRequest, refused: ValidationError) -> HttpResponse:
    return parameter_problem(request, refused.errors)


@interface.exception_handler(SuspiciousOperation)
def _on_suspicion(request: HttpRequest, _suspicion: SuspiciousOperation) -> HttpResponse:
    return bad_request(request)


@interface.exception_handler(Exception)
def _on_failure(request: HttpRequest, failure: Exception) -> HttpResponse:
    return internal_error(request, failure)
