"""Who may open which address: `python -m tools.access_page [--check]`.

Writes docs/operating/access.md from what every view says of itself (`portici.accounts.permissions`). A test opens every
address as every role and compares; another fails when the page is stale.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "operating" / "access.md"

INTRODUCTION = """\
# Who may open what

Every address of the site and who may open it, written from the code by `python -m tools.access_page`. Tests open each
of them as everybody in this table and compare (`tests/web/test_access.py`); an address that says nothing of itself
fails them. Addresses are given in English; the Italian ones lead to the same pages.

- ● may open it; – is refused with a sentence, and sent to sign in when not signed in.
- ◐ may open it for what the role is held on: its plan, its element, its organisation.
- ○ may open it, and sees in it only what the role is held on.
- “library” stands for addresses of django-allauth (signing in and one's own account), which checks for itself; “key”
  for addresses that check the key of a program.

What a service changes is checked once more by the service: the table is about doors, not about what is done inside.
"""


@dataclass(frozen=True)
class Route:
    """An address: its name (with namespace), its pattern, the parameters in it, and what it leads to."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def is_library(self) -> bool:
        """Whether it is django-allauth's own."""
        return str(self.view.__module__).startswith("allauth.")


def routes() -> list[Route]:
    """Every address of the site in the order of the resolver. Needs Django set up and English activated."""
    from django.urls import get_resolver  # noqa: PLC0415 -- Django is set up by whoever calls

    return list(_walk(get_resolver().url_patterns, "/", "", ()))


def _walk(patterns: Any, before: str, namespace: str, known: tuple[str, ...]) -> Iterator[Route]:
    from django.urls import URLResolver  # noqa: PLC0415 -- Django is set up by whoever calls

    for each in patterns:
        text = before + str(each.pattern).lstrip("^").rstrip("$")
        parameters = (*known, *(name for name in _parameters(each) if name not in known))
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each.url_patterns, text, inner, parameters)
        else:
            name = f"{namespace}{each.name}" if each.name else ""
            yield Route(name, text, parameters, each.callback)


def _parameters(each: Any) -> list[str]:
    pattern = each.pattern
    if hasattr(pattern, "converters") and pattern.converters:
        return list(pattern.converters)
    regex = getattr(pattern, "regex", None)
    return list(regex.groupindex) if regex is not None else []


def mark(route: Route, role: str) -> str:
    """The sign of one cell; `role` is a role's key, `public` or `signed-in`."""
    from portici.accounts.permissions import access_of  # noqa: PLC0415 -- models need Django
    from portici.accounts.rules.roles import ROLES  # noqa: PLC0415 -- see above
    from portici.accounts.rules.scopes import SITE  # noqa: PLC0415 -- see above

    access = access_of(route.view)
    if access is None:
        return "?"
    if route.is_library:
        return "library"
    if access.kind in {"open", "key"}:
        return "●" if access.kind == "open" else "key"
    if access.right is None:
        return "–" if role == "public" else "●"
    if role not in ROLES or access.right not in ROLES[role].rights:
        return "–"
    if SITE.kind in ROLES[role].scopes:
        return "●"
    return "○" if access.anywhere else "◐"


def page() -> str:
    """The page as Markdown."""
    from django.utils import translation  # noqa: PLC0415 -- Django is set up by whoever calls

    from portici.accounts.rules.roles import ROLES  # noqa: PLC0415 -- models need Django

    with translation.override("en"):
        everybody = {
            "public": "Not signed in",
            "signed-in": "Signed in, no role",
            **{key: role.label() for key, role in ROLES.items()},
        }
        lines = [
            INTRODUCTION,
            f"| Address | Name | {' | '.join(everybody.values())} |",
            f"|---|---|{'---|' * len(everybody)}",
        ]
        for route in sorted(routes(), key=lambda route: (route.pattern, route.name)):
            cells = " | ".join(mark(route, who) for who in everybody)
            address = route.pattern.replace("|", "\\|")
            lines.append(f"| `{address}` | {route.name or '–'} | {cells} |")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def main() -> int:
    """Write the page, or with --check say whether it is stale."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portici.web.settings")
    django.setup()
    fresh = page()
    if "--check" in sys.argv:
        stale = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != fresh
        if stale:
            print(f"{PAGE.relative_to(PROJECT)} is stale: python -m tools.access_page")
        return int(stale)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
