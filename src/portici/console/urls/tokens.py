"""Keys for programs."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import pgettext_lazy

from portici.console.views import tokens

urlpatterns: list[URLPattern | URLResolver] = [
    path(pgettext_lazy("address", "keys/"), tokens.keys, name="keys"),
    path(pgettext_lazy("address", "keys/<uuid:uid>/revoke/"), tokens.revoke, name="key-revoke"),
]
