from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from ggw.organisatie.models import Aanbieder, Basisteam, Gebruiker
from ggw.organisatie.rollen import PARTNERROLLEN, UITNODIGBAAR, Rol

STATUS = [("", "Alle"), ("actief", "Actief"), ("uitgenodigd", "Uitgenodigd"), ("beeindigd", "Gestopt")]
DAG = forms.DateInput(attrs={"class": "datumveld"})
WACHTWOORDREGELS = "Minstens 12 tekens, liever 15 of meer. Een zin van een paar woorden is sterk en goed te onthouden."


class MensenFilter(forms.Form):
    zonder_verplichting = True

    zoek = forms.CharField(label="Naam of e-mailadres", max_length=120, required=False)
    rol = forms.ChoiceField(label="Rol", choices=[("", "Alle rollen"), *Rol.choices], required=False)
    team = forms.ModelChoiceField(
        label="Basisteam", queryset=Basisteam.objects.all(), required=False, empty_label="Alle teams"
    )
    aanbieder = forms.ModelChoiceField(
        label="Aanbieder", queryset=Aanbieder.objects.all(), required=False, empty_label="Alle"
    )
    status = forms.ChoiceField(label="Account", choices=STATUS, required=False)


class MensForm(forms.ModelForm[Gebruiker]):
    class Meta:
        model = Gebruiker
        fields = ["naam", "functie", "telefoon"]


class RolForm(forms.Form):
    """Only roles of the same side: a colleague does not become a care provider."""

    rol = forms.ChoiceField(label="Nieuwe rol", error_messages={"required": "Kies een rol."})

    def __init__(self, *args: Any, over: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rollen = [(code, naam) for code, naam in Rol.choices if (code in PARTNERROLLEN) == over.is_partner]
        self.fields["rol"].choices = [("", "Kies een rol"), *rollen]  # type: ignore[attr-defined]


class UitnodigingForm(forms.ModelForm[Gebruiker]):
    """A new account. The teams count from today."""

    teams = forms.ModelMultipleChoiceField(
        label="Basisteams",
        queryset=Basisteam.objects.filter(actief=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    rol = forms.ChoiceField(label="Rol", choices=[("", "Kies een rol"), *Rol.choices])

    class Meta:
        model = Gebruiker
        fields = ["naam", "email", "rol", "aanbieder", "functie", "telefoon"]
        help_texts = {
            "email": "Hier gaat de uitnodiging naartoe. Met dit adres meldt deze persoon zich straks aan.",
            "aanbieder": "Alleen voor iemand die bij een aanbieder werkt.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.is_active = False
        self.instance.set_unusable_password()

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        partner = schoon.get("rol") in PARTNERROLLEN
        if partner and not schoon.get("aanbieder") and "aanbieder" not in self.errors:
            self.add_error("aanbieder", "Kies bij welke aanbieder deze persoon werkt.")
        if schoon.get("rol") and not partner and schoon.get("aanbieder"):
            self.add_error("aanbieder", "Een aanbieder hoort alleen bij een rol van een aanbieder.")
        if partner and schoon.get("teams"):
            self.add_error("teams", "Iemand van een aanbieder werkt niet in een basisteam.")
        return schoon

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Gebruiker.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Er is al een account met dit e-mailadres. Zoek het op in de lijst.")
        return email


class PartneruitnodigingForm(forms.ModelForm[Gebruiker]):
    """A colleague at the own provider. Which provider is not asked: it is that of who invites."""

    use_required_attribute = False

    rol = forms.ChoiceField(
        label="Wat gaat deze persoon doen?",
        choices=[
            (Rol.AANMELDTEAM.value, "Aanmeldteam: ziet alle verwijzingen aan uw organisatie en beantwoordt ze"),
            (Rol.HULPVERLENER.value, "Hulpverlener of trajectbegeleider: ziet alleen verwijzingen op de eigen naam"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat deze persoon gaat doen.", "invalid_choice": "Kies een van deze twee."},
    )

    class Meta:
        model = Gebruiker
        fields = ["naam", "email", "rol", "functie", "telefoon"]
        help_texts = {"email": "Hier gaat de uitnodiging naartoe. Met dit adres meldt deze persoon zich straks aan."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.is_active = False
        self.instance.set_unusable_password()

    def clean_rol(self) -> str:
        rol = str(self.cleaned_data["rol"])
        if rol not in UITNODIGBAAR:
            raise forms.ValidationError("Kies een van deze twee.")
        return rol

    def clean_email(self) -> str:
        """Finds colleagues only: of other accounts this form knows nothing."""
        email = str(self.cleaned_data["email"]).lower()
        if Gebruiker.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Er is al een account met dit e-mailadres. Zoek het op in de lijst.")
        return email


class PartnermensForm(forms.ModelForm[Gebruiker]):
    class Meta:
        model = Gebruiker
        fields = ["functie", "telefoon"]


def geloofwaardig(dag: date) -> None:
    """A typing mistake in the year would give or take sight of families."""
    if not date(2000, 1, 1) <= dag <= timezone.localdate() + timedelta(days=366):
        raise forms.ValidationError("Kijk het jaartal na: kies een dag vanaf 2000 tot een jaar vooruit.")


class InTeamForm(forms.Form):
    basisteam = forms.ModelChoiceField(
        label="Basisteam", queryset=Basisteam.objects.filter(actief=True), empty_label="Kies een basisteam"
    )
    vanaf = forms.DateField(
        label="Vanaf", widget=DAG, help_text="dd-mm-jjjj", initial=timezone.localdate, validators=[geloofwaardig]
    )


class UitTeamForm(forms.Form):
    tot = forms.DateField(
        label="Laatste dag in dit team", widget=DAG, help_text="dd-mm-jjjj", validators=[geloofwaardig]
    )


class WachtwoordForm(forms.Form):
    """The first password, with an invitation."""

    wachtwoord = forms.CharField(
        label="Wachtwoord",
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=WACHTWOORDREGELS,
    )
    nog_eens = forms.CharField(
        label="Nog een keer hetzelfde wachtwoord",
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, gebruiker: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker

    def clean_wachtwoord(self) -> str:
        wachtwoord = str(self.cleaned_data["wachtwoord"])
        validate_password(wachtwoord, self.gebruiker)
        return wachtwoord

    def clean_nog_eens(self) -> str:
        nog_eens = str(self.cleaned_data["nog_eens"])
        if nog_eens != self.cleaned_data.get("wachtwoord", nog_eens):
            raise forms.ValidationError("Dit is niet hetzelfde wachtwoord.")
        return nog_eens
