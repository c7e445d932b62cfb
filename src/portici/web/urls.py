"""All addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    # The API has one address in every language; it comes first so that all below /api/ is its own.
    path("api/", include("portici.api.urls")),
    *i18n_patterns(path("", include("portici.portal.urls")), prefix_default_language=False),
]

if settings.PORTICI_GALLERY:
    urlpatterns.append(path("", include("portici.ui.urls")))

handler400 = "portici.portal.views.errors.bad_request"
handler403 = "portici.portal.views.errors.permission_denied"
handler404 = "portici.portal.views.errors.page_not_found"
handler500 = "portici.portal.views.errors.server_error"
