"""The invented plan beside Turin: other levels, other codes, the same software."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from portici.plan.models import Edition
from portici.plan.queries.editions import current_edition
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan
from tests.factories.people import command

FOLDER = Path(__file__).resolve().parents[2] / "plans" / "example-valley"

PAGES = (
    "", "strumenti/", "allineamento/", "quadri/", "numeri/", "come-nasce/", "elementi/A.1-02/",
)  # fmt: skip


@pytest.fixture
def valley(db: None, now: datetime) -> Edition:
    """The invented plan in the database."""
    return load_plan(report=check_folder(FOLDER), by=command(now))


def test_folder_has_no_findings() -> None:
    assert check_folder(FOLDER).findings == ()


def test_plan_has_three_levels_of_its_own(valley: Edition) -> None:
    counts = Counter(valley.nodes.order_by("path").values_list("level__key", flat=True))

    assert counts == {"pillar": 3, "commitment": 6, "measure": 12}
    assert valley.instruments.count() == 6


@pytest.mark.parametrize("text", ["title", "short_title", "summary"])
def test_plan_says_that_it_is_invented(valley: Edition, text: str) -> None:
    texts = getattr(valley.plan, text)

    assert ("inventat" in texts["it"], "invented" in texts["en"]) == (True, True)


@pytest.mark.parametrize("page", PAGES)
def test_both_plans_have_every_page(
    client: Client, turin: Edition, valley: Edition, page: str
) -> None:
    turin_page = page.replace("A.1-02", "1.1.1-A01")

    assert client.get(f"/piani/example-valley/{page}").status_code == 200
    assert client.get(f"/piani/torino-2030/{turin_page}").status_code == 200


def test_both_plans_stand_side_by_side(turin: Edition, valley: Edition) -> None:
    assert current_edition("torino-2030") == turin
    assert current_edition("example-valley") == valley
