"""`portici territory …` as people and machines use it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Outcome
from tests.conftest import ROOT
from tests.factories.people import command

from portici.territory.models import Boundary, Territory
from portici.territory.services.load import load_territory

Portici = Callable[..., Outcome]


@pytest.fixture
def torino(db: None, now: datetime) -> Territory:
    """The bundled territory."""
    return load_territory(folder=ROOT / "territories" / "torino", by=command(now))


def test_check_says_what_is_to_be_reconciled(portici: Portici, torino: Territory) -> None:
    plain = portici("territory", "check")
    as_json = portici("territory", "check", "torino", "--json")

    report = json.loads(as_json.output)
    assert plain.code == as_json.code == 1
    assert report["slug"] == "torino"
    assert len(plain.errors.splitlines()) == len(report["findings"]) + 1


@pytest.mark.django_db
def test_check_without_a_territory_is_misuse(portici: Portici) -> None:
    outcome = portici("territory", "check", "atlantis")

    assert outcome == Outcome(2, "", "There is no territory “atlantis”. Loaded: —.\n")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"[1, 2", b'{"type": "Feature"}'])
def test_boundaries_of_a_wrong_file_are_refused(
    portici: Portici, torino: Territory, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "boundaries.geojson"
    if content is not None:
        file.write_bytes(content)

    outcome = portici("territory", "boundaries", file)

    assert outcome.code == 1
    assert outcome.errors.splitlines()[-1].endswith("finding.")
    assert Boundary.objects.count() == 0


def test_boundaries_are_imported(portici: Portici, torino: Territory, shared: Path) -> None:
    file = shared / "territory" / "boundaries.geojson"

    outcome = portici(
        "territory", "boundaries", file, "--source", "ISTAT", "--licence", "CC BY 4.0"
    )

    assert outcome.code == 0
    assert outcome.output == ("312 boundaries imported for torino; the map is drawn from them.\n")
    assert Boundary.objects.count() == 312
