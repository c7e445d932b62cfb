"""Two editions compared, and what changed in one of them and why."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.plan.queries.differences import EditionDifference, edition_difference
from portici.plan.queries.editions import Edition, current_editions
from portici.plan.rules.differences.elements import Statement
from portici.portal.forms import (
    as_query,
    comparison_chips,
    comparison_fields,
    comparison_text_field,
    comparison_unknown,
)
from portici.portal.queries.comparison import comparison, default_language, kinds_of, roots_of
from portici.portal.queries.comparison_table import comparison_table
from portici.portal.queries.editions import edition_shown
from portici.portal.queries.what_changed import what_changed
from portici.portal.rules.comparison import (
    ComparisonAsked,
    comparison_parameters,
    read_comparison,
)
from portici.portal.views.exports import downloads_of, table_response
from portici.portal.views.node import addresses_in
from portici.portal.views.shell import (
    build_shell,
    edition_or_404,
    plan_crumbs,
    readable_edition_or_404,
    render_page,
)
from portici.ui.shell import Crumb


def comparison_page(request: HttpRequest, slug: str, one: str, other: str) -> HttpResponse:
    """What is different in the edition `other`, seen from the edition `one`."""
    earlier = readable_edition_or_404(request, slug, one)
    later = readable_edition_or_404(request, slug, other)
    difference = edition_difference(earlier, later)
    asked = _asked(request, difference)
    language = default_language(later.plan.languages)
    parameters = comparison_parameters(asked, language=language)
    editions = list(current_editions())
    return render_page(
        request,
        "portal/comparison.html",
        shell=build_shell(
            request,
            edition=later,
            editions=editions,
            breadcrumb=plan_crumbs(
                later,
                Crumb(_("Editions"), reverse("editions", args=[slug])),
                Crumb(_("Comparison")),
            ),
        ),
        edition=later,
        one=edition_shown(earlier, with_base=False),
        other=edition_shown(later, with_base=False),
        shown=comparison(difference, asked, address_of=_addresses(earlier, later)),
        asked=asked,
        is_backwards=difference.is_backwards,
        has_changes=not difference.is_empty,
        here=request.path,
        fields=comparison_fields(difference, asked, languages=later.plan.languages),
        text_field=comparison_text_field(asked),
        chips=comparison_chips(difference, asked, parameters),
        unknown=comparison_unknown(asked),
        views=_views(request.path, parameters),
        downloads=downloads_of("comparison-export", slug, one, other, query=parameters),
    )


def comparison_export(
    request: HttpRequest, slug: str, one: str, other: str, format: str
) -> HttpResponse:
    """The rows of the comparison that answer the filter, as a file."""
    earlier = readable_edition_or_404(request, slug, one)
    later = readable_edition_or_404(request, slug, other)
    difference = edition_difference(earlier, later)
    name = "_".join((slug, one, other, _("comparison")))
    return table_response(
        comparison_table(difference, _asked(request, difference), name=name), format=format
    )


def chosen_comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """From the two fields of a form to the address of the comparison, which can be cited."""
    one, other = (request.GET.get(name, "") for name in ("one", "other"))
    if not (one and other):
        return HttpResponseRedirect(reverse("editions", args=[slug]))
    earlier = readable_edition_or_404(request, slug, one)
    later = readable_edition_or_404(request, slug, other)
    return HttpResponseRedirect(reverse("comparison", args=[slug, earlier.key, later.key]))


def edition_changes(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What changed in an edition against the one that it began as, and why."""
    edition = readable_edition_or_404(request, slug, key)
    base = edition.base
    if base is not None:
        # Read again through the door: the base may be one that the reader may not read.
        base = readable_edition_or_404(request, slug, base.key)
    editions = list(current_editions())
    current = edition_or_404(slug, among=editions)
    told = None
    if base is not None:
        difference = edition_difference(base, edition)
        told = what_changed(difference, address_of=_addresses(base, edition))
    shown = edition_shown(edition)
    return render_page(
        request,
        "portal/edition_changes.html",
        shell=build_shell(
            request,
            edition=edition,
            editions=editions,
            breadcrumb=plan_crumbs(
                edition,
                Crumb(_("Editions"), reverse("editions", args=[slug])),
                Crumb(shown.name, reverse("edition", args=[slug, key])),
                Crumb(_("What changed and why")),
            ),
        ),
        edition=edition,
        edition_words=shown,
        current=edition_shown(current, with_base=False),
        told=told,
    )


def _asked(request: HttpRequest, difference: EditionDifference) -> ComparisonAsked:
    languages = difference.other.plan.languages
    return read_comparison(
        request.GET,
        kinds=[kind.key for kind in kinds_of(difference)],
        roots=roots_of(difference),
        languages=languages,
        language=default_language(languages),
    )


def _addresses(earlier: Edition, later: Edition) -> Callable[[Statement, bool], str]:
    """Where an element is read as one of the two editions states it."""
    before, after = addresses_in(earlier), addresses_in(later)
    return lambda statement, is_later: (after if is_later else before)(statement.code)


def _views(here: str, parameters: dict[str, str]) -> dict[str, str]:
    """The addresses of the two ways to lay the texts out."""
    kept = {name: value for name, value in parameters.items() if name != "view"}
    return {"inline": here + as_query(kept), "sides": here + as_query({**kept, "view": "sides"})}
