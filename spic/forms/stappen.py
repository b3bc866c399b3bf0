"""Small forms for the steps of a referral, at the side of the gezinsmanager."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone

from gezinnen.forms.afspraken import Dagveld, Tijdveld
from spic.forms.verwijzing import Spickeuze
from spic.models import (
    Eindreden,
    Partij,
    Spic,
    Uitkomst,
    Verwijzing,
    VerwijzingBericht,
    VerwijzingKind,
    VerwijzingResultaat,
    Voortgang,
)


def tekstveld(label: str, fout: str, *, hulp: str = "", rijen: int = 3, lengte: int = 4000) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=lengte,
        help_text=hulp,
        widget=forms.Textarea(attrs={"rows": rijen}),
        error_messages={"required": fout},
    )


class RedenForm(forms.Form):
    """One question: why."""

    use_required_attribute = False

    reden = tekstveld("Waarom?", "Schrijf op waarom.")

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].label = label or self.fields["reden"].label


class DagForm(forms.Form):
    """One question: on which day."""

    use_required_attribute = False

    dag = Dagveld(label="Op welke dag?", verleden=True)

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].label = label or self.fields["dag"].label
        self.fields["dag"].initial = timezone.localdate


class StartgesprekForm(forms.Form):
    use_required_attribute = False

    dag = Dagveld(label="Op welke dag is het startgesprek?", verleden=False)
    om = Tijdveld(label="Hoe laat?")
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def tijd(self) -> datetime:
        schoon = self.cleaned_data
        return timezone.make_aware(datetime.combine(schoon["dag"], schoon["om"]))


class ArgumentForm(forms.Form):
    """What we say in the discussion about the SPIC."""

    use_required_attribute = False

    tekst = tekstveld("Wat vindt u, en waarom?", "Schrijf op wat u vindt en waarom.")
    spic = Spickeuze(
        label="Stelt u een andere SPIC voor?", queryset=Spic.objects.none(), required=False, empty_label="Nee"
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spic"].queryset = Spic.objects.te_verwijzen(timezone.localdate())  # type: ignore[attr-defined]


class SpicbesluitForm(forms.Form):
    """Which SPIC it is for each child, and who decided that."""

    use_required_attribute = False

    def __init__(self, *args: Any, verwijzing: Verwijzing, bemiddelaar: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rijen = list(verwijzing.kinderen.select_related("kind", "spic"))
        keuze = Spic.objects.te_verwijzen(timezone.localdate())
        for rij in self.rijen:
            self.fields[f"spic_{rij.pk}"] = Spickeuze(
                label=f"Welke SPIC krijgt {rij.kind.roepnaam}?",
                queryset=keuze | Spic.objects.met_delen().filter(pk=rij.spic_id),
                initial=rij.spic_id,
                empty_label=None,
                error_messages={
                    "required": "Kies een SPIC.",
                    "invalid_choice": "Deze SPIC kan nu niet worden gekozen.",
                },
            )
        wij = Partij.ZORGBEMIDDELING if bemiddelaar else Partij.GI
        self.fields["partij"] = forms.ChoiceField(
            label="Wie besloot dit?",
            choices=[
                (wij, "Ik, als zorgbemiddelaar" if bemiddelaar else "Wij en de aanbieder samen"),
                (Partij.TAFEL, "De escalatietafel van de gemeente"),
            ],
            widget=forms.RadioSelect,
            initial=wij,
        )
        self.fields["tekst"] = tekstveld("Waarom deze SPIC?", "Schrijf op waarom.")

    @property
    def spics(self) -> dict[VerwijzingKind, Spic]:
        return {rij: self.cleaned_data[f"spic_{rij.pk}"] for rij in self.rijen}


class VoortgangForm(forms.ModelForm[Voortgang]):
    """What the gezinsmanager heard about the help."""

    use_required_attribute = False

    verwacht_einde = Dagveld(label="Wanneer denkt de aanbieder klaar te zijn?", verleden=False, required=False)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Voortgang
        fields = ["resultaat", "cijfer", "woorden", "bezoeken", "verwacht_einde"]
        labels = {"woorden": "Wat hoorde u, en van wie?", "bezoeken": "Hoeveel bezoeken waren er sinds de vorige keer?"}
        widgets = {"woorden": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"woorden": {"required": "Schrijf op wat u hoorde."}}

    def __init__(self, *args: Any, verwijzing: Verwijzing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.gezin, self.instance.verwijzing = verwijzing.gezin, verwijzing
        resultaat: Any = self.fields["resultaat"]
        rijen = verwijzing.resultaten.all()
        resultaat.queryset = resultaat.queryset.filter(pk__in=[rij.resultaat_id for rij in rijen])
        resultaat.empty_label = "De hulp als geheel"
        namen = {rij.resultaat_id: rij.wat for rij in rijen}
        resultaat.label_from_instance = lambda rij: namen[rij.pk]
        if not namen:
            del self.fields["resultaat"]

    def clean_sleutel(self) -> UUID:
        sleutel: UUID = self.cleaned_data["sleutel"]
        self.instance.sleutel = sleutel
        return sleutel


class BerichtForm(forms.ModelForm[VerwijzingBericht]):
    use_required_attribute = False

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = VerwijzingBericht
        fields = ["tekst"]
        labels = {"tekst": "Bericht aan de aanbieder"}
        widgets = {"tekst": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"tekst": {"required": "Schrijf eerst een bericht."}}

    def __init__(self, *args: Any, verwijzing: Verwijzing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.gezin, self.instance.verwijzing = verwijzing.gezin, verwijzing

    def clean_sleutel(self) -> UUID:
        sleutel: UUID = self.cleaned_data["sleutel"]
        self.instance.sleutel = sleutel
        return sleutel


class EinddatumForm(forms.Form):
    use_required_attribute = False

    dag = Dagveld(label="Tot en met welke dag loopt de hulp?", verleden=False)
    reden = tekstveld("Waarom tot die dag?", "Schrijf op waarom.")


class EindvoorstelForm(forms.Form):
    """How each resultaat stands, why the help may end, and who takes over what."""

    use_required_attribute = False

    reden = forms.ModelChoiceField(
        label="Waarom kan de hulp stoppen?",
        queryset=Eindreden.objects.filter(actief=True),
        empty_label="Kies",
        error_messages={"required": "Kies waarom de hulp kan stoppen."},
    )
    toelichting = tekstveld("Leg dat uit", "Leg uit waarom de hulp kan stoppen.")
    einddatum = Dagveld(label="Laatste dag van de hulp", verleden=False)
    overdracht = forms.CharField(
        label="Wie neemt wat over?", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, verwijzing: Verwijzing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resultaten: list[VerwijzingResultaat] = list(verwijzing.resultaten.select_related("resultaat"))
        for rij in self.resultaten:
            self.fields[f"uitkomst_{rij.resultaat_id}"] = forms.ChoiceField(
                label=rij.wat,
                choices=Uitkomst.choices,
                widget=forms.RadioSelect(attrs={"class": "keuze"}),
                error_messages={"required": "Kies hoe het met dit resultaat staat."},
            )
            self.fields[f"woorden_{rij.resultaat_id}"] = forms.CharField(
                label="Wat is daarover te zeggen?", max_length=2000, required=False
            )

    @property
    def oordelen(self) -> dict[Any, tuple[str, str]]:
        schoon = self.cleaned_data
        return {
            rij.resultaat: (schoon[f"uitkomst_{rij.resultaat_id}"], schoon[f"woorden_{rij.resultaat_id}"])
            for rij in self.resultaten
        }


class EindbesluitForm(forms.Form):
    use_required_attribute = False

    akkoord = forms.ChoiceField(
        label="Is het veilig genoeg om te stoppen?",
        choices=[("ja", "Ja, de hulp stopt"), ("nee", "Nee, de hulp gaat door. Ik meld een kwestie")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    waarom = tekstveld("Waarom?", "Schrijf op waarom het wel of niet veilig genoeg is.")
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
