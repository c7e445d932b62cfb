"""Writing drafts by program: the same rules as in the working area, answered for machines."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from tests.factories.keys import WHY, Program, key_for
from tests.factories.people import by, command, grant, person

from portici.accounts.models import User
from portici.accounts.rules.scopes import node_scope, plan_scope
from portici.api.views.interface import description_in
from portici.journal.models import Entry
from portici.plan.models import Edition, EditionChange, EditionNode
from portici.plan.queries.editing import alignment_stated, node_stated
from portici.plan.rules.editing.states import Why
from portici.plan.services.editing import reword_node
from portici.plan.services.editions import approve_edition, new_edition, open_consultation

NODES = "/plans/small-plan/editions/second/nodes"
DRAFT = "/plans/{slug}/editions/{edition}/nodes"
TEXT = {"title": {"it": "Nuovo", "en": "New"}, "summary": {"it": "Testo.", "en": "Text."}}


@pytest.fixture
def draft(small: Edition) -> Edition:
    """A draft of the small plan."""
    return new_edition(base=small, key="second", name={"it": "Seconda"}, by=command())


@pytest.fixture
def editor(draft: Edition) -> User:
    """Somebody who edits the whole plan."""
    user = person()
    grant(user, "editor", plan_scope("small-plan"))
    return user


@pytest.fixture
def program(editor: User) -> Program:
    """A program with a key of the editor's."""
    return Program(key_for(editor)[1])


def seen(draft: Edition, code: str) -> str:
    """The tag of an element as it stands now."""
    stated = node_stated(draft, code)
    assert stated is not None
    return f'"{stated.fingerprint}"'


def codes(draft: Edition) -> list[str]:
    """The elements of the draft in the order of pages."""
    return list(
        EditionNode.objects.filter(edition=draft).order_by("path").values_list("code", flat=True)
    )


def faults(path: str, method: str, status: int, content: Any) -> list[str]:
    """Where an answer differs from its description."""
    document = description_in("en")
    answers = document["paths"][path][method]["responses"][str(status)]["content"]
    schema = {**next(iter(answers.values()))["schema"], "components": document["components"]}
    validator = Draft202012Validator(schema, validate_formats=True)
    return [error.message for error in validator.iter_errors(content)]


