"""Sentences of the accounts app: names and meanings of roles, and one sentence per finding."""

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from portici.kernel.findings import Finding
from portici.kernel.sentences import written

ROLE_NAMES = {
    "administrator": _("Administrator"),
    "coordinator": _("Plan coordinator"),
    "editor": _("Editor"),
    "action-lead": _("Action lead"),
    "organisation-representative": _("Representative of an organisation"),
    "municipality-representative": _("Representative of a municipality"),
    "facilitator": _("Facilitator"),
    "evaluator": _("Evaluator"),
    "reader": _("Reader of drafts"),
}

ROLE_SENTENCES = {
    "administrator": _("Keeps this installation and may do everything on it."),
    "coordinator": _(
        "Runs a plan for the working group of its promoters: text, editions, people and pages."
    ),
    "editor": _("Writes the text of a draft, or of one part of it; others approve and publish."),
    "action-lead": _(
        "Answers for an action or a part of the plan, and follows its drafts and history."
    ),
    "organisation-representative": _("Speaks for an organisation and keeps its keys for programs."),
    "municipality-representative": _("Speaks for a municipality."),
    "facilitator": _(
        "Leads interviews, tables and consultations, and reads what is being prepared."
    ),
    "evaluator": _(
        "Judges from outside: reads drafts and the history with names, changes nothing."
    ),
    "reader": _("Reads drafts before they are public, changes nothing."),
}

# Until there is a register of organisations, a key is all that is known of one.
ORGANISATION_LABEL = _("Organisation “%(key)s”")

