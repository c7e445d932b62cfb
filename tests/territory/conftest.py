"""A small territory, made of four municipalities in two zones, as a folder that a test may spoil."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.factories.people import command
from tests.factories.territory_folder import DESCRIPTION, written_folder

from portici.territory.models import Territory
from portici.territory.services import load_territory

WriteFolder = Callable[..., Path]


@pytest.fixture
def description() -> dict[str, Any]:
    """territory.yaml as a value of its own, to be changed by a test."""
    return deepcopy(DESCRIPTION)


@pytest.fixture
def write_folder(tmp_path: Path) -> WriteFolder:
    """Writes a territory folder; without arguments the sound one."""
    return partial(written_folder, tmp_path)


@pytest.fixture
def small(db: None, write_folder: WriteFolder, now: datetime) -> Territory:
    """The small territory, loaded."""
    return load_territory(folder=write_folder(), by=command(now))
