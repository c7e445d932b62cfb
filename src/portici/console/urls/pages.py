"""News and pages."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import pgettext_lazy

from portici.console.views import page_images, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.pages_list, name="work-pages"),
    path(pgettext_lazy("address", "new/"), pages.new_page, name="work-page-new"),
    path(pgettext_lazy("address", "images/"), page_images.images_list, name="work-page-images"),
    path(
        pgettext_lazy("address", "images/<str:image>/"),
        page_images.image_page,
        name="work-page-image",
    ),
    path("<int:pk>/", pages.edit_page, name="work-page"),
    path(pgettext_lazy("address", "<int:pk>/preview/"), pages.preview, name="work-page-preview"),
    path(pgettext_lazy("address", "<int:pk>/review/"), pages.send, name="work-page-send"),
    path(pgettext_lazy("address", "<int:pk>/decision/"), pages.decide, name="work-page-decide"),
]
