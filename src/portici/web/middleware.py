"""What every answer carries, and the short way for a page that has not changed."""

import gzip
import hashlib
import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_vary_headers

from portici.journal.queries import current_state

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# No inline script or style; Bootstrap Italia's stylesheet holds icons and a font of icons as data: addresses.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

# From 1 (fast) to 9 (small).
COMPRESSION_LEVEL = 4
# Bytes under which nothing is gained.
SHORTEST_COMPRESSED = 200

_ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")

# What a browser lets the script of another site send to the API and see of its answers.
OPEN_READING = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Expose-Headers": "Content-Language, ETag, Link, X-Total-Count",
    "Access-Control-Max-Age": "86400",
}


class SafetyHeaders:
    """Adds the headers that keep a page to itself; cookies given over https travel no other way."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.is_secure():
            # Also where only the proxy says so, and no setting does.
            for cookie in response.cookies.values():
                cookie["secure"] = True
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "geolocation=(), camera=(), microphone=()"
        )
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response


class RequestIdentity:
    """Gives every request a name, for the server's log, the journal and whoever reports a problem."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = secrets.token_hex(8)
        request.portici_request_id = name  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers["X-Request-ID"] = name
        return response


class OpenReading:
    """Lets pages of any other site read the API (CORS); nothing there depends on who asks, and no cookie is used.

    It stands above `UnchangedPages`, so that a 304 and a failure can be read from elsewhere too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith("/api/"):
            for name, value in OPEN_READING.items():
                response.headers[name] = value
        return response


class Compression:
    """Compresses answers for callers that understand gzip.

    Django's own compresses at level 6: twice the processor time, for five bytes in a hundred. It also adds
    random bytes against guessing a secret by the length of answers; the only secret in a page of ours is the
    token against forged forms, which is masked anew each time. Files are sent in pieces and left as they are.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or len(response.content) < SHORTEST_COMPRESSED:
            return response
        if response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if not _ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
            return response
        response.content = gzip.compress(response.content, COMPRESSION_LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        if response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))
        return response


class UnchangedPages:
    """Answers 304 from one row: nothing public changes without the revision changing with it.

    The tag holds all that a page depends on: revision, release, address, language and, for the API, the
    languages that the caller accepts. It stands above everything that costs time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if _is_personal(request):
            personal = self.get_response(request)
            personal.headers.setdefault("Cache-Control", "private, no-cache")
            return personal
        tag = _tag_of(request)
        if request.headers.get("If-None-Match") == tag:
            unchanged = HttpResponseNotModified()
            unchanged.headers["ETag"] = tag
            unchanged.headers["Cache-Control"] = "no-cache"
            # A 304 repeats what the full answer says about caching (RFC 9110, 15.4.5).
            patch_vary_headers(unchanged, ["Accept-Encoding", "Accept-Language"])
            return unchanged
        response = self.get_response(request)
        # A form holds the secret of a cookie: it must not outlive it.
        if response.status_code != 200 or response.cookies:
            return response
        if "no-store" in response.headers.get("Cache-Control", ""):
            return response
        response.headers["ETag"] = tag
        response.headers.setdefault("Cache-Control", "no-cache")
        if isinstance(response, HttpResponse):
            patch_vary_headers(response, ["Accept-Language"])
            conditional = get_conditional_response(request, etag=tag, response=response)
            return conditional if conditional is not None else response
        return response


def _is_personal(request: HttpRequest) -> bool:
    """Whether the answer may depend on who asks: somebody signed in, or a program with a key."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers


def _tag_of(request: HttpRequest) -> str:
    state = current_state()
    # The page that is built below needs not ask again for what stands beside the revision.
    request.portici_standing = state.standing  # type: ignore[attr-defined]
    parts = [
        str(state.revision),
        settings.PORTICI_RELEASE,
        request.get_full_path(),
        request.headers.get("Accept-Language", ""),
        request.headers.get("Accept", ""),
    ]
    digest = hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
    # Weak: the same page may travel compressed or not.
    return f'W/"{digest}"'
