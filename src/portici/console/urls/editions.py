"""Editions of a plan."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import pgettext_lazy

from portici.console.views import editions

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/", editions.editions, name="work-editions"),
    path(
        pgettext_lazy("address", "<slug:slug>/new/edition/"),
        editions.begin,
        name="work-edition-begin",
    ),
    path("<slug:slug>/<slug:key>/", editions.edition, name="work-edition"),
    path(
        pgettext_lazy("address", "<slug:slug>/<slug:key>/step/<slug:step>/"),
        editions.step,
        name="work-edition-step",
    ),
]
