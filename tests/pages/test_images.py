"""Uploading pictures: checked by what they are, written anew."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow
from tests.factories.editorial import image, page, picture_file, public_page, someone

from portici.journal.queries import current_revision, history
from portici.pages.models import Image
from portici.pages.queries.images import image_of, image_path, images, is_public_image
from portici.pages.rules.pictures import PictureWords
from portici.pages.rules.texts import PageText
from portici.pages.services import (
    CannotKeepImage,
    change_image_words,
    remove_image,
    upload_image,
)

pytestmark = pytest.mark.django_db

WORDS = PictureWords({"it": "Un portico"}, {})


def _refused(file: BytesIO, words: PictureWords = WORDS) -> list[str]:
    with pytest.raises(CannotKeepImage) as refused:
        upload_image(file=file, plan="", words=words, by=someone())
    assert Image.objects.count() == 0
    return [finding.code for finding in refused.value.findings]


def _opened(found: Image, width: int) -> Pillow.Image:
    return Pillow.open(BytesIO(image_path(found, width).read_bytes()))


@pytest.mark.parametrize(
    ("form", "mode", "ending", "kept_mode"),
    [
        ("JPEG", "RGB", "jpg", "RGB"),
        ("JPEG", "L", "jpg", "RGB"),
        ("JPEG", "CMYK", "jpg", "RGB"),
        ("PNG", "RGB", "png", "RGB"),
        ("PNG", "RGBA", "png", "RGBA"),
        ("PNG", "P", "png", "RGB"),
        ("WEBP", "RGB", "webp", "RGB"),
        ("WEBP", "RGBA", "webp", "RGBA"),
    ],
)
def test_a_picture_is_kept_in_its_widths(form: str, mode: str, ending: str, kept_mode: str) -> None:
    file = picture_file((1000, 500), form=form, mode=mode)

    found = upload_image(file=file, plan="", words=WORDS, by=someone())

    assert (found.format, found.width, found.height) == (ending, 1000, 500)
    assert found.widths == [480, 960, 1000]
    kept = _opened(found, 480)
    assert (kept.size, kept.mode) == ((480, 240), kept_mode)


def test_a_picture_stands_upright_and_tells_nothing_else() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # to be turned by 90° clockwise
    exif[0x0110] = "Telephone of Anna"
    exif.get_ifd(0x8825)[1] = "N"
    file = picture_file((600, 300), exif=exif, comment=b"Anna was here", icc_profile=b"x" * 200)

    found = upload_image(file=file, plan="", words=WORDS, by=someone())

    kept = _opened(found, 300)
    assert (found.width, found.height) == (300, 600)
    # Turned clockwise, the left half stands above.
    red, _green, blue = kept.getpixel((150, 100))  # type: ignore[misc]
    assert red > 200 > blue
    assert not kept.getexif()
    content = image_path(found, 300).read_bytes()
    assert b"Anna" not in content
    assert b"Exif" not in content
    assert "icc_profile" not in kept.info


def test_the_same_picture_again_is_named_instead_of_kept_twice() -> None:
    first = image()

    with pytest.raises(CannotKeepImage) as refused:
        image()

    assert [finding.facts for finding in refused.value.findings] == [{"key": first.key}]


def test_a_file_that_is_no_picture_of_ours_is_refused() -> None:
    svg = BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    gif = BytesIO()
    Pillow.new("P", (10, 10)).save(gif, "GIF")
    gif.seek(0)

    assert _refused(svg) == ["pages.image-type"]
    assert _refused(gif) == ["pages.image-type"]
    assert _refused(BytesIO(b"")) == ["pages.image-empty"]
    assert _refused(BytesIO(b"\xff\xd8\xff")) == ["pages.image-type"]


def test_a_damaged_picture_is_refused() -> None:
    whole = picture_file().getvalue()

    assert _refused(BytesIO(whole[: len(whole) // 2])) == ["pages.image-broken"]


def test_a_picture_of_too_many_bytes_is_refused() -> None:
    heavy = BytesIO(picture_file().getvalue() + b"\0" * 8 * 1024 * 1024)

    assert _refused(heavy) == ["pages.image-too-heavy"]


def _bomb(width: int, height: int) -> BytesIO:
    """A few bytes that unfold into very many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + parts)


