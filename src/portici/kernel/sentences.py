"""From a finding to the sentence that a person reads, and the sentences of what every file can have wrong.

Kernel knows no Django, so a sentence here is only marked for the catalogue. Whoever prints it hands in the function
that translates: in the apps' `phrases` that is Django's `gettext`. The texts on reading files stand here, beside the
readers that find the faults, because every app that reads a file needs them.
"""

from collections.abc import Callable, Mapping

from portici.kernel.findings import Finding


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogue (`tools/messages.py` knows the name); it is translated where it is shown."""
    return text


FILE_SENTENCES = {
    "file.unreadable": gettext_noop("The file cannot be read: {reason}."),
    "file.too-large": gettext_noop(
        "The file is {bytes} bytes long; the limit is {limit}. Divide it or check what is in it."
    ),
    "file.not-utf8": gettext_noop(
        "The file is not UTF-8: the byte {byte} does not belong there. Save it again as UTF-8."
    ),
    "file.empty": gettext_noop("The file is empty. Write its content or remove it."),
    "yaml.syntax": gettext_noop(
        "The YAML cannot be read here: {problem}. Check indentation, quotes and colons."
    ),
    "yaml.duplicate-key": gettext_noop(
        "The key “{key}” is repeated; it is already at line {first_line}. Keep one."
    ),
    "yaml.key-not-text": gettext_noop("A key must be a plain text."),
    "yaml.alias": gettext_noop(
        "Anchors and aliases (& and *) are not accepted. Write the value out."
    ),
    "yaml.number-unclear": gettext_noop(
        "“{value}” can be read as more than one number. Write its digits alone, or put it between quotes"
        " if it is a text."
    ),
    "yaml.too-deep": gettext_noop("The nesting is deeper than {limit} levels. Flatten it."),
}


# Of `spreadsheet`, `archives` and `delimited`: every app that takes workbooks shows them.
WORKBOOK_SENTENCES = {
    "workbook.old-or-locked": gettext_noop(
        "This workbook is locked with a password, or of the form used before 2007 (.xls). Open it, save it as .xlsx"
        " without a password, and bring that."
    ),
    "workbook.damaged": gettext_noop(
        "The workbook cannot be read: {problem}. Open it in your spreadsheet program, save it again as .xlsx, and"
        " bring that."
    ),
    "workbook.too-many-parts": gettext_noop(
        "The file holds {count} parts; the limit is {limit}. Bring a workbook, or a ZIP file with the CSV files only."
    ),
    "workbook.too-large": gettext_noop(
        "Unpacked, the file is larger than {limit} bytes. Delete empty rows, pictures and sheets that are not needed,"
        " and save it again."
    ),
    "workbook.expands-too-much": gettext_noop(
        "Unpacked, the file is {ratio} times as large: it holds almost nothing but repetitions. Copy the rows that"
        " you need into a new workbook."
    ),
    "workbook.macros": gettext_noop(
        "The workbook holds macros, and files with programs in them are not accepted. Save it as .xlsx, without macros."
    ),
    "workbook.unsafe": gettext_noop(
        "The part {part} of the file holds definitions that no spreadsheet program writes. Copy the rows into a new"
        " workbook."
    ),
    "workbook.open-document": gettext_noop(
        "This is an OpenDocument spreadsheet (.ods). In your program choose “Save as”, the form .xlsx, and bring that."
    ),
    "workbook.no-tables": gettext_noop(
        "The file holds neither a workbook nor CSV files. Bring an .xlsx, a .csv, or a ZIP file of the .csv files."
    ),
    "workbook.too-many-rows": gettext_noop(
        "“{subject}” has more than {limit} rows, or very many empty ones between the others. Delete what is not needed."
    ),
    "csv.not-text": gettext_noop(
        "The file is no text: it is neither UTF-8 nor Windows-1252. Save it again as CSV, or bring an .xlsx."
    ),
    "csv.unreadable": gettext_noop(
        "The CSV cannot be read from here on: {problem}. Check that every quotation mark that opens is closed."
    ),
}


def written(
    finding: Finding, *, sentences: Mapping[str, str], translate: Callable[[str], str]
) -> str:
    """The sentence of a finding with its facts, in the language of `translate`.

    `sentences` maps codes to texts with places for facts, such as `{subject}`. A code without a sentence is
    shown with its bare facts: a finding is never lost.
    """
    sentence = sentences.get(finding.code)
    if sentence is None:
        return f"{finding.code}: {finding.subject} {dict(finding.facts)}"
    facts = {"subject": finding.subject, **finding.facts}
    return translate(sentence).format_map(_Forgiving(facts))


class _Forgiving(dict[str, object]):
    """A fact that a finding does not carry shows as a question mark, never as a traceback."""

    def __missing__(self, key: str) -> str:
        return "?"
