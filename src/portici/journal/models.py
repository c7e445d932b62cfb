"""The revision of the public data."""

from django.db import models


class Revision(models.Model):
    """One row, with key 1: how many times public data has changed."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            # There is one revision of the whole site: middleware reads exactly this row.
            models.CheckConstraint(condition=models.Q(pk=1), name="journal_one_revision"),
        ]

    def __str__(self) -> str:
        return str(self.number)
