"""Writing entries: with the change or not at all, in one chain."""

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from tests.journal.conftest import NOW, Write, act

from portici.journal.models import Actor, Entry, Head, PersonalValue
from portici.journal.phrases import (
    FAULTS,
    fault_sentence,
    field_name,
    known_verbs,
    register_fields,
    register_verbs,
    verb_name,
)
from portici.journal.queries import current_revision, history, operation_entries
from portici.journal.queries.links import audit_chain
from portici.journal.rules.acts import Act, By, Sealed, Subject
from portici.journal.services import (
    by_command,
    by_schedule,
    erase_person,
    new_person,
    recording,
    rename_person,
)

pytestmark = pytest.mark.django_db


class Failed(Exception):
    """Something goes wrong in a service."""


def _fail(by: By) -> None:
    """A service that writes, acts, and fails."""
    with recording(by=by) as record:
        new_person(name="Nobody")
        record.add(act("lost", is_public=True))
        record.touch_public()
        raise Failed


def _keys() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("subject_key", flat=True))


def test_an_entry_holds_who_when_what_and_why(by: By, write: Write) -> None:
    write(act(reason="So.", facts={"step": 1}))

    (entry,) = history(with_names=True)

    assert (entry.number, entry.at, entry.verb) == (1, NOW, "plan.node-reworded")
    assert (entry.actor, entry.actor_kind, entry.channel) == ("Anna Rossi", "person", "page")
    assert (entry.subject_key, entry.scope, entry.request_id) == ("A.1", "plan:small", "abc")
    assert [(each.name, each.before, each.after) for each in entry.changes] == [
        ("title", "one", "two")
    ]
    assert (entry.reason, entry.facts, entry.is_public) == ("So.", {"step": 1}, False)
    assert str(Entry.objects.get()) == "1 plan.node-reworded"
    head = Head.objects.get()
    assert str(head) == f"1:{Entry.objects.get().digest}"


def test_nothing_done_writes_no_entry(by: By) -> None:
    with recording(by=by) as record:
        assert record.acts == ()

    assert not Entry.objects.exists()
    assert current_revision() == 0


def test_a_failure_keeps_neither_change_nor_entry(by: By) -> None:
    with pytest.raises(Failed):
        _fail(by)

    assert not Entry.objects.exists()
    assert not Actor.objects.filter(name="Nobody").exists()


def test_a_service_within_another_shares_its_operation(by: By) -> None:
    with recording(by=by) as outer:
        outer.add(act("first"))
        with recording(by=by) as inner:
            inner.add(act("second"))
        outer.add(act("third"))

    operations = set(Entry.objects.values_list("operation", flat=True))
    assert (_keys(), len(operations)) == (["first", "second", "third"], 1)
    (operation,) = operations
    assert [each.subject_key for each in operation_entries(UUID(str(operation)))] == _keys()


def test_an_inner_failure_takes_back_only_what_is_its_own(by: By) -> None:
    with recording(by=by) as outer:
        outer.add(act("kept"))
        with pytest.raises(Failed):
            _fail(by)
        outer.add(act("kept too"))

    assert _keys() == ["kept", "kept too"]
    assert not Actor.objects.filter(name="Nobody").exists()
    assert current_revision() == 0


def test_an_inner_failure_that_goes_on_takes_everything_back(by: By) -> None:
    def act_and_fail() -> None:
        with recording(by=by) as outer:
            outer.add(act())
            _fail(by)

    with pytest.raises(Failed):
        act_and_fail()

    assert not Entry.objects.exists()
    with recording(by=by) as again:
        again.add(act("afterwards"))
    assert _keys() == ["afterwards"]


def test_public_acts_count_as_changes_of_public_data(by: By) -> None:
    with recording(by=by) as record:
        record.add(act(is_public=True))
        record.add(act(is_public=True))
    with recording(by=by) as record:
        record.add(act())
    with recording(by=by) as record:
        record.touch_public()

    assert current_revision() == 2


def test_an_act_may_be_somebody_elses(by: By, anna: Actor) -> None:
    system = by_schedule(NOW)
    with recording(by=by) as record:
        record.add(act(), by=system)

    assert Entry.objects.get().actor_id == system.actor_id
    assert history(actor_id=anna.pk, with_names=True) == []


def test_the_head_is_made_again_where_it_is_missing(by: By, write: Write) -> None:
    Head.objects.all().delete()

    write(act())

    assert Head.objects.get().number == 1
    assert audit_chain().holds


