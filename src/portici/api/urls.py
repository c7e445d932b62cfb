"""Addresses of the API: the same in every language."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path

from portici.accounts.permissions import checks_itself, declare_open
from portici.api.views.documentation import (
    documentation_page,
    openapi_description,
    to_documentation,
)
from portici.api.views.door import behind_the_door
from portici.api.views.interface import interface, keyed_addresses, methods_by_address
from portici.api.views.problems import unknown_address


def _addresses() -> list[URLPattern | URLResolver]:
    """Those that the interface's views declare, each behind the door; Django Ninja's own root is left out."""
    declared, _app, _namespace = interface.urls
    return [
        URLPattern(each.pattern, _behind_its_door(each), each.default_args, each.name)
        for each in declared
        if isinstance(each, URLPattern) and each.name != "api-root"
    ]


def _behind_its_door(declared: URLPattern) -> Callable[..., HttpResponseBase]:
    address = str(declared.pattern)
    view = behind_the_door(declared.callback, methods=methods_by_address()[address])
    return checks_itself(view) if address in keyed_addresses() else view


version_1: list[URLPattern | URLResolver] = [
    *_addresses(),
    path("openapi.json", behind_the_door(openapi_description), name="openapi"),
    path("docs", behind_the_door(documentation_page), name="documentation"),
    path("", behind_the_door(to_documentation), name="front"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include((version_1, "api"))),
    path("", behind_the_door(to_documentation)),
    re_path("", behind_the_door(unknown_address)),
]
# Reading is for everybody; what writes says itself that it checks a key.
declare_open(urlpatterns)
