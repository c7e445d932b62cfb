"""Uploading pictures: checked by what they are, not by their name, and written anew."""

import hashlib
import warnings
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.db import transaction
from PIL import Image as Pillow
from PIL import ImageFile, ImageOps

from portici.journal.rules.acts import Act, By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.pages.models import Image, ImageUse
from portici.pages.queries.images import image_path
from portici.pages.rules.pictures import (
    FORMATS,
    KEY_LENGTH,
    MAXIMUM_BYTES,
    MAXIMUM_PIXELS,
    PictureWords,
    height_for,
    kept_widths,
    size_findings,
    tidy_words,
    word_findings,
)
from portici.pages.rules.texts import LANGUAGES, written_languages
from portici.pages.services.changes import image_subject
from portici.pages.services.refusals import CannotKeepImage

# Quality of JPEG and WebP: the eye sees no difference, the file is a fifth.
_QUALITY = 82


def upload_image(*, file: BinaryIO, plan: str, words: PictureWords, by: By) -> Image:
    """Keep a picture upright, in up to three widths, without place, camera and whatever else the file tells.

    `file` is read to its end, at most 8 MB. `plan` is as with pages. Raises CannotKeepImage.
    """
    said = tidy_words(words)
    content = file.read(MAXIMUM_BYTES + 1)
    findings = [*word_findings(said), *([] if content else [Finding("pages.image-empty")])]
    if findings:
        raise CannotKeepImage(findings)
    ending, files, height = _written_anew(content)
    widths = sorted(files)
    digest = hashlib.sha256(files[widths[-1]]).hexdigest()
    with recording(by=by) as record:
        known = Image.objects.filter(digest=digest).first()
        if known is not None:
            raise CannotKeepImage([Finding("pages.image-known", facts={"key": known.key})])
        image = Image(
            key=digest[:KEY_LENGTH],
            digest=digest,
            plan=plan,
            format=ending,
            width=widths[-1],
            height=height,
            widths=widths,
            alternative=dict(said.alternative),
            caption=dict(said.caption),
            credit=said.credit,
            uploaded_by_id=by.actor_id,
            uploaded_at=by.at,
        )
        # Files first: a row never names a file that is not there. One that no row names is only space.
        for width in widths:
            _keep(image_path(image, width), files[width])
        image.save()
        record.add(Act("pages.image-uploaded", image_subject(image), _changes(None, said)))
    return image


def change_image_words(*, image_id: int, words: PictureWords, by: By) -> Image:
    """Change what is said of a picture: alternative texts, captions, author. Public pages show it at once.

    Raises CannotKeepImage when a public page would be left without an alternative text in one of its languages.
    """
    said = tidy_words(words)
    with recording(by=by) as record:
        image = Image.objects.select_for_update(of=("self",)).get(pk=image_id)
        uses = list(ImageUse.objects.filter(image=image).select_related("page").order_by("pk"))
        needed = {
            language
            for use in uses
            if use.in_published
            for language in written_languages(use.page.published)
        }
        findings = [
            *word_findings(said),
            *(
                Finding("pages.alternative-needed", language)
                for language in LANGUAGES
                if language in needed - set(said.alternative) and language in image.alternative
            ),
        ]
        if findings:
            raise CannotKeepImage(findings)
        changes = _changes(words_of(image), said)
        if not changes:
            return image
        image.alternative, image.caption = dict(said.alternative), dict(said.caption)
        image.credit = said.credit
        image.save()
        is_public = any(use.in_published for use in uses)
        record.add(Act("pages.image-described", image_subject(image), changes, is_public=is_public))
    return image


def remove_image(*, image_id: int, by: By) -> None:
    """Take a picture and its files away. Raises CannotKeepImage while it stands in a page."""
    with recording(by=by) as record:
        image = Image.objects.select_for_update(of=("self",)).get(pk=image_id)
        uses = ImageUse.objects.filter(image=image).select_related("page").order_by("page__slug")
        pages = ", ".join(use.page.slug for use in uses)
        if pages:
            raise CannotKeepImage([Finding("pages.image-used", facts={"pages": pages})])
        paths = [image_path(image, width) for width in image.widths]
        record.add(
            Act("pages.image-removed", image_subject(image), _changes(words_of(image), None))
        )
        image.delete()
        transaction.on_commit(lambda: _remove(paths))


def words_of(image: Image) -> PictureWords:
    """What is said of the picture now."""
    return PictureWords(image.alternative, image.caption, image.credit)


def _written_anew(content: bytes) -> tuple[str, dict[int, bytes], int]:
    """Ending, width to file, and the height of the widest. Only pixels pass: nothing else of the file does."""
    # A reader of strangers' files stumbles in many ways; each of them means that this is not a picture for us.
    try:
        # Pillow warns of pictures that would fill the memory; we look at their size ourselves, before any pixel.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Pillow.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
    except Pillow.DecompressionBombError:
        # So many that Pillow does not even say how many: above 178 million.
        facts = {"millions": ">178", "limit": MAXIMUM_PIXELS // 1_000_000}
        raise CannotKeepImage([Finding("pages.image-too-many-pixels", facts=facts)]) from None
    except Exception as error:
        raise CannotKeepImage([Finding("pages.image-type")]) from error
    findings = size_findings(size=len(content), width=picture.width, height=picture.height)
    if findings:
        raise CannotKeepImage(findings)
    ending = FORMATS[str(picture.format)]
    # WeasyPrint, once imported, lets Pillow fill what is missing of a picture with grey; here half a one is refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            upright = ImageOps.exif_transpose(picture)
            pixels = upright.convert(_mode(upright, ending))
    except Exception as error:
        raise CannotKeepImage([Finding("pages.image-broken")]) from error
    files: dict[int, bytes] = {}
    size = pixels.size
    for width in kept_widths(pixels.width):
        size = (width, height_for(width, of=pixels.size))
        files[width] = _encoded(pixels.resize(size, Pillow.Resampling.LANCZOS), ending)
    return ending, files, size[1]


def _mode(picture: Pillow.Image, ending: str) -> str:
    """Colours, with transparency where there is any and the form can keep it."""
    return "RGBA" if ending != "jpg" and picture.has_transparency_data else "RGB"


def _encoded(picture: Pillow.Image, ending: str) -> bytes:
    # What Pillow read beside the pixels (comments, profiles, places) would be written again.
    picture.info = {}
    written = BytesIO()
    if ending == "png":
        picture.save(written, "PNG", optimize=True)
    elif ending == "webp":
        picture.save(written, "WEBP", quality=_QUALITY, method=4)
    else:
        picture.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()


def _changes(
    before: PictureWords | None, after: PictureWords | None
) -> dict[str, tuple[str | None, str | None]]:
    """`it.alternative`, `it.caption`, `credit` and so on to `(before, after)`, of those that differ."""
    old, new = _flat(before), _flat(after)
    return {
        name: (old.get(name), new.get(name))
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    }


def _flat(words: PictureWords | None) -> dict[str, str]:
    if words is None:
        return {}
    flat = {f"{language}.alternative": text for language, text in words.alternative.items()}
    flat |= {f"{language}.caption": text for language, text in words.caption.items()}
    return flat | ({"credit": words.credit} if words.credit else {})


def _keep(path: Path, content: bytes) -> None:
    """Write the file whole or not at all; one of the same content may be there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as new:
        new.write(content)
    Path(new.name).chmod(0o644)
    Path(new.name).replace(path)


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
