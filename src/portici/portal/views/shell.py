"""What every page of the portal has around its content, and the way a page is rendered.

A view loads its edition, builds the shell, renders:

    edition = edition_or_404(slug)
    shell = build_shell(request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(label)))
    return render_page(request, "portal/<page>.html", shell=shell, edition=edition, …)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.accounts.queries.signin import name_shown
from portici.accounts.queries.visitors import visitor_of
from portici.kernel.localized import in_language
from portici.plan.permissions import may_read_edition
from portici.plan.queries.editions import (
    Edition,
    current_edition,
    current_editions,
    edition_of,
    has_several_editions,
)
from portici.portal.queries.editorial import footer_entries, frame_around, menu_entries
from portici.portal.services.pdf import pdf_is_available
from portici.ui.languages import other_language
from portici.ui.shell import AccountLinks, Crumb, FooterColumn, MenuEntry, PageShell


def _always() -> bool:
    return True


def _of_every_plan(_edition: Edition | None) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Door:
    """A page that the menu or the footer leads to.

    Attributes:
        label: what the visitor reads.
        route: name of the address.
        covers: further routes that belong to this door and mark it as current.
        is_of_plan: whether the address needs the plan's slug.
        is_there: whether this installation has the page: an optional extra may be missing.
        is_for: whether the plan that is read has such a page.
        is_told_language: whether the page has one address in all languages and is told which to speak.
    """

    label: Promise
    route: str
    covers: tuple[str, ...] = ()
    is_of_plan: bool = True
    is_there: Callable[[], bool] = _always
    is_for: Callable[[Edition | None], bool] = _of_every_plan
    is_told_language: bool = False


def _has_editions(edition: Edition | None) -> bool:
    return edition is not None and (has_several_editions(edition) or not edition.is_current)


# An entry is added when its route exists: no entry leads nowhere.
MENU: tuple[Door, ...] = (
    Door(lazy("The plan"), "plan", covers=("node", "edition", "edition-node")),
    Door(lazy("Instruments"), "instruments", covers=("instrument",)),
    Door(lazy("Alignment"), "alignment", covers=("frameworks",)),
    Door(lazy("Numbers"), "figures"),
    Door(lazy("How it was made"), "phases"),
    Door(lazy("Territory"), "territory", is_of_plan=False),
    Door(lazy("Search"), "search", is_of_plan=False),
)

# Pages that the foot of every page leads to, beside those of the menu.
FURTHER: tuple[Door, ...] = (
    Door(lazy("Frameworks"), "frameworks"),
    Door(
        lazy("Editions"), "editions", covers=("comparison", "edition-changes"), is_for=_has_editions
    ),
    Door(lazy("The plan on paper"), "plan-pdf", is_there=pdf_is_available),
    Door(
        lazy("Interface for programs"),
        "api:documentation",
        is_of_plan=False,
        is_told_language=True,
    ),
)

# Small print: what the law wants at the foot of every page.
FOOTER: tuple[Door, ...] = (
    Door(lazy("Accessibility"), "accessibility", is_of_plan=False),
    Door(lazy("Personal data"), "privacy", is_of_plan=False),
    Door(lazy("Credits"), "credits", is_of_plan=False),
)


def edition_or_404(slug: str, *, among: Sequence[Edition] | None = None) -> Edition:
    """The current edition of the plan `slug`, with its plan. One query, none `among` given editions."""
    editions = among if among is not None else filter(None, [current_edition(slug)])
    edition = next((each for each in editions if each.plan.slug == slug), None)
    if edition is None:
        raise Http404(_("There is no plan “%(slug)s” on this site.") % {"slug": slug})
    return edition


def readable_edition_or_404(request: HttpRequest, slug: str, key: str) -> Edition:
    """One edition of the plan with its base, if whoever asks may read it. One query for the public.

    A draft that somebody may not read is a page not found: whether it exists is not told.
    """
    edition = edition_of(slug, key)
    if edition is None or not may_read_edition(visitor_of(request), edition):
        raise Http404(_("The plan has no edition “%(key)s” that can be read here.") % {"key": key})
    return edition


def home_edition(editions: Sequence[Edition]) -> Edition | None:
    """The plan on the first page: the one that the settings name, else the first; None without any."""
    chosen = (each for each in editions if each.plan.slug == settings.PORTICI_HOME_PLAN)
    return next(chosen, editions[0] if editions else None)


def plan_crumbs(edition: Edition, *further: Crumb) -> tuple[Crumb, ...]:
    """The way from the first page through the plan to the page itself, which has no address."""
    plan = Crumb(_text(edition.plan.short_title), reverse("plan", args=[edition.plan.slug]))
    return (home_crumb(), plan, *further)


def node_addresses(slug: str, *, base: str = "") -> Callable[[str], str]:
    """What gives the address of an element's page by its code.

    The route is resolved once for all elements: a page of them would spend most of its time on it.
    """
    return _addresses("node", slug, base=base)


def edition_node_addresses(slug: str, key: str, *, base: str = "") -> Callable[[str], str]:
    """The same for an element as one edition states it."""
    return _addresses("edition-node", slug, key, base=base)


def _addresses(route: str, *arguments: str, base: str) -> Callable[[str], str]:
    example = "0"
    before, _example, after = reverse(route, args=[*arguments, example]).rpartition(example)
    return lambda code: f"{base}{before}{quote(code, safe='')}{after}"


def home_crumb() -> Crumb:
    """The first step of every way."""
    return Crumb(_("Home"), reverse("home"))


def build_shell(
    request: HttpRequest,
    *,
    edition: Edition | None = None,
    breadcrumb: Sequence[Crumb] = (),
    search_text: str = "",
    editions: Sequence[Edition] | None = None,
) -> PageShell:
    """Header, menu and footer around a page. One query, none when `editions` are given.

    `edition` is the plan being read; pages of the whole site stand under the home plan.
    """
    known = list(current_editions()) if editions is None else editions
    shown = edition or home_edition(known)
    # Without any edition at all the page may be the one that says why the database does not work.
    frame = frame_around(request, is_database_spared=editions == ())
    return PageShell(
        site_name=_text(shown.plan.short_title) if shown else "Portici",
        site_tagline=_text(shown.plan.title) if shown else _("A territory's plan, in the open"),
        home=reverse("home"),
        menu=(*_entries(MENU, request, shown), *menu_entries(request, frame)),
        breadcrumb=tuple(breadcrumb),
        other_language=other_language(request),
        search_action=reverse("search"),
        search_text=search_text,
        account=account_links(request),
        promoters=_promoters(shown),
        stylesheets=_stylesheets(shown),
        footer=_footer(request, shown, known, placed=footer_entries(request, frame)),
        about=_(
            "Portici is free software that keeps a territory's plan readable, citable and open."
        ),
        closing=(f"Portici {settings.PORTICI_RELEASE}",),
    )


def render_page(
    request: HttpRequest, template: str, *, shell: PageShell, status: int = 200, **context: object
) -> HttpResponse:
    """The page as an answer: `template` with its shell and what it shows."""
    return render(request, template, {"shell": shell, **context}, status=status)


def account_links(request: HttpRequest) -> AccountLinks:
    """The way in for the public, at no cost; name and ways on for somebody signed in."""
    user = visitor_of(request).user
    if user is None:
        return AccountLinks(sign_in=reverse("account_login"))
    return AccountLinks(name=name_shown(user), account=reverse("account"), work=_working_area())


def _working_area() -> str:
    try:
        return reverse("desk")
    except NoReverseMatch:
        return ""


def _text(texts: dict[str, str]) -> str:
    return in_language(texts, get_language() or "it")


def _entries(
    doors: Sequence[Door], request: HttpRequest, edition: Edition | None
) -> tuple[MenuEntry, ...]:
    """The doors that lead somewhere: those of a plan only when there is one."""
    match = request.resolver_match
    current = match.url_name if match else None
    return tuple(
        MenuEntry(
            label=str(door.label),
            href=_address(door, edition),
            is_current=current == door.route or current in door.covers,
        )
        for door in doors
        if (edition is not None or not door.is_of_plan) and door.is_there() and door.is_for(edition)
    )


def _address(door: Door, edition: Edition | None) -> str:
    if door.is_of_plan and edition is not None:
        return reverse(door.route, args=[edition.plan.slug])
    address = reverse(door.route)
    return f"{address}?lang={get_language()}" if door.is_told_language else address


def _footer(
    request: HttpRequest,
    edition: Edition | None,
    editions: Sequence[Edition],
    *,
    placed: Sequence[MenuEntry],
) -> tuple[FooterColumn, ...]:
    columns = []
    if len(editions) > 1:
        plans = tuple(
            MenuEntry(
                label=_text(each.plan.short_title),
                href=reverse("plan", args=[each.plan.slug]),
                is_current=each == edition,
            )
            for each in editions
        )
        columns.append(FooterColumn(_("Plans of this site"), plans))
    columns.append(FooterColumn(_("Pages"), _entries((*MENU, *FURTHER), request, edition)))
    about = (*placed, *_entries(FOOTER, request, edition))
    columns.append(FooterColumn(_("About this site"), about))
    return tuple(columns)


def _stylesheets(edition: Edition | None) -> tuple[str, ...]:
    """The colours of the plan that is read."""
    return (reverse("plan-colours", args=[edition.plan.slug]),) if edition else ()


def _promoters(edition: Edition | None) -> tuple[str, ...]:
    if edition is None:
        return ()
    return tuple(_text(promoter["name"]) for promoter in edition.promoters)
