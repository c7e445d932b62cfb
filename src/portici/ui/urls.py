"""The gallery's address; included only where the setting PORTICI_GALLERY says so."""

from django.urls import path

from portici.ui import views

app_name = "ui"

urlpatterns = [path("ui/", views.gallery, name="gallery")]
