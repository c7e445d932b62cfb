"""The life of an edition: a copy that keeps identities, consultation, approval, discarding."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.factories.editions import draft_folder, plan_with_history
from tests.factories.pages import plan_of_size
from tests.factories.people import SPRING, command
from tests.factories.plan_folder import small_plan, write_folder

from portici.journal.models import Entry
from portici.journal.queries import current_revision
from portici.plan.models import (
    Edition,
    EditionChange,
    EditionNode,
    Figure,
    Instrument,
    InstrumentLine,
    Node,
    NodeOrigin,
)
from portici.plan.phrases import sentence
from portici.plan.queries.content import edition_content, verification
from portici.plan.queries.editions import current_edition, editable_editions, edition_of
from portici.plan.rules.canonical import differing_parts
from portici.plan.services.editions import (
    CannotChangeEdition,
    approval_findings,
    approve_edition,
    close_consultation,
    discard_draft,
    new_edition,
    open_consultation,
    rename_edition,
)
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan
from portici.plan.services.official import attach_official

DOCUMENT = "".join(f"riga numero {number}\n" for number in range(1, 101)).encode()


def _begun(base: Edition, key: str = "second") -> Edition:
    return new_edition(base=base, key=key, name={"it": "Seconda", "en": "Second"}, by=command())


def _approved(edition: Edition) -> Edition:
    approve_edition(
        edition=edition, act="Council, no. 7", approved_on=date(2026, 3, 1), by=command()
    )
    return edition


def _codes(refusal: pytest.ExceptionInfo[CannotChangeEdition]) -> list[str]:
    assert all(sentence(finding) for finding in refusal.value.findings)
    return [finding.code for finding in refusal.value.findings]


def _last_verbs(count: int) -> list[str]:
    return list(Entry.objects.order_by("-number").values_list("verb", flat=True)[:count])


def test_copy_says_what_its_base_says(small: Edition) -> None:
    second = _begun(small)

    assert differing_parts(edition_content(small), edition_content(second)) == (
        "plan.yaml: edition",
        "official.yaml: document",
        "official.yaml: elements: A",
        "official.yaml: elements: A-S01",
    )
    assert verification(second).is_equal
    assert (second.status, second.is_current, second.frozen_at) == ("draft", False, None)
    assert (second.base, second.base_key, second.recipe) == (small, "first", None)


def test_copy_keeps_the_identity_of_every_node(small: Edition) -> None:
    before = Node.objects.count()

    second = _begun(small)

    def identities(edition: Edition) -> list[Any]:
        rows = EditionNode.objects.filter(edition=edition).order_by("path")
        return list(rows.values_list("node__uid", "code", "identity", "path"))

    assert identities(second) == identities(small)
    assert Node.objects.count() == before
    codes = EditionNode.objects.filter(edition=second).values_list("code", "parent__code")
    assert dict(codes)["A.1"] == "A"
    assert set(
        EditionNode.objects.filter(edition=second, parent__isnull=False).values_list(
            "parent__edition", flat=True
        )
    ) == {second.pk}


def test_copy_leaves_official_wording_reasons_and_origins_behind(db: None, tmp_path: Path) -> None:
    report = check_folder(write_folder(tmp_path / "history", plan_with_history()))
    edition = load_plan(report=report, by=command())
    attach_official(edition=edition, document=DOCUMENT, by=command(), trust=True)

    second = _begun(edition, "third")

    assert EditionChange.objects.filter(edition=edition).count() == 4
    assert NodeOrigin.objects.filter(edition=edition).count() == 3
    assert EditionNode.objects.filter(edition=edition).exclude(official="").count() == 1
    assert not EditionNode.objects.filter(edition=second).exclude(official="").exists()
    lines = InstrumentLine.objects.filter(edition_node__edition=second)
    assert lines.count() == 2
    assert not lines.exclude(official="").exists()
    assert second.official_sha256 == ""
    assert EditionChange.objects.filter(edition=second).count() == 0
    assert NodeOrigin.objects.filter(edition=second).count() == 0


def test_beginning_an_edition_is_in_the_journal_and_not_public(small: Edition) -> None:
    revision = current_revision()

    _begun(small)

    entry = Entry.objects.order_by("-number")[0]
    assert (entry.verb, entry.subject_key, entry.scope, entry.is_public) == (
        "plan.edition-begun",
        "small-plan:second",
        "plan:small-plan:second",
        False,
    )
    assert current_revision() == revision


def test_name_in_one_language_stands_for_the_others(small: Edition) -> None:
    second = new_edition(base=small, key="second", name={"it": " 2026 ", "en": ""}, by=command())

    assert second.name == {"it": "2026", "en": "2026"}


@pytest.mark.parametrize(
    ("key", "name", "codes"),
    [
        ("first", {"it": "x"}, ["plan.edition-key-taken"]),
        ("Seconda edizione", {"it": "x"}, ["plan.edition-key-wrong"]),
        ("x" * 61, {"it": "x"}, ["plan.edition-key-wrong"]),
        ("", {}, ["plan.edition-key-wrong", "plan.edition-name-missing"]),
        ("second", {"it": "  "}, ["plan.edition-name-missing"]),
        ("second", {"de": "Zweite"}, ["plan.edition-name-language"]),
        ("second", {"it": "x" * 301}, ["plan.edition-name-wrong"]),
        ("second", {"it": "<b>x</b>"}, ["plan.edition-name-wrong"]),
    ],
)
def test_wrong_key_or_name_begins_nothing(
    small: Edition, key: str, name: dict[str, str], codes: list[str]
) -> None:
    with pytest.raises(CannotChangeEdition) as refusal:
        new_edition(base=small, key=key, name=name, by=command())

    assert _codes(refusal) == codes
    assert Edition.objects.count() == 1


def test_no_edition_begins_from_a_draft(small: Edition) -> None:
    second = _begun(small)

    with pytest.raises(CannotChangeEdition) as refusal:
        _begun(second, "third")

    assert _codes(refusal) == ["plan.edition-base-draft"]


def test_edition_begins_from_the_draft_that_readers_see(db: None, tmp_path: Path) -> None:
    first = load_plan(report=check_folder(draft_folder(tmp_path)), by=command())

    assert _begun(first).base == first


def test_copying_asks_as_much_for_large_plans_as_for_small(
    db: None, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for size in (1, 3, 12):
        files = plan_of_size(size)
        files["plan.yaml"]["slug"] = f"plan-{size}"
        report = check_folder(write_folder(tmp_path / str(size), files))
        edition = load_plan(report=report, by=command())
        with django_assert_max_num_queries(78):
            _begun(edition)


def test_consultation_is_opened_and_closed(small: Edition) -> None:
    second = _begun(small)
    revision = current_revision()

    open_consultation(edition=second, by=command(), reason="Ready to be read.")
    assert second.status == "in-consultation"
    assert current_revision() == revision + 1
    close_consultation(edition=second, by=command())

    second.refresh_from_db()
    assert second.status == "draft"
    assert _last_verbs(2) == ["plan.consultation-closed", "plan.consultation-opened"]


def test_steps_out_of_turn_are_refused(small: Edition) -> None:
    second = _begun(small)

    with pytest.raises(CannotChangeEdition) as not_open:
        close_consultation(edition=second, by=command())
    with pytest.raises(CannotChangeEdition) as approved:
        open_consultation(edition=small, by=command())

    assert _codes(not_open) == ["plan.edition-not-in-consultation"]
    assert _codes(approved) == ["plan.edition-not-draft"]


def test_approval_freezes_and_takes_the_place_of_the_earlier_edition(small: Edition) -> None:
    second = _begun(small)
    EditionNode.objects.filter(edition=second, code="A").update(
        title={"it": "Rinnovo", "en": "Renewal"}
    )

    _approved(second)

    small.refresh_from_db()
    assert (small.status, small.is_current) == ("superseded", False)
    assert (second.status, second.is_current, second.frozen_at) == ("approved", True, SPRING)
    assert (second.approval_act, second.approved_on) == ("Council, no. 7", date(2026, 3, 1))
    assert verification(second).is_equal
    assert verification(small).is_equal
    assert current_edition("small-plan") == second
    assert _last_verbs(2) == ["plan.edition-approved", "plan.edition-superseded"]


def test_plan_is_called_as_its_current_edition_calls_it(small: Edition) -> None:
    second = _begun(small)
    header = {**second.header, "title": {"it": "Piano nuovo", "en": "New plan"}}
    Edition.objects.filter(pk=second.pk).update(header=header)

    _approved(second)

    small.refresh_from_db()
    assert second.plan.title == {"it": "Piano nuovo", "en": "New plan"}
    assert verification(small).is_equal


def test_approval_is_refused_with_everything_that_stands_in_the_way(small: Edition) -> None:
    second = _begun(small)
    EditionNode.objects.filter(edition=second, code="A").update(title={"it": "Solo"})
    Figure.objects.filter(edition=second, key="F1").update(year=99)

    with pytest.raises(CannotChangeEdition) as shape:
        _approved(second)
    Figure.objects.filter(edition=second, key="F1").update(year=2024)
    with pytest.raises(CannotChangeEdition) as content:
        approve_edition(edition=second, act="  ", approved_on=date(2026, 3, 3), by=command())

    assert _codes(shape) == ["plan.value-too-small"]
    assert _codes(content) == [
        "plan.approval-act-wrong",
        "plan.approval-in-future",
        "plan.language-missing",
    ]
    assert [finding.code for finding in approval_findings(second)] == ["plan.language-missing"]
    assert {finding.place for finding in approval_findings(second)} == {None}
    second.refresh_from_db()
    assert (second.status, second.approval_act, second.frozen_at) == ("draft", "", None)
    assert current_edition("small-plan") == small


def test_approved_edition_takes_no_further_step(small: Edition) -> None:
    with pytest.raises(CannotChangeEdition) as again:
        _approved(small)
    with pytest.raises(CannotChangeEdition) as renamed:
        rename_edition(edition=small, name={"it": "Altro"}, by=command())
    with pytest.raises(CannotChangeEdition) as discarded:
        discard_draft(edition=small, by=command(), reason="")

    assert _codes(again) == ["plan.edition-is-frozen"]
    assert _codes(renamed) == ["plan.edition-is-frozen"]
    assert _codes(discarded) == [
        "plan.edition-not-draft",
        "plan.edition-is-current",
        "plan.discard-without-reason",
    ]


def test_renaming_is_in_the_journal_once(small: Edition) -> None:
    second = _begun(small)

    rename_edition(edition=second, name={"it": "Altra", "en": "Other"}, by=command())
    rename_edition(edition=second, name={"it": "Altra", "en": "Other"}, by=command())
    with pytest.raises(CannotChangeEdition) as refusal:
        rename_edition(edition=second, name={}, by=command())

    assert second.name == {"it": "Altra", "en": "Other"}
    assert Entry.objects.filter(verb="plan.edition-renamed").count() == 1
    assert _codes(refusal) == ["plan.edition-name-missing"]


def test_discarded_draft_is_gone_and_its_history_stays(small: Edition) -> None:
    second = _begun(small)
    node = Node.objects.order_by("pk")[0]
    EditionChange.objects.create(
        edition=second,
        kind="reworded",
        subject="node",
        key="A",
        node=node,
        reason={"it": "Più chiaro"},
        source="editorial",
        operation=uuid4(),
        changed_on=date(2026, 3, 1),
    )
    instruments = Instrument.objects.count()

    discard_draft(edition=second, by=command(), reason="Begun by mistake.")

    assert edition_of("small-plan", "second") is None
    assert Instrument.objects.count() == instruments / 2
    assert EditionNode.objects.exclude(edition=small).count() == 0
    assert list(
        Entry.objects.filter(scope="plan:small-plan:second")
        .order_by("number")
        .values_list("verb", "reason")
    ) == [("plan.edition-begun", ""), ("plan.edition-discarded", "Begun by mistake.")]
    with pytest.raises(CannotChangeEdition) as refusal:
        open_consultation(edition=second, by=command())
    assert _codes(refusal) == ["plan.edition-gone"]


def test_draft_that_another_began_from_stays(small: Edition) -> None:
    second = _begun(small)
    open_consultation(edition=second, by=command())
    _begun(second, "third")
    close_consultation(edition=second, by=command())

    with pytest.raises(CannotChangeEdition) as refusal:
        discard_draft(edition=second, by=command(), reason="No longer wanted.")

    assert _codes(refusal) == ["plan.edition-is-base"]


def test_editable_editions_are_the_drafts(small: Edition) -> None:
    second, third = _begun(small), _begun(small, "third")
    open_consultation(edition=second, by=command())

    assert list(editable_editions("small-plan")) == [third]
    assert list(editable_editions("other")) == []


_TEXT = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@pytest.mark.django_db
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(titles=st.lists(_TEXT, min_size=1, max_size=6), lines=st.integers(1, 90))
def test_any_copy_says_the_same_and_verifies_when_approved(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], lines: int
) -> None:
    files = small_plan()
    files["plan.yaml"]["nodes"] = [
        {
            "code": f"N{number}",
            "level": "theme",
            "title": {"it": title, "en": title},
            "summary": {"it": title, "en": title},
            "lines": [[lines, lines + number]],
        }
        for number, title in enumerate(titles)
    ]
    files["plan.yaml"] |= {"slug": f"plan-{uuid4().hex[:12]}", "colours": {}, "area_icons": {}}
    del files["instruments.yaml"], files["frameworks.yaml"], files["official.yaml"]
    folder = write_folder(tmp_path_factory.mktemp("plan"), files)
    base = load_plan(report=check_folder(folder), by=command())

    second = _begun(base)

    assert differing_parts(edition_content(base), edition_content(second)) == (
        "plan.yaml: edition",
    )
    assert verification(_approved(second)).is_equal
    base.refresh_from_db()
    assert verification(base).is_equal
