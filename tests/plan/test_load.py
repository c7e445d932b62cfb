"""Loading a plan folder: all or nothing, and the same the second time."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.factories.editions import draft_folder, plan_with_history
from tests.factories.people import command
from tests.factories.plan_folder import DIGEST, Files, node, small_plan, write_folder

from portici.journal.queries import current_revision
from portici.plan.models import (
    Alignment,
    Edition,
    EditionNode,
    Figure,
    InstrumentLine,
    InstrumentMention,
    Node,
    Phase,
)
from portici.plan.phrases import sentence
from portici.plan.queries.content import edition_content, verification
from portici.plan.rules.canonical import content_digest, differing_parts, folder_content
from portici.plan.services.export import export_plan
from portici.plan.services.folder import FolderReport, check_folder
from portici.plan.services.load import STAGES, CannotLoad, load_plan
from portici.plan.services.official import CannotAttach, attach_official
from portici.plan.services.writing import node_uid


def _report(folder: Path, files: Files) -> FolderReport:
    return check_folder(write_folder(folder, files))


def test_loaded_rows_hold_the_folder(small: Edition) -> None:
    nodes = EditionNode.objects.filter(edition=small).order_by("path")

    assert list(nodes.values_list("code", "level__key", "parent__code", "path")) == [
        ("A", "theme", None, "0001"),
        ("A.1", "measure", "A", "0001.0001"),
        ("A.2", "measure", "A", "0001.0002"),
        ("B", "theme", None, "0002"),
        ("B.1", "measure", "B", "0002.0001"),
    ]
    assert (small.horizon_from, small.horizon_to) == (2025, 2030)
    assert InstrumentLine.objects.count() == 2
    assert InstrumentMention.objects.count() == 3
    assert Alignment.objects.count() == 2
    assert Phase.objects.count() == 2
    figures = Figure.objects.order_by("position")
    assert [(figure.number, figure.text) for figure in figures] == [
        (91, None),
        (None, {"it": "Together (it)", "en": "Together (en)"}),
        (0, None),
    ]


def test_models_name_themselves(small: Edition) -> None:
    plan = small.plan
    node_row = small.nodes.get(code="A.1")

    assert str(plan) == "small-plan"
    assert str(small) == f"{plan.pk}/first"
    assert str(node_row) == "A.1"
    assert str(node_row.node) == str(node_uid(slug="small-plan", code="A.1", identity=None))
    assert str(small.levels.get(position=0)) == "theme"
    assert str(small.markers.get(position=0)) == "young"
    assert str(small.phases.get(number=2)) == "2. writing"
    assert str(small.figures.get(position=0)) == "F1"
    assert str(small.inconsistencies.get()) == "X1"
    framework = small.frameworks.get(position=0)
    topic = framework.topics.get(position=0)
    assert (str(framework), str(topic)) == ("world-goals", "work")
    alignment = topic.alignments.order_by("edition_node__path")[0]
    assert str(alignment) == f"{alignment.edition_node_id}:{topic.pk}"
    instrument = small.instruments.get(position=0)
    mention = instrument.mentions.order_by("line__code")[0]
    mark = node_row.marks.get()
    assert (str(instrument), str(instrument.kind)) == ("big-fund", "fund")
    assert (str(mention), str(mention.line)) == ("the fund", "A-S01")
    assert str(mark) == f"{node_row.pk}:{mark.marker_id}"


def test_loading_tells_each_stage(db: None, small_report: FolderReport, now: datetime) -> None:
    told: list[tuple[str, int, int]] = []

    load_plan(report=small_report, by=command(now), progress=lambda *stage: told.append(stage))

    assert told == [(stage, number, 6) for number, stage in enumerate(STAGES, start=1)]


def test_loading_again_changes_nothing(
    small: Edition, small_report: FolderReport, now: datetime
) -> None:
    revision = current_revision()

    again = load_plan(report=small_report, by=command(now + timedelta(days=1)))

    assert again.loaded_at == now
    assert current_revision() == revision


def test_changed_draft_takes_the_place_of_the_old_one(
    db: None, tmp_path: Path, now: datetime
) -> None:
    draft = load_plan(report=check_folder(draft_folder(tmp_path / "draft")), by=command(now))
    identities = dict(EditionNode.objects.values_list("code", "node__uid"))
    files = small_plan()
    files["plan.yaml"]["edition"]["status"] = "draft"
    files["plan.yaml"]["nodes"][1]["title"]["en"] = "Another title"
    # The same node under another code keeps its identity, because the folder names it.
    files["plan.yaml"]["nodes"][2]["code"] = "A.9"
    files["plan.yaml"]["nodes"].append(node("B.2", "measure", "B"))

    loaded = load_plan(report=_report(tmp_path / "changed", files), by=command(now))

    assert (loaded.pk, loaded.is_current, loaded.frozen_at) == (draft.pk, True, None)
    assert current_revision() == 2
    nodes = {row.code: row for row in loaded.nodes.select_related("node")}
    assert sorted(nodes) == ["A", "A.1", "A.9", "B", "B.1", "B.2"]
    assert nodes["A.1"].title["en"] == "Another title"
    assert nodes["A.9"].node.uid == identities["A.2"]
    assert {code: nodes[code].node.uid for code in ("A", "A.1", "B", "B.1")} == {
        code: identities[code] for code in ("A", "A.1", "B", "B.1")
    }
    assert Node.objects.count() == 6
    assert list(Node.objects.order_by("pk").values_list("identity", flat=True)) == [
        "A",
        "A.1",
        "kept-name",
        "B",
        "B.1",
        "B.2",
    ]


def test_draft_edited_since_takes_its_folder_again(db: None, tmp_path: Path, now: datetime) -> None:
    report = check_folder(draft_folder(tmp_path / "draft"))
    draft = load_plan(report=report, by=command(now))
    EditionNode.objects.filter(edition=draft, code="A").update(lines=[[3, 3]])
    assert verification(draft).holds
    assert not verification(draft).is_equal

    again = load_plan(report=report, by=command(now + timedelta(days=1)))

    assert again.nodes.get(code="A").lines == [[1, 2]]
    assert again.loaded_at == now + timedelta(days=1)


def test_frozen_edition_takes_no_other_folder(
    small: Edition, tmp_path: Path, now: datetime
) -> None:
    files = small_plan()
    files["plan.yaml"]["summary"]["it"] = "Altro"
    folder = tmp_path / "changed"

    with pytest.raises(CannotLoad) as refusal:
        load_plan(report=_report(folder, files), by=command(now))

    finding = refusal.value.findings[0]
    assert finding.code == "plan.edition-frozen"
    assert finding.place is not None
    assert finding.place.file == str(folder / "plan.yaml")
    assert "portici plan edition new small-plan" in sentence(finding)
    assert verification(small).is_equal
    assert current_revision() == 1


def test_draft_beside_an_approved_edition_is_not_shown(
    small: Edition, tmp_path: Path, now: datetime
) -> None:
    files = small_plan()
    files["plan.yaml"]["edition"] |= {"key": "second", "status": "draft", "base": "first"}
    files["plan.yaml"]["title"] = {"it": "Altro", "en": "Other"}

    draft = load_plan(report=_report(tmp_path / "draft", files), by=command(now))

    small.refresh_from_db()
    assert (small.is_current, small.status) == (True, "approved")
    assert (draft.is_current, draft.base, draft.base_key) == (False, small, "first")
    assert small.plan.title == {"it": "A small plan (it)", "en": "A small plan (en)"}
    assert verification(draft).is_equal
    assert current_revision() == 1


def test_base_is_known_once_it_is_loaded(
    db: None, small_report: FolderReport, tmp_path: Path, now: datetime
) -> None:
    report = _report(tmp_path / "history", plan_with_history())
    second = load_plan(report=report, by=command(now))
    assert (second.base, second.base_key) == (None, "first")

    first = load_plan(report=small_report, by=command(now))

    second.refresh_from_db()
    assert second.base == first
    assert verification(second).is_equal


def test_next_edition_becomes_the_current_one(
    small: Edition, tmp_path: Path, now: datetime
) -> None:
    files = small_plan()
    files["plan.yaml"]["edition"]["key"] = "second"

    second = load_plan(report=_report(tmp_path / "second", files), by=command(now))

    small.refresh_from_db()
    assert second.plan == small.plan
    assert (small.is_current, small.status) == (False, "superseded")
    assert (second.is_current, second.status) == (True, "approved")
    assert verification(small).is_equal
    assert Node.objects.count() == 5


def test_earlier_edition_loaded_again_changes_nothing(
    small: Edition, small_report: FolderReport, tmp_path: Path, now: datetime
) -> None:
    files = small_plan()
    files["plan.yaml"]["edition"]["key"] = "second"
    files["plan.yaml"]["title"] = {"it": "Altro", "en": "Other"}
    second = load_plan(report=_report(tmp_path / "second", files), by=command(now))
    revision = current_revision()

    first = load_plan(report=small_report, by=command(now + timedelta(days=1)))

    assert (first.pk, first.status, first.is_current) == (small.pk, "superseded", False)
    assert first.plan.title == second.plan.title == {"it": "Altro", "en": "Other"}
    assert verification(first).is_equal
    assert current_revision() == revision


def test_two_plans_stand_beside_each_other(small: Edition, tmp_path: Path, now: datetime) -> None:
    files = small_plan()
    files["plan.yaml"]["slug"] = "other-plan"

    other = load_plan(report=_report(tmp_path / "other", files), by=command(now))

    small.refresh_from_db()
    assert (small.is_current, other.is_current) == (True, True)
    assert Node.objects.count() == 10


def test_smallest_folder_round_trips(db: None, tmp_path: Path, now: datetime) -> None:
    plan = small_plan()["plan.yaml"]
    optional = ("horizon", "document", "vision", "colours", "area_icons", "promoters", "markers")
    for field in (*optional, "territory", "after_approval"):
        del plan[field]
    del plan["nodes"][1]["markers"]
    report = _report(tmp_path / "plan", {"plan.yaml": plan})

    edition = load_plan(report=report, by=command(now))
    files = export_plan(edition=edition, folder=tmp_path / "out")

    assert verification(edition).is_equal
    assert check_folder(tmp_path / "out").is_sound
    assert len(files) == 5


def test_hash_does_not_see_layout(small_report: FolderReport, tmp_path: Path) -> None:
    files = small_plan()
    nodes = files["plan.yaml"]["nodes"]
    files["plan.yaml"]["nodes"] = [nodes[index] for index in (3, 0, 4, 1, 2)]
    files["plan.yaml"]["nodes"] = sorted(nodes, key=lambda entry: len(entry["code"]))
    files["frameworks.yaml"]["alignments"].reverse()
    files["instruments.yaml"]["instruments"][0]["links"].reverse()
    files["figures.yaml"]["figures"][0]["value"] = 91.0
    files["plan.yaml"]["nodes"][0]["markers"] = []
    changed = _report(tmp_path / "layout", files)
    assert small_report.folder is not None
    assert changed.folder is not None

    one, other = folder_content(small_report.folder), folder_content(changed.folder)

    assert differing_parts(one, other) == ()
    assert content_digest(one) == content_digest(other)


def test_differing_parts_are_named(small: Edition, tmp_path: Path) -> None:
    files = small_plan()
    files["plan.yaml"]["summary"]["it"] = "Altro"
    files["plan.yaml"]["nodes"][4]["summary"]["it"] = "Altro"
    files["frameworks.yaml"]["alignments"][0]["reason"]["it"] = "Altro"
    files["phases.yaml"]["milestones"][0]["date"] = "2026"
    files["plan.yaml"]["languages"] = ["en", "it"]
    del files["figures.yaml"]["figures"][1]
    report = _report(tmp_path / "different", files)
    assert report.folder is not None

    parts = differing_parts(edition_content(small), folder_content(report.folder))

    assert parts == (
        "plan.yaml: summary",
        "plan.yaml: languages: 1",
        "plan.yaml: languages: 2",
        "plan.yaml: nodes: B.1",
        "frameworks.yaml: alignments: A → world-goals:work",
        "figures.yaml: figures: F2",
        "phases.yaml: milestones: 1",
    )


DOCUMENT = "".join(f"riga numero {number}\n" for number in range(1, 101)).encode()


def test_attached_wording_survives_a_reload(db: None, tmp_path: Path, now: datetime) -> None:
    draft = load_plan(report=check_folder(draft_folder(tmp_path / "draft")), by=command(now))
    report = attach_official(edition=draft, by=command(), document=DOCUMENT, trust=True)
    files = small_plan()
    files["plan.yaml"]["edition"]["status"] = "draft"
    files["plan.yaml"]["summary"]["it"] = "Altro"

    loaded = load_plan(report=_report(tmp_path / "changed", files), by=command(now))

    assert report.attached == {"theme": 1, "measure": 0, "instrument-lines": 1}
    wording = dict(loaded.nodes.values_list("code", "official"))
    assert {code for code, text in wording.items() if text} == {"A"}
    lines = InstrumentLine.objects.filter(edition_node__edition=loaded).exclude(official="")
    assert [line.code for line in lines.order_by("code")] == ["A-S01"]
    assert loaded.official_sha256 != DIGEST


@pytest.mark.parametrize(
    ("document", "trust", "code"),
    [
        (DOCUMENT, False, "official.wrong-document"),
        (b"one line\n", True, "official.too-short"),
        (b"caff\xe8\n", True, "file.not-utf8"),
        (DOCUMENT.replace(b" ", b"\x00", 1), True, "file.not-utf8"),
    ],
)
def test_wrong_document_is_refused(small: Edition, document: bytes, trust: bool, code: str) -> None:
    with pytest.raises(CannotAttach) as refusal:
        attach_official(edition=small, by=command(), document=document, trust=trust)

    assert [finding.code for finding in refusal.value.findings] == [code]
    assert EditionNode.objects.exclude(official="").count() == 0
    assert current_revision() == 1


def test_plan_without_recipe_takes_no_wording(db: None, tmp_path: Path, now: datetime) -> None:
    files = small_plan()
    del files["official.yaml"]
    edition = load_plan(report=_report(tmp_path / "plan", files), by=command(now))

    with pytest.raises(CannotAttach) as refusal:
        attach_official(edition=edition, by=command(), document=DOCUMENT, trust=True)

    assert [finding.code for finding in refusal.value.findings] == ["official.no-recipe"]


def test_wording_outside_the_document_is_refused(db: None, tmp_path: Path, now: datetime) -> None:
    files = small_plan()
    files["official.yaml"]["elements"][0]["spans"] = [[1, 50, 1, 60]]
    edition = load_plan(report=_report(tmp_path / "plan", files), by=command(now))

    with pytest.raises(CannotAttach) as refusal:
        attach_official(edition=edition, by=command(), document=DOCUMENT, trust=True)

    assert [finding.code for finding in refusal.value.findings] == ["official.span-outside"]
