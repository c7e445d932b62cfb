"""Typed readers of environment variables: a wrong value stops the start with a sentence, not a traceback."""

import os
from pathlib import Path


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
