"""What every page of the working area has around its content, and the way a page is rendered.

A view loads what it shows, builds the shell, renders:

    shell = build_work_shell(request, breadcrumb=[Crumb(_("People"))])
    return render_work_page(request, "console/people/list.html", shell=shell, people=…)

Pages below an edition hand it over: the menu then leads to that edition.

    edition = work_edition_or_404(request, slug, key)
    shell = build_work_shell(request, edition=edition, breadcrumb=edition_crumbs(edition, Crumb(label)))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.accounts.choices import Right
from portici.accounts.queries.signin import name_shown
from portici.accounts.queries.visitors import Visitor, visitor_of
from portici.kernel.localized import in_language
from portici.plan.choices import EditionStatus
from portici.plan.permissions import may_read_edition
from portici.plan.queries.editions import Edition, current_editions, edition_of, editions_of
from portici.ui.languages import other_language
from portici.ui.shell import AccountLinks, Crumb, FooterColumn, MenuEntry, PageShell


def _whoever(_visitor: Visitor) -> bool:
    return True


def with_right(*rights: Right) -> Callable[[Visitor], bool]:
    """Whether the visitor holds one of the rights on anything."""
    return lambda visitor: any(visitor.holder.may_anywhere(right) for right in rights)


@dataclass(frozen=True, slots=True)
class Door:
    """A part of the working area that the menu leads to.

    Attributes:
        label: what the visitor reads.
        route: name of the address; a part whose route does not exist is not shown.
        covers: beginnings of further routes that belong to this part and mark it as current.
        is_for: whether the visitor may open it.
    """

    label: Promise
    route: str
    covers: tuple[str, ...] = ()
    is_for: Callable[[Visitor], bool] = _whoever


# The plan stands second in the menu: its address depends on the edition. Keep the others in the order of the menu.
DESK = Door(lazy("Desk"), "desk")
PLAN_COVERS = (
    "work-node",
    "work-instrument",
    "work-link",
    "work-alignment",
    "work-figure",
    "work-marker",
    "work-edition",
    "work-sheet",
    "work-bulk",
)
MENU: tuple[Door, ...] = (
    Door(
        lazy("People"), "people", covers=("person", "invit"), is_for=with_right(Right.GRANT_ROLES)
    ),
    Door(
        lazy("Pages"),
        "work-pages",
        covers=("work-page",),
        is_for=with_right(Right.WRITE_PAGES, Right.PUBLISH_PAGES),
    ),
    Door(lazy("History"), "work-history", is_for=with_right(Right.READ_JOURNAL)),
    Door(lazy("Your account"), "account", covers=("account", "keys", "key-")),
)


def work_edition_or_404(request: HttpRequest, slug: str, key: str) -> Edition:
    """One edition of a plan with its plan and base, if the visitor may read it; else a page not found.

    One query, and two more for somebody who holds a role only on a part of the plan.
    """
    edition = edition_of(slug, key)
    if edition is None or not may_read_edition(visitor_of(request), edition):
        raise Http404(_("The plan has no edition “%(key)s” that you can read.") % {"key": key})
    return edition


def edition_crumbs(edition: Edition, *further: Crumb) -> tuple[Crumb, ...]:
    """The way from the desk through the edition to the page itself, which has no address."""
    return (desk_crumb(), Crumb(_text(edition.name), edition_address(edition)), *further)


def desk_crumb() -> Crumb:
    """The first step of every way in the working area."""
    return Crumb(_("Desk"), reverse("desk"))


def edition_address(edition: Edition) -> str:
    """Where an edition's elements are listed in the working area."""
    return reverse("work-nodes", args=[edition.plan.slug, edition.key])


