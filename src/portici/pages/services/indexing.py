"""What of pages the search finds: what the public reads, in the languages in which it is written."""

from django.utils.translation import override

from portici.pages.choices import PageKind
from portici.pages.models import Page
from portici.pages.rules.markdown import plain_text
from portici.pages.rules.texts import text_in, written_languages
from portici.search.services import IndexEntry, replace_entries


def index_page(*, page: Page) -> None:
    """Put the page in the index as the public reads it; one that is not public is taken out."""
    languages = written_languages(page.published) if page.is_public else ()
    replace_entries(scope=f"page:{page.uid}", entries=[_entry(page, each) for each in languages])


def _entry(page: Page, language: str) -> IndexEntry:
    text = text_in(page.published, language)
    with override(language):
        kind = str(PageKind(page.kind).label)
    return IndexEntry(
        kind="page",
        key=page.slug,
        language=language,
        title=text.title,
        summary=text.summary,
        body=plain_text(text.body),
        context=kind,
    )
