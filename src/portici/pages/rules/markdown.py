"""Markdown, and the narrow markup that is made of it.

CommonMark with tables, without HTML. What comes out is cleaned a second time with an allow-list: two locks, because
the text is shown to everybody. Links lead to http, https, mailto or a place on this site. The only images are our
own, named by their key: `![](image:3f9c2a7b41de)`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from portici.kernel.text import fold

IMAGE_ADDRESS = re.compile(r"image:([0-9a-f]{12})")
EXTERNAL = re.compile(r"https?://[^/\\]", re.IGNORECASE)
# A place on this site, or on this page; `//host` and `/\host` lead elsewhere.
INSIDE = re.compile(r"(?:/(?![/\\])|#|\?|[^\W_][\w.-]*(?:[/?#]|$))(?!.*[\\\s])")
MAIL = re.compile(r"mailto:[^\s@:/?]+@[^\s@:/?]+(?:\?[^\s]*)?", re.IGNORECASE)

_TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr",
    "img", "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "rel", "title"},
    "div": {"class", "tabindex"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class", "scope"},
} | {f"h{level}": {"id"} for level in range(2, 7)}
_HIGHEST, _LOWEST = 2, 6


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as a text shows it, in one language.

    Attributes:
        source: address of its widest file. sources: address and width of every file, from the smallest.
        alternative, caption, credit: plain texts; the alternative is empty where there is none in this language.
    """

    key: str
    source: str
    sources: tuple[tuple[str, int], ...]
    width: int
    height: int
    alternative: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: `level` as it is shown (2 is the highest), `id` its place on the page."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as markup that is safe to show, with its headings in order."""

    html: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a text: where to, with which words, on which line of the Markdown."""

    href: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ImageMention:
    """An image of a text: the address as written, the words between the brackets, the line."""

    address: str
    text: str
    line: int

    @property
    def key(self) -> str:
        """Key of our own image; empty for anything else."""
        match = IMAGE_ADDRESS.fullmatch(self.address)
        return match[1] if match else ""


@dataclass(frozen=True)
class Outline:
    """What a text is made of, for whoever checks it.

    Attributes:
        headings: level as written (`#` is 1), text and line of each.
        links, images: in order.
        html_line: first line on which something looks like HTML, which is shown as text; 0 for none.
    """

    headings: tuple[tuple[int, str, int], ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[ImageMention, ...] = ()
    html_line: int = 0


_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|<!--")


def is_safe_link(href: str) -> bool:
    """Whether a link leads to http, https, mailto or a place on this site; anything else is not a link."""
    return bool(EXTERNAL.match(href) or MAIL.fullmatch(href) or INSIDE.match(href))


def outline_of(body: str) -> Outline:
    """What the text is made of."""
    tokens = _parser().parse(body)
    inline = [(token, _line(token)) for token in tokens if token.type == "inline"]
    children = [(child, line) for token, line in inline for child in token.children or ()]
    html = [
        line for child, line in children if child.type == "text" and _HTML.search(child.content)
    ]
    return Outline(
        headings=tuple(
            (int(token.tag[1]), _plain(tokens[place + 1]), _line(token))
            for place, token in enumerate(tokens)
            if token.type == "heading_open"
        ),
        links=tuple(link for token, line in inline for link in _links(token, line)),
        images=tuple(
            ImageMention(str(child.attrs["src"]), child.content.strip(), line)
            for child, line in children
            if child.type == "image"
        ),
        html_line=html[0] if html else 0,
    )


def image_keys(body: str) -> tuple[str, ...]:
    """Keys of our own images in the text, each once, in order."""
    return tuple(dict.fromkeys(image.key for image in outline_of(body).images if image.key))


def plain_text(body: str) -> str:
    """The text without its marks, for the search and for feeds."""
    tokens = _parser().parse(body)
    return "\n".join(
        _plain(token) if token.type == "inline" else token.content
        for token in tokens
        if token.type in {"inline", "fence", "code_block"}
    )


def rendered(body: str, *, pictures: Mapping[str, Picture]) -> Rendered:
    """The text as markup. Images that are not among `pictures` leave only their words.

    - The highest heading of the text becomes a heading of level 2, under the title of the page.
    - Every heading has a place of its own, to be linked to.
    - A link to another site tells that site nothing and gives it no hold on this page (`noopener`).
    """
    parser = _parser()
    environment: dict[str, Any] = {"pictures": pictures}
    tokens = parser.parse(body, environment)
    headings = _settle_headings(tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_safe_links(token.children or []))
    _unwrap_figures(tokens, pictures)
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    markup = parser.renderer.render(tokens, parser.options, environment)
    return Rendered(_cleaned(markup), headings)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # The parser itself leaves out what it takes for a dangerous address; here every address becomes a token, so that
    # whoever wrote it is told, and `_safe_links` leaves it out.
    # markdown-it is meant to be set so: the method of this one parser is replaced.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _any_link(url: str) -> bool:
    return True


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _plain(token: Token) -> str:
    """The words of an inline token."""
    parts = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type in {"text", "code_inline", "image"}:
            parts.append(child.content)
    return "".join(parts).strip()


def _links(token: Token, line: int) -> Iterator[Link]:
    children = token.children or []
    for place, child in enumerate(children):
        if child.type != "link_open":
            continue
        end = next(n for n, each in enumerate(children) if n > place and each.type == "link_close")
        inside = Token("inline", "", 0, children=children[place + 1 : end])
        yield Link(str(child.attrs["href"]), _plain(inside), line)


def _safe_links(children: Sequence[Token]) -> Iterator[Token]:
    """The same without the links that lead nowhere good; their words stay."""
    is_left_out = False
    for child in children:
        if child.type == "link_open":
            href = str(child.attrs["href"])
            is_left_out = not is_safe_link(href)
            if not is_left_out and EXTERNAL.match(href):
                child.attrs["rel"] = "noopener"
        elif child.type == "link_close" and is_left_out:
            is_left_out = False
            continue
        if not (child.type == "link_open" and is_left_out):
            yield child


def _settle_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    opened = [(place, token) for place, token in enumerate(tokens) if token.type == "heading_open"]
    if not opened:
        return ()
    shift = _HIGHEST - min(int(token.tag[1]) for _place, token in opened)
    taken: set[str] = set()
    headings = []
    for place, token in opened:
        level = min(_LOWEST, int(token.tag[1]) + shift)
        text = _plain(tokens[place + 1])
        token.tag = tokens[place + 2].tag = f"h{level}"
        token.attrs = {"id": _free_id(text, taken)}
        headings.append(Heading(level, text, str(token.attrs["id"])))
    return tuple(headings)


def _free_id(text: str, taken: set[str]) -> str:
    words = "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:60].strip("-")
    # The page around the text has places of its own: none begins so.
    first = name = f"on-{words}" if words else "on"
    number = 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    taken.add(name)
    return name


def _unwrap_figures(tokens: list[Token], pictures: Mapping[str, Picture]) -> None:
    """A paragraph that is nothing but an image becomes a figure with its caption."""
    for place, token in enumerate(tokens):
        if token.type != "paragraph_open" or token.hidden:
            continue
        children = tokens[place + 1].children or []
        if len(children) == 1 and children[0].type == "image":
            picture = _picture(children[0], pictures)
            if picture is not None:
                token.tag = tokens[place + 2].tag = "figure"
                children[0].meta["is_figure"] = True


def _picture(token: Token, pictures: Mapping[str, Picture]) -> Picture | None:
    match = IMAGE_ADDRESS.fullmatch(str(token.attrs["src"]))
    return pictures.get(match[1]) if match else None


Rule = Callable[[Any, Sequence[Token], int, OptionsDict, EnvType], str]


def _image(
    _renderer: Any, tokens: Sequence[Token], place: int, _options: OptionsDict, environment: EnvType
) -> str:
    token = tokens[place]
    picture = _picture(token, environment["pictures"])
    if picture is None:
        return escape(token.content)
    attributes = {
        "src": picture.source,
        "srcset": ", ".join(f"{address} {width}w" for address, width in picture.sources),
        "sizes": "(min-width: 48rem) 42rem, 100vw",
        "width": str(picture.width),
        "height": str(picture.height),
        "alt": token.content.strip() or picture.alternative,
        "loading": "lazy",
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    notes = [escape(picture.caption), escape(picture.credit)] if token.meta.get("is_figure") else []
    caption = " · ".join(note for note in notes if note)
    return f"<img {written}>" + (f"<figcaption>{caption}</figcaption>" if caption else "")


def _table_open(
    _renderer: Any, _tokens: Sequence[Token], _place: int, _options: OptionsDict, _env: EnvType
) -> str:
    # A wide table scrolls by itself, with the keyboard too; the page does not.
    return '<div class="table-scroll" tabindex="0"><table>\n'


def _table_close(
    _renderer: Any, _tokens: Sequence[Token], _place: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</table></div>\n"


def _cell_open(
    _renderer: Any, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Alignment as a class: the page allows no inline style."""
    token = tokens[place]
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    shown = f' class="align-{align}"' if align else ""
    scope = ' scope="col"' if token.tag == "th" else ""
    return f"<{token.tag}{scope}{shown}>"


_RULES: dict[str, Rule] = {
    "image": _image,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell_open,
    "td_open": _cell_open,
}


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    """The last word on single values; whatever our own renderer does not write is taken away."""
    if tag == "a" and attribute == "href":
        return value if is_safe_link(value) else None
    if tag == "a" and attribute == "rel":
        return value if value == "noopener" else None
    if attribute == "class":
        return value if re.fullmatch(r"table-scroll|align-(?:left|right|center)", value) else None
    return value


def _cleaned(markup: str) -> str:
    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed_value,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
