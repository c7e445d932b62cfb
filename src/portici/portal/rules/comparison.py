"""What a reader asks of the comparison of two editions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portici.kernel.text import folded_words
from portici.plan.rules.outline import words_asked
from portici.portal.rules.plan_filter import TEXT_FIELD, text_asked

# How the texts are laid out: one running text, or old and new beside each other.
VIEWS = ("inline", "sides")
# Texts in every language of the plan.
EVERY_LANGUAGE = "all"


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    """What an address asks for; empty means everything.

    Attributes:
        kind: a kind of change. root: uid of the root whose branch is asked for, named in addresses by its code.
        text: free text as written; words: what it asks for, folded.
        language: of the texts that are compared, or EVERY_LANGUAGE. view: one of VIEWS.
        unknown: field and value of what there is not; it is said and left out.
    """

    kind: str = ""
    root: str = ""
    text: str = ""
    words: tuple[str, ...] = ()
    language: str = "it"
    view: str = "inline"
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.root or self.words)


def read_comparison(
    asked: Mapping[str, str],
    *,
    kinds: Iterable[str],
    roots: Iterable[str],
    languages: Sequence[str],
    language: str,
) -> ComparisonAsked:
    """What an address asks for, against what there is; a value that there is not filters nothing and is told."""
    offered = {"kind": set(kinds), "root": set(roots)}
    values = {field: asked.get(field, "").strip() for field in offered}
    unknown = tuple(
        (field, value[:80])
        for field, value in values.items()
        if value and value not in offered[field]
    )
    for field, _value in unknown:
        values[field] = ""
    text = text_asked(asked)
    texts = asked.get("texts", "")
    view = asked.get("view", "")
    return ComparisonAsked(
        kind=values["kind"],
        root=values["root"],
        text=text,
        words=words_asked(text),
        language=texts if texts in {*languages, EVERY_LANGUAGE} else _spoken(language, languages),
        view=view if view in VIEWS else VIEWS[0],
        unknown=unknown,
    )


def _spoken(language: str, languages: Sequence[str]) -> str:
    return language if language in languages or not languages else languages[0]


def comparison_parameters(asked: ComparisonAsked, *, language: str) -> dict[str, str]:
    """What is asked as the parameters of an address; what holds by itself is left out."""
    parameters = {
        "kind": asked.kind,
        "root": asked.root,
        TEXT_FIELD: asked.text if asked.words else "",
        "texts": asked.language if asked.language != language else "",
        "view": asked.view if asked.view != VIEWS[0] else "",
    }
    return {name: value for name, value in parameters.items() if value}


def has_words(texts: Iterable[str], words: Sequence[str]) -> bool:
    """Whether every word asked for begins some word of the texts."""
    if not words:
        return True
    known = {word for text in texts for word in folded_words(text)}
    return all(any(word.startswith(asked) for word in known) for asked in words)
