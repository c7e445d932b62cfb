"""Sentences of why an edition cannot take a step, and the words of the journal about editions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "plan.edition-frozen": gettext_noop(
        "The edition “{edition}” of this plan is approved and frozen, and the folder says something else. Give the"
        " folder another edition key, or begin a new edition from it: `portici plan edition new {subject} KEY`."
    ),
    "plan.edition-is-frozen": gettext_noop(
        "The edition “{subject}” is approved: it is frozen and nothing of it changes. Begin a new edition from it."
    ),
    "plan.edition-gone": gettext_noop(
        "The edition “{subject}” is no longer there. Look at the list of editions."
    ),
    "plan.edition-not-draft": gettext_noop(
        "The edition “{subject}” is not a draft: this step is for drafts. Its page says what can be done next."
    ),
    "plan.edition-not-in-consultation": gettext_noop(
        "The edition “{subject}” is not in consultation: there is nothing to close. Its page says what can be"
        " done next."
    ),
    "plan.edition-key-wrong": gettext_noop(
        "“{subject}” cannot be the key of an edition. Write at most 60 lower case letters, digits and hyphens:"
        " 2026, 2026-revision."
    ),
    "plan.edition-key-taken": gettext_noop(
        "The plan has an edition “{subject}” already. Choose another key."
    ),
    "plan.edition-base-draft": gettext_noop(
        "“{subject}” is a draft, and a new edition does not begin from a draft. Choose an edition that is approved"
        " or in consultation."
    ),
    "plan.edition-name-missing": gettext_noop(
        "The edition has no name. Write one, in one language at least."
    ),
    "plan.edition-name-language": gettext_noop(
        "The plan has no texts in “{subject}”. Write the name in: {known}."
    ),
    "plan.edition-name-wrong": gettext_noop(
        "“{subject}” cannot be the name of an edition. Write plain text of at most 300 characters."
    ),
    "plan.approval-act-wrong": gettext_noop(
        "“{subject}” does not name the act of approval. Write body, number and date, in at most 300 characters."
    ),
    "plan.approval-in-future": gettext_noop(
        "The day of approval, {subject}, is still to come. Write the day on which the edition was approved."
    ),
    "plan.edition-is-current": gettext_noop(
        "“{subject}” is the only edition that readers can be shown, and stays. Approve another one first."
    ),
    "plan.edition-is-base": gettext_noop(
        "Another edition began as a copy of “{subject}”: it stays. Discard the other one first, if it is a draft."
    ),
    "plan.discard-without-reason": gettext_noop(
        "Discarding “{subject}” needs a reason: the history keeps it."
    ),
    "plan.base-itself": gettext_noop(
        "The edition “{subject}” names itself as its base. Name the edition that it began from, or leave `base` out."
    ),
    "plan.approval-of-draft": gettext_noop(
        "The edition “{subject}” is not approved (“{status}”) but has “{field}”. Remove it, or correct the status."
    ),
    "plan.origin-itself": gettext_noop(
        "{subject} is said to come out of itself. Name the node that it came from, by its `id` or first code."
    ),
    "plan.change-without-reason": gettext_noop(
        "The change of {subject} gives no reason in a language of the plan ({languages}). Write it."
    ),
}

VERBS = {
    "plan.edition-begun": _("Edition begun"),
    "plan.edition-renamed": _("Edition renamed"),
    "plan.consultation-opened": _("Consultation opened"),
    "plan.consultation-closed": _("Consultation closed"),
    "plan.edition-approved": _("Edition approved"),
    "plan.edition-superseded": _("Superseded by another edition"),
    "plan.edition-discarded": _("Draft discarded"),
    "plan.edition-loaded": _("Edition loaded from its folder"),
    "plan.official-attached": _("Official wording attached"),
}

FIELDS = {
    "status": _("State"),
    "base": _("Begun from"),
    "approval_act": _("Act of approval"),
    "approved_on": _("Approved on"),
    "content_hash": _("Content hash"),
    "official_sha256": _("Document attached"),
}
