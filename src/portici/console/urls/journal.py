"""The history of everything."""

from django.urls import URLPattern, URLResolver, path

from portici.console.views import journal

urlpatterns: list[URLPattern | URLResolver] = [
    path("", journal.history, name="work-history"),
    path("export.<str:format>", journal.history_export, name="work-history-export"),
]
