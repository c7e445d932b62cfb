"""On what a role is held."""

from dataclasses import dataclass

from portici.accounts.choices import ScopeKind


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind of thing and its key: a plan's slug, a node's uid, an organisation's key, an ISTAT code."""

    kind: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind


SITE = Scope(ScopeKind.SITE.value)


def plan_scope(slug: str) -> Scope:
    """A whole plan, all its editions."""
    return Scope(ScopeKind.PLAN.value, slug)


def node_scope(uid: object) -> Scope:
    """An element of a plan by its identity, in every edition."""
    return Scope(ScopeKind.NODE.value, str(uid))


def organisation_scope(key: str) -> Scope:
    """An organisation."""
    return Scope(ScopeKind.ORGANISATION.value, key)


def municipality_scope(istat_code: str) -> Scope:
    """A municipality by its ISTAT code."""
    return Scope(ScopeKind.MUNICIPALITY.value, istat_code)


def scope_from(text: str) -> Scope:
    """The scope that a text such as `plan:torino-2030` or `site` names. Raises ValueError for anything else."""
    kind, _colon, key = text.partition(":")
    if kind not in ScopeKind.values or (kind == ScopeKind.SITE) == bool(key):
        raise ValueError(text)
    return Scope(kind, key)
