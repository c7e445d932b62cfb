"""Reading what people bring: values only, and nothing that could harm us."""

import io
import resource
import time
from datetime import date, datetime
from datetime import time as hour
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from portici.kernel import archives, spreadsheet
from portici.kernel.archives import is_archive, open_archive, zipped
from portici.kernel.delimited import disarmed, read_delimited, rearmed
from portici.kernel.rawtables import ErrorCell, FormulaCell, column_letter
from portici.kernel.sentences import FILE_SENTENCES, WORKBOOK_SENTENCES
from portici.kernel.spreadsheet import read_tables


def _book(*rows: list[Any], title: str = "Sheet") -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _with(raw: bytes, files: dict[str, bytes]) -> bytes:
    """The ZIP file with parts replaced or added."""
    with ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zip(parts | files)


def _code(raw: bytes, name: str = "x.xlsx") -> str:
    tables, findings = read_tables(raw, name=name)
    assert tables == ()
    (finding,) = findings
    assert finding.code in FILE_SENTENCES | WORKBOOK_SENTENCES
    assert finding.place is not None
    assert finding.place.file == name
    return finding.code


def test_cells_of_every_type() -> None:
    raw = _book(
        ["text", 1, 1.5, True, date(2024, 12, 31), datetime(2024, 12, 31, 10, 0), hour(1, 30)],  # noqa: DTZ001 -- cells have no zone
        [None, "  ", None],
        ["=A1", "#REF!", None, "x", None, None],
    )

    (table,), findings = read_tables(raw, name="x.xlsx")

    assert findings == ()
    assert table.name == "Sheet"
    day = date(2024, 12, 31)
    assert table.rows[0] == (1, ("text", 1, 1.5, True, day, day, ErrorCell("01:30:00")))
    assert table.rows[1] == (3, (FormulaCell("=A1"), ErrorCell("#REF!"), None, "x"))


def test_inline_texts_and_wrong_dimensions_of_other_programs() -> None:
    markup = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1"/><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>here</t></is></c>'
        b'<c r="C2" t="b"><v>1</v></c></row><row r="4"/></sheetData></worksheet>'
    )
    raw = _with(_book(["x"]), {"xl/worksheets/sheet1.xml": markup})

    (table,), _findings = read_tables(raw, name="x.xlsx")

    assert table.rows == ((2, (None, "here", True)),)


def test_200_megabytes_of_zeros_are_refused_at_once_with_flat_memory() -> None:
    stream = io.BytesIO()
    with (
        ZipFile(stream, "w", ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w") as part,
    ):
        for _megabyte in range(200):
            part.write(bytes(1024 * 1024))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()

    code = _code(stream.getvalue())

    assert code == "workbook.too-large"
    assert time.monotonic() - begun < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_part_that_lies_about_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_declared_fault", lambda *_arguments: None)
    monkeypatch.setattr(archives, "MAXIMUM_EXPANDED", 1000)

    assert _code(_zip({"xl/workbook.xml": bytes(2000)})) == "workbook.too-large"


def test_parts_that_expand_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "RATIO_COUNTS_FROM", 1000)

    assert _code(_zip({"a.csv": bytes(1_000_000)})) == "workbook.expands-too-much"


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAXIMUM_ENTRIES", 2)

    assert _code(_zip({f"{n}.csv": b"x" for n in range(3)})) == "workbook.too-many-parts"


def test_too_large_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAXIMUM_BYTES", 10)
    monkeypatch.setattr(archives, "MAXIMUM_BYTES", 10)
    raw = _book(["x"])

    assert _code(raw) == "file.too-large"
    assert open_archive(raw, name="x")[1] is not None


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"xl/vbaProject.bin": b"macro"}, "workbook.macros"),
        (
            {"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
            "workbook.unsafe",
        ),
        ({"xl/workbook.xml": "<!DOCTYPE a><a/>".encode("utf-16")}, "workbook.unsafe"),
        ({"xl/workbook.xml": b"<workbook"}, "workbook.damaged"),
    ],
)
def test_parts_that_no_spreadsheet_needs(files: dict[str, bytes], code: str) -> None:
    assert _code(_with(_book(["x"]), files)) == code


