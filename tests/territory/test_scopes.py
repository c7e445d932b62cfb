"""Municipalities as things on which roles are held, and the plans around them."""

from datetime import datetime

import pytest
from tests.conftest import ROOT
from tests.factories.people import command

from portici.accounts.queries.scopes import named_scope
from portici.accounts.rules.scopes import municipality_scope, plan_scope
from portici.plan.models import Plan
from portici.territory.services.load import load_territory


@pytest.mark.django_db
def test_a_municipality_lies_within_the_plans_of_its_territory(now: datetime) -> None:
    load_territory(folder=ROOT / "territories" / "torino", by=command(now))
    texts = {"title": {}, "short_title": {}, "summary": {}, "languages": ["it"]}
    Plan.objects.create(slug="one", territory="torino", **texts)
    Plan.objects.create(slug="two", territory="elsewhere", **texts)

    found = named_scope(municipality_scope("001272"), language="it")

    assert found is not None
    assert (found.label, found.within) == ("Torino", (plan_scope("one"),))
    assert named_scope(municipality_scope("000000"), language="it") is None
