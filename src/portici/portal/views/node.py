"""The page of one element of the plan."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import Edition, current_editions, has_several_editions
from portici.plan.queries.lives import earlier_statement, life_of_node
from portici.portal.queries.citation import (
    citation_for_act,
    citation_for_paper,
    document_source,
    node_facts,
)
from portici.portal.queries.editions import (
    LifeShown,
    NamesakeShown,
    edition_shown,
    life_shown,
    namesake_shown,
)
from portici.portal.queries.node import NodeShown, near_elements, node_shown
from portici.portal.views.shell import (
    build_shell,
    edition_node_addresses,
    edition_or_404,
    node_addresses,
    plan_crumbs,
    render_page,
)
from portici.ui.shell import Crumb


def node_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """An element with its surroundings, and all that is needed to cite it.

    A code that only an earlier edition has shows the element as the newest of them states it, and says so.
    """
    editions = list(current_editions())
    edition = edition_or_404(slug, among=editions)
    node = node_shown(edition, code)
    if node is not None:
        return element_page(request, edition, node, editions=editions, current=edition)
    # PostgreSQL refuses to be asked for a text with NUL.
    is_known = has_several_editions(edition) and "\x00" not in code
    earlier = earlier_statement(slug, code) if is_known else None
    if earlier is None:
        return unknown_code(request, edition, code)
    stated = node_shown(earlier.edition, code)
    if stated is None:
        return unknown_code(request, edition, code)
    return element_page(request, earlier.edition, stated, editions=editions, current=edition)


def element_page(
    request: HttpRequest,
    edition: Edition,
    node: NodeShown,
    *,
    editions: Sequence[Edition],
    current: Edition,
) -> HttpResponse:
    """An element as an edition states it; `current` is the edition that addresses without an edition show.

    Three queries more where the plan has several editions.
    """
    slug = edition.plan.slug
    address_of = addresses_in(edition)
    life, namesake = _life(edition, node, current)
    here = [step for step in life if step.edition.is_current]
    address = request.build_absolute_uri(address_of(node.code))
    api_address = request.build_absolute_uri(reverse("api:show_node", args=[slug, node.code]))
    if not edition.is_current:
        api_address += f"?edition={edition.key}"
    crumbs = [Crumb(f"{each.level} {each.code}", address_of(each.code)) for each in node.ancestors]
    if not edition.is_current:
        shown = edition_shown(edition, with_base=False)
        crumbs.insert(0, Crumb(shown.name, reverse("edition", args=[slug, edition.key])))
    return render_page(
        request,
        "portal/node.html",
        shell=build_shell(
            request,
            edition=edition,
            editions=editions,
            breadcrumb=plan_crumbs(edition, *crumbs, Crumb(f"{node.level} {node.code}")),
        ),
        edition=edition,
        edition_words=edition_shown(edition, with_base=False),
        current=edition_shown(current, with_base=False),
        node=node,
        address=address,
        address_of=address_of,
        life=life,
        now=here[0] if here else None,
        namesake=namesake,
        source=document_source(edition, node),
        facts=node_facts(node, address=address, api_address=api_address),
        act=citation_for_act(edition, node, address=address),
        paper=citation_for_paper(edition, node, address=address),
    )


def addresses_in(edition: Edition) -> Callable[[str], str]:
    """The addresses of an edition's elements: the current edition needs no name in them."""
    if edition.is_current:
        return node_addresses(edition.plan.slug)
    return edition_node_addresses(edition.plan.slug, edition.key)


def _life(
    edition: Edition, node: NodeShown, current: Edition
) -> tuple[tuple[LifeShown, ...], NamesakeShown | None]:
    """The element across editions, and another element that had its code; nothing where there is one edition."""
    if edition.is_current and not has_several_editions(edition):
        return (), None
    slug = edition.plan.slug
    life = life_of_node(node.uid, code=node.code, among=[current], also=edition)

    def address_of(key: str, code: str) -> str:
        if key == current.key:
            return reverse("node", args=[slug, code])
        return reverse("edition-node", args=[slug, key, code])

    shown = life_shown(life.steps, here=edition, address_of=address_of)
    return shown, namesake_shown(life.namesake, address_of=address_of)


def unknown_code(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """The plan has no element of that code: which ones may have been meant."""
    return render_page(
        request,
        "portal/node_unknown.html",
        status=404,
        shell=build_shell(
            request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(_("Unknown code")))
        ),
        edition=edition,
        address_of=node_addresses(edition.plan.slug),
        code=code[:80],
        near=near_elements(edition, code),
    )
