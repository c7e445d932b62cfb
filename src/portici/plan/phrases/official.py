"""Sentences of what can be wrong while the official wording is rebuilt."""

from django.utils.translation import gettext_noop

SENTENCES = {
    "official.wrong-document": gettext_noop(
        "This is not the document that the plan cites: its SHA-256 is {found}, expected {expected}."
        " Use the cited edition, or add --trust if you know that the text is the same."
    ),
    "official.no-recipe": gettext_noop(
        "The folder of {subject} has no official.yaml: there is nothing to rebuild from."
    ),
    "official.span-outside": gettext_noop(
        "The place of {subject} lies outside the document: {span}."
    ),
    "official.span-shared": gettext_noop(
        "{subject} takes a word that {other} takes too: “{text}”, line {line}."
    ),
    "official.page-number": gettext_noop(
        "The wording of {subject} contains a page number: {text}, line {line}."
    ),
    "official.heading-word": gettext_noop(
        "The wording of {subject} contains a heading: {text}, line {line}."
    ),
    "official.empty": gettext_noop("The wording of {subject} is empty."),
    "official.no-capital": gettext_noop(
        "The wording of {subject} does not begin with a capital: “{start}”."
    ),
    "official.brackets": gettext_noop(
        "The wording of {subject} opens {opened} brackets and closes {closed}."
    ),
    "official.list-mark": gettext_noop("The wording of {subject} contains a list mark: {mark}."),
    "official.too-short": gettext_noop(
        "The document has {found} lines, and the plan cites line {needed}."
    ),
}
