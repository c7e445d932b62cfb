"""The API against its own description: whatever is asked, the answer is one that is described.

Schemathesis makes the questions, right ones and wrong ones, and runs all of its checks on every answer: no
error of ours, only statuses, media types, headers and shapes that are described, wrong values refused, right ones
accepted, other methods refused.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from portici.api.views.interface import description_in
from portici.web.wsgi import application


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """The site within the process asks on the connection of the test, whose transaction must stay open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(description_in("en"))
schema.app = application


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("site", "_one_connection")
def test_answers_keep_to_the_description(case: schemathesis.Case[Any]) -> None:
    # The client within the process does not unpack.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
