"""The colours of a plan as a stylesheet."""

from django.test import Client
from tests.factories.pages import page_of
from tests.factories.plan_folder import small_plan
from tests.portal.conftest import Loader

from portici.plan.models import Edition

SHEET = "/piani/small-plan/colours.css"


def test_stylesheet_has_a_class_per_area(client: Client, small: Edition) -> None:
    response = client.get(SHEET)

    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert page_of(response) == ".accent-a{--accent:#336699}\n"


def test_stylesheet_of_a_plan_without_colours_is_empty(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["plan.yaml"]["colours"]
    load(files)

    assert (client.get(SHEET).status_code, client.get(SHEET).content) == (200, b"")


def test_unchanged_stylesheet_is_not_sent_again(client: Client, small: Edition) -> None:
    tag = client.get(SHEET).headers["ETag"]

    assert client.get(SHEET, headers={"If-None-Match": tag}).status_code == 304


def test_every_page_of_the_plan_links_its_colours(client: Client, small: Edition) -> None:
    assert f'<link rel="stylesheet" href="{SHEET}">' in page_of(client.get("/piani/small-plan/"))
