"""ZIP files that people give us, opened only once they are known to be harmless.

A file of a few kilobytes can expand to gigabytes, name the same bytes many times over, or carry macros. All of
it is looked at before anything is read into memory: first what the file declares, then what really comes out.
"""

import io
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from portici.kernel.findings import Finding, Place

MAXIMUM_BYTES = 20 * 1024 * 1024
MAXIMUM_EXPANDED = 100 * 1024 * 1024
MAXIMUM_ENTRIES = 2_000
# Workbooks shrink to a tenth, seldom to a fiftieth; zeros to a thousandth. Small files may shrink as they like.
MAXIMUM_RATIO = 200
RATIO_COUNTS_FROM = 10 * 1024 * 1024

_CHUNK = 1024 * 1024
# Before 2007, and whatever is locked with a password: a container of Microsoft's own.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAULTS = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def is_archive(raw: bytes) -> bool:
    """Whether the file begins as a ZIP file does."""
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def open_archive(raw: bytes, *, name: str) -> tuple[ZipFile | None, Finding | None]:
    """The opened ZIP file, or the finding that says why it is refused. Memory stays flat whatever it holds."""
    if len(raw) > MAXIMUM_BYTES:
        return None, _finding("file.too-large", name, bytes=len(raw), limit=MAXIMUM_BYTES)
    if raw.startswith(_OLE):
        return None, _finding("workbook.old-or-locked", name)
    try:
        archive = ZipFile(io.BytesIO(raw))
        fault = _declared_fault(archive, len(raw), name) or _actual_fault(archive, name)
    except _FAULTS as error:
        return None, _finding("workbook.damaged", name, problem=str(error))
    return (None, fault) if fault else (archive, None)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one ZIP file; the same files give the same bytes."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # ZIP knows no year before 1980, and a fixed one keeps the bytes the same.
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return stream.getvalue()


def _declared_fault(archive: ZipFile, size: int, name: str) -> Finding | None:
    """What the list of entries alone gives away."""
    entries = archive.infolist()
    expanded = sum(entry.file_size for entry in entries)
    if len(entries) > MAXIMUM_ENTRIES:
        return _finding("workbook.too-many-parts", name, count=len(entries), limit=MAXIMUM_ENTRIES)
    if expanded > MAXIMUM_EXPANDED:
        return _expanded_fault(expanded, name)
    if expanded > RATIO_COUNTS_FROM and expanded > size * MAXIMUM_RATIO:
        return _finding("workbook.expands-too-much", name, ratio=expanded // size)
    if any(entry.flag_bits & 0x1 for entry in entries):
        return _finding("workbook.old-or-locked", name)
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        return _finding("workbook.macros", name)
    return None


def _actual_fault(archive: ZipFile, name: str) -> Finding | None:
    """What really comes out, read in pieces and thrown away: entries may lie about their size."""
    expanded = 0
    for entry in archive.infolist():
        is_markup = entry.filename.lower().endswith((".xml", ".rels"))
        tail = b""
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                expanded += len(chunk)
                if expanded > MAXIMUM_EXPANDED:
                    return _expanded_fault(expanded, name)
                # Definitions of entities multiply texts; no program for spreadsheets writes any.
                text = (tail + chunk).replace(b"\x00", b"")
                if is_markup and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
                    return _finding("workbook.unsafe", name, part=entry.filename)
                tail = chunk[-32:]
    return None


def _expanded_fault(expanded: int, name: str) -> Finding:
    return _finding("workbook.too-large", name, expanded=expanded, limit=MAXIMUM_EXPANDED)


def _finding(code: str, name: str, **facts: object) -> Finding:
    return Finding(code, name, facts, Place(name))
