"""Samples for the gallery: every component in its states, with fictional texts only."""

from dataclasses import dataclass

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from portici.ui.components import (
    Bar,
    Cell,
    Chip,
    Choice,
    Download,
    HistoryChange,
    HistoryItem,
    LegendStep,
    MatrixColumn,
    MatrixRow,
    Moment,
    NumberShown,
    OutlineItem,
    PageLinks,
    Source,
    Station,
    Step,
    TableColumn,
    Term,
)
from portici.ui.shell import Crumb, FooterColumn, LanguageLink, MenuEntry, PageShell

LONG = (
    "A title as long as the longest that a plan may hold, with a Donaudampfschifffahrtsgesellschaftskapitän"
    " in it and a good number of further words, so that one sees where lines break and what moves away"
)

CITATION = (
    "Example Valley Plan 2031, strategy 2.1 “Buyers and sellers who know each other”, lines 120-134"
    " of the document. https://example.org/plan/2.1 (read on 2 March 2026)."
)

WORDING = (
    "Il presente testo è un esempio inventato per la galleria dei componenti.\n"
    "Un secondo capoverso mostra come vanno a capo le righe di una formulazione ufficiale."
)

MESSAGES = (
    Message(constants.SUCCESS, "The sample is saved."),
    Message(constants.INFO, "An e-mail is on its way."),
    Message(constants.WARNING, "Ten codes are left."),
    Message(constants.ERROR, "The sample could not be sent."),
)

ICON_NAMES = ("table", "basket", "coin", "book", "link", "hands", "door")


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(help_text="As other people call you.")
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    starts = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="The first day."
    )
    area = forms.ChoiceField(choices=[("1", "Governing together"), ("2", "Buying with purpose")])
    language = forms.ChoiceField(
        choices=[("it", "Italian"), ("en", "English")], widget=forms.RadioSelect
    )
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    agreed = forms.BooleanField(label="I have read the text", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)


def form() -> SampleForm:
    """A form that was sent without a name and with a day that does not exist."""
    return SampleForm(
        {"starts": "2031-02-30", "password": "x", "area": "1", "language": "it", "seen": "1"},
        auto_id="sample_%s",
    )


def shell() -> PageShell:
    """The frame of the gallery with all its parts, the note on invented data among them."""
    return PageShell(
        site_name="Example Valley",
        site_tagline="The valley's plan for the social economy",
        home="/ui/",
        promoters=("Union of Example Municipalities", "Example Chamber of Trades"),
        menu=(
            MenuEntry("Components", "/ui/", is_current=True),
            MenuEntry("The whole plan", "#outline-title"),
            MenuEntry("Instruments", "#tables-title"),
            MenuEntry("Alignment", "#matrix-title"),
            MenuEntry("Numbers", "#figures-title"),
            MenuEntry("How it was made", "#timeline-title"),
        ),
        breadcrumb=(Crumb("Home", "/ui/"), Crumb("For developers", "/ui/"), Crumb("Components")),
        other_language=LanguageLink("Italiano", "/ui/", "it"),
        search_action="/ui/",
        demo=True,
        about="A fictional plan that shows what the components look like.",
        footer=(
            FooterColumn(
                "This site", (MenuEntry("Accessibility", "/ui/"), MenuEntry("Privacy", "/ui/"))
            ),
            FooterColumn("Open data", (MenuEntry("API", "/ui/"), MenuEntry("Source code", "/ui/"))),
        ),
        closing=("Texts: CC BY 4.0", "Portici, free software under the AGPL"),
    )


THREAD = (
    Station("text", "Text", "full", detail="lines 120-134", href="#thread-title"),
    Station("action", "Actions", "full", 4, "the last added in 2025", "#thread-title"),
    Station("means", "Means", "full", 12, "instruments in three kinds", "#thread-title"),
    Station(
        "alignment", "Alignment", "open", detail="nobody has linked it yet", href="#thread-title"
    ),
    Station("when", "When", "not-applicable", detail="only actions have dates"),
)
SHORT_THREAD = (Station("text", "Text", "open"), Station("means", "Means", "not-applicable"))
LONG_THREAD = (
    Station(
        "text", "Text and everything that was said about it", "full", 12345, LONG, "#thread-title"
    ),
    *THREAD[1:],
)

CHIPS = (
    Chip("Industrial policy", "#badges-title", "founding"),
    Chip("Mountain and rural areas", "#badges-title", "transversal"),
    Chip("Measurement", kind="transversal"),
    Chip("Plain"),
)


def _row(
    code: str, title: str, depth: int, *children: OutlineItem, chips: tuple[Chip, ...] = ()
) -> OutlineItem:
    level = ("Area", "Objective", "Strategy", "Action")[depth]
    return OutlineItem(
        code,
        title,
        "#outline-title",
        level,
        depth,
        accent=f"accent-{code[0]}",
        icon={"1": "table", "2": "basket"}.get(code, ""),
        stations=THREAD,
        chips=chips,
        children=children,
        is_open=code != "2",
        is_match=code != "2",
    )


OUTLINE = (
    _row(
        "1",
        "Governing together",
        0,
        _row(
            "1.1",
            "A table at which everybody has a seat",
            1,
            _row(
                "1.1.1",
                "Meet four times a year",
                2,
                _row("1.1.1-A01", "Name the table and its chair", 3, chips=CHIPS[1:2]),
                _row("1.1.1-A02", LONG, 3, chips=CHIPS[1:2]),
                chips=CHIPS[:2],
            ),
            _row("1.1.2", LONG, 2, chips=CHIPS[:2]),
        ),
    ),
    _row("2", "Buying with purpose", 0, _row("2.1", "Reserved contracts", 1)),
)

