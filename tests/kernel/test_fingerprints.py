"""Telling states apart."""

from portici.kernel.fingerprints import fingerprint


def test_a_fingerprint_follows_content_and_not_order_or_emptiness() -> None:
    one = fingerprint({"a": 1, "b": {"it": "Città"}, "c": "", "d": None, "e": [], "f": {}})

    assert one == fingerprint({"b": {"it": "Città"}, "a": 1})
    assert one != fingerprint({"b": {"it": "Citta"}, "a": 1})
    assert len(one) == 16
