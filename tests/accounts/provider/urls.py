"""Addresses of the provider. Whoever opens `/enter/` is its user."""

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def enter(request: HttpRequest) -> HttpResponse:
    """Sign the one user in."""
    login(request, get_user_model().objects.get())
    return HttpResponse("in")


urlpatterns = [
    path("enter/", enter),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
