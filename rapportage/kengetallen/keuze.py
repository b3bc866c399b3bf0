"""What somebody chose in the URL: of where, of what kind of period, and which ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone

from rapportage.kengetallen.lezen import Geteld
from rapportage.kengetallen.plekken import ORGANISATIE, TEAMS_IN_LIJST, Plek, Plekken, keuzelijst, teams_met
from rapportage.kengetallen.tijdvak import Tijdvak, laatste
from rapportage.models import Periode

Keuzelijst = list[tuple[str, str | list[tuple[str, str]]]]
BESTAAT_NIET = {"invalid_choice": "Deze keuze bestaat niet. Kies een uit de lijst."}
HOEVEEL = {Periode.MAAND: 25, Periode.KWARTAAL: 13, Periode.JAAR: 6}
"""So many periods are on a page: the newest one, the same one a year before, and what lies between or before."""


class PlekFilter(forms.Form):
    """A filter in the URL; for what is not in it there is a first choice."""

    zonder_verplichting = True

    plek = forms.ChoiceField(label="Van", error_messages=BESTAAT_NIET)
    team = forms.CharField(
        label="Zoek een basisteam", max_length=80, required=False, help_text="Typ een deel van de naam."
    )

    def __init__(self, gevraagd: QueryDict, plekken: Plekken, **eerst: str) -> None:
        gekozen = {naam: waarde for naam, waarde in gevraagd.dict().items() if naam in self.base_fields and waarde}
        super().__init__({"plek": ORGANISATIE.code, **eerst, **gekozen})
        in_lijst = plekken.in_lijst(self.data["plek"])
        self.per_code = {plek.code: plek for plek in (ORGANISATIE, *in_lijst)}
        self.gevonden: list[Plek] = []
        zet_keuzes(self, "plek", keuzelijst(in_lijst))
        if not plekken.veel_teams:
            del self.fields["team"]

    def clean_team(self) -> str:
        naam: str = self.cleaned_data["team"]
        self.gevonden = teams_met(naam) if naam else []
        if naam and not self.gevonden:
            raise forms.ValidationError("Geen basisteam heeft dit in de naam.")
        return naam

    @property
    def gekozen_plek(self) -> Plek:
        """Of a form that is valid."""
        return self.per_code[self.cleaned_data["plek"]]

    @property
    def gevonden_teams(self) -> list[tuple[str, str]]:
        """Name and link of each team that was searched for, with the rest of what was chosen."""
        rest = {naam: waarde for naam, waarde in self.data.items() if naam != "team"}
        return [(plek.naam, f"?{urlencode({**rest, 'plek': plek.code})}") for plek in self.gevonden]

    @property
    def meer_teams(self) -> bool:
        return len(self.gevonden) >= TEAMS_IN_LIJST


class KengetalFilter(PlekFilter):
    periode = forms.ChoiceField(label="Per", choices=Periode.choices, error_messages=BESTAAT_NIET)

    def __init__(self, gevraagd: QueryDict, plekken: Plekken) -> None:
        super().__init__(gevraagd, plekken, periode=Periode.KWARTAAL.value)


def zet_keuzes(form: forms.Form, naam: str, keuzes: Keuzelijst) -> None:
    veld = form.fields[naam]
    if not isinstance(veld, forms.ChoiceField):
        raise TypeError(naam)
    veld.choices = keuzes


@lru_cache(maxsize=64)
def reeks(periode: Periode, geteld: Geteld, na_maanden: int) -> tuple[Tijdvak, ...]:
    """A page asks it for each of its figures."""
    alle = laatste(periode, geteld.tot, na_maanden).reeks(HOEVEEL[periode])
    return tuple(tijdvak for tijdvak in alle if tijdvak.begin >= geteld.vanaf) or (alle[-1],)


@dataclass(frozen=True)
class Keuze:
    """A choice that exists."""

    plek: Plek
    periode: Periode
    geteld: Geteld

    @classmethod
    def uit(cls, form: KengetalFilter, geteld: Geteld) -> Keuze | None:
        """None when what was asked does not exist; the form says so."""
        if not form.is_valid():
            return None
        return cls(form.gekozen_plek, Periode(form.cleaned_data["periode"]), geteld)

    def laatste(self, na_maanden: int = 0) -> Tijdvak:
        """The newest period that was counted."""
        return reeks(self.periode, self.geteld, na_maanden)[-1]

    def reeks(self, na_maanden: int = 0) -> list[Tijdvak]:
        """The periods on a page, oldest first, as far back as was counted."""
        return list(reeks(self.periode, self.geteld, na_maanden))

    @property
    def loopt(self) -> Tijdvak:
        """The period that is going on."""
        return Tijdvak.met(self.periode, timezone.localdate())

    @cached_property
    def query(self) -> str:
        return urlencode({"plek": self.plek.code, "periode": self.periode.value})


def tijdvakkeuzes(geteld: Geteld, perioden: tuple[Periode, ...] = tuple(Periode)) -> Keuzelijst:
    """Years, quarters and months since counting began, newest first; the one that is going on says so."""
    vandaag = timezone.localdate()
    groepen: Keuzelijst = []
    for periode, kop in ((Periode.JAAR, "Jaren"), (Periode.KWARTAAL, "Kwartalen"), (Periode.MAAND, "Maanden")):
        if periode not in perioden:
            continue
        rij: list[tuple[str, str]] = []
        tijdvak = Tijdvak.met(periode, vandaag)
        while tijdvak.begin >= geteld.vanaf or len(rij) < 3:
            rij.append((tijdvak.code, f"{tijdvak.naam} (loopt nog)" if tijdvak.einde > vandaag else tijdvak.naam))
            tijdvak = tijdvak.terug()
        groepen.append((kop, rij))
    return groepen


class VergelijkFilter(PlekFilter):
    """Two periods of the same kind."""

    van = forms.ChoiceField(label="Vergelijk", error_messages=BESTAAT_NIET)
    met = forms.ChoiceField(label="Met", error_messages=BESTAAT_NIET)

    def __init__(self, gevraagd: QueryDict, plekken: Plekken, geteld: Geteld) -> None:
        nieuwste = laatste(Periode.JAAR, geteld.tot)
        super().__init__(gevraagd, plekken, van=nieuwste.terug().code, met=nieuwste.code)
        for naam in ("van", "met"):
            zet_keuzes(self, naam, tijdvakkeuzes(geteld))

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        van, met = (Tijdvak.lees(gegevens.get(naam, "")) for naam in ("van", "met"))
        if van and met and van.periode != met.periode:
            self.add_error("met", "Kies twee jaren, twee kwartalen of twee maanden.")
        elif van and van == met:
            self.add_error("met", "Kies een andere periode dan de eerste.")
        return gegevens

    @property
    def tijdvakken(self) -> tuple[Tijdvak, Tijdvak] | None:
        """Both, in the order that was chosen; None when the form is not valid."""
        if not self.is_valid():
            return None
        van, met = (Tijdvak.lees(self.cleaned_data[naam]) for naam in ("van", "met"))
        return (van, met) if van and met else None
