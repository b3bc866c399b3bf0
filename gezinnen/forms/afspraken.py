"""The next appointment, and how often each child is seen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from gezinnen.models import Afspraak, Contactafspraak, ContactSoort, Gezin
from gezinnen.models.contact import om_de

VROEGST = date(2000, 1, 1)
MEESTE_WEKEN = 26


class Dagveld(forms.DateField):
    """A day, typed as dd-mm-jjjj. `verleden`: today or before; otherwise today or later, at most two years ahead."""

    def __init__(self, *, verleden: bool, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "dd-mm-jjjj")
        fouten = {"invalid": "Schrijf de datum als dd-mm-jjjj.", "required": "Vul de datum in."}
        attrs = {"class": "datumveld", "autocomplete": "off"}
        super().__init__(error_messages=fouten, widget=forms.DateInput(format="%d-%m-%Y", attrs=attrs), **kwargs)
        self.verleden = verleden

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.verleden and value > timezone.localdate():
            raise ValidationError("De datum ligt in de toekomst.")
        if self.verleden and value < VROEGST:
            raise ValidationError("Deze datum ligt te ver terug. Kijk het jaar na.")
        if not self.verleden and value < timezone.localdate():
            raise ValidationError("De datum is al geweest.")
        if not self.verleden and value > timezone.localdate() + timedelta(days=731):
            raise ValidationError("Kies een dag in de komende twee jaar.")


class Tijdveld(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        fouten = {"invalid": "Schrijf de tijd als uu:mm, zoals 14:05.", "required": "Vul de tijd in."}
        super().__init__(
            help_text="uu:mm",
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"}),
            error_messages=fouten,
            **kwargs,
        )


class AfspraakForm(forms.ModelForm[Afspraak]):
    use_required_attribute = False
    stand_ook = ("op",)

    dag = Dagveld(label="Dag", verleden=False)
    tijd = Tijdveld(label="Hoe laat")
    soort = forms.ChoiceField(
        label="Soort contact",
        choices=[keuze for keuze in ContactSoort.choices if keuze[0] != ContactSoort.NIET_VERSCHENEN],
    )

    class Meta:
        model = Afspraak
        fields = ["soort", "waar", "waarover"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            op = timezone.localtime(self.instance.op)
            self.initial = {"dag": op.date(), "tijd": op.time(), **self.initial}
        self.helper = FormHelper(self)
        self.helper.layout = Layout(Row("dag", "tijd", "soort"), "waar", "waarover")

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        if {"dag", "tijd"} <= self.cleaned_data.keys() and self.op <= timezone.now():
            self.add_error("tijd", "Deze tijd is al geweest.")
        return schoon

    @property
    def op(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["dag"], self.cleaned_data["tijd"]))


class ContactafsprakenForm(forms.Form):
    """For each child: how often we see or speak to it. Empty: no term."""

    use_required_attribute = False
    zonder_verplichting = True

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinderen = list(gezin.leden.jeugdigen().filter(verwachte_datum__isnull=True))
        nu = {a.kind_id: a.weken for a in Contactafspraak.objects.filter(gezin=gezin).lopend()}
        for kind in self.kinderen:
            self.fields[f"weken_{kind.pk}"] = forms.TypedChoiceField(
                label=f"{kind.roepnaam}, {kind.leeftijd_tekst}",
                choices=[("", "geen afspraak"), *((n, om_de(n)) for n in range(1, MEESTE_WEKEN + 1))],
                coerce=int,
                empty_value=None,
                required=False,
                initial=nu.get(kind.pk, ""),
                error_messages={"invalid_choice": f"Kies geen afspraak, of 1 tot {MEESTE_WEKEN} weken."},
            )

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        if {sleutel for sleutel in self.data if str(sleutel).startswith("weken_")} - self.fields.keys():
            self.add_error(None, "Een van deze kinderen hoort niet (meer) bij dit gezin. Kijk de kinderen na.")
        return schoon

    def weken(self) -> dict[int, int | None]:
        return {kind.pk: self.cleaned_data[f"weken_{kind.pk}"] for kind in self.kinderen}
