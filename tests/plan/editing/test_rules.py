"""The rules of editing on values alone; those of the tree by the cases that officials read."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.plan.choices import ChangeSource
from portici.plan.rules.editing import checks
from portici.plan.rules.editing.identities import identity_candidates
from portici.plan.rules.editing.states import Change, fingerprint, seen_position
from portici.plan.rules.editing.tree import (
    Standing,
    Tree,
    arranged,
    drop_faults,
    merge_faults,
    move_faults,
    new_codes_faults,
    split_faults,
)
from portici.plan.rules.schema import MAXIMUM_NODES
from portici.plan.services.editing.draft import LONGEST_KEY, subject_key

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "modifiche.yaml").read_text(encoding="utf-8")
)["cases"]

NODES = [
    Standing("a", "A", 0, None, 1),
    Standing("a1", "A.1", 1, "a", 1),
    Standing("a2", "A.2", 1, "a", 2),
    Standing("b", "B", 0, None, 2),
    Standing("b1", "B.1", 1, "b", 1),
]
TREE = Tree({node.uid: node for node in NODES}, ("theme", "measure"))


def _node(code: str) -> Standing:
    found = TREE.by_code(code)
    assert found is not None
    return found


def _faults(case: dict[str, Any]) -> Any:
    if "move" in case:
        node = _node(case["move"])
        return move_faults(TREE, node, parent=case.get("under"), position=case.get("at"))
    if "drop" in case:
        return drop_faults(
            TREE, _node(case["drop"]), with_children=case.get("with_children", False)
        )
    if "split" in case:
        return split_faults(TREE, _node(case["split"]), case["into"])
    return merge_faults(TREE, case["merge"], case["into"][0])


def _after(case: dict[str, Any]) -> list[str]:
    if "move" in case:
        parent = TREE.by_code(case.get("under", ""))
        place = (parent.uid if parent else None, case.get("at", len(NODES)))
        paths = arranged(TREE, {_node(case["move"]).uid: place})
    else:
        branch = TREE.branch(_node(case["drop"]).uid)
        paths = arranged(TREE, {}, [node.uid for node in branch])
    return [TREE.nodes[uid].code for uid in sorted(paths, key=lambda uid: paths[uid])]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_tree_changes_as_the_case_says(case: dict[str, Any]) -> None:
    assert [finding.code for finding in _faults(case)] == case["findings"]
    if "after" in case:
        assert _after(case) == case["after"]


def test_an_edition_has_a_limited_number_of_elements() -> None:
    nodes = {str(n): Standing(str(n), f"N{n}", 0, None, n) for n in range(MAXIMUM_NODES)}
    tree = Tree(nodes, ("theme",))

    findings = [finding.code for finding in new_codes_faults(tree, ["X"])]
    assert findings == ["plan.edit-too-many-nodes"]
    assert not list(new_codes_faults(tree, ["X"], leaving=["N1"]))


def test_names_of_a_new_node_never_end() -> None:
    assert list(islice(identity_candidates("1.1.2-A03", "2027"), 4)) == [
        "1.1.2-A03",
        "1-1-2-a03-2027",
        "1-1-2-a03-2027-2",
        "1-1-2-a03-2027-3",
    ]


def test_fingerprints_leave_out_what_is_empty() -> None:
    assert fingerprint({"a": 1, "b": {}, "c": None}) == fingerprint({"a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})


def test_a_shifted_number_is_recognised_and_nothing_else() -> None:
    state = {"code": "A", "position": 3}

    assert seen_position(state, fingerprint({"code": "A", "position": 12})) == 12
    assert seen_position(state, fingerprint({"code": "B", "position": 3})) is None


def test_a_change_of_wording_is_told_from_others() -> None:
    before = {"code": "A", "title": {"it": "x"}}
    reworded = Change("node", "u", "A", "reworded", before, {**before, "title": {"it": "y"}})

    assert reworded.is_wording
    assert reworded.changed_fields == {"title": ({"it": "x"}, {"it": "y"})}
    assert not Change("node", "u", "A", "renumbered", before, {**before, "code": "B"}).is_wording
    assert not Change("node", "u", "A", "dropped", before, None).is_wording


def test_a_reason_knows_all_the_sources_that_there_are() -> None:
    sources = checks.WhyEntry.model_json_schema()["properties"]["source"]["enum"]

    assert sources == ChangeSource.values


def test_a_name_too_long_for_the_journal_is_shortened_and_still_its_own() -> None:
    names = [f"uid→{'f' * 100}:{'t' * 99}{end}" for end in "ab"]

    keys = {subject_key(name) for name in names}
    assert len(keys) == 2
    assert all(len(key) <= LONGEST_KEY for key in keys)
    assert subject_key("short") == "short"
