"""Running the command inside the test process, with the test database."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from portici.cli.main import run


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code, and what it printed on both streams."""

    code: int
    output: str
    errors: str


Portici = Callable[..., Outcome]


@pytest.fixture
def portici(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """`portici("plan", "list")` runs that command in English."""
    monkeypatch.setenv("PORTICI_LANGUAGE", "en")

    def call(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call
