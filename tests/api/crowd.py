"""Programs that write through HTTP at once, in a process of its own: what tests in one transaction cannot show.

Run as `python -m tests.api.crowd` with PORTICI_DATA and PORTICI_DATABASE_URL of a database that
`tests.plan.editing.crowd prepare` has filled; prints JSON on standard output.
"""

# ruff: noqa: PLC0415, T201 -- the site is set up first, and the clock of this process is the real one

import json
import threading
from collections import Counter
from socketserver import ThreadingMixIn
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIServer, make_server

import django

WRITERS = 16
ROUNDS = 4
WHY = {"reason": {"it": "Prova."}, "source": "editorial"}


class _Server(ThreadingMixIn, WSGIServer):
    """A thread for every request."""

    daemon_threads = True
    request_queue_size = 64


def main() -> None:
    """Every program rewords an element of its own, several times; all send one change under the same key twice."""
    django.setup()
    from tests.factories.keys import key_for
    from tests.factories.people import grant, person

    from portici.accounts.rules.scopes import plan_scope
    from portici.journal.models import Entry
    from portici.journal.queries.links import audit_chain
    from portici.plan.models import Edition, EditionChange
    from portici.web.wsgi import application

    draft = Edition.objects.select_related("plan").get(key="second")
    slug = draft.plan.slug
    secrets = []
    for number in range(WRITERS):
        user = person(f"writer{number}@example.org", name=f"Writer {number}")
        grant(user, "editor", plan_scope(slug))
        secrets.append(key_for(user)[1])
    codes = [node.code for node in draft.nodes.order_by("path")][:WRITERS]
    server = make_server("127.0.0.1", 0, application, server_class=_Server)
    server.RequestHandlerClass.log_message = lambda *_told: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/api/v1/plans/{slug}/editions/second/nodes"
    statuses: Counter[str] = Counter()
    before = Entry.objects.count()
    started = threading.Barrier(WRITERS)

    def ask(
        writer: int, method: str, address: str, content: Any = None, **headers: str
    ) -> dict[str, str]:
        sent = {"Authorization": f"Bearer {secrets[writer]}", "Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = json.dumps(content).encode() if content is not None else None
        request = Request(f"{base}{address}", data, sent, method=method)
        try:
            with urlopen(request) as answer:
                statuses[f"{method} {answer.status}"] += 1
                return dict(answer.headers)
        except HTTPError as refused:
            statuses[f"{method} {refused.code}"] += 1
            return {}

    def write(writer: int) -> None:
        started.wait()
        code = codes[writer]
        tag = ask(writer, "GET", f"/{code}")["ETag"]
        for number in range(ROUNDS):
            title = {"it": f"Titolo {writer} {number}", "en": f"Title {writer} {number}"}
            headers = {"If_Match": tag, "Idempotency_Key": f"{writer}-{number}"}
            tag = ask(writer, "PATCH", f"/{code}", {"title": title, "why": WHY}, **headers)["ETag"]

    def repeat(_thread: int) -> None:
        """The same change by the same program, from all threads at once."""
        started.wait()
        content = {
            "code": "NEW",
            "parent": "T1",
            "title": {"it": "Nuovo", "en": "New"},
            "summary": {"it": "Nuovo.", "en": "New."},
            "why": WHY,
        }
        ask(0, "POST", "", content, Idempotency_Key="once")

    for work in (write, repeat):
        threads = [threading.Thread(target=work, args=(number,)) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    kept = draft.nodes.filter(title__it__endswith=f" {ROUNDS - 1}").count()
    outcome = {
        "statuses": dict(sorted(statuses.items())),
        "kept": kept,
        "entries": Entry.objects.filter(channel="api").count(),
        "changes": EditionChange.objects.filter(edition=draft).count(),
        "written": Entry.objects.count() - before,
        "holds": audit_chain().holds,
    }
    print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    main()
