"""Two editions compared, as pages and files show it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.localized import languages_in
from portici.plan.choices import ChangeKind
from portici.plan.queries.differences import EditionDifference
from portici.plan.rules.differences.elements import ElementDifference, PartChange, Statement
from portici.plan.rules.differences.words import TextDifference, text_difference
from portici.portal.queries.reasons import ReasonShown, reasons_shown
from portici.portal.queries.things import part_shown
from portici.portal.queries.words import in_words
from portici.portal.rules.comparison import EVERY_LANGUAGE, ComparisonAsked, has_words
from portici.ui.appearance import accent_class

# From a statement of the earlier (False) or the later (True) edition to the address of its element.
AddressOf = Callable[[Statement, bool], str]


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind of change: its key, its name, and how many elements it happened to."""

    key: str
    label: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class TextShown:
    """A text that reads otherwise; `language` is empty where everything is in one."""

    label: str
    language: str
    difference: TextDifference


@dataclass(frozen=True, slots=True)
class Said:
    """A text of what came or went as a whole."""

    label: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about an element, and the elements that it names."""

    text: str
    elements: tuple["ElementLink", ...] = ()


@dataclass(frozen=True, slots=True)
class ElementLink:
    """An element of one of the two editions."""

    code: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """Something that hangs on an element, or a thing of the whole plan, that changed: in words, with its texts."""

    text: str
    texts: tuple[TextShown, ...] = ()
    reasons: tuple[ReasonShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one element.

    Attributes:
        code_before, code_after: empty where it is not in that edition.
        href: its page in the later edition, in the earlier one where it is no more.
        notes: where it came from, went to, moved.
        texts: what reads otherwise; said: the texts of what came or went.
    """

    anchor: str
    code_before: str
    code_after: str
    title: str
    level: str
    href: str
    kinds: tuple[KindShown, ...]
    notes: tuple[Note, ...]
    texts: tuple[TextShown, ...]
    said: tuple[Said, ...]
    parts: tuple[PartShown, ...]
    reasons: tuple[ReasonShown, ...]

    @property
    def is_gone(self) -> bool:
        """Whether the later edition does not have it."""
        return not self.code_after


