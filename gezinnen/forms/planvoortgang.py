"""What happens after vaststelling: how far a resultaat is, and which acties are done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import ModelForm
from django.utils import timezone

from gezinnen.models import Resultaat
from ggw.concepten.naastelkaar import vingerafdruk

DATUM = {"class": "datumveld"}


class VoortgangForm(ModelForm[Resultaat]):
    """The status, the mark, and for each actie the day it was done."""

    class Meta:
        model = Resultaat
        fields = ["status", "cijfer_nu", "gm_sinds"]
        labels = {
            "status": "Hoe staat het",
            "cijfer_nu": "Cijfer nu (0 tot 10)",
            "gm_sinds": "De gezinsmanager neemt waar sinds",
        }
        help_texts = {"gm_sinds": "Alleen als u doet wat een ander hoort te doen. dd-mm-jjjj"}
        widgets = {
            "status": forms.RadioSelect(attrs={"class": "keuze"}),
            "cijfer_nu": forms.NumberInput(attrs={"min": 0, "max": 10, "inputmode": "numeric"}),
            "gm_sinds": forms.DateInput(attrs=DATUM),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acties = list(self.instance.acties.all())
        lopend = self.instance.gezin.compensaties.lopend().filter(stam=self.instance.stam_of_zelf_id).first()
        self.reden = lopend.reden if lopend else ""
        self.fields["reden"] = forms.CharField(
            label="Waarom doet u dit zelf",
            required=False,
            max_length=300,
            initial=self.reden,
            help_text="Bijvoorbeeld: de aanbieder heeft nog geen plek. Dit komt terug in het volgende overleg.",
        )
        for nummer, actie in enumerate(self.acties, 1):
            self.fields[f"actie_{actie.pk}"] = forms.DateField(
                label=f"Actie {nummer} gedaan op: {actie.wie}, {actie.wat}",
                required=False,
                initial=actie.gedaan_op,
                help_text="Leeg: nog niet gedaan. dd-mm-jjjj",
                widget=forms.DateInput(attrs=DATUM),
            )

    def stand(self) -> str:
        """How it is stored now; ask it before the form is validated."""
        zelf = [getattr(self.instance, veld) for veld in self.Meta.fields]
        return vingerafdruk([*zelf, self.reden, *((actie.pk, actie.gedaan_op) for actie in self.acties)])

    def clean(self) -> dict[str, Any]:
        gegeven = super().clean() or self.cleaned_data
        for naam, waarde in list(gegeven.items()):
            if (naam == "gm_sinds" or naam.startswith("actie_")) and waarde and waarde > timezone.localdate():
                self.add_error(naam, "Deze dag is nog niet geweest.")
        if "reden" in self.changed_data and gegeven.get("reden") and not gegeven.get("gm_sinds"):
            self.add_error("gm_sinds", "Vul in sinds wanneer u dit doet, of maak de reden leeg.")
        return gegeven

    def leg_vast(self, *, door_id: int) -> None:
        """PlanGeweigerd when the plan is not in force (any more)."""
        gegeven = self.cleaned_data
        if any(naam in self.changed_data for naam in (*self.Meta.fields, "reden")):
            voortgang = {naam: gegeven[naam] for naam in (*self.Meta.fields, "reden")}
            self.instance.meld_voortgang(**voortgang, door_id=door_id)
        for actie in self.acties:
            if f"actie_{actie.pk}" in self.changed_data:
                actie.meld_gedaan(gegeven[f"actie_{actie.pk}"], door_id=door_id)
