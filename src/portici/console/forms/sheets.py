"""The form that brings a file back."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.kernel.archives import MAXIMUM_BYTES

ACCEPTED = ".xlsx,.csv,.zip,.json,.yaml,.yml"


class SheetForm(forms.Form):
    """A workbook, CSV or whole plan; what is in it is for the services to say."""

    file = forms.FileField(
        label=lazy("File"),
        help_text=lazy(
            "A workbook (.xlsx), a .csv, or a .zip file of the .csv files; 20 MB at most."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": lazy("Choose a file."),
            "empty": lazy("The file is empty. Choose another one."),
        },
        max_length=200,
    )

    def clean_file(self) -> object:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > MAXIMUM_BYTES:
            megabytes = MAXIMUM_BYTES // 1024 // 1024
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB. Divide it, or check what is in it.")
                % {"limit": megabytes}
            )
        return file
