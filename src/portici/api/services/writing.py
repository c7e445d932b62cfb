"""One write of a program: the change, its entries and the answer kept for it, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from portici.accounts.queries.tokens import ApiToken
from portici.accounts.services.answers import KeptAnswer, claim_answer, keep_answer
from portici.journal.rules.acts import By
from portici.journal.services import recording

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A request that may be sent again.

    Attributes:
        token: the key for programs that it came with.
        key: its idempotency key.
        digest: tells it from every other request.
    """

    token: ApiToken
    key: str
    digest: str


def carry_out(
    *,
    by: By,
    change: Callable[[], Result],
    answer: Callable[[Result, UUID | None], KeptAnswer],
    repeatable: Repeatable | None,
) -> KeptAnswer:
    """Make the change and say what it did: all of it, or nothing.

    `answer` is given what the change gave, and what names it in the history; None when nothing was different.
    A refusal leaves nothing behind, so that the same idempotency key can be tried again. Raises what the change
    raises, and AnswerPending.
    """
    with recording(by=by) as record:
        if repeatable is not None:
            claim_answer(
                token=repeatable.token,
                key=repeatable.key,
                request_digest=repeatable.digest,
                at=by.at,
            )
        result = change()
        told = answer(result, record.operation if record.acts else None)
        if repeatable is not None:
            keep_answer(token=repeatable.token, key=repeatable.key, answer=told)
    return told
