"""Work that no reader waits for."""

from datetime import datetime

from django_tasks import task

from portici.portal.services.pdf import release_pdf, reserve_pdf, write_pdf


@task
def write_plan_pdf(slug: str, language: str) -> None:
    """Print the plan `slug` in `language`."""
    write_pdf(slug=slug, language=language)


def request_pdf(*, slug: str, language: str, now: datetime) -> bool:
    """Queue the printing of the plan, once per revision and language; False when it was asked for already."""
    if not reserve_pdf(slug=slug, language=language, now=now):
        return False
    try:
        write_plan_pdf.enqueue(slug, language)
    except Exception:
        release_pdf(slug=slug, language=language)
        raise
    return True
