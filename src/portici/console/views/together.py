"""Two people at one thing: what both wrote is put together; where both wrote in one field, the second one chooses."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portici.console.forms.state import StateForm, WhyForm
from portici.console.rules.fields import flat_of
from portici.console.rules.merging import Merged, merged
from portici.console.services.editing import Outcome
from portici.console.views.acting import act
from portici.plan.phrases import sentence
from portici.plan.queries.editions import Edition
from portici.plan.rules.editing.states import Stated, Why
from portici.plan.services.editing import Conflict


def is_sound(form: StateForm) -> bool:
    """Whether every field of a form that was sent can be read; else the errors stand at their fields."""
    return form.is_valid() and bool(form.values()) and form.is_valid()


def save_together(
    request: HttpRequest,
    edition: Edition,
    *,
    form: StateForm,
    why: WhyForm,
    said: str,
    edit: Callable[[str, dict[str, Any], Why], object],
) -> Outcome:
    """Save a sound form; `edit` takes what was seen, the values, the reason.

    When somebody else saved the same thing meanwhile, in other fields, theirs stay and these are saved beside them,
    and the writer is told so. Where both wrote in one field nothing is saved: the outcome has the conflict.
    """
    values = form.values()
    seen = form.cleaned_data["seen"]
    outcome = act(
        request, edition, why=why, said=said, edit=lambda reason: edit(seen, values, reason)
    )
    conflict = outcome.conflict
    if conflict is None or conflict.current is None:
        return outcome
    fields = _together(form, conflict.current)
    both = _bound(form, conflict.current, {name: each.value for name, each in fields.items()})
    if any(each.is_to_choose for each in fields.values()) or not is_sound(both):
        return outcome
    theirs = [str(both.fields[name].label) for name, each in fields.items() if each.who == "theirs"]
    told = _("Meanwhile %(who)s had changed: %(fields)s. That stays.") % {
        "who": _who(conflict),
        "fields": ", ".join(theirs),
    }
    return act(
        request,
        edition,
        why=why,
        said=f"{said} {told}" if theirs else said,
        edit=lambda reason: edit(both.cleaned_data["seen"], both.values(), reason),
    )


def conflict_form(form: StateForm, current: Stated) -> StateForm:
    """The form again, with the texts of both put together, as of the state that stands now."""
    together = _together(form, current)
    return StateForm(
        specs=form.specs,
        languages=form.languages,
        choices=form.choices,
        initial={
            **_before_eyes(form, current),
            **{name: each.value for name, each in together.items()},
        },
    )


def conflict_shown(form: StateForm, conflict: Conflict) -> dict[str, Any]:
    """What the page says about the conflict; it has a current state."""
    assert conflict.current is not None  # noqa: S101 -- the callers have asked
    return {
        "sentence": " ".join(sentence(each) for each in conflict.findings),
        "by": _who(conflict),
        "at": conflict.changed_at,
        "fields": _together(form, conflict.current),
    }


def _who(conflict: Conflict) -> str:
    return conflict.changed_by or _("somebody else")


def _together(form: StateForm, current: Stated) -> dict[str, Merged]:
    theirs = flat_of(current.state, form.specs, form.languages)
    return merged(form.was_flat(), theirs, form.flat())


def _bound(form: StateForm, current: Stated, flat: dict[str, str]) -> StateForm:
    """The form as if it had been sent with these texts by somebody who saw the state that stands now."""
    return StateForm(
        {**_before_eyes(form, current), **flat},
        specs=form.specs,
        languages=form.languages,
        choices=form.choices,
    )


def _before_eyes(form: StateForm, current: Stated) -> dict[str, str]:
    """`seen` and `was` of a form that is opened now."""
    fresh = StateForm(specs=form.specs, languages=form.languages, stated=current)
    return {name: str(fresh.initial[name]) for name in ("seen", "was")}
