"""The chain of entries: each holds the digest of the one before, so that none can be changed unseen."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

# What the first entry holds in the place of a digest before it.
ORIGIN = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the chain sees it: everything that the digest covers, and the digests themselves.

    Attributes:
        number: counted from 1, without gaps.
        fields: name to text of every other column; the actor by primary key, the instant in UTC.
        previous, digest: 64 hexadecimal digits each.
    """

    number: int
    fields: Mapping[str, str]
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the first entry concerned, and what is wrong with it.

    Attributes:
        number: of the entry; the number that is missing when one is.
        fault: missing, altered, unlinked, shortened, seal (a personal value does not fit its seal) or noted (it
            does not have the digest that somebody noted down).
    """

    number: int
    fault: str


def canonical(value: object) -> str:
    """JSON in one form: sorted keys, no blanks; what cannot be JSON is refused with a TypeError."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def instant(at: datetime) -> str:
    """An instant in UTC to the microsecond, always of the same length."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link_digest(*, number: int, fields: Mapping[str, str], previous: str) -> str:
    """SHA-256 over the digest before, the number and all fields, 64 hexadecimal digits."""
    text = canonical({"number": number, "previous": previous, "fields": dict(fields)})
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(*, salt: str, text: str) -> str:
    """The seal of a personal value: SHA-256 over a random salt and the value, 64 hexadecimal digits."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def first_break(links: Iterable[Link], *, last_number: int, last_digest: str) -> Break | None:
    """The first place where the chain does not hold; None when it holds.

    `links` come in the order of their numbers; `last_number` and `last_digest` are what the head of the
    chain says, so that entries cut off at the end are missed too.
    """
    expected, previous = 1, ORIGIN
    for link in links:
        fault = _fault(link, expected=expected, previous=previous)
        if fault is not None:
            return fault
        expected, previous = link.number + 1, link.digest
    if expected - 1 < last_number:
        return Break(expected, "missing")
    if expected - 1 > last_number or previous != last_digest:
        return Break(expected - 1, "shortened")
    return None


def _fault(link: Link, *, expected: int, previous: str) -> Break | None:
    if link.number != expected:
        return Break(expected, "missing")
    if link.previous != previous:
        return Break(link.number, "unlinked")
    computed = link_digest(number=link.number, fields=link.fields, previous=link.previous)
    return None if computed == link.digest else Break(link.number, "altered")


def seals_in(payload: object) -> Iterator[str]:
    """Every seal in the values of an entry."""
    if isinstance(payload, dict):
        if set(payload) == {"sealed"}:
            yield str(payload["sealed"])
            return
        for value in payload.values():
            yield from seals_in(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from seals_in(value)
