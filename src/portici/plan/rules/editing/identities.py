"""The name from which a new node's identity is made."""

import re
from collections.abc import Iterator


def identity_candidates(code: str, edition: str) -> Iterator[str]:
    """Names for a new node of that code, the plainest first: the code itself, then with the edition's key.

    The name of a node that ever was is never used again, so that history, roles and evidence do not pass to another:
    whoever calls takes the first one that is free. `1.1.2-A03` in the edition `2027` gives `1-1-2-a03-2027`.
    """
    yield code
    plain = re.sub(r"[^a-z0-9]+", "-", f"{code}-{edition}".lower()).strip("-")[:90].strip("-")
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1
