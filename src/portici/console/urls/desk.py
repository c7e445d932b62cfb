"""The desk and a person's own account."""

from django.urls import URLPattern, URLResolver, path

from portici.console.views import desk

urlpatterns: list[URLPattern | URLResolver] = [path("", desk.desk, name="desk")]
