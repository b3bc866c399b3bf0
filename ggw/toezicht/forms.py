from __future__ import annotations

from django import forms

from ggw.organisatie.models import Medewerker

NUMMER = r"^\s*[0-9]{4}-[0-9]{4,7}\s*$"


class MetNaam(forms.ModelChoiceField[Medewerker]):
    def label_from_instance(self, obj: Medewerker) -> str:
        return obj.naam


class Besluit(forms.Form):
    """On one open question about an afscherming."""

    wat = forms.ChoiceField(choices=[(wat, wat) for wat in ("afschermen", "opheffen", "benoemen")])
    welke = forms.IntegerField(min_value=1, max_value=2**62)
    besluit = forms.ChoiceField(choices=[("ja", "Akkoord"), ("nee", "Niet akkoord")])


class Zoeken(forms.Form):
    """Which family, or which colleague."""

    zonder_verplichting = True

    nummer = forms.RegexField(
        NUMMER,
        label="Nummer van het gezin",
        required=False,
        error_messages={"invalid": "Een nummer ziet eruit als 2026-0417."},
    )
    medewerker = MetNaam(
        label="Medewerker",
        queryset=Medewerker.objects.order_by("naam"),
        required=False,
        empty_label="Kies een medewerker",
    )


class Oordeel(forms.Form):
    use_required_attribute = False

    terecht = forms.ChoiceField(
        label="Was dit terecht?",
        choices=[("ja", "Terecht"), ("nee", "Onterecht")],
        widget=forms.RadioSelect(attrs={"class": "keuze"}),
        error_messages={"required": "Kies terecht of onterecht."},
    )
    oordeel = forms.CharField(
        label="Waarom vindt u dat?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Schrijf geen gegevens van gezinnen op. Een oordeel kan later niet meer worden veranderd.",
        error_messages={"required": "Schrijf op waarom u dat vindt."},
    )
