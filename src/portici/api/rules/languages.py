"""Which language an answer is in."""

from collections.abc import Sequence

# Nobody lists more languages than this; a longer header is somebody trying something.
_MAXIMUM_CHOICES = 20


def preferred_language(*, asked: str, accepted: str, known: Sequence[str]) -> str:
    """The language asked for by name, else the best of the `Accept-Language` header, else the first known.

    - Regions are ignored: `en-GB` is `en`.
    - `q=0` refuses a language; of equal weights the first named wins.
    - `*` is any language: the first known.

    Source: RFC 9110, 12.5.4.
    """
    if asked in known:
        return asked
    ranked: list[tuple[float, str]] = []
    for choice in accepted.split(",")[:_MAXIMUM_CHOICES]:
        name, _separator, parameter = choice.partition(";")
        language = name.strip().lower().partition("-")[0]
        language = known[0] if language == "*" else language
        weight = _weight(parameter)
        if language in known and weight > 0:
            ranked.append((weight, language))
    if not ranked:
        return known[0]
    return max(ranked, key=lambda pair: pair[0])[1]


def _weight(parameter: str) -> float:
    """`q=0.8` as 0.8; 1 when there is none, 0 when it cannot be read."""
    name, _separator, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    whole, _point, decimals = value.strip().partition(".")
    if name.strip().lower() != "q" or whole not in {"0", "1"}:
        return 0.0
    if decimals and not (decimals.isascii() and decimals.isdigit()):
        return 0.0
    return float(f"{whole}.{decimals or 0}")
