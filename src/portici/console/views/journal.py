"""The history of everything, and of one thing, with names."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs_anywhere
from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.history import (
    kind_choices,
    person_choices,
    read_question,
    scope_choices,
    verb_choices,
)
from portici.console.queries.history import (
    history_items,
    history_table,
    reaches_of,
    scopes_within,
    undo_addresses,
)
from portici.console.views.shell import build_work_shell, render_work_page
from portici.journal.queries import EntryRow
from portici.journal.queries.reading import actors_within, entries_within, verbs_within
from portici.kernel.tabular import MEDIA_TYPES, WRITERS
from portici.ui.components import Download
from portici.ui.shell import Crumb

# Entries on a page, and in a file at most: whoever needs more narrows the question.
PAGE = 50
FILE = 10_000


@needs_anywhere(Right.READ_JOURNAL)
def history(request: HttpRequest) -> HttpResponseBase:
    """Who did what, when and why, the newest first, within what the visitor may read."""
    visitor = visitor_of(request)
    reaches = reaches_of(visitor.holder)
    question = read_question(request.GET.dict())
    asked = question.asked
    found = entries_within(reaches, asked, before=question.before, limit=PAGE + 1)
    entries, has_older = found[:PAGE], len(found) > PAGE
    here = reverse("work-history")
    older = {**question.values, "before": str(entries[-1].number)} if has_older else {}
    is_one_thing = bool(asked.kind and asked.key)
    return render_work_page(
        request,
        "console/history.html",
        shell=build_work_shell(request, breadcrumb=_crumbs(is_one_thing)),
        items=history_items(entries),
        undo=undo_addresses(visitor, entries),
        question=question,
        asked=asked,
        thing=_thing(entries) if is_one_thing else "",
        is_one_thing=is_one_thing,
        in_force=len(question.values),
        here=here,
        older=f"{here}?{urlencode(older)}" if older else "",
        newest=f"{here}?{urlencode(question.values)}" if question.before is not None else "",
        scope_choices=scope_choices(scopes_within(reaches), asked.scope),
        kind_choices=kind_choices(asked.kind),
        verb_choices=verb_choices(verbs_within(reaches), asked.verb),
        person_choices=person_choices(actors_within(reaches), asked.actor_id),
        downloads=[
            Download(
                kind, f"{reverse('work-history-export', args=[kind])}?{urlencode(question.values)}"
            )
            for kind in WRITERS
        ],
        most=FILE,
    )


@needs_anywhere(Right.READ_JOURNAL)
def history_export(request: HttpRequest, format: str) -> HttpResponseBase:
    """The entries that answer the same question, as a file; the newest ten thousand at most."""
    if format not in WRITERS:
        raise Http404(
            _("Lists come as csv, xlsx or json, not as “%(format)s”.") % {"format": format}
        )
    reaches = reaches_of(visitor_of(request).holder)
    question = read_question(request.GET.dict())
    entries = entries_within(reaches, question.asked, limit=FILE)
    table = history_table(entries, name=_("history"))
    return HttpResponse(
        WRITERS[format](table),
        content_type=MEDIA_TYPES[format],
        headers={
            "Content-Disposition": f'attachment; filename="{table.name}.{format}"',
            "Cache-Control": "private, no-store",
        },
    )


def _crumbs(is_one_thing: bool) -> list[Crumb]:
    if not is_one_thing:
        return [Crumb(_("History"))]
    return [Crumb(_("History"), reverse("work-history")), Crumb(_("One thing"))]


def _thing(entries: list[EntryRow]) -> str:
    """What the thing was called last."""
    return entries[0].subject_label if entries else ""
