"""The plan app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Editions, tree, instruments, frameworks and figures of plans."""

    name = "portici.plan"
    label = "plan"

    def ready(self) -> None:
        """Tell the apps below what only a plan knows."""
        from portici.accounts.choices import ScopeKind  # noqa: PLC0415 -- models are ready only now
        from portici.accounts.queries.scopes import (  # noqa: PLC0415 -- models are ready only now
            register_containers,
            register_scope_kind,
        )
        from portici.journal.phrases import (  # noqa: PLC0415 -- models are ready only now
            register_fields,
            register_verbs,
        )
        from portici.plan.phrases import editing, editions  # noqa: PLC0415 -- models are ready only now
        from portici.plan.queries import scopes  # noqa: PLC0415 -- models are ready only now

        register_scope_kind(ScopeKind.PLAN, scopes.plan_scopes)
        register_scope_kind(ScopeKind.NODE, scopes.node_scopes)
        register_containers(ScopeKind.MUNICIPALITY, scopes.plans_around_municipalities)
        register_verbs({**editing.VERBS, **editions.VERBS})
        register_fields({**editing.FIELDS, **editions.FIELDS})
