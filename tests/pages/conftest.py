"""Files of images in a folder of each test's own."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    """Where the files of images lie."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"
