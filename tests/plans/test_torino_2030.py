"""The bundled Turin plan against the document that it restates. These tests need the document's reconstruction."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.kernel.text import folded_words
from portici.plan.services.folder import check_folder

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "plans" / "torino-2030"
SHARED = Path(os.environ.get("PORTICI_SHARED", PROJECT.parent / "shared"))
DOCUMENT = SHARED / "seed" / "piano-torino-2030.txt"
STRUCTURE = SHARED / "plan" / "structure.json"

RUN = 8
# Titles of laws, bodies and programmes: they may stand as they are.
TITLES = (
    "Piano metropolitano per l'economia sociale di Torino 2030",
    "Raccomandazione del Consiglio dell'Unione europea sullo sviluppo delle condizioni quadro dell'economia sociale",
    "Risoluzione sulla promozione dell'economia sociale e solidale per lo sviluppo sostenibile",
    "Task Force delle Nazioni Unite sull'economia sociale e solidale",
    "Il sistema industriale torinese tra crisi ed eccellenze: analisi e proposte. Quale ruolo della Città?",
    "Centro di Competenze per la Valutazione di Impatto Sociale",
)

with_the_document = pytest.mark.skipif(
    not (DOCUMENT.exists() and STRUCTURE.exists()),
    reason="the document and its reconstruction are not in the repository",
)


def test_folder_has_no_findings() -> None:
    report = check_folder(FOLDER)

    assert report.findings == ()
    assert report.is_sound


@with_the_document
def test_codes_levels_and_parents_are_those_of_the_document() -> None:
    plan = _yaml("plan.yaml")

    found = [(node["code"], node["level"], node["parent"]) for node in plan["nodes"]]

    assert found == list(_elements())


@with_the_document
def test_every_line_of_means_is_linked_where_it_stands() -> None:
    links = {
        (link["line"], link["strategy"], str(link["lines"]))
        for instrument in _yaml("instruments.yaml")["instruments"]
        for link in instrument["links"]
    }

    assert links == set(_lines_of_means())
    assert len({line for line, _strategy, _lines in links}) == 126


@with_the_document
def test_lines_of_actions_are_those_of_the_document() -> None:
    lines = {node["code"]: node["lines"] for node in _yaml("plan.yaml")["nodes"]}

    expected = {
        f"{strategy['code']}-A{number:02}": spans
        for strategy in _strategies()
        for number, spans in enumerate(strategy["action_seed_lines"], start=1)
    }

    assert {code: lines[code] for code in expected} == expected
    assert len(expected) == 111


@with_the_document
def test_lines_of_markers_stand_inside_their_element() -> None:
    outside = [
        (node["code"], mark["key"])
        for node in _yaml("plan.yaml")["nodes"]
        for mark in node.get("markers", [])
        for first, last in mark["lines"]
        if not any(start <= first and last <= end for start, end in node["lines"])
    ]

    assert outside == []


@with_the_document
@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.yaml")))
def test_no_sentence_of_the_document_is_copied(name: str) -> None:
    runs = _runs_of_the_document()
    titles = {run for title in TITLES for run in _runs(title)}

    copied = {
        (path, " ".join(run))
        for path, text in _texts(_yaml(name), "")
        for run in _runs(text)
        if run in runs and run not in titles
    }

    assert copied == set()


def _yaml(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _structure() -> Any:
    return json.loads(STRUCTURE.read_text(encoding="utf-8"))


def _strategies() -> Iterator[Any]:
    for area in _structure()["areas"]:
        for objective in area["objectives"]:
            yield from objective["strategies"]


def _elements() -> Iterator[tuple[str, str, str | None]]:
    for area in _structure()["areas"]:
        yield area["code"], "area", None
        for objective in area["objectives"]:
            yield objective["code"], "objective", area["code"]
            for strategy in objective["strategies"]:
                code = strategy["code"]
                yield code, "strategy", objective["code"]
                for number in range(1, len(strategy["actions"]) + 1):
                    yield f"{code}-A{number:02}", "action", code


def _lines_of_means() -> Iterator[tuple[str, str, str]]:
    for strategy in _strategies():
        code = strategy["code"]
        for number, spans in enumerate(strategy["instrument_seed_lines"], start=1):
            yield f"{code}-S{number:02}", code, str(spans)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = folded_words(text)
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def _runs_of_the_document() -> set[tuple[str, ...]]:
    """Runs of the OCR text and of the reconstruction, whose wording is free of OCR noise."""
    texts = [DOCUMENT.read_text(encoding="utf-8")]
    for area in _structure()["areas"]:
        texts.append(area["title"])
        for objective in area["objectives"]:
            texts += [objective["title"], objective.get("overview_title") or ""]
    for strategy in _strategies():
        texts += [strategy["title"], *strategy["actions"], *strategy["instruments"]]
    return {run for text in texts for run in _runs(text)}


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            name = inner.get("code") or inner.get("key") if isinstance(inner, dict) else None
            yield from _texts(inner, f"{path}[{name or index}]")
