"""Pages of a list, and the way from one to the next."""

import pytest

from portici.api.rules.paging import PageAsked, last_page, page_links


def links(asked: PageAsked, total: int, *parameters: tuple[str, str]) -> str:
    """The header of a list of `total` rows at /list."""
    return page_links("/list", parameters=parameters, asked=asked, total=total)


@pytest.mark.parametrize(
    ("total", "size", "last"), [(0, 10, 1), (1, 10, 1), (10, 10, 1), (11, 10, 2), (30, 10, 3)]
)
def test_last_page_counts_the_page_begun(total: int, size: int, last: int) -> None:
    assert last_page(total, size) == last


def test_page_asked_spans_its_rows() -> None:
    assert PageAsked(number=3, size=20).span == slice(40, 60)


def test_links_are_absent_when_all_is_on_one_page() -> None:
    assert links(PageAsked(1, 10), 10) == ""


def test_links_of_the_first_page_lead_on() -> None:
    assert links(PageAsked(1, 10), 30) == (
        '</list?page=1>; rel="first", </list?page=2>; rel="next", </list?page=3>; rel="last"'
    )


def test_links_of_a_middle_page_lead_both_ways() -> None:
    assert links(PageAsked(2, 10), 30) == (
        '</list?page=1>; rel="first", </list?page=1>; rel="prev",'
        ' </list?page=3>; rel="next", </list?page=3>; rel="last"'
    )


def test_links_of_the_last_page_lead_back() -> None:
    assert links(PageAsked(3, 10), 30) == (
        '</list?page=1>; rel="first", </list?page=2>; rel="prev", </list?page=3>; rel="last"'
    )


def test_links_beyond_the_end_lead_to_the_last_page() -> None:
    assert links(PageAsked(9, 10), 5) == (
        '</list?page=1>; rel="first", </list?page=1>; rel="prev", </list?page=1>; rel="last"'
    )


def test_links_keep_the_question_and_replace_the_page() -> None:
    question = (("q", "città & <b>"), ("page", "1"), ("page_size", "1"))

    assert links(PageAsked(1, 1), 2, *question) == (
        '</list?q=citt%C3%A0+%26+%3Cb%3E&page_size=1&page=1>; rel="first",'
        ' </list?q=citt%C3%A0+%26+%3Cb%3E&page_size=1&page=2>; rel="next",'
        ' </list?q=citt%C3%A0+%26+%3Cb%3E&page_size=1&page=2>; rel="last"'
    )
