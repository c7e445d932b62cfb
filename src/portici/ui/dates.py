"""Days and moments as people write them, in the active language and the site's time zone."""

from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.formats import date_format


def day_words(value: date | datetime) -> str:
    """A day, or the day of an instant: `2 March 2026`, `2 marzo 2026`."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return written_date(local, "j F Y")


def moment_words(instant: datetime) -> str:
    """Day and time: `2 March 2026, 10:30`."""
    return written_date(timezone.localtime(instant), "j F Y, H:i")


def written_date(value: date | datetime, form: str) -> str:
    """A date in one of Django's forms. Django writes Italian months with a capital, as no Italian does."""
    words = date_format(value, form)
    return words.lower() if translation.get_language() == "it" else words
