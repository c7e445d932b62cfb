"""Pages and images for tests."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from PIL import Image as Pillow

from portici.accounts.models import User
from portici.journal.rules.acts import By
from portici.pages.models import Image, Page
from portici.pages.queries.working import seen_of
from portici.pages.rules.pictures import PictureWords
from portici.pages.rules.texts import PageText
from portici.pages.services import publish, upload_image, write_page
from tests.factories.people import SPRING, by, person

TEXT = PageText("Si apre la consultazione", "Dal 10 marzo.", "Tutti possono dire la loro.")
ENGLISH = PageText("The consultation opens", "From 10 March.", "Everybody can have a say.")
BOTH = {"it": TEXT, "en": ENGLISH}
LATER = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def page(slug: str = "consultazione", **more: Any) -> Page:
    """A draft in both languages; `by` is a person at a page unless it is given."""
    values: dict[str, Any] = {"kind": "news", "plan": "", "texts": BOTH, **more}
    values.setdefault("by", someone())
    return write_page(slug=slug, **values)


def public_page(slug: str = "consultazione", *, at: By | None = None, **more: Any) -> Page:
    """A page that the public reads."""
    act = at or someone()
    drafted = page(slug, by=act, **more)
    return publish(page_id=drafted.pk, seen=seen_of(drafted), by=act)


def someone(at: datetime = SPRING) -> By:
    """Anna, at a page."""
    user = User.objects.filter(email="anna@example.org").first() or person()
    return by(user, at)


def picture_file(
    size: tuple[int, int] = (1200, 800), *, form: str = "JPEG", mode: str = "RGB", **saved: Any
) -> BytesIO:
    """A picture as somebody would upload it, left half red and right half blue."""
    picture = Pillow.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    if mode == "RGBA":
        picture.putalpha(100)
    elif mode != "RGB":
        picture = picture.convert(mode)
    written = BytesIO()
    picture.save(written, form, **saved)
    written.seek(0)
    return written


def image(plan: str = "", **more: Any) -> Image:
    """An image with texts in both languages."""
    words = PictureWords({"it": "Un portico", "en": "An arcade"}, {"it": "Via Po"}, "Anna Rossi")
    values: dict[str, Any] = {"file": picture_file(), "words": words, "by": someone(), **more}
    return upload_image(plan=plan, **values)
