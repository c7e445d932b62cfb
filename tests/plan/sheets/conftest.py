"""A draft, taken away as a workbook."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook
from tests.factories.people import command
from tests.factories.workbooks import edited

from portici.plan.models import Edition
from portici.plan.rules.editing.states import Why
from portici.plan.services.editions import new_edition
from portici.plan.services.sheets import (
    ImportReport,
    SheetFile,
    import_sheets,
    read_changes,
    workbook_of,
)

WHY = Why({"it": "Prova", "en": "A test"}, "editorial")

Bring = Callable[..., ImportReport]


@pytest.fixture
def draft(small: Edition, now: datetime) -> Edition:
    """A draft of the small plan."""
    name = {"it": "Seconda", "en": "Second"}
    return new_edition(base=small, key="second", name=name, by=command(now))


@pytest.fixture
def raw(draft: Edition, now: datetime) -> bytes:
    """The draft as a workbook headed in English."""
    return workbook_of(edition=draft, language="en", at=now)


@pytest.fixture
def bring(draft: Edition, raw: bytes, now: datetime) -> Bring:
    """Edit the workbook of the draft, and bring it back; a file may be given instead of an edit."""

    def bring_back(what: Callable[[Workbook], object] | SheetFile, **options: Any) -> ImportReport:
        file = what if isinstance(what, SheetFile) else edited(raw, what)
        by = command(now)
        if options.pop("dry_run", False):
            return read_changes(edition=draft, file=file, by=by, why=WHY, **options)
        return import_sheets(edition=draft, file=file, by=by, why=WHY, **options)

    return bring_back
