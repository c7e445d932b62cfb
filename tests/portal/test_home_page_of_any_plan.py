"""The first page of other plans, of several, and of none."""

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.conftest import ROOT
from tests.factories.pages import links_to, page_of, plan_of_size, visible_text
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, texts
from tests.portal.conftest import Loader

from portici.plan.models import Edition
from portici.territory.services import load_territory


def test_home_page_draws_no_other_territory(client: Client, small: Edition, now: datetime) -> None:
    load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    assert 'class="quilt"' not in page_of(client.get("/"))


def test_home_page_without_a_plan_names_the_one_command(client: Client, db: None) -> None:
    response = client.get("/en/")

    assert response.status_code == 200
    assert "portici plan load plans/torino-2030" in visible_text(response)
    assert links_to(response, "/en/plans/") == []


@pytest.fixture
def second(load: Loader) -> Edition:
    """Another plan beside the small one."""
    files = small_plan()
    files["plan.yaml"] |= {"slug": "second-plan", "title": texts("A second plan")}
    return load(files)


def test_home_page_lists_the_other_plans(client: Client, small: Edition, second: Edition) -> None:
    shown = visible_text(client.get("/en/"))

    assert "Other plans on this site A second plan (en) : A plan for tests. (en)" in shown


@pytest.mark.parametrize("slug", ["small-plan", "second-plan"])
def test_home_page_is_of_the_plan_that_the_settings_name(
    client: Client, small: Edition, second: Edition, settings: Settings, slug: str
) -> None:
    settings.PORTICI_HOME_PLAN = slug

    assert f"/en/plans/{slug}/" in links_to(client.get("/en/"), "/en/plans/")[0]


def test_every_page_leads_to_every_plan(client: Client, small: Edition, second: Edition) -> None:
    footer = page_of(client.get("/en/plans/second-plan/")).partition("<footer")[2]

    assert 'href="/en/plans/small-plan/">' in footer
    assert 'href="/en/plans/second-plan/" aria-current="page">' in footer


def test_home_page_of_a_site_without_the_named_plan_is_of_the_first(
    client: Client, small: Edition
) -> None:
    assert visible_text(client.get("/")).startswith("A small plan (it)")


@pytest.mark.parametrize("size", [1, 3, 9])
def test_home_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(plan_of_size(size))

    with django_assert_num_queries(14):
        client.get("/")


def test_home_page_without_what_a_plan_may_lack(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["plan.yaml"]["markers"], files["plan.yaml"]["after_approval"]
    del files["plan.yaml"]["territory"]
    files["plan.yaml"]["nodes"][1].pop("markers")
    files["figures.yaml"]["figures"][0]["headline"] = False
    load(files)

    response = client.get("/en/")

    shown = visible_text(response)
    absent = ("What holds the plan together", "From which numbers", "After approval")
    assert [each in shown for each in absent] == [False, False, False]