def test_element_of_a_draft_is_read_with_the_tag_of_its_state(
    draft: Edition, program: Program
) -> None:
    answer = program("GET", f"{NODES}/A.1")

    assert answer.status_code == 200
    assert answer.headers["ETag"] == seen(draft, "A.1")
    assert faults(f"{DRAFT}/{{code}}", "get", 200, answer.json()) == []
    assert answer.json()["parent"] == "A"
    again = program("GET", f"{NODES}/A.1", If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_drafts_are_not_there_for_everybody(draft: Edition) -> None:
    nobody = Program()

    answer = nobody("GET", f"{NODES}/A.1")
    public = nobody("GET", "/plans/small-plan/editions/first/nodes/A.1")

    assert (answer.status_code, answer.json()["type"]) == (
        404,
        "/api/v1/docs#problem-unknown-edition",
    )
    assert public.status_code == 200
    assert nobody("HEAD", "/plans/small-plan/editions/first/nodes/A.1").status_code == 200


def test_rewording_changes_what_is_sent_and_nothing_else(draft: Edition, program: Program) -> None:
    before = node_stated(draft, "A.1")
    title = {"it": "Altro titolo", "en": "Another title"}

    answer = program(
        "PATCH", f"{NODES}/A.1", {"title": title, "why": WHY}, If_Match=seen(draft, "A.1")
    )

    after = node_stated(draft, "A.1")
    assert before is not None
    assert after is not None
    assert answer.status_code == 200
    assert faults(f"{DRAFT}/{{code}}", "patch", 200, answer.json()) == []
    assert dict(after.state) == {**before.state, "title": title}
    assert answer.headers["ETag"] == f'"{after.fingerprint}"'
    entry = Entry.objects.get(verb="plan.node-reworded")
    assert (entry.channel, str(entry.operation)) == ("api", answer.json()["operation"])
    assert EditionChange.objects.get(kind="reworded").source_note == "Meeting 3"


def test_nothing_different_is_nothing_done(draft: Edition, program: Program) -> None:
    answer = program("PATCH", f"{NODES}/A.1", {"why": WHY}, If_Match=seen(draft, "A.1"))

    assert (answer.status_code, answer.json()["operation"]) == (200, None)
    assert Entry.objects.filter(channel="api").count() == 0


@pytest.mark.parametrize("tag", ["", "*"])
def test_change_without_the_state_seen_is_refused(
    draft: Edition, program: Program, tag: str
) -> None:
    headers = {"If_Match": tag} if tag else {}

    answer = program("PATCH", f"{NODES}/A.1", {"why": WHY}, **headers)

    assert answer.status_code == 428
    assert faults(f"{DRAFT}/{{code}}", "patch", 428, answer.json()) == []


def test_weak_tag_of_a_proxy_is_the_same_state(draft: Edition, program: Program) -> None:
    tag = f"W/{seen(draft, 'A.1')}"

    assert program("PATCH", f"{NODES}/A.1", {"why": WHY}, If_Match=tag).status_code == 200


def test_second_of_two_is_told_what_the_first_changed(draft: Edition, program: Program) -> None:
    tag = seen(draft, "A.1")
    other = person("bruno@example.org", name="Bruno Neri")
    first = {"it": "Di Bruno", "en": "By Bruno"}
    reword_node(
        edition=draft,
        code="A.1",
        seen=tag.strip('"'),
        title=first,
        summary=TEXT["summary"],
        by=by(other),
        why=Why({"it": "Prima."}, "editorial"),
    )

    answer = program("PATCH", f"{NODES}/A.1", {"title": TEXT["title"], "why": WHY}, If_Match=tag)

    told = answer.json()
    assert answer.status_code == 412
    assert faults(f"{DRAFT}/{{code}}", "patch", 412, told) == []
    assert told["changed_by"] == "Bruno Neri"
    assert told["current"]["title"] == first
    assert [change["field"] for change in told["changes"]] == ["title", "summary"]
    assert answer.headers["ETag"] == seen(draft, "A.1") == f'"{told["fingerprint"]}"'
    assert Entry.objects.filter(channel="api").count() == 0


def test_elements_come_move_are_renumbered_split_merged_and_go(
    draft: Edition, program: Program
) -> None:
    added = program("POST", NODES, {"code": "A.9", "parent": "A", **TEXT, "why": WHY})
    assert (added.status_code, added.headers["Location"]) == (201, f"/api/v1{NODES}/A.9")
    assert faults(DRAFT, "post", 201, added.json()) == []

    moved = program(
        "POST",
        f"{NODES}/A.9/move",
        {"parent": "B", "position": 1, "why": WHY},
        If_Match=added.headers["ETag"],
    )
    assert (moved.status_code, moved.json()["nodes"][0]["parent"]) == (200, "B")

    named = program(
        "POST", f"{NODES}/A.9/renumber", {"code": "B.9", "why": WHY}, If_Match=moved.headers["ETag"]
    )
    assert named.json()["nodes"][0]["code"] == "B.9"

    parts = [{"code": "B.7", **TEXT}, {"code": "B.8", **TEXT}]
    split = program(
        "POST", f"{NODES}/B.9/split", {"into": parts, "why": WHY}, If_Match=named.headers["ETag"]
    )
    assert [node["code"] for node in split.json()["nodes"]] == ["B.7", "B.8"]
    assert faults(f"{DRAFT}/{{code}}/split", "post", 201, split.json()) == []

    merged = program(
        "POST",
        f"{NODES}/merge",
        {"codes": ["B.7", "B.8"], "into": {"code": "B.6", **TEXT}, "why": WHY},
    )
    assert [node["code"] for node in merged.json()["nodes"]] == ["B.6"]

    dropped = program("DELETE", f"{NODES}/B.6", {"why": WHY}, If_Match=merged.headers["ETag"])
    assert (dropped.status_code, dropped.json()["nodes"]) == (200, [])
    assert "B.6" not in codes(draft)
    assert program("GET", f"{NODES}/B.6").status_code == 404


def test_markers_alignments_and_links_come_change_and_go(draft: Edition, program: Program) -> None:
    node = f"{NODES}/B.1"
    free = program("GET", node).json()
    marker = next(each for each in ("young", "green") if each not in free["markers"])

    marked = program("PUT", f"{node}/markers/{marker}", {"why": WHY})
    assert marker in marked.json()["nodes"][0]["markers"]
    unmarked = program("DELETE", f"{node}/markers/{marker}", {"why": WHY})
    assert marker not in unmarked.json()["nodes"][0]["markers"]

    new = {
        "framework": "world-goals",
        "topic": "water",
        "basis": "editorial-proposal",
        "reason": {"it": "Perché sì.", "en": "Because."},
        "why": WHY,
    }
    aligned = program("POST", f"{node}/alignments", new)
    assert aligned.status_code == 201, aligned.content
    tag = alignment_stated(draft, "B.1", "world-goals", "water")
    assert tag is not None
    reason = {"it": "Meglio così.", "en": "Better so."}
    place = f"{node}/alignments/world-goals/water"
    changed = program("PATCH", place, {"reason": reason, "why": WHY}, If_Match=tag.fingerprint)
    found = changed.json()["nodes"][0]["alignments"]
    assert [each["reason"] for each in found if each["topic"] == "water"] == [reason]
    assert program("PATCH", place, {"why": WHY}).status_code == 428
    assert program("PATCH", place, {"why": WHY}, If_Match=tag.fingerprint).status_code == 412
    assert program("DELETE", place, {"why": WHY}).status_code == 200
    assert program("DELETE", place, {"why": WHY}).status_code == 422

    line = {"line": "B.1-S09", "instrument": "big-fund", "variant": "Fund", "why": WHY}
    linked = program("POST", f"{node}/instruments", line)
    assert linked.status_code == 201, linked.content
    assert "B.1-S09" in [link["line"] for link in linked.json()["nodes"][0]["links"]]
    unlinked = program("DELETE", f"{node}/instruments/B.1-S09/big-fund", {"why": WHY})
    assert unlinked.status_code == 200
    assert (
        program("DELETE", f"{node}/instruments/B.1-S09/big-fund", {"why": WHY}).status_code == 404
    )


def test_every_write_is_one_operation_with_an_entry_for_each_explanation(
    draft: Edition, program: Program
) -> None:
    program("POST", NODES, {"code": "A.9", "parent": "A", **TEXT, "why": WHY})
    parts = [{"code": "A.7", **TEXT}, {"code": "A.8", **TEXT}]
    program("POST", f"{NODES}/A.9/split", {"into": parts, "why": WHY}, If_Match=seen(draft, "A.9"))

    entries = Entry.objects.filter(channel="api")
    assert entries.count() == EditionChange.objects.filter(edition=draft).count() == 4
    assert entries.values("operation").distinct().count() == 2


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({"id": "11111111-1111-4111-8111-111111111111"}, ["id"]),
        ({"edition": "first", "level": "area", "by": 1}, ["by", "edition", "level"]),
        ({"why": {**WHY, "changed_on": "2020-01-01"}}, ["why.changed_on"]),
        ({"why": None}, ["why"]),
        ({"parent": "A\0"}, ["parent"]),
        ({"position": "1"}, ["position"]),
        ({"position": True}, ["position"]),
        ({"title": {"italian": "x"}}, ["title.italian.[key]"]),
        ({"lines": [[1]]}, ["lines.0.1"]),
        ({"title": []}, ["title"]),
    ],
)
def test_what_nobody_asked_for_is_refused_whole(
    draft: Edition, program: Program, more: dict[str, Any], names: list[str]
) -> None:
    before = codes(draft)

    answer = program("POST", NODES, {"code": "A.9", "parent": "A", **TEXT, "why": WHY, **more})

    assert answer.status_code == 422
    assert sorted(error["parameter"] for error in answer.json()["errors"]) == names
    assert {error["code"].partition(".")[0] for error in answer.json()["errors"]} == {"shape"}
    assert codes(draft) == before


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"text"', b"\xff", "[" * 100_000])
def test_what_is_no_object_is_refused(
    draft: Edition, program: Program, content: str | bytes
) -> None:
    answer = program("POST", NODES, content)

    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_content_longer_than_anything_is_refused(draft: Edition, program: Program) -> None:
    assert program("POST", NODES, " " * 3_000_000).status_code == 400
    assert program("POST", NODES, " " * 3_000_000, Idempotency_Key="long").status_code == 400


