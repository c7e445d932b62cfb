"""What stands beside the revision, for every public page to know without asking."""

import pytest

from portici.journal.models import Revision
from portici.journal.queries import PublicState, current_state
from portici.journal.services import bump_revision, set_standing

pytestmark = pytest.mark.django_db


def test_nothing_stands_before_anything_was_done() -> None:
    assert current_state() == PublicState(0, {})


def test_names_do_not_disturb_one_another_and_the_count() -> None:
    bump_revision()
    set_standing(name="one", value={"title": "Città"})
    set_standing(name="two", value=[1])

    assert current_state() == PublicState(1, {"one": {"title": "Città"}, "two": [1]})


def test_an_empty_value_takes_the_name_away() -> None:
    set_standing(name="one", value=[1])
    set_standing(name="one", value=[])

    assert current_state().standing == {}
    assert Revision.objects.get().standing == ""
