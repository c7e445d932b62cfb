"""Icons as inline SVG: Bootstrap Italia's own by their names, read once, so that no page loads the whole sprite."""

import re
from functools import cache

from markupsafe import Markup, escape

from portici.ui.finders import italia_folder

_SYMBOL = re.compile(
    r'<symbol[^>]*?id="(?P<name>[^"]+)"[^>]*?>(?P<drawing>.*?)</symbol>', re.DOTALL
)
_SIZES = frozenset({"xs", "sm", "md", "lg", "xl"})


class UnknownIcon(KeyError):
    """The distribution has no icon of that name, or no such size exists."""


@cache
def _drawings() -> dict[str, str]:
    """Every icon of the distribution by name; all are drawn on a 24 by 24 grid."""
    sprite = (italia_folder() / "svg" / "sprites.svg").read_text(encoding="utf-8")
    return {match["name"]: match["drawing"] for match in _SYMBOL.finditer(sprite)}


def icon(name: str, *, size: str = "sm", label: str = "") -> Markup:
    """The icon as `<svg>`: hidden from screen readers, unless `label` says what it means.

    `size` is xs (16 px), sm (24 px), md (32 px), lg (48 px) or xl (64 px).
    """
    if name not in _drawings() or size not in _SIZES:
        raise UnknownIcon(f"{name} {size}")
    meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704 -- the drawing is the distribution's own file, the label is escaped
        f'<svg class="icon icon-{size}" viewBox="0 0 24 24" {meaning} focusable="false">'
        f"{_drawings()[name]}</svg>"
    )
