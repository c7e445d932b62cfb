"""People, roles and invitations."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import pgettext_lazy

from portici.console.views import invitations, people, person_data

urlpatterns: list[URLPattern | URLResolver] = [
    path("", people.people, name="people"),
    path(pgettext_lazy("address", "roles/"), people.roles, name="person-roles"),
    path(pgettext_lazy("address", "invite/"), invitations.invite, name="invite"),
    path(
        pgettext_lazy("address", "invitations/<int:invitation>/withdraw/"),
        invitations.withdraw,
        name="invitation-withdraw",
    ),
    path(
        pgettext_lazy("address", "invitations/<int:invitation>/resend/"),
        invitations.resend,
        name="invitation-resend",
    ),
    path("<int:pk>/", people.person, name="person"),
    path(pgettext_lazy("address", "<int:pk>/give/"), people.give, name="person-give"),
    path(pgettext_lazy("address", "<int:pk>/take/<int:grant>/"), people.take, name="person-take"),
    path(pgettext_lazy("address", "<int:pk>/close/"), person_data.close, name="person-close"),
    path(pgettext_lazy("address", "<int:pk>/export/"), person_data.export, name="person-export"),
    path(pgettext_lazy("address", "<int:pk>/erase/"), person_data.erase, name="person-erase"),
]
