from __future__ import annotations

from typing import Any

from django import forms

from gezinnen.models import BerichtSoort


class VoorkeurenForm(forms.Form):
    """Ticked: by mail. `stil` holds the kinds that this person does not want by mail; after validation, the new ones."""

    bundel = forms.BooleanField(
        label="Mail over gewone termijnen, één per dag",
        required=False,
        help_text="Zonder mail ziet u ze nog wel bij Berichten en op Vandaag.",
    )
    weekbericht = forms.BooleanField(
        label="Weekbericht van mijn team, op maandag",
        required=False,
        help_text="Zonder mail ziet u het nog wel in het weekoverzicht.",
    )

    def __init__(self, data: Any = None, *, stil: set[str], leidt: bool) -> None:
        super().__init__(data, initial={soort.value: soort not in stil for soort in BerichtSoort})
        self.stil = stil
        if not leidt:
            del self.fields["weekbericht"]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        self.stil = {soort for soort in self.fields if not schoon.get(soort)}
        return schoon


class DuwtjeForm(forms.Form):
    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom nu",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Uw collega leest dit bij Berichten. Het staat niet in de mail.",
    )
