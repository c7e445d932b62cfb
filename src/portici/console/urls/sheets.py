"""Taking an edition away as a workbook and bringing it back."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import pgettext_lazy

from portici.console.views import sheets

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        pgettext_lazy("address", "<slug:slug>/<slug:key>/spreadsheets/"),
        sheets.sheets,
        name="work-sheets",
    ),
    path(
        pgettext_lazy("address", "<slug:slug>/<slug:key>/spreadsheets/file.<slug:form>"),
        sheets.sheets_file,
        name="work-sheets-file",
    ),
    path(
        pgettext_lazy("address", "<slug:slug>/<slug:key>/spreadsheets/<str:token>/"),
        sheets.sheets_check,
        name="work-sheets-check",
    ),
    path(
        pgettext_lazy("address", "<slug:slug>/<slug:key>/spreadsheets/<str:token>/forget/"),
        sheets.sheets_forget,
        name="work-sheets-forget",
    ),
]
