"""Every component is documented, shown in the gallery and used by a page; none holds style or script."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from jinja2 import Environment, nodes

from portici.ui import components, gallery
from portici.ui.marks import thread_marks

PACKAGE = Path(__file__).resolve().parents[2] / "src/portici"
COMPONENTS = sorted((PACKAGE / "ui/templates/ui/components").glob("*.html"))
# What is made for paper goes through no browser and keeps its style inside.
TEMPLATES = sorted(
    file for file in PACKAGE.glob("*/templates/**/*.html") if file.parent.name != "pdf"
)
GALLERY = PACKAGE / "ui/templates/ui/gallery.html"


def _macros(file: Path, environment: Environment) -> list[nodes.Macro]:
    tree = environment.parse(file.read_text(encoding="utf-8"))
    return [macro for macro in tree.find_all(nodes.Macro) if not macro.name.startswith("_")]


def _calls(text: str, name: str) -> int:
    return len(re.findall(rf"(?<!macro )\b{name}\(", text))


@pytest.mark.django_db
@pytest.mark.urls("portici.ui.urls")
def test_gallery_shows_every_component(client: Client, environment: Environment) -> None:
    answer = client.get("/ui/")
    page = GALLERY.read_text(encoding="utf-8")
    inner = {"breadcrumb", "mark"}  # shown by the shell and by other macros

    missing = [
        f"{file.name}: {macro.name}"
        for file in COMPONENTS
        for macro in _macros(file, environment)
        if macro.name not in inner and not _calls(page, macro.name)
    ]

    assert answer.status_code == 200
    assert missing == []


def test_every_parameter_is_documented(environment: Environment) -> None:
    silent = []
    for file in COMPONENTS:
        text = file.read_text(encoding="utf-8")
        for macro in _macros(file, environment):
            comment = text[: text.index(f"macro {macro.name}(")].rpartition("{#")[2]
            silent += [
                f"{file.name}: {macro.name}({argument.name})"
                for argument in macro.args
                if not re.search(rf"\b{argument.name}\b", comment) and macro.name != "mark"
            ]

    assert silent == []


def test_every_record_says_what_it_is() -> None:
    records = [
        value
        for value in vars(components).values()
        if isinstance(value, type) and is_dataclass(value)
    ]

    silent = [
        record.__name__ for record in records if not record.__doc__ or "(" in record.__doc__[:20]
    ]

    assert [fields(record) for record in records] != []
    assert silent == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_template_holds_no_style_no_script_no_other_host(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)

    forbidden = [
        found
        for pattern in (
            r"\sstyle=",
            r"<style",
            r"<script(?![^>]*\ssrc=)",
            r"\son(?!e=)[a-z]+=",
            r'(?:src|link[^>]*href)="http',
        )
        for found in re.findall(pattern, text)
    ]

    assert forbidden == []


@pytest.mark.parametrize("name", ["title", "code", "href", "summary"])
def test_card_escapes_what_a_plan_says(name: str, environment: Environment) -> None:
    template = environment.from_string(
        '{% from "ui/components/element_card.html" import element_card %}{{ element_card(**given) }}'
    )
    given = {"title": "T", "code": "1", "href": "/", "level": "Area", name: '"><script>x</script>'}

    assert "<script>" not in template.render(given=given)


def test_marks_say_in_words_what_they_draw() -> None:
    with translation.override("en"):
        drawn = thread_marks(gallery.THREAD[1:])

    assert re.findall(r'aria-label="(.*?)"| d="(.*?)"', drawn) == [
        ("Actions: 4, Means: 12, Alignment: not yet, When: does not apply", ""),
        ("", "M6 6h48M54 3v6"),
        ("", "M6 6h0M22 6h0M38 6h0"),
        ("", "M38 6h0"),
    ]


def test_unknown_amount_is_not_drawn_as_zero(environment: Environment) -> None:
    template = environment.from_string(
        '{% from "ui/components/bar_chart.html" import bar_chart %}{{ bar_chart("c", bars, "l", "v") }}'
    )
    bars = (components.Bar("a", 4, "4"), components.Bar("b", 0, "0"), components.Bar("c", None, ""))

    with translation.override("en"):
        drawn = template.render(bars=bars)

    assert re.findall(r'<rect width="(.*?)%"', drawn) == ["100.0"]
    assert re.findall(r'<td class="number">(.*?)</td>', drawn) == ["4", "0", "unknown"]


def test_select_keeps_groups_in_the_given_order(environment: Environment) -> None:
    template = environment.from_string(
        '{% from "ui/components/filter_form.html" import filter_select %}{{ filter_select("n", "l", choices) }}'
    )

    drawn = template.render(choices=gallery.GROUPED_CHOICES)

    assert re.findall(r'<optgroup label="(.*?)">|value="(.*?)"|(</optgroup>)', drawn) == [
        ("", "", ""),
        ("United Nations", "", ""),
        ("", "un:a", ""),
        ("", "un:b", ""),
        ("", "", "</optgroup>"),
        ("European Union", "", ""),
        ("", "eu:a", ""),
        ("", "", "</optgroup>"),
    ]


def test_every_component_is_used_by_a_page() -> None:
    # To be emptied by the pages that are still being written, then to go.
    awaited = {"element_card.html", "pagination.html", "timeline.html"}
    pages = [
        file.read_text(encoding="utf-8")
        for file in TEMPLATES
        if file != GALLERY and file.parent.name != "components"
    ]

    unused = {
        file.name
        for file in COMPONENTS
        if not any(f"ui/components/{file.name}" in page for page in pages)
    }

    assert unused - awaited == set()
