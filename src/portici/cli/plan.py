"""`portici plan …`: checking, loading, showing and taking away plans."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.cli.database import prepare_tables
from portici.cli.output import (
    FINDINGS,
    findings_as_json,
    json_option,
    print_findings,
    print_json,
    progress_bar,
    say,
    stop,
    warn,
)
from portici.kernel import clock
from portici.kernel.findings import Finding
from portici.kernel.localized import in_language
from portici.plan.models import Edition
from portici.plan.phrases import sentence
from portici.plan.queries.content import edition_content, verification
from portici.plan.queries.counts import edition_counts
from portici.plan.queries.editions import current_edition, current_editions
from portici.plan.queries.outline import levels_of, node_rows
from portici.plan.rules.canonical import differing_parts, folder_content
from portici.plan.rules.outline import NodeRow
from portici.plan.services.export import CannotExport, export_plan
from portici.plan.services.folder import FolderReport, check_folder
from portici.plan.services.load import load_plan
from portici.plan.services.official import CannotAttach, attach_official

folder_argument = click.argument("path", type=click.Path(path_type=Path))
slug_argument = click.argument("slug")


@click.group(help=_("Plans: check, load, show, verify, export, attach the official wording."))
def plan() -> None:
    """The group of commands about plans."""


@plan.command(help=_("Check the plan folder PATH and report every finding with file and line."))
@folder_argument
@json_option
def check(path: Path, as_json: bool) -> None:
    """Exit code 1 when there are findings. Nothing is written, and no database is needed."""
    report = check_folder(path)
    if as_json:
        findings = findings_as_json(report.findings, sentence)
        print_json({"path": str(path), "sound": report.is_sound, "findings": findings})
    if report.findings:
        _refuse(report.findings, printed=as_json)
    if not as_json:
        say(_("%(path)s is sound: %(nodes)d nodes.") % {"path": path, "nodes": _node_count(report)})


@plan.command(help=_("Load the plan folder PATH; loading it again changes nothing."))
@folder_argument
@json_option
def load(path: Path, as_json: bool) -> None:
    """All or nothing: a folder with findings is refused with exit code 1."""
    report = check_folder(path)
    if report.findings:
        if as_json:
            print_json({"path": str(path), "findings": findings_as_json(report.findings, sentence)})
        _refuse(report.findings, printed=as_json)
    prepare_tables()
    now = clock.now()
    with progress_bar(_("Loading the plan"), shown=not as_json) as tell:
        edition = load_plan(report=report, now=now, progress=tell)
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
        say(f"{edition.plan.slug}  {edition.key}  {_in_language(edition.plan.title)}")


@plan.command(help=_("Show the tree of the plan SLUG."))
@slug_argument
@json_option
def show(slug: str, as_json: bool) -> None:
    """A tree for people, or with --json every node with its texts, lines and links."""
    edition = _edition(slug)
    rows = node_rows(edition)
    if as_json:
        levels = [level.key for level in levels_of(edition)]
        print_json({"slug": slug, "levels": levels, "nodes": [_node_as_json(row) for row in rows]})
        return
    counts = edition_counts(edition)
    say(_in_language(edition.plan.title))
    say(_counted(edition, counts.by_level))
    for row in rows:
        say(f"{'  ' * row.depth}{row.code}  {_in_language(row.title)}")


@plan.command(help=_("Attach the official wording of the plan SLUG from its document's text FILE."))
@slug_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--trust", is_flag=True, help=_("Accept a document whose SHA-256 is not the cited one.")
)
@json_option
def official(slug: str, file: Path, trust: bool, as_json: bool) -> None:
    """The wording is rebuilt from the line spans of the folder; elements that look wrong are reported."""
    prepare_tables()
    edition = _edition(slug)
    try:
        report = attach_official(edition=edition, document=file.read_bytes(), trust=trust)
    except CannotAttach as refusal:
        if as_json:
            print_json({"slug": slug, "findings": findings_as_json(refusal.findings, sentence)})
        _refuse(refusal.findings, printed=as_json)
    if as_json:
        doubts = findings_as_json(report.doubts, sentence)
        print_json({"slug": slug, "attached": dict(report.attached), "doubts": doubts})
        return
    attached = _counted(edition, report.attached)
    say(_("Official wording attached: %(attached)s.") % {"attached": attached})
    if report.doubts:
        warn(_("To be looked at by a person:"))
        print_findings(report.doubts, sentence)


@plan.command(
    help=_("Write the plan SLUG as a plan folder; loading it gives the same content hash.")
)
@slug_argument
@click.argument("folder", type=click.Path(path_type=Path))
def export(slug: str, folder: Path) -> None:
    """Nothing that is there already is written over."""
    edition = _edition(slug)
    try:
        files = export_plan(edition=edition, folder=folder)
    except CannotExport as refusal:
        facts = {"folder": folder, "files": str(refusal)}
        stop(_("%(folder)s has these files already: %(files)s. Choose an empty folder.") % facts)
    for path in files:
        say(str(path))
    say(_("Content hash: %(hash)s") % {"hash": edition.content_hash})


@plan.command(help=_("Recompute the content hash of the plan SLUG from the tables and compare."))
@slug_argument
@click.argument("path", required=False, type=click.Path(path_type=Path))
@json_option
def verify(slug: str, path: Path | None, as_json: bool) -> None:
    """With PATH also says in what the tables differ from that folder. Exit code 1 on any difference."""
    edition = _edition(slug)
    answer = verification(edition)
    differences: tuple[str, ...] = ()
    if path is not None:
        report = check_folder(path)
        if report.folder is None or report.findings:
            if as_json:
                print_json({"slug": slug, "findings": findings_as_json(report.findings, sentence)})
            _refuse(report.findings, printed=as_json)
        differences = differing_parts(edition_content(edition), folder_content(report.folder))
    is_equal = answer.is_equal and not differences
    if as_json:
        print_json(
            {
                "slug": slug,
                "equal": is_equal,
                "stored": answer.stored,
                "recomputed": answer.recomputed,
                "differences": list(differences),
            }
        )
    else:
        _say_verification(slug, answer.stored, answer.recomputed, differences)
    if not is_equal:
        raise SystemExit(FINDINGS)


def _say_verification(
    slug: str, stored: str, recomputed: str, differences: tuple[str, ...]
) -> None:
    if stored == recomputed:
        facts = {"slug": slug, "hash": stored}
        say(_("%(slug)s holds what was loaded. Content hash: %(hash)s") % facts)
    else:
        facts = {"slug": slug, "stored": stored, "recomputed": recomputed}
        warn(
            _(
                "%(slug)s no longer holds what was loaded: the hash was %(stored)s and is now"
                " %(recomputed)s. Load its folder again."
            )
            % facts
        )
    for part in differences:
        warn(_("Different: %(part)s") % {"part": part})


def _refuse(findings: tuple[Finding, ...], *, printed: bool) -> NoReturn:
    """End with exit code 1, after the findings were said."""
    if not printed:
        print_findings(findings, sentence)
    raise SystemExit(FINDINGS)


def _edition(slug: str) -> Edition:
    edition = current_edition(slug)
    if edition is None:
        known = ", ".join(each.plan.slug for each in current_editions()) or "—"
        stop(_("There is no plan “%(slug)s”. Loaded: %(known)s.") % {"slug": slug, "known": known})
    return edition


def _counted(edition: Edition, counts: Mapping[str, int]) -> str:
    """Counts by level key, each under the level's name in the active language."""
    names = {level.key: _in_language(level.plural).lower() for level in levels_of(edition)}
    names["instrument-lines"] = _("lines of resources and instruments")
    return ", ".join(f"{names[key]}: {count}" for key, count in counts.items())


def _in_language(texts: dict[str, str] | Any) -> str:
    return in_language(texts, get_language() or "it")


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
