"""Signing in: accounts are invited, nobody signs up."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Gebruiker

logger = logging.getLogger(__name__)


class Achterkant(AuthenticationBackend):  # type: ignore[misc]  # allauth has no type hints
    """Who a session belongs to, asked at each request: a stopped account and one of a provider out of use are nobody."""

    def get_user(self, user_id: Any) -> Gebruiker | None:
        return next((gebruiker for gebruiker in met_nummer(int(user_id)) if gebruiker.mag_aanmelden), None)


@eenmaal_geschreven
def met_nummer(pk: int) -> QuerySet[Gebruiker]:
    return Gebruiker.objects.select_related("aanbieder").filter(pk=pk)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no type hints
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "invalid_login": "Het e-mailadres of het wachtwoord klopt niet.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet uw wachtwoord van nu.",
        "too_many_login_attempts": "Dit is te vaak misgegaan. Wacht 5 minuten en probeer het dan opnieuw.",
        "rate_limited": "Dit gaat te snel achter elkaar. Wacht even en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no usernames."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Gebruiker | None:
        """An ended account is a wrong password: allauth would tell that it exists, and that the password is right."""
        gebruiker = super().authenticate(request, **credentials)
        return gebruiker if isinstance(gebruiker, Gebruiker) and gebruiker.mag_aanmelden else None

    def pre_login(self, request: HttpRequest, user: Gebruiker, **kwargs: Any) -> Any:
        """Every way to sign in comes past here, a passkey and the organisation's own too."""
        if not user.mag_aanmelden:
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def reauthenticate(self, user: Gebruiker, password: str) -> bool:
        """allauth looks for an e-mail address in a table of its own that we do not fill."""
        return self.authenticate(self.request, email=user.email, password=password) == user

    def send_notification_mail(
        self, template_prefix: str, user: Gebruiker, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not undo what is done, nor tell which addresses are known."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("mail_niet_verstuurd", extra={"soort": template_prefix})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """An address of our own in the mail, whatever Host the request claimed."""
        pad: str = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return str(settings.SITE_URL) + pad.replace("UID-KEY", quote(key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mijn-gegevens")


class Organisatieadapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no type hints
    """Signing in through the organisation: only for who linked the own account before. Nobody gets an account this way."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": "Deze aanmelding van de organisatie hoort al bij een ander account.",
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mijn-gegevens")
