"""Many people edit at once, and a process dies in the middle: nothing is lost, nothing is half done."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

PROJECT = Path(__file__).resolve().parents[3]
SERVER = os.environ.get("PORTICI_DATABASE_URL", "")

pytestmark = pytest.mark.slow

Crowd = Callable[[str], Any]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes with a database of their own, on the engine of this run."""
    address = ""
    if SERVER.startswith("postgres"):
        name = f"portici_crowd_{os.getpid()}"
        _on_server(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        address = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    paths = [str(PROJECT), str(PROJECT / "src")]
    yield {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portici.web.settings",
        "PORTICI_DATA": str(tmp_path),
        "PORTICI_DATABASE_URL": address,
        "PYTHONPATH": os.pathsep.join(paths),
    }
    if address:
        _on_server(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _on_server(statement: sql.Composed) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def crowd(environment: dict[str, str]) -> Crowd:
    """Does one thing of `crowd` in a process of its own, in a database with a draft; gives what it prints."""

    def run(what: str) -> Any:
        done = subprocess.run(
            _command(what),
            env=environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    run("prepare")
    return run


def _command(what: str) -> list[str]:
    return [sys.executable, "-m", "tests.plan.editing.crowd", what]


def test_sixteen_people_on_elements_of_their_own_lose_nothing(crowd: Crowd) -> None:
    outcome = crowd("others")

    assert outcome == {"ended": {"done": 16}, "told": [], "kept": 16}
    report = crowd("report")
    assert report["holds"] is True
    # A rewording, a marking and an alignment in each of six rounds; the plan's first marks and topics are others.
    assert report["entries"] == report["changes"] == 16 * 6 * 3
    assert report["findings"] == []


def test_of_sixteen_who_saw_the_same_state_one_wins_and_the_others_are_told(crowd: Crowd) -> None:
    outcome = crowd("same")

    assert outcome["ended"] == {"done": 1, "Conflict": 15}
    assert crowd("report")["entries"] == 1


def test_sixteen_people_rebuild_the_tree_without_waiting_for_ever(crowd: Crowd) -> None:
    outcome = crowd("tree")

    assert outcome == {"ended": {"done": 16}, "told": []}
    report = crowd("report")
    assert report["holds"] is True
    assert report["findings"] == []
    assert report["entries"] == report["changes"]


def test_what_is_approved_while_people_edit_is_what_stands_in_it(crowd: Crowd) -> None:
    outcome = crowd("approve")

    assert set(outcome["ended"]) <= {"done", "CannotEdit"}
    assert set(outcome["told"]) <= {"plan.edit-frozen"}
    assert outcome["status"] == "approved"
    assert outcome["verifies"] is True


def test_a_process_killed_in_the_middle_leaves_nothing_behind(
    crowd: Crowd, environment: dict[str, str]
) -> None:
    before = crowd("report")
    with subprocess.Popen(
        _command("big"), env=environment, cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == "half"
        process.send_signal(signal.SIGKILL)

    assert crowd("report") == before
    assert crowd("big")["changed"] == 30
    after = crowd("report")
    assert (after["holds"], after["changed"], after["entries"]) == (True, 30, 30)