def test_macros_locked_and_old_files_and_other_programs() -> None:
    locked = bytearray(_zip({"a.csv": b"x"}))
    # The bit that says "with a password", in both places where a ZIP file keeps it.
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    ods = _zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})

    assert _code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "workbook.old-or-locked"
    assert _code(b"\xd0\xcf\x11\xe0 cut short") == "workbook.damaged"
    assert _code(bytes(locked)) == "workbook.old-or-locked"
    assert _code(ods) == "workbook.open-document"
    assert _code(_zip({"readme.txt": b"x"})) == "workbook.no-tables"
    assert _code(b"PK\x03\x04 cut short") == "workbook.damaged"
    assert _code(b" \n") == "file.empty"


def test_rows_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAXIMUM_ROWS", 2)
    monkeypatch.setattr("portici.kernel.delimited.MAXIMUM_ROWS", 2)
    raw = _book(*[["x"]] * 3)
    archive = _zip({"a.csv": b"x\nx\nx\n"})

    assert _code(raw) == "workbook.too-many-rows"
    assert _code(b"x\nx\nx\n", "x.csv") == "workbook.too-many-rows"
    tables, findings = read_tables(archive, name="x.zip")
    assert (tables, [finding.code for finding in findings]) == ((), ["workbook.too-many-rows"])


def test_a_zip_file_of_csv() -> None:
    tables, findings = read_tables(zipped({"b.csv": b"x;y", "a.csv": b"z"}), name="x.zip")

    assert findings == ()
    assert [(table.name, table.file, table.rows) for table in tables] == [
        ("b", "x.zip/b.csv", ((1, ("x", "y")),)),
        ("a", "x.zip/a.csv", ((1, ("z",)),)),
    ]


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("a;b\nè;1,5\n".encode(), [["a", "b"], ["è", "1,5"]]),
        ("\ufeffa;b\n".encode(), [["a", "b"]]),
        ("a;b\nè;“\n".encode("cp1252"), [["a", "b"], ["è", "“"]]),
        ("a\tb\nè\t1\n".encode("utf-16"), [["a", "b"], ["è", "1"]]),
        (b"a,b\n1;2,3\n", [["a", "b"], ["1;2", "3"]]),
        (b'"a,b,c";d\n', [["a,b,c", "d"]]),
        (b"sep=,\r\na,b;c\r\n", [["a", "b;c"]]),
        (b'a;b\n"one\ntwo";"say ""it"""\n\n ; \n', [["a", "b"], ["one\ntwo", 'say "it"']]),
        (b"a\n", [["a"]]),
    ],
)
def test_csv_of_every_program(raw: bytes, rows: list[list[str]]) -> None:
    table, findings = read_delimited(raw, file="x.csv", name="x")

    assert findings == ()
    assert table is not None
    assert [list(cells) for _line, cells in table.rows] == rows
    assert table.is_text


def test_csv_rows_know_their_line() -> None:
    table, _findings = read_delimited(b'sep=;\na;b\n"x\ny";1\n\nz;2\n', file="x.csv", name="x")

    assert table is not None
    assert [line for line, _cells in table.rows] == [2, 3, 6]


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"a\x00b", "csv.not-text"), (b"\x81\x8d", "csv.not-text"), (b'a;b\n"x', "csv.unreadable")],
)
def test_csv_that_is_none(raw: bytes, code: str) -> None:
    assert _code(raw, "x.csv") == code


@pytest.mark.parametrize("text", ["=1+1", "-3", "'=x", "''@", "plain", "'plain", "", "\tx", "a=b"])
def test_formulas_are_disarmed_and_come_back(text: str) -> None:
    assert rearmed(disarmed(text)) == text
    assert not disarmed(text).startswith(("=", "-", "@", "\t"))


def test_letters_of_columns() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def test_the_same_files_give_the_same_bytes() -> None:
    assert zipped({"a": b"x"}) == zipped({"a": b"x"})
    assert is_archive(zipped({}))
