"""Static files for service: collected once, named after their content, compressed."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles.storage import staticfiles_storage

from portici.cli.serve import collect_static_files


@pytest.fixture
def static_root(settings: LazySettings, tmp_path: Path) -> Path:
    """An empty folder, with the storage of the running site."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "portici.ui.storage.StaticStorage"},
    }
    return tmp_path / "static"


@pytest.mark.slow
def test_collected_files_are_hashed_and_compressed(static_root: Path) -> None:
    first = collect_static_files()
    second = collect_static_files()

    style = staticfiles_storage.stored_name("italia/css/bootstrap-italia.min.css")
    assert (first, second) == (True, False)
    assert style != "italia/css/bootstrap-italia.min.css"
    assert {file.suffix for file in (static_root / style).parent.glob("*.css*")} == {
        ".css",
        ".br",
        ".gz",
    }


@pytest.mark.slow
def test_collecting_again_follows_a_new_release(static_root: Path, settings: LazySettings) -> None:
    collect_static_files()

    settings.PORTICI_RELEASE = "another"

    assert collect_static_files()
