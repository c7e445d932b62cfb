"""The interface described: for machines as OpenAPI 3.1, for people as a page."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext

from portici.api import phrases
from portici.api.choices import Language, ProblemKind
from portici.api.queries.examples import example_values
from portici.api.rules.reading import (
    FieldType,
    ReadableField,
    common_parameters,
    sections,
    shapes,
)
from portici.api.views.answers import json_answer
from portici.api.views.interface import description_in
from portici.api.views.problems import STATUS
from portici.ui.components import Cell, TableColumn, Term
from portici.ui.shell import Crumb, FooterColumn, LanguageLink, MenuEntry, PageShell


def openapi_description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description."""
    return json_answer(description_in(_language()))


def documentation_page(request: HttpRequest) -> HttpResponse:
    """The documentation, made from the same description; its examples can be opened."""
    document = description_in(_language())
    subjects = sections(document, values=example_values())
    context = {
        "shell": _shell(),
        "title": gettext(phrases.TITLE),
        "lead": gettext(phrases.DESCRIPTION),
        "host": request.build_absolute_uri("/").rstrip("/"),
        "rules": [Term(gettext(name), [Cell(gettext(text))]) for name, text in phrases.RULES],
        "subjects": {name: gettext(title) for name, title, _meaning in phrases.TAGS},
        "common": _rows(common_parameters(document)),
        "first_example": subjects[0].operations[0].example,
        "sections": subjects,
        "shapes": [(shape, _rows(shape.fields)) for shape in shapes(document)],
        "problems": [(kind, STATUS[kind], phrases.PROBLEM_MEANINGS[kind]) for kind in ProblemKind],
        "columns": [
            TableColumn(gettext("Name")),
            TableColumn(gettext("Holds")),
            TableColumn(gettext("Meaning")),
        ],
        "rows": _rows,
        "type_words": type_words,
    }
    return render(request, "api/documentation.html", context)


def to_documentation(request: HttpRequest) -> HttpResponse:
    """Whoever arrives at the front of the interface is led to its documentation."""
    return HttpResponseRedirect(reverse("api:documentation"))


def type_words(held: FieldType) -> str:
    """What a field holds, in words: "list of Node", "text or null"."""
    words = str(phrases.TYPE_WORDS.get(held.kind, held.shape))
    if held.is_list:
        words = str(phrases.LIST_OF) % {"what": words}
    if held.is_nullable:
        words = str(phrases.OR_NULL) % {"what": words}
    return words


def _rows(fields: Iterable[ReadableField]) -> list[tuple[Cell, Cell, Cell]]:
    """The rows of a table of fields or parameters."""
    return [
        (
            Cell(field.name, detail=gettext("required") if field.is_required else ""),
            Cell(_held(field), href=f"#shape-{field.type.shape}" if field.type.shape else ""),
            Cell(field.meaning, detail=_detail(field)),
        )
        for field in fields
    ]


def _detail(field: ReadableField) -> str:
    """What is accepted, what holds without it, and an example."""
    sentences = []
    if field.default is not None and field.most is not None:
        facts = {"least": field.least, "most": field.most}
        sentences.append(str(phrases.FROM_TO) % facts)
        sentences.append(str(phrases.WITHOUT_IT) % {"value": field.default})
    if field.example:
        sentences.append(str(phrases.FOR_EXAMPLE) % {"value": field.example})
    return " ".join(sentences)


def _held(field: ReadableField) -> str:
    return " | ".join(field.accepted) if field.accepted else type_words(field.type)


def _shell() -> PageShell:
    """The page's frame. The API does not know the portal: of it, only the first page is linked."""
    here = reverse("api:documentation")
    other = Language.ENGLISH if _language() == Language.ITALIAN else Language.ITALIAN
    home = reverse("home")
    entries = (
        MenuEntry(gettext("Home"), home),
        MenuEntry(gettext("Data and API"), f"{here}?lang={_language()}", is_current=True),
        MenuEntry("OpenAPI 3.1", reverse("api:openapi")),
    )
    return PageShell(
        site_name="Portici",
        site_tagline=gettext("A territory's plan, in the open"),
        home=home,
        menu=entries[:2],
        breadcrumb=(Crumb(gettext("Home"), home), Crumb(gettext("Data and API"))),
        other_language=LanguageLink(
            label={"it": "Italiano", "en": "English"}[other],
            href=f"{here}?lang={other.value}",
            code=other.value,
        ),
        stylesheets=(static("api/documentation.css"),),
        footer=(FooterColumn(gettext("Pages"), entries),),
        closing=(f"Portici {settings.PORTICI_RELEASE}",),
    )


def _language() -> str:
    """The language that the door has chosen."""
    return get_language() or Language.ITALIAN.value
