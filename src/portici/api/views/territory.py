"""Territories, zones and municipalities."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from portici.api.forms import territory as shapes
from portici.api.forms.parameters import (
    MunicipalityParameters,
    PageParameters,
    TerritoryParameters,
)
from portici.api.forms.problem import Problem
from portici.api.queries.territory import (
    all_territories,
    chosen_territory,
    municipality_answer,
    territory_answer,
    zone_answers,
)
from portici.api.views.answers import list_answer, queryset_answer
from portici.api.views.door import READING
from portici.plan.rules.outline import words_asked
from portici.territory.queries import municipalities

router = Router(tags=["territory"])


@router.api_operation(
    READING,
    "/territories",
    operation_id="listTerritories",
    summary=_("Territories"),
    description=_("Every territory of this site, with the sources and licences of its facts."),
    response={200: list[shapes.Territory], 422: Problem},
)
def list_territories(request: HttpRequest, question: Query[PageParameters]) -> HttpResponse:
    """The territories and their sources."""
    return list_answer(request, all_territories(), asked=question.asked(), shape=territory_answer)


@router.api_operation(
    READING,
    "/zones",
    operation_id="listZones",
    summary=_("Homogeneous zones"),
    description=_("The zones of a territory by number, with the sums of their municipalities."),
    response={200: list[shapes.Zone], 422: Problem},
)
def list_zones(request: HttpRequest, question: Query[TerritoryParameters]) -> HttpResponse:
    """The zones of a territory."""
    chosen = chosen_territory(question.territory, all_territories())
    rows = zone_answers(chosen) if chosen else []
    return list_answer(request, rows, asked=question.asked(), shape=lambda row: row)


@router.api_operation(
    READING,
    "/municipalities",
    operation_id="listMunicipalities",
    summary=_("Municipalities"),
    description=_(
        "The municipalities of a territory by name. Which source each field comes from stands in the answer to"
        " /territories; how sure a municipality's zone is, in the municipality itself."
    ),
    response={200: list[shapes.Municipality], 422: Problem},
)
def list_municipalities(
    request: HttpRequest, question: Query[MunicipalityParameters]
) -> HttpResponse:
    """The municipalities of a territory."""
    chosen = chosen_territory(question.territory, all_territories())
    if chosen is None:
        return list_answer(request, [], asked=question.asked(), shape=dict)
    found = municipalities(chosen, zone=question.zone or None, words=words_asked(question.q))
    return queryset_answer(
        request,
        found,
        asked=question.asked(),
        shape=lambda row: municipality_answer(row, territory=chosen),
    )
