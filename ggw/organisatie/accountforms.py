"""The forms of allauth in our words: short labels, "u", and no placeholders that say what the label says."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from ggw.organisatie.forms import WACHTWOORDREGELS

LABELS = {
    "login": "E-mailadres",
    "email": "E-mailadres",
    "password": "Wachtwoord",
    "oldpassword": "Uw wachtwoord van nu",
    "password1": "Nieuw wachtwoord",
    "password2": "Nog een keer het nieuwe wachtwoord",
    "code": "Code",
    "name": "Naam van deze sleutel",
    "passwordless": "Ook gebruiken om zonder wachtwoord aan te melden",
}


HULP = {
    "password1": WACHTWOORDREGELS,
    "code": "Zes cijfers uit de app op uw telefoon, of een van uw herstelcodes.",
    "name": "Waaraan u hem herkent, bijvoorbeeld: telefoon, of sleutelbos.",
    "passwordless": "Uw telefoon of sleutel vraagt dan om uw vinger, gezicht of pincode.",
}


class Woorden:
    """Mixin: labels and help texts of ours."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            veld.label = LABELS.get(naam, veld.label)
            veld.help_text = HULP.get(naam, "")
            veld.widget.attrs.pop("placeholder", None)


class Aanmelden(Woorden, allauth.LoginForm):  # type: ignore[misc]  # allauth has no type hints
    pass


class WachtwoordVergeten(Woorden, allauth.ResetPasswordForm):  # type: ignore[misc]
    pass


class NieuwWachtwoord(Woorden, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class WachtwoordWijzigen(Woorden, allauth.ChangePasswordForm):  # type: ignore[misc]
    pass


class Bevestigen(Woorden, allauth.ReauthenticateForm):  # type: ignore[misc]
    pass


class TweedeStap(Woorden, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class AppInstellen(Woorden, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class SleutelToevoegen(Woorden, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    pass


class SleutelNoemen(Woorden, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    pass
