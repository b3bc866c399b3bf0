"""Only the pages of allauth that we use; there is no sign-up and no change of e-mail address."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("aanmelden/", views.login, name="account_login"),
    path("afmelden/", views.logout, name="account_logout"),
    path("bevestig/", views.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/wijzigen/", views.password_change, name="account_change_password"),
    path("wachtwoord/", views.password_reset, name="account_reset_password"),
    path("wachtwoord/verzonden/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord/nieuw/<str:uidb36>-<str:key>/",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/klaar/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
