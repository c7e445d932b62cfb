"""The frame of the working area."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.browser import sign_in
from tests.factories.people import grant, person

from portici.accounts.rules.scopes import SITE, plan_scope
from portici.plan.models import Edition


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client, small: Edition) -> None:
    answer = client.get(reverse("desk"))

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('desk')}"


@pytest.mark.parametrize("role", ["", "administrator", "reader"])
def test_menu_has_only_what_somebody_may_open(client: Client, small: Edition, role: str) -> None:
    user = person()
    if role:
        grant(user, role, SITE if role == "administrator" else plan_scope(small.plan.slug))
    sign_in(client, user)

    answer = client.get(reverse("desk"))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    for entry in answer.context["shell"].menu if answer.context else ():
        assert client.get(entry.href).status_code == 200
