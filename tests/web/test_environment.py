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


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("", ""),
        ("https://plan.example.org", "https://plan.example.org"),
        ("https://plan.example.org/", "https://plan.example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_address_of_the_site_is_read(
    monkeypatch: pytest.MonkeyPatch, value: str, read: str
) -> None:
    monkeypatch.setenv("PORTICI_X", value)

    assert environment.site("PORTICI_X") == read


@pytest.mark.parametrize(
    "wrong",
    [
        "plan.example.org",
        "ftp://plan.example.org",
        "https://",
        "https://plan.example.org/plan",
        "https://plan.example.org?x",
        "https://user@plan.example.org",
        "https://plan.example.org:port",
        "https://[plan",
    ],
)
def test_wrong_address_of_the_site_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("PORTICI_X", wrong)

    with pytest.raises(WrongSetting, match="an address without a path"):
        environment.site("PORTICI_X")


def test_number_is_read_and_wrong_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTICI_X", "2")

    assert environment.number("PORTICI_X", 0) == 2
    assert environment.number("PORTICI_Y", 1) == 1
    for wrong in ("-1", "two", "1.5", "²"):
        monkeypatch.setenv("PORTICI_X", wrong)
        with pytest.raises(WrongSetting, match="a whole number"):
            environment.number("PORTICI_X", 0)


@pytest.mark.parametrize("value", ["", "https://login.example.org/", "http://127.0.0.1:8080/o"])
def test_issuer_is_read(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORTICI_X", value)

    assert environment.issuer("PORTICI_X") == value


@pytest.mark.parametrize(
    "value", ["login.example.org", "http://login.example.org", "https://", "https://a.example/?x=1"]
)
def test_issuer_over_an_unsafe_way_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORTICI_X", value)

    with pytest.raises(WrongSetting, match="https://login"):
        environment.issuer("PORTICI_X")


@pytest.mark.parametrize(
    ("value", "port", "is_tls", "starts_tls"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp://anna%40example.org:a%2Fb@mail.example.org?tls=1", 587, False, True),
        ("smtp://mail.example.org:2525", 2525, False, False),
        ("smtps://mail.example.org", 465, True, False),
    ],
)
def test_mail_server_is_read(
    monkeypatch: pytest.MonkeyPatch, value: str, port: int, is_tls: bool, starts_tls: bool
) -> None:
    monkeypatch.setenv("PORTICI_X", value)

    read = environment.smtp("PORTICI_X")

    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (read["EMAIL_USE_SSL"], read["EMAIL_USE_TLS"]) == (is_tls, starts_tls)
    if "@mail" in value:
        assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("anna@example.org", "a/b")


def test_without_a_mail_server_nothing_is_set() -> None:
    assert environment.smtp("PORTICI_NOT_SET") == {}


@pytest.mark.parametrize(
    "value",
    [
        "mail.example.org",
        "http://u:secret@mail.example.org",
        "smtp://",
        "smtp://u:secret@mail.example.org:x",
        "smtp://u:secret@mail.example.org/folder",
        "smtp://u:secret@mail.example.org?tls=yes",
        "smtp://u:secret@mail.example.org?color=1",
        "smtp://u:secret@mail.example.org?x",
        "smtps://u:secret@mail.example.org?tls=1",
    ],
)
def test_wrong_mail_server_is_refused_without_showing_the_password(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PORTICI_X", value)

    with pytest.raises(WrongSetting, match=r"PORTICI_X is .*smtps://") as refused:
        environment.smtp("PORTICI_X")

    assert "secret" not in str(refused.value)
