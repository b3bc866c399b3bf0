"""The parts of a concept, each its own form: it knows how it is stored now, saves itself, and shows what another wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import Model, Q
from django.forms import BaseFormSet, ModelForm
from django.utils import timezone

from gezinnen.bewaren import bewaar
from gezinnen.models import (
    Actie,
    EigenVisie,
    Gezinslid,
    Gezinspatroon,
    Gezinsplan,
    Instemming,
    Kindbehoefte,
    Leefgebied,
    Planonderwerp,
    Resultaat,
)
from ggw.concepten.naastelkaar import vingerafdruk

DATUM = {"class": "datumveld"}
DATUM_HULP = "dd-mm-jjjj"


def afdruk(rijen: Any) -> str:
    return vingerafdruk(list(rijen))


class AanleidingForm(ModelForm[Gezinsplan]):
    class Meta:
        model = Gezinsplan
        fields = ["aanleiding", "stip", "taal"]
        labels = {
            "aanleiding": "Waarom is er een plan nodig",
            "stip": "Stip op de horizon: hoe ziet het leven eruit als het goed gaat",
            "taal": "In welke taal is het plan besproken",
        }
        help_texts = {
            "aanleiding": "In de woorden van het gezin.",
            "stip": "Wat willen de kinderen en de ouders zelf? Schrijf het op zoals zij het zeggen.",
        }
        widgets = {"aanleiding": forms.Textarea(attrs={"rows": 6}), "stip": forms.Textarea(attrs={"rows": 6})}

    def stand(self) -> str:
        return afdruk(Gezinsplan.objects.filter(pk=self.instance.pk).values_list(*self.Meta.fields))

    def bewaar(self) -> bool:
        return bewaar(self) is not None


class LeefgebiedenForm(forms.Form):
    """Two texts for each area of life; an area without text was not looked at."""

    def __init__(self, plan: Gezinsplan, data: Any = None) -> None:
        self.plan = plan
        self.gebieden = list(
            Leefgebied.objects.filter(Q(actief=True) | Q(pk__in=plan.onderwerpen.values("leefgebied")))
        )
        rijen = {o.leefgebied_id: o for o in plan.onderwerpen.all()}
        super().__init__(data)
        vakken = []
        for gebied in self.gebieden:
            rij = rijen.get(gebied.pk)
            for naam, label in (("zorgen", "Zorgen"), ("krachten", "Wat gaat goed")):
                self.fields[f"{naam}_{gebied.pk}"] = forms.CharField(
                    label=f"{label}: {gebied.naam.lower()}",
                    required=False,
                    max_length=4000,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    initial=getattr(rij, naam) if rij else "",
                )
            vakken.append(Fieldset(gebied.naam, Row(f"zorgen_{gebied.pk}", f"krachten_{gebied.pk}")))
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*vakken)

    def stand(self) -> str:
        return afdruk(self.plan.onderwerpen.order_by("pk").values_list("leefgebied_id", "zorgen", "krachten"))

    def bewaar(self) -> bool:
        for gebied in self.gebieden:
            teksten = {naam: self.cleaned_data[f"{naam}_{gebied.pk}"] for naam in ("zorgen", "krachten")}
            rij = self.plan.onderwerpen.filter(leefgebied=gebied).first()
            if rij is None and any(teksten.values()):
                Planonderwerp.objects.create(gezin=self.plan.gezin, plan=self.plan, leefgebied=gebied, **teksten)
            elif rij is not None and any(teksten.values()):
                zet(rij, teksten)
            elif rij is not None:
                rij.delete()
        return True


def zet(rij: Model, waarden: dict[str, Any]) -> None:
    """Write what changed, and nothing when nothing did."""
    anders = [naam for naam, waarde in waarden.items() if getattr(rij, naam) != waarde]
    for naam in anders:
        setattr(rij, naam, waarden[naam])
    if anders:
        rij.save(update_fields=anders)


class RijForm(ModelForm[Any]):
    """One row of a part. `rij` is the row it was shown for; a number that is not of this part makes a new row."""

    rij = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    velden: ClassVar[Sequence[str]]


class PatroonForm(RijForm):
    velden = ("beschrijving", "gevolg")

    class Meta:
        model = Gezinspatroon
        fields = ["beschrijving", "gevolg"]
        labels = {"beschrijving": "Wat gebeurt er steeds weer", "gevolg": "Wat betekent dat voor de kinderen"}
        widgets = {"beschrijving": forms.Textarea(attrs={"rows": 3}), "gevolg": forms.Textarea(attrs={"rows": 3})}


class BehoefteForm(RijForm):
    velden = ("behoefte", "uiterlijk")

    class Meta:
        model = Kindbehoefte
        fields = ["behoefte", "uiterlijk"]
        labels = {"behoefte": "Wat heeft dit kind nodig", "uiterlijk": "Uiterlijk op"}
        help_texts = {"uiterlijk": DATUM_HULP}
        widgets = {"behoefte": forms.Textarea(attrs={"rows": 3}), "uiterlijk": forms.DateInput(attrs=DATUM)}


class ActieForm(RijForm):
    velden = ("wie", "wat", "wanneer")

    class Meta:
        model = Actie
        fields = ["wie", "wat", "wanneer"]
        labels = {"wie": "Wie", "wat": "Doet wat", "wanneer": "Wanneer klaar"}
        help_texts = {"wanneer": DATUM_HULP}
        widgets = {"wanneer": forms.DateInput(attrs=DATUM)}


PatroonFormSet = forms.formset_factory(PatroonForm, extra=1, max_num=10, validate_max=True, can_delete=True)
BehoefteFormSet = forms.formset_factory(BehoefteForm, extra=1, max_num=10, validate_max=True, can_delete=True)
ActieFormSet = forms.formset_factory(ActieForm, extra=2, max_num=12, validate_max=True, can_delete=True)


class Rijen:
    """A part that is a list of rows, such as the patterns or what one child needs."""

    def __init__(self, rijen: Any, formset: type[BaseFormSet[Any]], vast: dict[str, Any], data: Any = None) -> None:
        """`rijen`: queryset of the rows; `vast`: what every new row carries; `formset`: of a RijForm."""
        self.rijen, self.vast = rijen, vast
        self.velden: Sequence[str] = formset.form.velden
        begin = [{"rij": r.pk, **{veld: getattr(r, veld) for veld in self.velden}} for r in rijen.all()]
        self.formset = formset(data, initial=begin)

    def is_valid(self) -> bool:
        return bool(self.formset.is_valid())

    def formulierdelen(self) -> list[Any]:
        return [self.formset]

    def stand(self) -> str:
        return afdruk(self.rijen.order_by("pk").values_list("pk", *self.velden))

    def bewaar(self) -> bool:
        oud = {rij.pk: rij for rij in self.rijen.all()}
        for form in self.formset.forms:
            gegeven = form.cleaned_data
            if form in self.formset.deleted_forms or not any(gegeven.get(veld) for veld in self.velden):
                continue
            waarden = {veld: gegeven[veld] for veld in self.velden}
            rij = oud.pop(gegeven.get("rij"), None)
            if rij is None:
                self.rijen.model.objects.create(**self.vast, **waarden)
            else:
                zet(rij, waarden)
        for rij in oud.values():
            rij.delete()
        return True


class ResultaatForm(ModelForm[Resultaat]):
    class Meta:
        model = Resultaat
        fields = [
            "leefgebied",
            "wat",
            "zichtbaar",
            "uiterlijk",
            "cijfer_nu",
            "cijfer_gewenst",
            "wie_hoort",
            "wie_doet",
            "gm_sinds",
        ]
        labels = {
            "leefgebied": "Waarover gaat het",
            "wat": "Wat is er dan anders",
            "zichtbaar": "Hoe zou een buurvrouw dat zien",
            "uiterlijk": "Uiterlijk op",
            "cijfer_nu": "Cijfer nu (0 tot 10)",
            "cijfer_gewenst": "Gewenst cijfer (0 tot 10)",
            "wie_hoort": "Wie zou dit moeten doen",
            "wie_doet": "Wie doet het nu",
            "gm_sinds": "De gezinsmanager neemt waar sinds",
        }
        help_texts = {
            "wat": "Eén ding, zo concreet dat iedereen ziet of het gelukt is.",
            "uiterlijk": DATUM_HULP,
            "gm_sinds": f"Alleen als u doet wat een ander hoort te doen. {DATUM_HULP}",
        }
        widgets = {
            "wat": forms.Textarea(attrs={"rows": 3}),
            "zichtbaar": forms.Textarea(attrs={"rows": 3}),
            "uiterlijk": forms.DateInput(attrs=DATUM),
            "gm_sinds": forms.DateInput(attrs=DATUM),
            "cijfer_nu": forms.NumberInput(attrs={"min": 0, "max": 10, "inputmode": "numeric"}),
            "cijfer_gewenst": forms.NumberInput(attrs={"min": 0, "max": 10, "inputmode": "numeric"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nu = Q(pk=self.instance.leefgebied_id) if self.instance.leefgebied_id else Q(pk__in=[])
        self.fields["leefgebied"].queryset = Leefgebied.objects.filter(Q(actief=True) | nu)  # type: ignore[attr-defined]
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            "leefgebied",
            "wat",
            "zichtbaar",
            Row("uiterlijk", "cijfer_nu", "cijfer_gewenst"),
            Row("wie_hoort", "wie_doet"),
            "gm_sinds",
        )


class Resultaatdeel:
    """A resultaat with its acties, saved together."""

    def __init__(self, plan: Gezinsplan, resultaat: Resultaat, data: Any = None) -> None:
        self.plan = plan
        self.form = ResultaatForm(data, instance=resultaat)
        self.acties = Rijen(
            Actie.objects.filter(resultaat=resultaat.pk),
            ActieFormSet,
            {"gezin": plan.gezin, "resultaat": resultaat},
            data,
        )

    def is_valid(self) -> bool:
        beide = [self.form.is_valid(), self.acties.is_valid()]
        return all(beide)

    def formulierdelen(self) -> list[Any]:
        return [self.form, self.acties.formset]

    def stand(self) -> str:
        velden = ResultaatForm.Meta.fields
        zelf = Resultaat.objects.filter(pk=self.form.instance.pk).values_list(*velden)
        return afdruk([list(zelf), self.acties.stand()])

    def bewaar(self) -> bool:
        rij = bewaar(self.form, gezin=self.plan.gezin, plan=self.plan)
        return rij is not None and self.acties.bewaar()


class VisieForm(ModelForm[EigenVisie]):
    class Meta:
        model = EigenVisie
        fields = ["visie", "instemming", "op"]
        labels = {"visie": "Wat vindt u van dit plan", "instemming": "Eens met het plan", "op": "Besproken op"}
        help_texts = {"visie": "In eigen woorden, zoals het gezegd is.", "op": DATUM_HULP}
        widgets = {
            "visie": forms.Textarea(attrs={"rows": 8}),
            "instemming": forms.RadioSelect(attrs={"class": "keuze"}),
            "op": forms.DateInput(attrs=DATUM),
        }

    def __init__(self, plan: Gezinsplan, lid: Gezinslid, data: Any = None) -> None:
        self.plan, self.lid = plan, lid
        super().__init__(data, instance=self.rijen().first())

    def rijen(self) -> Any:
        return EigenVisie.objects.filter(plan=self.plan, gezinslid=self.lid)

    def clean(self) -> dict[str, Any]:
        gegeven = super().clean() or self.cleaned_data
        gevraagd = gegeven.get("instemming") not in (None, "", Instemming.NIET_GEVRAAGD)
        if gevraagd and not gegeven.get("op") and "op" not in self.errors:
            self.add_error("op", "Vul in wanneer u dit besprak.")
        if gegeven.get("op") and gegeven["op"] > timezone.localdate():
            self.add_error("op", "Deze dag is nog niet geweest.")
        return gegeven

    def stand(self) -> str:
        return afdruk(self.rijen().values_list(*self.Meta.fields))

    def bewaar(self) -> bool:
        return bewaar(self, gezin=self.plan.gezin, plan=self.plan, gezinslid=self.lid) is not None


class TerugForm(forms.Form):
    opmerking = forms.CharField(
        label="Wat moet er nog anders",
        help_text="De schrijver leest dit bij het concept.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class VersieForm(forms.Form):
    """What the second person read: only that is fixed."""

    versie = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
