"""Sheets and columns of an edition's workbook, headed in Italian or English; both are understood when it comes back.

The headings stand here, and not in the catalogue of messages, because they are the form of a file: a workbook
taken away by somebody who reads Italian is brought back by somebody who reads English.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portici.kernel.text import folded_words

# Raised when a workbook written before could no longer be read.
FORMAT = "portici-sheets/1"

LANGUAGES = ("it", "en")

# What a person writes into the column "action" to take a row's thing out of the edition.
DROP_WORDS = frozenset({"drop", "elimina"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        field: the field of the thing's state; "action", "id" and "fingerprint" are the sheet's own.
        heading: by language of the workbook, without the language of the text.
        form: how its cells are read: a function of `cells`.
        language: of the text, for a field that has one in every language; empty for others.
        width: in characters.
        is_required: whether a new row needs it.
        is_key: whether it names the thing.
    """

    field: str
    heading: Mapping[str, str]
    form: str
    language: str = ""
    width: int = 16
    is_required: bool = False
    is_key: bool = False

    def headed(self, language: str) -> str:
        """`Titolo (it)`: what stands over the column in a workbook of that language."""
        heading = self.heading[language]
        return f"{heading} ({self.language})" if self.language else heading

    @property
    def name(self) -> str:
        """Names the column among those of its sheet: `title.it`."""
        return f"{self.field}.{self.language}" if self.language else self.field

    @property
    def is_technical(self) -> bool:
        """Whether people need not see it."""
        return self.field in ("id", "fingerprint")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what kind of thing stands in its rows, and what it is called."""

    kind: str
    name: Mapping[str, str]
    columns: tuple[Column, ...]
    file: Mapping[str, str]

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that name a row's thing."""
        return tuple(column for column in self.columns if column.is_key)


def _column(field: str, it: str, en: str, form: str, width: int = 16, **more: bool) -> Column:
    return Column(field, {"it": it, "en": en}, form, "", width, **more)


def _key(field: str, it: str, en: str, form: str, width: int = 16) -> Column:
    return _column(field, it, en, form, width, is_required=True, is_key=True)


_ACTION = _column("action", "Azione", "Action", "action", 10)
_TECHNICAL = (
    _column("id", "Identità", "Identity", "technical", 38),
    _column("fingerprint", "Impronta", "Fingerprint", "technical", 18),
)
_LINES = _column("lines", "Righe", "Lines", "spans", 14)

# A text in every language has one entry here; `sheets_for` makes a column of it for each language of the plan.
_NODES = (
    _key("code", "Codice", "Code", "code", 14),
    _column("level", "Livello", "Level", "key", 12),
    _column("parent", "Sotto", "Under", "code", 12),
    _column("position", "Posizione", "Position", "position", 10),
    _column("title", "Titolo", "Title", "texts", 50, is_required=True),
    _column("summary", "Sintesi", "Summary", "texts", 70, is_required=True),
    _column("markers", "Contrassegni", "Markers", "keys", 24),
    _LINES,
)
_INSTRUMENTS = (
    _key("key", "Chiave", "Key", "key", 34),
    _column("kind", "Tipo", "Kind", "key", 18, is_required=True),
    _column("name", "Nome", "Name", "texts", 46, is_required=True),
    _column("summary", "Sintesi", "Summary", "texts", 70),
    _column("status", "Stato", "Status", "choice", 18, is_required=True),
    _column("merge_note", "Nota sull'unione", "Merge note", "texts", 50),
    _column(
        "named_elsewhere", "Nominato altrove alle righe", "Named elsewhere at lines", "spans", 26
    ),
)
_LINKS = (
    _key("line", "Codice della riga", "Line code", "code", 16),
    _column("node", "Elemento", "Element", "code", 12, is_required=True),
    _key("instrument", "Strumento", "Instrument", "key", 34),
    _column("variant", "Dicitura", "Wording", "text", 60, is_required=True),
    _LINES,
)
_ALIGNMENTS = (
    _key("node", "Elemento", "Element", "code", 12),
    _key("framework", "Quadro", "Framework", "key", 34),
    _key("topic", "Tema", "Topic", "key", 30),
    _column("basis", "Fondamento", "Basis", "choice", 24, is_required=True),
    _column("reason", "Motivo", "Reason", "texts", 60),
    _LINES,
)
_FIGURES = (
    _key("key", "Chiave", "Key", "loose-key", 10),
    _column("topic", "Argomento", "Topic", "key", 20, is_required=True),
    _column("name", "Nome", "Name", "texts", 46, is_required=True),
    _column("value", "Valore", "Value", "number", 14),
    _column("words", "Valore in parole", "Value in words", "texts", 26),
    _column("qualifier", "Precisione", "Precision", "choice", 14),
    _column("unit_key", "Chiave dell'unità", "Unit key", "key", 18, is_required=True),
    _column("unit", "Unità", "Unit", "texts", 22),
    _column("year", "Anno", "Year", "year", 8),
    _column("scope", "Ambito", "Scope", "texts", 34),
    _column("cited_source", "Fonte citata", "Cited source", "text", 34),
    _LINES,
    _column("caveat", "Avvertenza", "Caveat", "texts", 50),
    _column("inconsistency", "Incoerenza", "Inconsistency", "loose-key", 14),
    _column("headline", "In evidenza", "Headline", "boolean", 12),
)

