"""What a service is told about who acts, and what it tells the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

# A value in an entry: what JSON can hold, or a personal value that can be erased later.
Value: TypeAlias = object


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, when, and through what; every service that writes is handed one.

    Attributes:
        actor_id: primary key of the journal's actor.
        at: the instant of the act, with its time zone; services take their time from here.
        channel: a value of `choices.Channel`.
        request_id: what ties the entry to a request of the server's log; empty for commands.
    """

    actor_id: int
    at: datetime
    channel: str = "page"
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that an entry is about.

    Attributes:
        kind: such as `plan.node`; the app's name stands first.
        key: what names the thing for ever: a node's uid, a plan's slug and key.
        label: what people called it then, such as its code; never a person's name.
        scope: the whole that it belongs to, such as `plan:torino-2030:2025`; empty for the site.
    """

    kind: str
    key: str
    label: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A personal value: the chain keeps only its seal, so that it can be erased and the chain still holds.

    Attributes:
        text: the value, such as an e-mail address.
        about: primary key of the actor whom it is about; None when nobody with an account is meant.
    """

    text: str
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to one subject.

    Attributes:
        verb: dotted, the app first: `plan.node-reworded`.
        subject: what it was done to.
        changes: field to `(before, after)`; None stands for "was not there".
        reason: why, in the words of whoever did it.
        facts: further values that the sentence about the act needs.
        is_public: whether the public may read it, without names.
    """

    verb: str
    subject: Subject
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    reason: str | Sealed = ""
    facts: Mapping[str, Value] = field(default_factory=dict)
    is_public: bool = False
