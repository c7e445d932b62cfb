"""Who may do what: who sees whom, in which groups, with how many queries."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import SPRING, command, grant, person

from portici.accounts.models import Invitation, User
from portici.accounts.queries.holders import holder_of
from portici.accounts.queries.people import (
    GrantFilter,
    invitation_rows,
    people_by_scope,
    people_without_role,
    person_page,
    user_of,
    users,
)
from portici.accounts.queries.scopes import NamedScope, named_scope, named_scopes
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.scopes import (
    SITE,
    Scope,
    node_scope,
    organisation_scope,
    plan_scope,
)
from portici.accounts.services.grants import withdraw_role
from portici.plan.models import Edition, Plan
from portici.plan.queries.scopes import node_uid

SMALL = plan_scope("small-plan")
TODAY = SPRING.date()
ALL = GrantFilter()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Names of roles and scopes are read in English here."""
    with translation.override("en"):
        yield


def _holder(user: User) -> Holder:
    return holder_of(user, today=TODAY)


@pytest.fixture
def boss(small: Edition) -> User:
    """An administrator."""
    user = person("boss@example.org", name="Bianca Verdi")
    grant(user, "administrator", SITE)
    return user


@pytest.fixture
def carla(small: Edition) -> User:
    """Who coordinates the small plan."""
    user = person("carla@example.org", name="Carla Bianchi")
    grant(user, "coordinator", SMALL)
    return user


def _shown(holder: Holder, wanted: GrantFilter = ALL) -> list[tuple[str, list[tuple[str, str]]]]:
    groups = people_by_scope(holder, at=SPRING, language="en", wanted=wanted)
    return [
        (group.scope.label, [(row.grant.user.name, row.label) for row in group.rows])
        for group in groups
    ]


def test_people_stand_under_the_widest_thing_in_the_order_of_roles(boss: User, carla: User) -> None:
    anna = person()
    grant(anna, "reader", SMALL)
    grant(anna, "editor", node_scope(node_uid("small-plan", "A")))
    grant(anna, "organisation-representative", organisation_scope("coop"))

    assert _shown(_holder(boss)) == [
        ("The whole site", [("Bianca Verdi", "Administrator")]),
        (
            "Small (en)",
            [
                ("Carla Bianchi", "Plan coordinator"),
                ("Anna Rossi", "Editor"),
                ("Anna Rossi", "Reader of drafts"),
            ],
        ),
        ("Organisation “coop”", [("Anna Rossi", "Representative of an organisation")]),
    ]


def test_a_coordinator_sees_their_plan_only(boss: User, carla: User) -> None:
    Plan.objects.create(
        slug="other", title={}, short_title={"en": "Other"}, summary={}, languages=["en"]
    )
    grant(person(), "editor", plan_scope("other"))

    assert _shown(_holder(carla)) == [("Small (en)", [("Carla Bianchi", "Plan coordinator")])]
    assert _shown(_holder(person("x@example.org"))) == []


def test_filters(boss: User, carla: User) -> None:
    anna = person()
    later = grant(anna, "reader", SMALL, starts=TODAY + timedelta(days=1))
    grant(anna, "editor", SMALL, ends=TODAY - timedelta(days=1))
    taken = grant(carla, "reader", SMALL)
    withdraw_role(grant=taken, reason="No.", by=command())
    closed = person("closed@example.org", name="Zeno")
    grant(closed, "evaluator", SMALL)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    holder = _holder(boss)

    def found(**asked: object) -> list[str]:
        wanted = GrantFilter(**asked)  # type: ignore[arg-type]
        return [f"{name}: {role}" for _scope, rows in _shown(holder, wanted) for name, role in rows]

    assert later.pk
    assert found(words=("carla", "example")) == ["Carla Bianchi: Plan coordinator"]
    assert found(role="reader") == ["Anna Rossi: Reader of drafts"]
    assert found(scope="plan:small-plan", state="now") == ["Carla Bianchi: Plan coordinator"]
    assert found(scope="plan:other") == []
    assert found(state="later") == ["Anna Rossi: Reader of drafts"]
    assert found(state="over") == ["Anna Rossi: Editor", "Carla Bianchi: Reader of drafts"]
    assert found(state="closed") == ["Zeno: Evaluator"]


def test_a_thing_or_role_that_is_gone_is_still_shown_to_an_administrator(boss: User) -> None:
    grant(boss, "bard", SMALL)
    grant(boss, "editor", plan_scope("gone"))

    assert _shown(_holder(boss), GrantFilter(state="over")) == [
        ("Small (en)", [("Bianca Verdi", "bard")])
    ]
    assert ("plan:gone", [("Bianca Verdi", "Editor")]) in _shown(_holder(boss))


