"""Colours of a plan: safe, readable, and the palette of the site itself."""

import re
from pathlib import Path

import pytest
import yaml

from portici.ui.appearance import (
    READABLE,
    NotAColour,
    accent_class,
    contrast,
    readable_on_white,
    stylesheet,
)

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "src/portici/ui/static/portici"

# Every pair of text and ground that the stylesheets make, by the names in `shell.css`.
PAIRS = [
    ("ink", "ground"),
    ("ink", "ground-soft"),
    ("ink", "sand"),
    ("ink-soft", "ground"),
    ("ink-soft", "ground-soft"),
    ("ink-soft", "sand"),
    ("navy", "ground"),
    ("navy", "ground-soft"),
    ("navy", "sand"),
    ("blue", "ground"),
    ("blue", "ground-soft"),
    ("blue", "sand"),
    ("blue-deep", "ground"),
    ("blue-deep", "ground-soft"),
    ("warning", "sand"),
    ("ground", "blue"),
    ("ground", "blue-deep"),
    ("ground", "navy"),
]


def _palette() -> dict[str, str]:
    sheet = (STYLES / "shell.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", sheet))


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_palette_is_readable(text: str, ground: str) -> None:
    palette = _palette()

    ratio = contrast(palette[text], palette[ground])

    assert ratio >= READABLE, f"{text} on {ground} has {ratio:.2f}:1"


@pytest.mark.parametrize("sheet", ["shell.css", "components.css", "plan.css"])
def test_colours_outside_the_palette_are_readable_on_white(sheet: str) -> None:
    rules = (STYLES / sheet).read_text(encoding="utf-8").split("}")

    faint = [
        colour
        for rule in rules
        for colour in re.findall(r"[ {]color: (#[0-9a-f]{6})", rule)
        if contrast(colour, "#ffffff") < READABLE
    ]

    assert faint == []


def test_lines_of_controls_stand_out() -> None:
    # Source: WCAG 2.1, success criterion 1.4.11.
    assert contrast(_palette()["line-strong"], "#ffffff") >= 3


def test_bundled_plans_need_no_darkening() -> None:
    colours = [
        colour
        for file in sorted((ROOT / "plans").glob("*/plan.yaml"))
        for colour in (
            yaml.safe_load(file.read_text(encoding="utf-8")).get("colours") or {}
        ).values()
    ]

    changed = [colour for colour in colours if readable_on_white(colour) != colour.lower()]

    assert colours != []
    assert changed == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0066cc", "#0066cc", 1.0)],
)
def test_contrast_follows_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert round(contrast(other, one), 2) == ratio


def test_stylesheet_has_a_class_for_each_area() -> None:
    sheet = stylesheet({"1": "#004D99", "B.2": "#A1330F"})

    assert sheet == ".accent-1{--accent:#004d99}\n.accent-b-2{--accent:#a1330f}\n"


def test_stylesheet_of_no_colours_is_empty() -> None:
    assert stylesheet({}) == ""


def test_light_colour_is_darkened_until_it_can_be_read() -> None:
    darkened = readable_on_white("#FFCC00")

    assert READABLE <= contrast(darkened, "#ffffff") < READABLE + 1


@pytest.mark.parametrize(
    "colour", ["red", "#12345", "#1234567", "#12345g", "", "#004D99}body{color:red"]
)
def test_anything_but_a_colour_is_refused(colour: str) -> None:
    with pytest.raises(NotAColour):
        stylesheet({"1": colour})


def test_accent_class_holds_nothing_but_words_and_hyphens() -> None:
    assert accent_class('1.1"><script>') == "accent-1-1-script"
