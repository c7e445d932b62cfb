"""All addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from portici.accounts.permissions import declare_open

urlpatterns = [
    # The API has one address in every language; it comes first so that all below /api/ is its own.
    path("api/", include("portici.api.urls")),
    *i18n_patterns(
        path("", include("portici.portal.urls")),
        path(pgettext_lazy("address", "account/"), include("portici.accounts.urls")),
        path(pgettext_lazy("address", "work/"), include("portici.console.urls")),
        prefix_default_language=False,
    ),
]

if settings.PORTICI_GALLERY:
    gallery = path("", include("portici.ui.urls"))
    declare_open([gallery])
    urlpatterns.append(gallery)

handler400 = "portici.portal.views.errors.bad_request"
handler403 = "portici.portal.views.errors.permission_denied"
handler404 = "portici.portal.views.errors.page_not_found"
# Asked for by django-allauth, not by Django.
handler429 = "portici.portal.views.errors.too_many_requests"
handler500 = "portici.portal.views.errors.server_error"
