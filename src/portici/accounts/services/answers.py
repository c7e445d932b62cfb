"""Answers to writes that carried an idempotency key: whoever asks again with the same key gets the same answer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from portici.accounts.models import ApiToken, IdempotentAnswer

# How long an answer is kept: whoever lost it asks again within minutes, not days.
KEPT = timedelta(hours=24)


class KeyOfAnotherRequest(Exception):
    """The idempotency key was used for another request before."""


class AnswerPending(Exception):
    """The same request was carried out at this moment, by another process."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was given: status, content, and headers of its own."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)


def kept_answer(
    *, token: ApiToken, key: str, request_digest: str, at: datetime
) -> KeptAnswer | None:
    """The answer given to the same request before; None when there is none. One query.

    Raises KeyOfAnotherRequest.
    """
    row = IdempotentAnswer.objects.filter(token=token, key=key, created_at__gt=at - KEPT).first()
    if row is None:
        return None
    if row.request_digest != request_digest:
        raise KeyOfAnotherRequest
    return KeptAnswer(row.status, row.body, row.headers)


def claim_answer(*, token: ApiToken, key: str, request_digest: str, at: datetime) -> None:
    """Say, first thing in the transaction of a change, that its answer will be kept under the key.

    Who comes second with the same key waits here until the first is done. Raises AnswerPending when it has been
    done: its answer is kept by then. What was kept long enough is removed at the same time.
    """
    old = IdempotentAnswer.objects.filter(token=token, created_at__lte=at - KEPT).order_by("pk")
    # Rows that another request removes at this moment are left to it: nobody waits for anybody here.
    removed = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
    IdempotentAnswer.objects.filter(pk__in=removed).delete()
    try:
        with transaction.atomic():
            IdempotentAnswer.objects.create(
                token=token,
                key=key,
                request_digest=request_digest,
                status=0,
                body="",
                created_at=at,
            )
    except IntegrityError as twice:
        raise AnswerPending from twice


def keep_answer(*, token: ApiToken, key: str, answer: KeptAnswer) -> None:
    """Keep what is answered, last thing in the transaction that began with `claim_answer`."""
    IdempotentAnswer.objects.filter(token=token, key=key).update(
        status=answer.status, body=answer.body, headers=answer.headers
    )
