"""What is written in a database's own language."""

import pytest
from django.db.models import F

from portici.search.models import SearchEntry, VocabularyWord
from portici.search.queries.expressions import Bytewise, Has
from portici.search.rules.questions import understood


def test_has_is_asked_of_entries_through_a_join_too(library: None) -> None:
    terms = understood("torino", language="it").terms

    assert not SearchEntry.objects.exclude(Has(terms)).filter(whole_title="torino").exists()


def test_has_refuses_what_is_no_column(db: None) -> None:
    wrong = Has(understood("torino", language="it").terms)
    wrong.set_source_expressions([F("pk")])

    with pytest.raises(TypeError, match="asked of search entries"):
        wrong._entry()


def test_bytewise_orders_as_computers_do(db: None) -> None:
    for scope in ("b", "A", "a-b", "a_b", "ab", "à"):
        VocabularyWord.objects.create(
            scope=scope, language="it", word="casa", shown="casa", count=1, length=4
        )

    scopes = VocabularyWord.objects.order_by(Bytewise(F("scope"))).values_list("scope", flat=True)

    assert list(scopes) == ["A", "a-b", "a_b", "ab", "b", "à"]
