"""What was done to an element, as everybody may read it: without names."""

from portici.journal.phrases import verb_name
from portici.journal.queries import EntryRow, history
from portici.journal.queries.values import text_pairs
from portici.kernel.clock import ROME
from portici.plan.queries.lives import public_changes_of_node
from portici.plan.queries.nodes import EditionNode
from portici.plan.rules.differences.words import text_difference
from portici.portal.queries.reasons import reason_shown
from portici.portal.queries.words import date_words
from portici.ui.components import HistoryChange, HistoryItem

# More than anybody reads of one element.
_LIMIT = 200


def public_history(node: EditionNode) -> tuple[HistoryItem, ...]:
    """The changes of an element in public editions and its public entries in the journal, the newest first.

    What both tell is told once. Two queries.
    """
    uid = str(node.node.uid)
    entries = history(kind="plan.node", keys=[uid], limit=_LIMIT)
    of_operation = {entry.operation: entry for entry in entries}
    items: list[HistoryItem] = []
    told = set()
    for change in public_changes_of_node(uid):
        told.add(change.operation)
        reason = reason_shown(change)
        source = f"{reason.source}: {reason.note}" if reason.note else reason.source
        entry = of_operation.get(change.operation)
        items.append(
            HistoryItem(
                when=reason.when,
                date=reason.date,
                what=reason.kind,
                reason=reason.text,
                source=source,
                changes=changes_shown(entry) if entry else (),
                note=change.edition,
            )
        )
    items += [_item(entry) for entry in entries if entry.operation not in told]
    return tuple(sorted(items, key=lambda item: item.date, reverse=True))


def _item(entry: EntryRow) -> HistoryItem:
    day = entry.at.astimezone(ROME).date().isoformat()
    return HistoryItem(
        when=date_words(day),
        date=day,
        what=verb_name(entry.verb),
        label=entry.subject_label,
        reason=entry.reason,
        changes=changes_shown(entry),
    )


def changes_shown(entry: EntryRow) -> tuple[HistoryChange, ...]:
    """The fields that an entry changed, word by word."""
    return tuple(
        HistoryChange(pair.label, text_difference(pair.before, pair.after).inline, pair.language)
        for pair in text_pairs(entry.changes)
    )
