"""changes.yaml: why the edition says what it says; written by Portici when an edition is taken away."""

from typing import Annotated, Literal

from pydantic import Field

from portici.kernel.shapes import Plain, Strict
from portici.plan.rules.schema.values import Day, Identity, Texts, Title


class ChangeEntry(Strict):
    """One change of one thing, with its reason and who asked for it."""

    kind: Literal[
        "added", "reworded", "moved", "renumbered", "split", "merged", "dropped", "changed", "restored"
    ]  # fmt: skip
    subject: Literal["node", "markers", "instrument", "link", "alignment", "figure"]
    # What named the thing when it was changed: a code, an instrument's key.
    key: Annotated[str, Field(max_length=150), Plain]
    # The node concerned, by its `id` or the code that it had at first.
    id: Identity | None = None
    # One language of the plan is enough: it is what somebody wrote when they made the change.
    reason: Texts
    source: Literal["participation", "monitoring", "external-act", "editorial"]
    source_note: Title | None = None
    # What all changes of one act share.
    operation: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    changed_on: Day


class ChangesFile(Strict):
    """changes.yaml; the changes stand in the order in which they were made."""

    changes: list[ChangeEntry]
