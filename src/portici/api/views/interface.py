"""The interface: its addresses put together, and what becomes of everything that goes wrong behind them."""

from functools import cache
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import get_schema

from portici import __version__
from portici.api import phrases
from portici.api.rules.description import finished_description
from portici.api.views import (
    alignment,
    belongings,
    differences,
    drafts,
    me,
    plans,
    search,
    territory,
)
from portici.api.views.problems import (
    ApiProblem,
    bad_request,
    internal_error,
    parameter_problem,
    problem_response,
    refused_change,
)
from portici.plan.services.editing import CannotEdit

# Documentation and description are pages of our own: Django Ninja's load scripts from other hosts.
interface = NinjaAPI(
    title=phrases.TITLE,
    version=__version__,
    description=phrases.DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
ROOMS = (plans, differences, alignment, territory, search, me, drafts, belongings)
# Rooms whose addresses check key and right themselves.
KEYED = (me, drafts, belongings)
for room in ROOMS:
    interface.add_router("", room.router)


@cache
def methods_by_address() -> dict[str, tuple[str, ...]]:
    """Every address, as Django writes it, with the methods that it takes."""
    return {
        path.strip("/").replace("{", "<").replace("}", ">"): tuple(
            method for operation in view.operations for method in operation.methods
        )
        for room in ROOMS
        for path, view in room.router.path_operations.items()
    }


@cache
def keyed_addresses() -> frozenset[str]:
    """The addresses that check key and right themselves."""
    return frozenset(
        path.strip("/").replace("{", "<").replace("}", ">")
        for room in KEYED
        for path in room.router.path_operations
    )


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


@interface.exception_handler(CannotEdit)
def _on_refusal(request: HttpRequest, refusal: CannotEdit) -> HttpResponse:
    return refused_change(request, refusal)


@interface.exception_handler(HttpError)
def _on_unreadable(request: HttpRequest, _error: HttpError) -> HttpResponse:
    return bad_request(request)


@interface.exception_handler(ValidationError)
def _on_parameters(request: HttpRequest, refused: ValidationError) -> HttpResponse:
    return parameter_problem(request, refused.errors)


@interface.exception_handler(SuspiciousOperation)
def _on_suspicion(request: HttpRequest, _suspicion: SuspiciousOperation) -> HttpResponse:
    return bad_request(request)


@interface.exception_handler(Exception)
def _on_failure(request: HttpRequest, failure: Exception) -> HttpResponse:
    return internal_error(request, failure)
