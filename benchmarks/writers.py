"""Audited writes: sixteen clients reword elements of a draft at once, in processes of their own.

Run by `benchmarks.measure` on its database, which holds the plan; every write is a whole service: rules, rows, reason,
journal, chain, and a commit that survives a power cut.
"""

import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from typing import Any

import django
from django.db import connections

CLIENTS = 16
PROCESSES = 2
SECONDS = 5.0
DRAFT = "bench"
# Of a client: elements that it rewords in turn.
OWN = 5


def prepare(plan: str) -> None:
    """A draft of the plan to write in."""
    from portici.journal.services import by_command  # noqa: PLC0415 -- after django.setup()
    from portici.plan.queries.editions import current_edition  # noqa: PLC0415 -- after django.setup()
    from portici.plan.services.editions import new_edition  # noqa: PLC0415 -- after django.setup()

    edition = current_edition(plan)
    if edition is None:
        raise SystemExit(f"{plan} is not loaded: nothing can be measured")
    by = by_command(datetime.now(UTC))  # noqa: TID251 -- a benchmark has no other clock
    new_edition(base=edition, key=DRAFT, name={"it": "Prova"}, by=by)


def measured() -> dict[str, float]:
    """Writes a second of all clients, and the milliseconds that half and 99 of 100 of them took at most."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.writers", str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    for worker in workers:
        _line(worker)
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    took: list[float] = []
    for worker in workers:
        took += json.loads(_line(worker))
        worker.wait()
    took.sort()
    return {
        "per_second": round(len(took) / SECONDS, 1),
        "p50_ms": round(took[len(took) // 2] * 1000, 1),
        "p99_ms": round(took[int(len(took) * 0.99)] * 1000, 1),
    }


def _line(worker: "subprocess.Popen[str]") -> str:
    assert worker.stdout is not None
    return worker.stdout.readline()


def _work(process: int) -> list[float]:
    """The seconds that each write of this process's clients took."""
    from portici.journal.services import by_command  # noqa: PLC0415 -- after django.setup()
    from portici.plan.models import Edition  # noqa: PLC0415 -- after django.setup()
    from portici.plan.queries.editing import all_stated  # noqa: PLC0415 -- after django.setup()

    draft = Edition.objects.select_related("plan").get(key=DRAFT)
    things = list(all_stated(draft, "node")["node"].values())
    by = by_command(datetime.now(UTC))  # noqa: TID251 -- a benchmark has no other clock
    share = CLIENTS // PROCESSES
    took: list[list[float]] = [[] for _client in range(share)]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    ends = time.perf_counter() + SECONDS

    def client(number: int) -> None:
        first = (process * share + number) * OWN
        _reword_in_turn(draft, things[first : first + OWN], by, ends, took[number])
        connections.close_all()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(share)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [each for times in took for each in times]


def _reword_in_turn(draft: Any, things: list[Any], by: Any, ends: float, took: list[float]) -> None:
    """A client that knows what it last wrote, as a person at a form does: nothing may be refused."""
    from portici.plan.rules.editing.states import Why, fingerprint  # noqa: PLC0415 -- after django.setup()
    from portici.plan.services.editing import reword_node  # noqa: PLC0415 -- after django.setup()

    states = [dict(thing.state) for thing in things]
    why = Why({"it": "Prova."}, "editorial")
    turn = 0
    while time.perf_counter() < ends:
        state = states[turn % len(states)]
        title = dict.fromkeys(state["title"], f"Prova {turn}")
        began = time.perf_counter()
        reword_node(
            edition=draft,
            code=state["code"],
            seen=fingerprint(state),
            title=title,
            summary=state["summary"],
            by=by,
            why=why,
        )
        took.append(time.perf_counter() - began)
        state["title"] = title
        turn += 1


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(_work(int(sys.argv[1]))) + "\n")
