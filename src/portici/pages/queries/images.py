"""Images: their files, and where they stand."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from portici.kernel.localized import in_language
from portici.pages.models import Image, ImageUse
from portici.pages.rules.markdown import Picture, image_keys
from portici.pages.rules.texts import LANGUAGES, Stored, text_in

# Views and forms name the type; they never import models.
__all__ = [
    "Image",
    "alternatives_for",
    "image_keys_in",
    "image_of",
    "image_path",
    "images",
    "is_public_image",
    "pictures_for",
]


def image_path(image: Image, width: int) -> Path:
    """Where the file of that width lies. Its name comes from its content."""
    folder = Path(settings.MEDIA_ROOT) / "images" / image.key[:2]
    return folder / f"{image.key}-{width}.{image.format}"


def image_name(image: Image, width: int) -> str:
    """The last part of the file's address."""
    return quote(f"{image.key}-{width}.{image.format}")


def image_of(key: str) -> Image | None:
    """One image by its key; None when there is none. One query."""
    return Image.objects.filter(key=key).order_by("pk").first()


def is_public_image(image: Image) -> bool:
    """Whether it stands in a page that the public reads. One query."""
    return ImageUse.objects.filter(image=image, in_published=True).exists()


def images(plans: Iterable[str] | None = None) -> QuerySet[Image]:
    """Images with the pages in which they stand, the newest first; of those plans, or all. Two queries."""
    uses = ImageUse.objects.select_related("page").order_by("page__slug")
    found = Image.objects.prefetch_related(Prefetch("uses", queryset=uses)).order_by(
        "-uploaded_at", "-pk"
    )
    return found if plans is None else found.filter(plan__in=list(plans))


def pictures_for(keys: Iterable[str], *, language: str, base: str) -> Mapping[str, Picture]:
    """The images of a text as it shows them in a language; their files lie under the address `base`. One query.

    Without keys no query is made.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    found = Image.objects.filter(key__in=wanted).order_by("pk")
    return {image.key: _picture(image, language, base) for image in found}


def _picture(image: Image, language: str, base: str) -> Picture:
    sources = tuple((f"{base}{image_name(image, width)}", width) for width in image.widths)
    return Picture(
        key=image.key,
        source=sources[-1][0],
        sources=sources,
        width=image.width,
        height=image.height,
        alternative=image.alternative.get(language, ""),
        caption=in_language(image.caption, language),
        credit=image.credit,
    )


def image_keys_in(stored: Stored) -> frozenset[str]:
    """Keys of the images that texts name, in any language. No query."""
    return frozenset(
        key for language in LANGUAGES for key in image_keys(text_in(stored, language).body)
    )


def alternatives_for(stored: Stored) -> dict[str, frozenset[str]]:
    """Of each image that the texts name and that there is, the languages of its alternative text. One query."""
    images = Image.objects.filter(key__in=image_keys_in(stored)).order_by("pk")
    return {image.key: frozenset(image.alternative) for image in images}
