"""`portici plan …`: checking, loading, showing and taking away plans."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from pydantic import ValidationError

from portici.cli.choosing import edition_or_stop, refuse, text_of
from portici.cli.database import prepare_tables
from portici.cli.edition import edition as edition_group
from portici.cli.edition import say_verification
from portici.cli.output import (
    FINDINGS,
    findings_as_json,
    json_option,
    print_findings,
    print_json,
    progress_bar,
    say,
    warn,
)
from portici.cli.sheets import export_command, import_command
from portici.journal.services import by_command
from portici.kernel import clock
from portici.plan.models import Edition
from portici.plan.phrases import sentence
from portici.plan.queries.content import edition_content, verification
from portici.plan.queries.counts import edition_counts
from portici.plan.queries.editions import current_editions
from portici.plan.queries.outline import levels_of, node_rows
from portici.plan.rules.canonical import differing_parts, folder_content
from portici.plan.rules.outline import NodeRow
from portici.plan.rules.shape import PlanFolder
from portici.plan.services.bundle import check_plan
from portici.plan.services.folder import FolderReport
from portici.plan.services.load import CannotLoad, load_plan
from portici.plan.services.official import CannotAttach, attach_official

folder_argument = click.argument("path", type=click.Path(path_type=Path))
slug_argument = click.argument("slug")
edition_option = click.option("--edition", "key", help=_("The edition's key, such as 2025."))


@click.group(help=_("Plans: check, load, show, verify, export, attach the official wording."))
def plan() -> None:
    """The group of commands about plans."""


plan.add_command(edition_group)
plan.add_command(export_command)
plan.add_command(import_command)


@plan.command(help=_("Check the plan folder PATH and report every finding with file and line."))
@folder_argument
@json_option
def check(path: Path, as_json: bool) -> None:
    """Exit code 1 when there are findings. Nothing is written, and no database is needed."""
    report = check_plan(path)
    if as_json:
        findings = findings_as_json(report.findings, sentence)
        print_json({"path": str(path), "sound": report.is_sound, "findings": findings})
        raise SystemExit(FINDINGS if findings else 0)
    if report.findings:
        refuse(report.findings, as_json=False)
    else:
        say(_("%(path)s is sound: %(nodes)d nodes.") % {"path": path, "nodes": _node_count(report)})


@plan.command(help=_("Load the plan folder or file PATH; loading it again changes nothing."))
@folder_argument
@json_option
def load(path: Path, as_json: bool) -> None:
    """All or nothing: a folder with findings is refused with exit code 1."""
    report = check_plan(path)
    if report.findings:
        refuse(report.findings, as_json=as_json, path=str(path))
    prepare_tables()
    now = clock.now()
    try:
        with progress_bar(_("Loading the plan"), shown=not as_json) as tell:
            edition = load_plan(report=report, by=by_command(now), progress=tell)
    except CannotLoad as refusal:
        # The edition is frozen: what it holds stays.
        refuse(refusal.findings, as_json=as_json, path=str(path))
    has_changed = edition.loaded_at == now
    if as_json:
        print_json({**_summary(edition), "changed": has_changed, "findings": []})
        return
    facts = {"slug": edition.plan.slug, "edition": edition.key, "nodes": _node_count(report)}
    if has_changed:
        say(_("Loaded %(slug)s, edition %(edition)s: %(nodes)d nodes.") % facts)
    else:
        say(_("%(slug)s, edition %(edition)s, was loaded already: nothing has changed.") % facts)


@plan.command("list", help=_("List the plans in the database."))
@json_option
def list_plans(as_json: bool) -> None:
    """One line for each plan, with its current edition."""
    editions = list(current_editions())
    if as_json:
        print_json([_summary(edition) for edition in editions])
        return
    if not editions:
        say(_("There is no plan yet. Load one with `portici plan load PATH`."))
    for edition in editions:
        say(f"{edition.plan.slug}  {edition.key}  {text_of(edition.plan.title)}")


@plan.command(help=_("Show the tree of the plan SLUG."))
@slug_argument
@edition_option
@json_option
def show(slug: str, key: str | None, as_json: bool) -> None:
    """A tree for people, or with --json every node with its texts, lines and links."""
    edition = edition_or_stop(slug, key)
    rows = node_rows(edition)
    if as_json:
        levels = [level.key for level in levels_of(edition)]
        nodes = [_node_as_json(row) for row in rows]
        print_json({"slug": slug, "edition": edition.key, "levels": levels, "nodes": nodes})
        return
    counts = edition_counts(edition)
    say(text_of(edition.header["title"]))
    say(_counted(edition, counts.by_level))
    for row in rows:
        say(f"{'  ' * row.depth}{row.code}  {text_of(row.title)}")


@plan.command(help=_("Attach the official wording of the plan SLUG from its document's text FILE."))
@slug_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--trust", is_flag=True, help=_("Accept a document whose SHA-256 is not the cited one.")
)
@edition_option
@json_option
def official(slug: str, file: Path, trust: bool, key: str | None, as_json: bool) -> None:
    """The wording is rebuilt from the line spans of the folder; elements that look wrong are reported."""
    prepare_tables()
    edition = edition_or_stop(slug, key)
    try:
        report = attach_official(
            edition=edition, document=file.read_bytes(), by=by_command(clock.now()), trust=trust
        )
    except CannotAttach as refusal:
        refuse(refusal.findings, as_json=as_json, slug=slug)
    if as_json:
        doubts = findings_as_json(report.doubts, sentence)
        print_json({"slug": slug, "attached": dict(report.attached), "doubts": doubts})
        return
    attached = _counted(edition, report.attached)
    say(_("Official wording attached: %(attached)s.") % {"attached": attached})
    if report.doubts:
        warn(_("To be looked at by a person:"))
        print_findings(report.doubts, sentence)


@plan.command(help=_("Recompute the content hash of the plan SLUG from the tables and compare."))
@slug_argument
@click.argument("path", required=False, type=click.Path(path_type=Path))
@edition_option
@json_option
def verify(slug: str, path: Path | None, key: str | None, as_json: bool) -> None:
    """With PATH also says in what the tables differ from that folder. Exit code 1 on any difference.

    A draft may have been edited since it was loaded or begun: that is no difference.
    """
    edition = edition_or_stop(slug, key)
    answer = verification(edition)
    differences: tuple[str, ...] = ()
    if path is not None:
        report = check_plan(path)
        if report.folder is None or report.findings:
            refuse(report.findings, as_json=as_json, slug=slug)
        differences = _differences(edition, report.folder)
    is_equal = answer.holds and not differences
    if as_json:
        print_json(
            {
                "slug": slug,
                "edition": edition.key,
                "equal": is_equal,
                "frozen": answer.is_frozen,
                "stored": answer.stored,
                "recomputed": answer.recomputed or None,
                "differences": list(differences),
            }
        )
    else:
        say_verification(f"{slug} {key}" if key else slug, answer)
        for part in differences:
            warn(_("Different: %(part)s") % {"part": part})
    if not is_equal:
        raise SystemExit(FINDINGS)


def _differences(edition: Edition, folder: PlanFolder) -> tuple[str, ...]:
    """In what the tables differ from a folder; the whole, where the tables hold what no folder may hold."""
    try:
        return differing_parts(edition_content(edition), folder_content(folder))
    except ValidationError:
        return (_("the tables hold what no plan folder may hold"),)


def _counted(edition: Edition, counts: Mapping[str, int]) -> str:
    """Counts by level key, each under the level's name in the active language."""
    names = {level.key: text_of(level.plural).lower() for level in levels_of(edition)}
    names["instrument-lines"] = _("lines of resources and instruments")
    return ", ".join(f"{names[key]}: {count}" for key, count in counts.items())


def _node_count(report: FolderReport) -> int:
    return len(report.folder.plan.nodes) if report.folder else 0


def _summary(edition: Edition) -> dict[str, Any]:
    return {
        "slug": edition.plan.slug,
        "edition": edition.key,
        "status": edition.status,
        "title": edition.plan.title,
        "content_hash": edition.content_hash,
        "official": bool(edition.official_sha256),
    }


def _node_as_json(row: NodeRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "level": row.level,
        "parent": row.parent,
        "title": row.title,
        "summary": row.summary,
        # Null where no wording is attached: unknown is not empty.
        "official": row.official or None,
        "lines": row.lines,
        "instruments": list(row.instruments),
        "topics": list(row.topics),
        "markers": list(row.markers),
    }
