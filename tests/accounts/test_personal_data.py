"""The register of personal data says everything that the tables hold."""

from django.apps import apps
from django.db.models import ForeignKey
from tools.privacy_page import PAGE, page

from portici.accounts.phrases import PERSONAL_DATA, PURPOSES, READERS, RETENTIONS
from portici.accounts.rules.personal_data import REGISTER

# Tables that hold nothing about people.
WITHOUT_PEOPLE = {"journal_revision", "journal_head", "socialaccount_socialapp"}
# Apps whose every table is about people, or may be.
ABOUT_PEOPLE = (
    "accounts",
    "journal",
    "account",
    "mfa",
    "socialaccount",
    "usersessions",
    "sessions",
)


def test_every_column_about_people_is_in_the_register() -> None:
    told: dict[str, set[str]] = {}
    for kept in REGISTER:
        for table, columns in kept.tables.items():
            told.setdefault(table, set()).update(columns)
    there = {
        model._meta.db_table: {
            field.name
            for field in model._meta.concrete_fields
            # Whose a row is says nothing more; a number that the database gives neither.
            if not isinstance(field, ForeignKey) and field.name != "id"
        }
        for label in ABOUT_PEOPLE
        for model in apps.get_app_config(label).get_models()
        if model._meta.db_table not in WITHOUT_PEOPLE
    }

    assert told == there


def test_every_sentence_is_used_and_written() -> None:
    assert {kept.key for kept in REGISTER} == set(PERSONAL_DATA)
    assert {kept.purpose for kept in REGISTER} == set(PURPOSES)
    assert {kept.retention for kept in REGISTER} == set(RETENTIONS)
    assert {kept.readers for kept in REGISTER} == set(READERS)
    for kept in REGISTER:
        assert kept.label()
        assert kept.purpose_sentence()
        assert kept.retention_sentence()
        assert kept.readers_sentence()


def test_the_page_for_those_who_run_it_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.privacy_page"
