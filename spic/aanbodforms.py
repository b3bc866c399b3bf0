"""Forms of offer and waiting time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from ggw.onderdelen.templatetags.onderdelen import datum_nl
from ggw.organisatie.models import Aanbieder, Gemeente
from spic.aanbod import Regel
from spic.models import Profiel, Segment, Stelsel, Wachtopgave
from spic.models.aanbieder import LANGSTE_WACHT, MEESTE_PLAATSEN, tel_weken

DAG = {"class": "datumveld"}
ALLE_HULP = "Alle hulp samen"
INTUSSEN = "Een collega gaf intussen ook iets op: dat staat nu onder elk vak. Klopt uw opgave? Druk dan nog een keer op de knop."


def regios() -> list[tuple[str, str]]:
    namen = Gemeente.objects.order_by("regio").values_list("regio", flat=True).distinct()
    return [(naam, naam) for naam in namen if naam]


def van_nu(model: type[Segment] | type[Profiel]) -> Any:
    """Segments or profiles that count today, of stelsels that count today."""
    dag = timezone.localdate()
    stelsels: Any = Stelsel.objects.geldig_op(dag)
    return model.objects.geldig_op(dag).filter(stelsel__in=stelsels)


class HulpaanbodFilter(forms.Form):
    zonder_verplichting = True

    segment = forms.ModelChoiceField(Segment.objects.none(), label="Segment", required=False, empty_label="Alle")
    profiel = forms.ModelChoiceField(Profiel.objects.none(), label="Profiel", required=False, empty_label="Alle")
    regio = forms.ChoiceField(label="Regio", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["segment"].queryset = van_nu(Segment).filter(verwijzing_mogelijk=True)
        velden["profiel"].queryset = van_nu(Profiel)
        velden["regio"].choices = [("", "Alle"), *regios()]


class WachtopgaveForm(forms.Form):
    """For each profile of the provider how long a family waits now; what was said last stands there already."""

    use_required_attribute = False
    zonder_verplichting = True

    stand = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, aanbieder: Aanbieder, profielen: list[Profiel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profielen: dict[str, Profiel | None] = {"alles": None, **{str(p.pk): p for p in profielen}}
        laatste = Wachtopgave.objects.laatste(aanbieder)
        vakken = []
        for sleutel, profiel in self.profielen.items():
            oud = laatste.get((profiel.stelsel_id, profiel.code) if profiel else None)
            self.voeg_toe(sleutel, oud)
            naam = str(profiel) if profiel else ALLE_HULP
            vakken.append(Fieldset(naam, Row(f"weken_{sleutel}", f"plaatsen_{sleutel}")))
        self.helper = FormHelper(self)
        self.helper.layout = Layout("stand", *vakken)

    def voeg_toe(self, sleutel: str, oud: Wachtopgave | None) -> None:
        weken: Any = {"required": False, "min_value": 0, "initial": oud.wachttijd_weken if oud else None}
        plaatsen: Any = {"required": False, "min_value": 0, "initial": oud.plaatsen_vrij if oud else None}
        self.fields[f"weken_{sleutel}"] = forms.IntegerField(
            label="Wachttijd in weken",
            max_value=LANGSTE_WACHT,
            help_text=laatst(oud),
            **weken,
        )
        self.fields[f"plaatsen_{sleutel}"] = forms.IntegerField(
            label="Vrije plaatsen", max_value=MEESTE_PLAATSEN, help_text="Mag leeg blijven.", **plaatsen
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        for sleutel in self.profielen:
            plaatsen, weken = f"plaatsen_{sleutel}", f"weken_{sleutel}"
            if schoon.get(plaatsen) is not None and schoon.get(weken) is None and weken not in self.errors:
                self.add_error(weken, "Vul ook in hoeveel weken een gezin wacht. Is er geen wachttijd? Vul dan 0 in.")
        if not self.errors and all(schoon.get(f"weken_{sleutel}") is None for sleutel in self.profielen):
            self.add_error(None, "Vul bij minstens één soort hulp de wachttijd in.")
        return schoon

    def kijk_opnieuw(self, stand: int) -> None:
        """Somebody else reported meanwhile: what was typed stays, and sent again it counts."""
        self.data = {**self.data.dict(), "stand": str(stand)}  # type: ignore[attr-defined]
        self.add_error(None, INTUSSEN)

    @property
    def regels(self) -> list[Regel]:
        schoon = self.cleaned_data
        return [
            Regel(profiel, schoon[f"weken_{sleutel}"], schoon[f"plaatsen_{sleutel}"])
            for sleutel, profiel in self.profielen.items()
            if schoon[f"weken_{sleutel}"] is not None
        ]


def laatst(oud: Wachtopgave | None) -> str:
    if oud is None:
        return "Nog niet opgegeven."
    return f"Laatst opgegeven: {tel_weken(oud.wachttijd_weken)}, op {datum_nl(timezone.localdate(oud.opgegeven_op))}."


def geloofwaardig(dag: date) -> None:
    if not date(2015, 1, 1) <= dag <= timezone.localdate() + timedelta(days=3653):
        raise forms.ValidationError("Kijk het jaartal na: kies een dag vanaf 2015 tot tien jaar vooruit.")


class AanbodForm(forms.Form):
    """What is contracted: each chosen segment with each chosen profile, in each chosen region."""

    segmenten = forms.ModelMultipleChoiceField(
        Segment.objects.none(),
        label="Segmenten",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één segment."},
    )
    profielen = forms.ModelMultipleChoiceField(
        Profiel.objects.none(),
        label="Profielen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één profiel."},
    )
    regios = forms.MultipleChoiceField(
        label="Regio's",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kiest u niets, dan geldt het overal.",
    )
    vanaf = forms.DateField(
        label="Vanaf",
        widget=forms.DateInput(attrs=DAG),
        help_text="dd-mm-jjjj",
        initial=timezone.localdate,
        validators=[geloofwaardig],
    )
    tot = forms.DateField(
        label="Tot en met",
        required=False,
        widget=forms.DateInput(attrs=DAG),
        help_text="dd-mm-jjjj. Leeg als er geen einde is afgesproken.",
        validators=[geloofwaardig],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["segmenten"].queryset = van_nu(Segment).filter(verwijzing_mogelijk=True)
        velden["profielen"].queryset = van_nu(Profiel)
        velden["regios"].choices = regios()

    def clean_regios(self) -> list[str]:
        return list(self.cleaned_data["regios"]) or [""]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("tot") and schoon.get("vanaf") and schoon["tot"] < schoon["vanaf"]:
            self.add_error("tot", "De laatste dag ligt voor de eerste.")
        return schoon


class EindeAanbodForm(forms.Form):
    tot = forms.DateField(
        label="Laatste dag",
        widget=forms.DateInput(attrs=DAG),
        help_text="dd-mm-jjjj. Daarna komen hier geen nieuwe verwijzingen meer bij. Wat loopt, loopt door.",
        validators=[geloofwaardig],
    )
