"""Addresses of the API: the same in every language."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from portici.api.views.documentation import (
    documentation_page,
    openapi_description,
    to_documentation,
)
from portici.api.views.door import behind_the_door
from portici.api.views.interface import interface
from portici.api.views.problems import unknown_address


def _addresses() -> list[URLPattern | URLResolver]:
    """Those that the interface's views declare, each behind the door; Django Ninja's own root is left out."""
    declared, _app, _namespace = interface.urls
    return [
        URLPattern(each.pattern, behind_the_door(each.callback), each.default_args, each.name)
        for each in declared
        if isinstance(each, URLPattern) and each.name != "api-root"
    ]


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
