"""Roles: given, taken away, refused, each with its entry."""

from datetime import timedelta
from typing import Any

import pytest
from tests.factories.people import SPRING, by, command, grant, person

from portici.accounts.models import RoleGrant
from portici.accounts.rules.scopes import (
    SITE,
    Scope,
    municipality_scope,
    node_scope,
    organisation_scope,
    plan_scope,
)
from portici.accounts.services.grants import CannotGrant, Terms, grant_role, withdraw_role
from portici.accounts.services.people import deactivate_user
from portici.journal.models import Entry
from portici.journal.queries import history
from portici.plan.models import Edition
from portici.plan.queries.scopes import node_uid

SMALL = plan_scope("small-plan")
TODAY = SPRING.date()


def _terms(role: str = "editor", scope: Scope = SMALL, **more: Any) -> Terms:
    return Terms(
        role, scope, more.get("starts"), more.get("ends"), more.get("reason", "She writes.")
    )


def _refused(act: Any) -> list[str]:
    with pytest.raises(CannotGrant) as refusal:
        act()
    return [finding.code for finding in refusal.value.findings]


def test_a_coordinator_gives_a_role_on_the_plan(small: Edition) -> None:
    carla, anna = person("carla@example.org", name="Carla"), person()
    grant(carla, "coordinator", SMALL)

    given = grant_role(user=anna, terms=_terms(ends=TODAY), by=by(carla))

    row = history(kind="accounts.user", with_names=True)[0]
    assert (given.granted_by, given.reason, given.ends) == (carla.actor, "She writes.", TODAY)
    assert (row.verb, row.actor, row.reason, row.scope) == (
        "accounts.role-granted",
        "Carla",
        "She writes.",
        "plan:small-plan",
    )
    assert row.facts["role"] == "editor"
    assert row.subject_key == str(anna.actor.uid)
    # Why may name people: it is sealed, and can be erased.
    assert "She writes." not in Entry.objects.get(number=row.number).payload


def test_and_takes_it_away_with_the_reason(small: Edition) -> None:
    carla, anna = person("carla@example.org"), person()
    grant(carla, "coordinator", SMALL)
    held = grant(anna, "editor", SMALL)

    withdraw_role(grant=held, reason="Left.", by=by(carla))

    held.refresh_from_db()
    assert (held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason) == (
        SPRING,
        carla.actor,
        "Left.",
    )
    assert history(with_names=True)[0].verb == "accounts.role-withdrawn"
    assert _refused(lambda: withdraw_role(grant=held, reason="Again.", by=by(carla))) == [
        "accounts.grant-missing"
    ]
    # The same role can be given again.
    grant_role(user=anna, terms=_terms(), by=by(carla))


def test_an_element_belongs_to_its_plan(small: Edition) -> None:
    carla, anna = person("carla@example.org"), person()
    grant(carla, "coordinator", SMALL)
    scope = node_scope(node_uid("small-plan", "a.1"))

    given = grant_role(user=anna, terms=_terms("action-lead", scope), by=by(carla))

    assert history(with_names=True)[0].scope == "plan:small-plan"
    withdraw_role(grant=given, reason="Changed.", by=by(carla))


@pytest.mark.parametrize(
    ("terms", "codes"),
    [
        (_terms("king"), ["accounts.role-unknown"]),
        (_terms("administrator"), ["accounts.scope-kind"]),
        (_terms("administrator", SITE), ["accounts.grant-not-allowed"]),
        (_terms("editor", plan_scope("atlantis")), ["accounts.scope-unknown"]),
        (_terms("editor", node_scope("no-uid")), ["accounts.scope-unknown"]),
        (_terms("reader", organisation_scope("coop")), ["accounts.scope-kind"]),
        (
            _terms("organisation-representative", organisation_scope("Not A Key")),
            ["accounts.scope-unknown"],
        ),
        (
            _terms("organisation-representative", organisation_scope("coop")),
            ["accounts.grant-not-allowed"],
        ),
        (
            _terms("municipality-representative", municipality_scope("999999")),
            ["accounts.scope-unknown"],
        ),
        (_terms(reason=" "), ["accounts.reason-missing"]),
        (_terms(ends=TODAY - timedelta(days=1)), ["accounts.grant-over"]),
        (
            _terms(starts=TODAY + timedelta(days=2), ends=TODAY + timedelta(days=1)),
            ["accounts.grant-backwards"],
        ),
        (_terms("reader"), ["accounts.grant-already-held"]),
    ],
)
def test_what_a_coordinator_is_refused(small: Edition, terms: Terms, codes: list[str]) -> None:
    carla, anna = person("carla@example.org"), person()
    grant(carla, "coordinator", SMALL)
    grant(anna, "reader", SMALL)

    assert _refused(lambda: grant_role(user=anna, terms=terms, by=by(carla))) == codes
    assert RoleGrant.objects.count() == 2
    assert Entry.objects.filter(verb="accounts.role-granted").count() == 0


def test_nobody_gives_themselves_more_not_even_an_administrator(small: Edition) -> None:
    boss = person()
    grant(boss, "administrator", SITE)

    assert _refused(lambda: grant_role(user=boss, terms=_terms(), by=by(boss))) == [
        "accounts.grant-to-oneself"
    ]


def test_whoever_may_not_give_roles_neither_gives_nor_takes(small: Edition) -> None:
    editor, anna = person("ed@example.org"), person()
    grant(editor, "editor", SMALL)
    held = grant(anna, "reader", SMALL)

    assert _refused(lambda: grant_role(user=anna, terms=_terms(), by=by(editor))) == [
        "accounts.grant-not-allowed"
    ]
    assert _refused(lambda: withdraw_role(grant=held, reason="No.", by=by(editor))) == [
        "accounts.withdraw-not-allowed"
    ]
    assert _refused(lambda: withdraw_role(grant=held, reason="", by=command())) == [
        "accounts.reason-missing"
    ]


def test_a_closed_account_gets_no_role(small: Edition) -> None:
    anna = person()
    deactivate_user(user=anna, reason="Left.", by=command())

    assert _refused(lambda: grant_role(user=anna, terms=_terms(), by=command())) == [
        "accounts.person-inactive"
    ]


def test_the_last_administrator_stays(small: Edition) -> None:
    boss = person()
    only = grant(boss, "administrator", SITE)

    assert _refused(lambda: withdraw_role(grant=only, reason="Left.", by=command())) == [
        "accounts.last-administrator"
    ]
    second = grant(person("b@example.org"), "administrator", SITE)
    withdraw_role(grant=only, reason="Left.", by=command())
    assert _refused(lambda: withdraw_role(grant=second, reason="Left.", by=command())) == [
        "accounts.last-administrator"
    ]


def test_a_role_that_no_longer_exists_or_is_held_on_nothing_can_be_taken(small: Edition) -> None:
    anna = person()
    for row in (grant(anna, "bard", SMALL), grant(anna, "editor", plan_scope("gone"))):
        withdraw_role(grant=row, reason="Tidying.", by=command())

    assert RoleGrant.objects.filter(withdrawn_at=None).count() == 0
