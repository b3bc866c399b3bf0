from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms

from gezinnen.forms.afspraken import Dagveld
from gezinnen.models import Familiegroepsplan, FamiliegroepsplanAntwoord


class FamiliegroepsplanForm(forms.ModelForm[Familiegroepsplan]):
    """When the plan of the family was offered, and what they answered."""

    use_required_attribute = False

    aangeboden_op = Dagveld(label="Aangeboden op", verleden=True)
    beantwoord_op = Dagveld(
        label="Geantwoord op", verleden=True, required=False, help_text="Als er een antwoord is. dd-mm-jjjj"
    )

    class Meta:
        model = Familiegroepsplan
        fields = ["aangeboden_op", "antwoord", "beantwoord_op", "toelichting"]
        widgets = {"antwoord": forms.RadioSelect, "toelichting": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("aangeboden_op", "antwoord", Row("beantwoord_op"), "toelichting")

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        antwoord, op = self.cleaned_data.get("antwoord"), self.cleaned_data.get("beantwoord_op")
        if (
            antwoord
            and "beantwoord_op" not in self.errors
            and (antwoord == FamiliegroepsplanAntwoord.NOG_NIET) is (op is not None)
        ):
            self.add_error("beantwoord_op", "Vul bij een antwoord de datum in, en zonder antwoord niet.")
        return schoon
