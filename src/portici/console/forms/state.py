"""The form of a thing of a draft: its texts in all languages side by side, what it was when it was opened, and why."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.console.rules.fields import (
    FieldSpec,
    Flat,
    UnreadableField,
    flat_of,
    form_names,
    state_of,
)
from portici.kernel.findings import Finding
from portici.plan.choices import ChangeSource
from portici.plan.phrases import sentence
from portici.plan.phrases.editing import FIELDS as FIELD_NAMES
from portici.plan.rules.editing.states import Stated, Why, fingerprint

# What a browser may send for one field: texts of the plan are shorter, and the service says by how much.
LONGEST_TEXT = 20_000
LANGUAGE_NAMES = {"it": "Italiano", "en": "English"}
# Findings that name no field, and the field that they are about.
_ABOUT = {
    "plan.edit-code-taken": "code",
    "plan.edit-key-taken": "key",
    "plan.edit-key-fixed": "key",
    "plan.number-wrong": "value",
    "plan.figure-without-value": "value",
    "plan.edit-figure-topic-unknown": "topic",
    "plan.span-out-of-range": "lines",
    "plan.span-backwards": "lines",
    "plan.alignment-without-line": "lines",
    "plan.alignment-without-reason": "reason",
    "plan.edit-already-aligned": "topic",
    "plan.edit-already-linked": "line",
    "plan.edit-position-wrong": "position",
    "plan.edit-under-itself": "parent",
    "plan.edit-no-level-below": "parent",
    "plan.edit-has-children": "with_children",
}
_HINTS = {
    "lines": lazy("Numbers of lines of the plan's document, such as 12-15, 20."),
    "named_elsewhere": lazy("Numbers of lines of the plan's document, such as 12-15, 20."),
    "code": lazy("It names the element in addresses and acts, such as 1.1.1-A05."),
    "value": lazy("A number, or a short text in every language below."),
    "unit": lazy("A short name without spaces, such as people or euro."),
    "line": lazy("The line under this element, such as 1.1.1-S04; a new one is made."),
    "variant": lazy("What the document calls the instrument in that line."),
    "key": lazy("Lower case letters, figures and hyphens; it stays for ever."),
}


class StateForm(forms.Form):
    """The fields of one thing. `seen` and `was` carry what somebody had before their eyes, to tell two edits apart."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200_000)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        specs: Sequence[FieldSpec],
        languages: Sequence[str],
        choices: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        stated: Stated | None = None,
        initial: Mapping[str, str] | None = None,
        prefix: str | None = None,
    ) -> None:
        shown: dict[str, str] = dict(initial or {})
        if stated is not None:
            shown = flat_of(stated.state, specs, languages) | {
                "seen": stated.fingerprint,
                "was": json.dumps(stated.state, ensure_ascii=False, sort_keys=True),
            }
        super().__init__(None if data is None else _picked(data), initial=shown, prefix=prefix)
        self.specs = tuple(specs)
        self.languages = tuple(languages)
        self.choices = dict(choices or {})
        for spec in self.specs:
            for name in form_names(spec, self.languages):
                self.fields[name] = self._field(spec, name)

    @property
    def groups(self) -> list[tuple[FieldSpec, str, list[tuple[str, BoundField]]]]:
        """For each field of the state its name for people, and its form fields with their languages."""
        grouped = []
        for spec in self.specs:
            bound = [
                (name.removeprefix(f"{spec.name}_") if name != spec.name else "", self[name])
                for name in form_names(spec, self.languages)
            ]
            grouped.append((spec, str(FIELD_NAMES.get(spec.name, spec.name)), bound))
        return grouped

    def flat(self) -> Flat:
        """What was written, field by field."""
        names = [name for spec in self.specs for name in form_names(spec, self.languages)]
        return {name: str(self.data.get(self.add_prefix(name), "")) for name in names}

    def values(self) -> dict[str, Any]:
        """The values of the state; empty with errors at their fields when one cannot be read."""
        flat = {
            name: "on" if text is True else text or "" for name, text in self.cleaned_data.items()
        }
        try:
            return state_of(flat, self.specs, self.languages)
        except UnreadableField as unreadable:
            self.add_error(unreadable.field, self._unreadable(unreadable.field))
            return {}

    def was_flat(self) -> Flat | None:
        """How the thing was when it was opened; None when that is not what was sent."""
        try:
            state = json.loads(self.data.get(self.add_prefix("was"), ""))
            if not isinstance(state, dict) or fingerprint(state) != self.data.get(
                self.add_prefix("seen")
            ):
                return None
            return flat_of(state, self.specs, self.languages)
        except (ValueError, TypeError, AttributeError):
            return None

    def refuse(self, findings: Sequence[Finding]) -> None:
        """Every finding at the field that it is about."""
        for finding in findings:
            self.add_error(self._field_of(finding), sentence(finding))

    def _field_of(self, finding: Finding) -> str | None:
        named = str(finding.facts.get("field", "") or _ABOUT.get(finding.code, ""))
        parts = named.replace("/", ".").split(".")
        language = str(finding.facts.get("language", "")) or (parts[1] if len(parts) > 1 else "")
        candidates = [f"{parts[0]}_{language}", parts[0]]
        candidates += [f"{parts[0]}_{each}" for each in self.languages]
        return next((name for name in candidates if name in self.fields), None)

    def _field(self, spec: FieldSpec, name: str) -> forms.Field:
        language = name.removeprefix(f"{spec.name}_") if name != spec.name else ""
        label = str(FIELD_NAMES.get(spec.name, spec.name))
        if language:
            label = f"{label} ({LANGUAGE_NAMES.get(language, language)})"
        if spec.kind == "flag":
            return forms.BooleanField(label=label, required=False)
        if spec.kind == "choice":
            return forms.ChoiceField(
                label=label, choices=self.choices.get(spec.name, ()), required=spec.is_required
            )
        # Titles are long too: in one line nobody sees their end.
        rows = 6 if spec.is_long else 2
        widget: forms.Widget = (
            forms.Textarea(attrs={"rows": rows})
            if spec.kind == "texts" or spec.is_long
            else forms.TextInput()
        )
        if language:
            widget.attrs["lang"] = language
        return forms.CharField(
            label=label,
            widget=widget,
            required=spec.is_required and not (spec.kind in {"amount", "unit"} and language),
            max_length=LONGEST_TEXT,
            help_text="" if language else str(_HINTS.get(spec.name, "")),
        )

    def _unreadable(self, field: str) -> str:
        if field == "year":
            return _("A year is a whole number, such as 2024.")
        if field == "value":
            return _(
                "Write a number with figures alone, such as 4900 or 3,5; or leave it empty and write a text."
            )
        return _("Write numbers of lines like this: 12-15, 20.")


