"""Codes that somebody may have meant when a plan has no element of the code in an address."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

_NUMBER = re.compile(r"\d+")
_PARTS = re.compile(r"[^0-9a-z]+")
MAXIMUM_LENGTH = 40
LIKENESS = 0.6


def near_codes(asked: str, codes: Sequence[str], *, limit: int = 5) -> tuple[str, ...]:
    """The codes nearest to `asked`, best first.

    - A code that differs only in case, marks or zeros in front of numbers comes alone (`1.1.1-a1`).
    - Else the code itself without its last part (`1.1.1` for `1.1.1-A99`), then those that look alike.
    """
    wanted = _bare(asked[:MAXIMUM_LENGTH])
    same = [code for code in codes if _bare(code) == wanted]
    if same:
        return tuple(same[:limit])
    by_bare = {_bare(code): code for code in codes}
    alike = get_close_matches(wanted, by_bare, n=limit, cutoff=LIKENESS)
    found = [*_above(wanted, by_bare), *(by_bare[bare] for bare in alike)]
    return tuple(dict.fromkeys(found))[:limit]


def _bare(code: str) -> str:
    """Small letters and numbers without zeros in front, parted by points: `1.1.1-A01` becomes `1.1.1.a1`."""
    lower = _NUMBER.sub(lambda number: str(int(number[0])), code.casefold())
    return ".".join(part for part in _PARTS.split(lower) if part)


def _above(bare: str, by_bare: dict[str, str]) -> list[str]:
    """The nearest code that stands above, if any."""
    while "." in bare:
        bare = bare.rpartition(".")[0]
        if bare in by_bare:
            return [by_bare[bare]]
    return []
