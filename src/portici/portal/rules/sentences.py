"""Parting a text where a reader would."""

import re

# A full stop, then a capital letter: `ecc. di` and `L. 4/2004` do not end a sentence.
_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_])")


def opening_sentence(text: str) -> tuple[str, str]:
    """The first sentence and what follows; what follows is empty when there is one sentence only."""
    for end in _END.finditer(text):
        following = text[end.end() :]
        if following[0].isupper():
            return text[: end.start()], following
    return text, ""