# Why somebody could not be signed up, given a role, invited, erased; facts are filled in by `sentence`.
SENTENCES = {
    "accounts.name-too-long": gettext_noop(
        "The name is longer than {limit} characters. Shorten it."
    ),
    "accounts.name-unprintable": gettext_noop(
        "The name contains a line break or another character that cannot be seen. Write it again."
    ),
    "accounts.language-unknown": gettext_noop(
        "“{subject}” is not a language of this site. Choose one of: {known}."
    ),
    "accounts.email-wrong": gettext_noop(
        "“{subject}” is not an e-mail address. Write it like name@example.org."
    ),
    "accounts.email-taken": gettext_noop(
        "There is already an account with the address {subject}. Look for the person and give them the role there."
    ),
    "accounts.password-weak": gettext_noop("This password cannot be used: {reason}"),
    "accounts.role-unknown": gettext_noop("There is no role “{subject}”. Roles: {known}."),
    "accounts.scope-kind": gettext_noop(
        "The role “{subject}” cannot be held on that. It can be held on: {kinds}."
    ),
    "accounts.scope-unknown": gettext_noop(
        "There is no “{subject}” here. Check how it is written, or choose it from the list."
    ),
    "accounts.reason-missing": gettext_noop(
        "Write why, in a few words: whoever looks at this later must understand."
    ),
    "accounts.grant-over": gettext_noop(
        "The role would end on {subject}, which has passed. Choose a later day, or leave it empty."
    ),
    "accounts.grant-backwards": gettext_noop(
        "The role would end before it begins. Correct one of the two days."
    ),
    "accounts.grant-to-oneself": gettext_noop(
        "Nobody gives a role to themselves. Ask somebody else who may give it."
    ),
    "accounts.grant-not-allowed": gettext_noop(
        "You may not give the role “{subject}” on that. An administrator can."
    ),
    "accounts.grant-already-held": gettext_noop(
        "This person already holds the role “{subject}” on that. To change its dates, take it away and give it again."
    ),
    "accounts.withdraw-not-allowed": gettext_noop(
        "You may not take away the role “{subject}” on that. An administrator can."
    ),
    "accounts.grant-missing": gettext_noop(
        "This role is not held any more: somebody took it away meanwhile. Look at the page again."
    ),
    "accounts.grant-none": gettext_noop(
        "This person does not hold that role on that. `portici user list` shows who holds what."
    ),
    "accounts.last-administrator": gettext_noop(
        "This is the last administrator: without one nobody could let anybody in."
        " Make somebody else administrator first."
    ),
    "accounts.person-inactive": gettext_noop(
        "This account is closed. Open it again before giving it a role."
    ),
    "accounts.invitation-days": gettext_noop(
        "An invitation cannot stay open for {subject} days. Choose between {shortest} and {longest}."
    ),
    "accounts.invitation-pending": gettext_noop(
        "{subject} has already been invited to that role, and the invitation is still open."
        " Send it again or withdraw it."
    ),
    "accounts.invitation-unknown": gettext_noop(
        "This link belongs to no invitation. Open it again from the e-mail, whole;"
        " or ask whoever invited you to send it again."
    ),
    "accounts.invitation-expired": gettext_noop(
        "This invitation has expired. Ask whoever invited you to send it again."
    ),
    "accounts.invitation-withdrawn": gettext_noop(
        "This invitation has been withdrawn. If that surprises you, ask whoever invited you."
    ),
    "accounts.invitation-accepted": gettext_noop(
        "This invitation has been accepted already. If it was you, sign in; if not, tell whoever invited you."
    ),
    "accounts.invitation-powerless": gettext_noop(
        "Whoever invited you may not give this role any more. Ask the people who run the plan for a new invitation."
    ),
    "accounts.invitation-other-address": gettext_noop(
        "This invitation was sent to another e-mail address than yours. Sign out, then open the link again."
    ),
    "accounts.person-unknown": gettext_noop(
        "There is no account with the address “{subject}”. `portici user list` shows all."
    ),
    "accounts.view-without-name": gettext_noop(
        "The view has no name. Give it one that tells you what it shows."
    ),
    "accounts.view-name-long": gettext_noop(
        "The name “{subject}…” is longer than {limit} characters. Shorten it."
    ),
    "accounts.view-name-taken": gettext_noop(
        "You have another view of this list called “{subject}”. Choose another name."
    ),
    "accounts.view-too-many": gettext_noop(
        "You keep {limit} views of this list already. Delete one that you no longer use."
    ),
    "accounts.view-unknown": gettext_noop(
        "This view is not there any more. Look at the list of your views again."
    ),
    "accounts.key-without-name": gettext_noop(
        "Give the key a name, so that you know later which program uses it."
    ),
    "accounts.key-name-long": gettext_noop(
        "The name “{subject}…” is longer than {limit} characters. Shorten it."
    ),
    "accounts.key-name-unprintable": gettext_noop(
        "The name contains a character that cannot be seen. Write it again."
    ),
    "accounts.key-right-unknown": gettext_noop(
        "There is no right “{subject}”. Choose among those of the list."
    ),
    "accounts.key-right-not-held": gettext_noop(
        "“{subject}” is not among your rights there: a key can do only what you may do. Leave it out, or ask for a"
        " role."
    ),
    "accounts.key-organisation-unknown": gettext_noop(
        "“{subject}” is not the key of an organisation. Choose it from the list."
    ),
    "accounts.key-organisation-not-yours": gettext_noop(
        "You do not keep the keys of “{subject}”. Whoever represents the organisation does."
    ),
    "accounts.key-over": gettext_noop("The key would have ended already. Choose a later day."),
    "accounts.key-too-long": gettext_noop(
        "A key works for {days} days at most. Choose an earlier day, and make a new one then."
    ),
    "accounts.key-too-many": gettext_noop(
        "You have {limit} keys that work. Revoke those that no program uses any more."
    ),
    "accounts.key-missing": gettext_noop(
        "This key is not there any more. Look at the list of your keys again."
    ),
    "accounts.key-not-yours": gettext_noop(
        "This is not your key. Its holder can revoke it, and whoever represents the organisation that it acts for."
    ),
    "accounts.confirmation-wrong": gettext_noop(
        "This is not the e-mail address of the account. Write it exactly, to confirm."
    ),
}

