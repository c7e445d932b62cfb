"""Official wording: rebuilding from spans, doubts, and the shape of a recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pydantic import ValidationError

from portici.plan.rules.official import (
    OfficialElement,
    OfficialRecipe,
    Span,
    SpanError,
    WordingDoubt,
    document_lines,
    looks_wrong,
    rebuild_wording,
    recipe_of,
    word_similarity,
)
from portici.plan.rules.official_repair import Repair
from portici.plan.rules.schema import OfficialFile


def element(
    *spans: Span, code: str = "1", kind: str = "node", case: str = "printed"
) -> OfficialElement:
    return OfficialElement(code=code, kind=kind, spans=spans, case=case)


def recipe(*elements: OfficialElement, repairs: Sequence[Repair] = ()) -> OfficialRecipe:
    return OfficialRecipe(
        sha256="0" * 64,
        line_count=1,
        repairs=tuple(repairs),
        elements=elements,
    )


def valid_data(**changes: object) -> dict[str, object]:
    data: dict[str, object] = {
        "document": {"sha256": "0" * 64, "line_count": 2, "encoding": "utf-8"},
        "repairs": [{"find": "orlo", "replace": "orto", "why": "t read as l", "where": [1, 2]}],
        "elements": [
            {"code": "1", "kind": "node", "case": "sentence", "spans": [[1, 1]]},
            {"code": "1-S01", "kind": "instrument", "spans": [[2, 2, 1, 3]]},
        ],
    }
    return data | changes


# Rebuilding


def test_rebuild_joins_whole_lines_in_the_order_of_the_spans() -> None:
    lines = ["seconda parte.", "", "» Prima parte,", "", "e poi la"]

    wording = rebuild_wording(lines=lines, element=element(Span(3, 5), Span(1, 2)), repairs=())

    assert wording == "Prima parte, e poi la seconda parte."


def test_rebuild_takes_words_of_a_line_where_columns_are_merged() -> None:
    lines = ["» Aprire » Chiudere", "la porta. la finestra."]

    left = rebuild_wording(
        lines=lines, element=element(Span(1, 1, 2, 2), Span(2, 2, 1, 2)), repairs=()
    )
    right = rebuild_wording(
        lines=lines, element=element(Span(1, 1, 4, 4), Span(2, 2, 3, 4)), repairs=()
    )

    assert (left, right) == ("Aprire la porta.", "Chiudere la finestra.")


@pytest.mark.parametrize(
    ("lines", "wording"),
    [
        (["Dividere la pa-", "rola"], "Dividere la parola"),
        (["La co-", "-gestione"], "La co-gestione"),
        (["La co-", "gestione"], "La co-gestione"),
        (["Enti/", "reti e sedi\\", "uffici"], "Enti/reti e sedi\\uffici"),
        (["Perche\u0301 no", "e piu\u0300"], "Perché no e più"),
    ],
)
def test_rebuild_joins_line_ends(lines: list[str], wording: str) -> None:
    whole = element(Span(1, len(lines)))

    assert rebuild_wording(lines=lines, element=whole, repairs=()) == wording


def test_rebuild_applies_a_repair_only_to_the_lines_it_is_limited_to() -> None:
    lines = ["Un orlo", "e un orlo"]
    anywhere = Repair(find="orlo", replace="orto", why="t read as l")
    limited = replace(anywhere, where=(2, 2))

    assert rebuild_wording(lines=lines, element=element(Span(1, 2)), repairs=[anywhere]) == (
        "Un orto e un orto"
    )
    assert rebuild_wording(lines=lines, element=element(Span(1, 2)), repairs=[limited]) == (
        "Un orlo e un orto"
    )


def test_rebuild_lowers_a_heading_before_the_repairs() -> None:
    lines = ["GLI ORTI DELLA CITTA", "DI BORGOSOLE E LECONOMIA"]
    name = Repair(find="borgosole", replace="Borgosole", why="a proper noun")
    heading = element(Span(1, 2), case="sentence")

    wording = rebuild_wording(lines=lines, element=heading, repairs=[name])

    assert wording == "Gli orti della città di Borgosole e l'economia"


@pytest.mark.parametrize(
    "span",
    [
        Span(0, 1),
        Span(2, 1),
        Span(1, 3),
        Span(1, 1, 1, 4),
        Span(1, 1, 0, 1),
        Span(1, 1, 2, 1),
        Span(1, 2, 1, 1),
        Span(1, 1, 1, None),
    ],
)
def test_rebuild_refuses_a_span_outside_the_document(span: Span) -> None:
    lines = ["una due tre", "quattro"]

    with pytest.raises(SpanError, match="outside the document"):
        rebuild_wording(lines=lines, element=element(span), repairs=())


def test_document_lines_end_at_line_feeds_only() -> None:
    assert document_lines("uno\r\ndue\x0cancora due\ntre") == ["uno", "due\x0cancora due", "tre"]


def test_word_similarity_counts_whole_words_in_order() -> None:
    assert word_similarity("gli orti della città", "gli orti della città") == 1.0
    assert word_similarity("gli orti della città", "gli orti della Città") == 0.75
    assert word_similarity("orti", "campi") == 0.0
    assert word_similarity("", "") == 1.0


# Doubts


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        (["", " "], WordingDoubt("empty", "1", {})),
        (["aprire la porta"], WordingDoubt("no-capital", "1", {"start": "aprire la porta"})),
        (["Aprire (ora"], WordingDoubt("brackets", "1", {"opened": 1, "closed": 0})),
        (["Aprire » chiudere"], WordingDoubt("list-mark", "1", {"mark": "»"})),
        (["Aprire", "66", "ora"], WordingDoubt("page-number", "1", {"line": 2, "text": "66"})),
        (["AZIONI"], WordingDoubt("heading-word", "1", {"line": 1, "text": "AZIONI"})),
    ],
)
def test_looks_wrong_tells_what_is_odd_in_one_element(
    lines: list[str], doubt: WordingDoubt
) -> None:
    assert looks_wrong(lines=lines, recipe=recipe(element(Span(1, len(lines))))) == [doubt]


def test_looks_wrong_tells_of_a_span_outside_and_goes_on() -> None:
    outside, inside = element(Span(2, 2), code="1"), element(Span(1, 1), code="2")

    doubts = looks_wrong(lines=["aprire"], recipe=recipe(outside, inside))

    assert doubts == [
        WordingDoubt("span-outside", "1", {"span": Span(2, 2)}),
        WordingDoubt("no-capital", "2", {"start": "aprire"}),
    ]


def test_looks_wrong_tells_of_words_taken_twice() -> None:
    lines = ["Aprire Chiudere"]
    left = element(Span(1, 1, 1, 1), code="1")
    right = element(Span(1, 1, 2, 2), code="2")
    both = element(Span(1, 1), code="2")

    assert looks_wrong(lines=lines, recipe=recipe(left, right)) == []
    assert looks_wrong(lines=lines, recipe=recipe(left, both)) == [
        WordingDoubt("span-shared", "2", {"other": "1", "line": 1, "word": 1, "text": "Aprire"})
    ]
    assert looks_wrong(lines=lines, recipe=recipe(element(Span(1, 1), Span(1, 1)))) == [
        WordingDoubt("span-shared", "1", {"other": "1", "line": 1, "word": 1, "text": "Aprire"})
    ]


# Recipe


def test_recipe_of_reads_every_part() -> None:
    read = recipe_of(OfficialFile.model_validate(valid_data()))

    assert read == OfficialRecipe(
        sha256="0" * 64,
        line_count=2,
        repairs=(Repair(find="orlo", replace="orto", why="t read as l", where=(1, 2)),),
        elements=(
            OfficialElement("1", "node", (Span(1, 1),), "sentence"),
            OfficialElement("1-S01", "instrument", (Span(2, 2, 1, 3),)),
        ),
    )


def test_recipe_of_allows_no_repairs_and_repairs_of_any_line() -> None:
    without = valid_data()
    del without["repairs"]
    anywhere = valid_data(repairs=[{"find": "a", "replace": "b", "why": "c"}])

    assert recipe_of(OfficialFile.model_validate(without)).repairs == ()
    assert recipe_of(OfficialFile.model_validate(anywhere)).repairs == (
        Repair(find="a", replace="b", why="c"),
    )


def test_recipe_with_an_expression_that_cannot_be_read_is_refused() -> None:
    wrong = valid_data(repairs=[{"find": "(", "replace": "", "why": "x"}])

    with pytest.raises(ValidationError, match="unterminated subpattern"):
        OfficialFile.model_validate(wrong)