def _picked(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with the other person's text where it was chosen on the page of a conflict."""
    sent = {name: data.get(name) for name in data}
    for name, choice in list(sent.items()):
        if name.startswith("pick_") and choice == "theirs":
            field = name.removeprefix("pick_")
            sent[field] = sent.get(f"theirs_{field}", sent.get(field))
    return sent


class WhyForm(forms.Form):
    """Why something is changed, and who asked for it."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        languages: Sequence[str],
        initial: Mapping[str, str] | None = None,
        prefix: str = "why",
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), prefix=prefix)
        self.languages = tuple(languages)
        for language in self.languages:
            self.fields[f"reason_{language}"] = forms.CharField(
                label=_("Why (%(language)s)")
                % {"language": LANGUAGE_NAMES.get(language, language)},
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
                required=False,
                max_length=LONGEST_TEXT,
            )
        self.fields["source"] = forms.ChoiceField(
            label=_("Who asked for it"), choices=ChangeSource.choices
        )
        self.fields["note"] = forms.CharField(
            label=_("Which meeting, round or act"), required=False, max_length=300
        )

    def clean(self) -> dict[str, Any]:
        """One language is enough."""
        cleaned = super().clean() or {}
        reasons = [f"reason_{language}" for language in self.languages]
        if not any(cleaned.get(name) for name in reasons) and not self.errors:
            self.add_error(
                reasons[0],
                _(
                    "Write why this is changed, in one language at least: everybody can read it later."
                ),
            )
        return cleaned

    def why(self) -> Why:
        """The reason as services take it."""
        reason = {
            language: self.cleaned_data[f"reason_{language}"]
            for language in self.languages
            if self.cleaned_data[f"reason_{language}"]
        }
        return Why(reason, self.cleaned_data["source"], self.cleaned_data["note"])
