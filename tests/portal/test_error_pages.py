"""What is shown when something goes wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings
from tests.factories.pages import page_of, visible_text

from portici.plan.models import Edition
from portici.portal.views.errors import (
    LAST_RESORT,
    bad_request,
    permission_denied,
    server_error,
)


@pytest.fixture
def english(rf: RequestFactory) -> HttpRequest:
    """A request for some English page."""
    return rf.get("/en/some/page/")


def test_unknown_address_shows_the_ways_on(client: Client, small: Edition) -> None:
    response = client.get("/en/nowhere/")

    assert response.status_code == 404
    assert "This page does not exist" in visible_text(response)
    assert "The address may have been mistyped" in visible_text(response)


def test_unknown_address_speaks_the_language_of_the_address(client: Client, db: None) -> None:
    assert '<html lang="it">' in page_of(client.get("/nessuna/"))
    assert '<html lang="en">' in page_of(client.get("/en/nowhere/"))


def test_unknown_plan_is_named(client: Client, db: None) -> None:
    response = client.get("/en/plans/none-such/alignment/")

    assert response.status_code == 404
    assert "There is no plan “none-such” on this site." in visible_text(response)


def test_page_names_its_error(client: Client, db: None) -> None:
    assert "Error 404" in visible_text(client.get("/en/nowhere/"))


@pytest.mark.parametrize(("view", "status"), [(bad_request, 400), (permission_denied, 403)])
def test_other_refusals_have_pages(view: object, status: int, db: None, rf: RequestFactory) -> None:
    response = view(rf.get("/"), PermissionDenied())  # type: ignore[operator]

    assert response.status_code == status


def test_form_without_its_cookie_is_refused_with_a_way_out(small: Edition) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/en/plans/small-plan/pdf/")

    assert response.status_code == 403
    assert "The form has expired" in visible_text(response)


def test_server_error_asks_nothing_of_the_database(
    english: HttpRequest, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0), translation.override("en"):
        response = server_error(english)

    assert response.status_code == 500
    assert "The site has failed" in page_of(response)


def test_server_error_has_a_last_resort(english: HttpRequest, settings: Settings) -> None:
    # Addresses without a first page: the shell cannot be built.
    settings.ROOT_URLCONF = "portici.ui.urls"

    response = server_error(english)

    assert (response.status_code, page_of(response)) == (500, LAST_RESORT)
