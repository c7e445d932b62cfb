"""The sentence for each finding: what is wrong, and what to do next."""

from django.utils.translation import gettext as _

from portici.kernel.findings import Finding


def sentence(finding: Finding) -> str:
    """The finding in the active language, with its facts; the place is shown beside it by whoever prints it."""
    facts = {"subject": finding.subject, **finding.facts}
    template = _sentences().get(finding.code)
    if template is None:
        return f"{finding.code}: {finding.subject} {dict(finding.facts)}"
    return template.format_map(_Forgiving(facts))


class _Forgiving(dict[str, object]):
    """A fact that a finding does not carry shows as a question mark, never as a traceback."""

    def __missing__(self, key: str) -> str:
        return "?"


def _sentences() -> dict[str, str]:
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
        "plan.folder-missing": _("There is no folder “{subject}”. Check the path."),
        "plan.file-missing": _("The folder has no {subject}. Every plan needs it."),
        "plan.field-missing": _("The field “{field}” is missing. Add it."),
        "plan.field-unknown": _(
            "The field “{field}” is not known. Check its spelling or remove it."
        ),
        "plan.text-too-long": _(
            "The text of “{field}” is longer than {max_length} characters. Shorten it."
        ),
        "plan.list-too-long": _(
            "The list “{field}” has {actual_length} entries; the limit is {max_length}."
        ),
        "plan.list-too-short": _("The list “{field}” needs at least {min_length} entries."),
        "plan.text-empty": _("The text of “{field}” is empty. Write it or remove the field."),
        "plan.text-markup": _(
            "The text of “{field}” contains markup (“{value}”). Texts are plain: remove the tags."
        ),
        "plan.text-control-character": _(
            "The text of “{field}” contains a control character. Remove it."
        ),
        "plan.span-backwards": _("The span {value} ends before it begins. Write [first, last]."),
        "plan.date-wrong": _(
            "“{value}” is not a date. Write 2024, 2024-07 or 2024-07-18, between quotes."
        ),
        "plan.value-not-in-list": _(
            "“{value}” is not accepted for “{field}”. Accepted: {expected}."
        ),
        "plan.value-wrong-form": _(
            "“{value}” does not have the form that “{field}” needs ({pattern})."
        ),
        "plan.value-wrong": _("The value “{value}” of “{field}” is not accepted: {problem}."),
        "plan.more-findings": _(
            "There are {count} more findings in this file. Correct these first."
        ),
        "plan.duplicate": _(
            "“{subject}” appears twice in “{list}”: the first is at line {first_line}. Keep one, or rename one."
        ),
        "plan.level-unknown": _(
            "The level “{level}” of {subject} is not declared. Declared: {known}."
        ),
        "plan.cycle": _(
            "Following the parents of {subject} comes back to it. Correct its parent “{parent}”."
        ),
        "plan.parent-missing": _(
            "{subject} is of level “{level}” and has no parent. Only the level “{first}” has none."
        ),
        "plan.parent-unknown": _(
            "The parent “{parent}” of {subject} does not exist. Check the code."
        ),
        "plan.parent-wrong-level": _(
            "{subject} is of level “{level}” and cannot be under {parent}, which is of level “{parent_level}”."
        ),
        "plan.node-unknown": _("No node has the code “{subject}”. Check the code."),
        "plan.marker-unknown": _(
            "The marker “{marker}” of {subject} is not declared in plan.yaml."
        ),
        "plan.kind-unknown": _("The kind “{kind}” of “{subject}” is not among the declared kinds."),
        "plan.line-two-places": _(
            "The line {subject} is under {first} and under {second}. Keep one."
        ),
        "plan.line-two-spans": _(
            "The line {subject} points here to other lines of the document than where it first appears. Keep one."
        ),
        "plan.number-wrong": _(
            "“{value}” of {subject} cannot be kept. Write a number with at most fifteen digits before the point"
            " and four after it."
        ),
        "plan.framework-unknown": _("No framework has the key “{subject}”. Check the key."),
        "plan.topic-unknown": _(
            "The framework “{framework}” has no topic “{subject}”. Check the key."
        ),
        "plan.inconsistency-unknown": _(
            "No inconsistency has the key “{key}”, which {subject} names."
        ),
        "plan.language-missing": _(
            "The text “{field}” of {subject} has no version in “{language}”. Write it."
        ),
        "plan.alignment-without-line": _(
            "The alignment of {subject} to “{topic}” is said to be in the document, but names no line."
        ),
        "plan.alignment-without-reason": _(
            "The alignment of {subject} to “{topic}” is a proposal and needs its reason."
        ),
        "plan.span-out-of-range": _(
            "The lines {span} of {subject} lie outside the document, which has {last}."
        ),
        "official.wrong-document": _(
            "This is not the document that the plan cites: its SHA-256 is {found}, expected {expected}."
            " Use the cited edition, or add --trust if you know that the text is the same."
        ),
        "official.no-recipe": _(
            "The folder of {subject} has no official.yaml: there is nothing to rebuild from."
        ),
        "official.span-outside": _("The place of {subject} lies outside the document: {span}."),
        "official.span-shared": _(
            "{subject} takes a word that {other} takes too: “{text}”, line {line}."
        ),
        "official.page-number": _(
            "The wording of {subject} contains a page number: {text}, line {line}."
        ),
        "official.heading-word": _(
            "The wording of {subject} contains a heading: {text}, line {line}."
        ),
        "official.empty": _("The wording of {subject} is empty."),
        "official.no-capital": _(
            "The wording of {subject} does not begin with a capital: “{start}”."
        ),
        "official.brackets": _(
            "The wording of {subject} opens {opened} brackets and closes {closed}."
        ),
        "official.list-mark": _("The wording of {subject} contains a list mark: {mark}."),
        "official.too-short": _(
            "The document has {found} lines, and the plan cites line {needed}."
        ),
    }
