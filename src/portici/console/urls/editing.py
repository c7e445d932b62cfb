"""Editing the draft of an edition. Each word of an address is translated on its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import pgettext_lazy

from portici.console.views import (
    adding,
    alignments,
    bulk,
    figures,
    instruments,
    links,
    lists,
    node,
    structure,
    undo,
)

Routes = list[URLPattern | URLResolver]

node_urls: Routes = [
    path("", node.node_page, name="work-node"),
    path(pgettext_lazy("address", "wording/"), node.reword, name="work-node-reword"),
    path(pgettext_lazy("address", "preview/"), node.preview, name="work-node-preview"),
    path(pgettext_lazy("address", "markers/"), node.mark, name="work-node-mark"),
    path(pgettext_lazy("address", "link/"), links.link_new, name="work-link-new"),
    path(
        pgettext_lazy("address", "link/<str:line>/<slug:instrument>/"),
        include(
            [
                path("", links.link_page, name="work-link"),
                path(
                    pgettext_lazy("address", "change/"), links.link_change, name="work-link-change"
                ),
            ]
        ),
    ),
    path(pgettext_lazy("address", "structure/"), structure.structure, name="work-node-structure"),
    path(pgettext_lazy("address", "align/"), alignments.alignment_new, name="work-alignment-new"),
    path(
        pgettext_lazy("address", "alignment/<slug:framework>/<slug:topic>/"),
        include(
            [
                path("", alignments.alignment_page, name="work-alignment"),
                path(
                    pgettext_lazy("address", "change/"),
                    alignments.alignment_change,
                    name="work-alignment-change",
                ),
            ]
        ),
    ),
]

instrument_urls: Routes = [
    path("", lists.instrument_list, name="work-instruments"),
    path(pgettext_lazy("address", "+new/"), instruments.instrument_new, name="work-instrument-new"),
    path("<slug:instrument>/", instruments.instrument_page, name="work-instrument"),
    path(
        pgettext_lazy("address", "<slug:instrument>/change/"),
        instruments.instrument_change,
        name="work-instrument-change",
    ),
]

figure_urls: Routes = [
    path("", lists.figure_list, name="work-figures"),
    path(pgettext_lazy("address", "+new/"), figures.figure_new, name="work-figure-new"),
    path("<str:figure>/", figures.figure_page, name="work-figure"),
    path(
        pgettext_lazy("address", "<str:figure>/change/"),
        figures.figure_change,
        name="work-figure-change",
    ),
]

# A plus no code and no key begins with: what is new never hides what exists.
edition_urls: Routes = [
    path(
        pgettext_lazy("address", "elements/"),
        include(
            [
                path("", lists.node_list, name="work-nodes"),
                path(pgettext_lazy("address", "+new/"), adding.node_new, name="work-node-new"),
                path(pgettext_lazy("address", "+together/"), bulk.bulk, name="work-bulk"),
                path("<str:code>/", include(node_urls)),
            ]
        ),
    ),
    path(pgettext_lazy("address", "instruments/"), include(instrument_urls)),
    path(pgettext_lazy("address", "alignments/"), lists.alignment_list, name="work-alignments"),
    path(pgettext_lazy("address", "numbers/"), include(figure_urls)),
    path(pgettext_lazy("address", "markers/"), lists.marker_list, name="work-markers"),
    path(
        pgettext_lazy("address", "lists/<str:kind>.<str:format>"),
        lists.list_export,
        name="work-export",
    ),
    path(pgettext_lazy("address", "undo/<uuid:operation>/"), undo.undo, name="work-undo"),
]

urlpatterns: Routes = [path("<slug:slug>/<slug:key>/", include(edition_urls))]
