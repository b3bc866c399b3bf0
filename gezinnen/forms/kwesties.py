"""A kwestie: reporting it, taking it to a higher level, solving it, opening it again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import Q

from gezinnen.forms.afspraken import Dagveld
from gezinnen.kwesties import LADDER
from gezinnen.models import Gezin, Gezinslid, Kwestie, Kwestieoorzaak, Niveau, Resultaat
from gezinnen.models.kwesties import BUITEN_HET_TEAM

BIJ_WIE_HULP = (
    "De naam van een organisatie of functie, zoals “directie De Verzonnen Wilg”. Geen namen van mensen. "
    "Nodig bij directie en gemeente."
)


class Resultaatkeuze(forms.ModelChoiceField[Resultaat]):
    def label_from_instance(self, obj: Resultaat) -> str:
        return f"{obj.wat[:77]}…" if len(obj.wat) > 78 else obj.wat


class Kindkeuze(forms.ModelChoiceField[Gezinslid]):
    def label_from_instance(self, obj: Gezinslid) -> str:
        return obj.roepnaam


class KwestieForm(forms.ModelForm[Kwestie]):
    """`vooraf`: what the address asks to be chosen already (resultaat, kind, oorzaak); what does not exist is left out."""

    use_required_attribute = False

    begonnen_op = Dagveld(label="Sinds wanneer loopt het vast", verleden=True)
    resultaat = Resultaatkeuze(
        label="Voor welk resultaat",
        queryset=Resultaat.objects.none(),
        required=False,
        empty_label="Geen of meer dan een",
        error_messages={"invalid_choice": "Kies een resultaat uit het plan dat nu geldt."},
    )
    kind = Kindkeuze(
        label="Voor welk kind",
        queryset=Gezinslid.objects.none(),
        required=False,
        empty_label="Voor het hele gezin",
        error_messages={"invalid_choice": "Kies een kind uit dit gezin."},
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Kwestie
        fields = ["wat", "oorzaak", "begonnen_op", "resultaat", "kind"]
        labels = {"wat": "Wat loopt er vast", "oorzaak": "Waardoor"}
        help_texts = {"wat": "Wat is er nodig, en wat houdt het tegen?"}
        widgets = {"wat": forms.Textarea(attrs={"rows": 5})}
        error_messages = {
            "wat": {"required": "Schrijf op wat er vastloopt."},
            "oorzaak": {"required": "Kies waardoor het vastloopt."},
        }

    field_order = ("wat", "oorzaak", "begonnen_op", "resultaat", "kind", "sleutel")

    def __init__(self, *args: Any, gezin: Gezin, vooraf: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        oorzaak: Any = self.fields["oorzaak"]
        oorzaak.queryset = Kwestieoorzaak.objects.filter(actief=True)
        oorzaak.empty_label = "Kies"
        plan = gezin.gezinsplannen.geldend()
        resultaten = plan.resultaten.all() if plan else Resultaat.objects.none()
        self.fields["resultaat"].queryset = resultaten  # type: ignore[attr-defined]
        self.fields["kind"].queryset = gezin.leden.jeugdigen()  # type: ignore[attr-defined]
        for naam in ("resultaat", "kind", "oorzaak"):
            self.kies_vooraf(naam, (vooraf or {}).get(naam, ""), resultaten)

    def kies_vooraf(self, naam: str, waarde: str, resultaten: Any) -> None:
        if naam == "oorzaak":
            if Kwestieoorzaak.objects.filter(pk=waarde.replace("\0", "")[:20]).exists():
                self.initial[naam] = waarde
        elif waarde.isascii() and waarde.isdigit() and len(waarde) < 19:
            rijen = resultaten if naam == "resultaat" else self.fields[naam].queryset  # type: ignore[attr-defined]
            is_het = Q(pk=int(waarde)) | (Q(stam=int(waarde)) if naam == "resultaat" else Q(pk__in=[]))
            if (rij := rijen.filter(is_het).first()) is not None:
                self.initial[naam] = rij.pk

    def clean_resultaat(self) -> Resultaat | None:
        """Contacts and kwesties refer to the first appearance of a resultaat."""
        gekozen: Resultaat | None = self.cleaned_data["resultaat"]
        return gekozen.stam or gekozen if gekozen else None

    def clean_sleutel(self) -> UUID:
        sleutel: UUID = self.cleaned_data["sleutel"]
        self.instance.sleutel = sleutel
        return sleutel


class EscaleerForm(forms.Form):
    """`van` is the level on the screen: who was overtaken by a colleague sees that, and what was typed stays."""

    use_required_attribute = False
    zonder_verplichting = True

    naar = forms.TypedChoiceField(
        label="Naar welk niveau",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een niveau.", "invalid_choice": "Kies een hoger niveau dan nu."},
    )
    bij_wie = forms.CharField(label="Bij wie ligt het dan", max_length=160, required=False, help_text=BIJ_WIE_HULP)
    waarom = forms.CharField(
        label="Waarom",
        max_length=4000,
        help_text="Wat is al geprobeerd, en welk besluit is nodig? Slaat u een niveau over, schrijf dan ook waarom.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf waarom."},
    )
    van = forms.TypedChoiceField(choices=Niveau.choices, coerce=int, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, kwestie: Kwestie) -> None:
        hoger = [trede for trede in LADDER if trede.niveau > kwestie.niveau]
        volgende = hoger[0].niveau.value if hoger else None
        super().__init__(data, initial={"van": kwestie.niveau, "naar": volgende})
        keuzes: Any = self.fields["naar"]
        keuzes.choices = [(t.niveau.value, f"{t.niveau.label}. {t.wie}.") for t in hoger]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if (schoon.get("naar") or 0) >= BUITEN_HET_TEAM and not schoon.get("bij_wie") and "bij_wie" not in self.errors:
            self.add_error("bij_wie", "Schrijf bij welke organisatie of functie de kwestie dan ligt.")
        return schoon

    def toon_nieuw_niveau(self, niveau: int) -> None:
        """After a refusal: sent again, it counts from the level that is on the screen now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["van"] = str(niveau)  # type: ignore[index]


