"""Reading the environment: typed values, and a sentence where one is wrong."""

from pathlib import Path

import pytest

from portici.web import environment
from portici.web.environment import WrongSetting


@pytest.mark.parametrize(
    ("value", "read"),
    [("1", True), ("TRUE", True), ("yes", True), ("on", True), ("0", False), ("Off", False)],
)
def test_boolean_is_read(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("PORTICI_X", value)

    assert environment.boolean("PORTICI_X", default=not read) is read


@pytest.mark.parametrize("default", [True, False])
def test_unset_or_empty_boolean_is_the_default(
    monkeypatch: pytest.MonkeyPatch, default: bool
) -> None:
    monkeypatch.setenv("PORTICI_X", "")

    assert environment.boolean("PORTICI_X", default=default) is default
    assert environment.boolean("PORTICI_Y", default=default) is default


def test_wrong_boolean_names_the_variable_and_what_is_accepted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORTICI_X", "perhaps")

    with pytest.raises(WrongSetting, match=r"PORTICI_X is 'perhaps'\. Accepted: 1 or 0"):
        environment.boolean("PORTICI_X", default=True)


def test_text_words_and_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORTICI_X", "a, b,,c ")
    monkeypatch.setenv("PORTICI_Z", str(tmp_path / "x" / ".."))

    assert environment.words("PORTICI_X", "") == ["a", "b", "c"]
    assert environment.words("PORTICI_Y", "") == []
    assert environment.text("PORTICI_Y", "default") == "default"
    assert environment.folder("PORTICI_Z", Path("never")) == tmp_path