@dataclass(frozen=True, slots=True)
class Branch:
    """The entries of one branch of the plan."""

    code: str
    title: str
    accent: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Comparison:
    """The comparison with what a filter leaves of it.

    Attributes:
        branches: by area, in the order of the document.
        declared, instruments, figures: what changed outside the tree; empty while only a branch is asked for.
        kinds: every kind of change that there is, with its count in the whole comparison.
        roots: the roots that have changes, by uid, as code and title.
        shown: how many elements are shown; total: how many there are without a filter.
    """

    branches: tuple[Branch, ...]
    declared: tuple[PartShown, ...]
    instruments: tuple[PartShown, ...]
    figures: tuple[PartShown, ...]
    kinds: tuple[KindShown, ...]
    shown: int
    total: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to be shown."""
        return not (self.branches or self.declared or self.instruments or self.figures)


def kinds_of(difference: EditionDifference) -> tuple[KindShown, ...]:
    """Every kind of change with how many elements it happened to."""
    return tuple(
        KindShown(kind.value, str(kind.label), count) for kind, count in difference.counts.items()
    )


def roots_of(difference: EditionDifference) -> dict[str, tuple[str, Mapping[str, str]]]:
    """The roots in whose branches something changed: code to title; a root that is gone by its old code."""
    roots = dict.fromkeys(element.stated.root for element in difference.elements)
    stated = (difference.after.get(uid) or difference.before[uid] for uid in roots)
    return {each.code: (each.uid, each.title) for each in stated}


def comparison(
    difference: EditionDifference, asked: ComparisonAsked, *, address_of: AddressOf
) -> Comparison:
    """What is shown of a difference. No query."""
    teller = _Teller(difference, asked, address_of)
    elements = list(wanted_elements(difference, asked))
    branches: dict[str, list[ElementDifference]] = {}
    for element in elements:
        branches.setdefault(element.stated.root, []).append(element)
    return Comparison(
        branches=tuple(teller.branch(root, group) for root, group in branches.items()),
        declared=teller.things(difference.declared),
        instruments=teller.things(difference.instruments),
        figures=teller.things(difference.figures),
        kinds=kinds_of(difference),
        shown=len(elements),
        total=len(difference.elements),
    )


def wanted_elements(
    difference: EditionDifference, asked: ComparisonAsked
) -> Iterator[ElementDifference]:
    """The elements that answer the filter, in the order of the document."""
    root = roots_of(difference).get(asked.root, ("", {}))[0]
    for element in difference.elements:
        if asked.kind and asked.kind not in element.kinds:
            continue
        if root and element.stated.root != root:
            continue
        if has_words(_texts_of(difference, element), asked.words):
            yield element


def _texts_of(difference: EditionDifference, element: ElementDifference) -> Iterator[str]:
    """All that a search for words looks at."""
    for statement in (element.before, element.after):
        if statement is not None:
            yield statement.code
            yield from statement.title.values()
            yield from statement.summary.values()
            yield statement.official
    for reason in difference.reasons_of("node", element.uid):
        yield from reason.reason.values()
        yield reason.note


class _Teller:
    """Puts differences into the words of the active language."""

    def __init__(
        self, difference: EditionDifference, asked: ComparisonAsked, address_of: AddressOf
    ) -> None:
        self.difference, self.asked, self.address_of = difference, asked, address_of
        several = asked.language == EVERY_LANGUAGE
        self.marks = several
        self.labels = {
            "title": _("Title"),
            "summary": _("In plain words"),
            "official": _("Official wording"),
        }

    def branch(self, root: str, elements: Sequence[ElementDifference]) -> Branch:
        stated = self.difference.after.get(root) or self.difference.before[root]
        return Branch(
            stated.code,
            in_words(stated.title),
            accent_class(stated.code),
            tuple(self.entry(element) for element in elements),
        )

    def entry(self, element: ElementDifference) -> Entry:
        before, after, stated = element.before, element.after, element.stated
        level = self.difference.names.get("level", {}).get(stated.level, {})
        return Entry(
            anchor=f"e-{element.uid}",
            code_before=before.code if before else "",
            code_after=after.code if after else "",
            title=in_words(stated.title),
            level=in_words(level),
            href=self.address_of(stated, after is not None),
            kinds=tuple(KindShown(kind.value, str(kind.label)) for kind in element.kinds),
            notes=tuple(self._notes(element)),
            texts=tuple(
                TextShown(
                    self.labels[text.name],
                    text.language if self.marks else "",
                    text_difference(text.before, text.after),
                )
                for text in element.texts
                if self._is_asked(text.language)
            ),
            said=() if before and after else tuple(self._said(stated)),
            parts=tuple(self._part(part) for part in element.parts),
            reasons=self._reasons("node", element.uid),
        )

    def things(self, changes: Sequence[PartChange]) -> tuple[PartShown, ...]:
        """Things outside the tree; a branch of the tree has none."""
        asked = self.asked
        if asked.root:
            return ()
        shown = []
        for change in changes:
            if asked.kind and asked.kind != change_kind(change):
                continue
            name = self.difference.names.get(change.kind, {}).get(change.key, {})
            if has_words([change.key, *name.values()], asked.words):
                shown.append(self._part(change))
        return tuple(shown)

    def _is_asked(self, language: str) -> bool:
        return language in ("", self.asked.language) or self.marks

    def _notes(self, element: ElementDifference) -> Iterator[Note]:
        before, after = element.before, element.after
        if element.origins:
            yield from self._naming(_("It came out of:"), element.origins, later=False)
        if element.became:
            text = (
                _("In its place stand:")
                if ChangeKind.SPLIT in element.kinds
                else _("It is now part of:")
            )
            yield from self._naming(text, element.became, later=True)
        if before and after and ChangeKind.MOVED in element.kinds:
            if before.parent == after.parent:
                yield Note(_("It stands elsewhere among those beside it."))
                return
            yield from self._naming(_("It stood under:"), [before.parent], later=False)
            yield from self._naming(_("It stands under:"), [after.parent], later=True)

    def _naming(self, text: str, uids: Iterable[str | None], *, later: bool) -> Iterator[Note]:
        """A note that names elements; none where they came and went between the two editions."""
        links = tuple(self._links(uids, later=later))
        if links:
            yield Note(text, links)

    def _links(self, uids: Iterable[str | None], *, later: bool) -> Iterator[ElementLink]:
        """The elements as links; one that the edition does not have as the other edition names it."""
        one, other = self.difference.before, self.difference.after
        for uid in uids:
            first, second = (other, one) if later else (one, other)
            statement = first.get(uid or "") or second.get(uid or "")
            if statement is not None:
                is_later = (uid in first) == later
                href = self.address_of(statement, is_later)
                yield ElementLink(statement.code, in_words(statement.title), href)

    def _said(self, statement: Statement) -> Iterator[Said]:
        for language in languages_in(statement.summary):
            if self._is_asked(language):
                text = statement.summary[language]
                yield Said(self.labels["summary"], language if self.marks else "", text)

    def _part(self, part: PartChange) -> PartShown:
        told = part_shown(part, self.difference.names)
        return PartShown(
            told.text,
            tuple(
                TextShown(label, language if self.marks else "", text_difference(old, new))
                for label, language, old, new in told.texts
                if self._is_asked(language)
            ),
            self._reasons(part.kind, part.key),
        )

    def _reasons(self, subject: str, key: str) -> tuple[ReasonShown, ...]:
        return reasons_shown(self.difference.reasons_of(subject, key))


def change_kind(change: PartChange) -> str:
    """Whether a thing came, went or changed, as a kind of change."""
    if change.before is None:
        return ChangeKind.ADDED.value
    return ChangeKind.DROPPED.value if change.after is None else ChangeKind.CHANGED.value


def language_name(code: str) -> str:
    """A language's name in the active one; its code where we have no word for it."""
    names = {"it": _("Italian"), "en": _("English")}
    return names.get(code, code)


def default_language(languages: Sequence[str]) -> str:
    """The language of texts while none is asked for."""
    active = get_language() or "it"
    return active if active in languages or not languages else languages[0]
