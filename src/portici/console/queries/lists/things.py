"""The lists of what stands beside the elements: instruments, and numbers."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from portici.accounts.queries.visitors import Visitor
from portici.console.queries.lists.parts import (
    LANGUAGE_NAMES,
    ListFilter,
    WorkList,
    address,
    changed_filter,
    changed_things,
    is_open,
    missing_filter,
    missing_in,
    text_of,
    words_of,
)
from portici.console.rules.fields import spans_text
from portici.console.rules.lists import ListColumn, ListRow
from portici.plan.choices import InstrumentStatus
from portici.plan.permissions import may_edit_plan
from portici.plan.queries.editing import all_stated
from portici.plan.queries.editions import Edition
from portici.plan.queries.instruments import instrument_kinds


def instrument_list(edition: Edition, visitor: Visitor) -> WorkList:
    """The instruments, with how many lines name each."""
    stated = all_stated(edition, "instrument", "link")
    kinds = {kind.key: text_of(kind.name) for kind in instrument_kinds(edition)}
    states = dict(InstrumentStatus.choices)
    changed = changed_things(edition, subjects={"instrument"})
    languages = edition.plan.languages
    named: dict[str, int] = {}
    for link in stated["link"].values():
        named[link.state["instrument"]] = named.get(link.state["instrument"], 0) + 1
    may_edit = is_open(edition) and may_edit_plan(visitor, edition)
    listed = []
    for key, thing in stated["instrument"].items():
        state = thing.state
        missing = missing_in(languages, state["name"])
        listed.append(
            ListRow(
                key=key,
                href=address(edition, "work-instrument", key),
                cells={
                    "name": text_of(state["name"]),
                    "kind": kinds[state["kind"]],
                    "status": str(states[state["status"]]),
                    "named": named.get(key, 0),
                    "changed": _("changed") if key in changed else "",
                    "missing": ", ".join(LANGUAGE_NAMES.get(each, each) for each in missing),
                    "key": key,
                },
                facets={
                    "kind": frozenset({state["kind"]}),
                    "status": frozenset({state["status"]}),
                    "changed": frozenset({"yes"} if key in changed else {"no"}),
                    "missing": frozenset(missing),
                },
                may_edit=may_edit,
                words=words_of(key, *state["name"].values(), *(state["summary"] or {}).values()),
            )
        )
    return WorkList(
        kind="instruments",
        title=_("Instruments"),
        empty=_("This edition has no instruments yet."),
        columns=(
            ListColumn("name", _("Name")),
            ListColumn("kind", _("Kind")),
            ListColumn("status", _("State")),
            ListColumn("named", _("Lines that name it"), is_number=True),
            ListColumn("changed", _("In this draft")),
            ListColumn("missing", _("Text missing in"), is_usual=False),
            ListColumn("key", _("Name in addresses"), is_usual=False),
        ),
        rows=tuple(listed),
        filters=(
            ListFilter("kind", _("Kind"), tuple((key, name, "") for key, name in kinds.items())),
            ListFilter(
                "status", _("State"), tuple((key, str(name), "") for key, name in states.items())
            ),
            changed_filter(),
            missing_filter(languages),
        ),
        may_add=may_edit,
    )


def figure_list(edition: Edition, visitor: Visitor) -> WorkList:
    """The numbers that the edition states."""
    headings = {topic["key"]: text_of(topic["name"]) for topic in edition.figure_topics}
    changed = changed_things(edition, subjects={"figure"})
    languages = edition.plan.languages
    may_edit = is_open(edition) and may_edit_plan(visitor, edition)
    listed = []
    for key, thing in all_stated(edition, "figure")["figure"].items():
        state = thing.state
        missing = missing_in(languages, state["name"])
        value = state["value"]
        listed.append(
            ListRow(
                key=key,
                href=address(edition, "work-figure", key),
                cells={
                    "name": text_of(state["name"]),
                    "value": text_of(value) if isinstance(value, Mapping) else str(value),
                    "unit": text_of(
                        {name: text for name, text in state["unit"].items() if name != "key"}
                    ),
                    "year": state["year"] or "",
                    "heading": str(headings.get(state["topic"], state["topic"])),
                    "changed": _("changed") if key in changed else "",
                    "key": key,
                    "lines": spans_text(state["lines"]),
                    "missing": ", ".join(LANGUAGE_NAMES.get(each, each) for each in missing),
                },
                facets={
                    "heading": frozenset({state["topic"]}),
                    "changed": frozenset({"yes"} if key in changed else {"no"}),
                    "missing": frozenset(missing),
                },
                may_edit=may_edit,
                words=words_of(key, *state["name"].values()),
            )
        )
    return WorkList(
        kind="figures",
        title=_("Numbers"),
        empty=_("This edition states no numbers yet."),
        columns=(
            ListColumn("name", _("What is counted")),
            ListColumn("value", _("Value")),
            ListColumn("unit", _("Unit")),
            ListColumn("year", _("Year"), is_number=True),
            ListColumn("heading", _("Heading")),
            ListColumn("changed", _("In this draft")),
            ListColumn("key", _("Key"), is_usual=False),
            ListColumn("lines", _("Lines of the document"), is_usual=False),
            ListColumn("missing", _("Text missing in"), is_usual=False),
        ),
        rows=tuple(listed),
        filters=(
            ListFilter(
                "heading", _("Heading"), tuple((key, name, "") for key, name in headings.items())
            ),
            changed_filter(),
            missing_filter(languages),
        ),
        may_add=may_edit,
    )