def test_rules_of_the_plan_are_told_all_at_once(draft: Edition, program: Program) -> None:
    text = {"title": {"it": "<b>Nuovo</b>"}, "summary": {"it": "Testo.", "en": "Text."}}

    answer = program("POST", NODES, {"code": "A.1", "parent": "A", **text, "why": WHY})
    untitled = program("POST", NODES, {"code": "A.9", "parent": "A", **text, "why": WHY})

    assert answer.json()["type"] == "/api/v1/docs#problem-refused"
    assert [error["code"] for error in answer.json()["errors"]] == ["plan.edit-code-taken"]
    assert faults(DRAFT, "post", 422, answer.json()) == []
    assert [error["code"] for error in untitled.json()["errors"]] == ["plan.text-markup"]


def test_moving_under_itself_and_dropping_what_is_in_use_are_refused(
    draft: Edition, program: Program
) -> None:
    under = program(
        "POST", f"{NODES}/A/move", {"parent": "A.1", "why": WHY}, If_Match=seen(draft, "A")
    )
    dropped = program("DELETE", f"{NODES}/A", {"why": WHY}, If_Match=seen(draft, "A"))

    assert (under.status_code, dropped.status_code) == (422, 422)
    assert [error["code"] for error in under.json()["errors"]] == ["plan.edit-under-itself"]
    assert [error["code"] for error in dropped.json()["errors"]] == ["plan.edit-has-children"]


