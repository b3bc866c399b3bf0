from __future__ import annotations

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from gezinnen.models import Gezin
from veiligheid.forms.metingen import CijfersPerKind, Tekst


class BlikForm(CijfersPerKind):
    tekst = Tekst(
        label="Wat zag of hoorde u",
        help_text="Wie hebt u gesproken? Wat is er anders dan de vorige keer?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat u zag of hoorde."},
    )

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voeg_cijfers_toe(gezin)
        delen = [Fieldset("Hoe veilig is het nu", *self.cijferrijen())] if self.kinderen else []
        self.helper.layout = Layout(*delen, "tekst")
