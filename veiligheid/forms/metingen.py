"""Per child one tap: still the same mark, another one, or not judged. For each page where the gezinsmanager (or wachter) gives marks.

    class BlikForm(CijfersPerKind):
        def __init__(self, *args, gezin, **kwargs):
            super().__init__(*args, **kwargs)
            self.voeg_cijfers_toe(gezin)                       # adds the fields
            self.helper.layout = Layout("tekst", Fieldset("Hoe veilig is het nu", *self.cijferrijen()))

After `is_valid()`, `form.cijfers()` tells what to write; `veiligheid.contact.geef_cijfers()` writes it. Put `css/cijfers.css` in the
page's `extra_head`: it hides the new mark and its reason until "ander cijfer" is chosen; without it they are simply there.
"""

from __future__ import annotations

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field
from django import forms

from gezinnen.models import Gezin, Gezinslid
from veiligheid.contact import Cijfer
from veiligheid.models import NORM, MetingSoort, Veiligheidsmeting

ZELFDE, ANDER, NIET = "zelfde", "ander", "niet"
VREEMD_KIND = "Een van deze kinderen hoort niet (meer) bij dit gezin. Kijk de kinderen na."


class Tekst(forms.CharField):
    """Typed text; a line break counts as one character, as people count, however the browser sends it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class CijferKeuze(forms.TypedChoiceField):
    """0 to 10. Needed only beside "ander cijfer": the form says so, the field does not."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class Reden(Tekst):
    """Needed at a change and below the norm: the form says so, the field does not."""

    def validate(self, value: Any) -> None:
        return


class CijfersPerKind(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinderen: list[Gezinslid] = []
        self.vorige: dict[int, Veiligheidsmeting] = {}
        self.helper = FormHelper(self)

    def voeg_cijfers_toe(self, gezin: Gezin, *, verplicht: bool = True) -> None:
        """A choice for each child of the family. With `verplicht=False` a child may be left open, and gets no mark."""
        self.kinderen = list(gezin.leden.jeugdigen())
        self.vorige = {m.kind_id: m for m in gezin.metingen.laatste_per_kind(MetingSoort.ACTUEEL)}
        for kind in self.kinderen:
            self.fields[f"kind_{kind.pk}_keuze"] = self._keuzeveld(kind, verplicht)
            self.fields[f"kind_{kind.pk}_cijfer"] = CijferKeuze(
                label=f"Nieuw cijfer voor {kind.roepnaam}",
                choices=[("", "Kies"), *((n, str(n)) for n in range(11))],
                coerce=int,
                empty_value=None,
                error_messages={"invalid_choice": "Kies een cijfer van 0 tot en met 10."},
            )
            self.fields[f"kind_{kind.pk}_reden"] = Reden(
                label=f"Waarom dit cijfer voor {kind.roepnaam}",
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _keuzeveld(self, kind: Gezinslid, verplicht: bool) -> forms.ChoiceField:
        """The mark stands in the value: who saw "nog steeds 7" never confirms the 5 that a colleague gave meanwhile."""
        vorig = self.vorige.get(kind.pk)
        keuzes = [(ANDER, "ander cijfer" if vorig else "nieuw cijfer"), (NIET, "niet beoordeeld")]
        if vorig:
            keuzes.insert(0, (f"{ZELFDE}-{vorig.cijfer}", f"nog steeds {vorig.cijfer}"))
        vroeger = f"vorige keer {vorig.cijfer}" if vorig else "nog geen cijfer"
        return forms.ChoiceField(
            label=f"{kind.roepnaam}, {kind.leeftijd_tekst} · {vroeger}",
            choices=keuzes,
            required=verplicht,
            widget=forms.RadioSelect(attrs={"class": "keuze"}),
            error_messages={
                "required": f"Kies een cijfer voor {kind.roepnaam}, of kies ‘niet beoordeeld’.",
                "invalid_choice": "Kies opnieuw: het vorige cijfer is intussen anders.",
            },
        )

    def cijferrijen(self) -> list[Div]:
        """The rows for a crispy layout, in the order of the children."""
        return [
            Div(
                Field(f"kind_{kind.pk}_keuze", wrapper_class="kind"),
                Div(f"kind_{kind.pk}_cijfer", f"kind_{kind.pk}_reden", css_class="rij nieuwcijfer"),
                css_class="kindcijfer",
            )
            for kind in self.kinderen
        ]

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        eigen = {str(kind.pk) for kind in self.kinderen}
        genoemd = {gevonden[1] for sleutel in self.data if (gevonden := re.match(r"kind_(\w*?)_", str(sleutel)))}
        if genoemd - eigen:
            self.add_error(None, VREEMD_KIND)
        for kind in self.kinderen:
            self._controleer(kind)
        return schoon

    def _controleer(self, kind: Gezinslid) -> None:
        veld = f"kind_{kind.pk}"
        if f"{veld}_cijfer" in self.errors or f"{veld}_reden" in self.errors:
            return
        keuze = self.cleaned_data.get(f"{veld}_keuze", "")
        cijfer, reden = self.cleaned_data[f"{veld}_cijfer"], self.cleaned_data[f"{veld}_reden"]
        if keuze == ANDER:
            self._controleer_ander(kind, cijfer, reden)
        elif cijfer is not None:
            self.add_error(f"{veld}_cijfer", "Kies hierboven ook ‘ander cijfer’, of maak dit veld leeg.")
        elif reden and not keuze.startswith(ZELFDE):
            self.add_error(f"{veld}_reden", "Kies een cijfer bij deze reden, of maak dit veld leeg.")

    def _controleer_ander(self, kind: Gezinslid, cijfer: int | None, reden: str) -> None:
        vorig = self.vorige.get(kind.pk)
        if cijfer is None:
            self.add_error(f"kind_{kind.pk}_cijfer", "Kies een cijfer van 0 tot en met 10.")
        elif not reden and cijfer < NORM:
            self.add_error(f"kind_{kind.pk}_reden", "Schrijf bij een cijfer onder de 6 waarom.")
        elif not reden and vorig and cijfer != vorig.cijfer:
            self.add_error(f"kind_{kind.pk}_reden", "Schrijf waarom het cijfer anders is dan de vorige keer.")

    def cijfers(self) -> list[Cijfer]:
        """What to write. "Nog steeds" is a mark too; below the norm it carries the earlier reason on."""
        gegeven = []
        for kind in self.kinderen:
            keuze = self.cleaned_data.get(f"kind_{kind.pk}_keuze", "")
            reden = self.cleaned_data[f"kind_{kind.pk}_reden"]
            if keuze == ANDER:
                gegeven.append(Cijfer(kind.pk, self.cleaned_data[f"kind_{kind.pk}_cijfer"], reden))
            elif keuze.startswith(ZELFDE):
                vorig = self.vorige[kind.pk]
                gegeven.append(Cijfer(kind.pk, vorig.cijfer, reden or (vorig.reden if vorig.onder_norm else "")))
        return gegeven


__all__ = ["VREEMD_KIND", "CijfersPerKind", "Tekst"]
