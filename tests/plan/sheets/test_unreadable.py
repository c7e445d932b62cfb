"""Files that are no workbook and no plan: each is refused with a sentence, and never with an error of ours."""

import pytest
from tests.plan.sheets.conftest import Bring

from portici.plan.phrases import SENTENCES
from portici.plan.services.sheets import CannotImport, SheetFile


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("piano.json", b"\xff\xfe\x00", "file.not-utf8"),
        ("piano.yaml", b"a: [", "yaml.syntax"),
        ("piano.json", b"[]", "bundle.no-plan"),
        ("piano.zip", b"PK\x03\x04 and nothing", "workbook.damaged"),
    ],
)
def test_a_file_that_cannot_be_read(bring: Bring, name: str, content: bytes, code: str) -> None:
    with pytest.raises(CannotImport) as refusal:
        bring(SheetFile(name, content))

    report = refusal.value.report
    assert [finding.code for finding in report.findings] == [code]
    assert code in SENTENCES
    assert report.operation is None
