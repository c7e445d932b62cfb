"""From Markdown to markup that is safe to show to everybody."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portici.pages.rules.markdown import (
    Heading,
    Picture,
    image_keys,
    is_safe_link,
    outline_of,
    plain_text,
    rendered,
)

KEY = "3f9c2a7b41de"
PICTURE = Picture(
    key=KEY,
    source="/files/a-960.jpg",
    sources=(("/files/a-480.jpg", 480), ("/files/a-960.jpg", 960)),
    width=960,
    height=600,
    alternative='Un "portico" & <b>',
    caption="Via Po <script>",
    credit="Foto: A. Rossi",
)


class _Seen(HTMLParser):
    """Tags and attributes of markup, as a browser would find them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def _html(body: str) -> str:
    return rendered(body, pictures={KEY: PICTURE}).html


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>@import '//evil.example'</style>",
    "<div style='background:url(javascript:alert(1))'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\u0000script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61vascript:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](\u200bjavascript:alert(1))",
    "[x](ｊavascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\t/evil.example)",
    "[x](https:///evil.example)",
    "[x](http:evil.example)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://evil.example/pixel.png)",
    f'![" onerror="alert(1)](image:{KEY})',
    f"![</figure><script>alert(1)</script>](image:{KEY})",
    "[![x](javascript:alert(1))](javascript:alert(2))",
    '[a](https://example.org/ "x\\" onclick=\\"alert(1)")',
    "[a](https://example.org/'onmouseover='alert(1))",
    "# <img src=x onerror=alert(1)>",
    '# " onclick="alert(1)',
    "| a |\n|--|\n| <script>alert(1)</script> |",
    "```<script>\nalert(1)\n```",
    '```x" onmouseover="alert(1)\nx\n```',
    "> <object data=x>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "]]><![CDATA[<script>alert(1)</script>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_passes(attack: str) -> None:
    seen = _Seen(_html(attack))

    assert not set(seen.tags) & {
        "script", "svg", "iframe", "style", "object", "math", "form", "embed", "link", "meta", "base",
    }  # fmt: skip
    names = {name for name, _value in seen.attributes}
    assert not {name for name in names if name.startswith("on") or name in {"style", "srcdoc"}}
    addresses = [value for name, value in seen.attributes if name in {"href", "src"}]
    # A backslash written out as %5C is a strange place on this site, and nowhere else.
    assert all(re.match(r"https://example\.org/|/(?![/\\])", address) for address in addresses)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*ATTACKS, "[", "](", ")", "<", ">", '"', "`", "\n", "\n\n", "# ", "![", "|", "*", " "]
        ),
        max_size=8,
    )
)
def test_no_mixture_of_attacks_passes(parts: list[str]) -> None:
    seen = _Seen(_html("".join(parts)))

    assert "script" not in seen.tags
    assert not [name for name, _value in seen.attributes if name.startswith("on")]
    assert not [
        value for name, value in seen.attributes if name == "href" and not is_safe_link(value)
    ]


@pytest.mark.parametrize(
    "body", ["[" * 20_000, "*a " * 10_000, "> " * 5_000, "`" * 20_000, "![" * 10_000]
)
def test_a_text_made_to_be_slow_is_rendered_all_the_same(body: str) -> None:
    assert isinstance(_html(body), str)


def test_headings_begin_below_the_title_and_have_places_of_their_own() -> None:
    result = rendered("## Le date\n\n### Città\n\n## Le date\n\n###### ???", pictures={})

    assert result.headings == (
        Heading(2, "Le date", "on-le-date"),
        Heading(3, "Città", "on-citta"),
        Heading(2, "Le date", "on-le-date-2"),
        Heading(6, "???", "on"),
    )
    assert re.findall(r"<h(\d) id=", result.html) == ["2", "3", "2", "6"]


def test_the_lowest_headings_stay_headings() -> None:
    assert re.findall(r"<h(\d)", _html("# Uno\n\n###### Sei")) == ["2", "6"]


def test_an_image_alone_becomes_a_figure_with_caption_and_sizes() -> None:
    assert _html(f"![](image:{KEY})").strip() == (
        '<figure><img src="/files/a-960.jpg" srcset="/files/a-480.jpg 480w, /files/a-960.jpg 960w"'
        ' sizes="(min-width: 48rem) 42rem, 100vw" width="960" height="600"'
        ' alt="Un &quot;portico&quot; &amp; &lt;b&gt;" loading="lazy">'
        "<figcaption>Via Po &lt;script&gt; · Foto: A. Rossi</figcaption></figure>"
    )


def test_an_image_among_words_has_no_caption_and_its_own_words_come_first() -> None:
    html = _html(f"Ecco ![Il mio testo](image:{KEY}) qui.")

    assert 'alt="Il mio testo"' in html
    assert "figcaption" not in html


def test_a_figure_without_caption_has_none() -> None:
    plain = Picture(KEY, "/a.jpg", (("/a.jpg", 1),), 1, 1, "x")

    assert "figcaption" not in rendered(f"![](image:{KEY})", pictures={KEY: plain}).html


@pytest.mark.parametrize("address", ["image:000000000000", "https://example.org/a.png"])
def test_an_image_that_is_not_ours_leaves_its_words(address: str) -> None:
    assert _html(f"![Un <portico>]({address})") == "<p>Un &lt;portico&gt;</p>\n"


def test_links_to_other_sites_give_no_hold_on_this_page() -> None:
    html = _html(
        '[fuori](https://example.org/ "titolo") [dentro](/piani/) [posta](mailto:a@example.org)'
    )

    assert html == (
        '<p><a href="https://example.org/" title="titolo" rel="noopener">fuori</a>'
        ' <a href="/piani/">dentro</a> <a href="mailto:a@example.org">posta</a></p>\n'
    )


def test_tables_scroll_by_themselves_and_align_by_class() -> None:
    html = _html("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n\n| x |\n|--|\n| y |")

    assert html.count('<div class="table-scroll" tabindex="0">') == 2
    assert '<th scope="col" class="align-left">a</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert '<td class="align-center">3</td>' in html
    assert '<th scope="col">x</th>' in html


def test_lists_in_order_keep_their_beginning_and_tight_lists_their_images() -> None:
    html = _html(f"3. tre\n4. ![](image:{KEY})")

    assert '<ol start="3">' in html
    assert "<figure>" not in html


def test_plain_text_is_what_a_search_reads() -> None:
    text = plain_text(
        "# Le **date**\n\nIl [piano](/x)\nè `qui` ![Foto](image:0).\n\n```\ncodice\n```\n\n- uno"
    )

    assert text == "Le date\nIl piano è qui Foto.\ncodice\n\nuno"


def test_keys_of_images_are_given_once_in_order() -> None:
    assert image_keys(f"![](image:{KEY}) ![](x.png) ![](image:000000000000) ![](image:{KEY})") == (
        KEY,
        "000000000000",
    )


def test_outline_tells_lines() -> None:
    outline = outline_of("testo\n\n# Titolo\n\n[a](https://example.org/)\n\n<b>x</b>")

    assert outline.headings == ((1, "Titolo", 3),)
    assert [(link.text, link.line) for link in outline.links] == [("a", 5)]
    assert outline.html_line == 7
