"""Editions to work on, and people who may."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories.browser import sign_in
from tests.factories.people import command, grant, person

from portici.accounts.models import User
from portici.accounts.rules.scopes import SITE, node_scope, plan_scope
from portici.plan.models import Edition, EditionNode
from portici.plan.services.editions import new_edition

Worker = Callable[..., Client]


@pytest.fixture
def draft(small: Edition) -> Edition:
    """A draft that began as a copy of the small plan's only edition."""
    name = {"it": "Bozza 2027", "en": "Draft 2027"}
    return new_edition(base=small, key="next", name=name, by=command())


def somebody(role: str, edition: Edition, *, code: str = "", email: str = "") -> User:
    """Somebody with a role on the plan; or on one element of it, or on the whole site for administrators."""
    user = person(email or f"{role or 'nobody'}@example.org", name=f"The {role or 'guest'}")
    if role == "administrator":
        grant(user, role, SITE)
    elif role and code:
        uid = EditionNode.objects.get(edition=edition, code=code).node.uid
        grant(user, role, node_scope(uid))
    elif role:
        grant(user, role, plan_scope(edition.plan.slug))
    return user


def client_of(user: User) -> Client:
    """A browser in which somebody is signed in, reading English."""
    client = Client()
    sign_in(client, user)
    return client


WHY = {
    "why-reason_en": "The table asked for it.",
    "why-source": "participation",
    "why-note": "Table 3",
}
