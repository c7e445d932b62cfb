"""The revision of the public data."""

import pytest
from django.db import IntegrityError

from portici.journal.models import Revision
from portici.journal.queries import current_revision
from portici.journal.services import bump_revision

pytestmark = pytest.mark.django_db


def test_current_revision_before_any_change_is_zero() -> None:
    assert current_revision() == 0


def test_bump_revision_counts_every_change() -> None:
    bump_revision()
    bump_revision()

    assert current_revision() == 2
    assert str(Revision.objects.get()) == "2"


def test_revision_is_one_row() -> None:
    bump_revision()

    with pytest.raises(IntegrityError):
        Revision.objects.create(pk=2, number=7)
