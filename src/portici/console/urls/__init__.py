"""Addresses of the working area, a module for each of its parts."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import pgettext_lazy

from portici.console.urls import desk, editing, editions, journal, pages, people, sheets, tokens

Routes = list[URLPattern | URLResolver]

urlpatterns: Routes = [
    path("", include(desk.urlpatterns)),
    path("", include(tokens.urlpatterns)),
    path(pgettext_lazy("address", "people/"), include(people.urlpatterns)),
    path(pgettext_lazy("address", "pages/"), include(pages.urlpatterns)),
    path(pgettext_lazy("address", "history/"), include(journal.urlpatterns)),
    # Everything below /work/plans/<slug>/<edition>/.
    path(pgettext_lazy("address", "plans/"), include(editions.urlpatterns)),
    path(pgettext_lazy("address", "plans/"), include(editing.urlpatterns)),
    path(pgettext_lazy("address", "plans/"), include(sheets.urlpatterns)),
]
