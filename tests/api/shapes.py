"""Comparing answers with the shapes that the description gives them."""

from typing import Any

from jsonschema_rs import Draft202012Validator

from portici.api.views.interface import description_in


def faults(path: str, content: Any) -> list[str]:
    """Where an answer differs from the shape that the description gives it."""
    document = description_in("en")
    answers = document["paths"][path]["get"]["responses"]["200"]["content"]
    schema = {**answers["application/json"]["schema"], "components": document["components"]}
    validator = Draft202012Validator(schema, validate_formats=True)
    return [error.message for error in validator.iter_errors(content)]