_SHEETS: tuple[tuple[str, str, str, tuple[Column, ...]], ...] = (
    ("node", "Elementi", "Nodes", _NODES),
    ("instrument", "Strumenti", "Instruments", _INSTRUMENTS),
    ("link", "Collegamenti", "Links", _LINKS),
    ("alignment", "Allineamenti", "Alignments", _ALIGNMENTS),
    ("figure", "Dati", "Figures", _FIGURES),
)

# Sheets that people read and that are not brought back.
INFORMATION = {"it": "Informazioni", "en": "Information"}
LISTS = {"it": "Valori ammessi", "en": "Accepted values"}


def sheets_for(languages: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets of a plan that is written in these languages."""
    return tuple(
        Sheet(
            kind,
            {"it": it, "en": en},
            (_ACTION, *_in_languages(columns, languages), *_TECHNICAL),
            {"it": it.lower(), "en": en.lower()},
        )
        for kind, it, en, columns in _SHEETS
    )


def _in_languages(columns: Sequence[Column], languages: Sequence[str]) -> list[Column]:
    found: list[Column] = []
    for column in columns:
        if column.form == "texts":
            found += [
                Column(
                    column.field, column.heading, "text", language, column.width, column.is_required
                )
                for language in languages
            ]
        else:
            found.append(column)
    return found


def normal(heading: str) -> str:
    """A heading or name of a sheet as it is compared: case, accents and marks do not count."""
    return " ".join(folded_words(heading))


def known_headings(sheet: Sheet) -> dict[str, Column]:
    """What may stand over each column, in either language, or its name in the interface; normal form to column."""
    found: dict[str, Column] = {}
    for column in sheet.columns:
        for text in (column.name, *(column.headed(language) for language in LANGUAGES)):
            found.setdefault(normal(text), column)
    return found


def sheet_named(name: str, sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet of that name, in either language, or of that kind."""
    asked = normal(name)
    for sheet in sheets:
        if asked in {normal(text) for text in (sheet.kind, *sheet.name.values())}:
            return sheet
    return None


def is_read_only(name: str) -> bool:
    """Whether a sheet of that name is only there for people to read."""
    return normal(name) in {normal(text) for text in (*INFORMATION.values(), *LISTS.values())}


def language_of(headings: Sequence[str], sheet: Sheet) -> str:
    """The language in which a sheet is headed: the one that more of its headings belong to; Italian when equal."""
    asked = {normal(heading) for heading in headings}
    counts = {
        language: len(asked & {normal(column.headed(language)) for column in sheet.columns})
        for language in LANGUAGES
    }
    return max(LANGUAGES, key=lambda language: counts[language])
