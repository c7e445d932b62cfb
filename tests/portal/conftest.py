"""Plans on the site."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.factories.people import command
from tests.factories.plan_folder import Files, write_folder
from tests.factories.two_editions import approved, changed_draft, first_edition

from portici.plan.models import Edition
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

Loader = Callable[[Files], Edition]


@pytest.fixture
def load(db: None, tmp_path: Path, now: datetime) -> Loader:
    """Puts the files of a plan folder on the site; the folder must be sound."""

    def load_files(files: Files) -> Edition:
        report = check_folder(write_folder(tmp_path / files["plan.yaml"]["slug"], files))
        assert report.findings == ()
        return load_plan(report=report, by=command(now))

    return load_files


@pytest.fixture
def first(db: None, tmp_path: Path) -> Edition:
    """The wide plan."""
    return first_edition(tmp_path / "first")


@pytest.fixture
def draft(first: Edition) -> Edition:
    """The next edition, with one of every change, still a draft."""
    return changed_draft(first)


@pytest.fixture
def second(draft: Edition) -> Edition:
    """The next edition, approved."""
    return approved(draft)
