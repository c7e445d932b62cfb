"""A draft of the small plan, and somebody who edits it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.factories.editing import both
from tests.factories.people import SPRING, by, person

from portici.accounts.models import User
from portici.journal.rules.acts import By
from portici.plan.models import Edition
from portici.plan.queries.editing import all_stated, node_stated
from portici.plan.rules.editing.states import Stated, Why
from portici.plan.services import editing
from portici.plan.services.editions import new_edition


@pytest.fixture
def anna(small: Edition) -> User:
    """Somebody who edits."""
    return person()


@pytest.fixture
def bruno(small: Edition) -> User:
    """Somebody else who edits."""
    return person("bruno@example.org", name="Bruno Neri")


@pytest.fixture
def by_anna(anna: User) -> By:
    """An act of Anna's."""
    return by(anna)


@pytest.fixture
def by_bruno(bruno: User) -> By:
    """An act of Bruno's, an hour later."""
    return by(bruno, SPRING + timedelta(hours=1))


@pytest.fixture
def draft(small: Edition, anna: User, by_anna: By) -> Edition:
    """The draft of a second edition, a copy of the small plan."""
    return new_edition(base=small, key="second", name={"it": "Seconda"}, by=by_anna)


@pytest.fixture
def why() -> Why:
    """A reason with its source."""
    return Why({"it": "Chiesto dai comuni."}, "participation", "Incontro del 3 marzo")


@pytest.fixture
def mine(draft: Edition, by_anna: By, why: Why) -> dict[str, Any]:
    """What every service is told."""
    return {"edition": draft, "by": by_anna, "why": why}


@pytest.fixture
def stated(draft: Edition) -> Callable[[str], Stated]:
    """The state of a node that is there."""

    def read(code: str) -> Stated:
        found = node_stated(draft, code)
        assert found is not None
        return found

    return read


@pytest.fixture
def reword(mine: dict[str, Any], stated: Callable[[str], Stated]) -> Callable[..., None]:
    """Rewords a node as whoever just read it."""

    def do(code: str, **more: Any) -> None:
        now = stated(code)
        given = {"seen": now.fingerprint, "title": both("Nuovo"), "summary": now.state["summary"]}
        editing.reword_node(code=code, **{**mine, **given, **more})

    return do


@pytest.fixture
def seen(draft: Edition) -> Any:
    """The fingerprint of a thing that is there."""

    def read(kind: str, key: str) -> str:
        return all_stated(draft, kind)[kind][key].fingerprint

    return read
