"""The codebase against itself: unused templates, missing migrations, messages without Italian, foreign hosts."""

import re
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from tools import layers, messages, rules_pages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "portici"
ITALIAN = PACKAGE / "locale" / "it" / "LC_MESSAGES" / "django.po"

TEXT_SUFFIXES = {
    ".cfg", ".css", ".csv", ".html", ".ini", ".js", ".json", ".md", ".po", ".py", ".svg", ".toml",
    ".txt", ".xml", ".yaml", ".yml", "",
}  # fmt: skip

# A page may link to other sites; it may not load anything from them.
LOADS_FROM_ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)\s*=\s*["']?(?:https?:)?//"""
    r"""|<link\b(?![^>]*rel=["']?(?:alternate|canonical|license))[^>]*\bhref\s*=\s*["']?(?:https?:)?//"""
    r"""|@import\s+(?:url\()?["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    r"""|\b(?:fetch|import|importScripts|WebSocket|EventSource)\(\s*["'`](?:https?:|wss?:)?//""",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script\b(?![^>]*\b(?:src|type=[\"']application/))"
    r"|javascript:",
    re.IGNORECASE,
)


def _project_files() -> list[Path]:
    """Files that are, or will be, committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip("this is not a git checkout: there is no list of the project's files")
    return [path for line in result.stdout.splitlines() if (path := ROOT / line).is_file()]


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _project_files():
        if path.suffix in TEXT_SUFFIXES:
            yield path, path.read_text(encoding="utf-8")


def _templates() -> dict[str, Path]:
    """Template name to its file."""
    return {
        str(path.relative_to(folder)): path
        for folder in sorted(PACKAGE.glob("*/templates"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _asked_by_allauth() -> set[str]:
    """Names by which django-allauth asks for pages, messages and e-mails: those of its own templates."""
    folder = Path(allauth.__file__).parent / "templates"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def _as_mail(name: str) -> str:
    """How a service names one of our e-mails: `send_mail_in_parts(template="invitation", …)`."""
    mail = name.removeprefix("accounts/email/").removesuffix(".txt").removesuffix("_subject")
    return f'template="{mail}"'


def test_every_template_is_used() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for path in [*PACKAGE.rglob("*.py"), *_templates().values()]
    ]
    asked = _asked_by_allauth()

    unused = {
        name
        for name in _templates()
        if name not in asked
        and not any(name in source or _as_mail(name) in source for source in sources)
    }

    assert unused == set()


def test_templates_load_nothing_from_other_hosts() -> None:
    files = [
        *_templates().values(),
        *PACKAGE.glob("*/static/**/*.css"),
        *PACKAGE.glob("*/static/**/*.js"),
    ]

    loading = {
        str(path.relative_to(PACKAGE)): match.group(0)
        for path in files
        if (match := LOADS_FROM_ELSEWHERE.search(path.read_text(encoding="utf-8")))
    }

    assert loading == {}


def test_templates_hold_nothing_inline() -> None:
    # What is printed to PDF meets no browser and no Content-Security-Policy.
    inline = {
        name: match.group(0)
        for name, path in _templates().items()
        if "/pdf/" not in name and (match := INLINE.search(path.read_text(encoding="utf-8")))
    }

    assert inline == {}


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://example.org/x.js">',
        '<img alt="" src="//example.org/x.png">',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        "@import url(https://example.org/x.css);",
        "background: url('http://example.org/x.png')",
        'await fetch("https://example.org/")',
    ],
)
def test_a_request_to_another_host_would_be_seen(line: str) -> None:
    assert LOADS_FROM_ELSEWHERE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        "<style>",
        '<a onclick="x()">',
        "<script>x()</script>",
        '<a href="javascript:x">',
    ],
)
def test_inline_code_would_be_seen(line: str) -> None:
    assert INLINE.search(line)


@pytest.mark.django_db
def test_migrations_are_complete_and_linear() -> None:
    printed = StringIO()

    call_command("makemigrations", check_changes=True, dry_run=True, stdout=printed)

    assert printed.getvalue() == "No changes detected\n"
    # The checks of django-linear-migrations are among these.
    assert run_checks() == []


def test_no_file_names_the_place_where_it_was_written() -> None:
    places = [str(ROOT), str(ROOT.parent / "shared")]

    naming = {
        str(path.relative_to(ROOT)) for path, text in _texts() if any(p in text for p in places)
    }

    assert naming == set()


def test_every_message_has_italian(capsys: pytest.CaptureFixture[str]) -> None:
    messages.check()

    assert capsys.readouterr().out.splitlines() == []


def test_italian_catalogue_is_sound() -> None:
    with ITALIAN.open("rb") as handle:
        italian = read_po(handle, locale="it")

    errors = {str(message.id): [str(e) for e in errors] for message, errors in italian.check()}

    assert errors == {}
    assert list(italian.obsolete) == []


def test_picture_of_the_layers_is_that_of_the_imports() -> None:
    assert layers.picture() in layers.PAGE.read_text(encoding="utf-8")


def test_pages_of_rules_are_those_of_the_code() -> None:
    assert rules_pages.stale_pages() == []


def test_every_model_is_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")

    names = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("portici.")
    }

    assert {name for name in names if f"`{name}`" not in glossary} == set()
