"""The command as a whole: language, exit codes, and failures that end in a sentence."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import translation
from tests.cli.conftest import Outcome
from tests.factories.plan_folder import small_plan, write_folder

from portici.cli.main import chosen_language, sentence_about

MAIN = [sys.executable, "-c", "from portici.cli.main import main; main()"]


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with the site's own settings."""
    settings = {"DJANGO_SETTINGS_MODULE": "portici.web.settings", "PORTICI_LANGUAGE": "en"}
    return subprocess.run(
        [*MAIN, *arguments],
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "it"),
        ({"LANG": "C"}, "it"),
        ({"LANG": "POSIX"}, "it"),
        ({"LANG": "C.UTF-8"}, "it"),
        ({"LANG": "de_DE.UTF-8"}, "it"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "en_US", "LC_ALL": "it_IT"}, "it"),
        ({"LC_MESSAGES": "en_IE.UTF-8", "LANG": "it_IT"}, "en"),
        ({"PORTICI_LANGUAGE": "en", "LC_ALL": "it_IT"}, "en"),
        ({"PORTICI_LANGUAGE": "", "LANG": "en"}, "en"),
    ],
)
def test_language_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert chosen_language(environment) == language


def test_help_lists_the_commands(portici: Callable[..., Outcome]) -> None:
    outcome = portici("--help")

    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.output.split("Commands:\n")[1].splitlines()] == [
        "up",
        "pages",
        "plan",
        "territory",
        "user",
        "audit",
        "check",
    ]


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["plan", "nonsense"], ["plan", "check"], ["up", "--port", "99999"]]
)
def test_misuse_ends_with_exit_code_two(
    portici: Callable[..., Outcome], arguments: list[str]
) -> None:
    outcome = portici(*arguments)

    assert (outcome.code, outcome.output) == (2, "")
    assert "Usage: portici" in outcome.errors


def test_wrong_setting_ends_in_a_sentence() -> None:
    result = _run("plan", "list", PORTICI_DEBUG="perhaps")

    assert result.returncode == 2
    assert result.stderr == (
        "The variable PORTICI_DEBUG is 'perhaps'."
        " Accepted: 1 or 0, true or false, yes or no, on or off.\n"
    )


def test_wrong_database_address_ends_in_a_sentence() -> None:
    result = _run("plan", "list", PORTICI_DATABASE_URL="nonsense://here")

    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_unreachable_database_ends_in_a_sentence() -> None:
    result = _run("plan", "list", PORTICI_DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")

    assert result.returncode == 2
    assert result.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in result.stderr


def test_database_without_tables_ends_in_a_sentence(tmp_path: Path) -> None:
    result = _run("plan", "list", PORTICI_DATABASE_URL=f"sqlite:///{tmp_path / 'empty.sqlite3'}")

    assert result.returncode == 2
    assert result.stderr == (
        "The database has no tables yet. Run `portici up`, or load a plan, first.\n"
    )


def test_file_that_is_no_database_ends_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "picture.sqlite3"
    file.write_bytes(b"\x89PNG" * 2000)

    result = _run("plan", "list", PORTICI_DATABASE_URL=f"sqlite:///{file}")

    assert result.returncode == 2
    assert result.stderr == "The database cannot be used: file is not a database.\n"


def test_two_commands_at_once_make_the_tables_once(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "plan", small_plan())
    state = {
        "DJANGO_SETTINGS_MODULE": "portici.web.settings",
        "PORTICI_DATA": str(tmp_path / "state"),
        "PORTICI_DATABASE_URL": "",
        "PORTICI_SECRET_KEY": "",
    }

    commands = [
        subprocess.Popen(
            [*MAIN, "plan", "load", str(folder)],
            env={**os.environ, **state},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _each in range(2)
    ]
    errors = [command.communicate()[1] for command in commands]

    assert [
        (command.returncode, error) for command, error in zip(commands, errors, strict=True)
    ] == [
        (0, ""),
        (0, ""),
    ]


def test_empty_secret_key_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()

    _run("plan", "list", PORTICI_DATA=str(tmp_path), PORTICI_SECRET_KEY="")

    assert len((tmp_path / "secret-key").read_text(encoding="ascii")) == 67


def test_locked_database_has_a_sentence() -> None:
    with translation.override("en"):
        sentence = sentence_about(OperationalError("database is locked"))

    assert sentence == (
        "The database is busy: another program keeps it locked. Try again in a moment."
    )


def test_unwritable_state_ends_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("not a folder", encoding="utf-8")

    result = _run("plan", "list", PORTICI_DATA=str(file), PORTICI_SECRET_KEY="")

    assert result.returncode == 2
    assert result.stderr == f"{file}: File exists\n"
