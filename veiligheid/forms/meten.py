"""Marks for all children at once, outside a contact; also the marks that others give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BoundField

from gezinnen.models import Gezin, Gezinslid
from veiligheid.forms.metingen import VREEMD_KIND, Tekst
from veiligheid.models import Aanleiding, Afname, Gever, MetingSoort, Veiligheidsmeting, waarom_reden

ZONDER_CIJFER = "Kies een cijfer bij deze reden, of maak dit veld leeg."


class Kindvelden(NamedTuple):
    kind: Gezinslid
    velden: list[BoundField]


class MetenForm(forms.Form):
    use_required_attribute = False
    zonder_verplichting = True

    gever = forms.ChoiceField(
        label="Wie geeft deze cijfers?",
        choices=Gever.choices,
        initial=Gever.GEZINSMANAGER,
        widget=forms.RadioSelect(attrs={"class": "keuze"}),
        help_text="Alleen cijfers van de gezinsmanager bepalen de veiligheidslijnen. Andere cijfers staan ernaast.",
        error_messages={"required": "Kies wie de cijfers geeft.", "invalid_choice": "Kies wie de cijfers geeft."},
    )
    aanleiding = forms.ChoiceField(
        label="Aanleiding",
        choices=[keuze for keuze in Aanleiding.choices if keuze[0] != Aanleiding.BLIK],
        initial=Aanleiding.ANDERS,
        widget=forms.RadioSelect(attrs={"class": "keuze"}),
        error_messages={"required": "Kies de aanleiding.", "invalid_choice": "Kies de aanleiding."},
    )

    def __init__(self, *args: Any, gezin: Gezin, afname: Afname | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gezin = gezin
        self.kinderen = list(gezin.leden.jeugdigen())
        self.vorige = {
            (m.kind_id, soort): m.cijfer
            for soort in MetingSoort.values
            for m in gezin.metingen.laatste_per_kind(soort).filter(kind__in=self.kinderen)
        }
        for kind in self.kinderen:
            for soort in MetingSoort:
                self._voeg_toe(kind, soort, afname)

    def _voeg_toe(self, kind: Gezinslid, soort: MetingSoort, afname: Afname | None) -> None:
        vorig = self.vorige.get((kind.pk, soort.value))
        self.fields[f"cijfer_{kind.pk}_{soort}"] = forms.TypedChoiceField(
            label=f"{soort.label} van {kind.roepnaam}",
            help_text="Nog geen cijfer." if vorig is None else f"Nu een {vorig}.",
            required=False,
            choices=[(n, str(n)) for n in range(11)],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect(attrs={"class": "keuze lijn"}),
            error_messages={"invalid_choice": "Kies een cijfer van 0 tot en met 10."},
        )
        vooraf = ""
        if afname and afname.kind_id in (None, kind.pk) and soort == MetingSoort.ACTUEEL:
            vooraf = f"{afname.instrument.naam} van {afname.afgenomen_op:%d-%m-%Y}: {afname.uitkomst_tekst.lower()}."
        self.fields[f"reden_{kind.pk}_{soort}"] = Tekst(
            label=f"Waarom dit cijfer voor {kind.roepnaam} ({soort.label.lower()})",
            required=False,
            max_length=2000,
            initial=vooraf,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def rijen(self) -> Iterator[Kindvelden]:
        for kind in self.kinderen:
            namen = [f"{deel}_{kind.pk}_{soort}" for soort in MetingSoort for deel in ("cijfer", "reden")]
            yield Kindvelden(kind, [self[naam] for naam in namen])

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        eigen = {str(kind.pk) for kind in self.kinderen}
        genoemd = {gevonden[1] for sleutel in self.data if (gevonden := re.match(r"cijfer_(\w*)_", str(sleutel)))}
        if genoemd - eigen:
            self.add_error(None, VREEMD_KIND)
        for kind in self.kinderen:
            for soort in MetingSoort:
                self._controleer(kind, soort)
        if not self.errors and not list(self.gegeven()):
            self.add_error(None, "Geef minstens één cijfer.")
        return schoon

    def _controleer(self, kind: Gezinslid, soort: MetingSoort) -> None:
        veld = f"reden_{kind.pk}_{soort}"
        cijfer, reden = self.cleaned_data.get(f"cijfer_{kind.pk}_{soort}"), self.cleaned_data.get(veld, "")
        if cijfer is None:
            fout_in_cijfer = f"cijfer_{kind.pk}_{soort}" in self.errors
            if reden and reden != self.fields[veld].initial and not fout_in_cijfer:
                self.add_error(veld, ZONDER_CIJFER)
            return
        vorig = self.vorige.get((kind.pk, soort.value))
        mist = waarom_reden(soort, self.cleaned_data.get("gever", ""), cijfer, vorig)
        if mist and not reden and veld not in self.errors:
            self.add_error(veld, mist)

    def gegeven(self) -> Iterator[tuple[Gezinslid, MetingSoort, int, str]]:
        for kind in self.kinderen:
            for soort in MetingSoort:
                cijfer = self.cleaned_data.get(f"cijfer_{kind.pk}_{soort}")
                if cijfer is not None:
                    yield kind, soort, cijfer, self.cleaned_data.get(f"reden_{kind.pk}_{soort}", "")

    def geef(self, *, auteur_id: int) -> list[Veiligheidsmeting] | None:
        """Write all marks or none; None when the domain refuses one, then the reason stands in the form."""
        gever, aanleiding = self.cleaned_data["gever"], self.cleaned_data["aanleiding"]
        try:
            with transaction.atomic():
                return [
                    Veiligheidsmeting.geef(
                        self.gezin,
                        kind=kind,
                        soort=soort,
                        cijfer=cijfer,
                        reden=reden,
                        gever=gever,
                        aanleiding=aanleiding,
                        auteur_id=auteur_id,
                    )
                    for kind, soort, cijfer, reden in self.gegeven()
                ]
        except ValidationError as fout:
            self.add_error(None, fout.messages)
            return None
