"""Answers kept for writes that are sent again."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.factories.keys import key_for
from tests.factories.people import SPRING, person

from portici.accounts.models import ApiToken, IdempotentAnswer
from portici.accounts.services.answers import (
    AnswerPending,
    KeptAnswer,
    KeyOfAnotherRequest,
    claim_answer,
    keep_answer,
    kept_answer,
)

ANSWER = KeptAnswer(201, '{"a": 1}', {"ETag": '"x"'})


@pytest.fixture
def token(db: None) -> ApiToken:
    """A key for programs."""
    return key_for(person(), rights=[], at=SPRING)[0]


def keep(token: ApiToken, key: str = "k", *, at: object = SPRING) -> None:
    """An answer kept."""
    with transaction.atomic():
        claim_answer(token=token, key=key, request_digest="d", at=at)  # type: ignore[arg-type] # an instant
        keep_answer(token=token, key=key, answer=ANSWER)


def test_same_request_has_the_same_answer(token: ApiToken) -> None:
    keep(token)

    assert kept_answer(token=token, key="k", request_digest="d", at=SPRING) == ANSWER
    assert kept_answer(token=token, key="other", request_digest="d", at=SPRING) is None


def test_other_request_with_the_same_key_is_refused(token: ApiToken) -> None:
    keep(token)

    with pytest.raises(KeyOfAnotherRequest):
        kept_answer(token=token, key="k", request_digest="e", at=SPRING)


def test_same_key_of_another_program_is_another(token: ApiToken) -> None:
    keep(token)
    other = key_for(person("bruno@example.org", name="Bruno"), rights=[], at=SPRING)[0]

    assert kept_answer(token=other, key="k", request_digest="e", at=SPRING) is None
    keep(other)
    assert IdempotentAnswer.objects.count() == 2


def test_who_comes_second_is_told_that_the_first_is_done(token: ApiToken) -> None:
    keep(token)

    with pytest.raises(AnswerPending):
        claim_answer(token=token, key="k", request_digest="d", at=SPRING)
    assert IdempotentAnswer.objects.count() == 1


def test_after_a_day_the_key_is_free_again(token: ApiToken) -> None:
    keep(token)
    keep(token, "another")
    later = SPRING + timedelta(hours=24)

    assert kept_answer(token=token, key="k", request_digest="e", at=later) is None
    keep(token, at=later)
    assert [row.key for row in IdempotentAnswer.objects.all()] == ["k"]
