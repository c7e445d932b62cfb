"""Files that somebody brought and has not yet confirmed: kept for a day at most, and only for who brought them."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from portici.journal.rules.acts import By

KEPT_FOR = timedelta(hours=24)
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits.

    Attributes:
        token: names it in the address of the page that asks for confirmation.
        name: as the person called it.
        scope: of the edition that it was brought for; nowhere else it is found.
    """

    token: str
    name: str
    scope: str
    content: bytes


def keep_upload(*, name: str, content: bytes, scope: str, by: By) -> str:
    """Keep a file until it is confirmed; gives its token. Whoever brings another one loses the one before."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _forget_old(by.at)
    for path in _of_actor(by):
        _remove(path)
    token = secrets.token_urlsafe(24)
    about = {"name": name[-_NAME_LENGTH:], "scope": scope, "at": by.at.isoformat()}
    path = folder / f"{by.actor_id}-{token}"
    path.touch(mode=0o600)
    path.write_bytes(content)
    # Last: a file without it is one that was not kept whole, and goes with the next.
    path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    return token


def kept_upload(*, token: str, scope: str, by: By) -> Upload | None:
    """The file, for who brought it and for the edition that it was brought for; None for everybody else."""
    path = _path(token, by)
    if path is None:
        return None
    try:
        about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        content = path.read_bytes()
    except OSError:
        return None
    if about["scope"] != scope or _is_old(about["at"], by.at):
        return None
    return Upload(token, about["name"], scope, content)


def forget_upload(*, token: str, by: By) -> None:
    """Remove a file that is no longer needed; one that is gone already is no fault."""
    path = _path(token, by)
    if path is not None:
        _remove(path)


def _folder() -> Path:
    return Path(settings.PORTICI_DATA) / "uploads"


def _path(token: str, by: By) -> Path | None:
    """Where the file stands; None for a token that is none: it becomes part of a path."""
    if not token.replace("-", "").replace("_", "").isalnum() or not token.isascii():
        return None
    return _folder() / f"{by.actor_id}-{token}"


def _of_actor(by: By) -> list[Path]:
    return sorted(path for path in _folder().glob(f"{by.actor_id}-*") if path.suffix != ".json")


def _forget_old(now: datetime) -> None:
    for about in sorted(_folder().glob("*.json")):
        if _is_old(json.loads(about.read_text(encoding="utf-8"))["at"], now):
            _remove(about.with_suffix(""))


def _is_old(at: str, now: datetime) -> bool:
    return now - datetime.fromisoformat(at) > KEPT_FOR


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_suffix(".json").unlink(missing_ok=True)
