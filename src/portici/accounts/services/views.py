"""Lists as somebody likes them: kept, named anew, forgotten, opened by default."""

from django.db import transaction

from portici.accounts.models import SavedView, User
from portici.kernel.findings import Finding

# How many views somebody keeps of one list: nobody finds their way among more.
MOST_VIEWS = 50
LONGEST_NAME = 100


class CannotKeepView(Exception):
    """The view cannot be kept so: every reason is a finding, and nothing was changed."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


def save_view(*, user: User, place: str, name: str, query: str) -> SavedView:
    """Keep a list's filters, order and columns under a name; the same name again takes the place of the old one.

    Nothing of it is public and nobody else sees it: the journal does not tell of it. Raises CannotKeepView.
    """
    with transaction.atomic():
        # Two saves at once follow one another.
        User.objects.select_for_update().get(pk=user.pk)
        name = _named(name)
        views = SavedView.objects.filter(user=user, place=place)
        view = views.filter(name=name).first()
        if view is None:
            if views.count() >= MOST_VIEWS:
                raise CannotKeepView(Finding("accounts.view-too-many", name, {"limit": MOST_VIEWS}))
            view = SavedView(user=user, place=place, name=name)
        view.query = query
        view.save()
        return view


def rename_view(*, user: User, view_id: int, name: str) -> None:
    """Another name for a view. Raises CannotKeepView (no such view, no name, a name in use)."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        view = _view(user, view_id)
        name = _named(name)
        others = SavedView.objects.filter(user=user, place=view.place, name=name)
        if others.exclude(pk=view.pk).exists():
            raise CannotKeepView(Finding("accounts.view-name-taken", name))
        view.name = name
        view.save(update_fields=["name"])


def delete_view(*, user: User, view_id: int) -> None:
    """Forget a view. Raises CannotKeepView when it is not there."""
    with transaction.atomic():
        _view(user, view_id).delete()


def set_default_view(*, user: User, place: str, view_id: int | None) -> None:
    """Let the list open as this view shows it; None lets it open whole. Raises CannotKeepView."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        view = _view(user, view_id) if view_id is not None else None
        if view is not None and view.place != place:
            raise CannotKeepView(Finding("accounts.view-unknown"))
        SavedView.objects.filter(user=user, place=place, is_default=True).update(is_default=False)
        if view is not None:
            SavedView.objects.filter(pk=view.pk).update(is_default=True)


def _view(user: User, view_id: int) -> SavedView:
    """One of somebody's own views: those of others are not there for them."""
    view = SavedView.objects.filter(user=user, pk=view_id).first()
    if view is None:
        raise CannotKeepView(Finding("accounts.view-unknown"))
    return view


def _named(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or "\x00" in tidy:
        raise CannotKeepView(Finding("accounts.view-without-name"))
    if len(tidy) > LONGEST_NAME:
        raise CannotKeepView(Finding("accounts.view-name-long", tidy[:30], {"limit": LONGEST_NAME}))
    return tidy
