"""E-mails: both parts, the recipient's language, no markup in the text, no text that is taken for markup."""

import smtplib
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.people import SPRING, person

from portici.accounts.services.mails import message_in_parts

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).resolve().parents[2] / "src/portici/accounts/templates"
LETTERS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_message.txt")
    for path in TEMPLATES.glob("*/email/*_message.txt")
)
CONTEXT = {
    "host": "plan.example.org",
    "email": "anna@example.org",
    "activate_url": "https://plan.example.org/a",
    "password_reset_url": "https://plan.example.org/b",
    "from_email": "a@example.org",
    "to_email": "b@example.org",
    "deleted_email": "c@example.org",
    "provider": "SPID",
    "timestamp": SPRING,
    "ip": "192.0.2.7",
}


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_written_in_both_parts(letter: str, language: str) -> None:
    with translation.override(language):
        message = message_in_parts(
            subject=render_to_string(f"{letter}_subject.txt", CONTEXT),
            text=render_to_string(f"{letter}_message.txt", CONTEXT),
            to="anna@example.org",
        )

    page = str(message.alternatives[0][0])
    assert message.subject
    assert "\n" not in message.subject
    assert "plan.example.org" in message.body
    assert "<" not in message.body
    assert f'<html lang="{language}">' in page
    assert "style" not in page


def test_letters_are_those_that_can_be_sent() -> None:
    assert len(LETTERS) == 18


@pytest.mark.parametrize(("of_person", "of_page"), [("it", "en"), ("en", "it")])
def test_letter_speaks_the_recipients_language_and_so_does_its_link(
    client: Client, of_person: str, of_page: str
) -> None:
    anna = person()
    anna.language = of_person
    anna.save()
    with translation.override(of_page):
        address = reverse("account_reset_password")

    client.post(address, {"email": anna.email})

    page = str(mail.outbox[0].alternatives[0][0])
    assert f'<html lang="{of_person}">' in page
    assert ("/en/" in mail.outbox[0].body) == (of_person == "en")


def test_plain_text_is_not_escaped_and_html_is() -> None:
    message = message_in_parts(subject="A & B", text="<b>L'Aquila</b> & co.\nx", to="a@example.org")

    assert message.body == "<b>L'Aquila</b> & co.\nx\n"
    assert "&lt;b&gt;" in str(message.alternatives[0][0])
    assert "<b>" not in str(message.alternatives[0][0])


def test_only_a_paragraph_that_is_an_address_becomes_a_link() -> None:
    message = message_in_parts(
        subject="s", text="See https://a.example\n\nhttps://b.example/x?y=1&z=2", to="a@example.org"
    )

    page = str(message.alternatives[0][0])
    assert page.count("<a ") == 1
    assert 'href="https://b.example/x?y=1&amp;z=2"' in page


@pytest.mark.parametrize("failure", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected()])
def test_mail_server_that_is_away_is_told_on_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    person()

    def refuse(*_arguments: Any) -> int:
        raise failure

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with translation.override("en"):
        address = reverse("account_reset_password")

    answer = client.post(address, {"email": "anna@example.org"}, follow=True)

    assert answer.status_code == 200
    assert "The e-mail could not be sent" in answer.content.decode()


def test_header_of_a_letter_cannot_be_forged() -> None:
    message = message_in_parts(subject="a\nBcc: evil@example.org", text="x", to="a@example.org")

    assert message.subject == "a Bcc: evil@example.org"
