"""A process that dies in the middle of an import: all of it is there, or nothing, and the journal holds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from openpyxl import Workbook
from tests.factories.pages import plan_of_size
from tests.factories.plan_folder import write_folder
from tests.factories.workbooks import edited

# Runs in a process of its own: a site with a draft, whose import waits half way for ever.
BEGIN = """
import sys
from portici.cli.main import run
from pathlib import Path
folder, book = sys.argv[1], sys.argv[2]
assert run(["plan", "load", folder]) == 0
from portici.journal.services import by_command
from portici.kernel import clock
from portici.plan.queries.editions import current_edition
from portici.plan.services.editions import new_edition
from portici.plan.services.sheets import workbook_of
edition = current_edition("small-plan")
by = by_command(clock.now())
draft = new_edition(base=edition, key="second", name={"it": "Seconda", "en": "Second"}, by=by)
Path(book).write_bytes(workbook_of(edition=draft, language="en", at=clock.now()))
"""
STATE = """
from portici.journal.models import Entry
from portici.journal.queries.links import audit_chain
from portici.plan.models import EditionNode
from portici.plan.queries.content import edition_content
from portici.plan.queries.editions import edition_of
from portici.plan.rules.canonical import content_digest
titles = EditionNode.objects.filter(edition__key="second", title__en="Killed").count()
digest = content_digest(edition_content(edition_of("small-plan", "second")))
print(titles, Entry.objects.count(), digest, audit_chain())
"""
IMPORT = """
import sys, time
from pathlib import Path
from portici.journal.services import by_command
from portici.kernel import clock
from portici.plan.queries.editions import edition_of
from portici.plan.rules.editing.states import Why
from portici.plan.services.sheets import SheetFile, import_sheets
book, mark, pause_at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
def tell(_stage, done, total):
    if done == pause_at:
        mark.write_text(f"{done} of {total}")
        time.sleep(60)
import_sheets(
    edition=edition_of("small-plan", "second"),
    file=SheetFile(book.name, book.read_bytes()),
    by=by_command(clock.now()),
    why=Why({"it": "Prova"}, "editorial"),
    progress=tell,
)
"""
SET_UP = "import django\ndjango.setup()\n"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site of its own: on the database server of the tests when there is one."""
    environment = {
        **os.environ,
        "PORTICI_DATA": str(tmp_path / "data"),
        "PORTICI_DEVELOPER": "1",
        "DJANGO_SETTINGS_MODULE": "portici.web.settings",
    }
    server = os.environ.get("PORTICI_DATABASE_URL", "")
    if not server.startswith("postgres"):
        environment.pop("PORTICI_DATABASE_URL", None)
        yield environment
        return
    name = f"portici_killed_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(server)
    environment["PORTICI_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
    try:
        yield environment
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _python(site: dict[str, str], program: str, *arguments: object) -> str:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(
        command, env=site, check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout


@pytest.mark.parametrize("pause_at", [20])
def test_killed_in_the_middle(site: dict[str, str], tmp_path: Path, pause_at: int) -> None:
    folder = write_folder(tmp_path / "plan", plan_of_size(5))
    book, mark = tmp_path / "plan.xlsx", tmp_path / "mark"
    before = _python(site, BEGIN + STATE, folder, book).splitlines()[-1]

    def edit(workbook: Workbook) -> None:
        page = workbook["Nodes"]
        column = [cell.value for cell in page[1]].index("Title (en)") + 1
        for row in range(2, page.max_row + 1):
            page.cell(row, column).value = "Killed"

    book.write_bytes(edited(book.read_bytes(), edit).content)
    command = [sys.executable, "-c", SET_UP + IMPORT, str(book), str(mark), str(pause_at)]
    with subprocess.Popen(command, env=site) as process:
        deadline = time.monotonic() + 60
        while not mark.exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert mark.exists()
        process.send_signal(signal.SIGKILL)
    killed, after = _python(site, SET_UP + STATE + IMPORT + STATE, book, mark, 0).splitlines()

    assert killed == before
    assert before.startswith("0 ")
    assert after.startswith("30 ")
    assert int(after.split()[1]) == int(before.split()[1]) + 30
