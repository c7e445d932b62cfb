"""The chain as the tables hold it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from portici.journal.models import Entry, Head, PersonalValue
from portici.journal.rules.chain import (
    ORIGIN,
    Break,
    Link,
    first_break,
    instant,
    seal_of,
    seals_in,
)

# Entries read at a time while the chain is verified: memory stays flat however long it is.
_CHUNK = 2_000
# Personal values asked for at a time: a database takes only so many parameters.
_SEALS = 500


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What an audit of the journal found.

    Attributes:
        entries: how many the head says there are.
        digest: of the last entry; kept elsewhere, it proves later that nothing before it was changed.
        fault: the first break, None when the chain holds.
        erased_values: personal values that entries sealed and that have been erased since.
    """

    entries: int
    digest: str
    fault: Break | None
    erased_values: int

    @property
    def holds(self) -> bool:
        """Whether the chain holds."""
        return self.fault is None


def chained_fields(entry: Entry) -> dict[str, str]:
    """Every column that the digest covers, as text."""
    return {
        "at": instant(entry.at),
        "actor": str(entry.actor_id),
        "channel": entry.channel,
        "request_id": entry.request_id,
        "operation": str(entry.operation),
        "verb": entry.verb,
        "subject_kind": entry.subject_kind,
        "subject_key": entry.subject_key,
        "subject_label": entry.subject_label,
        "scope": entry.scope,
        "reason": entry.reason,
        "payload": entry.payload,
        "is_public": "yes" if entry.is_public else "no",
    }


def audit_chain(*, number: int = 0, digest: str = "") -> ChainReport:
    """Recompute the whole chain. `number` and `digest`, noted down earlier, must still stand in it.

    Reads every entry and every personal value once, in pieces, so that memory stays flat.
    """
    head = Head.objects.filter(pk=1).first()
    last_number, last_digest = (head.number, head.digest) if head else (0, ORIGIN)
    notes = _Notes(number, digest)
    links = notes.read(_links(last_number))
    broken = first_break(links, last_number=last_number, last_digest=last_digest)
    if broken is None and _stands_beyond(last_number):
        broken = Break(last_number, "shortened")
    faults = [fault for fault in (notes.fault, broken) if fault is not None]
    if not faults and number > last_number:
        faults = [Break(last_number + 1, "missing")]
    first = min(faults, key=lambda fault: fault.number, default=None)
    return ChainReport(last_number, last_digest, first, notes.erased)


class _Notes:
    """What is noticed beside the chain itself while its links pass by."""

    def __init__(self, number: int, digest: str) -> None:
        self.number, self.digest = number, digest
        self.fault: Break | None = None
        self.erased = 0

    def read(self, links: Iterator[Link]) -> Iterator[Link]:
        """The same links; the personal values of a piece are read at once."""
        while piece := list(islice(links, _CHUNK)):
            sealed = {link.number: _seals(link) for link in piece}
            values = _values(seal for seals in sealed.values() for seal in seals)
            for link in piece:
                if self.fault is None:
                    self.fault = self._fault(link, sealed[link.number], values)
                yield link

    def _fault(
        self, link: Link, seals: list[str], values: dict[str, tuple[str, str]]
    ) -> Break | None:
        if link.number == self.number and link.digest != self.digest:
            return Break(link.number, "noted")
        for seal in seals:
            if seal not in values:
                self.erased += 1
                continue
            salt, text = values[seal]
            if seal_of(salt=salt, text=text) != seal:
                return Break(link.number, "seal")
        return None


def _seals(link: Link) -> list[str]:
    """The seals of an entry; none where its payload cannot be read, which the chain itself finds out."""
    try:
        return list(seals_in(json.loads(link.fields["payload"])))
    except ValueError:
        return []


def _values(seals: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The personal values that still exist, by their seals."""
    asked = list(seals)
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(asked), _SEALS):
        values = PersonalValue.objects.filter(seal__in=asked[start : start + _SEALS])
        rows = values.order_by("seal").values_list("seal", "salt", "text")
        found.update({seal: (salt, text) for seal, salt, text in rows})
    return found


def _stands_beyond(last_number: int) -> bool:
    """Whether entries stand behind the head. One written meanwhile does not: its transaction moved the head too."""
    if not Entry.objects.filter(number__gt=last_number).exists():
        return False
    return not Head.objects.filter(number__gt=last_number).exists()


def _links(last_number: int) -> Iterator[Link]:
    entries = Entry.objects.filter(number__lte=last_number).order_by("number")
    for entry in entries.iterator(_CHUNK):
        yield Link(entry.number, chained_fields(entry), entry.previous, entry.digest)
