"""Sentences of why a draft cannot be edited so, and the words for what is changed in the journal."""

from collections.abc import Iterable, Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "plan.edit-edition-gone": gettext_noop(
        "The edition {subject} is no longer there. Go back to the list of editions."
    ),
    "plan.edit-in-consultation": gettext_noop(
        "The edition {subject} is in consultation: its text stays as it is, so that everybody comments on the same"
        " text. Close the consultation first."
    ),
    "plan.edit-frozen": gettext_noop(
        "The edition {subject} is approved and can no longer be changed. Begin a new edition and change it there."
    ),
    "plan.edit-no-reason": gettext_noop(
        "The reason is missing. Write why this is changed: it is shown on the page that explains the edition."
    ),
    "plan.edit-conflict": gettext_noop(
        "{subject} was changed after you opened it. Compare what stands there now with what you wrote, and save again."
    ),
    "plan.edit-conflict-by": gettext_noop(
        "{who} changed {subject} after you opened it, on {at}. Compare what stands there now with what you wrote, and"
        " save again."
    ),
    "plan.edit-dropped": gettext_noop(
        "{subject} was taken out of the draft after you opened it. Nothing of yours was saved; copy your text if you"
        " need it."
    ),
    "plan.edit-dropped-by": gettext_noop(
        "{who} took {subject} out of the draft after you opened it, on {at}. Nothing of yours was saved; copy your"
        " text if you need it."
    ),
    "plan.edit-renumbered": gettext_noop(
        "{subject} has the code {code} now. Open it under its new code and write there."
    ),
    "plan.edit-unknown": gettext_noop(
        "There is no “{subject}” in this edition. Check the name, or read the list again."
    ),
    "plan.edit-language-unknown": gettext_noop(
        "The text “{field}” of {subject} has a version in “{language}”, which is not a language of the plan ({known})."
        " Remove it."
    ),
    "plan.edit-code-taken": gettext_noop(
        "Another element has the code {subject} already. Choose another code."
    ),
    "plan.edit-key-taken": gettext_noop(
        "The name “{subject}” is in use already. Choose another one."
    ),
    "plan.edit-key-fixed": gettext_noop(
        "The name “{subject}” stays for ever: addresses and links use it. Leave it as it is."
    ),
    "plan.edit-too-many-nodes": gettext_noop(
        "An edition has at most {limit} elements. Merge or drop some first."
    ),
    "plan.edit-under-itself": gettext_noop(
        "{subject} cannot stand under {parent}, which is itself or stands below it. Choose another place."
    ),
    "plan.edit-no-level-below": gettext_noop(
        "Nothing can stand under {parent}: the plan has no level below. Choose an element of a higher level."
    ),
    "plan.edit-position-wrong": gettext_noop(
        "“{value}” is not a place for {subject}. Give a number from 1 to {last}, or none to put it last."
    ),
    "plan.edit-has-children": gettext_noop(
        "Below {subject} stand {codes}. Move them first, or drop them together with it."
    ),
    "plan.edit-last-node": gettext_noop(
        "{subject} is all that the edition has: nothing would be left. Add another element first."
    ),
    "plan.edit-split-too-few": gettext_noop(
        "{subject} is to be split into {count}. Give at least two new elements."
    ),
    "plan.edit-split-children": gettext_noop(
        "{subject} cannot be split while others stand below it: {codes}. Move them first."
    ),
    "plan.edit-merge-too-few": gettext_noop(
        "Only {count} elements are to become {subject}. Choose at least two."
    ),
    "plan.edit-merge-levels": gettext_noop(
        "{subject} is of level “{level}” and {first} of level “{first_level}”. Merge elements of one level."
    ),
    "plan.edit-instrument-in-use": gettext_noop(
        "These lines name {subject}: {lines}. Take the links away first."
    ),
    "plan.edit-already-aligned": gettext_noop(
        "{subject} is aligned to “{topic}” already. Change that alignment instead."
    ),
    "plan.edit-not-aligned": gettext_noop(
        "{subject} is not aligned to “{topic}”. Read the list again: somebody may have taken it away."
    ),
    "plan.edit-already-linked": gettext_noop(
        "The line {line} names {subject} already. There is nothing to add."
    ),
    "plan.edit-not-linked": gettext_noop(
        "The line {line} does not name {subject}. Read the list again: somebody may have taken it away."
    ),
    "plan.edit-figure-topic-unknown": gettext_noop(
        "The heading “{topic}” of {subject} is not among those of the figures: {known}. Choose one of them."
    ),
    "plan.edit-undo-unknown": gettext_noop(
        "There is no such change in this edition. Open its history and choose one from there."
    ),
    "plan.edit-undo-changed-since": gettext_noop(
        "{subject} was changed again since, so this cannot be taken back. Change it by hand."
    ),
    "plan.edit-undo-changed-since-by": gettext_noop(
        "{who} changed {subject} again, on {at}, so this cannot be taken back. Change it by hand."
    ),
    "plan.edit-undo-already": gettext_noop("This change of {subject} was taken back already."),
    "plan.edit-undo-in-use": gettext_noop(
        "Meanwhile other things depend on {subject}: {things}. Remove them first, then take this back."
    ),
}

