"""What pages add to the frame of every page of the site: entries of menu and footer, and whether there are news."""

from portici.journal.rules.acts import By
from portici.journal.services import recording, set_standing
from portici.kernel.findings import Finding
from portici.pages.choices import PageKind, Placement
from portici.pages.models import Page
from portici.pages.queries.frame import PLACES, STANDING, frame_state
from portici.pages.services.changes import act_on, locked_page
from portici.pages.services.refusals import CannotPlace

# A menu that wraps over lines is read by nobody.
LIMITS = {Placement.MAIN: 3, Placement.FOOTER: 8}
MAXIMUM_POSITION = 99


def place_in_menu(*, page_id: int, placement: str, position: int, by: By) -> Page:
    """Say where a page is linked from, and in which order; it is seen there while the page is public.

    Raises CannotPlace for news, for places that do not exist or are full.
    """
    with recording(by=by) as record:
        page = locked_page(page_id)
        findings = _findings(page, placement, position)
        if findings:
            raise CannotPlace(findings)
        before = {"placement": page.placement, "position": page.position}
        after = {"placement": placement, "position": position}
        changes = {
            name: (before[name], after[name]) for name in before if before[name] != after[name]
        }
        if not changes:
            return page
        page.placement, page.position = placement, position
        page.save()
        keep_standing()
        record.add(act_on(page, "placed", changes, is_public=page.is_public))
    return page


def keep_standing() -> None:
    """Keep beside the revision what every public page must know of pages."""
    set_standing(name=STANDING, value=frame_state())


def _findings(page: Page, placement: str, position: int) -> list[Finding]:
    if placement not in Placement.values:
        return [Finding("pages.placement-unknown", facts={"placement": placement})]
    findings = []
    if page.kind == PageKind.NEWS and placement != Placement.NONE:
        findings.append(Finding("pages.placement-news"))
    if not 0 <= position <= MAXIMUM_POSITION:
        findings.append(Finding("pages.position-wrong"))
    if placement in PLACES:
        limit = LIMITS[Placement(placement)]
        others = Page.objects.filter(placement=placement).exclude(pk=page.pk).count()
        if others >= limit:
            findings.append(Finding("pages.menu-full", facts={"limit": limit}))
    return findings
