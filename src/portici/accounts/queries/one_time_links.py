"""Links that work once, and whole addresses for e-mails."""

from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portici.accounts.models import User


def password_path(user: User) -> str:
    """The address, without the host, at which somebody sets their password; it ends once they have, or with time."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def site_address(request: HttpRequest, path: str) -> str:
    """The whole address of a page, for an e-mail or another site.

    It begins as the settings say. Where they say nothing, with the host that the request names: whoever sends one
    can name another, so that a site in service names its own address or its hosts.
    """
    if settings.PORTICI_SITE_URL:
        return f"{settings.PORTICI_SITE_URL}{path}"
    return request.build_absolute_uri(path)


def site_host(request: HttpRequest) -> str:
    """The name of this site, as `site_address` begins."""
    return urlsplit(settings.PORTICI_SITE_URL).netloc or request.get_host()
