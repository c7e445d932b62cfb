"""Two people wrote at the same thing at once: which text of whom is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Who: TypeAlias = Literal["nobody", "mine", "theirs", "same", "both"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A field that two people had before them.

    Attributes:
        who: nobody changed it, only I did, only somebody else did, both did the same, or both differently.
        was, theirs, mine: the text when I opened it (None when it is not known), as it stands now, and as I wrote it.
        value: what is put in the form: nothing of mine is lost, and of theirs nothing that I left alone.
    """

    who: Who
    was: str | None
    theirs: str
    mine: str
    value: str

    @property
    def is_to_choose(self) -> bool:
        """Whether a person must say which of the two is kept."""
        return self.who == "both"


def merged(
    was: Mapping[str, str] | None, theirs: Mapping[str, str], mine: Mapping[str, str]
) -> dict[str, Merged]:
    """Every field put together.

    - What only one of the two changed is taken from that one.
    - What both changed in the same way is no question.
    - What both changed differently keeps my text, and asks.
    - When it is not known how it was, every field that differs is a question.
    """
    return {
        name: _field(None if was is None else was.get(name, ""), theirs.get(name, ""), text)
        for name, text in mine.items()
    }


def _field(was: str | None, theirs: str, mine: str) -> Merged:
    ours, others, before = _plain(mine), _plain(theirs), None if was is None else _plain(was)
    who: Who
    if ours == others:
        who = "nobody" if before == ours else "same"
        return Merged(who, was, theirs, mine, theirs)
    if before == others:
        return Merged("mine", was, theirs, mine, mine)
    if before == ours:
        return Merged("theirs", was, theirs, mine, theirs)
    return Merged("both", was, theirs, mine, mine)


def _plain(text: str) -> str:
    """The text as it would be kept: browsers send line ends of their own, and blanks around it do not count."""
    return text.replace("\r\n", "\n").strip()
