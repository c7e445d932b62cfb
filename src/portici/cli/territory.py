"""`portici territory …`: what is still to be reconciled, and official boundaries."""

from pathlib import Path

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
    say,
    stop,
)
from portici.journal.services import by_command
from portici.kernel import clock
from portici.territory.models import Territory
from portici.territory.phrases import sentence
from portici.territory.queries.municipalities import territories, territory_of
from portici.territory.queries.report import territory_report
from portici.territory.services.boundaries import CannotImport, import_boundaries


@click.group(help=_("Territories: check the facts, import official boundaries."))
def territory() -> None:
    """The group of commands about territories."""


@territory.command(help=_("Say what is still to be reconciled in the facts of the territory SLUG."))
@click.argument("slug", required=False, default="")
@json_option
def check(slug: str, as_json: bool) -> None:
    """Exit code 1 while anything is to be reconciled. Without SLUG the first territory is checked."""
    report = territory_report(_territory(slug), language=get_language() or "it")
    if as_json:
        findings = findings_as_json(report.findings, sentence)
        print_json({"slug": report.slug, "findings": findings})
    elif report.findings:
        print_findings(report.findings, sentence)
    else:
        say(_("%(slug)s: nothing is left to be reconciled.") % {"slug": report.slug})
    if report.findings:
        raise SystemExit(FINDINGS)


@territory.command(
    help=_("Import official boundaries from FILE (GeoJSON) and draw the map from them.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--territory", "slug", default="", help=_("Which territory; by default the first."))
@click.option("--source", default="", help=_("Who publishes the boundaries; shown beside the map."))
@click.option("--licence", default="", help=_("Their licence; shown beside the map."))
def boundaries(file: Path, slug: str, source: str, licence: str) -> None:
    """All or nothing: a file with findings is refused with exit code 1."""
    prepare_tables()
    target = _territory(slug)
    try:
        result = import_boundaries(
            territory=target,
            file=file,
            source=source or file.name,
            licence=licence,
            by=by_command(clock.now()),
        )
    except CannotImport as refusal:
        print_findings(refusal.findings, sentence)
        raise SystemExit(FINDINGS) from refusal
    if result.notes:
        print_findings(result.notes, sentence)
    facts = {"count": result.count, "slug": target.slug}
    say(_("%(count)d boundaries imported for %(slug)s; the map is drawn from them.") % facts)


def _territory(slug: str) -> Territory:
    found = territory_of(slug)
    if found is None:
        known = ", ".join(each.slug for each in territories()) or "—"
        facts = {"slug": slug or "—", "known": known}
        stop(_("There is no territory “%(slug)s”. Loaded: %(known)s.") % facts)
    return found
