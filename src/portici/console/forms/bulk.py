"""The form that changes markers and alignments of many elements at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portici.console.rules.bulk import BulkWish


class BulkForm(forms.Form):
    """What is added to the chosen elements, and what is taken away."""

    add_marker = forms.ChoiceField(required=False)
    remove_marker = forms.ChoiceField(required=False)
    add_topic = forms.ChoiceField(required=False)
    remove_topic = forms.ChoiceField(required=False)

    def __init__(
        self,
        *given: Any,
        markers: Sequence[tuple[str, Any]],
        topics: Sequence[tuple[str, Any]],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        labels = {
            "add_marker": _("Add the marker"),
            "remove_marker": _("Take away the marker"),
            "add_topic": _("Align to the topic"),
            "remove_topic": _("No longer align to the topic"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            choices = markers if name.endswith("marker") else topics
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something is to be changed, and not the same thing in both ways."""
        cleaned = super().clean() or {}
        if not self.errors:
            wish = self.wish()
            if wish.is_empty:
                self.add_error(None, _("Choose at least one marker or topic to add or take away."))
            elif wish.contradicts_itself:
                self.add_error(
                    None, _("The same cannot be added and taken away. Choose one of the two.")
                )
        return cleaned

    def wish(self) -> BulkWish:
        """What is wished for."""
        return BulkWish(**{name: self.cleaned_data.get(name, "") for name in self.fields})
