"""`portici pages …`: the schedule."""

from datetime import timedelta

import pytest
from tests.cli.conftest import Portici
from tests.factories.editorial import page, someone

from portici.cli import pages as command
from portici.kernel import clock
from portici.pages.models import Page
from portici.pages.queries.working import seen_of
from portici.pages.services import schedule

pytestmark = pytest.mark.django_db


def _due(slug: str) -> Page:
    """A page whose moment came a minute ago."""
    now = clock.now()
    found = page(slug)
    schedule(
        page_id=found.pk,
        publish_at=now - timedelta(minutes=1),
        seen=seen_of(found),
        by=someone(now - timedelta(minutes=2)),
    )
    return found


def test_publish_due_publishes_once_and_says_what(portici: Portici) -> None:
    _due("uno")

    first, again = portici("pages", "publish-due"), portici("pages", "publish-due")

    assert (first.code, first.output) == (0, "Published: uno\n")
    assert (again.code, again.output) == (0, "")


def test_publish_due_goes_on_until_it_is_stopped(
    portici: Portici, monkeypatch: pytest.MonkeyPatch
) -> None:
    _due("uno")
    waited: list[int] = []

    def wait(seconds: int) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            raise KeyboardInterrupt
        _due("due")

    monkeypatch.setattr(command.time, "sleep", wait)
    # The test's own connection must not be closed between two turns.
    monkeypatch.setattr(command, "close_old_connections", lambda: None)

    outcome = portici("pages", "publish-due", "--every", "5")

    assert outcome.output.splitlines()[:2] == ["Published: uno", "Published: due"]
    assert waited == [5, 5]


def test_publish_due_refuses_no_time_at_all(portici: Portici) -> None:
    assert portici("pages", "publish-due", "--every", "0").code == 2
