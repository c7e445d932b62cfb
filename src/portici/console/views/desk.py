"""The desk: what waits for somebody, what they wait for, what is late."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portici.accounts.permissions import signed_in
from portici.accounts.queries.signin import name_shown
from portici.accounts.queries.visitors import visitor_of
from portici.console.queries.desk import desk_of
from portici.console.views.shell import address_of, build_work_shell, render_work_page
from portici.kernel import clock


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I wait for, what is late; nothing else."""
    visitor = visitor_of(request)
    return render_work_page(
        request,
        "console/desk.html",
        shell=build_work_shell(request),
        desk=desk_of(visitor, today=clock.today(), at=clock.now()),
        name=name_shown(visitor.user) if visitor.user else "",
        contact=settings.PORTICI_BODY_EMAIL,
        body=settings.PORTICI_BODY_NAME,
        address_of=address_of,
    )