@pytest.mark.parametrize("size", [(8_000, 5_001), (12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_unfolds(size: tuple[int, int]) -> None:
    assert _refused(_bomb(*size)) == ["pages.image-too-many-pixels"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (PictureWords({}, {}), ["pages.alternative-required"]),
        (PictureWords({"it": " \n"}, {}), ["pages.alternative-required"]),
        (PictureWords({"it": "foto.png"}, {}), ["pages.alternative-is-file-name"]),
        (PictureWords({"it": "a" * 301}, {}), ["pages.alternative-too-long"]),
        (PictureWords({"it": "a"}, {"en": "a" * 301}), ["pages.caption-too-long"]),
        (PictureWords({"it": "a"}, {}, "a" * 201), ["pages.credit-too-long"]),
    ],
)
def test_words_that_are_not_enough_or_too_many_are_refused(
    words: PictureWords, codes: list[str]
) -> None:
    assert _refused(picture_file(), words) == codes


def test_an_image_is_public_while_a_public_page_shows_it() -> None:
    shown, drafted = image(), image(file=picture_file((300, 300)))
    page("bozza", texts={"it": PageText("x", "x", f"![](image:{drafted.key})")})
    public_page("foto", texts={"it": PageText("x", "x", f"![](image:{shown.key})")})

    assert (is_public_image(shown), is_public_image(drafted)) == (True, False)
    assert [(each.key, [use.page.slug for use in each.uses.all()]) for each in images()] == [
        (drafted.key, ["bozza"]),
        (shown.key, ["foto"]),
    ]
    assert list(images(["torino-2030"])) == []


def test_changing_words_is_public_where_the_image_is() -> None:
    shown = image()
    public_page("foto", texts={"it": PageText("x", "x", f"![](image:{shown.key})")})
    revision = current_revision()

    change_image_words(
        image_id=shown.pk, words=PictureWords({"it": "Un portico di via Po"}, {}), by=someone()
    )

    assert current_revision() == revision + 1
    entry = history(with_names=False)[0]
    assert [(each.name, each.before, each.after) for each in entry.changes] == [
        ("credit", "Anna Rossi", None),
        ("en.alternative", "An arcade", None),
        ("it.alternative", "Un portico", "Un portico di via Po"),
        ("it.caption", "Via Po", None),
    ]


def test_the_same_words_are_no_change() -> None:
    shown = image()

    change_image_words(
        image_id=shown.pk,
        words=PictureWords(shown.alternative, shown.caption, shown.credit),
        by=someone(),
    )

    assert [entry.verb for entry in history(with_names=True)] == ["pages.image-uploaded"]


def test_a_public_page_does_not_lose_the_alternative_text_of_its_language() -> None:
    shown = image()
    public_page("foto", texts={"it": PageText("x", "x", f"![](image:{shown.key})")})

    with pytest.raises(CannotKeepImage) as refused:
        change_image_words(image_id=shown.pk, words=PictureWords({"en": "x"}, {}), by=someone())

    assert [(each.code, each.subject) for each in refused.value.findings] == [
        ("pages.alternative-needed", "it")
    ]


def test_an_image_in_a_page_is_not_removed() -> None:
    shown = image()
    page("bozza", texts={"it": PageText("x", "x", f"![](image:{shown.key})")})

    with pytest.raises(CannotKeepImage) as refused:
        remove_image(image_id=shown.pk, by=someone())

    assert [each.facts for each in refused.value.findings] == [{"pages": "bozza"}]
    assert image_of(shown.key) is not None


@pytest.mark.django_db(transaction=True)
def test_an_image_in_no_page_is_removed_with_its_files(media: Path) -> None:
    shown = image()
    files = list(media.rglob("*.jpg"))

    remove_image(image_id=shown.pk, by=someone())

    assert len(files) == 3
    assert list(media.rglob("*.jpg")) == []
    assert Image.objects.count() == 0
