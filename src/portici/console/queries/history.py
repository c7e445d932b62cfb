"""The history of everything, within what somebody may read of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.accounts.choices import Right, ScopeKind
from portici.accounts.queries.visitors import Visitor
from portici.accounts.rules.rights import Holder
from portici.journal.choices import ActorKind, Channel
from portici.journal.phrases import verb_name
from portici.journal.queries import EntryRow
from portici.journal.queries.reading import Reach
from portici.journal.queries.values import text_pairs
from portici.kernel.localized import in_language
from portici.kernel.tabular import Cell, Column, Table
from portici.plan.choices import EditionStatus
from portici.plan.queries.editing import edition_scope, last_operation
from portici.plan.queries.editions import all_plan_editions
from portici.plan.queries.identities import branch_uids
from portici.plan.queries.lives import changes_hanging_on
from portici.plan.rules.differences.words import text_difference
from portici.ui.components import HistoryChange, HistoryItem

# Fields of a change that a table of the history has room for.
_LONGEST = 32_000


def reaches_of(holder: Holder) -> list[Reach]:
    """The parts of the journal that somebody may read: the whole, plans, branches of plans with what hangs on them.

    Three queries at most.
    """
    scopes = holder.scopes_with(Right.READ_JOURNAL)
    if any(scope.kind == ScopeKind.SITE for scope in scopes):
        return [Reach()]
    reaches = [Reach(f"plan:{scope.key}") for scope in scopes if scope.kind == ScopeKind.PLAN]
    nodes = [scope.key for scope in scopes if scope.kind == ScopeKind.NODE]
    if nodes:
        branches = branch_uids(nodes)
        hanging = changes_hanging_on(uid for uids in branches.values() for uid in uids)
        for slug, uids in branches.items():
            operations, labels = hanging.get(slug, (set(), set()))
            reach = Reach(f"plan:{slug}", frozenset(uids), frozenset(operations), frozenset(labels))
            reaches.append(reach)
    return reaches


def scopes_within(reaches: Sequence[Reach]) -> list[tuple[str, str]]:
    """The plans and editions whose history is in reach: scope and name. One query."""
    found: list[tuple[str, str]] = []
    for edition in all_plan_editions():
        plan = f"plan:{edition.plan.slug}"
        if not any(reach.scope in ("", plan) for reach in reaches):
            continue
        title = in_words(edition.plan.short_title)
        if (plan, title) not in found:
            found.append((plan, title))
        found.append((f"{plan}:{edition.key}", f"{title}, {in_words(edition.name)}"))
    return found


def undo_addresses(visitor: Visitor, entries: Sequence[EntryRow]) -> dict[str, str]:
    """Number of an entry to the address that takes its operation back: the visitor's last change of each draft.

    No query for whoever has changed nothing in a draft among these entries; else one, and two for each such draft.
    """
    if visitor.by is None or not visitor.holder.may_anywhere(Right.EDIT_PLAN):
        return {}
    # The newest entry of an operation stands first.
    newest: dict[UUID, int] = {}
    scopes = set()
    for entry in entries:
        if entry.actor_id == visitor.by.actor_id and "step" in entry.facts:
            newest.setdefault(entry.operation, entry.number)
            scopes.add(entry.scope)
    found = {}
    for edition in all_plan_editions() if scopes else ():
        if edition.status != EditionStatus.DRAFT or edition_scope(edition) not in scopes:
            continue
        last = last_operation(edition, visitor.by)
        if last is not None and last.operation in newest:
            address = reverse("work-undo", args=[edition.plan.slug, edition.key, last.operation])
            found[str(newest[last.operation])] = address
    return found


def in_words(texts: Mapping[str, str]) -> str:
    """The text in the active language."""
    return in_language(texts, get_language() or "it")


def kind_names() -> dict[str, str]:
    """Kinds of thing that entries are about, in the order of the form."""
    return {
        "plan.edition": _("Edition"),
        "plan.node": _("Element"),
        "plan.instrument": _("Instrument"),
        "plan.link": _("Line of means"),
        "plan.alignment": _("Alignment"),
        "plan.figure": _("Figure"),
        "pages.page": _("Page"),
        "pages.image": _("Image"),
        "accounts.user": _("Person"),
        "accounts.invitation": _("Invitation"),
        "territory": _("Territory"),
    }


def history_items(entries: Sequence[EntryRow]) -> list[HistoryItem]:
    """The entries with names, each with the way to everything about its thing. No query."""
    kinds = kind_names()
    here = reverse("work-history")
    return [
        HistoryItem(
            when=date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT"),
            date=entry.at.isoformat(),
            what=verb_name(entry.verb),
            label=_label(entry, kinds),
            href=f"{here}?{urlencode({'kind': entry.subject_kind, 'key': entry.subject_key})}",
            who=who_did(entry),
            reason=entry.reason,
            changes=changes_shown(entry),
            note=_note(entry),
            key=str(entry.number),
        )
        for entry in entries
    ]


def who_did(entry: EntryRow) -> str:
    """Who acted, in words that say what is known of it."""
    if entry.actor:
        return entry.actor
    if entry.actor_kind == ActorKind.PERSON:
        return _("somebody whose name was erased")
    return str(ActorKind(entry.actor_kind).label)


def changes_shown(entry: EntryRow) -> tuple[HistoryChange, ...]:
    """The fields that an entry changed, word by word."""
    return tuple(
        HistoryChange(
            f"{pair.label} ({pair.language})" if pair.language else pair.label,
            text_difference(pair.before, pair.after).inline,
            pair.language,
        )
        for pair in text_pairs(entry.changes)
    )


def _label(entry: EntryRow, kinds: dict[str, str]) -> str:
    kind = kinds.get(entry.subject_kind, entry.subject_kind)
    return f"{kind} {entry.subject_label}".strip()


def _note(entry: EntryRow) -> str:
    """Number, way, place and request, for whoever must find the same elsewhere."""
    facts = [
        _("entry %(number)d") % {"number": entry.number},
        str(Channel(entry.channel).label).lower(),
        entry.scope,
        _("request %(id)s") % {"id": entry.request_id} if entry.request_id else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def history_table(entries: Sequence[EntryRow], *, name: str) -> Table:
    """The entries as rows to take away, one each."""
    columns = [
        Column("number", _("Entry"), 10),
        Column("at", _("When"), 26),
        Column("who", _("Who"), 24),
        Column("channel", _("Through"), 16),
        Column("verb", _("Verb"), 26),
        Column("what", _("What"), 24),
        Column("subject_kind", _("Kind of thing"), 18),
        Column("subject_key", _("Its name for ever"), 38),
        Column("subject", _("Thing"), 24),
        Column("scope", _("Where"), 30),
        Column("reason", _("Why"), 50),
        Column("changes", _("What was changed"), 80),
        Column("request_id", _("Request"), 20),
        Column("operation", _("Operation"), 38),
    ]
    return Table(name=name, columns=columns, rows=[_row(entry) for entry in entries])


def _row(entry: EntryRow) -> list[Cell]:
    told = [
        f"{pair.label}{f' ({pair.language})' if pair.language else ''}: {pair.before} → {pair.after}"
        for pair in text_pairs(entry.changes)
    ]
    return [
        entry.number,
        entry.at.isoformat(),
        who_did(entry),
        str(Channel(entry.channel).label),
        entry.verb,
        verb_name(entry.verb),
        entry.subject_kind,
        entry.subject_key,
        entry.subject_label or None,
        entry.scope or None,
        entry.reason or None,
        "\n".join(told)[:_LONGEST] or None,
        entry.request_id or None,
        str(entry.operation),
    ]
