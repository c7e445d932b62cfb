"""The law of pages: what a text must have before the public reads it, and how Markdown becomes markup."""
