"""Numbers as people read them."""

from decimal import Decimal

import pytest

from portici.kernel.numbers import decimal_in_language


@pytest.mark.parametrize(
    ("value", "language", "decimals", "written"),
    [
        (4900, "it", None, "4.900"),
        (4900, "en", None, "4,900"),
        (Decimal("1.8000"), "it", None, "1,8"),
        (Decimal("1800000000.0000"), "it", None, "1.800.000.000"),
        (0, "it", None, "0"),
        (-12.5, "en", None, "-12.5"),
        (49, "it", 1, "49,0"),
        (2.345, "en", 2, "2.35"),
        ("7", "fr", None, "7"),
        (1234.5, "fr", None, "1,234.5"),
    ],
)
def test_number_takes_the_marks_of_the_language(
    value: object, language: str, decimals: int | None, written: str
) -> None:
    assert decimal_in_language(value, language=language, decimals=decimals) == written


def test_number_without_end_is_written_as_it_is() -> None:
    assert decimal_in_language(Decimal("NaN"), language="it") == "NaN"
