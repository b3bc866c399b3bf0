"""The parts of a borgingsplan, each its own form, and the handover to the lokaal team."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q

from gezinnen.forms.afspraken import Dagveld
from gezinnen.forms.plan import RijForm, afdruk
from gezinnen.models import (
    Borgingsactie,
    Borgingsantwoord,
    Borgingscontact,
    Borgingsplan,
    Borgingspunt,
    Borgingsvraag,
    Gezin,
    Gezinslid,
    Overdracht,
)
from gezinnen.models.borgingseisen import SIGNAAL_TEKENS
from ggw.organisatie.models import LokaalTeam

MEESTE_SIGNALEN = 6
MEESTE_CONTACTEN = 8


class PuntForm(RijForm):
    velden = ("tekst",)

    class Meta:
        model = Borgingspunt
        fields = ["tekst"]
        labels = {"tekst": "In de woorden van het gezin"}
        widgets = {"tekst": forms.Textarea(attrs={"rows": 3})}


class SignaalForm(RijForm):
    velden = ("tekst",)

    tekst = forms.CharField(
        label="Waaraan merkt u dat",
        max_length=SIGNAAL_TEKENS,
        help_text=f"Kort, want het komt op de koelkast: hoogstens {SIGNAAL_TEKENS} tekens.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Borgingspunt
        fields = ["tekst"]


class BorgingsactieForm(RijForm):
    velden = ("wie", "wat")

    class Meta:
        model = Borgingsactie
        fields = ["wie", "wat"]
        labels = {"wie": "Wie", "wat": "Doet wat"}
        help_texts = {"wie": "Een naam of een rol, zoals “oma” of “vader”."}
        widgets = {"wat": forms.Textarea(attrs={"rows": 2})}


class ContactForm(RijForm):
    velden = ("naam", "relatie", "telefoon")

    class Meta:
        model = Borgingscontact
        fields = ["naam", "relatie", "telefoon"]
        labels = {"naam": "Naam", "relatie": "Wie is dit voor het gezin", "telefoon": "Telefoonnummer"}
        widgets = {"telefoon": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})}


PuntFormSet = forms.formset_factory(PuntForm, extra=1, max_num=10, validate_max=True, can_delete=True)
SignaalFormSet = forms.formset_factory(
    SignaalForm, extra=1, max_num=MEESTE_SIGNALEN, validate_max=True, can_delete=True
)
BorgingsactieFormSet = forms.formset_factory(BorgingsactieForm, extra=1, max_num=10, validate_max=True, can_delete=True)
ContactFormSet = forms.formset_factory(
    ContactForm, extra=1, max_num=MEESTE_CONTACTEN, validate_max=True, can_delete=True
)


class AntwoordenForm(forms.Form):
    """The questions for one member of the family; what is left empty was not answered."""

    zonder_verplichting = True

    def __init__(self, plan: Borgingsplan, lid: Gezinslid, data: Any = None) -> None:
        self.plan, self.lid = plan, lid
        rijen = {rij.vraag_id: rij.antwoord for rij in self.rijen()}
        self.vragen = list(Borgingsvraag.objects.filter(Q(actief=True) | Q(pk__in=rijen)))
        super().__init__(data)
        for vraag in self.vragen:
            self.fields[f"antwoord_{vraag.pk}"] = forms.CharField(
                label=vraag.vraag,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=rijen.get(vraag.pk, ""),
            )

    @property
    def met_voorbeelden(self) -> bool:
        return any(vraag.voorbeeld for vraag in self.vragen)

    def rijen(self) -> Any:
        return self.plan.antwoorden.filter(gezinslid=self.lid)

    def stand(self) -> str:
        return afdruk(self.rijen().order_by("vraag_id").values_list("vraag_id", "antwoord"))

    def bewaar(self) -> bool:
        for vraag in self.vragen:
            antwoord = self.cleaned_data[f"antwoord_{vraag.pk}"]
            if not antwoord:
                self.rijen().filter(vraag=vraag).delete()
                continue
            Borgingsantwoord.objects.update_or_create(
                plan=self.plan,
                vraag=vraag,
                gezinslid=self.lid,
                defaults={"antwoord": antwoord},
                create_defaults={"antwoord": antwoord, "gezin": self.plan.gezin},
            )
        return True


class Aanwezigenkeuze(forms.ModelMultipleChoiceField[Gezinslid]):
    def label_from_instance(self, obj: Gezinslid) -> str:
        return f"{obj.naam} ({obj.get_rol_display().lower()})"


class OverdrachtForm(forms.ModelForm[Overdracht]):
    use_required_attribute = False
    zonder_verplichting = True

    op = Dagveld(label="Op welke dag was de overdracht", verleden=True)
    gezin_erbij = forms.TypedChoiceField(
        label="Was het gezin erbij",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of het gezin erbij was."},
    )
    aanwezigen = Aanwezigenkeuze(
        label="Wie van het gezin",
        queryset=Gezinslid.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies iemand uit dit gezin."},
    )
    gezinsmanager_erbij = forms.BooleanField(label="De gezinsmanager was erbij", required=False, initial=True)

    class Meta:
        model = Overdracht
        fields = ["op", "lokaal_team", "persoon", "gezin_erbij", "reden_zonder_gezin", "afspraken"]
        labels = {
            "lokaal_team": "Aan welk lokaal team",
            "persoon": "Wie was er van het lokaal team",
            "reden_zonder_gezin": "Waarom was het gezin er niet bij",
            "afspraken": "Wat is afgesproken als het terugvalt",
        }
        help_texts = {
            "reden_zonder_gezin": "Alleen als het gezin er niet bij was.",
            "afspraken": "Wie belt het gezin eerst, en wat doet het lokaal team dan?",
        }
        widgets = {
            "reden_zonder_gezin": forms.Textarea(attrs={"rows": 2}),
            "afspraken": forms.Textarea(attrs={"rows": 5}),
        }
        error_messages = {
            "lokaal_team": {"required": "Kies een lokaal team."},
            "persoon": {"required": "Schrijf op wie er van het lokaal team was."},
            "afspraken": {"required": "Schrijf op wat u heeft afgesproken."},
        }

    field_order = (
        "op",
        "lokaal_team",
        "persoon",
        "gezinsmanager_erbij",
        "gezin_erbij",
        "aanwezigen",
        "reden_zonder_gezin",
        "afspraken",
    )

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        nieuw = self.instance._state.adding
        team: Any = self.fields["lokaal_team"]
        team.queryset = LokaalTeam.objects.filter(Q(actief=True) | Q(pk=self.instance.lokaal_team_id)).order_by("naam")
        team.empty_label = "Kies"
        team.label_from_instance = lambda rij: rij.naam
        erbij = [] if nieuw else list(self.instance.aanwezigen.values_list("gezinslid_id", flat=True))
        leden: Any = self.fields["aanwezigen"]
        leden.queryset = gezin.leden.filter(Q(pk__in=gezin.leden.huidig()) | Q(pk__in=erbij), overleden_op__isnull=True)
        if nieuw:
            self.initial.update({"lokaal_team": gezin.lokaal_team_id, "gezin_erbij": "ja"})
        else:
            self.initial["gezin_erbij"] = "ja" if self.instance.gezin_erbij else "nee"
            self.initial["aanwezigen"] = erbij
            self.initial["gezinsmanager_erbij"] = self.instance.gezinsmanager_id is not None

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        erbij, leden, reden = (schoon.get(naam) for naam in ("gezin_erbij", "aanwezigen", "reden_zonder_gezin"))
        if erbij is True and not leden and "aanwezigen" not in self.errors:
            self.add_error("aanwezigen", "Kies wie van het gezin erbij was.")
        if erbij is True and reden:
            self.add_error("reden_zonder_gezin", "Laat dit leeg: u koos dat het gezin erbij was.")
        if erbij is False and leden:
            self.add_error("aanwezigen", "Laat dit leeg: u koos dat het gezin er niet bij was.")
        if erbij is False and not reden and "reden_zonder_gezin" not in self.errors:
            self.add_error("reden_zonder_gezin", "Schrijf waarom het gezin er niet bij was.")
        return schoon
