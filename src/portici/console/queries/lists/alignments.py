"""The list of alignments of elements to topics."""

from django.utils.translation import gettext as _

from portici.accounts.queries.visitors import Visitor
from portici.console.queries.editable import editable_codes
from portici.console.queries.lists.parts import (
    ListFilter,
    WorkList,
    address,
    areas_of,
    changed_filter,
    changed_things,
    is_open,
    text_of,
    topics_of,
    words_of,
)
from portici.console.rules.fields import spans_text
from portici.console.rules.lists import ListColumn, ListRow
from portici.plan.choices import AlignmentBasis
from portici.plan.queries.editing import all_stated
from portici.plan.queries.editions import Edition
from portici.plan.queries.frameworks import topic_names
from portici.plan.queries.outline import node_rows


def alignment_list(edition: Edition, visitor: Visitor) -> WorkList:
    """Every alignment, by element in document order."""
    rows = node_rows(edition, with_texts=False)
    by_uid = {row.uid: row for row in rows}
    place = {row.uid: number for number, row in enumerate(rows)}
    names = {(each.framework, each.key): each for each in topic_names(edition)}
    bases = dict(AlignmentBasis.choices)
    changed = changed_things(edition, subjects={"alignment"})
    editable = editable_codes(visitor, edition, rows) if is_open(edition) else frozenset()
    listed = []
    for thing in all_stated(edition, "alignment")["alignment"].values():
        state = thing.state
        row, named = by_uid[state["node"]], names[state["framework"], state["topic"]]
        is_changed = thing.label in changed
        listed.append(
            ListRow(
                key=f"{row.code}|{named.framework}|{named.key}",
                href=address(edition, "work-alignment", row.code, named.framework, named.key),
                cells={
                    "code": row.code,
                    "title": text_of(row.title),
                    "framework": text_of(named.framework_title),
                    "topic": text_of(named.name),
                    "basis": str(bases[state["basis"]]),
                    "changed": _("changed") if is_changed else "",
                    "reason": text_of(state["reason"] or {}),
                    "lines": spans_text(state["lines"]),
                },
                order={"code": place[row.uid]},
                facets={
                    "area": frozenset({row.root}),
                    "topic": frozenset({f"{named.framework}:{named.key}"}),
                    "basis": frozenset({state["basis"]}),
                    "changed": frozenset({"yes"} if is_changed else {"no"}),
                },
                may_edit=row.code in editable,
                words=words_of(row.code, *row.title.values(), *named.name.values()),
            )
        )
    return WorkList(
        kind="alignments",
        title=_("Alignments"),
        empty=_("No element of this edition is aligned to anything yet."),
        columns=(
            ListColumn("code", _("Element")),
            ListColumn("title", _("Title")),
            ListColumn("framework", _("Framework")),
            ListColumn("topic", _("Topic")),
            ListColumn("basis", _("Where it comes from")),
            ListColumn("changed", _("In this draft")),
            ListColumn("reason", _("Reason"), is_usual=False),
            ListColumn("lines", _("Lines of the document"), is_usual=False),
        ),
        rows=tuple(listed),
        filters=(
            ListFilter("area", _("Part of the plan"), areas_of(rows)),
            ListFilter("topic", _("Framework and topic"), topics_of(edition)),
            ListFilter(
                "basis",
                _("Where it comes from"),
                tuple((key, str(name), "") for key, name in bases.items()),
            ),
            changed_filter(),
        ),
    )
