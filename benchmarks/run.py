"""`make bench`: measures on SQLite and PostgreSQL, writes var/bench.json, prints a table beside the budgets."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from rich.console import Console
from rich.table import Table
from tests.postgresql import server_address

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "var" / "bench.json"

COLUMNS = ("queries", "cpu_ms", "bytes", "p50_ms", "p95_ms")

Rows = list[dict[str, Any]]


def main() -> int:
    """Measure and report; a value above its budget is marked, and decides nothing: clocks differ."""
    rows = measure("sqlite", "")
    with postgresql_database() as address:
        rows += measure("postgresql", address)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    Console(width=None if sys.stdout.isatty() else 120).print(table_of(rows))
    print(f"{REPORT.relative_to(ROOT)} written.")
    return 0


def measure(database: str, address: str) -> Rows:
    """The rows of one database, in a process and a folder of state of their own."""
    print(f"Measuring on {database}…", flush=True)
    with tempfile.TemporaryDirectory(prefix="portici-bench-") as state:
        result = subprocess.run(
            [sys.executable, "-m", "benchmarks.measure", database],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "portici.web.settings",
                "PORTICI_DATA": state,
                "PORTICI_DATABASE_URL": address,
            },
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    rows: Rows = json.loads(result.stdout)
    return rows


@contextmanager
def postgresql_database() -> Iterator[str]:
    """The address of an empty database, dropped at the end."""
    name = f"portici_bench_{os.getpid()}"
    with server_address() as server:
        parts = urlsplit(server)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                connection.execute(drop)


def exceeded(row: dict[str, Any]) -> list[str]:
    """The columns of a row that are above their budget."""
    return [column for column, limit in row["budget"].items() if row[column] > limit]


def table_of(rows: Rows) -> Table:
    """Every row with its budgets in brackets; what is above one is marked."""
    table = Table()
    table.add_column("page")
    table.add_column("database")
    for column in (*COLUMNS, "requests/s"):
        table.add_column(column, justify="right")
    for row in rows:
        above = exceeded(row)
        cells = [
            f"{row[column]:,}"
            + (f" ({row['budget'][column]:,})" if column in row["budget"] else "")
            + (" !" if column in above else "")
            for column in COLUMNS
        ]
        rate = f"{1000 / row['cpu_ms']:,.0f}" if row["cpu_ms"] else ""
        table.add_row(row["name"], row["database"], *cells, rate)
    return table


if __name__ == "__main__":
    sys.exit(main())
