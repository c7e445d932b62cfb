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
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.kernel.localized import in_language
from portici.plan.queries.editions import Edition, current_edition, current_editions
from portici.portal.services.pdf import pdf_is_available
from portici.ui.shell import Crumb, FooterColumn, LanguageLink, MenuEntry, PageShell


def _always() -> bool:
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
        is_told_language: whether the page has one address in all languages and is told which to speak.
    """

    label: Promise
    route: str
    covers: tuple[str, ...] = ()
    is_of_plan: bool = True
    is_there: Callable[[], bool] = _always
    is_told_language: bool = False


# An entry is added when its route exists: no entry leads nowhere.
MENU: tuple[Door, ...] = (
    Door(lazy("The plan"), "plan", covers=("node",)),
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
    example = "0"
    before, _example, after = reverse("node", args=[slug, example]).rpartition(example)
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
    return PageShell(
        site_name=_text(shown.plan.short_title) if shown else "Portici",
        site_tagline=_text(shown.plan.title) if shown else _("A territory's plan, in the open"),
        home=reverse("home"),
        menu=_entries(MENU, request, shown),
        breadcrumb=tuple(breadcrumb),
        other_language=_other_language(request),
        search_action=reverse("search"),
        search_text=search_text,
        promoters=_promoters(shown),
        stylesheets=_stylesheets(shown),
        footer=_footer(request, shown, known),
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
        if (edition is not None or not door.is_of_plan) and door.is_there()
    )


def _address(door: Door, edition: Edition | None) -> str:
    if door.is_of_plan and edition is not None:
        return reverse(door.route, args=[edition.plan.slug])
    address = reverse(door.route)
    return f"{address}?lang={get_language()}" if door.is_told_language else address


def _footer(
    request: HttpRequest, edition: Edition | None, editions: Sequence[Edition]
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
    columns.append(FooterColumn(_("About this site"), _entries(FOOTER, request, edition)))
    return tuple(columns)


def _stylesheets(edition: Edition | None) -> tuple[str, ...]:
    """The colours of the plan that is read."""
    return (reverse("plan-colours", args=[edition.plan.slug]),) if edition else ()


def _promoters(edition: Edition | None) -> tuple[str, ...]:
    if edition is None:
        return ()
    return tuple(_text(promoter["name"]) for promoter in edition.promoters)


def _other_language(request: HttpRequest) -> LanguageLink:
    """The same page in the other language; where it has none (an error page), the first page."""
    code, name = ("en", "English") if get_language() == "it" else ("it", "Italiano")
    here = request.get_full_path()
    there = translate_url(here, code)
    if there == here:
        with override(code):
            there = reverse("home")
    return LanguageLink(label=name, href=there, code=code)
