"""The `portici` command."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

MISUSE = 2

LANGUAGES = ("it", "en")

COMMANDS = {
    "up": "portici.cli.serve",
    "pages": "portici.cli.pages",
    "plan": "portici.cli.plan",
    "territory": "portici.cli.territory",
    "user": "portici.cli.user",
    "audit": "portici.cli.audit",
    "check": "portici.cli.check",
}


def main() -> None:
    """Run the command with the arguments of this process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives its exit code. Every failure that can be foreseen ends in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portici.web.settings")
    try:
        django.setup()
    except SystemExit as wrong_setting:
        # A variable of the environment is wrong; the settings say which.
        click.echo(str(wrong_setting), err=True)
        return MISUSE
    except OSError as error:
        click.echo(sentence_about_file(error), err=True)
        return MISUSE
    except (ValueError, ImproperlyConfigured) as error:
        click.echo(f"Portici: {error}", err=True)
        return MISUSE
    translation.activate(chosen_language(os.environ))
    try:
        _command_group().main(args=list(arguments), prog_name="portici")
    except SystemExit as finish:
        return finish.code if isinstance(finish.code, int) else MISUSE
    except DatabaseError as error:
        click.echo(sentence_about(error), err=True)
    except OSError as error:
        click.echo(sentence_about_file(error), err=True)
    return MISUSE


def chosen_language(environment: Mapping[str, str]) -> str:
    """`PORTICI_LANGUAGE`; else the language of the terminal when it is Italian or English; else Italian."""
    for name in ("PORTICI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            language = value.lower().replace("-", "_").partition("_")[0].partition(".")[0]
            return language if language in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


class _Commands(click.Group):
    """The commands by name; each is imported when it is asked for, so that none waits for another's libraries.

    This also keeps models and translated help out of reach until Django and the language are set up.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command if isinstance(command, click.Command) else None


def _command_group() -> click.Group:
    return _Commands(
        "portici",
        help=_("Portici runs a territory's plan for the social economy."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def sentence_about_file(error: OSError) -> str:
    """Which file or folder cannot be used, and the system's reason."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def sentence_about(error: DatabaseError) -> str:
    """What a failure of the database means to whoever runs the command, and what to do."""
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "no such table" in reason or ("relation" in reason and "does not exist" in reason):
        return _("The database has no tables yet. Run `portici up`, or load a plan, first.")
    if isinstance(error, OperationalError) and "locked" in reason:
        return _("The database is busy: another program keeps it locked. Try again in a moment.")
    return _("The database cannot be used: %(reason)s.") % {"reason": reason.rstrip(".")}
