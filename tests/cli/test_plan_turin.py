"""`portici plan …` on the first plan."""

import json
from collections.abc import Callable
from pathlib import Path

import yaml
from tests.cli.conftest import Outcome
from tests.conftest import ROOT, TURIN

from portici.plan.models import Edition

Portici = Callable[..., Outcome]


def test_check_of_turin_as_json_is_sound(portici: Portici) -> None:
    outcome = portici("plan", "check", ROOT / "plans" / TURIN, "--json")

    assert outcome.code == 0
    assert json.loads(outcome.output)["findings"] == []


def test_show_of_turin_holds_the_nodes_of_its_folder(portici: Portici, turin: Edition) -> None:
    folder = yaml.safe_load((ROOT / "plans" / TURIN / "plan.yaml").read_text(encoding="utf-8"))

    shown = json.loads(portici("plan", "show", TURIN, "--json").output)

    def key(node: dict[str, object]) -> tuple[object, ...]:
        return (node["code"], node["level"], node.get("parent"), node["title"], node["lines"])

    assert [key(node) for node in shown["nodes"]] == [key(node) for node in folder["nodes"]]


def test_official_of_turin_fills_every_element(
    portici: Portici, turin: Edition, shared: Path
) -> None:
    document = shared / "seed" / "piano-torino-2030.txt"

    outcome = portici("plan", "official", TURIN, document, "--json")

    assert outcome.code == 0
    assert json.loads(outcome.output)["attached"] == {
        "area": 6,
        "objective": 16,
        "strategy": 36,
        "action": 111,
        "instrument-lines": 126,
    }
