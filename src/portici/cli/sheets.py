"""`portici plan export` and `portici plan import`: an edition as a workbook, as CSV, or as a whole plan."""

import os
from pathlib import Path

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.cli.output import FINDINGS, json_option, print_json, progress_bar, say, stop
from portici.cli.sheet_reports import report_as_json, say_report
from portici.journal.choices import Channel
from portici.journal.rules.acts import By
from portici.journal.services import by_command
from portici.kernel import clock
from portici.kernel.archives import MAXIMUM_BYTES, zipped
from portici.plan.choices import ChangeSource
from portici.plan.models import Edition
from portici.plan.queries.content import edition_content
from portici.plan.queries.editions import current_edition, current_editions, edition_of, editions_of
from portici.plan.queries.sheets import drafts_of
from portici.plan.rules.canonical import content_digest
from portici.plan.rules.editing.states import Why
from portici.plan.services.bundle import plan_as_json, plan_as_yaml, plan_as_zip
from portici.plan.services.export import folder_texts
from portici.plan.services.sheets import (
    CannotImport,
    SheetFile,
    csv_files_of,
    import_sheets,
    workbook_of,
)

FORMATS = ("xlsx", "csv", "yaml", "json")
LANGUAGES = ("it", "en")
# Who asks for a change when nobody says.
_SOURCE = ChangeSource.EDITORIAL.value

_slug = click.argument("slug")
_edition_option = click.option("--edition", "key", help=_("The edition's key, such as 2025."))


@click.command(
    "export", help=_("Write the plan SLUG as a workbook, as CSV, or whole as YAML or JSON.")
)
@_slug
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("What to write; YAML else."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=_("The file. CSV and YAML become a .zip file, or a folder when the name has no ending."),
)
@_edition_option
@click.option(
    "--language", type=click.Choice(LANGUAGES), help=_("Of the headings of workbook and CSV.")
)
@click.option("--force", is_flag=True, help=_("Write over files that are there already."))
def export_command(
    slug: str,
    folder: Path | None,
    form: str | None,
    output: Path | None,
    key: str | None,
    language: str | None,
    force: bool,
) -> None:
    """Without --force nothing that is there already is written over."""
    edition = _edition(slug, key)
    if folder is not None and output is not None:
        stop(_("Name the target once: either FOLDER or -o FILE."))
    target = output or folder
    form = form or _format_of(target)
    target = target or Path(f"{slug}-{edition.key}{_SUFFIXES[form]}")
    files = _files(edition, form, target, language or _language())
    present = [path for path in files if path.exists()]
    if present and not force:
        names = ", ".join(sorted(path.name for path in present))
        facts = {"folder": target if target.is_dir() else target.parent, "files": names}
        if target.is_dir():
            stop(
                _("%(folder)s has these files already: %(files)s. Choose an empty folder.") % facts
            )
        stop(
            _("%(path)s is there already. Choose another name, or add --force.") % {"path": target}
        )
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
        say(str(path))
    # That of a draft is not kept while it is edited.
    digest = content_digest(edition_content(edition))
    say(_("Content hash: %(hash)s") % {"hash": digest})


_SUFFIXES = {"xlsx": ".xlsx", "csv": ".zip", "yaml": "", "json": ".json"}


def _format_of(target: Path | None) -> str:
    """What the target's name says, YAML when it says nothing."""
    suffix = target.suffix.lower().removeprefix(".") if target else ""
    return suffix if suffix in FORMATS else "yaml"


