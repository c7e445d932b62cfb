"""Who is behind a request."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from portici.accounts.models import User
from portici.accounts.queries.holders import holder_of
from portici.accounts.rules.rights import Holder
from portici.journal.choices import Channel
from portici.journal.rules.acts import By
from portici.kernel import clock


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is behind a request.

    Attributes:
        user: the account; None for the public.
        holder: with which roles; the public holds none.
        by: what services are handed; None for the public, who changes nothing.
    """

    user: User | None
    holder: Holder
    by: By | None = None

    @property
    def is_signed_in(self) -> bool:
        """Whether it is somebody with an account."""
        return self.user is not None


def visitor_of(request: HttpRequest) -> Visitor:
    """Who is behind the request, found once for it. The public costs no query and touches no session.

    Two queries beside the session's for somebody signed in. A request with a key for programs has been
    given its visitor by the interface before.
    """
    known = getattr(request, "portici_visitor", None)
    if known is None:
        known = _by_session(request)
        request.portici_visitor = known  # type: ignore[attr-defined]
    visitor: Visitor = known
    return visitor


def _by_session(request: HttpRequest) -> Visitor:
    now = clock.now()
    nobody = Visitor(None, Holder((), clock.today()))
    # A page that nobody signed in has asked for must not depend on a session: it is kept by its revision alone.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return nobody
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        return nobody
    holder = holder_of(user, today=clock.today())
    by = By(user.actor_id, now, channel=Channel.PAGE, request_id=request_id_of(request))
    return Visitor(user, holder, by)


def request_id_of(request: HttpRequest) -> str:
    """What the server's log calls this request; empty outside the site's own middleware."""
    return str(getattr(request, "portici_request_id", ""))
