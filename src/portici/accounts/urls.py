"""Addresses of the account: our own, and those of django-allauth in our look."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import pgettext_lazy

from portici.accounts.permissions import declare_open
from portici.accounts.views import account, gateway, invitation, personal_data
from portici.accounts.views.changes import guard_library

Routes = list[URLPattern | URLResolver]

# allauth's own lists offer less; ours stand before them under the same names.
_ours: Routes = [
    path("", account.account, name="account"),
    path("sessions/", account.sessions, name="usersessions_list"),
    path(
        pgettext_lazy("address", "sessions/<int:pk>/end/"),
        account.end_one_session,
        name="session-end",
    ),
    path(
        pgettext_lazy("address", "sessions/end-others/"), account.end_others, name="sessions-others"
    ),
    path(pgettext_lazy("address", "sessions/end-all/"), account.end_all, name="sessions-end"),
    path("oidc/<slug:provider_id>/login/", gateway.gateway_login, name="openid_connect_login"),
    path(
        "oidc/<slug:provider_id>/login/callback/",
        gateway.gateway_callback,
        name="openid_connect_callback",
    ),
]
_personal: Routes = [
    path(pgettext_lazy("address", "data/"), personal_data.page, name="account-data"),
    path(pgettext_lazy("address", "data/file/"), personal_data.download, name="account-data-file"),
    path(pgettext_lazy("address", "data/erase/"), personal_data.erase, name="account-erase"),
]
_invited: Routes = [
    path(
        pgettext_lazy("address", "invitation/<str:token>/"),
        invitation.invitation,
        name="invitation",
    ),
]
_library: Routes = [path("", include("allauth.urls"))]
guard_library(_library)
# Each of allauth's views checks for itself whether somebody is signed in.
declare_open(_library)

urlpatterns: Routes = [*_ours, *_personal, *_invited, *_library]
