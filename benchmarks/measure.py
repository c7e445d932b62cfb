"""Measures one database: run by `benchmarks.run` in a process of its own, prints JSON rows on standard output."""

import gzip
import json
import re
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import brotli
import django
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

REPETITIONS = 40
WARM_UP = 5

PLAN = "torino-2030"


@dataclass(frozen=True)
class Case:
    """A request to measure; `addresses` are asked in turn, and `budget` limits the row's numbers by their names."""

    name: str
    addresses: list[str]
    budget: dict[str, float] = field(default_factory=dict)
    is_unchanged: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the report."""

    name: str
    database: str
    queries: int
    cpu_ms: float
    bytes: int
    p50_ms: float
    p95_ms: float
    budget: dict[str, float]


@dataclass(frozen=True)
class Answer:
    """What the application gave back."""

    status: str
    headers: dict[str, str]
    body: bytes


class Site:
    """The WSGI application, called as the server calls it."""

    def __init__(self) -> None:
        from portici.web.wsgi import application  # noqa: PLC0415 -- after the site is prepared

        self._application = application
        self._requests = RequestFactory()

    def answer(self, address: str, *, tag: str = "") -> Answer:
        """Ask for an address as a browser does, compressed; with a tag, only if it has changed."""
        environ = self._requests.get(address, headers={"Accept-Encoding": "gzip"}).environ
        if tag:
            environ["HTTP_IF_NONE_MATCH"] = tag
        started: list[tuple[str, list[tuple[str, str]]]] = []
        body = self._application(environ, lambda status, headers: started.append((status, headers)))
        content = b"".join(body)
        body.close()
        status, headers = started[0]
        return Answer(status, dict(headers), content)


def cases() -> list[Case]:
    """The rows of DESIGN.md, part 8, that exist today, and the pages that people open first."""
    from django.urls import reverse  # noqa: PLC0415 -- after django.setup()

    plan = reverse("plan", kwargs={"slug": PLAN})
    codes = ["1.1.1-A01", "2.1.2-A03", "3.1.1-A07", "5.3.2-A04", "6.3.1-A05"]
    action_pages = [reverse("node", kwargs={"slug": PLAN, "code": code}) for code in codes]
    questions = ["procurement", "cooperativ", "l'economia sociale", "giovani", "Ivrea", "apalti"]
    searches = [f"{reverse('search')}?{urlencode({'q': question})}" for question in questions]
    actions = f"/api/v1/plans/{PLAN}/nodes?{urlencode({'level': 'action', 'page_size': 150})}"
    page_budget = {"bytes": 30_000}
    return [
        Case("home", [reverse("home")], page_budget),
        Case("whole plan", [plan], {"queries": 10, "cpu_ms": 25, **page_budget}),
        # 2,500 requests a second are 0.4 ms each for one processor.
        Case("whole plan, unchanged", [plan], {"queries": 1, "cpu_ms": 0.4}, is_unchanged=True),
        Case("action", action_pages, {"queries": 15, "cpu_ms": 15, **page_budget}),
        Case("API: every action", [actions], {"queries": 6, "cpu_ms": 10}),
        Case("search", searches, {"p95_ms": 50}),
        Case("instruments", [reverse("instruments", kwargs={"slug": PLAN})], page_budget),
        Case("alignment", [reverse("alignment", kwargs={"slug": PLAN})], page_budget),
        Case("territory", [reverse("territory")]),
    ]


def measured(site: Site, case: Case, database: str) -> Row:
    """One row; every address is asked REPETITIONS times after WARM_UP that do not count."""
    answers = {address: site.answer(address) for address in case.addresses}
    for address, answer in answers.items():
        if not answer.status.startswith("200"):
            raise SystemExit(f"{address} answers {answer.status}: nothing can be measured")
    tags = {
        address: answer.headers["ETag"] if case.is_unchanged else ""
        for address, answer in answers.items()
    }
    processor: list[float] = []
    clock: list[float] = []
    for repetition in range(WARM_UP + REPETITIONS):
        for address in case.addresses:
            began, worked = time.perf_counter(), time.process_time()
            site.answer(address, tag=tags[address])
            took = time.process_time() - worked, time.perf_counter() - began
            if repetition >= WARM_UP:
                processor.append(took[0] * 1000)
                clock.append(took[1] * 1000)
    return Row(
        name=case.name,
        database=database,
        queries=max(_queries(site, address, tags[address]) for address in case.addresses),
        cpu_ms=round(statistics.median(processor), 3),
        bytes=max(len(site.answer(address, tag=tags[address]).body) for address in case.addresses),
        p50_ms=round(statistics.median(clock), 3),
        p95_ms=round(statistics.quantiles(clock, n=20)[-1], 3),
        budget=case.budget,
    )


def _queries(site: Site, address: str, tag: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        site.answer(address, tag=tag)
    return len(captured)


def whole_plan_opened(site: Site, database: str) -> Row:
    """The weight of the whole plan's HTML as a browser reads it, before compression."""
    from django.urls import reverse  # noqa: PLC0415 -- after django.setup()

    html = gzip.decompress(site.answer(reverse("plan", kwargs={"slug": PLAN})).body)
    name = "whole plan, HTML not compressed"
    return Row(name, database, 0, 0, len(html), 0, 0, {"bytes": 150_000})


def first_visit(site: Site, database: str) -> Row:
    """The weight of everything that a first visit to the home page fetches, fonts left out."""
    from django.urls import reverse  # noqa: PLC0415 -- after django.setup()

    page = site.answer(reverse("home")).body
    html = gzip.decompress(page).decode()
    weight = len(page) + sum(_compressed_size(site, address) for address in _assets(html))
    return Row("first visit, all files", database, 0, 0, weight, 0, 0, {"bytes": 200_000})


def audited_writes(database: str) -> Row:
    """Sixteen clients at once. The milliseconds of one are those of the whole site: 250 a second are 4 each.

    Of the slow ones the 99th of 100 is told, not the 95th.
    """
    from benchmarks import writers  # noqa: PLC0415 -- after django.setup()

    writers.prepare(PLAN)
    found = writers.measured()
    return Row(
        name="audited writes, 16 at once, p99",
        database=database,
        queries=9,
        cpu_ms=round(1000 / found["per_second"], 3),
        bytes=0,
        p50_ms=found["p50_ms"],
        p95_ms=found["p99_ms"],
        budget={"cpu_ms": 4, "p95_ms": 500},
    )


def _assets(html: str) -> Iterable[str]:
    pattern = r"<(?:link rel=\"(?:stylesheet|icon)\"|script|img)[^>]*? (?:href|src)=\"([^\"]+)\""
    return dict.fromkeys(re.findall(pattern, html))


def _compressed_size(site: Site, address: str) -> int:
    if not address.startswith(settings.STATIC_URL):
        return len(site.answer(address).body)
    file = Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)
    ready = file.with_name(f"{file.name}.br")
    return ready.stat().st_size if ready.exists() else len(brotli.compress(file.read_bytes()))


def main() -> None:
    """Prepare the site in its empty database, measure, print."""
    django.setup()
    from portici.cli.serve import prepare_site  # noqa: PLC0415 -- after django.setup()

    database = sys.argv[1]
    printed, sys.stdout = sys.stdout, sys.stderr
    prepare_site()
    site = Site()
    rows = [measured(site, case, database) for case in cases()]
    rows += [whole_plan_opened(site, database), first_visit(site, database)]
    rows.append(audited_writes(database))
    connection.close()
    json.dump([asdict(row) for row in rows], printed)


if __name__ == "__main__":
    main()
