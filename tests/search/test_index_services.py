"""Putting things in the index and taking them out."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from portici.search.models import SearchEntry, VocabularyWord
from portici.search.queries import search
from portici.search.services import IndexEntry, remove_scope, replace_entries


def entry(key: str, title: str, **more: str) -> IndexEntry:
    return IndexEntry(kind="node", key=key, language="it", title=title, **more)


def keys(text: str) -> list[str]:
    return [hit.key for hit in search(text, language="it").hits]


def test_replace_puts_entries_in_the_place_of_the_scopes_old_ones(db: None) -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico"), entry("2", "Strada")])
    replace_entries(scope="two", entries=[entry("3", "Portico")])

    replace_entries(scope="one", entries=iter([entry("2", "Piazza"), entry("4", "Portico")]))

    assert keys("portico") == ["3", "4"]
    assert keys("strada") == []
    assert keys("piazza") == ["2"]


def test_replace_with_the_same_changes_nothing(db: None) -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico", summary="Al coperto")])
    before = list(SearchEntry.objects.values_list("key", "terms_title", "terms_body"))

    replace_entries(scope="one", entries=[entry("1", "Portico", summary="Al coperto")])

    assert list(SearchEntry.objects.values_list("key", "terms_title", "terms_body")) == before
    assert VocabularyWord.objects.count() == 2


def test_replace_with_nothing_empties_the_scope(db: None) -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico")])

    replace_entries(scope="one", entries=[])

    assert keys("portico") == []
    assert VocabularyWord.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_replace_changes_all_or_nothing() -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico")])

    with pytest.raises(IntegrityError):
        replace_entries(scope="one", entries=[entry("2", "Strada"), entry("2", "Piazza")])

    assert keys("portico") == ["1"]
    assert search("portco", language="it").suggestion == "Portico"


def test_replace_takes_texts_that_databases_refuse(db: None) -> None:
    odd = entry("1", "Un\0portico", summary="\0", body="<b>àß½</b> " + "x" * 5_000, context="\0")

    replace_entries(scope="one", entries=[odd, entry("2", "")])

    assert keys("portico") == ["1"]
    assert SearchEntry.objects.get(key="1").title == "Un portico"


def test_remove_forgets_one_scope(db: None) -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico")])
    replace_entries(scope="two", entries=[entry("2", "Portico")])

    remove_scope(scope="one")
    remove_scope(scope="never-there")

    assert keys("portico") == ["2"]
    assert set(VocabularyWord.objects.values_list("scope", flat=True)) == {"two"}


def test_index_follows_a_single_row(db: None) -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico"), entry("2", "Strada")])

    SearchEntry.objects.filter(key="1").update(terms_title="piazza", title="Piazza")
    SearchEntry.objects.get(key="2").delete()

    assert keys("portico") == []
    assert keys("strada") == []
    assert keys("piazza") == ["1"]


def test_index_follows_what_is_taken_back(db: None) -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico")])

    with transaction.atomic():
        replace_entries(scope="one", entries=[entry("2", "Strada")])
        transaction.set_rollback(True)

    assert keys("portico") == ["1"]
    assert keys("strada") == []


@pytest.mark.django_db(transaction=True)
def test_index_can_be_taken_away_and_made_again() -> None:
    replace_entries(scope="one", entries=[entry("1", "Portico")])

    call_command("migrate", "search", "0001", verbosity=0)
    made = connection.introspection.table_names()
    call_command("migrate", "search", verbosity=0)

    assert "search_index" not in made
    assert keys("portico") == ["1"]
