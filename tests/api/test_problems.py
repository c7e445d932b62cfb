"""What is answered when there is nothing else to answer (RFC 9457)."""

import logging

import pytest
from django.test import Client, RequestFactory

from portici.api.views.interface import interface
from portici.api.views.problems import parameter_problem, shown


def test_unknown_address_says_where_the_addresses_are(db: None, client: Client) -> None:
    answer = client.get("/api/v1/nothing?lang=en")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Language"] == "en"
    assert answer.json() == {
        "type": "/api/v1/docs#problem-unknown-address",
        "title": "Unknown address",
        "status": 404,
        "detail": "There is nothing at /api/v1/nothing. All addresses: /api/v1/docs",
        "instance": "/api/v1/nothing",
        "errors": [],
    }


def test_unknown_plan_says_which_there_are(site: None, client: Client) -> None:
    answer = client.get("/api/v1/plans/rome-2040?lang=en")

    assert answer.status_code == 404
    assert answer.json()["type"] == "/api/v1/docs#problem-unknown-plan"
    assert answer.json()["detail"] == "There is no plan “rome-2040” here. There are: torino-2030."


@pytest.mark.parametrize("code", ["9.9.9", "%00", "%E2%80%AE", "a" * 2_000, "<script>"])
def test_unknown_node_is_a_problem(site: None, client: Client, code: str) -> None:
    answer = client.get(f"/api/v1/plans/torino-2030/nodes/{code}?lang=en")

    assert answer.status_code == 404
    assert answer.json()["type"] == "/api/v1/docs#problem-unknown-node"
    assert len(answer.json()["detail"]) < 200


def test_wrong_parameters_are_told_all_at_once(db: None, client: Client) -> None:
    answer = client.get(
        "/api/v1/plans?page=0&page_size=1000&lang=fr", {}, headers={"Accept-Language": "en"}
    )

    assert answer.status_code == 422
    assert answer.json() == {
        "type": "/api/v1/docs#problem-invalid-parameters",
        "title": "The question cannot be understood",
        "status": 422,
        "detail": "These parameters cannot be used: lang, page, page_size.",
        "instance": "/api/v1/plans",
        "errors": [
            {
                "parameter": "lang",
                "code": "shape.string-pattern-mismatch",
                "detail": "Must be it or en.",
            },
            {
                "parameter": "page",
                "code": "shape.greater-than-equal",
                "detail": "Must be 1 or more.",
            },
            {
                "parameter": "page_size",
                "code": "shape.less-than-equal",
                "detail": "Must be 500 or less.",
            },
        ],
    }


@pytest.mark.parametrize("page", ["", "one", "1.5", "9" * 5_000, "-1", "\0", "1000001"])
def test_page_that_is_no_page_is_refused(db: None, client: Client, page: str) -> None:
    answer = client.get("/api/v1/plans", {"page": page})

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == ["page"]


def test_parameter_error_without_a_sentence_of_ours_keeps_its_own(rf: RequestFactory) -> None:
    found = [{"type": "strange", "loc": ("query", "page"), "msg": "Strange."}]

    answer = parameter_problem(rf.get("/api/v1/plans"), found)

    assert b'"detail": "Strange."' in answer.content


@pytest.mark.parametrize("address", ["/api/v1/plans", "/api/v1/docs", "/api/v1/nothing"])
def test_too_many_parameters_are_a_problem(db: None, client: Client, address: str) -> None:
    question = "&".join(f"a{number}=1" for number in range(1_100))

    answer = client.get(f"{address}?{question}")

    assert answer.status_code in {200, 400, 404}
    assert client.get(f"/api/v1/plans?{question}").json()["type"] == (
        "/api/v1/docs#problem-bad-request"
    )


def test_long_and_strange_values_are_shown_shortened() -> None:
    assert shown("a" * 200) == "a" * 100 + "…"
    assert shown("a\0b") == "a�b"
    assert shown("à") == "à"


def test_failure_is_recorded_and_told_in_one_sentence(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    failure = ZeroDivisionError("secret")

    with caplog.at_level(logging.ERROR):
        answer = interface.on_exception(rf.get("/api/v1/plans"), failure)

    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [failure]
