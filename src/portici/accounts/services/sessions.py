"""Sessions: noticing and ending them."""

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from portici.accounts.models import User


def notice_session(request: HttpRequest) -> None:
    """Note when and from where the session of a request is used. Not told in the journal."""
    UserSession.objects.create_from_request(request)


def end_session(*, user: User, pk: int) -> bool:
    """Sign somebody out in one browser; gives whether there was such a session of theirs. Not told in the journal."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is None:
        return False
    session.end()
    return True


def end_other_sessions(*, user: User, current: str | None) -> int:
    """Sign somebody out everywhere but in the session `current`; gives how many ended. Not told in the journal."""
    others = UserSession.objects.filter(user=user).exclude(session_key=current).order_by("pk")
    for session in others:
        session.end()
    return len(others)
