"""The Jinja2 environment of every page: undefined names are errors, everything is escaped."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from portici.kernel.localized import in_language
from portici.kernel.numbers import decimal_in_language
from portici.ui.appearance import accent_class
from portici.ui.dates import day_words, moment_words
from portici.ui.icons import icon
from portici.ui.marks import state_name, thread_marks

# The apps that bring templates; a template is named `<app>/<file>`.
TEMPLATE_APPS = ("ui", "accounts", "pages", "api", "console", "portal")


# Names under which django-allauth asks for its pages and e-mails; ours stand in templates/<name> of the app accounts.
ALLAUTH_NAMES = ("account", "mfa", "socialaccount", "usersessions")


def build_environment(**options: Any) -> Environment:
    """Called by Django's Jinja2 backend with its own options."""
    folders = {app: (app, app) for app in TEMPLATE_APPS}
    folders |= {name: ("accounts", name) for name in ALLAUTH_NAMES}
    options.update(
        loader=PrefixLoader(
            {
                prefix: PackageLoader(f"portici.{app}", f"templates/{name}")
                for prefix, (app, name) in folders.items()
            }
        ),
        # Everything but the plain text of e-mails is markup.
        autoescape=lambda name: not (name or "").endswith(".txt"),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment = Environment(**options)  # noqa: S701 -- autoescape is set above
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    environment.globals.update(
        url=_url,
        static=static,
        icon=icon,
        state_name=state_name,
        thread_marks=thread_marks,
        accent=accent_class,
        language=translation.get_language,
        release=settings.PORTICI_RELEASE,
    )
    environment.filters.update(
        t=_in_active_language, number=_number, day=day_words, moment=moment_words
    )
    return environment


def _url(name: str, **parameters: object) -> str:
    """The address of a page by its name, in the active language."""
    return reverse(name, kwargs=parameters or None)


def _in_active_language(texts: Mapping[str, str] | None) -> str:
    """The text of the active language: `node.title|t`."""
    return in_language(texts, translation.get_language() or "it")


@pass_context
def _number(_context: Context, value: object, decimals: int | None = None) -> str:
    """`4900` as `4.900` or `4,900`.

    Takes the context only so that Jinja2 does not compute `{{ 4900|number }}` once, when it compiles the page
    in whatever language is active then.
    """
    return decimal_in_language(
        value, language=translation.get_language() or "it", decimals=decimals
    )
