"""The files of Bootstrap Italia that pages load."""

from pathlib import Path

import pytest

from portici.ui.finders import ITALIA_FILES, ItaliaFinder, italia_folder


def test_finder_lists_the_files_that_pages_load() -> None:
    finder = ItaliaFinder()

    listed = [(name, storage.exists(name)) for name, storage in finder.list(None)]

    assert listed == [(name, True) for name in ITALIA_FILES]


def test_finder_finds_a_file_under_its_prefix() -> None:
    stylesheet = str(italia_folder() / "css/bootstrap-italia.min.css")

    finder = ItaliaFinder()

    assert finder.find("italia/css/bootstrap-italia.min.css") == stylesheet
    assert finder.find("italia/css/bootstrap-italia.min.css", find_all=True) == [stylesheet]


@pytest.mark.parametrize(
    "path", ["css/bootstrap-italia.min.css", "italia/js/bootstrap-italia.min.js", "italia/../x"]
)
def test_finder_leaves_other_files_alone(path: str) -> None:
    assert ItaliaFinder().find(path) == []


def test_fonts_of_the_stylesheet_are_among_the_files() -> None:
    sheet = Path(__file__).resolve().parents[2] / "src/portici/ui/static/portici/shell.css"

    named = [
        line.split('url("../italia/')[1].split('"')[0]
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if "@font-face" in line
    ]

    assert sorted(named) == sorted(name for name in ITALIA_FILES if name.endswith(".woff2"))
