"""The forms of allauth in our words: short labels, "u", and no placeholders that say what the label says."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth

from ggw.organisatie.forms import WACHTWOORDREGELS

LABELS = {
    "login": "E-mailadres",
    "email": "E-mailadres",
    "password": "Wachtwoord",
    "oldpassword": "Uw wachtwoord van nu",
    "password1": "Nieuw wachtwoord",
    "password2": "Nog een keer het nieuwe wachtwoord",
}


class Woorden:
    """Mixin: labels and help texts of ours."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            veld.label = LABELS.get(naam, veld.label)
            veld.help_text = WACHTWOORDREGELS if naam == "password1" else ""
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
