"""The plans and territories that come with Portici, loaded into an empty database."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from portici.cli.output import progress_bar, say
from portici.journal.services import by_command
from portici.plan.queries.editions import current_editions
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan
from portici.territory.queries.municipalities import territories
from portici.territory.services.load import load_territory


def bundled_folders(parent: Path, description: str, *, first: str) -> list[Path]:
    """The folders under `parent` that hold the file `description`; the one named `first` leads."""
    found = [path.parent for path in parent.glob(f"*/{description}")]
    return sorted(found, key=lambda folder: (folder.name != first, folder.name))


def load_bundled_content(*, now: datetime) -> None:
    """Load what comes with Portici, where the database has nothing of the kind.

    Raises CannotLoad, of the plan or of the territory, when a bundled folder has findings.
    """
    if not territories().exists():
        for folder in bundled_folders(settings.PORTICI_TERRITORIES, "territory.yaml", first=""):
            _load(_("Loading the territory %(name)s"), folder, _territory_loader(now))
    if not current_editions().exists():
        first = settings.PORTICI_HOME_PLAN
        for folder in bundled_folders(settings.PORTICI_PLANS, "plan.yaml", first=first):
            _load(_("Loading the plan %(name)s"), folder, _plan_loader(now))


Loader = Callable[[Path, Callable[[str, int, int], None]], object]


def _load(title: str, folder: Path, loader: Loader) -> None:
    sentence = title % {"name": folder.name}
    say(f"{sentence}…")
    with progress_bar(sentence, shown=True) as tell:
        loader(folder, tell)


def _plan_loader(now: datetime) -> Loader:
    return lambda folder, tell: load_plan(
        report=check_folder(folder), by=by_command(now), progress=tell
    )


def _territory_loader(now: datetime) -> Loader:
    return lambda folder, tell: load_territory(folder=folder, by=by_command(now), progress=tell)
