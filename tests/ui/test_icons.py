"""Icons as inline SVG."""

import pytest

from portici.ui.icons import UnknownIcon, icon


def test_icon_is_hidden_from_screen_readers() -> None:
    drawn = str(icon("it-burger", size="xs"))

    assert drawn == (
        '<svg class="icon icon-xs" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="M22 5v1H2V5h20zM2 12.5h20v-1H2v1zM2 19h20v-1H2v1z"/></svg>'
    )


def test_label_makes_the_icon_an_image() -> None:
    opening = str(icon("it-burger", label='A "menu" & more')).split(">")[0]

    assert opening == (
        '<svg class="icon icon-sm" viewBox="0 0 24 24" role="img"'
        ' aria-label="A &#34;menu&#34; &amp; more" focusable="false"'
    )


@pytest.mark.parametrize(("name", "size"), [("it-nothing", "sm"), ("it-burger", "huge")])
def test_unknown_icon_is_refused(name: str, size: str) -> None:
    with pytest.raises(UnknownIcon):
        icon(name, size=size)
