"""Recording an aanmelding, deciding about it, and asking whether somebody is known."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from gezinnen.forms.toewijzen import persoonveld
from gezinnen.models import Aangemelde, Aanmelding, AanmeldingBron, GezinsrolCode, Urgentie
from gezinnen.models.leden import POSTCODE
from ggw.organisatie.models import Basisteam
from ggw.toegang.bsn import elfproef

MEESTE_PERSONEN = 30
OUDSTE = date(1900, 1, 1)


class Datumveld(forms.DateField):
    """A day that people type as dd-mm-jjjj. `verleden`: not after today."""

    widget = forms.DateInput(attrs={"class": "datumveld", "autocomplete": "off"})

    def __init__(self, *, verleden: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "dd-mm-jjjj")
        super().__init__(**kwargs)
        self.verleden = verleden

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if value < OUDSTE:
            raise ValidationError("Deze datum is te lang geleden. Kijk het jaar na.")
        if self.verleden and value > timezone.localdate():
            raise ValidationError("Deze datum is nog niet geweest.")


class Postcodeveld(forms.CharField):
    """Gives `1234 AB`, the way addresses are kept and searched."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Postcode", max_length=7, help_text="Bijvoorbeeld 1234 AB", **kwargs)

    def to_python(self, value: Any) -> str:
        tekst = str(super().to_python(value) or "")
        if not tekst:
            return ""
        gevonden = POSTCODE.fullmatch(tekst)
        if gevonden is None:
            raise ValidationError("Schrijf de postcode als vier cijfers en twee letters, bijvoorbeeld 1234 AB.")
        return f"{gevonden[1]} {gevonden[2].upper()}"


def kies(veld: forms.Field, tekst: str, keuzes: list[tuple[str, Any]] | None = None) -> None:
    """Words instead of dashes for the empty choice of a select."""
    if isinstance(veld, forms.ModelChoiceField):
        veld.empty_label = tekst
    elif isinstance(veld, forms.ChoiceField):
        veld.choices = [("", tekst), *(keuzes or [])]


class Ernst(forms.CharField):
    """Needed at crisis and spoed: the form says so, the field does not."""

    widget = forms.Textarea(attrs={"rows": 3})

    def validate(self, value: Any) -> None:
        return


