"""The territory: the quilt of its municipalities, its zones, and where the facts are from."""

from collections.abc import Sequence
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import Edition, current_editions
from portici.portal.forms import FilterField, as_query
from portici.portal.queries.territory import municipality_table, territory_page
from portici.portal.queries.words import in_words
from portici.portal.rules.territory_filter import (
    MEASURE,
    ORDER,
    WORDS,
    ZONE,
    AskedTerritory,
    asked_territory,
    next_order,
    territory_parameters,
)
from portici.portal.views.exports import downloads_of, table_response
from portici.portal.views.shell import build_shell, home_crumb, home_edition, render_page
from portici.territory.choices import MapMeasure, MunicipalityOrder
from portici.territory.queries import Territory, Zone, territory_of, zones
from portici.ui.components import Choice, TableColumn
from portici.ui.shell import Crumb

# The columns of the table of municipalities that have no order of their own follow these.
_ORDERED_COLUMNS = (
    MunicipalityOrder.NAME,
    MunicipalityOrder.ZONE,
    MunicipalityOrder.POPULATION,
    MunicipalityOrder.AREA,
    MunicipalityOrder.DENSITY,
    MunicipalityOrder.ALTITUDE,
)


def territory(request: HttpRequest) -> HttpResponse:
    """The quilt by the measure asked for, the zones and the municipalities."""
    editions = list(current_editions())
    shell = build_shell(
        request, editions=editions, breadcrumb=[home_crumb(), Crumb(_("Territory"))]
    )
    shown = shown_territory(editions)
    if shown is None:
        return render_page(request, "portal/territory/none.html", shell=shell)
    known = list(zones(shown))
    asked = asked_territory(request.GET.dict(), zones={zone.number for zone in known})
    parameters = territory_parameters(asked)
    is_filtered = asked.zone is not None or bool(asked.words)
    return render_page(
        request,
        "portal/territory/page.html",
        shell=shell,
        page=territory_page(shown, asked),
        asked=asked,
        fields=_fields(known, asked),
        text_field=(WORDS, _labels()[WORDS], asked.text),
        columns=_columns(asked, parameters),
        unknown=_unknown_sentences(asked),
        is_filtered=is_filtered,
        # Who asks for a part, or for an order, gets one table.
        is_by_zone=not is_filtered and ORDER not in request.GET,
        downloads=downloads_of("territory-export", query=parameters),
    )


def territory_export(request: HttpRequest, format: str) -> HttpResponse:
    """The municipalities that answer the question, as a file."""
    shown = shown_territory(list(current_editions()))
    if shown is None:
        raise Http404(_("No territory is loaded on this site."))
    numbers = {zone.number for zone in zones(shown)}
    asked = asked_territory(request.GET.dict(), zones=numbers)
    table = municipality_table(shown, asked, name=f"{shown.slug}_{_('municipalities')}")
    return table_response(table, format=format)


def shown_territory(editions: Sequence[Edition]) -> Territory | None:
    """The territory of the home plan; else the first there is; None without any. Two queries at most."""
    edition = home_edition(editions)
    slug = edition.plan.territory if edition else ""
    return (territory_of(slug) if slug else None) or territory_of()


def _labels() -> dict[str, str]:
    return {
        MEASURE: _("What the map shows"),
        ZONE: _("Zone"),
        WORDS: _("Words in the name"),
        ORDER: _("Order"),
    }


def _fields(known: Sequence[Zone], asked: AskedTerritory) -> tuple[FilterField, ...]:
    """The lists of the form; the usual measure is the choice without a value."""
    labels = _labels()
    measures = tuple(
        Choice(value, str(label), is_chosen=value == asked.measure)
        for value, label in MapMeasure.choices
    )
    numbers = tuple(
        Choice(
            str(zone.number),
            f"{zone.number}. {in_words(zone.name)}",
            is_chosen=zone.number == asked.zone,
        )
        for zone in known
    )
    return FilterField(MEASURE, labels[MEASURE], measures), FilterField(ZONE, labels[ZONE], numbers)


def _columns(asked: AskedTerritory, parameters: dict[str, str]) -> tuple[TableColumn, ...]:
    """Headings that sort: each is a link to the same page in another order."""
    return tuple(
        TableColumn(
            label=str(column.label),
            is_number=column not in (MunicipalityOrder.NAME, MunicipalityOrder.ZONE),
            sort_href=f"{as_query(parameters | {ORDER: next_order(column, asked)})}#municipalities",
            sorted=_sorted(column, asked.order),
        )
        for column in _ORDERED_COLUMNS
    )


def _sorted(column: str, order: str) -> Literal["", "ascending", "descending"]:
    if order.removeprefix("-") != column:
        return ""
    return "descending" if order.startswith("-") else "ascending"


def _unknown_sentences(asked: AskedTerritory) -> tuple[str, ...]:
    """What was asked for and does not exist, in words."""
    labels = _labels()
    return tuple(
        _("“%(value)s” is not among the values of “%(field)s”: this filter is not applied.")
        % {"value": value, "field": labels[field]}
        for field, value in asked.unknown
    )
