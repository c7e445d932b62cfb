"""The shapes that go in and out of the API, as Pydantic models: they check the question's parameters, and the
OpenAPI description is made from them.

They stand in `forms` because that is what they do: validate shape, not policy. The answers themselves are
written as plain dictionaries (`api.queries`), for speed; a test compares every one of them with its shape.
Descriptions are marked for translation here and translated when the description is read.
"""
