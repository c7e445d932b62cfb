"""`portici pages …`: publishing what is on the schedule."""

import logging
import time

import click
from django.db import DatabaseError, close_old_connections
from django.utils.translation import gettext as _

from portici.cli.output import say
from portici.journal.services import by_schedule
from portici.kernel import clock
from portici.pages.services import publish_due_pages

logger = logging.getLogger(__name__)


@click.group(help=_("News and pages: publish what is on the schedule."))
def pages() -> None:
    """The group of commands about news and pages."""


@pages.command(
    "publish-due",
    help=_(
        "Publish the pages whose moment has come. `portici up` does it by itself; with another server, have cron"
        " call it every minute."
    ),
)
@click.option(
    "--every",
    type=click.IntRange(1, 3600),
    help=_("Go on, and look again after so many seconds, until Ctrl-C."),
)
def publish_due(every: int | None) -> None:
    """Publish once, or over and over. Called twice at once, each page is published once."""
    if every is None:
        _say_published()
        return
    while True:
        try:
            _say_published()
        except DatabaseError:
            # The database may be away for a moment; whoever waits for a page waits one turn more.
            logger.exception("The schedule of pages could not be looked at")
        # Without a request nobody else closes a connection that broke.
        close_old_connections()
        time.sleep(every)


def _say_published() -> None:
    for slug in publish_due_pages(by=by_schedule(clock.now())):
        say(_("Published: %(slug)s") % {"slug": slug})
