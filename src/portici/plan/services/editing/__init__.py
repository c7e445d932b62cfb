"""Editing the draft of an edition: one verb each, all with a reason, all in the journal.

Every function takes `edition`, `by` and `why`, checks by the rules, writes in one transaction, and raises
CannotEdit with all findings, having changed nothing; Conflict when somebody else changed the thing meanwhile.
`seen` is the fingerprint of the state that the editor had before their eyes.
"""

from portici.plan.services.editing.alignments import (
    align_node,
    align_nodes,
    change_alignment,
    unalign_node,
)
from portici.plan.services.editing.divisions import merge_nodes, split_node
from portici.plan.services.editing.figures import add_figure, change_figure, drop_figure
from portici.plan.services.editing.instruments import (
    add_instrument,
    change_instrument,
    change_link,
    drop_instrument,
    link_instrument,
    unlink_instrument,
)
from portici.plan.services.editing.locks import hold_edition
from portici.plan.services.editing.markers import mark_nodes
from portici.plan.services.editing.nodes import (
    add_node,
    drop_node,
    move_node,
    renumber_node,
    reword_node,
)
from portici.plan.services.editing.refusals import CannotEdit, Conflict
from portici.plan.services.editing.undo import undo_operation

__all__ = [
    "CannotEdit",
    "Conflict",
    "add_figure",
    "add_instrument",
    "add_node",
    "align_node",
    "align_nodes",
    "change_alignment",
    "change_figure",
    "change_instrument",
    "change_link",
    "drop_figure",
    "drop_instrument",
    "drop_node",
    "hold_edition",
    "link_instrument",
    "mark_nodes",
    "merge_nodes",
    "move_node",
    "renumber_node",
    "reword_node",
    "split_node",
    "unalign_node",
    "undo_operation",
    "unlink_instrument",
]
