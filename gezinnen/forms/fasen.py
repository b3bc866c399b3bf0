"""Asking for another phase or the end, bringing in a point, deciding on it, and telling the family."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.utils import timezone

from gezinnen.besluiten import MENSELIJK, keuzes
from gezinnen.fasen import ontbreekt
from gezinnen.forms.afspraken import Dagveld
from gezinnen.models import (
    Agendapunt,
    Basisteamoverleg,
    Begeleiding,
    Fase,
    Gezin,
    Gezinsplan,
    PuntSoort,
    RedenEindeBegeleiding,
    Vertelwijze,
)

WAAROM_TOCH = "Nog niet alles is er. Schrijf waarom het toch kan; een collega besluit."
KORT = {"rows": 3}
LANG = {"rows": 5}


def zet_opmaak(form: forms.BaseForm, *delen: Any) -> None:
    form.helper = FormHelper(form)  # type: ignore[attr-defined]
    form.helper.layout = Layout(*delen)  # type: ignore[attr-defined]


class FaseAanvraagForm(forms.ModelForm[Agendapunt]):
    """`mist`: what is not there yet; then a reason for an exception must be given."""

    use_required_attribute = False

    class Meta:
        model = Agendapunt
        fields = ["toelichting", "uitzondering", "instemming_van", "instemming_op"]
        labels = {"toelichting": "Waarom is het gezin hieraan toe"}
        widgets = {"toelichting": forms.Textarea(attrs=LANG), "uitzondering": forms.Textarea(attrs=KORT)}

    def __init__(self, *args: Any, begeleiding: Begeleiding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mist = ontbreekt(begeleiding, self.instance.naar_fase)
        self.fields["toelichting"].required = True
        delen: list[Any] = ["toelichting"]
        if self.instance.naar_fase == Fase.NAZORG:
            self.fields["instemming_op"] = Dagveld(label="Ingestemd op", verleden=True)
            self.fields["instemming_van"].required = True
            self.fields["instemming_van"].help_text = "Voor nazorg is geen maatregel. Het gezin stemt er zelf mee in."
            delen.append(Fieldset("Instemming met de nazorg", Row("instemming_van", "instemming_op")))
        else:
            del self.fields["instemming_van"], self.fields["instemming_op"]
        if self.mist:
            self.fields["uitzondering"].required = True
            self.fields["uitzondering"].error_messages["required"] = WAAROM_TOCH
            delen.append(Fieldset("Uitzondering", "uitzondering"))
        else:
            del self.fields["uitzondering"]
        zet_opmaak(self, *delen)


class AfsluitForm(forms.ModelForm[Agendapunt]):
    """The end of the begeleiding. Which reason asks a judgement or has voorwaarden is said by the reason itself."""

    use_required_attribute = False

    class Meta:
        model = Agendapunt
        fields = ["reden_einde", "toelichting", "oordeel", "uitzondering"]
        labels = {"toelichting": "Wat is er gebeurd", "uitzondering": "Waarom kan het toch"}
        help_texts = {
            "oordeel": "Verplicht als het gezin zelf stopt: het gezin wordt niet losgelaten. Schrijf per kind hoe veilig het is, "
            "wie erop let en wanneer iemand opnieuw kijkt.",
            "uitzondering": "Alleen als het doel is bereikt en nog niet alles er is.",
        }
        widgets = {
            "toelichting": forms.Textarea(attrs=LANG),
            "oordeel": forms.Textarea(attrs=LANG),
            "uitzondering": forms.Textarea(attrs=KORT),
        }

    def __init__(self, *args: Any, begeleiding: Begeleiding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begeleiding = begeleiding
        self.fields["reden_einde"] = forms.ModelChoiceField(
            label="Waarom stopt de begeleiding",
            queryset=RedenEindeBegeleiding.objects.filter(actief=True),
            empty_label="Kies een reden",
            error_messages={"required": "Kies waarom de begeleiding stopt."},
        )
        self.fields["toelichting"].required = True
        zet_opmaak(self, "reden_einde", "toelichting", "oordeel", "uitzondering")

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        reden = schoon.get("reden_einde")
        if reden is None:
            return schoon
        if reden.oordeel_nodig and not schoon.get("oordeel", "x"):
            self.add_error("oordeel", "Schrijf hoe veilig de kinderen zijn zonder ons.")
        mist = ontbreekt(self.begeleiding, Fase.AFGESLOTEN, reden)
        if mist and not schoon.get("uitzondering", "x"):
            self.add_error("uitzondering", f"{WAAROM_TOCH} Het gaat om: {'; '.join(mist)}.")
        if not mist:
            schoon["uitzondering"] = ""
        return schoon


class PuntForm(forms.ModelForm[Agendapunt]):
    """A point that somebody brings in; what it is about belongs to this family."""

    use_required_attribute = False

    class Meta:
        model = Agendapunt
        fields = ["soort", "maatregel", "machtiging", "kind", "toelichting"]
        labels = {"toelichting": "Wat wilt u bespreken"}
        widgets = {"toelichting": forms.Textarea(attrs=LANG)}

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        namen = dict(PuntSoort.choices)
        self.fields["soort"] = forms.ChoiceField(
            label="Waar gaat het over",
            choices=[("", "Kies een onderwerp"), *((soort, namen[soort]) for soort in MENSELIJK)],
            error_messages={"required": "Kies waar het over gaat.", "invalid_choice": "Kies waar het over gaat."},
        )
        vandaag = timezone.localdate()
        loopt = Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gt=vandaag)
        for naam, rijen in (("maatregel", gezin.maatregelen), ("machtiging", gezin.machtigingen)):
            self.fields[naam] = Onderwerpkeuze(
                label=f"Welke {naam}",
                queryset=rijen.filter(loopt).select_related("soort", "kind"),
                required=False,
                empty_label="Geen",
                help_text="Alleen bij verlengen.",
            )
        self.fields["kind"] = forms.ModelChoiceField(
            label="Welk kind",
            queryset=gezin.leden.jeugdigen(),
            required=False,
            empty_label="Geen",
            help_text="Verplicht bij een jeugdige die 18 wordt.",
        )
        zet_opmaak(self, "soort", Row("maatregel", "machtiging"), "kind", "toelichting")

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        soort = schoon.get("soort")
        if soort != PuntSoort.VERLENGEN:
            schoon["maatregel"] = schoon["machtiging"] = None
        elif bool(schoon.get("maatregel")) == bool(schoon.get("machtiging")) and not self.errors:
            self.add_error("maatregel", "Kies één maatregel of één machtiging.")
        if soort == PuntSoort.ACHTTIEN and "kind" in schoon and not schoon["kind"]:
            self.add_error("kind", "Kies om welke jeugdige het gaat.")
        if soort == PuntSoort.ANDERS and "toelichting" in schoon and not schoon["toelichting"]:
            self.add_error("toelichting", "Schrijf wat u wilt bespreken.")
        return schoon


class Onderwerpkeuze(forms.ModelChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        einde = f", tot en met {obj.einde:%d-%m-%Y}" if obj.einde else ""
        return f"{obj.soort.kort} van {obj.kind.roepnaam}{einde}"


class Overlegkeuze(forms.ModelChoiceField[Basisteamoverleg]):
    def label_from_instance(self, obj: Basisteamoverleg) -> str:
        return f"{obj.team.naam}, {obj.datum:%d-%m-%Y}"


class BesluitForm(forms.Form):
    """`mist`: what is not there while it is asked all the same; then a yes is an exception, and that is ticked."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        punt: Agendapunt,
        overleggen: Any,
        mist: list[str],
        plan: Gezinsplan | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mist = mist
        if punt.soort == PuntSoort.PLAN:
            self.fields["planversie"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=plan.versie if plan else None, min_value=0
            )
        self.fields["besluit"] = forms.ChoiceField(
            label="Besluit",
            choices=keuzes(punt.soort),
            widget=forms.RadioSelect(attrs={"class": "keuze"}),
            error_messages={"required": "Kies een besluit.", "invalid_choice": "Kies een besluit."},
        )
        self.fields["tekst"] = forms.CharField(
            label="Wat is besloten en waarom",
            help_text="Zo dat u het ook aan het gezin kunt vertellen.",
            max_length=4000,
            widget=forms.Textarea(attrs=LANG),
            error_messages={"required": "Schrijf wat is besloten en waarom."},
        )
        self.fields["overleg"] = Overlegkeuze(
            label="In welk overleg",
            queryset=overleggen,
            required=False,
            empty_label="Buiten het overleg om (spoed)",
            error_messages={"invalid_choice": "Dit overleg is er niet (meer)."},
        )
        if mist:
            self.fields["uitzondering"] = forms.BooleanField(
                label="Ik geef een uitzondering, terwijl nog niet alles er is", required=False
            )
        extra = [naam for naam in ("uitzondering", "planversie") if naam in self.fields]
        zet_opmaak(self, "besluit", *extra, "tekst", "overleg")

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if self.mist and schoon.get("besluit") == "akkoord" and not schoon.get("uitzondering"):
            self.add_error("uitzondering", "Zet een vinkje als u een uitzondering geeft. Anders: houd het punt aan.")
        return schoon


class VerteldForm(forms.Form):
    use_required_attribute = False

    op = Dagveld(label="Verteld op", verleden=True)
    wijze = forms.ChoiceField(
        label="Hoe is het verteld",
        choices=[("", "Kies hoe"), *Vertelwijze.choices],
        error_messages={"required": "Kies hoe het is verteld.", "invalid_choice": "Kies hoe het is verteld."},
    )
    reactie = forms.CharField(
        label="Reactie van het gezin, in eigen woorden",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=LANG),
    )

    def __init__(self, *args: Any, punt: Agendapunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.punt = punt
        zet_opmaak(self, Row("op", "wijze"), "reactie")

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        op, besloten = schoon.get("op"), self.punt.besloten_op
        if op and besloten and op < besloten:
            self.add_error("op", f"Het besluit is van {besloten:%d-%m-%Y}. Vertellen kan pas daarna.")
        return schoon
