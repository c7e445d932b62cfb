"""The editions of plans that everybody reads, as the API answers them. Never a draft that is not current."""

from portici.api.queries.plans import Answer, edition_summary
from portici.plan.choices import EditionStatus
from portici.plan.queries.editions import Edition, all_plan_editions, public_editions
from portici.plan.queries.lives import earlier_statement


def readable_editions(slug: str) -> list[Edition]:
    """The editions of a plan that exists, the newest first. One query."""
    return list(public_editions(slug))


def readable_editions_named(key: str, *, plan: str = "") -> list[Edition]:
    """The editions of that key, of all plans or of one, in the plans' order. One query."""
    return [
        edition
        for edition in all_plan_editions()
        if edition.key == key
        and (not plan or edition.plan.slug == plan)
        and (edition.is_current or edition.status != EditionStatus.DRAFT)
    ]


def edition_with_code(current: Edition, code: str) -> str:
    """Key of the newest earlier edition that has an element of that code; empty without any. One query at most."""
    if "\0" in code:  # PostgreSQL refuses to be asked.
        return ""
    statement = earlier_statement(current.plan.slug, code)
    return statement.edition.key if statement else ""


def edition_answer(edition: Edition) -> Answer:
    """One edition: `forms.editions.Edition`. No query when its base has been read with it."""
    frozen = edition.frozen_at
    return {
        **edition_summary(edition),
        "is_current": edition.is_current,
        "base": edition.base.key if edition.base else edition.base_key or None,
        "note": edition.note or None,
        "approved_on": edition.approved_on.isoformat() if edition.approved_on else None,
        "approval_act": edition.approval_act or None,
        "frozen_at": frozen.isoformat() if frozen else None,
        "frozen_hash": edition.content_hash if frozen else None,
    }
