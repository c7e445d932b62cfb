"""`portici audit …`: whether what is kept is what was written."""

import re

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portici.cli.output import FINDINGS, json_option, print_json, say, stop, warn
from portici.journal.phrases import fault_sentence
from portici.journal.queries.links import ChainReport, audit_chain

_NOTE = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


@click.group(help=_("Audits: whether the journal is what was written."))
def audit() -> None:
    """The group of commands that verify."""


@audit.command(help=_("Recompute the journal's chain and name the first entry that does not hold."))
@click.option(
    "--note",
    default="",
    metavar="NUMBER:DIGEST",
    help=_("Number and digest that an earlier audit printed: they must still stand in the chain."),
)
@json_option
def journal(note: str, as_json: bool) -> None:
    """Exit code 1 when the chain does not hold."""
    number, digest = _noted(note)
    report = audit_chain(number=number, digest=digest)
    if as_json:
        print_json(_as_data(report))
    else:
        _say(report, noted=number)
    if not report.holds:
        raise SystemExit(FINDINGS)


def _noted(note: str) -> tuple[int, str]:
    """Number and digest of a note; (0, "") without any."""
    if not note:
        return 0, ""
    found = _NOTE.fullmatch(note.strip().lower())
    if found is None:
        stop(
            _("“%(note)s” is no note: write the number, a colon and the 64 digits of the digest.")
            % {"note": note}
        )
    return int(found.group(1)), found.group(2)


def _as_data(report: ChainReport) -> dict[str, object]:
    fault = report.fault
    return {
        "holds": report.holds,
        "entries": report.entries,
        "digest": report.digest,
        "erased_values": report.erased_values,
        "fault": None
        if fault is None
        else {
            "entry": fault.number,
            "fault": fault.fault,
            "sentence": fault_sentence(fault.fault, fault.number),
        },
    }


def _say(report: ChainReport, *, noted: int) -> None:
    if report.fault is not None:
        warn(fault_sentence(report.fault.fault, report.fault.number))
        warn(_("The journal does not hold. Keep the database as it is, and compare with a backup."))
        return
    count = report.entries
    say(
        ngettext(
            "The journal holds: %(count)d entry.", "The journal holds: %(count)d entries.", count
        )
        % {"count": count}
    )
    if report.erased_values:
        erased = report.erased_values
        say(
            ngettext(
                "%(count)d personal value was erased since; the chain holds without it.",
                "%(count)d personal values were erased since; the chain holds without them.",
                erased,
            )
            % {"count": erased}
        )
    if noted:
        say(_("The entry noted down, number %(number)d, still stands in it.") % {"number": noted})
    say(_("To note down elsewhere: %(note)s") % {"note": f"{report.entries}:{report.digest}"})
