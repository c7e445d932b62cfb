"""Typed readers of environment variables: a wrong value stops the start with a sentence, not a traceback."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


class WrongSetting(SystemExit):
    """A variable of the environment has a value that Portici cannot use."""

    def __init__(self, name: str, value: str, accepted: str) -> None:
        super().__init__(f"The variable {name} is {value!r}. Accepted: {accepted}.")


def text(name: str, default: str) -> str:
    """The variable's text, or the default when it is unset or empty."""
    return os.environ.get(name) or default


def boolean(name: str, *, default: bool) -> bool:
    """`1`, `true`, `yes`, `on` or `0`, `false`, `no`, `off`, in any case."""
    value = os.environ.get(name)
    if not value:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise WrongSetting(name, value, "1 or 0, true or false, yes or no, on or off")


def words(name: str, default: str) -> list[str]:
    """Words parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder's absolute path; it need not exist yet."""
    return Path(text(name, str(default))).expanduser().resolve()


def number(name: str, default: int) -> int:
    """A whole number, nought or more."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise WrongSetting(name, value, "a whole number, such as 0 or 1")
    return int(value)


def site(name: str) -> str:
    """The address of this site without a path, such as `https://plan.example.org`; empty when unset."""
    value = text(name, "").rstrip("/")
    try:
        parts = urlsplit(value)
        is_whole = bool(parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0)
    except ValueError:
        is_whole = False
    if value and not (
        is_whole and value == f"{parts.scheme}://{parts.netloc}" and "@" not in value
    ):
        raise WrongSetting(
            name, value, "an address without a path, such as https://plan.example.org"
        )
    return value


def issuer(name: str) -> str:
    """The address of an identity provider, as it writes it itself; empty when unset.

    Over https, because what comes from there is believed; over http only from this machine.
    """
    value = text(name, "")
    parts = urlsplit(value)
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    )
    if value and not (is_safe and parts.hostname and not parts.query):
        raise WrongSetting(name, value, "an address such as https://login.example.org")
    return value


def smtp(name: str) -> dict[str, str | int | bool]:
    """A mail server as Django's EMAIL_ settings: `smtp://user:password@host:587?tls=1`; none when unset.

    `smtps://` speaks TLS from the first byte (port 465), `?tls=1` begins it after greeting (port 587). A user or
    a password that holds signs such as @ or / is written with percent signs. A wrong value is not repeated in
    the message: it holds a password.
    """
    value = text(name, "")
    if not value:
        return {}
    accepted = "smtp://user:password@host:587?tls=1 or smtps://user:password@host:465"
    try:
        parts = urlsplit(value)
        port = parts.port
        options = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise WrongSetting(name, "…", accepted) from None
    begins_tls = options.pop("tls", ["0"])
    if (
        parts.scheme not in {"smtp", "smtps"}
        or not parts.hostname
        or parts.path.strip("/")
        or options
        or begins_tls not in (["0"], ["1"])
        or (parts.scheme == "smtps" and begins_tls == ["1"])
    ):
        raise WrongSetting(name, "…", accepted)
    is_tls = parts.scheme == "smtps"
    starts_tls = begins_tls == ["1"]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if is_tls else 587 if starts_tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": starts_tls,
    }