FIGURES = (
    NumberShown(
        "about 4,900",
        "organisations of the social economy",
        "Example Chamber of Trades, line 310",
        year="2023",
        scope="Example Valley",
        href="#figures-title",
    ),
    NumberShown("1.8", "turnover", "Example Report, line 312", unit="billion euros", year="2022"),
    NumberShown(
        "49 %",
        "of those invited took part",
        "the plan, line 402",
        caveat="91 of 131 is 69 %; the plan prints 49 %.",
        is_contradicted=True,
    ),
)

BARS = (
    Bar("Governing together", 22, "22", "#bars-title", "accent-1"),
    Bar("Buying with purpose", 15, "15", "#bars-title", "accent-2"),
    Bar(LONG, 3, "3", accent="accent-3"),
    Bar("Nothing yet", 0, "0", accent="accent-4"),
    Bar("Not counted", None, "", accent="accent-5"),
)

COLUMNS = (
    TableColumn("Instrument", sort_href="#tables-title", sorted="ascending"),
    TableColumn("Kind", sort_href="#tables-title"),
    TableColumn("Strategies", is_number=True),
    TableColumn("Since", is_number=True),
)
ROWS = (
    (
        Cell("Community of practice", "#tables-title", "also: the practitioners' table"),
        "Body",
        7,
        2024,
    ),
    (Cell(LONG, "#tables-title"), "Programme", 1, None),
    ("Fund for beginnings", Cell("Fund", "#tables-title"), 0, 1999),
)

CHOICES = (
    Choice("1", "1 Governing together", is_chosen=True, count=22),
    Choice("2", "2 Buying with purpose", count=0),
)
GROUPED_CHOICES = (
    Choice("un:a", "Decent work", group="United Nations"),
    Choice("un:b", LONG, group="United Nations"),
    Choice("eu:a", "Access to markets", group="European Union", count=4),
)
FILTERS_IN_FORCE = (Chip("Area: 1", "#filters-title"), Chip("Words: “purchase”", "#filters-title"))

PAGES = PageLinks(
    current=3,
    pages=((1, "#p1"), None, (2, "#p2"), (3, "#p3"), (4, "#p4"), None, (17, "#p17")),
    previous="#p2",
    next="#p4",
)
ONE_PAGE = PageLinks(current=1, pages=((1, "#p1"),))

TERMS = (
    Term("Level", (Cell("Strategy"),)),
    Term(
        "Instruments",
        (Cell("Community of practice", "#facts-title"), Cell("Fund", detail="line 77")),
    ),
    Term("Lines of the document", (Cell("120-134"),)),
)

DOWNLOADS = (
    Download("csv", "#downloads-title"),
    Download("xlsx", "#downloads-title"),
    Download("json", "#downloads-title"),
    Download("pdf", "#downloads-title"),
)
SOURCE = Source("Example Valley Plan 2031", "lines 120-134", "#official-title")
SOURCE_WITHOUT_PLACE = Source("Example Valley Plan 2031")

MOMENTS = (
    Moment(
        "Reading what exists",
        "July and August 2024",
        "Plans and strategies of the valley are read and compared.",
        source="Lines 12-20",
        anchor="reading",
    ),
    Moment(
        "Listening",
        "September 2024 to January 2025",
        "People who run organisations are asked what they need.",
        numbers=(("31", "interviews"), ("4", "evenings")),
    ),
    Moment(LONG, "25 February 2025"),
)

MATRIX_COLUMNS = (
    MatrixColumn("Labour market", 2, "#matrix-title", "Labour market and inclusion"),
    MatrixColumn("Social innovation and digital transition", 1),
    MatrixColumn("State aid", 0),
    MatrixColumn("Access to markets", 1),
)
MATRIX_ROWS = (
    MatrixRow(
        "1.1.1",
        "Meet four times a year",
        "#matrix-title",
        ("full", "half", "none", "none"),
        "accent-1",
    ),
    MatrixRow("1.1.2", LONG, "#matrix-title", ("half", "none", "none", "full"), "accent-1"),
    MatrixRow(
        "2.1.1", "Reserved contracts", "#matrix-title", ("none", "none", "none", "none"), "accent-2"
    ),
)

LEGEND = (
    LegendStep(1, "up to 20"),
    LegendStep(2, "21 to 50"),
    LegendStep(3, "51 to 120"),
    LegendStep(4, "121 to 400"),
    LegendStep(5, "more than 400"),
    LegendStep(0, "unknown"),
)

STEPS = (
    Step("Approve the plan", "Both promoters vote on it.", is_done=True),
    Step(
        "Open the executive design",
        "Who does what, with what, and when.",
        "#steps-title",
        is_current=True,
    ),
    Step("Watch over it"),
)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str


PIECES = (
    _Piece("same", "Those who buy "),
    _Piece("removed", "may "),
    _Piece("added", "meet those who sell twice a year, and "),
    _Piece("same", "tell them what they need"),
    _Piece("added", " a year ahead"),
    _Piece("same", "."),
)
HISTORY = (
    HistoryItem(
        "2 March 2026, 09:30",
        "Reworded",
        date="2026-03-02T09:30:00+01:00",
        label="Element 2.1",
        href="#history-title",
        who="A fictional editor",
        reason="The table of buyers asked for clearer words.",
        source="Participation: table of 12 February",
        changes=(HistoryChange("In plain words", PIECES),),
        note="entry 4812",
    ),
    HistoryItem("1 March 2026", "Added", label=LONG, reason="It was missing."),
)
