"""Forms that change the tree: a place, a code, several elements out of one, one out of several."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class PlaceForm(forms.Form):
    """Under which element, and where among those that stand there."""

    parent = forms.ChoiceField(required=False)
    position = forms.IntegerField(required=False, min_value=1, max_value=9999)

    def __init__(
        self,
        *given: Any,
        choices: Sequence[tuple[str, str]],
        initial_parent: str = "",
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]
        self.fields["parent"].label = _("Stands under")
        self.fields["parent"].initial = initial_parent
        self.fields["position"].label = _("Place among the elements beside it")
        self.fields["position"].help_text = _("1 is the first; leave it empty to put it last.")


class CodeForm(forms.Form):
    """Another code."""

    new_code = forms.CharField(max_length=40)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["new_code"].label = _("New code")
        self.fields["new_code"].help_text = _(
            "Addresses with the old code keep working and say which edition they show."
        )


class MergeForm(forms.Form):
    """Which others become one with the element."""

    codes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *given: Any, choices: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["codes"].choices = choices  # type: ignore[attr-defined]
        self.fields["codes"].label = _("Merge it with")


class DropForm(forms.Form):
    """Whether what stands below goes too."""

    with_children = forms.BooleanField(required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["with_children"].label = _("Drop everything that stands below it, too")
