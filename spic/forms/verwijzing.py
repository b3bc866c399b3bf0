"""Making a referral: for which children with which SPIC, on which resultaten, and what is shared, piece by piece."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone

from gezinnen.forms.afspraken import Dagveld
from gezinnen.models import Gezin, Gezinslid, Resultaat
from ggw.organisatie.models import Aanbieder, AanbiederSoort
from spic.models import Spic, Verwijzing
from spic.pakket import Deel, afgenomen
from veiligheid.models import Afname


class Ledenkeuze(forms.ModelMultipleChoiceField[Gezinslid]):
    def label_from_instance(self, obj: Gezinslid) -> str:
        return f"{obj.naam} ({obj.get_rol_display().lower()})"


class Resultatenkeuze(forms.ModelMultipleChoiceField[Resultaat]):
    def label_from_instance(self, obj: Resultaat) -> str:
        return obj.wat


class Afnamekeuze(forms.ModelMultipleChoiceField[Afname]):
    def label_from_instance(self, obj: Afname) -> str:
        over = f" over {obj.kind.roepnaam}" if obj.kind else ""
        return f"{obj.instrument.naam}{over}, {obj.afgenomen_op:%d-%m-%Y}"


class Spickeuze(forms.ModelChoiceField[Spic]):
    def label_from_instance(self, obj: Spic) -> str:
        return f"{obj.code}: {obj.naam}{' (voorbeeld)' if obj.voorbeeld else ''}"


class Stapelkeuze(forms.ModelChoiceField[Verwijzing]):
    def label_from_instance(self, obj: Verwijzing) -> str:
        return f"{obj.hulpvraag}, {obj.aanbieder.naam}"


class Delenvelden(forms.Form):
    """What the provider will see. Nothing is chosen beforehand."""

    use_required_attribute = False

    leden = Ledenkeuze(
        label="Over wie gaat het?",
        queryset=Gezinslid.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="De aanbieder ziet de naam, de rol en de geboortedatum van wie u kiest.",
        error_messages={
            "required": "Kies over wie deze verwijzing gaat.",
            "invalid_choice": "Kies iemand uit dit gezin.",
        },
    )
    delen = forms.MultipleChoiceField(
        label="Wat deelt u nog meer?",
        choices=Deel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Deel niet meer dan nodig is.",
    )
    afnames = Afnamekeuze(
        label="Welke afnames deelt u?",
        queryset=Afname.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen de uitkomst en uw uitleg daarbij, niet de vragen en antwoorden.",
        error_messages={"invalid_choice": "Kies een afname van dit gezin."},
    )

    def vul_delen(self, gezin: Gezin) -> None:
        self.fields["leden"].queryset = gezin.leden.huidig().filter(overleden_op__isnull=True)  # type: ignore[attr-defined]
        gedaan = afgenomen(gezin)
        if gedaan.exists():
            self.fields["afnames"].queryset = gedaan  # type: ignore[attr-defined]
        else:
            del self.fields["afnames"]

    def gekozen(self) -> dict[str, list[Any]]:
        """As `Verwijzing.keuze` keeps it: ids of people and assessments, codes of parts."""
        schoon = self.cleaned_data
        return {
            "leden": [lid.pk for lid in schoon["leden"]],
            "delen": list(schoon["delen"]),
            "afnames": [afname.pk for afname in schoon.get("afnames") or []],
        }


class DelenForm(Delenvelden):
    """Another version of the package of a referral that was sent."""

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vul_delen(gezin)


class VerwijzingForm(forms.ModelForm[Verwijzing], Delenvelden):
    """A concept. With `crisis` it asks only what SPIC 11 needs, and every child of the family is in it already."""

    use_required_attribute = False

    resultaten = Resultatenkeuze(
        label="Aan welke resultaten werkt deze hulp?",
        queryset=Resultaat.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies een resultaat uit het plan dat nu geldt."},
    )
    stapelt_op = Stapelkeuze(
        label="Komt deze hulp bovenop hulp die al loopt?",
        queryset=Verwijzing.objects.none(),
        required=False,
        empty_label="Nee",
        help_text="Stapelen kan alleen binnen segment B, met hetzelfde profiel en dezelfde aanbieder.",
    )
    tafel_op = Dagveld(label="Dag van het besluit van de escalatietafel", verleden=True, required=False)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Verwijzing
        fields = [
            "aanbieder",
            "hulpvraag",
            "toelichting",
            "stapelt_op",
            "uitzondering",
            "tafel_op",
            "tafel_besluit",
            "grondslag",
            "grondslag_uitleg",
        ]
        labels = {
            "uitzondering": "Waarom verwijst u nu al?",
            "tafel_besluit": "Wat besloot de escalatietafel?",
        }
        widgets = {
            "toelichting": forms.Textarea(attrs={"rows": 4}),
            "uitzondering": forms.Textarea(attrs={"rows": 3}),
            "tafel_besluit": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "grondslag_uitleg": "Bijvoorbeeld: besproken met moeder op 3 november.",
            "uitzondering": "Nodig zolang er geen vastgesteld gezinsplan is, of in de fase Verbinden en motiveren.",
            "tafel_besluit": "Nodig voor segment C.",
        }
        error_messages = {
            "aanbieder": {"required": "Kies een aanbieder."},
            "hulpvraag": {"required": "Schrijf op welke hulp nodig is."},
            "grondslag": {"required": "Kies waarom u dit mag delen."},
            "grondslag_uitleg": {"required": "Schrijf op hoe u dat weet."},
        }

    def __init__(self, *args: Any, gezin: Gezin, crisis: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.gezin = gezin
        self.vul_delen(gezin)
        self.kinderen = list(gezin.leden.jeugdigen().filter(overleden_op__isnull=True))
        self._vul_keuzes(gezin)
        self._vul_spics(crisis)
        if crisis:
            for naam in ("resultaten", "stapelt_op", "uitzondering", "tafel_op", "tafel_besluit"):
                self.fields.pop(naam, None)
        self.order_fields(
            [
                *("hulpvraag", *(f"spic_{kind.pk}" for kind in self.kinderen), "aanbieder", "resultaten", "stapelt_op"),
                *("uitzondering", "tafel_op", "tafel_besluit", "toelichting", "leden", "delen", "afnames"),
                *("grondslag", "grondslag_uitleg", "sleutel"),
            ]
        )

    def _vul_keuzes(self, gezin: Gezin) -> None:
        velden: dict[str, Any] = self.fields
        velden["aanbieder"].queryset = Aanbieder.objects.filter(
            actief=True, soort=AanbiederSoort.HOOFDAANNEMER
        ).order_by("naam")
        velden["aanbieder"].empty_label = "Kies een aanbieder"
        velden["aanbieder"].label_from_instance = lambda rij: rij.naam
        velden["grondslag"].choices = [("", "Kies"), *Verwijzing._meta.get_field("grondslag").flatchoices]
        plan = gezin.gezinsplannen.geldend()
        lopend = gezin.verwijzingen.lopend().exclude(pk=self.instance.pk).select_related("aanbieder")
        velden["stapelt_op"].queryset = lopend
        if plan is not None and plan.resultaten.exists():
            velden["resultaten"].queryset = plan.resultaten.all()
        else:
            del velden["resultaten"]
        if not lopend:
            del velden["stapelt_op"]

    def _vul_spics(self, crisis: bool) -> None:
        spics = Spic.objects.te_verwijzen(timezone.localdate())
        if crisis:
            spics = spics.filter(profiel__crisis=True)
        eerste = spics.first() if crisis else None
        for kind in self.kinderen:
            self.fields[f"spic_{kind.pk}"] = Spickeuze(
                label=f"Welke SPIC voor {kind.roepnaam}?",
                queryset=spics,
                required=False,
                empty_label="Geen hulp voor dit kind",
                initial=eerste and eerste.pk,
                error_messages={"invalid_choice": "Deze SPIC kan nu niet worden gekozen."},
            )

    @property
    def spics(self) -> dict[Gezinslid, Spic]:
        gekozen = {kind: self.cleaned_data.get(f"spic_{kind.pk}") for kind in self.kinderen}
        return {kind: spic for kind, spic in gekozen.items() if spic is not None}

    def clean_sleutel(self) -> UUID:
        sleutel: UUID = self.cleaned_data["sleutel"]
        if self.instance._state.adding:
            self.instance.sleutel = sleutel
        return sleutel

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        spics = self.spics
        if self.kinderen and not spics and not any(f"spic_{kind.pk}" in self.errors for kind in self.kinderen):
            self.add_error(f"spic_{self.kinderen[0].pk}", "Kies voor minstens een kind welke SPIC nodig is.")
        leden = schoon.get("leden")
        if leden is not None and not set(spics) <= set(leden):
            self.add_error("leden", "Kies ook elk kind waarvoor de hulp is.")
        if bool(schoon.get("tafel_op")) != bool(schoon.get("tafel_besluit")) and "tafel_op" not in self.errors:
            welk = "tafel_besluit" if schoon.get("tafel_op") else "tafel_op"
            self.add_error(welk, "Vul de dag en het besluit van de escalatietafel samen in.")
        return schoon
