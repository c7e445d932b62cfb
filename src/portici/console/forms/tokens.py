"""The form that makes a key for programs; the service knows the rules."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.accounts.choices import Right
from portici.accounts.phrases import sentence
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.tokens import LONGEST_LIFE, LONGEST_NAME, PROGRAM_RIGHTS
from portici.kernel.clock import ROME
from portici.kernel.findings import Finding

# How long a key works unless somebody says otherwise.
USUAL_LIFE = timedelta(days=90)

# Which field a refusal is about; the others stand above the form.
_FIELD_OF = {
    "accounts.key-without-name": "name",
    "accounts.key-name-long": "name",
    "accounts.key-name-unprintable": "name",
    "accounts.key-right-unknown": "rights",
    "accounts.key-right-not-held": "rights",
    "accounts.key-organisation-unknown": "organisation",
    "accounts.key-organisation-not-yours": "organisation",
    "accounts.key-over": "ends",
    "accounts.key-too-long": "ends",
}


class KeyForm(forms.Form):
    """Name, rights, for whom, until when."""

    name = forms.CharField(
        label=lazy("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=lazy("Which program uses it, such as “Nightly export”."),
    )
    organisation = forms.ChoiceField(
        label=lazy("For whom it acts"),
        required=False,
        help_text=lazy("An organisation's key can do only what you may do for that organisation."),
    )
    rights = forms.MultipleChoiceField(
        label=lazy("What it may do"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Everybody's data can be read with any key. Choose no more than needed."),
    )
    ends = forms.DateField(
        label=lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=lazy("Within a year. Then the program needs a new key."),
    )

    def __init__(
        self,
        *args: Any,
        holder: Holder,
        organisations: Sequence[tuple[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        held = [right for right in PROGRAM_RIGHTS if holder.may_anywhere(right)]
        self._offer("rights", [(right.value, str(right.label)) for right in held])
        self._offer("organisation", [("", _("For you")), *organisations])
        if not held:
            del self.fields["rights"]
        if not organisations:
            del self.fields["organisation"]
        ends = self.fields["ends"]
        ends.initial = today + USUAL_LIFE
        ends.widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + LONGEST_LIFE - timedelta(days=1)).isoformat(),
        }

    @property
    def rights_chosen(self) -> list[str]:
        """What the key is to be able to do, once the form is valid."""
        return [Right(right).value for right in self.cleaned_data.get("rights", [])]

    @property
    def organisation_chosen(self) -> str:
        """The organisation that it is to act for; empty for a personal key."""
        return str(self.cleaned_data.get("organisation", ""))

    @property
    def expires_at(self) -> datetime:
        """The end of the last day, in Italy."""
        last: date = self.cleaned_data["ends"]
        return datetime.combine(last, time.max, tzinfo=ROME)

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put the sentences of findings where they belong."""
        for finding in findings:
            field = _FIELD_OF.get(finding.code)
            self.add_error(field if field in self.fields else None, sentence(finding))

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)
