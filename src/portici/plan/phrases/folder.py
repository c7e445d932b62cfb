"""Sentences of what can be wrong in a plan folder, and in a thing of an edition that is edited."""

from django.utils.translation import gettext_noop

SENTENCES = {
    "plan.folder-missing": gettext_noop("There is no folder “{subject}”. Check the path."),
    "plan.file-missing": gettext_noop("The folder has no {subject}. Every plan needs it."),
    "plan.file-unknown": gettext_noop(
        "{subject} is not a file of a plan folder. Files: {known}. Rename or remove it."
    ),
    "plan.field-missing": gettext_noop("The field “{field}” is missing. Add it."),
    "plan.field-unknown": gettext_noop(
        "The field “{field}” is not known. Check its spelling or remove it."
    ),
    "plan.text-too-long": gettext_noop(
        "The text of “{field}” is longer than {max_length} characters. Shorten it."
    ),
    "plan.list-too-long": gettext_noop(
        "The list “{field}” has {actual_length} entries; the limit is {max_length}."
    ),
    "plan.list-too-short": gettext_noop("The list “{field}” needs at least {min_length} entries."),
    "plan.text-empty": gettext_noop(
        "The text of “{field}” is empty. Write it or remove the field."
    ),
    "plan.text-markup": gettext_noop(
        "The text of “{field}” contains markup (“{value}”). Texts are plain: remove the tags."
    ),
    "plan.text-control-character": gettext_noop(
        "The text of “{field}” contains a control character. Remove it."
    ),
    "plan.span-backwards": gettext_noop(
        "The span {value} ends before it begins. Write [first, last]."
    ),
    "plan.period-backwards": gettext_noop(
        "{subject} begins in {starts} and ends in {ends}: it ends before it begins. Correct one of the two."
    ),
    "plan.date-wrong": gettext_noop(
        "“{value}” is not a date. Write 2024, 2024-07 or 2024-07-18, between quotes."
    ),
    "plan.day-wrong": gettext_noop("“{value}” is not a day. Write 2024-07-18, between quotes."),
    "plan.value-not-in-list": gettext_noop(
        "“{value}” is not accepted for “{field}”. Accepted: {expected}."
    ),
    "plan.value-wrong-form": gettext_noop(
        "“{value}” does not have the form that “{field}” needs ({pattern})."
    ),
    "plan.value-not-text": gettext_noop(
        "“{value}” of “{field}” is not a text. Write one, between quotes."
    ),
    "plan.value-not-number-or-text": gettext_noop(
        "“{value}” of “{field}” is neither a number nor a text in every language. Write digits without quotes,"
        " with a point before the decimals."
    ),
    "plan.value-not-whole": gettext_noop(
        "“{value}” of “{field}” is not a whole number. Write digits without quotes."
    ),
    "plan.value-not-boolean": gettext_noop("“{value}” of “{field}” must be true or false."),
    "plan.value-too-small": gettext_noop("“{value}” of “{field}” is less than {ge}."),
    "plan.value-too-large": gettext_noop("“{value}” of “{field}” is more than {le}."),
    "plan.value-wrong-structure": gettext_noop(
        "What stands at “{field}” (“{value}”) does not have the structure that is needed there."
        " See docs/manual/plan-folder.md."
    ),
    "plan.value-wrong": gettext_noop(
        "The value “{value}” of “{field}” is not accepted: {problem}."
    ),
    "plan.more-findings": gettext_noop(
        "There are {count} more findings in this file. Correct these first."
    ),
    "plan.duplicate": gettext_noop(
        "“{subject}” appears twice in “{list}”: the first is at line {first_line}. Keep one, or rename one."
    ),
    "plan.identity-repeated": gettext_noop(
        "{subject} has the same identity as {other}: “{identity}”. Give each its own `id`."
    ),
    "plan.level-unknown": gettext_noop(
        "The level “{level}” of {subject} is not declared. Declared: {known}."
    ),
    "plan.cycle": gettext_noop(
        "Following the parents of {subject} comes back to it. Correct its parent “{parent}”."
    ),
    "plan.parent-missing": gettext_noop(
        "{subject} is of level “{level}” and has no parent. Only the level “{first}” has none."
    ),
    "plan.parent-unknown": gettext_noop(
        "The parent “{parent}” of {subject} does not exist. Check the code."
    ),
    "plan.parent-wrong-level": gettext_noop(
        "{subject} is of level “{level}” and cannot be under {parent}, which is of level “{parent_level}”."
    ),
    "plan.node-unknown": gettext_noop("No node has the code “{subject}”. Check the code."),
    "plan.marker-unknown": gettext_noop(
        "The marker “{marker}” of {subject} is not declared in plan.yaml."
    ),
    "plan.kind-unknown": gettext_noop(
        "The kind “{kind}” of “{subject}” is not among the declared kinds."
    ),
    "plan.line-two-places": gettext_noop(
        "The line {subject} is under {first} and under {second}. Keep one."
    ),
    "plan.line-two-spans": gettext_noop(
        "The line {subject} points here to other lines of the document than where it first appears. Keep one."
    ),
    "plan.number-wrong": gettext_noop(
        "“{value}” of {subject} cannot be kept. Write a number with at most fifteen digits before the point"
        " and four after it."
    ),
    "plan.framework-unknown": gettext_noop("No framework has the key “{subject}”. Check the key."),
    "plan.topic-unknown": gettext_noop(
        "The framework “{framework}” has no topic “{subject}”. Check the key."
    ),
    "plan.inconsistency-unknown": gettext_noop(
        "No inconsistency has the key “{key}”, which {subject} names."
    ),
    "plan.language-missing": gettext_noop(
        "The text “{field}” of {subject} has no version in “{language}”. Write it."
    ),
    "plan.alignment-without-line": gettext_noop(
        "The alignment of {subject} to “{topic}” is said to be in the document, but names no line."
    ),
    "plan.alignment-without-reason": gettext_noop(
        "The alignment of {subject} to “{topic}” is a proposal and needs its reason."
    ),
    "plan.span-out-of-range": gettext_noop(
        "The lines {span} of {subject} lie outside the document, which has {last}."
    ),
}
