"""What people fill in for each kind of thing of a draft."""

from portici.console.rules.fields import FieldSpec

NODE = (
    FieldSpec("title", "texts", is_required=True),
    FieldSpec("summary", "texts", is_long=True),
    FieldSpec("lines", "spans"),
)
# A node that is about to be made has a code too.
NEW_NODE = (FieldSpec("code", is_required=True), *NODE)
INSTRUMENT = (
    FieldSpec("name", "texts", is_required=True),
    FieldSpec("kind", "choice", is_required=True),
    FieldSpec("status", "choice", is_required=True),
    FieldSpec("summary", "texts", is_long=True),
    FieldSpec("merge_note", "texts", is_long=True),
    FieldSpec("named_elsewhere", "spans"),
)
NEW_INSTRUMENT = (FieldSpec("key", is_required=True), *INSTRUMENT)
FIGURE = (
    FieldSpec("name", "texts", is_required=True),
    FieldSpec("topic", "choice", is_required=True),
    FieldSpec("qualifier", "choice"),
    FieldSpec("value", "amount"),
    FieldSpec("unit", "unit"),
    FieldSpec("year", "whole"),
    FieldSpec("scope", "texts"),
    FieldSpec("cited_source"),
    FieldSpec("lines", "spans"),
    FieldSpec("caveat", "texts", is_long=True),
    FieldSpec("inconsistency", "choice"),
    FieldSpec("headline", "flag"),
)
NEW_FIGURE = (FieldSpec("key", is_required=True), *FIGURE)
ALIGNMENT = (
    FieldSpec("basis", "choice", is_required=True),
    FieldSpec("reason", "texts", is_long=True),
    FieldSpec("lines", "spans"),
)
NEW_ALIGNMENT = (FieldSpec("topic", "choice", is_required=True), *ALIGNMENT)
NEW_LINK = (
    FieldSpec("instrument", "choice", is_required=True),
    FieldSpec("line", is_required=True),
    FieldSpec("variant", is_required=True),
    FieldSpec("lines", "spans"),
)
# The line and the instrument name the link: they stay.
LINK = (
    FieldSpec("node", "choice", is_required=True),
    FieldSpec("variant", is_required=True),
    FieldSpec("lines", "spans"),
)
