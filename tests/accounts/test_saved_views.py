"""Saved views of lists: kept, renamed, forgotten, and what is refused."""

import pytest
from tests.factories.people import person

from portici.accounts.models import SavedView
from portici.accounts.services.views import (
    MOST_VIEWS,
    CannotKeepView,
    delete_view,
    rename_view,
    save_view,
    set_default_view,
)

pytestmark = pytest.mark.django_db


def test_view_of_the_same_name_is_replaced() -> None:
    anna = person()

    first = save_view(user=anna, place="nodes", name="Mine", query="kind=action")
    second = save_view(user=anna, place="nodes", name="Mine", query="kind=axis")

    assert first.pk == second.pk
    assert SavedView.objects.get().query == "kind=axis"


def test_no_more_views_than_fit_a_menu() -> None:
    anna = person()
    for number in range(MOST_VIEWS):
        save_view(user=anna, place="nodes", name=f"View {number}", query="")

    with pytest.raises(CannotKeepView, match="view-too-many"):
        save_view(user=anna, place="nodes", name="One more", query="")

    assert SavedView.objects.count() == MOST_VIEWS


@pytest.mark.parametrize("name", ["", "  ", "x" * 500])
def test_view_needs_a_name_that_fits(name: str) -> None:
    with pytest.raises(CannotKeepView):
        save_view(user=person(), place="nodes", name=name, query="")

    assert not SavedView.objects.exists()


def test_view_is_renamed_unless_the_name_is_taken() -> None:
    anna = person()
    one = save_view(user=anna, place="nodes", name="One", query="")
    save_view(user=anna, place="nodes", name="Two", query="")

    with pytest.raises(CannotKeepView, match="view-name-taken"):
        rename_view(user=anna, view_id=one.pk, name="Two")
    rename_view(user=anna, view_id=one.pk, name="Three")

    assert set(SavedView.objects.values_list("name", flat=True)) == {"Two", "Three"}


def test_list_opens_with_one_view_or_whole() -> None:
    anna = person()
    one = save_view(user=anna, place="nodes", name="One", query="")
    elsewhere = save_view(user=anna, place="figures", name="Other", query="")

    set_default_view(user=anna, place="nodes", view_id=one.pk)
    with pytest.raises(CannotKeepView, match="view-unknown"):
        set_default_view(user=anna, place="nodes", view_id=elsewhere.pk)
    assert [each.pk for each in SavedView.objects.filter(is_default=True)] == [one.pk]

    set_default_view(user=anna, place="nodes", view_id=None)
    assert not SavedView.objects.filter(is_default=True).exists()


def test_view_of_somebody_else_is_not_there() -> None:
    view = save_view(user=person(), place="nodes", name="One", query="")
    bruno = person("bruno@example.org")

    with pytest.raises(CannotKeepView, match="view-unknown"):
        delete_view(user=bruno, view_id=view.pk)

    delete_view(user=view.user, view_id=view.pk)
    assert not SavedView.objects.exists()
