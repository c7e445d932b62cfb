"""`portici up`: from nothing to a running site."""

import ctypes
import hashlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from portici.cli.content import load_bundled_content
from portici.cli.database import prepare_tables
from portici.cli.output import FINDINGS, print_findings, say, stop
from portici.kernel import clock
from portici.plan import phrases as plan_phrases
from portici.plan.services.load import CannotLoad as CannotLoadPlan
from portici.territory import phrases as territory_phrases
from portici.territory.services.load import CannotLoad as CannotLoadTerritory

APPLICATION = "portici.web.wsgi:application"
# More processes than this bring nothing to a site of one territory.
MAXIMUM_WORKERS = 4
# Requests that one process answers at the same time; each has a connection to the database.
THREADS = 4
# How often scheduled pages are looked at: nobody waits longer for one.
SECONDS_OF_SCHEDULE = 30
# prctl(2): the signal that a process gets when its parent is gone.
_PR_SET_PDEATHSIG = 1


@click.command(
    help=_("Prepare the database, load the bundled plans if it is empty, and serve the site.")
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help=_("0.0.0.0 for every network.")
)
@click.option(
    "--workers", type=click.IntRange(1, 64), help=_("Processes; by default one for each processor.")
)
def up(port: int, host: str, workers: int | None) -> None:
    """Serve until Ctrl-C."""
    _refuse_taken_port(host, port)
    prepare_site()
    # The processes of the server must not inherit an open connection.
    connections.close_all()
    os.register_at_fork(after_in_child=_end_with_parent)
    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or min(os.cpu_count() or 1, MAXIMUM_WORKERS),
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    shown_host = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104 -- shown, not bound
    address = f"http://{shown_host}:{port}/"
    server.on_startup(
        lambda: say(_("Portici is at %(address)s (Ctrl-C stops it)") % {"address": address})
    )
    with background_worker(), page_schedule():
        server.serve()


def prepare_site() -> None:
    """Tables, content and static files, each only as far as it is missing or changed."""
    if prepare_tables():
        say(_("The database is ready."))
    try:
        load_bundled_content(now=clock.now())
    except CannotLoadPlan as refusal:
        print_findings(refusal.findings, plan_phrases.sentence)
        sys.exit(FINDINGS)
    except CannotLoadTerritory as refusal:
        print_findings(refusal.findings, territory_phrases.sentence)
        sys.exit(FINDINGS)
    collect_static_files()


def collect_static_files() -> bool:
    """Collect, hash and compress the static files when they or the release changed; says whether."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    state = _state_of_static_files()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == state:
        return False
    say(_("Preparing the static files…"))
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state, encoding="ascii")
    return True


def _state_of_static_files() -> str:
    """A hash of the release and of every static file's name, size and time."""
    digest = hashlib.blake2b(settings.PORTICI_RELEASE.encode(), digest_size=16)
    for finder in get_finders():
        for name, storage in finder.list([]):
            changed = storage.get_modified_time(name).timestamp()
            digest.update(f"{name}|{storage.size(name)}|{changed}\n".encode())
    return digest.hexdigest()


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            facts = {"host": host, "port": port, "reason": error.strerror or error}
            stop(
                _(
                    "The address %(host)s:%(port)d cannot be used: %(reason)s."
                    " Choose another with --port, or stop the program that uses it."
                )
                % facts
            )


def _end_with_parent() -> None:
    """A server that is killed outright leaves no process behind that keeps its port (on Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def background_worker() -> Iterator[None]:
    """Runs the queue of background work beside the server, where there is work for it: making PDFs."""
    if importlib.util.find_spec("weasyprint") is None:
        yield
        return
    with _beside("-m", "django", "db_worker", "--no-reload", "--verbosity", "0"):
        yield


@contextmanager
def page_schedule() -> Iterator[None]:
    """Publishes scheduled news and pages beside the server; what fell due while it was down, at once."""
    command = "from portici.cli.main import main; main()"
    with _beside("-c", command, "pages", "publish-due", "--every", str(SECONDS_OF_SCHEDULE)):
        yield


@contextmanager
def _beside(*arguments: str) -> Iterator[None]:
    """A process of Python that lives as long as the server."""
    # Its own session: Ctrl-C reaches the server, which then ends this process in order.
    process = subprocess.Popen(  # noqa: S603 -- the arguments are those written above
        [sys.executable, *arguments], start_new_session=True, preexec_fn=_end_with_parent
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
