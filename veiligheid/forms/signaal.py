"""Reporting a signal, in a minute, and judging it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from gezinnen.forms.afspraken import Dagveld
from gezinnen.models import Gezin, Gezinslid
from veiligheid.forms.metingen import Tekst
from veiligheid.models import Melder, Signaal, Signaalbeoordeling, SignaalSoort


class Kinderkeuze(forms.ModelMultipleChoiceField[Gezinslid]):
    def label_from_instance(self, obj: Gezinslid) -> str:
        return f"{obj.roepnaam}, {obj.leeftijd_tekst}"


class Signaalvelden(forms.Form):
    """What everybody who reports is asked, staff and provider alike. Fact, opinion and source apart (Jeugdwet 3.3)."""

    use_required_attribute = False

    soort = forms.ChoiceField(
        label="Wat is er aan de hand?",
        choices=SignaalSoort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er aan de hand is.", "invalid_choice": "Kies wat er aan de hand is."},
    )
    feit = Tekst(
        label="Wat is er gezien of gehoord?",
        help_text="Alleen wat er is gebeurd of gezegd, zo letterlijk mogelijk.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat er is gezien of gehoord."},
    )
    gezien_op = Dagveld(label="Wanneer was dat?", verleden=True)
    bron = forms.CharField(
        label="Wie zag of hoorde het?",
        required=False,
        max_length=160,
        help_text="Bijvoorbeeld: zelf gezien, de juf zag het, het kind vertelde het.",
    )
    mening = Tekst(
        label="Wat denkt u of de melder daarvan?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SignaalForm(Signaalvelden):
    zonder_verplichting = True

    kinderen = Kinderkeuze(
        label="Over welke kinderen gaat het?",
        queryset=Gezinslid.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Weet u het niet, laat het dan leeg.",
        error_messages={
            "invalid_choice": "Kies kinderen van dit gezin.",
            "invalid_pk_value": "Kies kinderen van dit gezin.",
        },
    )
    melder = forms.ChoiceField(label="Wie meldt dit?", choices=Melder.choices, initial=Melder.MEDEWERKER)
    melder_naam = forms.CharField(
        label="Naam of functie van de melder",
        required=False,
        max_length=160,
        help_text="Alleen als een ander het meldt.",
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order = ("soort", "kinderen", "feit", "gezien_op", "bron", "mening", "melder", "melder_naam", "sleutel")

    def __init__(self, data: Any, *, gezin: Gezin, vandaag: date) -> None:
        kinderen = gezin.leden.jeugdigen()
        enige = [kind.pk for kind in kinderen[:2]]
        super().__init__(data, initial={"gezien_op": vandaag, "kinderen": enige if len(enige) == 1 else []})
        self.gezin = gezin
        self.fields["kinderen"].queryset = kinderen  # type: ignore[attr-defined]

    def meld(self, *, door_id: int) -> Signaal:
        return Signaal.meld(self.gezin, door_id=door_id, **self.cleaned_data)


DADEN = {
    "met_contact": "Ik had contact met het gezin",
    "nieuw_cijfer": "Ik gaf een nieuw cijfer voor de veiligheid",
    "nieuw_plan": "Ik maakte een nieuw veiligheidsplan",
    "verzoek_onderzoek": "Ik deed een verzoek tot onderzoek bij de Raad voor de Kinderbescherming",
}


class BeoordelingForm(forms.ModelForm[Signaalbeoordeling]):
    """`daden` is one question on the screen and four columns in the file."""

    use_required_attribute = False
    zonder_verplichting = True

    daden = forms.MultipleChoiceField(
        label="Wat deed u?",
        choices=list(DADEN.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )

    class Meta:
        model = Signaalbeoordeling
        fields = ["oordeel", "anders", "reden_niets", "terugkoppeling"]
        labels = {
            "oordeel": "Wat is uw oordeel?",
            "anders": "Iets anders dat u deed",
            "reden_niets": "Deed u niets? Schrijf waarom",
            "terugkoppeling": "Wat vertelt u aan de melder?",
        }
        help_texts = {"oordeel": "Wat betekent dit voor de veiligheid van de kinderen, nu?"}
        widgets = {"oordeel": forms.Textarea(attrs={"rows": 4}), "terugkoppeling": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"oordeel": {"required": "Schrijf op wat uw oordeel is."}}

    field_order = ("oordeel", "daden", "anders", "reden_niets", "terugkoppeling")

    def __init__(self, *args: Any, signaal: Signaal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signaal = signaal
        terug = self.fields["terugkoppeling"]
        if signaal.met_login:
            terug.required = True
            terug.error_messages["required"] = "Vertel de aanbieder wat u met het signaal deed."
            terug.help_text = (
                "De aanbieder leest van uw beoordeling alleen deze tekst. Zet er niet meer in dan nodig is."
            )
        else:
            terug.help_text = "Laat leeg als u het de melder niet kunt of mag vertellen."

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        gekozen = schoon.get("daden") or []
        for naam in DADEN:
            setattr(self.instance, naam, naam in gekozen)
        iets = gekozen or schoon.get("anders")
        if not {"daden", "anders", "reden_niets"} & self.errors.keys():
            if iets and schoon.get("reden_niets"):
                self.add_error("reden_niets", "U koos ook wat u deed. Laat dit dan leeg.")
            elif not iets and not schoon.get("reden_niets"):
                self.add_error("daden", "Kies wat u deed, of schrijf hieronder waarom u niets deed.")
        return schoon

    def velden(self) -> dict[str, Any]:
        """What the judgement says."""
        namen = ("oordeel", "anders", "reden_niets", "terugkoppeling")
        return {naam: self.cleaned_data[naam] for naam in namen} | {
            naam: naam in self.cleaned_data["daden"] for naam in DADEN
        }
