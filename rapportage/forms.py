"""Filters of the lists; they stand in the URL."""

from django import forms

from gezinnen.models import Fase

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
