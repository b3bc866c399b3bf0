"""Signing in and the own account: only the pages of allauth that we use, and no change of e-mail address."""

from allauth.account import views
from allauth.mfa.totp.views import activate_totp
from csp.decorators import csp_update
from django.urls import include, path, re_path

from ggw.organisatie.views.account import afmelden, mijn_gegevens, organisatie, sessie_verlengen, sessies
from ggw.organisatie.voorbeeld import accounts_bij_aanmelden

aanmelden = views.LoginView.as_view(
    extra_context={"voorbeeldaccounts": accounts_bij_aanmelden, "organisatie": organisatie}
)

# The picture to scan is made on the spot and handed over inside the page.
app_instellen = csp_update({"img-src": ["data:"]})(activate_totp)

urlpatterns = [
    path("", mijn_gegevens, name="mijn-gegevens"),
    path("aanmelden/", aanmelden, name="account_login"),
    path("nieuw/", views.signup, name="account_signup"),  # says that one must be invited
    path("gestopt/", views.account_inactive, name="account_inactive"),
    path("afmelden/", afmelden, name="account_logout"),
    path("sessies/", sessies, name="sessies"),
    path("sessies/verlengen/", sessie_verlengen, name="sessie-verlengen"),
    path("tweede-stap/totp/activate/", app_instellen, name="mfa_activate_totp"),
    path("organisatie/", include("allauth.socialaccount.urls")),
    path("organisatie/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("tweede-stap/", include("allauth.mfa.urls")),
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
