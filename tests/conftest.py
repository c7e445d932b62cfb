"""Fixtures that every folder of tests may use."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from portici.plan.models import Edition
from portici.plan.queries.editions import current_edition
from portici.plan.services.folder import FolderReport, check_folder
from portici.plan.services.load import load_plan
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, write_folder

ROOT = Path(__file__).resolve().parent.parent
TURIN = "torino-2030"


@pytest.fixture
def now() -> datetime:
    """An instant for services that must be told the time."""
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _italian() -> Iterator[None]:
    """Every test begins in the site's default language, whatever the one before activated."""
    with translation.override("it"):
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Inputs that are not part of the project: the plan's document, boundaries to import."""
    folder = Path(os.environ.get("PORTICI_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("the inputs beside the project are missing; PORTICI_SHARED names their folder")
    return folder


@pytest.fixture(scope="session")
def turin_report() -> FolderReport:
    """The bundled Turin folder, read and checked once."""
    return check_folder(ROOT / "plans" / TURIN)


@pytest.fixture(scope="module")
def _turin_in_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, turin_report: FolderReport
) -> Iterator[None]:
    """Turin loaded once for the tests of a module; undone after the last of them.

    Not for modules with transactional tests (live servers, threads): those load it for themselves.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load_plan(report=turin_report, by=command(datetime(2026, 3, 1, tzinfo=UTC)))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def turin(_turin_in_database: None, db: None) -> Edition:
    """The current edition of the Turin plan, whole."""
    edition = current_edition(TURIN)
    assert edition is not None
    return edition


@pytest.fixture
def small_report(tmp_path: Path) -> FolderReport:
    """A small plan folder with one of everything, read and checked."""
    return check_folder(write_folder(tmp_path / "small-plan", small_plan()))


@pytest.fixture
def small(db: None, small_report: FolderReport, now: datetime) -> Edition:
    """The small plan in the database."""
    return load_plan(report=small_report, by=command(now))
