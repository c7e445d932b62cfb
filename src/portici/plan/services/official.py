"""Attaching the document's own wording to an edition that was restated in plain words."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from portici.journal.rules.acts import Act, By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.plan.models import Edition
from portici.plan.rules.official import (
    OfficialRecipe,
    document_lines,
    looks_wrong,
    rebuild_wording,
    recipe_of,
)
from portici.plan.rules.schema import OfficialFile
from portici.plan.services.indexing import index_edition
from portici.plan.services.standing import edition_subject, hold_row
from portici.plan.services.wording import write_wording


class CannotAttach(Exception):
    """The document cannot be attached; nothing was changed."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


@dataclass(frozen=True)
class OfficialReport:
    """What was attached.

    Attributes:
        attached: how many elements by level key, and under `instrument-lines` the lines of means.
        doubts: elements whose span or wording looks wrong; they are attached all the same.
    """

    attached: Mapping[str, int]
    doubts: tuple[Finding, ...]


def attach_official(
    *, edition: Edition, document: bytes, by: By, trust: bool = False
) -> OfficialReport:
    """Rebuild the official wording of every element of the edition from its document's text.

    `document` is the file as it lies on disk. Its SHA-256 must be the cited one; `trust` accepts another file
    that has enough lines. Raises CannotAttach, and changes nothing, when there is no recipe, the file is
    another, is not UTF-8, or is too short.
    """
    recipe = _recipe(edition)
    digest = hashlib.sha256(document).hexdigest()
    if digest != recipe.sha256 and not trust:
        facts = {"found": digest, "expected": recipe.sha256}
        raise CannotAttach(Finding("official.wrong-document", edition.plan.slug, facts))
    lines = _lines(document, recipe)
    doubts = looks_wrong(lines=lines, recipe=recipe)
    outside = [doubt for doubt in doubts if doubt.code == "span-outside"]
    if outside:
        raise CannotAttach(*(Finding(f"official.{d.code}", d.subject, d.facts) for d in outside))
    wording = {
        (element.kind, element.code): rebuild_wording(
            lines=lines, element=element, repairs=recipe.repairs
        )
        for element in recipe.elements
    }
    with recording(by=by) as record:
        hold_row(edition)
        attached = write_wording(edition, wording)
        before = edition.official_sha256 or None
        Edition.objects.filter(pk=edition.pk).update(official_sha256=digest)
        edition.official_sha256 = digest
        index_edition(edition=edition)
        record.add(
            Act(
                verb="plan.official-attached",
                subject=edition_subject(edition),
                changes={"official_sha256": (before, digest)},
                is_public=True,
            )
        )
    return OfficialReport(
        attached=attached,
        doubts=tuple(Finding(f"official.{d.code}", d.subject, d.facts) for d in doubts),
    )


def _recipe(edition: Edition) -> OfficialRecipe:
    if edition.recipe is None:
        raise CannotAttach(Finding("official.no-recipe", edition.plan.slug))
    return recipe_of(OfficialFile.model_validate(edition.recipe))


def _lines(document: bytes, recipe: OfficialRecipe) -> list[str]:
    if b"\0" in document:
        # Valid UTF-8, but in no text that a person wrote; and PostgreSQL keeps none.
        raise CannotAttach(Finding("file.not-utf8", facts={"byte": "0x00"}))
    try:
        lines = document_lines(document.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        facts: dict[str, object] = {"byte": f"0x{document[error.start]:02X}"}
        raise CannotAttach(Finding("file.not-utf8", facts=facts)) from error
    needed = max(span.last_line for element in recipe.elements for span in element.spans)
    if len(lines) < needed:
        facts = {"found": len(lines), "needed": needed}
        raise CannotAttach(Finding("official.too-short", facts=facts))
    return lines