def _files(edition: Edition, form: str, target: Path, language: str) -> dict[Path, bytes]:
    """Every file to be written, with its content."""
    now, suffix = clock.now(), target.suffix.lower()
    if form == "xlsx":
        return {target: workbook_of(edition=edition, language=language, at=now)}
    if form == "json":
        return {target: plan_as_json(edition=edition)}
    if form == "csv":
        parts = csv_files_of(edition=edition, language=language, at=now)
        if suffix == ".zip":
            return {target: zipped(parts)}
        return {target / name: content for name, content in parts.items()}
    if suffix == ".zip":
        return {target: plan_as_zip(edition=edition)}
    if suffix in (".yaml", ".yml"):
        return {target: plan_as_yaml(edition=edition)}
    return {target / name: text.encode() for name, text in folder_texts(edition).items()}


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a file half written would be taken for the plan."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@click.command("import", help=_("Bring a workbook, CSV or whole plan FILE into the draft of SLUG."))
@_slug
@click.argument("file", type=click.Path(path_type=Path))
@_edition_option
@click.option("--dry-run", is_flag=True, help=_("Say what would change, and change nothing."))
@click.option(
    "--reason",
    default="",
    help=_("Why: it is shown on the page of what changed; without it stands the file's name."),
)
@click.option(
    "--source",
    type=click.Choice(ChangeSource.values),
    help=_("Who asked for the changes; the editors when it is left out."),
)
@click.option("--note", default="", help=_("Which meeting, monitoring round or act."))
@json_option
def import_command(
    slug: str,
    file: Path,
    key: str | None,
    dry_run: bool,
    reason: str,
    source: str | None,
    note: str,
    as_json: bool,
) -> None:
    """All or nothing. Exit code 1 when the file is refused, 2 when nothing could be tried."""
    edition = _target(slug, key)
    sheets = SheetFile(str(file), _content(file))
    # Nobody stands behind an import by command who could be asked: the file's name is a reason that can be traced.
    words = reason.strip() or _("Import of the file %(name)s.") % {"name": file.name}
    why = Why({_language(): words}, source or _SOURCE, note.strip())
    by = _by()
    with progress_bar(_("Importing"), shown=not as_json) as tell:
        try:
            report = import_sheets(
                edition=edition, file=sheets, by=by, why=why, dry_run=dry_run, progress=tell
            )
        except CannotImport as refusal:
            report = refusal.report
    if as_json:
        print_json(report_as_json(report, edition, dry_run))
    else:
        say_report(report, edition, dry_run)
    if not report.is_sound:
        raise SystemExit(FINDINGS)


def _content(file: Path) -> bytes:
    """The file's bytes; one byte more than the limit is enough to refuse it. A folder is taken as a ZIP file of it."""
    if file.is_dir():
        parts = sorted(path for path in file.iterdir() if path.suffix.lower() in (".csv", ".yaml"))
        return zipped({path.name: _content(path) for path in parts})
    with file.open("rb") as stream:
        return stream.read(MAXIMUM_BYTES + 1)


def _by() -> By:
    by = by_command(clock.now())
    return By(by.actor_id, by.at, channel=Channel.IMPORT)


def _edition(slug: str, key: str | None) -> Edition:
    edition = edition_of(slug, key) if key else current_edition(slug)
    if edition is None:
        _unknown(slug, key)
    assert edition is not None  # noqa: S101 -- _unknown ends the command
    return edition


def _target(slug: str, key: str | None) -> Edition:
    """The edition asked for; else the only draft; else the current one, which a file may be compared with."""
    if key:
        return _edition(slug, key)
    drafts = drafts_of(slug)
    if len(drafts) > 1:
        keys = ", ".join(draft.key for draft in drafts)
        stop(
            _("There is more than one draft: %(keys)s. Say which one with --edition KEY.")
            % {"keys": keys}
        )
    return drafts[0] if drafts else _edition(slug, None)


def _unknown(slug: str, key: str | None) -> None:
    known = [edition.key for edition in editions_of(slug)]
    if known:
        facts = {"key": key, "known": ", ".join(known)}
        stop(_("There is no edition “%(key)s”. There are: %(known)s.") % facts)
    plans = ", ".join(each.plan.slug for each in current_editions()) or "—"
    stop(_("There is no plan “%(slug)s”. Loaded: %(known)s.") % {"slug": slug, "known": plans})


def _language() -> str:
    language = get_language() or LANGUAGES[0]
    return language if language in LANGUAGES else LANGUAGES[0]
