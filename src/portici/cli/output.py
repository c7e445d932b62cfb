"""Printing: sentences for people, JSON for machines, findings for both."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from portici.cli.main import MISUSE
from portici.kernel.findings import Finding

FINDINGS = 1

Sentence = Callable[[Finding], str]

json_option = click.option(
    "--json", "as_json", is_flag=True, help=_("Print JSON for machines instead of sentences.")
)


def say(text: str) -> None:
    """A sentence for whoever reads the terminal."""
    click.echo(text)


def warn(text: str) -> None:
    """A sentence about a problem, on standard error."""
    click.echo(text, err=True)


def stop(text: str, *, code: int = MISUSE) -> NoReturn:
    """Say what is wrong and end the command."""
    warn(text)
    sys.exit(code)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def findings_as_json(findings: Sequence[Finding], sentence: Sentence) -> list[dict[str, Any]]:
    """Findings with their sentence in the active language and their place, as far as it is known."""
    return [
        {
            "code": finding.code,
            "subject": finding.subject,
            "sentence": sentence(finding),
            "file": finding.place.file if finding.place else None,
            "line": finding.place.line if finding.place else None,
            "row": finding.place.row if finding.place else None,
            "column": finding.place.column if finding.place else None,
        }
        for finding in findings
    ]


def print_findings(findings: Sequence[Finding], sentence: Sentence) -> None:
    """One line for each finding, `file:line: sentence`, and how many there are."""
    for finding in findings:
        place = f"{finding.place}: " if finding.place else ""
        warn(f"{place}{sentence(finding)}")
    count = len(findings)
    warn(ngettext("%(count)d finding.", "%(count)d findings.", count) % {"count": count})


@contextmanager
def progress_bar(title: str, *, shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Gives a function to be told `(stage, done, all)`; draws on standard error when that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    visible = shown and console.is_terminal
    with Progress(*columns, console=console, disable=not visible, transient=True) as progress:
        task = progress.add_task(title, total=None)

        def tell(_stage: str, done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield tell
