"""Asking another professional for information, and what came of it."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import Q

from gezinnen.forms.afspraken import Dagveld
from gezinnen.forms.leden import NaamKeuze
from gezinnen.models import Gezin, GezinsrolCode, Grond, Informatieverzoek, VerzoekStatus
from gezinnen.models.informatieverzoek import lopende_ots

GEEN_OTS = "De wet geldt hier voor een kind met een ondertoezichtstelling, een ouder of een voogd. Vraag toestemming."
OUDER_OF_VOOGD = (GezinsrolCode.OUDER, GezinsrolCode.VOOGD)
"""Whom Jeugdwet 7.3.11 lid 4 speaks of, beside the child under supervision."""


class VerzoekForm(forms.ModelForm[Informatieverzoek]):
    """The ground of the law is only offered while an OTS runs."""

    use_required_attribute = False
    zonder_verplichting = True

    over = NaamKeuze(queryset=None, label="Over wie", required=False, empty_label="Het hele gezin")
    toestemming_van = NaamKeuze(queryset=None, label="Wie gaf toestemming", required=False, empty_label="Kies")
    toestemming_op = Dagveld(label="Toestemming gegeven op", verleden=True, required=False)
    gevraagd_op = Dagveld(label="Gevraagd op", verleden=True)

    class Meta:
        model = Informatieverzoek
        fields = [
            "organisatie", "contactpersoon", "over", "wat", "grond", "toestemming_van", "toestemming_op", "gevraagd_op",
        ]  # fmt: skip
        labels = {
            "organisatie": "Aan welke organisatie",
            "contactpersoon": "Aan wie daar, als u dat weet",
            "wat": "Wat wilt u weten",
            "grond": "Waarom mag u dit vragen",
        }
        help_texts = {"wat": "Vraag alleen wat nodig is voor de veiligheid van de kinderen. Dit komt zo in de brief."}
        widgets = {"wat": forms.Textarea(attrs={"rows": 5}), "grond": forms.RadioSelect}

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.gezin = gezin
        self.ots = lopende_ots(gezin)
        leden: Any = gezin.leden.huidig().filter(overleden_op=None)
        stemmen = leden.filter(Q(is_jeugdige=False) | Q(verwachte_datum=None))
        self.fields["over"].queryset = leden  # type: ignore[attr-defined]
        self.fields["toestemming_van"].queryset = stemmen  # type: ignore[attr-defined]
        grond = self.fields["grond"]
        assert isinstance(grond, forms.ChoiceField)  # noqa: S101
        grond.choices = [keuze for keuze in Grond.choices if keuze[0] != Grond.OTS or self.ots]
        if not self.ots:
            grond.help_text = "Er loopt nu geen ondertoezichtstelling. U hebt toestemming nodig."
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            Row("organisatie", "contactpersoon"),
            "over",
            "wat",
            "grond",
            Row("toestemming_van", "toestemming_op"),
            "gevraagd_op",
        )

    def clean(self) -> dict[str, Any]:
        gegeven = super().clean() or self.cleaned_data
        if gegeven.get("grond") == Grond.TOESTEMMING:
            for naam, fout in (("toestemming_van", "Kies wie toestemming gaf."), ("toestemming_op", "Vul de dag in.")):
                if not gegeven.get(naam) and naam not in self.errors:
                    self.add_error(naam, fout)
        elif gegeven.get("grond") == Grond.OTS:
            gegeven["toestemming_van"] = gegeven["toestemming_op"] = None
            over = gegeven.get("over")
            if over and over.pk not in self.ots and over.rol not in OUDER_OF_VOOGD:
                self.add_error("grond", GEEN_OTS)
        return gegeven


class AfhandelForm(forms.Form):
    use_required_attribute = False

    uitkomst = forms.ChoiceField(
        label="Wat kwam eruit",
        choices=[
            (VerzoekStatus.BEANTWOORD, "Er is antwoord"),
            (VerzoekStatus.GEWEIGERD, "Zij weigeren"),
            (VerzoekStatus.INGETROKKEN, "Niet meer nodig"),
        ],
        widget=forms.RadioSelect(attrs={"class": "keuze"}),
        error_messages={"required": "Kies wat eruit kwam.", "invalid_choice": "Kies wat eruit kwam."},
    )
    antwoord = forms.CharField(
        label="Wat zeggen zij",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Bij een weigering: de reden die zij geven.",
    )
    op = Dagveld(label="Op welke dag", verleden=True)

    def __init__(self, *args: Any, verzoek: Informatieverzoek, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verzoek = verzoek

    def clean(self) -> dict[str, Any]:
        gegeven = super().clean() or self.cleaned_data
        if gegeven.get("uitkomst") == VerzoekStatus.GEWEIGERD and not gegeven.get("antwoord"):
            self.add_error("antwoord", "Schrijf op waarom zij weigeren.")
        if gegeven.get("op") and gegeven["op"] < self.verzoek.gevraagd_op:
            self.add_error("op", f"U vroeg het op {self.verzoek.gevraagd_op:%d-%m-%Y}. Het antwoord komt daarna.")
        return gegeven
