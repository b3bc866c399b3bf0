"""Postponing or dropping a term, and a new version of a norm."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from gezinnen.forms.afspraken import Dagveld
from gezinnen.models import Norm


def redenveld(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf waarom.", "max_length": "Houd het kort: hoogstens 300 tekens."},
        help_text="Iedereen die het gezin mag zien, leest dit. Hoogstens 300 tekens.",
    )


class UitstelForm(forms.Form):
    tot = Dagveld(label="Tot en met welke dag", verleden=False)
    reden = redenveld("Waarom kan het niet eerder")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)


class NvtForm(forms.Form):
    reden = redenveld("Waarom hoeft dit bij dit gezin niet")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)


class NormForm(forms.ModelForm[Norm]):
    """The next version of a norm. What opens and meets it is fixed in the product; length and reminders are data."""

    geldig_vanaf = Dagveld(label="Geldt vanaf", verleden=False)

    class Meta:
        model = Norm
        fields = ["wat", "aantal", "eenheid", "ladder", "bron", "geldig_vanaf"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("wat", Row("aantal", "eenheid"), "ladder", "bron", "geldig_vanaf")
        self.fields["aantal"].required = self.instance.aantal is not None
        self.fields["aantal"].disabled = self.instance.aantal is None
        self.fields["bron"].help_text = "Wetsartikel, methode of het besluit van de eigen organisatie."

    def clean_aantal(self) -> int | None:
        aantal: int | None = self.cleaned_data["aantal"]
        if aantal is not None and aantal > 1000:
            raise ValidationError("Kies hoogstens 1000.")
        return aantal

    def clean_geldig_vanaf(self) -> Any:
        dag = self.cleaned_data["geldig_vanaf"]
        if dag <= timezone.localdate():
            raise ValidationError("Kies een dag na vandaag. Wat al loopt, verandert niet.")
        return dag
