"""Settings: every value comes from the environment and has a default with which Portici starts at once."""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from portici import __version__
from portici.web import environment
from portici.web.signin_settings import *  # noqa: F403 -- settings are the names of a module

PACKAGE = Path(__file__).resolve().parent.parent
# From a checkout the folders of plans stand at its root; from a wheel they travel inside the package.
CHECKOUT = PACKAGE.parent.parent
BUNDLED = PACKAGE / "bundled" if (PACKAGE / "bundled").is_dir() else CHECKOUT
PORTICI_PLANS = environment.folder("PORTICI_PLANS", BUNDLED / "plans")
PORTICI_TERRITORIES = environment.folder("PORTICI_TERRITORIES", BUNDLED / "territories")
# All state of a running Portici.
PORTICI_DATA = environment.folder(
    "PORTICI_DATA", CHECKOUT / "var" if (CHECKOUT / "pyproject.toml").is_file() else Path("var")
)
PORTICI_HOME_PLAN = environment.text("PORTICI_HOME_PLAN", "torino-2030")
# Who runs this installation, for the declaration of accessibility and the privacy page.
PORTICI_BODY_NAME = environment.text("PORTICI_BODY_NAME", "")
PORTICI_BODY_EMAIL = environment.text("PORTICI_BODY_EMAIL", "")
# Where the source of the running version can be had (AGPL, section 13).
PORTICI_SOURCE_URL = environment.text("PORTICI_SOURCE_URL", "")
PORTICI_RELEASE = __version__

DEBUG = environment.boolean("PORTICI_DEBUG", default=False)
# The gallery of components at /ui/ is for developers.
PORTICI_GALLERY = environment.boolean("PORTICI_GALLERY", default=DEBUG)
ALLOWED_HOSTS = environment.words("PORTICI_HOSTS", "*")


def _secret_key() -> str:
    """The key given by the environment, or one made once and kept, readable by its owner only, with the state."""
    given = environment.text("PORTICI_SECRET_KEY", "")
    if given:
        return given
    file = PORTICI_DATA / "secret-key"
    if not file.exists() or not file.stat().st_size:
        PORTICI_DATA.mkdir(parents=True, exist_ok=True)
        # Written elsewhere and then put in its place: nobody ever reads half a key.
        new = PORTICI_DATA / f"secret-key.{os.getpid()}"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50), encoding="ascii")
        new.replace(file)
    return file.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "portici.ui",
    "portici.journal",
    "portici.search",
    "portici.accounts",
    "portici.territory",
    "portici.pages",
    "portici.plan",
    "portici.api",
    "portici.console",
    "portici.portal",
]
if environment.boolean("PORTICI_DEVELOPER", default=False):
    # Keeps every app's migrations in one line; a tool of developers, not installed in service.
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "portici.web.middleware.RequestIdentity",
    "portici.web.middleware.SafetyHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portici.web.middleware.OpenReading",
    "portici.web.middleware.UnchangedPages",
    "portici.web.middleware.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portici.web.people.SessionsSeen",
    "portici.web.people.SecondFactor",
]

ROOT_URLCONF = "portici.web.urls"
WSGI_APPLICATION = "portici.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("PORTICI_DATABASE_URL", f"sqlite:///{PORTICI_DATA / 'portici.sqlite3'}"),
        conn_max_age=None,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With Django's defaults most concurrent writers fail with "database is locked". synchronous=FULL: an
    # acknowledged write survives a power cut (DESIGN, part 7).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
            " PRAGMA mmap_size=268435456; PRAGMA cache_size=-32768;"
        ),
    }

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "portici.ui.environment.build_environment",
            "context_processors": [
                "portici.ui.frame.frame",
                "portici.accounts.views.gateway.gateways",
            ],
        },
    },
    # For libraries that bring Django templates of their own (the API's documentation page).
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
# Header, menu and footer of pages that know no plan of their own: those of the account.
PORTICI_FRAME = "portici.portal.views.shell.build_shell"

# Requests a minute that a program may make with a key.
PORTICI_API_RATE = environment.number("PORTICI_API_RATE", 120)

# Limits on attempts hold for all processes of the site together; nothing else is kept here.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(PORTICI_DATA / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Rome"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PORTICI_DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portici.ui.finders.ItaliaFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portici.ui.storage.StaticStorage"},
}
MEDIA_ROOT = PORTICI_DATA / "files"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CSRF_FAILURE_VIEW = "portici.portal.views.errors.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # Whoever asks under an impossible name gets a 400; a traceback each would fill the disk.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": environment.text("PORTICI_LOG_LEVEL", "WARNING")},
}
