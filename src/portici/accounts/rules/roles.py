"""The roles, each with the sentence that people read and the rights that it gives.

This file decides who may do what. It is written to be read by whoever answers for that.
Source: DESIGN.md, parts 2 and 9; the plan's document names the working group of the two promoters.
"""

from typing import ClassVar

from portici.accounts.choices import Right, ScopeKind
from portici.accounts.phrases import ROLE_NAMES, ROLE_SENTENCES


class Role:
    """A role: what it may do, on what it can be held, and whether whoever holds it is staff.

    Attributes:
        key: names the role in commands, in the database and in the API.
        rights: what it may do within the scope on which it is held.
        scopes: kinds of scope on which it can be held.
        is_staff: whether it works on the plan itself; staff can be made to have a second factor.
    """

    key: ClassVar[str]
    rights: ClassVar[frozenset[Right]]
    scopes: ClassVar[tuple[ScopeKind, ...]]
    is_staff: ClassVar[bool] = False

    @classmethod
    def label(cls) -> str:
        """The role's name in the active language."""
        return str(ROLE_NAMES[cls.key])

    @classmethod
    def sentence(cls) -> str:
        """What the role is for, in one sentence, in the active language."""
        return str(ROLE_SENTENCES[cls.key])


class Administrator(Role):
    """Keeps the installation: everything, everywhere."""

    key = "administrator"
    rights = frozenset(Right)
    scopes = (ScopeKind.SITE,)
    is_staff = True


class Coordinator(Role):
    """Runs the plan for the working group of its promoters: text, editions, people, pages."""

    key = "coordinator"
    rights = frozenset(
        {
            Right.READ_DRAFTS,
            Right.EDIT_PLAN,
            Right.MANAGE_EDITIONS,
            Right.READ_JOURNAL,
            Right.GRANT_ROLES,
            Right.WRITE_PAGES,
            Right.PUBLISH_PAGES,
        }
    )
    scopes = (ScopeKind.PLAN,)
    is_staff = True


class Editor(Role):
    """Writes: the text of a draft, or of a part of it, and pages; somebody else approves and publishes."""

    key = "editor"
    rights = frozenset({Right.READ_DRAFTS, Right.EDIT_PLAN, Right.READ_JOURNAL, Right.WRITE_PAGES})
    scopes = (ScopeKind.PLAN, ScopeKind.NODE)
    is_staff = True


class ActionLead(Role):
    """Answers for an action: follows its drafts and its history."""

    key = "action-lead"
    rights = frozenset({Right.READ_DRAFTS, Right.READ_JOURNAL})
    scopes = (ScopeKind.NODE,)


class OrganisationRepresentative(Role):
    """Speaks for an organisation, and keeps its keys for programs."""

    key = "organisation-representative"
    rights = frozenset({Right.ORGANISATION_KEYS})
    scopes = (ScopeKind.ORGANISATION,)


class MunicipalityRepresentative(Role):
    """Speaks for a municipality."""

    key = "municipality-representative"
    rights = frozenset[Right]()
    scopes = (ScopeKind.MUNICIPALITY,)


class Facilitator(Role):
    """Leads interviews, tables and consultations, and so reads what is being prepared."""

    key = "facilitator"
    rights = frozenset({Right.READ_DRAFTS})
    scopes = (ScopeKind.PLAN, ScopeKind.NODE)


class Evaluator(Role):
    """Judges from outside: reads drafts and the history with names, changes nothing."""

    key = "evaluator"
    rights = frozenset({Right.READ_DRAFTS, Right.READ_JOURNAL})
    scopes = (ScopeKind.PLAN, ScopeKind.NODE)


class Reader(Role):
    """Reads drafts before they are public."""

    key = "reader"
    rights = frozenset({Right.READ_DRAFTS})
    scopes = (ScopeKind.PLAN, ScopeKind.NODE)


# In the order in which people are shown them.
ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        Administrator,
        Coordinator,
        Editor,
        ActionLead,
        OrganisationRepresentative,
        MunicipalityRepresentative,
        Facilitator,
        Evaluator,
        Reader,
    )
}
