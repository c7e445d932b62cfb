"""The territory app."""

from django.apps import AppConfig

from portici.journal.phrases import register_fields, register_verbs
from portici.territory import phrases


class TerritoryConfig(AppConfig):
    """See README.md beside this file."""

    name = "portici.territory"
    label = "territory"

    def ready(self) -> None:
        """Tell the accounts how municipalities are found, and the journal what happens to territories."""
        from portici.accounts.choices import ScopeKind  # noqa: PLC0415 -- models are ready only now
        from portici.accounts.queries.scopes import (  # noqa: PLC0415 -- models are ready only now
            register_scope_kind,
        )
        from portici.territory.queries.scopes import (  # noqa: PLC0415 -- models are ready only now
            municipality_scopes,
        )

        register_verbs(phrases.VERBS)
        register_fields(phrases.FIELDS)
        register_scope_kind(ScopeKind.MUNICIPALITY, municipality_scopes)
