"""Reading the files that people give us: whatever is wrong with one is a finding, never an exception."""

from pathlib import Path

from portici.kernel.findings import Finding, Place


def read_text(path: Path, *, limit: int, name: str | None = None) -> tuple[str, Finding | None]:
    """The text of a UTF-8 file of at most `limit` bytes, or the finding that says why it cannot be read.

    `name` is what people call the file, when that is not its path. A byte-order mark is left out.
    """
    shown = name or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
            size = path.stat().st_size
    except OSError as error:
        facts: dict[str, object] = {"reason": error.strerror or str(error)}
        return "", Finding("file.unreadable", shown, facts, Place(shown))
    if len(raw) > limit:
        facts = {"bytes": size, "limit": limit}
        return "", Finding("file.too-large", shown, facts, Place(shown))
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        facts = {"byte": f"0x{raw[error.start]:02X}"}
        return "", Finding("file.not-utf8", shown, facts, Place(shown, line))
