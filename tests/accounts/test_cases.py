"""The rules of roles by examples that officials read and correct: tests/accounts/cases/, in Italian."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.accounts.choices import Right, ScopeKind
from portici.accounts.phrases import SENTENCES, sentence
from portici.accounts.rules.granting import (
    Wish,
    granting_findings,
    validity_findings,
    withdrawing_findings,
)
from portici.accounts.rules.rights import Grant, Holder, Key, can_be_granted
from portici.accounts.rules.roles import ROLES
from portici.accounts.rules.scopes import SITE, organisation_scope, plan_scope, scope_from
from portici.kernel.findings import Finding

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 3, 2)


def _read(name: str) -> Any:
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))["cases"]
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


def _grants(entries: list[dict[str, Any]]) -> tuple[Grant, ...]:
    return tuple(
        Grant(entry["role"], scope_from(entry["scope"]), entry.get("starts"), entry.get("ends"))
        for entry in entries
    )


@_read("chi-puo-dare-ruoli.yaml")
def test_who_gives_which_role(case: dict[str, Any]) -> None:
    wish = Wish(
        role=case["ruolo"],
        scope=scope_from(case["su"]),
        exists=case.get("esiste", True),
        within=tuple(scope_from(text) for text in case.get("dentro", ())),
        starts=case.get("inizio"),
        ends=case.get("fine"),
        reason=case.get("motivo", "Serve al piano."),
    )

    findings = granting_findings(
        wish,
        granter=Holder(_grants(case["chi"]), TODAY),
        is_self=case.get("a_se_stesso", False),
        held=_grants(case.get("ha_gia", [])),
    )

    assert [finding.code for finding in findings] == (
        [] if case["esito"] == "si" else [case["esito"]]
    )


@_read("chi-puo-fare-che-cosa.yaml")
def test_who_may_do_what(case: dict[str, Any]) -> None:
    holder = Holder((Grant(case["ruolo"], scope_from(case["tenuto_su"])),), TODAY)

    targets = [scope_from(text) for text in case["su"]]

    assert holder.may(Right(case["facolta"]), *targets) is case["esito"]


def test_an_unknown_role_is_given_by_nobody() -> None:
    boss = Holder((Grant("administrator", SITE),), TODAY)

    assert not can_be_granted("king", SITE, by=boss)
    assert not can_be_granted("reader", organisation_scope("coop"), by=boss)


def test_a_key_narrows_its_holder() -> None:
    grants = (Grant("organisation-representative", organisation_scope("one")),)
    grants += (Grant("coordinator", plan_scope("small-plan")),)
    keys = frozenset({Right.ORGANISATION_KEYS, Right.EDIT_PLAN})

    personal = Holder(grants, TODAY, Key(keys))
    organisations = Holder(grants, TODAY, Key(keys, organisation_scope("one")))
    other = Holder(grants, TODAY, Key(frozenset()))

    assert personal.may(Right.EDIT_PLAN, plan_scope("small-plan"))
    assert not organisations.may(Right.EDIT_PLAN, plan_scope("small-plan"))
    assert organisations.may_anywhere(Right.ORGANISATION_KEYS)
    assert not other.may_anywhere(Right.EDIT_PLAN)


def test_staff_are_those_who_work_on_the_plan_itself() -> None:
    staff = {key for key, role in ROLES.items() if Holder((Grant(key, SITE),), TODAY).is_staff}

    assert staff == {"administrator", "coordinator", "editor"}


@pytest.mark.parametrize("text", ["", "plan", "plan:", "site:x", "moon:x"])
def test_a_scope_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        scope_from(text)

    assert str(scope_from("site")) == "site"
    assert str(scope_from("plan:one")) == "plan:one"


@pytest.mark.parametrize(("days", "is_fine"), [(0, False), (1, True), (60, True), (61, False)])
def test_how_long_an_invitation_stays_open(days: int, is_fine: bool) -> None:
    assert (validity_findings(days) == []) is is_fine


def test_the_last_administrator_is_protected_and_others_are_not() -> None:
    boss = Holder((Grant("administrator", SITE),), TODAY)

    def refused(role: str, *, is_last: bool) -> list[str]:
        scope = SITE if role == "administrator" else plan_scope("one")
        findings = withdrawing_findings(
            Grant(role, scope), within=(), granter=boss, reason="Left.", is_last=is_last
        )
        return [finding.code for finding in findings]

    assert refused("administrator", is_last=True) == ["accounts.last-administrator"]
    assert refused("administrator", is_last=False) == []
    assert refused("reader", is_last=True) == []


def test_every_role_has_a_sentence_and_a_place() -> None:
    for key, role in ROLES.items():
        assert role.key == key
        assert role.label()
        assert role.sentence().endswith(".")
        assert set(role.scopes) <= set(ScopeKind)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_finding_has_a_sentence_with_its_facts(code: str) -> None:
    facts = {
        "limit": 1, "known": "x", "reason": "x", "kinds": "x", "shortest": 1, "longest": 2, "days": 1,
    }  # fmt: skip

    told = sentence(Finding(code, "subject", facts))

    assert "{" not in told
    assert "?" not in told
    assert told.endswith((".", "x"))
