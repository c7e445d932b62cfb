"""Official wording of the first plan, rebuilt from its document where the document is at hand."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.plan.rules.official import (
    OfficialElement,
    OfficialRecipe,
    Span,
    document_lines,
    looks_wrong,
    rebuild_wording,
    recipe_of,
    word_similarity,
)
from portici.plan.rules.official_repair import Repair
from portici.plan.rules.schema import OfficialFile

PROJECT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PORTICI_SHARED", PROJECT.parent / "shared"))
SEED = SHARED / "seed" / "piano-torino-2030.txt"
STRUCTURE = SHARED / "plan" / "structure.json"
RECIPE = PROJECT / "plans" / "torino-2030" / "official.yaml"

with_the_document = pytest.mark.skipif(
    not (SEED.exists() and STRUCTURE.exists()), reason="the document is not in the repository"
)


def official_recipe() -> OfficialRecipe:
    return recipe_of(
        OfficialFile.model_validate(yaml.safe_load(RECIPE.read_text(encoding="utf-8")))
    )


def reconstructed_wording() -> Mapping[str, str]:
    """Return each element's wording as people read it from the document, by code."""
    return dict(_walk(json.loads(STRUCTURE.read_text(encoding="utf-8"))))


def _walk(structure: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for area in structure["areas"]:
        yield area["code"], area["title"]
        for objective in area["objectives"]:
            yield objective["code"], objective["title"]
            for strategy in objective["strategies"]:
                code = strategy["code"]
                yield code, strategy["title"]
                for number, text in enumerate(strategy["actions"], 1):
                    yield f"{code}-A{number:02}", text
                for number, text in enumerate(strategy["instruments"], 1):
                    yield f"{code}-S{number:02}", text


def test_recipe_of_the_first_plan_holds_no_wording() -> None:
    for repair in official_recipe().repairs:
        assert len(repair.find.split()) <= 4
        assert len(repair.replace.split()) <= 4


@with_the_document
def test_first_plan_is_rebuilt_from_its_document(capsys: pytest.CaptureFixture[str]) -> None:
    official = official_recipe()
    content = SEED.read_bytes()
    lines = document_lines(content.decode("utf-8"))
    meant = reconstructed_wording()

    similarity = {
        each.code: word_similarity(
            rebuild_wording(lines=lines, element=each, repairs=official.repairs), meant[each.code]
        )
        for each in official.elements
    }

    with capsys.disabled():
        worst = sorted(similarity.items(), key=lambda item: item[1])[:10]
        shown = ", ".join(f"{code} {ratio:.3f}" for code, ratio in worst)
        print(f"\nworst ten: {shown}")  # noqa: T201 - whoever edits the recipe looks at these
    assert hashlib.sha256(content).hexdigest() == official.sha256
    assert content.count(b"\n") == official.line_count
    assert list(similarity) == list(meant)
    assert len(similarity) == 295
    assert min(similarity.values()) >= 0.98
    assert looks_wrong(lines=lines, recipe=official) == []


@with_the_document
def test_every_repair_of_the_first_plan_is_needed() -> None:
    official = official_recipe()
    lines = document_lines(SEED.read_text(encoding="utf-8"))
    meant = reconstructed_wording()

    for left_out in official.repairs:
        others = [repair for repair in official.repairs if repair is not left_out]
        reached = [each for each in official.elements if _reaches(left_out, each)]
        assert any(
            rebuild_wording(lines=lines, element=each, repairs=others) != meant[each.code]
            for each in reached
        ), left_out


def _reaches(repair: Repair, element: OfficialElement) -> bool:
    return any(
        repair.reaches(line_number)
        for span in element.spans
        for line_number in range(span.first_line, span.last_line + 1)
    )


@with_the_document
def test_general_repairs_leave_the_reconstructed_wording_alone() -> None:
    whole = OfficialElement(code="1", kind="node", spans=(Span(1, 1),))

    for wording in reconstructed_wording().values():
        assert rebuild_wording(lines=[wording], element=whole, repairs=()) == wording
