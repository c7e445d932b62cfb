"""The accounts app."""

from django.apps import AppConfig

from portici.accounts.phrases import FIELDS, VERBS
from portici.journal.phrases import register_fields, register_verbs


class AccountsConfig(AppConfig):
    """People, sign-in, roles; above the journal, below everything that asks who may do what."""

    name = "portici.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Tell the journal our words, and hear what django-allauth announces."""
        # Models can be imported from here on only.
        from portici.accounts.services.signin_events import listen  # noqa: PLC0415 -- models are ready only now

        register_verbs(VERBS)
        register_fields(FIELDS)
        listen()
