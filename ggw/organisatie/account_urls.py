"""Signing in and the own account: only the pages of allauth that we use, and no change of e-mail address."""

from allauth.account import views
from django.urls import path, re_path

from ggw.organisatie.views.account import mijn_gegevens
from ggw.organisatie.voorbeeld import accounts_bij_aanmelden

aanmelden = views.LoginView.as_view(extra_context={"voorbeeldaccounts": accounts_bij_aanmelden})

urlpatterns = [
    path("", mijn_gegevens, name="mijn-gegevens"),
    path("aanmelden/", aanmelden, name="account_login"),
    path("nieuw/", views.signup, name="account_signup"),  # says that one must be invited
    path("gestopt/", views.account_inactive, name="account_inactive"),
    path("afmelden/", views.logout, name="account_logout"),
    path("bevestig/", views.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/wijzigen/", views.password_change, name="account_change_password"),
    path("wachtwoord/", views.password_reset, name="account_reset_password"),
    path("wachtwoord/verzonden/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",  # the key has a dash of its own
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/klaar/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
