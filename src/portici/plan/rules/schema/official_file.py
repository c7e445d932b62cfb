"""official.yaml: where the document's wording stands. It holds no wording."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from portici.kernel.shapes import Strict
from portici.plan.rules.schema.values import Code, LineNumber


class OfficialDocument(Strict):
    """The document whose wording can be attached."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    line_count: LineNumber
    encoding: Literal["utf-8"] = "utf-8"


# A database keeps no NUL.
_NO_NUL = r"^[^\x00]*$"


def _expression(text: str) -> str:
    """A regular expression that Python can read."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise PydanticCustomError("wrong_expression", "{why}", {"why": str(error)}) from error
    return text


class RepairEntry(Strict):
    """A declared repair of one fault of the document's OCR; `find` is a regular expression."""

    find: Annotated[
        str, Field(min_length=1, max_length=200, pattern=_NO_NUL), AfterValidator(_expression)
    ]
    replace: Annotated[str, Field(max_length=200, pattern=_NO_NUL)]
    where: tuple[LineNumber, LineNumber] | None = None
    why: Annotated[str, Field(max_length=300, pattern=_NO_NUL)]

    @model_validator(mode="after")
    def _replacement_fits(self) -> Self:
        """What `replace` takes up from the find, such as `\\1`, is there."""
        try:
            re.sub(self.find, self.replace, "")
        except (re.error, IndexError) as error:
            raise PydanticCustomError("wrong_expression", "{why}", {"why": str(error)}) from error
        return self


WordSpan = tuple[LineNumber, LineNumber] | tuple[LineNumber, LineNumber, LineNumber, LineNumber]


class OfficialEntry(Strict):
    """Where the wording of one element stands: whole lines, or words of one line."""

    code: Code
    kind: Literal["node", "instrument"]
    spans: Annotated[list[WordSpan], Field(min_length=1)]
    case: Literal["printed", "sentence"] = "printed"


class OfficialFile(Strict):
    """official.yaml. It holds no wording."""

    document: OfficialDocument
    repairs: list[RepairEntry] = []
    elements: list[OfficialEntry]
