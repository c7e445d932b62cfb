"""Answers. Every test holds on both databases, and so do the orders."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from portici.search.models import SearchEntry, VocabularyWord
from portici.search.queries import Hit, SearchAnswer, search
from portici.search.services import IndexEntry, replace_entries

pytestmark = pytest.mark.usefixtures("library")


def found(text: str, language: str = "it") -> list[str]:
    return [f"{hit.kind} {hit.key}" for hit in search(text, language=language).hits]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        # Title before text, then the order of each scope's entries, then the scope's name.
        (
            "cooperative",
            ["figure G004", "node 2", "node 1.1-A02", "node 1", "node 1.1"],
        ),
        ("cooperativa", ["node 2", "node 1.1-A02", "figure G004", "node 1", "node 1.1"]),
        ("cooperative fondo", ["node 1.1-A02", "node 1.1"]),
        ("casa", ["node 1.1", "instrument fondo-casa", "node 1"]),
        # A whole word before one that it begins.
        ("citta", ["node 1", "municipality 001272", "node 1.1"]),
        ("Città", ["node 1", "municipality 001272", "node 1.1"]),
        ("CITTA\u0300", ["node 1", "municipality 001272", "node 1.1"]),
        # A whole name before everything.
        ("alba", ["municipality 001002", "municipality 001003"]),
        ("Torino", ["municipality 001272"]),
        ("001272", ["municipality 001272"]),
        # Codes: the one meant first, then those that it begins; single digits find no codes.
        ("1.1", ["node 1.1", "node 1.1-A01", "node 1.1-A02", "node 1.10"]),
        ("1.1-a01", ["node 1.1-A01"]),
        ("1.1.A01", ["node 1.1-A01"]),
        ("g004", ["figure G004"]),
        ("117/2017", ["node 1.1-A01"]),
        ("2", ["node 2"]),
        # Apostrophes, hyphens, small words, beginnings.
        ("l'economia", ["node 1"]),
        ("economia della casa", ["node 1"]),
        ("co-progettazione", ["node 1.1-A01"]),
        ("coprogettazione", ["node 1.1-A01"]),
        ("dlgs", ["node 1.1-A01"]),
        ("misur", ["node 1.10"]),
        ("m", []),
        ("coprog servizi", []),
        ("housing", []),
        ("fondo-casa", ["instrument fondo-casa", "node 1.1"]),
    ],
)
def test_search_finds_in_order(text: str, things: list[str]) -> None:
    assert found(text) == things


def test_search_keeps_to_its_language() -> None:
    assert found("housing", "en") == ["node 1"]
    assert found("procurements", "en") == ["topic eu:markets"]
    assert found("casa", "en") == []
    assert found("casa", "fr") == []


def test_hit_says_all_that_is_shown() -> None:
    answer = search("co-progettazione ufficiale", language="it")

    assert answer == SearchAnswer(
        hits=(
            Hit(
                scope="plan:uno",
                kind="node",
                key="1.1-A01",
                title="Coprogettazione dei servizi",
                context="Azione 1.1-A01",
                summary="Con gli enti del Terzo settore.",
                excerpt=(
                    ("Testo ", False),
                    ("ufficiale", True),
                    (": ", False),
                    ("co-progettazione", True),
                    (" ai sensi del d.lgs. 117/2017.", False),
                ),
                score=11,
            ),
        ),
        total=1,
        by_kind={"node": 1},
        suggestion=None,
        words=("coprogettazione", "ufficiale"),
    )


def test_answer_counts_every_kind_and_shows_those_asked_for() -> None:
    answer = search("cooperative", language="it", kinds=["figure", "municipality", "\0"])

    assert [hit.key for hit in answer.hits] == ["G004"]
    assert answer.total == 1
    assert answer.by_kind == {"figure": 1, "node": 4}


def test_answer_for_kinds_without_hits_is_empty() -> None:
    answer = search("cooperative", language="it", kinds=["municipality"])

    assert (answer.hits, answer.total) == ((), 0)
    assert answer.by_kind == {"figure": 1, "node": 4}


def test_answer_keeps_to_its_scopes() -> None:
    answer = search("cooperative", language="it", scopes=["plan:due", "territory:uno"])

    assert [(hit.scope, hit.key) for hit in answer.hits] == [("plan:due", "2"), ("plan:due", "1")]
    assert answer.by_kind == {"node": 2}


@pytest.mark.parametrize(
    ("limit", "offset", "keys"),
    [
        (2, 0, ["G004", "2"]),
        (2, 2, ["1.1-A02", "1"]),
        (2, 4, ["1.1"]),
        (2, 5, []),
        (2, 10**30, []),
        (2, -7, ["G004", "2"]),
        (0, 0, []),
        (-1, 0, []),
        (10**30, 0, ["G004", "2", "1.1-A02", "1", "1.1"]),
    ],
)
def test_answer_is_shown_page_by_page(limit: int, offset: int, keys: list[str]) -> None:
    answer = search("cooperative", language="it", limit=limit, offset=offset)

    assert [hit.key for hit in answer.hits] == keys
    assert answer.total == 5


@pytest.mark.parametrize(
    ("text", "language", "suggestion"),
    [
        ("coperative", "it", "cooperative"),
        ("torrino", "it", "Torino"),
        ("Orino", "it", "Torino"),
        ("mizurazione dell'inpatto", "it", "Misurazione dell'impatto"),
        ("social procuremnet", "en", "social procurement"),
        ("cooperativ", "it", None),
        ("sconosciutissima", "it", None),
        ("%", "it", None),
        ("xyz", "it", None),
        # Both words are known, but never together.
        ("torrino coprogettazione", "it", None),
        ("torino coprogettazione", "it", None),
    ],
)
def test_suggestion_corrects_what_is_not_found(
    text: str, language: str, suggestion: str | None
) -> None:
    assert search(text, language=language).suggestion == suggestion


def test_suggestion_keeps_to_its_scopes() -> None:
    here = search("torrino", language="it", scopes=["territory:uno"])
    elsewhere = search("torrino", language="it", scopes=["plan:uno"])

    assert (here.suggestion, elsewhere.suggestion) == ("Torino", None)


@pytest.mark.parametrize(("count", "queries"), [(1, 3), (3, 3), (60, 3)])
def test_search_asks_the_same_for_few_and_many(
    count: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entries = [IndexEntry("node", f"1.{n}", "it", "Portico", "Un portico.") for n in range(count)]
    replace_entries(scope="plan:tre", entries=entries)

    with django_assert_num_queries(queries):
        answer = search("portico", language="it")

    assert answer.total == count


def test_search_without_hits_asks_three_times_at_most(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(3):
        search("torrino coperative", language="it")
    with django_assert_num_queries(0):
        search('%"*', language="it")


ODD_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab1àß½\0\ud800%_\"'*():^-+.|&!<>{}\\ \n", max_size=60),
    st.lists(
        st.sampled_from(["AND", "OR", "NOT", "NEAR(", "casa", "1.1", "co-", "''", '"', "*", ":*"])
    ).map(" ".join),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ODD_TEXT, st.sampled_from(["it", "en", "", "xx"]))
def test_any_text_is_answered(text: str, language: str) -> None:
    answer = search(text, language=language, limit=3)

    assert answer.total == sum(answer.by_kind.values())
    assert len(answer.hits) == min(3, answer.total)


@pytest.mark.parametrize(
    "text",
    [
        "%",
        '"',
        "*",
        "\0",
        "casa\0",
        "x" * 2_000,
        "casa " * 400,
        "'" * 2_000,
        "a-" * 1_000,
        "\ud800",
    ],
)
def test_bad_text_is_answered(text: str) -> None:
    answer = search(text, language="it")

    assert answer.total == len(answer.hits)


def test_what_is_found_and_known_have_names() -> None:
    entry = SearchEntry.objects.get(scope="plan:uno", kind="node", key="1", language="it")
    word = VocabularyWord.objects.get(scope="territory:uno", word="torino")

    assert str(entry) == "plan:uno node 1 it"
    assert str(word) == "torino"
