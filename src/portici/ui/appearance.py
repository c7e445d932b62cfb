"""The colours that a plan gives its areas, made safe and readable, as a stylesheet of classes.

The Content-Security-Policy forbids colours in the page itself; a page links the sheet and names classes.
"""

import re
from collections.abc import Mapping

from portici.kernel.text import slug

# Contrast of text of any size on its ground. Source: WCAG 2.1, success criterion 1.4.3.
READABLE = 4.5
_HEXADECIMAL = re.compile(r"#([0-9a-fA-F]{6})")
_DARKENING = 0.94


class NotAColour(ValueError):
    """A colour is not written as `#RRGGBB`."""


def accent_class(code: str) -> str:
    """The class of the element `code` and of all that hangs under it: `accent-1`."""
    return f"accent-{slug(code)}"


def stylesheet(colours: Mapping[str, str]) -> str:
    """A rule per area that sets `--accent`; a colour too light for text on white is darkened until it is not.

    `colours` maps an area's code to `#RRGGBB`. Raises NotAColour for anything else.
    """
    rules = [
        f".{accent_class(code)}{{--accent:{readable_on_white(colour)}}}"
        for code, colour in colours.items()
    ]
    return "\n".join(rules) + "\n" if rules else ""


def readable_on_white(colour: str) -> str:
    """The colour itself when text in it can be read on white, else the nearest darker one that can."""
    red, green, blue = channels(colour)
    while contrast(_hexadecimal(red, green, blue), "#ffffff") < READABLE:
        red, green, blue = (int(channel * _DARKENING) for channel in (red, green, blue))
    return _hexadecimal(red, green, blue)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21. Source: WCAG 2.1, "contrast ratio"."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue from 0 to 255 of `#RRGGBB`."""
    match = _HEXADECIMAL.fullmatch(colour)
    if match is None:
        raise NotAColour(f"{colour!r} is not a colour. Write it as #RRGGBB.")
    red, green, blue = bytes.fromhex(match[1])
    return red, green, blue


def _hexadecimal(red: int, green: int, blue: int) -> str:
    return f"#{red:02x}{green:02x}{blue:02x}"


def _luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white. Source: WCAG 2.1, "relative luminance"."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
