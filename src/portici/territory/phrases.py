"""The sentence for each finding: what is wrong, and what to do next."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portici.kernel.findings import Finding


def sentence(finding: Finding) -> str:
    """The finding in the active language, with its facts; the place is shown beside it by whoever prints it."""
    facts = {"subject": finding.subject, **finding.facts}
    expected = _forms().get(str(facts.get("expected")))
    if expected is not None:
        facts["expected"] = expected
    template = _sentences().get(finding.code)
    if template is None:
        return f"{finding.code}: {finding.subject} {dict(finding.facts)}"
    return template.format_map(_Forgiving(facts))


class _Forgiving(dict[str, object]):
    """A fact that a finding does not carry shows as a question mark, never as a traceback."""

    def __missing__(self, key: str) -> str:
        return "?"


def _forms() -> dict[str, str]:
    """What a cell must look like, in words."""
    return {
        "six-digits": _("six digits, such as 001272"),
        "name": _("a plain text of at most 100 characters"),
        "zone-number": _("a whole number from 1 to 999"),
        "confidence": _("A, B or C"),
        "key": _("lower-case words joined by hyphens"),
        "degrees": _("degrees with a decimal point, such as 45.36524"),
        "whole-number": _("a whole number without marks for thousands"),
        "area": _("square kilometres with a decimal point, greater than zero"),
        "altitude-class": _("one of ISTAT's classes, such as Collina interna"),
        "altitude": _("whole metres"),
        "mountain": _("T, P or NM"),
        "cadastral-code": _("a capital letter and three digits, such as L219"),
    }


def _sentences() -> dict[str, str]:
    return _file_sentences() | _folder_sentences() | _boundary_sentences() | _check_sentences()


def _file_sentences() -> dict[str, str]:
    return {
        "file.unreadable": _("The file cannot be read: {reason}."),
        "file.too-large": _(
            "The file is {bytes} bytes long; the limit is {limit}. Divide it or check what is in it."
        ),
        "file.not-utf8": _(
            "The file is not UTF-8: the byte {byte} does not belong there. Save it again as UTF-8."
        ),
        "file.empty": _("The file is empty. Write its content or remove it."),
        "yaml.syntax": _(
            "The YAML cannot be read here: {problem}. Check indentation, quotes and colons."
        ),
        "yaml.duplicate-key": _(
            "The key “{key}” is repeated; it is already at line {first_line}. Keep one."
        ),
        "yaml.key-not-text": _("A key must be a plain text."),
        "yaml.alias": _("Anchors and aliases (& and *) are not accepted. Write the value out."),
        "yaml.too-deep": _("The nesting is deeper than {limit} levels. Flatten it."),
        "sheet.unreadable": _("The CSV cannot be read here: {problem}. Check quotes and commas."),
        "sheet.no-rows": _("The sheet has no rows. Add the municipalities."),
        "sheet.too-long": _("The sheet has more than {limit} rows. Check what is in it."),
        "sheet.column-missing": _("The column “{subject}” is missing. Add it."),
        "sheet.column-unknown": _(
            "The column “{subject}” is not known. Check its spelling or remove it."
        ),
        "sheet.column-twice": _("The column “{subject}” appears twice. Keep one."),
        "sheet.cells-count": _(
            "The row has {found} cells, the heading has {expected}. Check the commas."
        ),
        "sheet.cell-empty": _("The cell “{column}” of {subject} is empty. Write {expected}."),
        "sheet.cell-wrong": _(
            "“{value}” is not accepted in “{column}” of {subject}. Write {expected}."
        ),
    }


def _folder_sentences() -> dict[str, str]:
    return {
        "territory.folder-missing": _("There is no folder “{subject}”. Check the path."),
        "territory.file-missing": _("The folder has no {subject}. Every territory needs it."),
        "territory.field-missing": _("The field “{field}” is missing. Add it."),
        "territory.field-unknown": _(
            "The field “{field}” is not known. Check its spelling or remove it."
        ),
        "territory.text-empty": _("The text of “{field}” is empty. Write it or remove the field."),
        "territory.text-markup": _(
            "The text of “{field}” contains markup or control characters. Texts are plain: remove them."
        ),
        "territory.value-wrong": _("The value {value} of “{field}” is not accepted: {problem}."),
        "territory.more-findings": _(
            "There are {count} more findings in this file. Correct these first."
        ),
        "territory.box-inside-out": _(
            "The box's west or south is not less than its east or north. Swap them."
        ),
        "territory.zone-twice": _(
            "The zone {subject} is already declared at line {first_line}. Keep one."
        ),
        "territory.zone-unknown": _("{subject} is in zone {zone}, which is not declared."),
        "territory.zone-empty": _(
            "No municipality is in the zone {subject}. Remove it or correct the rows."
        ),
        "territory.evidence-unknown": _(
            "The evidence “{subject}” is not declared under “evidence”."
        ),
        "territory.source-column-unknown": _("There is no column “{subject}”. Check its spelling."),
        "territory.source-column-twice": _("The column “{subject}” has two sources. Keep one."),
        "territory.column-without-source": _(
            "The column “{subject}” has no source. Say where it is from."
        ),
        "territory.row-twice": _(
            "“{value}” in “{column}” of {subject} already belongs to {first}, line {first_line}."
        ),
        "territory.point-outside-box": _(
            "The point {lat}, {lon} of {subject} lies outside the territory's box."
            " Check whether latitude and longitude are exchanged."
        ),
        "territory.municipality-unknown": _(
            "No municipality has the code “{subject}”. Check the code."
        ),
        "territory.total-differs": _(
            "The total of “{subject}” over the rows is {found}; the source states {stated}."
        ),
    }


def _boundary_sentences() -> dict[str, str]:
    return {
        "boundary.not-json": _("The file is not JSON: {problem}. Export it again as GeoJSON."),
        "boundary.not-a-collection": _(
            "The file holds “{found}” instead of a FeatureCollection. Export it again as GeoJSON."
        ),
        "boundary.not-degrees": _(
            "The coordinates are in {found} instead of degrees (WGS84). Convert them to EPSG:4326."
        ),
        "boundary.code-missing": _(
            "Feature {subject} has no ISTAT code. Add it as one of the properties {accepted}."
        ),
        "boundary.code-unknown": _(
            "The code “{subject}” of feature {feature} is not of this territory."
            " Keep only its municipalities, with their present codes."
        ),
        "boundary.twice": _(
            "{subject} has two features, {first} and {feature}. Join them into a MultiPolygon."
        ),
        "boundary.missing": _("{subject} ({code}) has no boundary in the file. Add it."),
        "boundary.not-a-shape": _("The boundary of {subject} ({code}) is not a shape: {problem}."),
        "boundary.invalid": _(
            "The boundary of {subject} ({code}) crosses itself, and it is not clear what is inside"
            " ({problem}). Correct it."
        ),
        "boundary.repaired": _("The boundary of {subject} ({code}) was repaired: {problem}."),
        "boundary.outside-box": _(
            "The boundary of {subject} runs from {west}, {south} to {east}, {north}: outside the territory."
            " Check that coordinates are degrees, longitude first."
        ),
        "boundary.point-outside": _(
            "The known point {lat}, {lon} of {subject} lies outside its boundary. Check the code."
        ),
    }


def _check_sentences() -> dict[str, str]:
    return {
        "check.no-zone-dataset": _("The official dataset of the zones is not declared. Name it."),
        "check.zones-not-reconciled": _(
            "The zones have not been compared with the official dataset: {subject}."
            " Compare them, then set “reconciled” in territory.yaml."
        ),
        "check.zone-count": _(
            "Zone {number}, {subject}: municipalities loaded {found}, published {published},"
            " known changes since {changes}. Correct the zone of some, or state the change."
        ),
        "check.zone-unsure": _(
            "Zone {number}, {subject}, rests on confidence {confidence} for {names} (count: {count}). {evidence}"
        ),
        "check.fact-missing": _("“{subject}” is unknown for {names} (count: {count})."),
        "check.no-boundaries": _(
            "The official boundaries are not loaded: the map is a mosaic computed from points."
            " Import them with: portici territory boundaries FILE.geojson"
        ),
        "check.boundaries-missing": _(
            "The map is the mosaic, because boundaries are missing for {names} (count: {count})."
            " Import the boundaries again."
        ),
        "check.boundaries-without-source": _(
            "The source of the boundaries is not stated (count: {count})."
            " Import them again with --source and --licence."
        ),
    }


def step_in_words(low: str, high: str, *, first: bool, last: bool) -> str:
    """A class of values for a legend; `low` and `high` are numbers already written for people."""
    if low == high:
        return low
    if first and not last:
        return pgettext("class of values", "up to {high}").format(high=high)
    if last and not first:
        return pgettext("class of values", "{low} and more").format(low=low)
    return pgettext("class of values", "from {low} to {high}").format(low=low, high=high)
