"""What a family fills in: a mark and three questions. Large buttons, everything asked, no free text (a text may hold a name)."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from rapportage.models import Antwoord, Moment, Vraag
from rapportage.tevredenheid import leesbaar

NU = {
    Vraag.LUISTEREN: "Luistert uw gezinsmanager naar u?",
    Vraag.DUIDELIJK: "Weet u wat u samen hebt afgesproken?",
    Vraag.BETER: "Gaat het nu beter in uw gezin dan aan het begin?",
}
LATER = NU | {
    Vraag.LUISTEREN: "Luisterde uw gezinsmanager naar u?",
    Vraag.DUIDELIJK: "Wist u wat u samen had afgesproken?",
}
CIJFERVRAAG = "Welk cijfer geeft u uw gezinsmanager?"
ANTWOORDEN = [(antwoord.value, antwoord.label) for antwoord in (Antwoord.JA, Antwoord.BEETJE, Antwoord.NEE)]


def keuzeveld(label: str, keuzes: list[tuple[int, str]], fout: str, klasse: str, hulp: str = "") -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        choices=keuzes,
        coerce=int,
        help_text=hulp,
        widget=forms.RadioSelect(attrs={"class": klasse}),
        error_messages={"required": fout, "invalid_choice": fout},
    )


class TevredenheidForm(forms.Form):
    zonder_verplichting = True

    def __init__(self, data: Any = None, *, moment: Moment) -> None:
        super().__init__(data)
        cijfers = [(n, str(n)) for n in range(1, 11)]
        self.fields["cijfer"] = keuzeveld(
            CIJFERVRAAG, cijfers, "Kies een cijfer.", "keuze lijn", "1 is heel slecht, 10 is heel goed."
        )
        for vraag, tekst in (LATER if moment == Moment.AFGESLOTEN else NU).items():
            self.fields[vraag.value] = keuzeveld(tekst, ANTWOORDEN, "Kies een antwoord.", "keuze")
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.fields)


class CodeForm(forms.Form):
    zonder_verplichting = True

    code = forms.CharField(
        label="Uw code",
        max_length=40,
        help_text="Bijvoorbeeld abcd-efgh-2345.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Typ de code die u kreeg."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_code(self) -> str:
        code = leesbaar(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("Dit is geen code van ons. Een code heeft drie keer vier letters of cijfers.")
        return code