# What happened, in the history; the thing's name stands after it.
VERBS = {
    "accounts.user-created": _("Account created"),
    "accounts.profile-changed": _("Profile changed"),
    "accounts.user-deactivated": _("Account closed"),
    "accounts.user-reactivated": _("Account opened again"),
    "accounts.user-erased": _("Account and personal data erased"),
    "accounts.user-exported": _("Personal data handed out"),
    "accounts.role-granted": _("Role given"),
    "accounts.role-withdrawn": _("Role taken away"),
    "accounts.invitation-sent": _("Invitation sent"),
    "accounts.invitation-resent": _("Invitation sent again"),
    "accounts.invitation-withdrawn": _("Invitation withdrawn"),
    "accounts.invitation-accepted": _("Invitation accepted"),
    "accounts.password-set": _("Password set"),
    "accounts.password-changed": _("Password changed"),
    "accounts.email-added": _("E-mail address added"),
    "accounts.email-changed": _("Main e-mail address changed"),
    "accounts.email-removed": _("E-mail address removed"),
    "accounts.second-factor-added": _("Second factor set up"),
    "accounts.second-factor-removed": _("Second factor removed"),
    "accounts.recovery-codes-renewed": _("New recovery codes made"),
    "accounts.key-made": _("Key for programs made"),
    "accounts.key-revoked": _("Key for programs revoked"),
    "accounts.gateway-linked": _("Identity of another provider linked"),
    "accounts.gateway-unlinked": _("Identity of another provider unlinked"),
}

FIELDS = {
    "name": _("Name"),
    "language": _("Language"),
    "email": _("E-mail address"),
    "kind": _("Kind"),
    "is_active": _("Account open"),
    "role": _("Role"),
    "scope": _("On what"),
    "starts": _("From"),
    "ends": _("Until"),
}


def sentence(finding: Finding) -> str:
    """The finding in the active language, with its facts."""
    return written(finding, sentences=SENTENCES, translate=gettext)


# The register of personal data, for the privacy page and docs/privacy.md.
PERSONAL_DATA = {
    "identity": _("E-mail addresses, name, language, whether the account is open, since when"),
    "sign-in": _(
        "Password (only as a check value), second factors, last sign-in, link with an identity provider"
    ),
    "sessions": _("Where you are signed in: browser, network address, first and last use"),
    "roles": _("Roles: which, on what, from when to when, given and taken away by whom and why"),
    "invitations": _("Invitations: address, role offered, by whom and why, what became of it"),
    "keys": _("Keys for programs: name, what they may do, last use, answers given to their writes"),
    "views": _("Lists saved with filters and columns"),
    "history": _(
        "History of what was done: when, what, through what, and why; addresses and names in it apart from it"
    ),
}
PURPOSES = {
    "account": _("To know who works on the plan, and to write to them about it."),
    "sign-in": _("To let nobody else in under your name."),
    "safety": _("So that you see where you are signed in, and can end it."),
    "roles": _("To decide who may do what, and to be able to answer for it."),
    "invitations": _("To offer a role to somebody, once."),
    "keys": _("To let a program act for you, within limits, and to repeat an answer safely."),
    "convenience": _("So that a list opens as you like it."),
    "history": _(
        "To prove who changed a public plan, and to undo it: a task in the public interest"
        " (article 6, paragraph 1, letter e)."
    ),
}
RETENTIONS = {
    "account": _("Until the account is deleted."),
    "session": _("Until you sign out, or two weeks after the last sign-in."),
    "invitation": _("Until 90 days after it was accepted, withdrawn or has expired."),
    "history": _(
        "As long as the plan. When the account is deleted, name and addresses are erased"
        " and the entries stay without them."
    ),
}
READERS = {
    "oneself": _("Only you."),
    "nobody": _("Nobody; you see which second factors you have."),
    "granters": _("You, and those who may give roles on the same plan."),
    "journal-readers": _(
        "You, and those with the right to read the history with names; the public reads public changes without names."
    ),
}
