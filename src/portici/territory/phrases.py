"""The sentence for each finding: what is wrong, and what to do next."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext, gettext_noop, pgettext
from django.utils.translation import gettext_lazy as lazy

from portici.kernel.findings import Finding
from portici.kernel.sentences import FILE_SENTENCES, written


def sentence(finding: Finding) -> str:
    """The finding in the active language, with its facts; the place is shown beside it by whoever prints it."""
    expected = _FORMS.get(str(finding.facts.get("expected")))
    if expected is not None:
        finding = replace(finding, facts={**finding.facts, "expected": gettext(expected)})
    return written(finding, sentences=SENTENCES, translate=gettext)


# What a cell must look like, in words: see `rules.sheet.ColumnForm`.
_FORMS = {
    "six-digits": gettext_noop("six digits, such as 001272"),
    "name": gettext_noop("a plain text of at most 100 characters"),
    "zone-number": gettext_noop("a whole number from 1 to 999"),
    "confidence": gettext_noop("A, B or C"),
    "key": gettext_noop("lower-case words joined by hyphens"),
    "degrees": gettext_noop("degrees with a decimal point, such as 45.36524"),
    "whole-number": gettext_noop("a whole number without marks for thousands"),
    "area": gettext_noop("square kilometres with a decimal point, greater than zero"),
    "altitude-class": gettext_noop("one of ISTAT's classes, such as Collina interna"),
    "altitude": gettext_noop("whole metres"),
    "mountain": gettext_noop("T, P or NM"),
    "cadastral-code": gettext_noop("a capital letter and three digits, such as L219"),
}

_SHEET_SENTENCES = {
    "sheet.unreadable": gettext_noop(
        "The CSV cannot be read here: {problem}. Check quotes and commas."
    ),
    "sheet.no-rows": gettext_noop("The sheet has no rows. Add the municipalities."),
    "sheet.too-long": gettext_noop("The sheet has more than {limit} rows. Check what is in it."),
    "sheet.column-missing": gettext_noop("The column “{subject}” is missing. Add it."),
    "sheet.column-unknown": gettext_noop(
        "The column “{subject}” is not known. Check its spelling or remove it."
    ),
    "sheet.column-twice": gettext_noop("The column “{subject}” appears twice. Keep one."),
    "sheet.cells-count": gettext_noop(
        "The row has {found} cells, the heading has {expected}. Check the commas."
    ),
    "sheet.cell-empty": gettext_noop(
        "The cell “{column}” of {subject} is empty. Write {expected}."
    ),
    "sheet.cell-wrong": gettext_noop(
        "“{value}” is not accepted in “{column}” of {subject}. Write {expected}."
    ),
}

_FOLDER_SENTENCES = {
    "territory.folder-missing": gettext_noop("There is no folder “{subject}”. Check the path."),
    "territory.file-missing": gettext_noop(
        "The folder has no {subject}. Every territory needs it."
    ),
    "territory.field-missing": gettext_noop("The field “{field}” is missing. Add it."),
    "territory.field-unknown": gettext_noop(
        "The field “{field}” is not known. Check its spelling or remove it."
    ),
    "territory.text-empty": gettext_noop(
        "The text of “{field}” is empty. Write it or remove the field."
    ),
    "territory.text-markup": gettext_noop(
        "The text of “{field}” contains markup or control characters. Texts are plain: remove them."
    ),
    "territory.value-wrong": gettext_noop(
        "The value {value} of “{field}” is not accepted: {problem}."
    ),
    "territory.more-findings": gettext_noop(
        "There are {count} more findings in this file. Correct these first."
    ),
    "territory.box-inside-out": gettext_noop(
        "The box's west or south is not less than its east or north. Swap them."
    ),
    "territory.zone-twice": gettext_noop(
        "The zone {subject} is already declared at line {first_line}. Keep one."
    ),
    "territory.zone-unknown": gettext_noop("{subject} is in zone {zone}, which is not declared."),
    "territory.zone-empty": gettext_noop(
        "No municipality is in the zone {subject}. Remove it or correct the rows."
    ),
    "territory.evidence-unknown": gettext_noop(
        "The evidence “{subject}” is not declared under “evidence”."
    ),
    "territory.source-column-unknown": gettext_noop(
        "There is no column “{subject}”. Check its spelling."
    ),
    "territory.source-column-twice": gettext_noop(
        "The column “{subject}” has two sources. Keep one."
    ),
    "territory.column-without-source": gettext_noop(
        "The column “{subject}” has no source. Say where it is from."
    ),
    "territory.row-twice": gettext_noop(
        "“{value}” in “{column}” of {subject} already belongs to {first}, line {first_line}."
    ),
    "territory.point-outside-box": gettext_noop(
        "The point {lat}, {lon} of {subject} lies outside the territory's box."
        " Check whether latitude and longitude are exchanged."
    ),
    "territory.municipality-unknown": gettext_noop(
        "No municipality has the code “{subject}”. Check the code."
    ),
    "territory.total-differs": gettext_noop(
        "The total of “{subject}” over the rows is {found}; the source states {stated}."
    ),
}

_BOUNDARY_SENTENCES = {
    "boundary.not-json": gettext_noop(
        "The file is not JSON: {problem}. Export it again as GeoJSON."
    ),
    "boundary.not-a-collection": gettext_noop(
        "The file holds “{found}” instead of a FeatureCollection. Export it again as GeoJSON."
    ),
    "boundary.not-degrees": gettext_noop(
        "The coordinates are in {found} instead of degrees (WGS84). Convert them to EPSG:4326."
    ),
    "boundary.code-missing": gettext_noop(
        "Feature {subject} has no ISTAT code. Add it as one of the properties {accepted}."
    ),
    "boundary.code-unknown": gettext_noop(
        "The code “{subject}” of feature {feature} is not of this territory."
        " Keep only its municipalities, with their present codes."
    ),
    "boundary.twice": gettext_noop(
        "{subject} has two features, {first} and {feature}. Join them into a MultiPolygon."
    ),
    "boundary.missing": gettext_noop("{subject} ({code}) has no boundary in the file. Add it."),
    "boundary.not-a-shape": gettext_noop(
        "The boundary of {subject} ({code}) is not a shape: {problem}."
    ),
    "boundary.invalid": gettext_noop(
        "The boundary of {subject} ({code}) crosses itself, and it is not clear what is inside"
        " ({problem}). Correct it."
    ),
    "boundary.repaired": gettext_noop(
        "The boundary of {subject} ({code}) was repaired: {problem}."
    ),
    "boundary.outside-box": gettext_noop(
        "The boundary of {subject} runs from {west}, {south} to {east}, {north}: outside the territory."
        " Check that coordinates are degrees, longitude first."
    ),
    "boundary.point-outside": gettext_noop(
        "The known point {lat}, {lon} of {subject} lies outside its boundary. Check the code."
    ),
}

_CHECK_SENTENCES = {
    "check.no-zone-dataset": gettext_noop(
        "The official dataset of the zones is not declared. Name it."
    ),
    "check.zones-not-reconciled": gettext_noop(
        "The zones have not been compared with the official dataset: {subject}."
        " Compare them, then set “reconciled” in territory.yaml."
    ),
    "check.zone-count": gettext_noop(
        "Zone {number}, {subject}: municipalities loaded {found}, published {published},"
        " known changes since {changes}. Correct the zone of some, or state the change."
    ),
    "check.zone-unsure": gettext_noop(
        "Zone {number}, {subject}, rests on confidence {confidence} for {names} (count: {count}). {evidence}"
    ),
    "check.fact-missing": gettext_noop("“{subject}” is unknown for {names} (count: {count})."),
    "check.no-boundaries": gettext_noop(
        "The official boundaries are not loaded: the map is a mosaic computed from points."
        " Import them with: portici territory boundaries FILE.geojson"
    ),
    "check.boundaries-missing": gettext_noop(
        "The map is the mosaic, because boundaries are missing for {names} (count: {count})."
        " Import the boundaries again."
    ),
    "check.boundaries-without-source": gettext_noop(
        "The source of the boundaries is not stated (count: {count})."
        " Import them again with --source and --licence."
    ),
}

SENTENCES: Mapping[str, str] = (
    FILE_SENTENCES | _SHEET_SENTENCES | _FOLDER_SENTENCES | _BOUNDARY_SENTENCES | _CHECK_SENTENCES
)

# What the journal tells of a territory, and names of the fields in its entries.
VERBS = {
    "territory.loaded": lazy("Loaded from its folder"),
    "territory.boundaries-imported": lazy("Official boundaries imported"),
}
FIELDS = {"content_hash": lazy("Content hash")}


def step_in_words(low: str, high: str, *, first: bool, last: bool) -> str:
    """A class of values for a legend; `low` and `high` are numbers already written for people."""
    if low == high:
        return low
    if first and not last:
        return pgettext("class of values", "up to {high}").format(high=high)
    if last and not first:
        return pgettext("class of values", "{low} and more").format(low=low)
    return pgettext("class of values", "from {low} to {high}").format(low=low, high=high)