def test_personal_values_are_sealed_and_opened_only_with_names(by: By, anna: Actor) -> None:
    with recording(by=by) as record:
        record.add(
            act(
                changes={"email": (None, Sealed("anna@example.org", about=anna.pk))},
                reason=Sealed("Anna asked for it.", about=anna.pk),
                facts={"list": [Sealed("x@example.org", about=anna.pk), {"a": 1}]},
                is_public=True,
            )
        )

    entry = Entry.objects.get()
    assert "anna@example.org" not in entry.payload + entry.reason
    (named,) = history(with_names=True)
    assert named.changes[0].after == "anna@example.org"
    assert named.reason == "Anna asked for it."
    assert named.facts == {"list": ["x@example.org", {"a": 1}]}
    (public,) = history()
    assert (public.changes[0].after, public.reason, public.actor) == ("…", "…", "")
    assert str(PersonalValue.objects.order_by("seal")[0]) == min(
        PersonalValue.objects.values_list("seal", flat=True)
    )


def test_erasing_somebody_keeps_the_chain(by: By, anna: Actor) -> None:
    with recording(by=by) as record:
        record.add(act(changes={"email": (None, Sealed("anna@example.org", about=anna.pk))}))

    with recording(by=by_command(NOW)) as record:
        count = erase_person(actor_id=anna.pk, by=by_command(NOW))
        record.add(Act("accounts.person-erased", Subject("accounts.person", str(anna.uid))))

    assert count == 1
    first = history(with_names=True)[-1]
    assert (first.actor, first.changes[0].after) == ("", "…")
    report = audit_chain()
    assert (report.holds, report.entries, report.erased_values) == (True, 2, 1)
    anna.refresh_from_db()
    assert (str(anna), anna.erased_at) == (str(anna.uid), NOW)


def test_a_new_name_stands_in_past_entries_too(by: By, anna: Actor, write: Write) -> None:
    write(act())

    rename_person(actor_id=anna.pk, name="Anna Bianchi")

    assert history(with_names=True)[0].actor == "Anna Bianchi"
    assert audit_chain().holds


def test_commands_and_the_clock_have_one_actor_each() -> None:
    assert by_command(NOW) == by_command(NOW)
    assert by_command(NOW).actor_id != by_schedule(NOW).actor_id
    assert (by_command(NOW).channel, by_schedule(NOW).channel) == ("command", "schedule")


def test_history_is_narrowed_and_paged_by_number(by: By, write: Write) -> None:
    other = Act("plan.edition-loaded", Subject("plan.edition", "small:1", scope="plan:small:1"))
    alike = Act("plan.edition-loaded", Subject("plan.edition", "smaller", scope="plan:smaller"))
    write(act("A.1"), act("A.2", is_public=True), other, alike)

    def numbers(**asked: object) -> list[int]:
        return [each.number for each in history(with_names=True, **asked)]  # type: ignore[arg-type]

    assert numbers() == [4, 3, 2, 1]
    assert numbers(limit=2) == [4, 3]
    assert numbers(before=3) == [2, 1]
    assert numbers(kind="plan.node") == [2, 1]
    assert numbers(keys=["A.1"]) == [1]
    assert numbers(scope="plan:small") == [3, 2, 1]
    assert numbers(verbs=["plan.edition-loaded"]) == [4, 3]
    assert numbers(actor_id=by.actor_id) == [4, 3, 2, 1]
    assert [each.number for each in history()] == [2]


def test_apps_bring_the_words_for_their_verbs_and_fields() -> None:
    register_verbs({"test.thing-done": "Done"})
    register_fields({"thing": "Thing"})

    assert (verb_name("test.thing-done"), field_name("thing")) == ("Done", "Thing")
    assert (verb_name("test.unknown"), field_name("unknown")) == ("test.unknown", "unknown")
    assert "test.thing-done" in known_verbs()


def test_every_fault_has_a_sentence() -> None:
    assert all("7" in fault_sentence(fault, 7) for fault in FAULTS)


def test_what_json_cannot_hold_is_refused_with_everything(by: By) -> None:
    def act_with(value: object) -> None:
        with recording(by=by) as record:
            new_person(name="Nobody")
            record.add(act(facts={"x": value}))

    with pytest.raises(TypeError):
        act_with(object())

    assert not Actor.objects.filter(name="Nobody").exists()


def test_entries_are_written_within_a_transaction_that_failed_before(by: By, write: Write) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(number=7, at=NOW, actor_id=by.actor_id, operation=UUID(int=1))

    write(act())

    assert audit_chain().holds