def test_approved_edition_is_refused_with_what_to_do(draft: Edition, program: Program) -> None:
    approve_edition(edition=draft, act="Delibera 1", approved_on=command().at.date(), by=command())

    answer = program("PATCH", f"{NODES}/A.1", {"why": WHY}, If_Match=seen(draft, "A.1"))
    first = program("PUT", "/plans/small-plan/editions/first/nodes/A.1/markers/young", {"why": WHY})

    for each in (answer, first):
        assert each.status_code == 409
        assert each.json()["type"] == "/api/v1/docs#problem-edition-closed"
        assert "Begin a new edition" in each.json()["detail"]


def test_edition_in_consultation_stays_as_it_is(draft: Edition, program: Program) -> None:
    open_consultation(edition=draft, by=command())

    answer = program("PUT", f"{NODES}/A.1/markers/young", {"why": WHY})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (
        409,
        "plan.edit-in-consultation",
    )


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("PATCH", f"{NODES}/Z.9"),
        ("PATCH", f"{NODES}/%00"),
        ("DELETE", f"{NODES}/Z.9"),
        ("POST", f"{NODES}/Z.9/move"),
        ("PUT", f"{NODES}/Z.9/markers/young"),
        ("PUT", f"{NODES}/%00/markers/young"),
        ("DELETE", f"{NODES}/A/instruments/%00/big-fund"),
        ("PATCH", "/plans/small-plan/editions/none/nodes/A"),
        ("PATCH", "/plans/small-plan/editions/%00/nodes/A"),
        ("PATCH", "/plans/none/editions/second/nodes/A"),
        ("PATCH", "/plans/%00/editions/second/nodes/A"),
    ],
)
def test_what_is_not_there_is_said(
    draft: Edition, program: Program, method: str, address: str
) -> None:
    content = {"why": WHY, **({"parent": None} if address.endswith("move") else {})}

    answer = program(method, address, content, If_Match='"0"')

    assert answer.status_code == 404
    assert answer.json()["detail"]


@pytest.mark.parametrize("marker", ["none", "%00"])
def test_unknown_marker_is_refused(draft: Edition, program: Program, marker: str) -> None:
    assert program("PUT", f"{NODES}/A/markers/{marker}", {"why": WHY}).status_code == 422


def test_line_of_another_element_cannot_be_reached_through_ones_own(
    draft: Edition, editor: User
) -> None:
    """The right is asked for on the address's element: the line must be that element's."""
    owner = EditionNode.objects.filter(edition=draft, instrument_lines__isnull=False).first()
    assert owner is not None
    line = owner.instrument_lines.order_by("pk").first()
    other = next(code for code in codes(draft) if code != owner.code)
    instrument = line.mentions.first().instrument.key

    answer = Program(key_for(editor)[1])(
        "DELETE", f"{NODES}/{other}/instruments/{line.code}/{instrument}", {"why": WHY}
    )

    assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/docs#problem-unknown-line")


def part_editor(draft: Edition, code: str, email: str = "carla@example.org") -> Program:
    """A program of somebody who edits one element and what lies below it."""
    user = person(email, name="Carla")
    uid = EditionNode.objects.get(edition=draft, code=code).node.uid
    grant(user, "editor", node_scope(uid))
    return Program(key_for(user)[1])


def test_editor_of_a_part_edits_that_part_only(draft: Edition) -> None:
    program = part_editor(draft, "A")
    new = {**TEXT, "why": WHY}

    statuses = {
        "own wording": program("PATCH", f"{NODES}/A.1", {"why": WHY}, If_Match=seen(draft, "A.1")),
        "own child": program("POST", NODES, {"code": "A.9", "parent": "A", **new}),
        "another's wording": program("PATCH", f"{NODES}/B.1", {"why": WHY}, If_Match='"0"'),
        "another's child": program("POST", NODES, {"code": "B.9", "parent": "B", **new}),
        "a root": program("POST", NODES, {"code": "C", **new}),
        "dropping itself": program("DELETE", f"{NODES}/A", {"why": WHY}, If_Match='"0"'),
        "moving away": program(
            "POST", f"{NODES}/A.1/move", {"parent": "B", "why": WHY}, If_Match='"0"'
        ),
        "merging with another's": program(
            "POST",
            f"{NODES}/merge",
            {"codes": ["A.1", "B.1"], "into": {"code": "A.8", **TEXT}, "why": WHY},
        ),
        "another's marker": program("PUT", f"{NODES}/B.1/markers/young", {"why": WHY}),
    }

    assert {name: answer.status_code for name, answer in statuses.items()} == {
        "own wording": 200,
        "own child": 201,
        **dict.fromkeys(list(statuses)[2:], 403),
    }
    assert "Edit a draft of the plan" in statuses["a root"].json()["detail"]
