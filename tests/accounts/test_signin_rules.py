"""Rules of signing in: what is believed of a provider, and how a browser is recognised."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.accounts.rules.claims import Attributes, WrongClaims, attributes_of
from portici.accounts.rules.devices import device_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "attributi.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_believed(case: dict[str, Any]) -> None:
    if "rifiutato" in case:
        with pytest.raises(WrongClaims, match=case["rifiutato"]):
            attributes_of(case["token"], case["dettagli"])
    else:
        assert attributes_of(case["token"], case["dettagli"]) == Attributes(**case["creduto"])


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            ("Firefox", "Linux"),
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            ("Edge", "Windows"),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1",
            ("Safari", "iPhone"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            ("Chrome", "Android"),
        ),
        ("curl/8.5", ("", "")),
        ("", ("", "")),
    ],
)
def test_browser_and_machine_are_recognised(user_agent: str, device: tuple[str, str]) -> None:
    assert device_of(user_agent) == device
