"""What scopes are called, whether they exist, and what contains them.

Plans, elements and municipalities belong to apps above this one: each says in its AppConfig.ready() how the
things of its kind are found. Until the register of organisations exists, their keys are free.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portici.accounts.choices import ScopeKind
from portici.accounts.phrases import ORGANISATION_LABEL
from portici.accounts.rules.scopes import SITE, Scope

ORGANISATION_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class NamedScope:
    """A scope that exists.

    Attributes:
        scope: which one.
        label: what people call it, in the language asked for.
        within: the scopes that contain it, beside the whole site.
    """

    scope: Scope
    label: str
    within: tuple[Scope, ...] = ()

    @property
    def whole(self) -> Scope:
        """The widest thing that it belongs to: pages show it under that one's heading."""
        return self.within[0] if self.within else self.scope


# From keys of one kind and a language to those that exist; a constant number of queries.
Resolver = Callable[[Sequence[str], str], Mapping[str, NamedScope]]
# From keys of one kind to further scopes that contain them.
Containers = Callable[[Sequence[str]], Mapping[str, tuple[Scope, ...]]]

_resolvers: dict[str, Resolver] = {}
_containers: dict[str, Containers] = {}


def register_scope_kind(kind: ScopeKind, resolver: Resolver) -> None:
    """How the things of one kind are found."""
    _resolvers[kind.value] = resolver


def register_containers(kind: ScopeKind, containers: Containers) -> None:
    """What contains things of one kind, where an app above the one that keeps them knows it."""
    _containers[kind.value] = containers


def named_scopes(scopes: Iterable[Scope], *, language: str) -> dict[Scope, NamedScope]:
    """Those of the scopes that exist, with their names. A constant number of queries per kind."""
    keys: dict[str, list[str]] = {}
    for scope in sorted(set(scopes), key=str):
        keys.setdefault(scope.kind, []).append(scope.key)
    found: dict[Scope, NamedScope] = {}
    for kind, wanted in keys.items():
        further = _containers[kind](wanted) if kind in _containers else {}
        for key, named in _resolver(kind)(wanted, language).items():
            within = (*named.within, *further.get(key, ()))
            found[named.scope] = NamedScope(named.scope, named.label, within)
    return found


def named_scope(scope: Scope, *, language: str) -> NamedScope | None:
    """One scope with its name; None when it does not exist."""
    return named_scopes([scope], language=language).get(scope)


def _resolver(kind: str) -> Resolver:
    return _resolvers.get(kind, _none)


def _none(_keys: Sequence[str], _language: str) -> Mapping[str, NamedScope]:
    """A kind whose app is not installed has nothing."""
    return {}


def _site(_keys: Sequence[str], _language: str) -> Mapping[str, NamedScope]:
    return {"": NamedScope(SITE, str(ScopeKind.SITE.label))}


def _organisations(keys: Sequence[str], _language: str) -> Mapping[str, NamedScope]:
    """Any key of the right form, said to be one."""
    kind = ScopeKind.ORGANISATION.value
    return {
        key: NamedScope(Scope(kind, key), str(ORGANISATION_LABEL) % {"key": key})
        for key in keys
        if ORGANISATION_KEY.fullmatch(key)
    }


register_scope_kind(ScopeKind.SITE, _site)
register_scope_kind(ScopeKind.ORGANISATION, _organisations)
