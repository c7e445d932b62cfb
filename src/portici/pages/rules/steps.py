"""Which step may follow which: from a draft to what the public reads, and back."""

from portici.pages.choices import PageStatus

# Step to the states of the working text from which it can be taken.
STEPS: dict[str, frozenset[str]] = {
    "send-to-review": frozenset({PageStatus.DRAFT}),
    "return-to-author": frozenset({PageStatus.IN_REVIEW, PageStatus.SCHEDULED}),
    "publish": frozenset({PageStatus.DRAFT, PageStatus.IN_REVIEW, PageStatus.SCHEDULED}),
    "schedule": frozenset({PageStatus.DRAFT, PageStatus.IN_REVIEW, PageStatus.SCHEDULED}),
}


def can_step(step: str, *, status: str) -> bool:
    """Whether the step can be taken from that state.

    - A draft is sent to review, or published at once by whoever may publish.
    - What is in review or on the schedule can be returned to whoever wrote it.
    - What is published or withdrawn becomes a draft again when it is changed, and goes the same way.
    """
    return status in STEPS[step]


def status_after_change(*, status: str) -> str:
    """Every change makes a draft of the text: what is published is what somebody has looked at."""
    return PageStatus.DRAFT.value
