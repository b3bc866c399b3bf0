"""Forms about psychische problemen of a parent. There is no field for a diagnosis."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models

from gezinnen.forms.afspraken import Dagveld
from gezinnen.forms.leden import GezinsFormulier, NaamKeuze
from spic.models import PsychischeProblemen

VOORBIJ, VERGISSING = "voorbij", "vergissing"


class PsychischeProblemenForm(GezinsFormulier[PsychischeProblemen]):
    """Of a grown-up of whom it is not recorded yet."""

    use_required_attribute = False

    sinds = Dagveld(label="Sinds wanneer is dit bekend", verleden=True)

    class Meta:
        model = PsychischeProblemen
        fields = ["gezinslid", "sinds", "volgens"]
        field_classes = {"gezinslid": NaamKeuze}
        widgets = {"volgens": forms.RadioSelect}
        labels = {"gezinslid": "Welke ouder of opvoeder", "volgens": "Wie zegt dit"}
        error_messages = {
            "gezinslid": {
                "required": "Kies om wie het gaat.",
                "invalid_choice": "Kies een volwassene uit dit gezin. Stond het al vast, dan hoeft het niet nog een keer.",
            },
            "volgens": {"required": "Kies wie dit zegt.", "invalid_choice": "Kies wie dit zegt."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        volgens: Any = self.fields["volgens"]
        volgens.choices = [keuze for keuze in volgens.choices if keuze[0]]
        self.fields["sinds"].help_text = "dd-mm-jjjj"

    def rijen_voor(self, model: Any) -> models.QuerySet[Any]:
        al = self.gezin.psychische_problemen.filter(voorbij_op__isnull=True).values("gezinslid")
        volwassenen = self.gezin.leden.volwassenen().filter(overleden_op__isnull=True)
        return volwassenen.exclude(pk__in=al).order_by("sorteernaam", "id")


class NietMeerForm(forms.Form):
    """It passed, or it was a mistake."""

    use_required_attribute = False

    wat = forms.ChoiceField(
        label="Wat klopt",
        widget=forms.RadioSelect,
        choices=[(VOORBIJ, "De problemen zijn voorbij"), (VERGISSING, "Dit is hier ten onrechte vastgelegd")],
        error_messages={"required": "Kies wat klopt.", "invalid_choice": "Kies wat klopt."},
    )
    op = Dagveld(label="Voorbij sinds", verleden=True, required=False)

    def __init__(self, *args: Any, rij: PsychischeProblemen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rij = rij
        self.helper = FormHelper(self)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("wat") == VOORBIJ and "op" not in self.errors:
            if not schoon.get("op"):
                self.add_error("op", "Vul in sinds wanneer.")
            elif schoon["op"] < self.rij.sinds:
                self.add_error("op", f"Dit is bekend sinds {self.rij.sinds:%d-%m-%Y}. Kies die dag of later.")
        return schoon

    def doe(self, *, door_id: int) -> str:
        """Gives what the person reads next. HulpGeweigerd when a colleague was first."""
        if self.cleaned_data["wat"] == VERGISSING:
            self.rij.was_vergissing(door_id=door_id)
            return "Dit staat niet meer in het dossier. De geschiedenis bewaart dat het er stond."
        self.rij.is_voorbij(op=self.cleaned_data["op"], door_id=door_id)
        return "Bewaard: de problemen zijn voorbij."