def test_second_factors_are_told(boss: User, carla: User) -> None:
    Authenticator.objects.create(user=carla, type="totp", data={})
    Authenticator.objects.create(user=boss, type="recovery_codes", data={})

    groups = people_by_scope(_holder(boss), at=SPRING, language="en", wanted=ALL)

    assert {row.grant.user.name: row.has_second_factor for g in groups for row in g.rows} == {
        "Bianca Verdi": False,
        "Carla Bianchi": True,
    }


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_list_costs_the_same_for_any_number(
    boss: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    actor = boss.actor
    for number in range(count):
        user = person(f"p{number}@example.org", name=f"P{number}")
        grant(user, "reader", SMALL)
        Invitation.objects.create(
            email=f"i{number}@example.org",
            role="reader",
            scope_kind="plan",
            scope_key="small-plan",
            reason="x",
            digest=f"{number:064}",
            invited_by=actor,
            invited_at=SPRING,
            expires_at=SPRING + timedelta(days=1),
        )
    holder = _holder(boss)

    with django_assert_num_queries(4):
        groups = people_by_scope(holder, at=SPRING, language="en", wanted=ALL)
    with django_assert_num_queries(2):
        invitations = invitation_rows(holder, at=SPRING, language="en")
    with django_assert_num_queries(2):
        page = person_page(boss, holder, at=SPRING, language="en")
    with django_assert_num_queries(2):
        everybody = users()
        assert [len(each.grants.all()) for each in everybody] == [1] * (count + 1)

    assert sum(len(group.rows) for group in groups) == count + 1
    assert len(invitations) == count
    assert page is not None


def test_invitations_of_ones_own_plan(boss: User, carla: User) -> None:
    for key, role in (("small-plan", "reader"), ("other", "bard")):
        Invitation.objects.create(
            email="a@example.org",
            role=role,
            scope_kind="plan",
            scope_key=key,
            reason="x",
            digest=f"{key:*>64}",
            invited_by=carla.actor,
            invited_at=SPRING,
            expires_at=SPRING,
        )

    mine = invitation_rows(_holder(carla), at=SPRING, language="en")
    all_of_them = invitation_rows(_holder(boss), at=SPRING, language="en")

    assert [(row.scope.label, row.state) for row in mine] == [("Small (en)", "expired")]
    assert next(row.role for row in all_of_them) is None
    assert len(all_of_them) == 2


def test_somebodys_page(boss: User, carla: User) -> None:
    anna, nobody = person(), person("n@example.org")
    old = grant(anna, "editor", SMALL)
    grant(anna, "reader", SMALL)
    grant(anna, "organisation-representative", organisation_scope("coop"))
    withdraw_role(grant=old, reason="No.", by=command())

    whole = person_page(anna, _holder(boss), at=SPRING, language="en")
    part = person_page(anna, _holder(carla), at=SPRING, language="en")

    assert whole is not None
    assert part is not None
    assert [row.grant.role for row in whole.rows] == [
        "organisation-representative",
        "reader",
        "editor",
    ]
    assert (whole.is_whole, part.is_whole) == (True, False)
    assert [row.grant.role for row in part.rows] == ["reader", "editor"]
    assert person_page(nobody, _holder(carla), at=SPRING, language="en") is None
    assert person_page(nobody, _holder(boss), at=SPRING, language="en") is not None


def test_accounts_without_a_role(boss: User) -> None:
    anna, over = person(), person("over@example.org", name="Zeno")
    grant(over, "reader", SMALL, ends=TODAY - timedelta(days=1))

    assert people_without_role(today=TODAY) == [anna, over]
    assert people_without_role(today=TODAY, words=["zen"]) == [over]


def test_somebody_by_number_or_address(boss: User) -> None:
    assert user_of(pk=boss.pk) == user_of(email=" BOSS@example.org ") == boss
    assert user_of(pk=0) is None


def test_names_of_scopes(small: Edition) -> None:
    uid = str(node_uid("small-plan", "A.1"))

    assert named_scope(node_scope(uid), language="it") == NamedScope(
        node_scope(uid), "A.1 Node A.1 (it)", (SMALL,)
    )
    assert named_scope(node_scope(uid.upper()), language="it") is None
    assert named_scope(Scope("moon", "x"), language="it") is None
    assert named_scopes([], language="it") == {}
    assert node_uid("small-plan", "Z") is None
