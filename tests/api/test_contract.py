"""The API against its own description: whatever is asked, the answer is one that is described.

Schemathesis makes the questions, right ones and wrong ones, and runs all of its checks on every answer: no
error of ours, only statuses, media types, headers and shapes that are described, wrong values refused, right ones
accepted, other methods refused.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from tests.factories.keys import key_for
from tests.factories.people import command, grant, person

from portici.accounts.rules.scopes import plan_scope
from portici.api.views.interface import description_in
from portici.plan.queries.editions import current_edition
from portici.plan.services.editions import new_edition
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
@hypothesis_settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("site", "_one_connection")
def test_answers_keep_to_the_description(case: schemathesis.Case[Any]) -> None:
    # The client within the process does not unpack.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


@pytest.fixture
def key(site: None, settings: LazySettings) -> str:
    """A key of somebody who may edit a draft of the Turin plan, without a limit that a test would meet."""
    settings.PORTICI_API_RATE = 1_000_000
    base = current_edition("torino-2030")
    assert base is not None
    new_edition(base=base, key="draft", name={"it": "Bozza", "en": "Draft"}, by=command())
    user = person()
    grant(user, "coordinator", plan_scope("torino-2030"))
    return key_for(user)[1]


@schema.parametrize()
@hypothesis_settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("_one_connection")
def test_answers_to_a_key_keep_to_the_description(case: schemathesis.Case[Any], key: str) -> None:
    """The same with a key, on things that exist: what is asked for is a draft, and often an element of it."""
    known = {"slug": "torino-2030", "edition": "draft", "code": "1.1.1-A01"}
    for name in set(case.path_parameters or {}) & set(known):
        case.path_parameters[name] = known[name]
    case.call_and_validate(
        headers={"Accept-Encoding": "identity", "Authorization": f"Bearer {key}"},
        # What has the right shape can still break a rule of the plan: a code that is taken, a parent of another level.
        # The key goes along with every case, also with those that leave it out to see a refusal: what is refused
        # is shown in `test_writing` and `test_keys`.
        excluded_checks=[negative_data_rejection]
        if case.method == "GET"
        else [negative_data_rejection, positive_data_acceptance],
    )
