"""How an element of the plan is named and cited elsewhere."""

from django.utils.translation import gettext as _

from portici.plan.queries.editions import Edition
from portici.portal.queries.node import NodeShown
from portici.portal.queries.words import in_words
from portici.ui.components import Cell, Source, Term


def node_facts(node: NodeShown, *, address: str, api_address: str) -> tuple[Term, ...]:
    """What names the element, for whoever refers to it."""
    facts = [
        (_("Code"), node.code, ""),
        (_("Level"), node.level, ""),
        (_("In the document"), node.lines, ""),
        (_("Stable identifier"), node.uid, ""),
        (_("Stable address"), address, address),
        (_("As data"), api_address, api_address),
    ]
    return tuple(Term(name, [Cell(text, href=href)]) for name, text, href in facts if text)


def document_source(edition: Edition, node: NodeShown) -> Source:
    """Where the official wording comes from."""
    return Source(_document(edition), place=node.lines)


def citation_for_act(edition: Edition, node: NodeShown, *, address: str) -> str:
    """The element as a council act cites it: document, author, edition, code, lines; never our own words."""
    parts = [
        f"{_document(edition)} ({_authors(edition)}; {in_words(edition.name)})",
        f"{node.level.lower()} {node.code}",
        node.lines,
    ]
    return f"{', '.join(part for part in parts if part)}. {address}"


def citation_for_paper(edition: Edition, node: NodeShown, *, address: str) -> str:
    """The element as a paper cites it. Source: the order of APA 7, "Reports"."""
    year = edition.key if edition.key.isdecimal() else _("n.d.")
    authors = _authors(edition)
    return f"{authors}. ({year}). {_document(edition)} [{node.level} {node.code}]. {address}"


def _document(edition: Edition) -> str:
    """The document's own title, in its own language; the plan's where no document is known."""
    return edition.document.get("title") or in_words(edition.plan.title)


def _authors(edition: Edition) -> str:
    """Who the document says it is by; the plan's promoters where no document is known."""
    names = [in_words(promoter["name"]) for promoter in edition.promoters]
    return edition.document.get("publisher") or ", ".join(names)
