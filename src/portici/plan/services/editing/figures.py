"""Figures of a draft."""

from collections.abc import Mapping
from typing import Any

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.plan.models import Edition, Inconsistency
from portici.plan.queries.editing import figure_stated, stated_figure
from portici.plan.rules.editing.checks import checked
from portici.plan.rules.editing.states import Change, State, Why
from portici.plan.services.editing.branches import dropped
from portici.plan.services.editing.changes import write_changes
from portici.plan.services.editing.conflicts import agree, gone
from portici.plan.services.editing.draft import Draft, open_draft, refuse
from portici.plan.services.editing.locks import lock_structure, locked_figure
from portici.plan.services.editing.refusals import CannotEdit


def add_figure(*, edition: Edition, values: Mapping[str, Any], by: By, why: Why) -> str:
    """Add a figure; `values` are the fields of FIELDS["figure"]. Returns its key. Raises CannotEdit."""
    with recording(by=by) as record:
        lock_structure(edition)
        draft = open_draft(edition, record, by=by, why=why)
        state, findings = checked("figure", str(values.get("key", "")), values, draft.frame)
        refuse(findings)
        key: str = state["key"]
        if figure_stated(draft.edition, key) is not None:
            raise CannotEdit(Finding("plan.edit-key-taken", key))
        refuse(_unknown(draft, state, before={}))
        write_changes(draft, [Change("figure", key, key, "added", None, state)])
    return key


def change_figure(
    *, edition: Edition, key: str, seen: str, values: Mapping[str, Any], by: By, why: Why
) -> None:
    """Change the fields given in `values`, all but the key. Raises CannotEdit, Conflict."""
    with recording(by=by) as record:
        row = locked_figure(edition, key)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "figure", key)
        stated = stated_figure(row)
        agree(draft.edition, stated, seen)
        if values.get("key", key) != key:
            raise CannotEdit(Finding("plan.edit-key-fixed", key))
        state, findings = checked("figure", key, {**stated.state, **values}, draft.frame)
        refuse(findings)
        refuse(_unknown(draft, state, before=stated.state))
        write_changes(draft, [Change("figure", key, key, "changed", stated.state, state)])


def drop_figure(*, edition: Edition, key: str, seen: str, by: By, why: Why) -> None:
    """Take a figure out. Raises CannotEdit, Conflict."""
    with recording(by=by) as record:
        row = locked_figure(edition, key)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "figure", key)
        stated = stated_figure(row)
        agree(draft.edition, stated, seen)
        write_changes(draft, [dropped(stated)])


def _unknown(draft: Draft, state: State, *, before: State) -> list[Finding]:
    """A figure's heading and inconsistency are among those of the edition. One query at most.

    A heading that the figure had before may stay: a folder need not declare any.
    """
    findings = []
    topics = [topic["key"] for topic in draft.edition.figure_topics]
    if topics and state["topic"] not in topics and state["topic"] != before.get("topic"):
        facts = {"topic": state["topic"], "known": ", ".join(topics)}
        findings.append(Finding("plan.edit-figure-topic-unknown", state["key"], facts))
    key = state["inconsistency"]
    rows = Inconsistency.objects.filter(edition=draft.edition, key=key)
    if key and not rows.exists():
        findings.append(Finding("plan.inconsistency-unknown", state["key"], {"key": key}))
    return findings
