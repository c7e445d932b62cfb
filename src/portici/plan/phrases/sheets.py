"""Sentences about workbooks: what cannot be taken in, and what was left aside."""

from django.utils.translation import gettext_noop

from portici.kernel.sentences import WORKBOOK_SENTENCES

_CELL_SENTENCES = {
    "sheet.formula": gettext_noop(
        "“{column}” of {subject} holds a formula: {value}. Copy the cell and paste its value only."
    ),
    "sheet.error-value": gettext_noop(
        "“{column}” of {subject} holds {value}, which is not a value. Write the cell again."
    ),
    "sheet.text-too-long": gettext_noop(
        "“{column}” of {subject} is longer than {limit} characters: “{value}”. Shorten it."
    ),
    "sheet.text-wrong": gettext_noop(
        "“{column}” of {subject} holds markup or characters that cannot be shown: “{value}”. Write plain text."
    ),
    "sheet.code-wrong": gettext_noop(
        "“{value}” in “{column}” is not a code. Use letters and digits, parted by points or hyphens, such as 1.1-A02."
    ),
    "sheet.code-date": gettext_noop(
        "“{column}” holds a date, {value}: the spreadsheet changed what was written. Give the column the format “Text”"
        " and write the code again."
    ),
    "sheet.code-number": gettext_noop(
        "“{column}” holds the number {value}, which may have been {value} or {value}0. Give the column the format"
        " “Text” and write the code again."
    ),
    "sheet.key-wrong": gettext_noop(
        "“{value}” in “{column}” is not a key. Use small letters, digits and hyphens; the sheet with the accepted"
        " values lists those that there are."
    ),
    "sheet.lines-wrong": gettext_noop(
        "“{value}” in “{column}” does not name lines. Write them as 12-15, 20."
    ),
    "sheet.lines-date": gettext_noop(
        "“{column}” holds a date, {value}: the spreadsheet changed what was written. Give the column the format “Text”"
        " and write the lines again, as 12-15, 20."
    ),
    "sheet.position-wrong": gettext_noop(
        "“{value}” in “{column}” is not a position. Write 1 for the first of its group, 2 for the second."
    ),
    "sheet.year-wrong": gettext_noop(
        "“{value}” in “{column}” is neither a year nor a day. Write 2024, 31/12/2024 or 2024-12-31."
    ),
    "sheet.number-wrong": gettext_noop(
        "“{value}” in “{column}” of {subject} is not a number that can be kept. Write digits only, at most fifteen"
        " before the decimals and four after."
    ),
    "sheet.choice-unknown": gettext_noop(
        "“{value}” in “{column}” is not accepted. Accepted: {accepted}."
    ),
    "sheet.boolean-wrong": gettext_noop("“{value}” in “{column}” must be yes or no."),
    "sheet.action-unknown": gettext_noop(
        "“{value}” in “{column}” is not understood. Write “drop” or “elimina” to take the row's element out; otherwise"
        " leave the cell empty."
    ),
    "sheet.cell-empty": gettext_noop("“{column}” of {subject} is empty. Write it."),
}

_ROW_SENTENCES = {
    "sheet.element-unknown": gettext_noop(
        "No element has the code “{value}”, which “{column}” of {subject} names. Check the code."
    ),
    "sheet.row-twice": gettext_noop(
        "{subject} stands in two rows: the first is row {first}. Keep one of them."
    ),
    "sheet.level-fixed": gettext_noop(
        "{subject} is of level “{stands}” and cannot become “{value}”: the level follows from where it stands. Write"
        " “{stands}” again, or choose another element above it."
    ),
    "sheet.key-fixed": gettext_noop(
        "The key “{stands}” cannot become “{value}”: keys stay for ever. Write “{stands}” again; for another thing add"
        " a new row, and write “drop” in this one."
    ),
    "sheet.conflict": gettext_noop(
        "{subject} was changed in the edition after this workbook was taken away, and in this row too. Take the"
        " edition away again and repeat your change there."
    ),
    "sheet.conflict-by": gettext_noop(
        "{subject} was changed in the edition by {who} on {at}, after this workbook was taken away, and in this row"
        " too. Take the edition away again and repeat your change there."
    ),
    "sheet.conflict-dropped": gettext_noop(
        "{subject} is no longer in the edition, and this row was edited. Add it as a new row, with its identity and"
        " fingerprint left empty, if it shall come back."
    ),
    "sheet.edition-closed": gettext_noop(
        "The edition {subject} cannot be changed. Begin a draft with `portici plan edition new {plan}`, or on the page"
        " of the editions, and bring the file there."
    ),
    "sheet.whole-plan-part": gettext_noop(
        "The part “{subject}” differs from the edition and cannot be changed by an import. Change it on the pages of"
        " the edition, or load the whole plan with `portici plan load`."
    ),
}

_FILE_SENTENCES = {
    "sheet.no-sheet": gettext_noop(
        "None of the sheets is one of an edition's workbook: “{subject}”. The names are {names}."
    ),
    "sheet.sheet-twice": gettext_noop(
        "The sheets “{subject}” and “{other}” hold the same kind of rows. Keep one of them."
    ),
    "sheet.other-plan": gettext_noop(
        "This workbook belongs to the plan “{subject}”, not to “{plan}”. Choose the other plan, or the other file."
    ),
    "sheet.other-format": gettext_noop(
        "The workbook has the form “{subject}”, and this release reads “{format}”. Take the edition away again."
    ),
    "sheet.column-twice": gettext_noop(
        "The heading “{subject}” stands over two columns; the first is column {first}. Keep one of them."
    ),
    "sheet.column-missing": gettext_noop(
        "The sheet “{subject}” has no column “{heading}”: without it nobody knows what a row is about. Add it."
    ),
    "sheet.more-findings": gettext_noop(
        "There are {count} more findings in this file. Correct these first."
    ),
    # What is left aside, and needs nothing to be done.
    "sheet.sheet-ignored": gettext_noop(
        "The sheet “{subject}” was left aside: it is none of ours."
    ),
    "sheet.column-ignored": gettext_noop(
        "The column “{subject}” was left aside: it is none of ours."
    ),
    "sheet.column-without-heading": gettext_noop("A column without a heading was left aside."),
    "sheet.row-outdated": gettext_noop(
        "{subject} was changed in the edition after this workbook was taken away. The row was not edited: the edition"
        " stays as it is."
    ),
    "sheet.row-gone": gettext_noop(
        "{subject} is no longer in the edition. The row was left aside."
    ),
    "sheet.row-missing": gettext_noop(
        "One row of the edition is not in the file: {labels}. It is left as it is; to take it out, keep its row and"
        " write “drop” in the column “Action”."
    ),
    "sheet.rows-missing": gettext_noop(
        "{count} rows of the edition are not in the file: {labels}. They are left as they are; to take one out, keep"
        " its row and write “drop” in the column “Action”."
    ),
}

_BUNDLE_SENTENCES = {
    "bundle.no-plan": gettext_noop(
        "“{subject}” does not hold a whole plan: at its top must stand the names of the folder's files ({known}),"
        " plan.yaml among them."
    ),
    "bundle.json": gettext_noop(
        "The JSON cannot be read here: {problem} (column {column}). Check commas, quotes and brackets."
    ),
    "bundle.no-archive": gettext_noop(
        "“{subject}” is not a ZIP file. Make one of the plan's folder."
    ),
}

SENTENCES = (
    _BUNDLE_SENTENCES | WORKBOOK_SENTENCES | _CELL_SENTENCES | _ROW_SENTENCES | _FILE_SENTENCES
)
