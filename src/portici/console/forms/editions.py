"""Forms for the life of an edition: they know the shape, the services know the rules."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.console.forms.state import LANGUAGE_NAMES
from portici.kernel.findings import Finding
from portici.plan.phrases import sentence

# Which field a refusal is about; the others stand above the form.
_FIELD_OF = {
    "plan.edition-key-wrong": "key",
    "plan.edition-key-taken": "key",
    "plan.edition-base-draft": "base",
    "plan.edition-name-missing": "name",
    "plan.edition-name-wrong": "name",
    "plan.approval-act-wrong": "act",
    "plan.approval-in-future": "approved_on",
    "plan.discard-without-reason": "reason",
}


class _Refusable(forms.Form):
    """A form that shows what a service refused, at the field that it is about."""

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put the sentences of findings where they belong."""
        for finding in findings:
            wanted = _FIELD_OF.get(finding.code, "")
            field = next((name for name in self.fields if wanted and name.startswith(wanted)), None)
            self.add_error(field, sentence(finding))


class NameForm(_Refusable):
    """The name of an edition in every language of the plan."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        languages: Sequence[str],
        name: Mapping[str, str] | None = None,
    ) -> None:
        shown = {f"name_{language}": text for language, text in (name or {}).items()}
        super().__init__(data, initial=shown)
        self.languages = tuple(languages)
        for language in self.languages:
            shown_language = LANGUAGE_NAMES.get(language, language)
            self.fields[f"name_{language}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": shown_language},
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"lang": language, "autocomplete": "off"}),
            )

    def name(self) -> dict[str, str]:
        """Language to what was written."""
        return {language: self.cleaned_data[f"name_{language}"] for language in self.languages}


class BeginForm(NameForm):
    """A new edition: what it is called, and which one it begins as a copy of."""

    key = forms.CharField(
        label=lazy("Short name in addresses"),
        max_length=60,
        help_text=lazy("Lower case letters, figures and hyphens, such as 2026; it stays for ever."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    base = forms.ChoiceField(
        label=lazy("Begin as a copy of"),
        help_text=lazy(
            "Every element is copied and stays the same element; drafts cannot be copied."
        ),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        languages: Sequence[str],
        bases: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, languages=languages)
        field = self.fields["base"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(bases)


class ApproveForm(_Refusable):
    """The act by which the edition was approved."""

    act = forms.CharField(
        label=lazy("Act of approval"),
        max_length=300,
        help_text=lazy("Body, number and date, as one cites it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    approved_on = forms.DateField(
        label=lazy("Day of approval"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=lazy("Note for the history"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StepForm(_Refusable):
    """A step that needs nothing but a note."""

    reason = forms.CharField(
        label=lazy("Note for the history"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DiscardForm(_Refusable):
    """Deleting a draft: its short name must be typed, so that nobody does it in passing."""

    typed = forms.CharField(
        label=lazy("Short name of the draft"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=lazy("Why it is deleted"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, key: str) -> None:
        # Two forms of the page ask for a reason.
        super().__init__(data, auto_id="discard_%s")
        self.key = key
        self.fields["typed"].help_text = _("Type %(key)s to confirm.") % {"key": key}

    def clean_typed(self) -> str:
        """Nothing but the draft's own short name will do."""
        typed: str = self.cleaned_data["typed"].strip()
        if typed != self.key:
            raise forms.ValidationError(
                _("This is not the short name of the draft: type %(key)s.") % {"key": self.key}
            )
        return typed
