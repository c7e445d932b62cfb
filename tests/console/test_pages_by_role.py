"""Every page of the lists and of editing, as each role sees it."""

import pytest
from django.urls import reverse
from django.utils import translation
from tests.console.conftest import client_of, somebody

from portici.plan.models import Edition

ROUTES = [
    ("work-nodes", []),
    ("work-instruments", []),
    ("work-alignments", []),
    ("work-figures", []),
    ("work-markers", []),
    ("work-node", ["A.1"]),
    ("work-instrument", ["big-fund"]),
    ("work-figure", ["F1"]),
    ("work-alignment", ["A", "world-goals", "work"]),
    ("work-link", ["A", "A-S01", "big-fund"]),
]
EDITING = [
    ("work-node-new", []),
    ("work-node-structure", ["A.1"]),
    ("work-instrument-new", []),
    ("work-figure-new", []),
    ("work-alignment-new", ["A.1"]),
    ("work-link-new", ["A.1"]),
]


@pytest.mark.parametrize("role", ["administrator", "coordinator", "editor", "reader", "evaluator"])
@pytest.mark.parametrize(("route", "rest"), ROUTES)
def test_whoever_reads_drafts_reads_them(
    draft: Edition, role: str, route: str, rest: list[str]
) -> None:
    client = client_of(somebody(role, draft))
    with translation.override("en"):
        answer = client.get(reverse(route, args=[draft.plan.slug, draft.key, *rest]))

    assert answer.status_code == 200


@pytest.mark.parametrize(("route", "rest"), ROUTES + EDITING)
def test_whoever_has_no_role_is_refused(draft: Edition, route: str, rest: list[str]) -> None:
    client = client_of(somebody("", draft))

    assert client.get(reverse(route, args=[draft.plan.slug, draft.key, *rest])).status_code == 403


@pytest.mark.parametrize(("route", "rest"), EDITING)
@pytest.mark.parametrize(("role", "status"), [("coordinator", 200), ("reader", 403)])
def test_only_editors_open_forms(
    draft: Edition, role: str, status: int, route: str, rest: list[str]
) -> None:
    client = client_of(somebody(role, draft))

    assert (
        client.get(reverse(route, args=[draft.plan.slug, draft.key, *rest])).status_code == status
    )
