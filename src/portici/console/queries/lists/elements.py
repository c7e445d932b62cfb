"""The list of elements, and of the markers that they carry."""

from django.utils.translation import gettext as _

from portici.accounts.queries.visitors import Visitor
from portici.console.queries.editable import editable_codes
from portici.console.queries.lists.parts import (
    LANGUAGE_NAMES,
    ListFilter,
    WorkList,
    address,
    areas_of,
    changed_filter,
    changed_things,
    is_open,
    missing_filter,
    missing_in,
    text_of,
    topics_of,
    words_of,
)
from portici.console.rules.fields import spans_text
from portici.console.rules.lists import ListColumn, ListRow
from portici.plan.choices import MarkerKind
from portici.plan.permissions import may_edit_plan
from portici.plan.queries.editions import Edition
from portici.plan.queries.outline import levels_of, markers_of, node_rows


def node_list(edition: Edition, visitor: Visitor) -> WorkList:
    """The elements in document order."""
    rows = node_rows(edition)
    levels = {level.key: text_of(level.name) for level in levels_of(edition)}
    markers = {marker.key: text_of(marker.name) for marker in markers_of(edition)}
    topics = topics_of(edition)
    changed = changed_things(edition)
    editable = editable_codes(visitor, edition, rows) if is_open(edition) else frozenset()
    languages = edition.plan.languages
    listed = []
    for number, row in enumerate(rows):
        missing = missing_in(languages, row.title, row.summary)
        is_changed = row.uid in changed
        listed.append(
            ListRow(
                key=row.code,
                href=address(edition, "work-node", row.code),
                cells={
                    "code": row.code,
                    "title": text_of(row.title),
                    "level": levels[row.level],
                    "markers": ", ".join(markers[key] for key in row.markers),
                    "topics": len(row.topics),
                    "means": len(row.instruments),
                    "changed": _("changed") if is_changed else "",
                    "missing": ", ".join(LANGUAGE_NAMES.get(each, each) for each in missing),
                    "summary": text_of(row.summary),
                    "lines": spans_text(row.lines),
                },
                order={"code": number},
                facets={
                    "area": frozenset({row.root}),
                    "level": frozenset({row.level}),
                    "marker": frozenset(row.markers),
                    "topic": frozenset(row.topics),
                    "changed": frozenset({"yes"} if is_changed else {"no"}),
                    "missing": frozenset(missing),
                },
                may_edit=row.code in editable,
                words=words_of(row.code, *row.title.values(), *row.summary.values()),
            )
        )
    return WorkList(
        kind="nodes",
        title=_("Elements"),
        empty=_("This edition has no elements yet."),
        columns=(
            ListColumn("code", _("Code")),
            ListColumn("title", _("Title")),
            ListColumn("level", _("Level")),
            ListColumn("markers", _("Markers")),
            ListColumn("topics", _("Alignments"), is_number=True),
            ListColumn("means", _("Instruments"), is_usual=False, is_number=True),
            ListColumn("changed", _("In this draft")),
            ListColumn("missing", _("Text missing in"), is_usual=False),
            ListColumn("summary", _("In plain words"), is_usual=False),
            ListColumn("lines", _("Lines of the document"), is_usual=False),
        ),
        rows=tuple(listed),
        filters=(
            ListFilter("area", _("Part of the plan"), areas_of(rows)),
            ListFilter("level", _("Level"), tuple((key, name, "") for key, name in levels.items())),
            ListFilter(
                "marker", _("Marker"), tuple((key, name, "") for key, name in markers.items())
            ),
            ListFilter("topic", _("Framework and topic"), topics),
            changed_filter(),
            missing_filter(languages),
        ),
        is_chosen=bool(editable),
        may_add=is_open(edition) and may_edit_plan(visitor, edition),
    )


def marker_list(edition: Edition, visitor: Visitor) -> WorkList:
    """Every marker of every element, in document order."""
    rows = node_rows(edition, with_texts=False)
    markers = markers_of(edition)
    kinds = dict(MarkerKind.choices)
    changed = changed_things(edition, subjects={"markers"})
    editable = editable_codes(visitor, edition, rows) if is_open(edition) else frozenset()
    names = {marker.key: marker for marker in markers}
    listed = []
    for number, row in enumerate(rows):
        for key in row.markers:
            is_changed = row.uid in changed
            listed.append(
                ListRow(
                    key=f"{row.code}|{key}",
                    href=f"{address(edition, 'work-node', row.code)}#markers",
                    cells={
                        "code": row.code,
                        "title": text_of(row.title),
                        "marker": text_of(names[key].name),
                        "kind": str(kinds[names[key].kind]),
                        "changed": _("changed") if is_changed else "",
                    },
                    order={"code": number},
                    facets={
                        "area": frozenset({row.root}),
                        "marker": frozenset({key}),
                        "changed": frozenset({"yes"} if is_changed else {"no"}),
                    },
                    may_edit=row.code in editable,
                    words=words_of(row.code, *row.title.values(), *names[key].name.values()),
                )
            )
    return WorkList(
        kind="markers",
        title=_("Markers"),
        empty=_("No element of this edition carries a marker yet."),
        columns=(
            ListColumn("code", _("Element")),
            ListColumn("title", _("Title")),
            ListColumn("marker", _("Marker")),
            ListColumn("kind", _("Kind")),
            ListColumn("changed", _("In this draft")),
        ),
        rows=tuple(listed),
        filters=(
            ListFilter("area", _("Part of the plan"), areas_of(rows)),
            ListFilter(
                "marker",
                _("Marker"),
                tuple((marker.key, text_of(marker.name), "") for marker in markers),
            ),
            changed_filter(),
        ),
    )
