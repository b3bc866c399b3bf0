"""A new version of the veiligheidsplan: prefilled from the one in force, emptied rows fall away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList

from gezinnen.models import Gezin, Gezinslid
from veiligheid.forms.afname import Kindveld
from veiligheid.models import (
    Afname,
    Bodemeis,
    Meelezing,
    Veiligheidsafspraak,
    Veiligheidsplan,
)

GRENS = 40


class PlanForm(forms.ModelForm[Veiligheidsplan]):
    """`basis` is the number of the version that was on the screen; 0 when there was none."""

    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30000)

    class Meta:
        model = Veiligheidsplan
        fields = ["aanleiding", "volgende_stap", "geldt_vanaf"]
        widgets = {
            "aanleiding": forms.Textarea(attrs={"rows": 4}),
            "volgende_stap": forms.Textarea(attrs={"rows": 3}),
            "geldt_vanaf": forms.DateInput(attrs={"class": "datumveld"}),
        }
        help_texts = {"geldt_vanaf": "dd-mm-jjjj"}
        error_messages = {
            "volgende_stap": {"required": "Schrijf op wat u doet als de afspraken niet genoeg zijn."},
            "geldt_vanaf": {"required": "Vul in vanaf welke dag dit plan geldt."},
        }

    def __init__(self, *args: Any, huidig: Veiligheidsplan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.huidig = huidig
        self.fields["basis"].initial = huidig.nummer if huidig else 0

    def clean_basis(self) -> int:
        basis: int = self.cleaned_data["basis"]
        if self.huidig and basis != self.huidig.nummer:
            self.data = {**self.data, "basis": str(self.huidig.nummer)}  # who saves again has seen this version
            raise ValidationError(
                f"Een collega maakte intussen versie {self.huidig.nummer} van dit plan. U ziet die hieronder. Kijk of uw tekst "
                "daar nog bij past en bewaar dan opnieuw."
            )
        return basis

    @property
    def intussen(self) -> bool:
        """A colleague was ahead: the page shows that version beside what was typed."""
        return "basis" in self.errors


class BodemeisForm(forms.ModelForm[Bodemeis]):
    kind = Kindveld(
        label="Voor welk kind",
        queryset=Gezinslid.objects.none(),
        required=False,
        empty_label="Alle kinderen",
        error_messages={"invalid_choice": "Kies een kind van dit gezin."},
    )

    class Meta:
        model = Bodemeis
        fields = ["kind", "eis", "consequentie"]
        widgets = {"eis": forms.Textarea(attrs={"rows": 2}), "consequentie": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = gezin.leden.jeugdigen()  # type: ignore[attr-defined]


class AfspraakForm(forms.ModelForm[Veiligheidsafspraak]):
    class Meta:
        model = Veiligheidsafspraak
        fields = ["wie", "wat", "controle", "tot"]
        widgets = {"wat": forms.Textarea(attrs={"rows": 2}), "tot": forms.DateInput(attrs={"class": "datumveld"})}
        help_texts = {"tot": "dd-mm-jjjj"}

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Rijen(forms.BaseFormSet[Any]):
    """Rows that may each be left empty or emptied; at least one must be filled in."""

    minstens_een = ""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def clean(self) -> None:
        if not any(self.errors) and not self.rijen():
            raise ValidationError(self.minstens_een)

    def rijen(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.has_changed() and getattr(form, "cleaned_data", None)]


class Bodemeisrijen(Rijen):
    minstens_een = "Schrijf minstens één bodemeis op: wat moet er zo zijn om de kinderen veilig te laten zijn?"


class Afspraakrijen(Rijen):
    minstens_een = "Schrijf minstens één afspraak op: wie doet wat, en hoe controleert u dat?"


BodemeisSet: Any = forms.formset_factory(
    BodemeisForm, formset=Bodemeisrijen, extra=1, max_num=GRENS, absolute_max=GRENS, validate_max=True
)
AfspraakSet: Any = forms.formset_factory(
    AfspraakForm, formset=Afspraakrijen, extra=1, max_num=GRENS, absolute_max=GRENS, validate_max=True
)


class Planformulier:
    """The plan and its two sets of rows, as one form."""

    def __init__(self, gegevens: Any, *, gezin: Gezin, huidig: Veiligheidsplan | None, afname: Afname | None) -> None:
        plan, eisen, afspraken = begin(huidig, afname)
        extra = {"form_kwargs": {"gezin": gezin}}
        self.huidig = huidig
        self.plan = PlanForm(gegevens, huidig=huidig, initial=plan)
        self.eisen: Rijen = BodemeisSet(gegevens, prefix="eisen", initial=eisen if gegevens is None else None, **extra)
        self.afspraken: Rijen = AfspraakSet(
            gegevens, prefix="afspraken", initial=afspraken if gegevens is None else None, **extra
        )

    def is_valid(self) -> bool:
        return all([self.plan.is_valid(), self.eisen.is_valid(), self.afspraken.is_valid()])

    def maak(self, gezin: Gezin, *, auteur_id: int) -> Veiligheidsplan | None:
        velden = {naam: waarde for naam, waarde in self.plan.cleaned_data.items() if naam != "basis"}
        try:
            return Veiligheidsplan.maak(
                gezin,
                auteur_id=auteur_id,
                bodemeisen=self.eisen.rijen(),
                afspraken=self.afspraken.rijen(),
                **velden,
            )
        except ValidationError as fout:
            self.plan.add_error(None, ErrorList(fout.messages))
            return None


def begin(
    huidig: Veiligheidsplan | None, afname: Afname | None
) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """What the form starts with: the version in force, and what a HAVIK said."""
    plan: dict[str, Any] = {"aanleiding": huidig.aanleiding, "volgende_stap": huidig.volgende_stap} if huidig else {}
    eisen = [
        {"kind": eis.kind_id, "eis": eis.eis, "consequentie": eis.consequentie}
        for eis in (huidig.bodemeisen.all() if huidig else ())
    ]
    afspraken = [
        {"wie": rij.wie, "wat": rij.wat, "controle": rij.controle, "tot": rij.tot}
        for rij in (huidig.afspraken.all() if huidig else ())
    ]
    if afname:
        wie = f" over {afname.kind.roepnaam}" if afname.kind else ""
        zin = f"{afname.instrument.naam}{wie}, {afname.afgenomen_op:%d-%m-%Y}: {afname.uitkomst_tekst.lower()}. {afname.argument}"
        plan["aanleiding"] = f"{plan.get('aanleiding', '')}\n{zin}".strip()[:4000]
    return plan, eisen, afspraken


class MeelezingForm(forms.ModelForm[Meelezing]):
    class Meta:
        model = Meelezing
        fields = ["opmerking"]
        widgets = {"opmerking": forms.Textarea(attrs={"rows": 3})}
