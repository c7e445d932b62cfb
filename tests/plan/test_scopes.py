"""Plans and elements as things on which roles are held."""

from datetime import datetime
from uuid import uuid4

from tests.factories.people import command

from portici.accounts.rules.scopes import plan_scope
from portici.plan.models import Edition
from portici.plan.queries.scopes import node_scopes, node_uid, plan_scopes
from portici.plan.services.editions import new_edition


def test_plans_by_their_slugs(small: Edition) -> None:
    found = plan_scopes(["small-plan", "no-plan"], "en")

    assert {slug: (named.scope, named.label) for slug, named in found.items()} == {
        "small-plan": (plan_scope("small-plan"), "Small (en)")
    }


def test_elements_are_called_as_in_the_current_edition(small: Edition, now: datetime) -> None:
    draft = new_edition(base=small, key="second", name={"it": "Seconda"}, by=command(now))
    draft.nodes.filter(code="A.1").update(code="A.7")
    uid = node_uid("small-plan", "a.1")
    assert uid is not None

    found = node_scopes([uid, uid.upper(), str(uuid4()), "A.1"], "en")

    assert {key: (named.label, named.within) for key, named in found.items()} == {
        uid: ("A.1 Node A.1 (en)", (plan_scope("small-plan"),))
    }
    assert node_uid("small-plan", "A.7") == uid
    assert node_uid("small-plan", "Z") is None
