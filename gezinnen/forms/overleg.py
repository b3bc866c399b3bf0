"""Planning, moving and cancelling an uitvoerdersoverleg, and correcting its verslag."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, ModelForm
from django.utils import timezone

from gezinnen.forms.afspraken import VROEGST, Dagveld, Tijdveld
from gezinnen.genodigden import deelnemers_van, sleutel_van, stoelen
from gezinnen.models import Gezin, Uitvoerdersoverleg
from gezinnen.models.uitvoerdersoverleg import Genodigde
from gezinnen.overlegtermijnen import volgende_dag
from gezinnen.werkdagen import is_werkdag, werkdagen_later

OVERDAG = time(10)


class Overlegdag(Dagveld):
    """A day in the past (it was held already) or the next two years."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verleden=False, **kwargs)

    def validate(self, value: Any) -> None:
        forms.DateField.validate(self, value)
        if value is not None and not VROEGST <= value <= timezone.localdate() + timedelta(days=731):
            raise ValidationError("Kijk het jaar na: kies een dag tussen 2000 en over twee jaar.")


def moment(dag: Any, tijd: Any) -> datetime:
    return timezone.make_aware(datetime.combine(dag, tijd))


class GastForm(forms.Form):
    """Somebody who stands in no list: a helper, a teacher."""

    use_required_attribute = False
    zonder_verplichting = True

    naam = forms.CharField(label="Naam", max_length=160, required=False)
    organisatie = forms.CharField(label="Organisatie", max_length=160, required=False)

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        if self.cleaned_data.get("organisatie") and not self.cleaned_data.get("naam") and "naam" not in self.errors:
            self.add_error("naam", "Vul ook de naam in.")
        return schoon


GastenFormSet = forms.formset_factory(GastForm, extra=2, max_num=10, validate_max=True, absolute_max=20)


def gasten_van(formset: BaseFormSet[GastForm]) -> list[Genodigde]:
    """The names that were typed; ask it after `is_valid()`."""
    rijen = [form.cleaned_data for form in formset.forms]
    return [Genodigde(naam=rij["naam"], organisatie=rij["organisatie"]) for rij in rijen if rij.get("naam")]


class GenodigdenForm(forms.Form):
    """Who is invited: people we know, by key. Guests are in a formset beside it."""

    use_required_attribute = False
    zonder_verplichting = True

    wie = forms.MultipleChoiceField(
        label="Wie nodigt u uit",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies mensen van dit gezin."},
    )

    def __init__(self, *args: Any, gezin: Gezin, vorige: Uitvoerdersoverleg | None, ik: int, **kwargs: Any) -> None:
        eerder = deelnemers_van(vorige)
        self.stoelen = {s.sleutel: s for s in stoelen(gezin, ook=eerder, ik=ik)}
        gekozen = [sleutel_van(d) for d in eerder if d.uitgenodigd or d.aanwezig]
        if not gekozen:
            gekozen = [stoel.sleutel for stoel in self.stoelen.values() if stoel.meestal]
        kwargs["initial"] = {"wie": gekozen, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        veld = self.fields["wie"]
        assert isinstance(veld, forms.MultipleChoiceField)  # noqa: S101
        veld.choices = [(s.sleutel, s.label) for s in self.stoelen.values()]
        self.helper = FormHelper(self)
        self.helper.layout = Layout("wie")

    def genodigden(self) -> list[Genodigde]:
        return [self.stoelen[sleutel].genodigde for sleutel in self.cleaned_data["wie"]]


class PlanForm(GenodigdenForm):
    """A new meeting. A day in the past is welcome: then it is recorded on the next page."""

    dag = Overlegdag(label="Dag", help_text="dd-mm-jjjj. Is het overleg al geweest? Vul dan die dag in.")
    tijd = Tijdveld(label="Hoe laat")
    waar = forms.CharField(label="Waar", max_length=160, required=False, help_text="Geen geheim adres.")

    def __init__(self, *args: Any, voorstel: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"dag": voorstel.date(), "tijd": voorstel.time(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("dag", "tijd"), "waar", "wie")

    @property
    def op(self) -> datetime:
        return moment(self.cleaned_data["dag"], self.cleaned_data["tijd"])


class VerzetForm(forms.Form):
    use_required_attribute = False

    dag = Dagveld(label="Nieuwe dag", verleden=False)
    tijd = Tijdveld(label="Hoe laat")
    waar = forms.CharField(label="Waar", max_length=160, required=False, help_text="Geen geheim adres.")
    reden = forms.CharField(
        label="Waarom gaat het niet door",
        max_length=300,
        help_text="Bijvoorbeeld: moeder is ziek.",
        error_messages={"required": "Schrijf waarom het overleg niet doorgaat."},
    )

    def __init__(self, *args: Any, overleg: Uitvoerdersoverleg, **kwargs: Any) -> None:
        op = timezone.localtime(overleg.op)
        kwargs["initial"] = {"tijd": op.time(), "waar": overleg.waar}
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout("reden", Row("dag", "tijd"), "waar")

    @property
    def op(self) -> datetime:
        return moment(self.cleaned_data["dag"], self.cleaned_data["tijd"])

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        if {"dag", "tijd"} <= self.cleaned_data.keys() and self.op <= timezone.now():
            self.add_error("tijd", "Deze tijd is al geweest.")
        return schoon


class AfzegForm(forms.Form):
    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom gaat het niet door",
        max_length=300,
        error_messages={"required": "Schrijf waarom het overleg niet doorgaat."},
    )


class VerslagForm(ModelForm[Uitvoerdersoverleg]):
    class Meta:
        model = Uitvoerdersoverleg
        fields = ["verslag"]
        labels = {"verslag": "Wat is er verder besproken"}
        help_texts = {"verslag": "Cijfers, woorden en afspraken blijven zoals ze zijn vastgelegd."}
        widgets = {"verslag": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)


def voorstel_voor(gezin: Gezin) -> datetime:
    """When the norm asks for a meeting, at the hour of the last one, on a working day before it that is still to come."""
    laatste, nu = gezin.uitvoerdersoverleggen.gehouden().first(), timezone.localtime()
    op = timezone.localtime(laatste.op) if laatste else None
    uur = op.time().replace(second=0, microsecond=0) if op else OVERDAG
    termijn = gezin.termijnen.open().filter(code="uitvoerdersoverleg").order_by("dag").first()
    uiterlijk = termijn.dag if termijn else volgende_dag(op.date()) if op else nu.date()
    dag = max(uiterlijk, nu.date())
    while not is_werkdag(dag):
        dag -= timedelta(days=1)
    if moment(dag, uur) <= nu:
        dag = werkdagen_later(nu.date(), 1)
    return datetime.combine(dag, uur)
