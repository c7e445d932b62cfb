"""Addresses of the public site: Italian words at `/`, English words at `/en/`.

Each word of an address is translated on its own, so that every route is written once.
"""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import pgettext_lazy

from portici.portal.views import (
    alignment,
    appearance,
    figures,
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

# Everything below /plans/<slug>/.
plan_urls: Routes = [
    path("", plan.plan_page, name="plan"),
    path("export.<str:format>", plan.plan_export, name="plan-export"),
    path(
        pgettext_lazy("address", "elements/"),
        include([path("<str:code>/", node.node_page, name="node")]),
    ),
    path(pgettext_lazy("address", "instruments/"), include(instrument_urls)),
    path(pgettext_lazy("address", "alignment/"), include(alignment_urls)),
    path(pgettext_lazy("address", "frameworks/"), include(framework_urls)),
    path(pgettext_lazy("address", "numbers/"), include(figure_urls)),
    path(pgettext_lazy("address", "how-it-was-made/"), making.phases, name="phases"),
    path("pdf/", pdf.plan_pdf_page, name="plan-pdf"),
    path("pdf/file", pdf.plan_pdf_file, name="plan-pdf-file"),
    path("colours.css", appearance.plan_colours, name="plan-colours"),
]

urlpatterns: Routes = [
    path("", home.home_page, name="home"),
    path(pgettext_lazy("address", "plans/"), include([path("<slug:slug>/", include(plan_urls))])),
    path(pgettext_lazy("address", "territory/"), include(territory_urls)),
    path(pgettext_lazy("address", "search/"), search.search_page, name="search"),
    path(pgettext_lazy("address", "accessibility/"), legal.accessibility, name="accessibility"),
    path(pgettext_lazy("address", "privacy/"), legal.privacy, name="privacy"),
    path(pgettext_lazy("address", "credits/"), legal.credits, name="credits"),
]
