"""Which edition stands for its plan, where an address or a command names none."""

from portici.journal.rules.acts import Act, Subject
from portici.journal.services import Recording
from portici.plan.choices import EditionStatus
from portici.plan.models import Edition, Plan
from portici.plan.services.editing.locks import hold_edition

# What an edition says of the plan, and the plan's own row repeats from its current edition.
_HEADER = ("title", "short_title", "summary", "languages", "territory")


def edition_subject(edition: Edition) -> Subject:
    """An edition as the journal names it."""
    key = f"{edition.plan.slug}:{edition.key}"
    return Subject("plan.edition", key, label=edition.key, scope=f"plan:{key}")


def hold_row(edition: Edition) -> Edition | None:
    """The edition's row as it is now, kept with all that it holds until the transaction ends; None when it is gone.

    Whoever takes a step with an edition calls it first: it waits for every edit under way, and of two people who take
    steps with editions of one plan one waits. Five queries.
    """
    hold_edition(edition=edition)
    rows = Edition.objects.select_for_update(of=("self",)).select_related("plan")
    return rows.filter(pk=edition.pk).order_by("pk").first()


def make_current(edition: Edition, record: Recording) -> None:
    """Let the edition be the one shown; an approved one supersedes the one that was approved before.

    The edition's own row is for the caller to save, afterwards: the database allows one current edition.
    """
    others = Edition.objects.filter(plan=edition.plan).exclude(pk=edition.pk)
    if edition.status == EditionStatus.APPROVED:
        for earlier in others.filter(status=EditionStatus.APPROVED).order_by("pk"):
            record.add(_superseded(earlier, by=edition))
        others.filter(status=EditionStatus.APPROVED).update(status=EditionStatus.SUPERSEDED)
    others.filter(is_current=True).update(is_current=False)
    edition.is_current = True
    stated = {name: edition.header[name] for name in _HEADER}
    Plan.objects.filter(pk=edition.plan_id).update(**stated)
    for name, value in stated.items():
        setattr(edition.plan, name, value)


def _superseded(earlier: Edition, *, by: Edition) -> Act:
    return Act(
        verb="plan.edition-superseded",
        subject=edition_subject(earlier),
        changes={"status": (EditionStatus.APPROVED.value, EditionStatus.SUPERSEDED.value)},
        facts={"by": by.key},
        is_public=True,
    )
