"""`portici up`: from an empty folder to a page, and an end without remains."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.conftest import Outcome
from tests.conftest import ROOT
from tests.factories.plan_folder import small_plan, write_folder

from portici.cli.content import bundled_folders

SECONDS_TO_FIRST_PAGE = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _site(port: int, state: Path, plans: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {
        name: value for name, value in os.environ.items() if name != "PORTICI_DATABASE_URL"
    }
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from portici.cli.main import main; main()",
            "up",
            "--port",
            str(port),
        ],
        env={
            **environment,
            "DJANGO_SETTINGS_MODULE": "portici.web.settings",
            "PORTICI_DATA": str(state),
            "PORTICI_PLANS": str(plans),
            "PORTICI_HOME_PLAN": "small-plan",
            "PORTICI_LANGUAGE": "en",
            "PORTICI_LOG_LEVEL": "ERROR",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _status_of_first_page(process: subprocess.Popen[str], port: int) -> int:
    """The status of the page, as soon as the server answers at all."""
    until = time.monotonic() + SECONDS_TO_FIRST_PAGE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            if time.monotonic() > until or process.poll() is not None:
                raise
            time.sleep(0.2)


@pytest.mark.slow
def test_up_serves_a_page_and_ends_in_order(tmp_path: Path) -> None:
    port = _free_port()
    plans = tmp_path / "plans"
    write_folder(plans / "small-plan", small_plan())

    with _site(port, tmp_path / "state", plans) as process:
        status = _status_of_first_page(process, port)
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=30)

    assert status == 200
    assert process.returncode == 0
    assert printed.splitlines() == [
        "The database is ready.",
        "Loading the territory torino…",
        "Loading the plan small-plan…",
        "Preparing the static files…",
        f"Portici is at http://localhost:{port}/ (Ctrl-C stops it)",
    ]


def test_up_on_a_taken_port_says_so(portici: Callable[..., Outcome]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        outcome = portici("up", "--port", port)

    assert outcome.code == 2
    assert outcome.errors == (
        f"The address 127.0.0.1:{port} cannot be used: Address already in use."
        " Choose another with --port, or stop the program that uses it.\n"
    )


def test_home_plan_is_loaded_first() -> None:
    folders = bundled_folders(ROOT / "plans", "plan.yaml", first="torino-2030")

    assert folders[0].name == "torino-2030"
    assert [folder.name for folder in folders[1:]] == sorted(
        path.parent.name
        for path in (ROOT / "plans").glob("*/plan.yaml")
        if path.parent.name != "torino-2030"
    )
