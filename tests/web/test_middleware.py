"""What every answer carries, and the short way for a page that has not changed."""

import gzip
from collections.abc import Callable

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from portici.journal.services import bump_revision
from portici.web.middleware import (
    CONTENT_SECURITY_POLICY,
    Compression,
    SafetyHeaders,
    UnchangedPages,
)

pytestmark = pytest.mark.django_db

View = Callable[[object], HttpResponseBase]


def _page(_request: object) -> HttpResponseBase:
    return HttpResponse("a page")


def _answer(view: View, *, path: str = "/", **headers: str) -> HttpResponseBase:
    return UnchangedPages(view)(RequestFactory().get(path, headers=headers))


def _tag(path: str = "/", **headers: str) -> str:
    return _answer(_page, path=path, **headers).headers["ETag"]


def test_policy_allows_nothing_inline_and_no_other_host() -> None:
    response = SafetyHeaders(_page)(RequestFactory().get("/"))

    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"


def test_policy_of_a_view_is_kept() -> None:
    def own_policy(_request: object) -> HttpResponseBase:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    response = SafetyHeaders(own_policy)(RequestFactory().get("/"))

    assert response.headers["Content-Security-Policy"] == "default-src 'none'"


def test_page_carries_a_tag() -> None:
    response = _answer(_page)

    assert response.headers["ETag"].startswith('W/"')
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Vary"] == "Accept-Language"


def test_unchanged_page_costs_one_query_and_no_view(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    tag = _tag()

    def never(_request: object) -> HttpResponseBase:
        raise AssertionError("the view was called")

    with django_assert_num_queries(1):
        response = _answer(never, **{"If-None-Match": tag})

    assert response.status_code == 304
    assert response.headers["ETag"] == tag


def test_tag_among_others_is_recognised() -> None:
    response = _answer(_page, **{"If-None-Match": f'"other", {_tag()}'})

    assert response.status_code == 304


def test_change_of_public_data_renews_the_page() -> None:
    tag = _tag()

    bump_revision()

    assert _answer(_page, **{"If-None-Match": tag}).status_code == 200


def test_tag_depends_on_address_and_accepted_languages() -> None:
    tags = {_tag(), _tag("/?level=action"), _tag("/en/"), _tag(**{"Accept-Language": "en"})}

    assert len(tags) == 4


def test_post_is_never_answered_by_a_tag() -> None:
    request = RequestFactory().post("/", headers={"If-None-Match": _tag()})

    response = UnchangedPages(_page)(request)

    assert (response.status_code, "ETag" in response.headers) == (200, False)


def _with_cookie(_request: object) -> HttpResponseBase:
    response = HttpResponse("mine")
    response.set_cookie("csrftoken", "b")
    return response


def _not_to_be_kept(_request: object) -> HttpResponseBase:
    return HttpResponse("mine", headers={"Cache-Control": "no-store"})


@pytest.mark.parametrize("view", [_not_to_be_kept, _with_cookie])
def test_private_answer_has_no_tag(view: View) -> None:
    assert "ETag" not in _answer(view).headers


def test_error_has_no_tag() -> None:
    response = _answer(lambda _request: HttpResponse(status=404))

    assert "ETag" not in response.headers


def test_stream_carries_a_tag() -> None:
    response = _answer(lambda _request: StreamingHttpResponse(iter([b"a"])))

    assert response.headers["ETag"] == _tag()


LONG = b"the same words " * 40


def _compressed(view: View, accepted: str = "gzip, br") -> HttpResponseBase:
    return Compression(view)(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))


def test_long_answer_is_compressed() -> None:
    response = _compressed(lambda _request: HttpResponse(LONG, headers={"Content-Length": "600"}))

    assert isinstance(response, HttpResponse)
    assert gzip.decompress(response.content) == LONG
    assert len(response.content) < len(LONG)
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "br, gzip; q=0.0, identity"])
def test_answer_is_not_compressed_for_who_cannot_read_it(accepted: str) -> None:
    response = _compressed(lambda _request: HttpResponse(LONG), accepted)

    assert isinstance(response, HttpResponse)
    assert response.content == LONG
    assert response.headers["Vary"] == "Accept-Encoding"


def test_lower_preference_for_compression_is_still_one() -> None:
    response = _compressed(lambda _request: HttpResponse(LONG), "br, gzip;q=0.5")

    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"short"),
        HttpResponse(LONG, headers={"Content-Encoding": "br"}),
        StreamingHttpResponse(iter([LONG])),
    ],
    ids=["short", "compressed already", "in pieces"],
)
def test_answer_that_gains_nothing_is_left_as_it_is(response: HttpResponseBase) -> None:
    headers = dict(response.headers)

    assert _compressed(lambda _request: response) is response
    assert dict(response.headers) == headers
