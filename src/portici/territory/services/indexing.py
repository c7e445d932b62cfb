"""Municipalities in the full-text index."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portici.kernel.localized import in_language
from portici.search.services import IndexEntry, replace_entries
from portici.territory.models import Municipality, Territory


def index_territory(*, territory: Territory) -> None:
    """Put every municipality of the territory into the index, in each language of the site."""
    replace_entries(scope=f"territory:{territory.slug}", entries=list(_entries(territory)))


def _entries(territory: Territory) -> Iterator[IndexEntry]:
    municipalities = list(
        Municipality.objects.filter(territory=territory)
        .select_related("zone")
        .order_by("folded_name", "istat_code")
    )
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for municipality in municipalities:
                yield _entry(municipality, language)


def _entry(municipality: Municipality, language: str) -> IndexEntry:
    zone = _("Zone {number}, {name}").format(
        number=municipality.zone.number, name=in_language(municipality.zone.name, language)
    )
    classes = (municipality.get_altitude_class_display(), municipality.get_mountain_display())
    return IndexEntry(
        kind="municipality",
        key=municipality.istat_code,
        language=language,
        title=municipality.name,
        summary=" · ".join([zone, *(text for text in classes if text)]),
        body=" ".join(filter(None, (municipality.istat_code, municipality.cadastral_code))),
        context=_("Municipality"),
    )
