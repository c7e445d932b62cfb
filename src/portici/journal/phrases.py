"""What an entry says to people. Each app brings the sentences of its own verbs, in its AppConfig.ready()."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Verb to what happened, written so that the thing's label can stand after it: "Reworded" — 1.1.1-A02.
_verbs: dict[str, Promise | str] = {}
# Field of an entry's changes to its name for people.
_fields: dict[str, Promise | str] = {}

# One sentence per fault that an audit can find; number is the entry's.
FAULTS = {
    "missing": _("Entry %(number)d is missing."),
    "altered": _("Entry %(number)d is not what was written: its content does not give its digest."),
    "unlinked": _("Entry %(number)d does not follow the entry before it."),
    "shortened": _("After entry %(number)d the chain does not end as its head says."),
    "noted": _(
        "Entry %(number)d does not have the digest that was noted down: the chain was written anew from there or"
        " from before."
    ),
    "seal": _("A personal value of entry %(number)d is not what was sealed."),
}


def register_verbs(sentences: Mapping[str, Promise | str]) -> None:
    """An app's verbs, with what happened in a word or two."""
    _verbs.update(sentences)


def register_fields(names: Mapping[str, Promise | str]) -> None:
    """Names of fields that stand in an app's entries."""
    _fields.update(names)


def verb_name(verb: str) -> str:
    """What happened, in the active language; the verb itself where no app has a word for it."""
    return str(_verbs.get(verb, verb))


def field_name(field: str) -> str:
    """A field's name in the active language; the field itself where no app has a word for it."""
    return str(_fields.get(field, field))


def known_verbs() -> frozenset[str]:
    """All verbs that have words: a test compares them with those that services write."""
    return frozenset(_verbs)


def fault_sentence(fault: str, number: int) -> str:
    """What is wrong with the chain, in the active language."""
    return str(FAULTS[fault]) % {"number": number}
