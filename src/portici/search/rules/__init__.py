"""The index's law: how texts and questions become tokens, and what is shown of a hit."""
