"""Asking providers whether they have room, and what a provider answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone

from gezinnen.models import Gezin
from ggw.organisatie.models import Aanbieder, AanbiederSoort, Gemeente
from spic.forms.partner import Eenmalig
from spic.forms.verwijzing import Spickeuze
from spic.models import Plekantwoord, Profiel, Segment, Spic, Verkenning
from spic.models.verkenning import MEESTE_WEKEN
from spic.onherleidbaar import herleidbaar


class Aanbiederskeuze(forms.ModelMultipleChoiceField[Aanbieder]):
    def label_from_instance(self, obj: Aanbieder) -> str:
        return obj.naam


class VerkenningForm(forms.ModelForm[Verkenning]):
    """Nothing in it may say of which family it is."""

    use_required_attribute = False

    spic = Spickeuze(
        label="Welke SPIC zoekt u?",
        queryset=Spic.objects.none(),
        required=False,
        empty_label="Weet ik nog niet",
        error_messages={"invalid_choice": "Deze SPIC kan nu niet worden gekozen."},
    )
    aanbieders = Aanbiederskeuze(
        label="Aan welke aanbieders vraagt u het?",
        queryset=Aanbieder.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens een aanbieder.",
            "invalid_choice": "Kies een aanbieder uit de lijst.",
        },
    )
    regio = forms.ChoiceField(
        label="In welke regio?", required=False, error_messages={"invalid_choice": "Kies een regio uit de lijst."}
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Verkenning
        fields = ["vraag", "spic", "segment", "profiel", "regio"]
        labels = {
            "vraag": "Wat zoekt u?",
            "segment": "Weet u de SPIC nog niet: welk segment?",
            "profiel": "En welk profiel?",
        }
        widgets = {"vraag": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "vraag": "In algemene woorden. Bijvoorbeeld: hulp bij het opvoeden van twee jonge kinderen, in de avond. "
            "Geen namen, nummers of adressen."
        }
        error_messages = {
            "vraag": {"required": "Schrijf op wat u zoekt."},
            "segment": {"invalid_choice": "Kies een segment uit de lijst."},
            "profiel": {"invalid_choice": "Kies een profiel uit de lijst."},
        }

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.gezin = gezin
        vandaag = timezone.localdate()
        velden: dict[str, Any] = self.fields
        velden["spic"].queryset = Spic.objects.te_verwijzen(vandaag).filter(profiel__crisis=False)
        velden["segment"].queryset = Segment.objects.geldig_op(vandaag).filter(verwijzing_mogelijk=True)
        velden["profiel"].queryset = Profiel.objects.geldig_op(vandaag).filter(crisis=False)
        for naam in ("segment", "profiel"):
            velden[naam].empty_label = "Weet ik nog niet"
        velden["aanbieders"].queryset = Aanbieder.objects.filter(
            actief=True, soort=AanbiederSoort.HOOFDAANNEMER
        ).order_by("naam")
        regios = Gemeente.objects.order_by("regio").values_list("regio", flat=True).distinct()
        velden["regio"].choices = [("", "Maakt niet uit"), *((regio, regio) for regio in regios)]
        velden["regio"].initial = gezin.gemeente.regio if gezin.gemeente else ""
        self.order_fields(["vraag", "spic", "segment", "profiel", "regio", "aanbieders", "sleutel"])

    def clean_vraag(self) -> str:
        vraag: str = self.cleaned_data["vraag"]
        if gevonden := herleidbaar(vraag, self.instance.gezin):
            raise forms.ValidationError(
                f"Haal dit uit de tekst: {', '.join(gevonden)}. De aanbieder mag nog niet weten over wie het gaat."
            )
        return vraag

    def clean_sleutel(self) -> UUID:
        sleutel: UUID = self.cleaned_data["sleutel"]
        self.instance.sleutel = sleutel
        return sleutel

    def clean(self) -> dict[str, Any]:
        """A SPIC holds its segment and profile: what was chosen beside it counts no more."""
        schoon = super().clean() or self.cleaned_data
        if schoon.get("spic"):
            schoon["segment"] = schoon["profiel"] = None
        elif not schoon.get("segment") and not schoon.get("profiel") and "spic" not in self.errors:
            self.add_error("spic", "Kies een SPIC, of hieronder een segment of profiel.")
        return schoon


class PlekForm(Eenmalig):
    """The answer of an aanmeldteam. `vorig` is the answer that stood there when the page was opened."""

    antwoord = forms.ChoiceField(
        label="Heeft u plek?",
        choices=Plekantwoord.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord."},
    )
    weken = forms.IntegerField(
        label="Over hoeveel weken kan de hulp beginnen?",
        min_value=0,
        max_value=MEESTE_WEKEN,
        required=False,
        help_text="0 als het meteen kan. Niet nodig als u geen plek heeft.",
        error_messages={
            "invalid": "Vul een heel getal in.",
            "min_value": "Vul 0 of meer weken in.",
            "max_value": f"Vul hooguit {MEESTE_WEKEN} weken in.",
        },
    )
    toelichting = forms.CharField(
        label="Wilt u daar iets bij zeggen?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    vorig = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("antwoord") == Plekantwoord.JA and schoon.get("weken") is None and "weken" not in self.errors:
            self.add_error("weken", "Vul in over hoeveel weken de hulp kan beginnen. 0 als het meteen kan.")
        if schoon.get("antwoord") == Plekantwoord.NEE:
            schoon["weken"] = None
        return schoon
