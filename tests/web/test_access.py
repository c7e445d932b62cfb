"""Every address × everybody: what a view says of itself is what a visitor meets."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import translation
from tests.factories.browser import sign_in
from tests.factories.people import SPRING, grant, person
from tools.access_page import PAGE, Route, page, routes

from portici.accounts.choices import ScopeKind
from portici.accounts.permissions import Access, access_of
from portici.accounts.rules.roles import ROLES
from portici.accounts.rules.scopes import (
    SITE,
    Scope,
    municipality_scope,
    node_scope,
    organisation_scope,
    plan_scope,
)
from portici.pages.models import Image, Page
from portici.plan.models import Edition
from portici.plan.queries.scopes import node_uid

# A value for every parameter of an address. What they name mostly exists in the small plan; where it does not, a
# page not found is an answer as good as another: what is tried here is who gets past the door.
EXAMPLES: dict[str, object] = {
    "slug": "small-plan",
    "key": "first",
    "code": "A.1",
    "pk": 1,
    "grant": 1,
    "invitation": 1,
    "image": "none",
    "instrument": "big-fund",
    "figure": "people",
    "framework": "strategy",
    "topic": "work",
    "marker": "young",
    "operation": UUID(int=1),
    "kind": "nodes",
    "format": "csv",
    "form": "xlsx",
    "step": "consultation",
    "line": "A-S01",
    "one": "first",
    "other": "first",
    "node": "A.1",
    "uid": UUID(int=1),
    "name": "none.png",
    "number": 1,
    "istat_code": "001272",
    "provider_id": "gateway",
    "provider": "gateway",
    "token": "none",
    "uidb36": "1",
    "path": "nothing",
    "edition": "first",
}
# Where the same word means another thing; `things` adds keys of rows that it makes.
EXCEPTIONS: dict[str, dict[str, object]] = {
    "instrument": {"key": "big-fund"},
    "news-item": {"slug": "nothing"},
    "page": {"slug": "nothing"},
}
# Routes whose number is that of a page of the editorial part.
PAGE_ROUTES = ("work-page", "work-page-preview", "work-page-send", "work-page-decide")
# Addresses without a name.
NAMELESS = {"/api/", "/api/nothing/"}

PUBLIC, SIGNED_IN = "public", "signed-in"
EVERYBODY = (PUBLIC, SIGNED_IN, *ROLES)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def address_of(route: Route) -> str:
    """An address with example values; an unknown parameter ends the test with a sentence."""
    unknown = [name for name in route.parameters if name not in EXAMPLES]
    if unknown:
        pytest.fail(f"{route.pattern}: give an example for {unknown} in tests/web/test_access.py")
    known = EXCEPTIONS.get(route.name, {})
    values = {name: known.get(name, EXAMPLES[name]) for name in route.parameters}
    try:
        return reverse(route.name, kwargs=values)
    except NoReverseMatch:
        # The example does not fit the pattern: several routes of one name, told apart by their parameters.
        pytest.fail(
            f"{route.pattern}: the examples in tests/web/test_access.py do not fit: {values}"
        )


def addresses() -> dict[str, Access | None]:
    """One address for each route, and what the view behind it says of itself."""
    found = {address_of(route) for route in routes() if route.name} | NAMELESS
    return {address: access_of(resolve(address).func) for address in sorted(found)}


def is_library(address: str) -> bool:
    """Whether django-allauth answers, which checks for itself."""
    return str(resolve(address).func.__module__).startswith("allauth.")


def test_every_view_says_who_may_open_it() -> None:
    silent = sorted(
        f"{route.pattern} ({route.view.__module__})"
        for route in routes()
        if access_of(route.view) is None
    )

    assert silent == []


def test_the_page_of_the_manual_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.access_page"


@pytest.fixture
def things(small: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person with a role, a page and an image of the plan, so that the examples name something."""
    erin = person("erin@example.org", name="Erin")
    held = grant(erin, "reader", plan_scope("small-plan"))
    author = erin.actor
    story = Page.objects.create(
        kind="news", slug="story", plan="small-plan", author=author, created_at=SPRING,
        changed_at=SPRING,
    )  # fmt: skip
    Image.objects.create(
        key="abcdefabcdef", digest="0" * 64, plan="small-plan", format="png", width=1, height=1,
        widths=[1], alternative={}, uploaded_by=author, uploaded_at=SPRING,
    )  # fmt: skip
    monkeypatch.setitem(EXAMPLES, "pk", erin.pk)
    monkeypatch.setitem(EXAMPLES, "grant", held.pk)
    monkeypatch.setitem(EXAMPLES, "image", "abcdefabcdef")
    for route in PAGE_ROUTES:
        monkeypatch.setitem(EXCEPTIONS, route, {"pk": story.pk})


def scope_for(role: str) -> Scope:
    """Something of the small plan on which the role can be held, as wide as possible."""
    kinds = ROLES[role].scopes
    if ScopeKind.SITE in kinds:
        return SITE
    if ScopeKind.PLAN in kinds:
        return plan_scope("small-plan")
    if ScopeKind.NODE in kinds:
        return node_scope(node_uid("small-plan", "A.1"))
    if ScopeKind.ORGANISATION in kinds:
        return organisation_scope("coop")
    return municipality_scope("001272")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever a request writes is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_address_answers_as_it_says(things: None, who: str) -> None:
    user = None if who == PUBLIC else person(f"{who}@example.org")
    if user is not None and who in ROLES:
        grant(user, who, scope_for(who))

    def answer(address: str) -> HttpResponseBase:
        """To GET; where the address only takes what is sent, to an empty POST."""
        client = Client()
        with undone():
            if user is not None:
                sign_in(client, user)
            got = client.get(address)
            return client.post(address) if got.status_code == 405 else got

    wrong = {}
    for address, access in addresses().items():
        assert access is not None
        got = answer(address)
        outcome = _outcome(got)
        if outcome not in _expected(who, address, access):
            wrong[address] = f"{access}: {got.status_code} {outcome}"

    assert not wrong, "\n".join(f"{address}: {told}" for address, told in wrong.items())


def _outcome(got: HttpResponseBase) -> str:
    """What the door did: asked to sign in, refused, or opened."""
    to = got.headers.get("Location", "")
    if got.status_code == 302 and to.startswith(reverse("account_login")):
        return "sign in"
    if got.status_code in {401, 403}:
        return "refused"
    assert got.status_code < 500, got.status_code
    return "opened"


def _expected(who: str, address: str, access: Access) -> set[str]:
    """What the declaration promises to that visitor."""
    if access.kind == "key":
        # Programs are refused in the interface's own way; a session counts for nothing there.
        return {"refused", "opened"}
    if access.kind == "open":
        # django-allauth refuses in ways of its own, such as a second factor that is not set up.
        return {"opened", "sign in", "refused"} if is_library(address) else {"opened"}
    if who == PUBLIC:
        return {"sign in"}
    if access.right is None:
        return {"opened"}
    if who not in ROLES or access.right not in ROLES[who].rights:
        return {"refused"}
    is_wide = scope_for(who).kind in {ScopeKind.SITE, ScopeKind.PLAN}
    if access.anywhere or is_wide:
        return {"opened"}
    # Held on one element: the address may name something outside it.
    return {"opened", "refused"}
