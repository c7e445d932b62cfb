"""Addresses of the public site: Italian words at `/`, English words at `/en/`.

Each word of an address is translated on its own, so that every route is written once.
"""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import pgettext_lazy

from portici.accounts.permissions import declare_open
from portici.portal.views import (
    alignment,
    appearance,
    comparison,
    editions,
    editorial,
    figures,
    history,
    home,
    instruments,
    legal,
    making,
    node,
    pdf,
    plan,
    search,
    territory,
)

Routes = list[URLPattern | URLResolver]

instrument_urls: Routes = [
    path("", instruments.instruments_page, name="instruments"),
    path("export.<str:format>", instruments.instruments_export, name="instruments-export"),
    path("<slug:key>/", instruments.instrument_page, name="instrument"),
]

alignment_urls: Routes = [
    path("", alignment.alignment, name="alignment"),
    path("export.<str:format>", alignment.alignment_export, name="alignment-export"),
]

framework_urls: Routes = [
    path("", alignment.frameworks, name="frameworks"),
    path("export.<str:format>", alignment.frameworks_export, name="frameworks-export"),
]

figure_urls: Routes = [
    path("", figures.figures, name="figures"),
    path("export.<str:format>", figures.figures_export, name="figures-export"),
]

territory_urls: Routes = [
    path("", territory.territory, name="territory"),
    path("export.<str:format>", territory.territory_export, name="territory-export"),
]

# An edition's key stands before its elements, so that an address says what it shows.
edition_urls: Routes = [
    path("", editions.editions_page, name="editions"),
    path("<slug:key>/", editions.edition_page, name="edition"),
    path("<slug:key>/export.<str:format>", editions.edition_export, name="edition-export"),
    path(
        pgettext_lazy("address", "<slug:key>/changes/"),
        comparison.edition_changes,
        name="edition-changes",
    ),
    path(
        pgettext_lazy("address", "<slug:key>/elements/"),
        include([path("<str:code>/", editions.edition_node_page, name="edition-node")]),
    ),
]

comparison_urls: Routes = [
    path("", comparison.chosen_comparison, name="comparison-chosen"),
    path("<slug:one>/<slug:other>/", comparison.comparison_page, name="comparison"),
    path(
        "<slug:one>/<slug:other>/export.<str:format>",
        comparison.comparison_export,
        name="comparison-export",
    ),
]

# Everything below /plans/<slug>/.
plan_urls: Routes = [
    path("", plan.plan_page, name="plan"),
    path("export.<str:format>", plan.plan_export, name="plan-export"),
    path(
        pgettext_lazy("address", "elements/"),
        include(
            [
                path("<str:code>/", node.node_page, name="node"),
                path(
                    pgettext_lazy("address", "<str:code>/history/"),
                    history.node_history,
                    name="node-history",
                ),
            ]
        ),
    ),
    path(pgettext_lazy("address", "editions/"), include(edition_urls)),
    path(pgettext_lazy("address", "comparison/"), include(comparison_urls)),
    path(pgettext_lazy("address", "instruments/"), include(instrument_urls)),
    path(pgettext_lazy("address", "alignment/"), include(alignment_urls)),
    path(pgettext_lazy("address", "frameworks/"), include(framework_urls)),
    path(pgettext_lazy("address", "numbers/"), include(figure_urls)),
    path(pgettext_lazy("address", "how-it-was-made/"), making.phases, name="phases"),
    path("pdf/", pdf.plan_pdf_page, name="plan-pdf"),
    path("pdf/file", pdf.plan_pdf_file, name="plan-pdf-file"),
    path("colours.css", appearance.plan_colours, name="plan-colours"),
]

news_urls: Routes = [
    path("", editorial.news_list, name="news"),
    path("feed.xml", editorial.news_feed, name="news-feed"),
    path("<slug:slug>/", editorial.page, name="news-item"),
]

urlpatterns: Routes = [
    path("", home.home_page, name="home"),
    path(pgettext_lazy("address", "news/"), include(news_urls)),
    path(
        pgettext_lazy("address", "pages/"),
        include([path("<slug:slug>/", editorial.page, name="page")]),
    ),
    path("files/<str:name>", editorial.page_image, name="page-image"),
    path(pgettext_lazy("address", "plans/"), include([path("<slug:slug>/", include(plan_urls))])),
    path(pgettext_lazy("address", "territory/"), include(territory_urls)),
    path(pgettext_lazy("address", "search/"), search.search_page, name="search"),
    path(pgettext_lazy("address", "accessibility/"), legal.accessibility, name="accessibility"),
    path(pgettext_lazy("address", "privacy/"), legal.privacy, name="privacy"),
    path(pgettext_lazy("address", "credits/"), legal.credits, name="credits"),
]
# The public site: what asks for a right says so itself, all else is for everybody.
declare_open(urlpatterns)