class OplossenForm(forms.Form):
    use_required_attribute = False

    hoe = forms.CharField(
        label="Hoe is het opgelost",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op hoe het is opgelost."},
    )
    wie = forms.CharField(
        label="Wie nam het besluit",
        max_length=160,
        help_text="Een functie of organisatie, zoals “teammanager”.",
        error_messages={"required": "Schrijf op wie het besluit nam."},
    )
    op = Dagveld(label="Opgelost op", verleden=True)

    def __init__(self, data: Any, *, kwestie: Kwestie) -> None:
        super().__init__(data)
        self.begonnen_op = kwestie.begonnen_op

    def clean_op(self) -> date:
        op: date = self.cleaned_data["op"]
        if op < self.begonnen_op:
            raise forms.ValidationError("De kwestie kan niet zijn opgelost voordat zij begon.")
        return op


class HeropenForm(forms.Form):
    use_required_attribute = False

    waarom = forms.CharField(
        label="Waarom loopt het weer vast",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op waarom het weer vastloopt."},
    )


STAND = [("open", "Open"), ("opgelost", "Opgelost")]


class KwestieFilter(forms.Form):
    """Filters of the list over families; they stand in the URL."""

    zonder_verplichting = True

    stand = forms.ChoiceField(label="Welke kwesties", choices=STAND, required=False)
    niveau = forms.ChoiceField(label="Niveau", choices=[("", "Alle niveaus"), *Niveau.choices], required=False)
    oorzaak = forms.ModelChoiceField(
        label="Oorzaak", queryset=Kwestieoorzaak.objects.all(), required=False, empty_label="Alle oorzaken"
    )
