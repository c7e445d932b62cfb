"""Settings of the provider; what differs from one to the next comes from the environment."""

import os
from pathlib import Path

STATE = Path(os.environ["PROVIDER_STATE"])
SECRET_KEY = "only-for-tests"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
ROOT_URLCONF = "tests.accounts.provider.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "oauth2_provider",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": STATE / "provider.sqlite3"}
}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The cookie of the site stands beside it on the same host.
SESSION_COOKIE_NAME = "provider"
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_ISS_ENDPOINT": os.environ["PROVIDER_ISSUER"],
    "OIDC_RSA_PRIVATE_KEY": (STATE / "key.pem").read_text(encoding="ascii"),
    "OAUTH2_VALIDATOR_CLASS": "tests.accounts.provider.claims.Claims",
    "SCOPES": {"openid": "openid", "profile": "profile", "email": "email"},
    "PKCE_REQUIRED": True,
}
