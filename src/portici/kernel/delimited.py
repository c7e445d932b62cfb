"""CSV as the spreadsheets of this country write it: any of three separators, UTF-8 or Windows-1252."""

import csv
import io
import re

from portici.kernel.findings import Finding, Place
from portici.kernel.rawtables import MAXIMUM_COLUMNS, MAXIMUM_ROWS, RawTable

SEPARATORS = (";", ",", "\t")

# How a CSV is kept from being run as formulas: an apostrophe before what would begin one. The apostrophe of a text
# that itself begins so is doubled, so that taking one away always gives back what there was.
_ARMED = re.compile(r"^'*[=+\-@\t\r]")
_DISARMED = re.compile(r"^'+[=+\-@\t\r]")
# A line that some programs write first, to say which separator follows.
_SEPARATOR_LINE = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def disarmed(text: str) -> str:
    """A text that no spreadsheet runs as a formula (OWASP, "CSV injection")."""
    return f"'{text}" if _ARMED.match(text) else text


def rearmed(text: str) -> str:
    """The text as it was before `disarmed`."""
    return text[1:] if _DISARMED.match(text) else text


def read_delimited(
    raw: bytes, *, file: str, name: str
) -> tuple[RawTable | None, tuple[Finding, ...]]:
    """The rows of a CSV; its encoding and separator are found out. `name` is what the table is called."""
    text = _decoded(raw)
    if text is None:
        return None, (Finding("csv.not-text", file, {}, Place(file)),)
    declared = _SEPARATOR_LINE.match(text)
    skipped = 1 if declared else 0
    if declared:
        text = text[declared.end() :]
    separator = declared.group(1) if declared else _separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    begins = 1 + skipped
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, tuple(rearmed(cell) for cell in cells[:MAXIMUM_COLUMNS])))
            if len(rows) > MAXIMUM_ROWS:
                facts: dict[str, object] = {"limit": MAXIMUM_ROWS}
                return None, (Finding("workbook.too-many-rows", name, facts, Place(file)),)
            begins = reader.line_num + 1 + skipped
    except csv.Error as error:
        facts = {"problem": str(error)}
        return None, (Finding("csv.unreadable", file, facts, Place(file, begins)),)
    return RawTable(file, name, tuple(rows), is_text=True), ()


def _decoded(raw: bytes) -> str | None:
    """UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252; None for what is no text."""
    encodings = (
        ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _separator_of(text: str) -> str:
    """The separator that stands most often in the first line, outside quotes; `;` when none does."""
    heading = re.sub(r'"[^"]*"', "", text.lstrip("\r\n"))
    line = heading.splitlines()[0] if heading.strip() else ""
    return max(SEPARATORS, key=line.count)
