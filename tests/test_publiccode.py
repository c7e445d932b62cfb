"""publiccode.yml against the standard's keys (publiccode.yml 0.7) and against the project itself."""

import tomllib
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parent.parent
KEYS = {
    "publiccodeYmlVersion", "name", "url", "landingURL", "isBasedOn", "softwareVersion", "releaseDate", "logo",
    "platforms", "organisation", "fundedBy", "roadmap", "developmentStatus", "softwareType", "intendedAudience",
    "description", "legal", "maintenance", "localisation", "dependsOn", "categories", "usedBy", "supports",
}  # fmt: skip
REQUIRED = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
}  # fmt: skip


def _file() -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(
        (PROJECT / "publiccode.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return content


def test_publiccode_has_the_keys_of_the_standard() -> None:
    keys = set(_file())

    assert keys - KEYS == set()
    assert REQUIRED - keys == set()


def test_publiccode_describes_in_every_language_within_the_limits() -> None:
    content = _file()

    for language in content["localisation"]["availableLanguages"]:
        description = content["description"][language]
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_publiccode_says_what_the_project_says() -> None:
    content = _file()
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert content["legal"]["license"] == project["license"]
    assert content["softwareVersion"] == project["version"]
    assert content["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert content["maintenance"]["type"] in {"internal", "contract", "community", "none"}
