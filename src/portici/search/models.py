"""What can be found, and the words of which it is made.

The full-text index itself belongs to each database and follows these rows without any code of ours: on SQLite an
FTS5 table kept by triggers, on PostgreSQL generated `tsvector` columns (migration 0002). Django does not know of
them: a later migration that rebuilds `search_searchentry` on SQLite must put the triggers back.
"""

from django.db import models


class SearchEntry(models.Model):
    """One thing in one language, as it is found and shown. Written only by `replace_entries`."""

    # Whose it is, such as `plan:torino-2030`; a scope is replaced and removed as a whole.
    scope = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    # The thing's name in its own list: a code, a slug, or `framework:topic`.
    key = models.CharField(max_length=250)
    # Its place among the entries of its scope: the order among equals.
    position = models.PositiveIntegerField()
    # Key and title as they are compared with a whole question.
    whole_key = models.CharField(max_length=250)
    whole_title = models.CharField(max_length=250)
    title = models.TextField()
    context = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # Tokens parted by spaces (`rules.words`).
    terms_title = models.TextField()
    terms_body = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            # A thing is found once in a language. The key stands first, because no question filters by it: SQLite
            # would rather walk through an index on a whole scope than look up the few rows that have the words.
            models.UniqueConstraint(
                fields=["key", "kind", "scope", "language"], name="search_entry_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.kind} {self.key} {self.language}"


class VocabularyWord(models.Model):
    """A word of a scope's entries, for "did you mean"."""

    scope = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    # Folded.
    word = models.CharField(max_length=40)
    # As it is written most often.
    shown = models.CharField(max_length=80)
    # In how many entries it stands.
    count = models.PositiveIntegerField()
    length = models.PositiveSmallIntegerField()
    initial = models.CharField(max_length=4)
    ending = models.CharField(max_length=12)

    class Meta:
        constraints = [
            # A word is counted once in a scope.
            models.UniqueConstraint(
                fields=["scope", "language", "word"], name="search_vocabulary_word"
            ),
        ]
        indexes = [
            # Words that begin like a mistyped one.
            models.Index(fields=["language", "initial", "length"], name="search_word_initial"),
            # Words that end like one mistyped in its first letter.
            models.Index(fields=["language", "ending", "length"], name="search_word_ending"),
        ]

    def __str__(self) -> str:
        return self.word
