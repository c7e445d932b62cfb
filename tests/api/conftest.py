"""A site with everything that the API answers from: the plan of Turin and its territory."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.conftest import ROOT
from tests.factories.people import command
from tests.ui.conftest import chromium as chromium

from portici.plan.services.folder import FolderReport
from portici.plan.services.load import load_plan
from portici.territory.services.load import load_territory


@pytest.fixture(scope="module")
def _whole_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, turin_report: FolderReport
) -> Iterator[None]:
    """Loaded once for the tests of a module; undone after the last of them."""
    loaded = datetime(2026, 3, 1, tzinfo=UTC)
    with django_db_blocker.unblock(), transaction.atomic():
        load_territory(folder=ROOT / "territories" / "torino", by=command(loaded))
        load_plan(report=turin_report, by=command(loaded))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(_whole_site: None, db: None) -> None:
    """Turin and its territory."""
