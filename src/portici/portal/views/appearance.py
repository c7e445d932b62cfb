"""The colours of a plan, as a stylesheet of its own: the Content-Security-Policy allows none in the page."""

from django.http import HttpRequest, HttpResponse

from portici.portal.views.shell import edition_or_404
from portici.ui.appearance import stylesheet


def plan_colours(request: HttpRequest, slug: str) -> HttpResponse:
    """A class per area; the tag of the site's revision lets browsers keep it until the plan changes."""
    edition = edition_or_404(slug)
    sheet = stylesheet(edition.appearance.get("colours", {}))
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")
