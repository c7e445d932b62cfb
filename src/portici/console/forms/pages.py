"""Forms of news and pages: they check shape; what is allowed is said by the services."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.kernel.clock import ROME
from portici.kernel.text import slug as slug_from
from portici.pages.choices import PageKind, Placement
from portici.pages.rules.pictures import (
    MAXIMUM_ALTERNATIVE,
    MAXIMUM_CAPTION,
    MAXIMUM_CREDIT,
    PictureWords,
)
from portici.pages.rules.texts import (
    LANGUAGES,
    MAXIMUM_BODY,
    MAXIMUM_SUMMARY,
    MAXIMUM_TITLE,
    TEXT_FIELDS,
    PageText,
)

MAXIMUM_SLUG = 80


def _area(rows: int, **attributes: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attributes})


def _title(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=MAXIMUM_TITLE, required=False)


def _summary(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MAXIMUM_SUMMARY,
        required=False,
        widget=_area(3),
        help_text=lazy("One or two sentences: lists, feeds and search show them."),
    )


def _body(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=MAXIMUM_BODY, required=False, widget=_area(22, spellcheck="true")
    )


class PageForm(forms.Form):
    """A page in both languages. An unfinished text is kept; what is missing is said beside it."""

    kind = forms.ChoiceField(label=lazy("Kind"), choices=PageKind.choices)
    # Its choices are the plans on which whoever opens the form may write.
    plan = forms.ChoiceField(required=False)
    slug = forms.CharField(
        label=lazy("Address"),
        max_length=MAXIMUM_SLUG,
        required=False,
        help_text=lazy(
            "The last part of the page's address: small letters, digits and hyphens. Left empty, it is made from"
            " the title."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    it_title = _title(lazy("Title in Italian"))
    it_summary = _summary(lazy("Summary in Italian"))
    it_body = _body(lazy("Text in Italian"))
    en_title = _title(lazy("Title in English"))
    en_summary = _summary(lazy("Summary in English"))
    en_body = _body(lazy("Text in English"))
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, plans: Sequence[tuple[str, str]], **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.fields["plan"] = forms.ChoiceField(
            label=_("Belongs to"), choices=plans, required=False
        )

    def clean(self) -> dict[str, Any]:
        """An empty address is made from the first title; without any, something must be written."""
        cleaned = super().clean() or {}
        if not cleaned.get("slug") and "slug" not in self.errors:
            titles = [cleaned.get(f"{language}_title", "") for language in LANGUAGES]
            cleaned["slug"] = next((name for title in titles if (name := _slug(title))), "")
            if not cleaned["slug"]:
                self.add_error("slug", _("Write a title, or the address that the page shall have."))
        return cleaned

    def texts(self) -> dict[str, PageText]:
        """What was written, by language."""
        return {
            language: PageText(
                **{field: self.cleaned_data.get(f"{language}_{field}", "") for field in TEXT_FIELDS}
            )
            for language in LANGUAGES
        }


class ScheduleForm(forms.Form):
    """Day and time in Italy at which a page is to be published."""

    day = forms.DateField(
        label=lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=lazy("Time in Italy"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """The instant; an hour that the clocks skip in spring does not exist."""
        cleaned = super().clean() or {}
        if "day" in cleaned and "time" in cleaned:
            moment = datetime.combine(cleaned["day"], cleaned["time"], tzinfo=ROME)
            there_and_back = datetime.fromtimestamp(moment.timestamp(), ROME)
            if there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None):
                self.add_error(
                    "time", _("That night the clocks skip this hour. Choose another time.")
                )
            cleaned["moment"] = moment
        return cleaned


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=lazy("Reason"), max_length=2000, widget=_area(3))


class PlacementForm(forms.Form):
    """Where a page is linked from."""

    placement = forms.ChoiceField(label=lazy("Place in the menu"), choices=Placement.choices)
    position = forms.IntegerField(
        label=lazy("Position"),
        min_value=0,
        max_value=99,
        help_text=lazy("Smaller numbers come first."),
    )


class ImageWordsForm(forms.Form):
    """What is said of a picture."""

    it_alternative = forms.CharField(
        label=lazy("Alternative text in Italian"),
        max_length=MAXIMUM_ALTERNATIVE,
        required=False,
        widget=_area(2),
        help_text=lazy("What whoever does not see the picture needs to know, in one sentence."),
    )
    en_alternative = forms.CharField(
        label=lazy("Alternative text in English"),
        max_length=MAXIMUM_ALTERNATIVE,
        required=False,
        widget=_area(2),
    )
    it_caption = forms.CharField(
        label=lazy("Caption in Italian"), max_length=MAXIMUM_CAPTION, required=False
    )
    en_caption = forms.CharField(
        label=lazy("Caption in English"), max_length=MAXIMUM_CAPTION, required=False
    )
    credit = forms.CharField(
        label=lazy("Author or source"),
        max_length=MAXIMUM_CREDIT,
        required=False,
        help_text=lazy("Whoever must be named, and the licence."),
    )

    def clean(self) -> dict[str, Any]:
        """The alternative text is asked for here, so that the error stands beside its field."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"{language}_alternative") for language in LANGUAGES):
            self.add_error(
                "it_alternative", _("Write the alternative text in one language at least.")
            )
        return cleaned

    def words(self) -> PictureWords:
        """What was written."""
        return PictureWords(
            {each: self.cleaned_data.get(f"{each}_alternative", "") for each in LANGUAGES},
            {each: self.cleaned_data.get(f"{each}_caption", "") for each in LANGUAGES},
            self.cleaned_data.get("credit", ""),
        )


class ImageForm(ImageWordsForm):
    """A new picture."""

    file = forms.FileField(
        label=lazy("Picture"),
        help_text=lazy(
            "JPEG, PNG or WebP, 8 MB and 40 million pixels at most. Place and camera are taken out of it."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    # Its choices are the plans on which whoever opens the form may write.
    plan = forms.ChoiceField(required=False)

    field_order = ("file", "plan")

    def __init__(self, *arguments: Any, plans: Sequence[tuple[str, str]], **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.fields["plan"] = forms.ChoiceField(
            label=_("Belongs to"), choices=plans, required=False
        )


def initial_page(
    *, kind: str, plan: str, slug: str, draft: Mapping[str, Mapping[str, str]], seen: str
) -> dict[str, str]:
    """A page as the form begins with it."""
    initial = {"kind": kind, "plan": plan, "slug": slug, "seen": seen}
    for language in LANGUAGES:
        for field in TEXT_FIELDS:
            initial[f"{language}_{field}"] = draft.get(language, {}).get(field, "")
    return initial


def initial_words(words: PictureWords) -> dict[str, str]:
    """What is said of a picture as the form begins with it."""
    initial = {"credit": words.credit}
    for language in LANGUAGES:
        initial[f"{language}_alternative"] = words.alternative.get(language, "")
        initial[f"{language}_caption"] = words.caption.get(language, "")
    return initial


def _slug(title: str) -> str:
    """An address from a title; letters that the address cannot have are left out."""
    ascii_only = "".join(letter if letter.isascii() else " " for letter in slug_from(title))
    return slug_from(ascii_only)[:MAXIMUM_SLUG].strip("-")
