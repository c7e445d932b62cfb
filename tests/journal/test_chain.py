"""The chain's rules, without a database."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.journal.rules.chain import (
    ORIGIN,
    Break,
    Link,
    canonical,
    first_break,
    instant,
    link_digest,
    seal_of,
    seals_in,
)

FIELDS = st.dictionaries(st.sampled_from(["verb", "reason", "payload"]), st.text(max_size=10))


def _chain(contents: list[dict[str, str]]) -> list[Link]:
    links: list[Link] = []
    previous = ORIGIN
    for number, fields in enumerate(contents, start=1):
        digest = link_digest(number=number, fields=fields, previous=previous)
        links.append(Link(number, fields, previous, digest))
        previous = digest
    return links


def _check(links: list[Link], whole: list[Link]) -> Break | None:
    last = whole[-1] if whole else Link(0, {}, ORIGIN, ORIGIN)
    return first_break(links, last_number=last.number, last_digest=last.digest)


@given(st.lists(FIELDS, max_size=6))
def test_a_chain_as_it_was_written_holds(contents: list[dict[str, str]]) -> None:
    links = _chain(contents)

    assert _check(links, links) is None


@given(st.lists(FIELDS, min_size=1, max_size=6), st.data())
def test_any_altered_entry_is_found_first(
    contents: list[dict[str, str]], data: st.DataObject
) -> None:
    links = _chain(contents)
    at = data.draw(st.integers(0, len(links) - 1))
    altered = replace(links[at], fields={**links[at].fields, "verb": "something else entirely"})

    assert _check([*links[:at], altered, *links[at + 1 :]], links) == Break(at + 1, "altered")


@given(st.lists(FIELDS, min_size=1, max_size=6), st.data())
def test_any_missing_entry_is_named(contents: list[dict[str, str]], data: st.DataObject) -> None:
    links = _chain(contents)
    at = data.draw(st.integers(0, len(links) - 1))

    assert _check([*links[:at], *links[at + 1 :]], links) == Break(at + 1, "missing")


@given(st.lists(FIELDS, min_size=2, max_size=6), st.data())
def test_an_entry_rewritten_with_its_digest_breaks_the_next(
    contents: list[dict[str, str]], data: st.DataObject
) -> None:
    links = _chain(contents)
    at = data.draw(st.integers(0, len(links) - 2))
    fields = {"verb": "something else entirely"}
    digest = link_digest(number=at + 1, fields=fields, previous=links[at].previous)
    forged = Link(at + 1, fields, links[at].previous, digest)

    assert _check([*links[:at], forged, *links[at + 1 :]], links) == Break(at + 2, "unlinked")


def test_a_last_entry_that_is_not_the_head_is_found() -> None:
    whole = _chain([{"verb": "a"}, {"verb": "b"}])
    forged = _chain([{"verb": "a"}, {"verb": "c"}])

    assert _check(forged, whole) == Break(2, "shortened")
    assert _check(whole, whole[:1]) == Break(2, "shortened")


def test_values_have_one_canonical_form() -> None:
    assert canonical({"b": [1, None], "a": "è"}) == '{"a":"è","b":[1,null]}'
    with pytest.raises(TypeError):
        canonical({"a": object()})
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_instants_are_written_in_utc_to_the_microsecond() -> None:
    rome = timezone(timedelta(hours=1))

    assert instant(datetime(2026, 3, 2, 9, 30, tzinfo=rome)) == "2026-03-02T08:30:00.000000Z"


def test_seals_are_found_at_any_depth() -> None:
    one, other = seal_of(salt="s", text="a"), seal_of(salt="t", text="a")

    payload = {
        "changes": {"email": [None, {"sealed": one}]},
        "facts": {"x": {"y": {"sealed": other}}},
    }

    assert one != other
    assert list(seals_in(payload)) == [one, other]
    assert list(seals_in("text")) == []
