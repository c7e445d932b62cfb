"""Forms for giving a role, inviting, taking away: they know the shape, the services know the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.accounts.choices import ScopeKind
from portici.accounts.forms import EraseAccountForm
from portici.accounts.phrases import sentence
from portici.accounts.rules.granting import LONGEST_INVITATION, SHORTEST_INVITATION
from portici.accounts.rules.roles import Role
from portici.accounts.rules.scopes import (
    SITE,
    Scope,
    municipality_scope,
    node_scope,
    organisation_scope,
    plan_scope,
)
from portici.accounts.services.grants import Terms
from portici.kernel.findings import Finding
from portici.plan.queries.scopes import node_uid

Choices = Sequence[tuple[str, str]]

# Which field a refusal is about; the others stand above the form.
_FIELD_OF = {
    "accounts.email-wrong": "email",
    "accounts.email-taken": "email",
    "accounts.invitation-pending": "email",
    "accounts.person-inactive": "email",
    "accounts.invitation-days": "valid_days",
    "accounts.reason-missing": "reason",
    "accounts.grant-over": "ends",
    "accounts.grant-backwards": "ends",
    "accounts.confirmation-wrong": "confirmation",
}


@dataclass(frozen=True, slots=True)
class ScopeChoices:
    """On what the visitor may give roles: value and label of plans and of municipalities."""

    plans: Choices
    municipalities: Choices


class _Refusable(forms.Form):
    """A form that shows what a service refused, at the field that it is about."""

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put the sentences of findings where they belong."""
        for finding in findings:
            field = _FIELD_OF.get(finding.code)
            self.add_error(field if field in self.fields else None, sentence(finding))


class ReasonForm(_Refusable):
    """Why something is taken away or closed."""

    reason = forms.CharField(
        label=lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("A few words, for whoever looks at this later. The person can read them."),
    )


class EraseForm(EraseAccountForm, _Refusable):
    """The address of somebody's account, before it is erased."""


class RoleForm(_Refusable):
    """A role for somebody: on what, from when to when, and why. Its fields depend on the role."""

    plan = forms.ChoiceField(label=lazy("Plan"))
    element = forms.CharField(label=lazy("Element"), max_length=40)
    municipality = forms.ChoiceField(label=lazy("Municipality"))
    organisation = forms.CharField(
        label=lazy("Key of the organisation"),
        max_length=60,
        help_text=lazy(
            "Small letters, digits and hyphens, such as example-cooperative. Always write it the same way:"
            " it stands for the organisation until there is a register."
        ),
    )
    reason = forms.CharField(
        label=lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("A few words, for whoever looks at this later. The person can read them."),
    )
    starts = forms.DateField(
        label=lazy("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=lazy("Leave it empty to begin at once."),
    )
    ends = forms.DateField(
        label=lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=lazy("The last day. Leave it empty for no end."),
    )

    def __init__(self, *args: Any, role: type[Role], choices: ScopeChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role
        kinds = set(role.scopes)
        wanted = {
            "plan": bool(kinds & {ScopeKind.PLAN, ScopeKind.NODE}),
            "element": ScopeKind.NODE in kinds,
            "municipality": ScopeKind.MUNICIPALITY in kinds,
            "organisation": ScopeKind.ORGANISATION in kinds,
        }
        for name, is_wanted in wanted.items():
            if not is_wanted:
                del self.fields[name]
        self._offer("plan", choices.plans)
        self._offer("municipality", [("", _("Choose")), *choices.municipalities])
        if "element" in self.fields:
            is_whole = ScopeKind.PLAN in kinds
            self.fields["element"].required = not is_whole
            self.fields["element"].help_text = (
                _("Its code, such as 1.1.1: the role then counts for it and all below it only.")
                if is_whole
                else _("Its code, such as 1.1.1-A02: the role counts for it and all below it.")
            )

    def clean(self) -> dict[str, Any]:
        """Find the element in the plan."""
        given = super().clean() or {}
        code = given.get("element", "").strip()
        if code and given.get("plan"):
            uid = node_uid(given["plan"], code)
            if uid is None:
                self.add_error("element", _("The plan has no element “%(code)s”.") % {"code": code})
            given["uid"] = uid
        return given

    @property
    def terms(self) -> Terms:
        """What was asked for, once the form is valid."""
        given = self.cleaned_data
        return Terms(self.role.key, self._scope(), given["starts"], given["ends"], given["reason"])

    def _scope(self) -> Scope:
        given = self.cleaned_data
        if given.get("uid"):
            return node_scope(given["uid"])
        if "plan" in given:
            return plan_scope(given["plan"])
        if "municipality" in given:
            return municipality_scope(given["municipality"])
        if "organisation" in given:
            return organisation_scope(given["organisation"].strip())
        return SITE

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put the sentences of findings where they belong; what the role is held on has one field of several."""
        scope_fields = ("organisation", "municipality", "element", "plan")
        for finding in findings:
            if finding.code == "accounts.scope-unknown":
                field = next((name for name in scope_fields if name in self.fields), None)
                self.add_error(field, sentence(finding))
            else:
                super().refuse([finding])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


class InviteForm(RoleForm):
    """A role for whoever reads an e-mail address."""

    email = forms.EmailField(
        label=lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=lazy(
            "The invitation goes there. Somebody who has an account already accepts it with that."
        ),
    )
    language = forms.ChoiceField(label=lazy("Language of the e-mail"), choices=settings.LANGUAGES)
    valid_days = forms.IntegerField(
        label=lazy("Days to accept"),
        initial=14,
        min_value=SHORTEST_INVITATION,
        max_value=LONGEST_INVITATION,
    )
    field_order = (
        "email",
        "language",
        "plan",
        "element",
        "municipality",
        "organisation",
        "reason",
        "starts",
        "ends",
        "valid_days",
    )
