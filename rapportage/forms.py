"""Filters of the lists; they stand in the URL."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gezinnen.models import Fase
from rapportage.basisteam.feiten import Plek
from rapportage.basisteam.lijsten import FASEN, LIJSTEN

WIE = [("mij", "Mijn gezinnen"), ("team", "Alle gezinnen die ik mag zien")]
KADER = [("", "Alle kaders"), ("maatregel", "Met maatregel"), ("preventief", "Preventief")]
SORTEER = [("naam", "Naam"), ("cijfer", "Laagste cijfer eerst"), ("fase", "Langst in deze fase eerst")]


class GezinnenFilter(forms.Form):
    zonder_verplichting = True

    wie = forms.ChoiceField(label="Welke gezinnen", choices=WIE, required=False)
    zoek = forms.CharField(label="Naam of nummer", max_length=80, required=False)
    fase = forms.ChoiceField(label="Fase", choices=[("", "Alle fasen"), *Fase.choices], required=False)
    kader = forms.ChoiceField(label="Kader", choices=KADER, required=False)
    onveilig = forms.BooleanField(label="Alleen met een cijfer onder de 6", required=False)
    sorteer = forms.ChoiceField(label="Volgorde", choices=SORTEER, required=False)


TEAMSORTEER = [
    ("", "Belangrijkste eerst"),
    ("gezin", "Gezin"),
    ("wie", "Gezinsmanager"),
    ("lang", "Langst eerst"),
]


class TeamlijstFilter(forms.Form):
    """`personen`: (id, name) of who guides or watches families of the team."""

    zonder_verplichting = True

    wat = forms.ChoiceField(
        label="Lijst", choices=[(wat, lijst.titel) for wat, lijst in LIJSTEN.items()], required=False
    )
    wie = forms.TypedChoiceField(label="Gezinsmanager of wachter", coerce=int, empty_value=None, required=False)
    fase = forms.ChoiceField(
        label="Fase", choices=[("", "Alle fasen"), *((fase.value, fase.label) for fase in FASEN)], required=False
    )
    sorteer = forms.ChoiceField(label="Volgorde", choices=TEAMSORTEER, required=False)

    def __init__(self, *args: Any, personen: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [("", "Iedereen"), *personen]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def keuzes(self) -> dict[str, Any]:
        """What was asked and can be; anything else is as if it was not asked, and the form says so at the field."""
        self.is_valid()
        return self.cleaned_data

    @property
    def zinnen(self) -> list[str]:
        """The choices in words, for a file."""
        return [
            f"{veld.label}: {naam}"
            for veld in self
            for waarde, naam in getattr(veld.field, "choices", ())
            if veld.name != "wat" and waarde != "" and waarde == self.keuzes.get(veld.name)
        ]

    def kies(self, families: Iterable[Plek]) -> list[Plek]:
        """The families of this person and in this phase."""
        wie, fase = self.keuzes.get("wie"), self.keuzes.get("fase")
        return [plek for plek in families if wie in (None, plek.wie_id) and fase in (None, "", plek.fase)]
