"""The pages app."""

from django.apps import AppConfig

from portici.journal.phrases import register_fields, register_verbs
from portici.pages.phrases import FIELDS, VERBS


class PagesConfig(AppConfig):
    """What editors write beside the plan: news, static pages, guidelines."""

    name = "portici.pages"
    label = "pages"

    def ready(self) -> None:
        """Give the journal the words for what is done to pages."""
        register_verbs(VERBS)
        register_fields(FIELDS)