def build_work_shell(
    request: HttpRequest, *, breadcrumb: Sequence[Crumb] = (), edition: Edition | None = None
) -> PageShell:
    """Header, menu and footer around a page of the working area. Two queries at most.

    The breadcrumb begins at the desk by itself. `edition` is the one that is worked on.
    """
    shown = edition or _home_edition()
    visitor = visitor_of(request)
    steps = tuple(breadcrumb)
    if steps and steps[0] != desk_crumb():
        steps = (desk_crumb(), *steps)
    return PageShell(
        site_name=_text(shown.plan.short_title) if shown else "Portici",
        site_tagline=_("Working area"),
        home=reverse("desk"),
        menu=_menu(request, visitor, edition, shown),
        breadcrumb=steps,
        other_language=other_language(request, without="desk"),
        account=_account(visitor),
        promoters=(_("Working area"),),
        stylesheets=(reverse("plan-colours", args=[shown.plan.slug]),) if shown else (),
        footer=_footer(shown),
        about=_("What you do here is kept in the history, with your name and the reason."),
        closing=(f"Portici {settings.PORTICI_RELEASE}",),
    )


def render_work_page(
    request: HttpRequest, template: str, *, shell: PageShell, status: int = 200, **context: object
) -> HttpResponse:
    """The page as an answer that nobody keeps: `template` with its shell, what was just done, and what it shows."""
    said = get_messages(request)
    answer = render(request, template, {"shell": shell, "messages": said, **context}, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _text(texts: dict[str, str]) -> str:
    return in_language(texts, get_language() or "it")


def _home_edition() -> Edition | None:
    """The plan of this site: the one that the settings name, else the first. One query."""
    editions = list(current_editions())
    chosen = (each for each in editions if each.plan.slug == settings.PORTICI_HOME_PLAN)
    return next(chosen, editions[0] if editions else None)


def _menu(
    request: HttpRequest, visitor: Visitor, edition: Edition | None, shown: Edition | None
) -> tuple[MenuEntry, ...]:
    match = request.resolver_match
    route = (match.url_name if match else "") or ""
    entries = [_entry(DESK, route)]
    if shown is not None and visitor.holder.may_anywhere(Right.READ_DRAFTS):
        is_current = route.startswith(PLAN_COVERS)
        address = _plan_address(visitor, edition, shown)
        entries.append(MenuEntry(_("Plan"), address, is_current) if address else None)
    entries += [_entry(door, route) for door in MENU if door.is_for(visitor)]
    return tuple(entry for entry in entries if entry is not None)


def _entry(door: Door, route: str) -> MenuEntry | None:
    address = address_of(door.route)
    is_current = route == door.route or (bool(door.covers) and route.startswith(door.covers))
    return MenuEntry(str(door.label), address, is_current) if address else None


def _plan_address(visitor: Visitor, edition: Edition | None, shown: Edition) -> str:
    """The edition that is worked on; else the newest draft that the visitor reads; else all editions. One query."""
    if edition is not None:
        return edition_address(edition)
    for each in editions_of(shown.plan.slug):
        if each.status == EditionStatus.DRAFT and may_read_edition(visitor, each):
            return edition_address(each)
    return address_of("work-editions", shown.plan.slug) or edition_address(shown)


def address_of(route: str, *arguments: object) -> str:
    """The address of a route; empty where this installation has no such part."""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


def _account(visitor: Visitor) -> AccountLinks | None:
    if visitor.user is None:
        return None
    return AccountLinks(name=name_shown(visitor.user), account=reverse("account"))


def _footer(shown: Edition | None) -> tuple[FooterColumn, ...]:
    """The ways out: the public site, and what the law wants."""
    public = [MenuEntry(_("The public site"), reverse("home"))]
    if shown is not None:
        public.append(MenuEntry(_("The plan"), reverse("plan", args=[shown.plan.slug])))
    return (
        FooterColumn(_("For everybody"), tuple(public)),
        FooterColumn(
            _("About this site"),
            (
                MenuEntry(_("Accessibility"), reverse("accessibility")),
                MenuEntry(_("Personal data"), reverse("privacy")),
            ),
        ),
    )