# What happened, so that the thing's label can stand after it.
VERBS: Mapping[str, Promise | str] = {
    "plan.node-added": _("Added"),
    "plan.node-reworded": _("Reworded"),
    "plan.node-moved": _("Moved"),
    "plan.node-renumbered": _("Renumbered"),
    "plan.node-split": _("Split"),
    "plan.node-merged": _("Merged"),
    "plan.node-dropped": _("Dropped"),
    "plan.node-restored": _("Put back as it was"),
    "plan.markers-changed": _("Markers changed"),
    "plan.markers-restored": _("Markers put back as they were"),
    "plan.instrument-added": _("Instrument added"),
    "plan.instrument-changed": _("Instrument changed"),
    "plan.instrument-dropped": _("Instrument dropped"),
    "plan.instrument-restored": _("Instrument put back as it was"),
    "plan.link-added": _("Instrument named"),
    "plan.link-changed": _("Naming of the instrument changed"),
    "plan.link-dropped": _("Instrument no longer named"),
    "plan.link-restored": _("Naming of the instrument put back as it was"),
    "plan.alignment-added": _("Aligned"),
    "plan.alignment-changed": _("Alignment changed"),
    "plan.alignment-dropped": _("No longer aligned"),
    "plan.alignment-restored": _("Alignment put back as it was"),
    "plan.figure-added": _("Figure added"),
    "plan.figure-changed": _("Figure changed"),
    "plan.figure-dropped": _("Figure dropped"),
    "plan.figure-restored": _("Figure put back as it was"),
}

FIELDS: Mapping[str, Promise | str] = {
    "code": _("Code"),
    "level": _("Level"),
    "parent": _("Stands under"),
    "position": _("Place among its siblings"),
    "title": _("Title"),
    "summary": _("In plain words"),
    "lines": _("Lines of the document"),
    "markers": _("Markers"),
    "key": _("Name in addresses"),
    "kind": _("Kind"),
    "name": _("Name"),
    "status": _("State"),
    "merge_note": _("Note on what was put together"),
    "named_elsewhere": _("Named elsewhere in the document"),
    "line": _("Line of means"),
    "node": _("Element"),
    "instrument": _("Instrument"),
    "variant": _("Name used in the line"),
    "framework": _("Framework"),
    "topic": _("Topic"),
    "basis": _("Where it comes from"),
    "reason": _("Reason"),
    "value": _("Value"),
    "qualifier": _("How exactly"),
    "unit": _("What it counts"),
    "year": _("Year"),
    "scope": _("To what it applies"),
    "cited_source": _("Source that the document cites"),
    "caveat": _("To be read with care"),
    "inconsistency": _("Inconsistency"),
    "headline": _("Shown first"),
}


def undone_reason(languages: Iterable[str]) -> dict[str, str]:
    """The reason of a change that takes another one back, in the languages of the plan."""
    reasons = {}
    for language in languages:
        with translation.override(language):
            reasons[language] = gettext("A change was taken back.")
    return reasons