class AanmeldingForm(forms.ModelForm[Aanmelding]):
    use_required_attribute = False

    ernst = Ernst(label="Wat moet er vandaag gebeuren", help_text="Alleen bij crisis en bij spoed.", max_length=2000)
    ontvangen_op = Datumveld(label="Ontvangen op", initial=timezone.localdate)
    postcode = Postcodeveld(required=False)
    beschikking_bekend_op = Datumveld(
        label="Sinds wanneer weten wij van de beschikking",
        required=False,
        help_text="Alleen als de rechter een maatregel heeft opgelegd. dd-mm-jjjj",
    )

    class Meta:
        model = Aanmelding
        fields = [
            "bron",
            "aanmelder_naam",
            "aanmelder_telefoon",
            "ontvangen_op",
            "urgentie",
            "ernst",
            "reden",
            "gezinsnaam",
            "gemeente",
            "postcode",
            "huisnummer",
            "beschikking_bekend_op",
        ]
        widgets = {
            "urgentie": forms.RadioSelect(attrs={"class": "keuze"}),
            "reden": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "gezinsnaam": "Zo staat het gezin straks in de lijst, bijvoorbeeld: De Boer–El Amrani.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies(self.fields["bron"], "Kies wie aanmeldt", AanmeldingBron.choices)
        kies(self.fields["gemeente"], "Kies een gemeente")
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            Fieldset("Wie meldt aan", Row("bron", "ontvangen_op"), Row("aanmelder_naam", "aanmelder_telefoon")),
            Fieldset("Waarom en hoe dringend", "urgentie", "ernst", "reden", "beschikking_bekend_op"),
            Fieldset("Het gezin", Row("gezinsnaam", "gemeente"), Row("postcode", "huisnummer")),
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("urgentie") in (Urgentie.CRISIS, Urgentie.SPOED) and not schoon.get("ernst"):
            self.add_error("ernst", "Schrijf op wat er vandaag moet gebeuren.")
        return schoon


class AangemeldeForm(forms.ModelForm[Aangemelde]):
    zonder_verplichting = True
    use_required_attribute = False

    geboortedatum = Datumveld(label="Geboortedatum", required=False)
    verwachte_datum = Datumveld(
        label="Uitgerekende datum",
        required=False,
        verleden=False,
        help_text="Nog niet geboren: dd-mm-jjjj",
    )

    class Meta:
        model = Aangemelde
        fields = [
            "rol",
            "voornaam",
            "tussenvoegsel",
            "achternaam",
            "geboortedatum",
            "verwachte_datum",
            "geslacht",
            "betreft",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies(self.fields["rol"], "Kies een rol", GezinsrolCode.choices)

    def clean_verwachte_datum(self) -> date | None:
        dag: date | None = self.cleaned_data["verwachte_datum"]
        vandaag = timezone.localdate()
        if dag and not vandaag - timedelta(days=60) <= dag <= vandaag + timedelta(days=300):
            raise ValidationError("Deze datum kan niet kloppen: kijk de maand en het jaar na.")
        return dag

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        is_kind = schoon.get("rol") == GezinsrolCode.JEUGDIGE
        if schoon.get("betreft") and schoon.get("rol") and not is_kind:
            self.add_error("betreft", "Zet dit vinkje alleen bij een jeugdige.")
        if schoon.get("verwachte_datum") and schoon.get("rol") and not is_kind:
            self.add_error("verwachte_datum", "Kies bij een ongeboren kind de rol ‘Jeugdige’.")
        return schoon


class BasisPersonenFormSet(forms.BaseInlineFormSet[Aangemelde, Aanmelding, AangemeldeForm]):
    default_error_messages = {
        "missing_management_form": "Het formulier kwam niet heel aan. Open deze pagina opnieuw.",
        "too_many_forms": f"U kunt hooguit {MEESTE_PERSONEN} personen noemen.",
        "too_few_forms": "Noem minstens één kind.",
    }

    def clean(self) -> None:
        super().clean()
        if not self.management_form.is_valid():
            return  # that is said already
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(
                "Een van deze personen hoort niet (meer) bij deze aanmelding. Open deze pagina opnieuw."
            )
        if any(self.errors):
            return
        blijft = [form.cleaned_data for form in self.forms if form not in self.deleted_forms and form.cleaned_data]
        if not any(gegevens.get("rol") == GezinsrolCode.JEUGDIGE for gegevens in blijft):
            raise ValidationError("Noem minstens één kind: iemand met de rol ‘Jeugdige’.")

    def add_fields(self, form: AangemeldeForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Haal deze persoon uit de aanmelding"


def personen_formset(extra: int) -> type[forms.BaseInlineFormSet[Aangemelde, Aanmelding, AangemeldeForm]]:
    return forms.inlineformset_factory(
        Aanmelding,
        Aangemelde,
        form=AangemeldeForm,
        formset=BasisPersonenFormSet,
        extra=extra,
        max_num=MEESTE_PERSONEN,
        absolute_max=MEESTE_PERSONEN + 10,
        validate_max=True,
        can_delete_extra=False,
    )


class BekendForm(forms.Form):
    """Three ways to ask; one of them must be complete."""

    achternaam = forms.CharField(label="Achternaam", max_length=120, required=False)
    geboortedatum = Datumveld(label="Geboortedatum", required=False)
    bsn = forms.CharField(
        label="BSN",
        max_length=20,
        required=False,
        help_text="Negen cijfers",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    postcode = Postcodeveld(required=False)
    huisnummer = forms.CharField(label="Huisnummer", max_length=12, required=False, help_text="Met letter: 12a")

    zonder_verplichting = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            Fieldset("Op naam", Row("achternaam", "geboortedatum")),
            Fieldset("Of op BSN", "bsn"),
            Fieldset("Of op adres", Row("postcode", "huisnummer")),
        )

    def clean_bsn(self) -> str:
        bsn = re.sub(r"[\s.]", "", self.cleaned_data["bsn"])
        if bsn and not elfproef(bsn):
            raise ValidationError("Dit is geen geldig BSN. Kijk de cijfers na.")
        return bsn

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if self.errors:
            return schoon
        for een, ander, tekst in (
            ("achternaam", "geboortedatum", "Vul de achternaam én de geboortedatum in."),
            ("postcode", "huisnummer", "Vul de postcode én het huisnummer in."),
        ):
            if bool(schoon[een]) != bool(schoon[ander]):
                self.add_error(ander if schoon[een] else een, tekst)
        if not self.errors and not (schoon["achternaam"] or schoon["bsn"] or schoon["postcode"]):
            raise ValidationError("Vul een naam met geboortedatum in, of een BSN, of een adres.")
        return schoon


class AanvaardForm(forms.Form):
    use_required_attribute = False
    GEZINSMANAGER, WACHT = "gezinsmanager", "wacht"

    wijze = forms.ChoiceField(
        label="Heeft dit team nu een gezinsmanager voor dit gezin",
        choices=[(GEZINSMANAGER, "Ja: deze persoon wordt gezinsmanager"), (WACHT, "Nee: het gezin wacht")],
        widget=forms.RadioSelect(attrs={"class": "keuze"}),
        error_messages={"required": "Kies of het gezin een gezinsmanager krijgt of wacht."},
    )

    def __init__(self, *args: Any, team: Basisteam | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persoon"] = persoonveld(team, "Gezinsmanager, of wachter als het gezin wacht")
        self.fields["persoon"].help_text = "De wachter kijkt elke week hoe veilig de kinderen zijn."
        self.fields["reden"] = forms.CharField(
            label="Waarom dit besluit",
            help_text="Vul dit in als het gezin moet wachten.",
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("wijze") == self.WACHT and "reden" in schoon and not schoon["reden"]:
            self.add_error("reden", "Schrijf waarom dit gezin moet wachten.")
        return schoon

    @property
    def wacht(self) -> bool:
        return bool(self.cleaned_data["wijze"] == self.WACHT)


class WeigerForm(forms.Form):
    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom nemen wij dit gezin niet aan",
        help_text="Schrijf ook op wie het gezin nu verder helpt.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf waarom wij dit gezin niet aannemen."},
    )
