"""Forms of the beheerder: a part of the catalogue, a combination, a tariff, the budget and a file. Each counts from a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from gezinnen.forms.afspraken import VROEGST, Dagveld
from ggw.organisatie.models import Aanbieder
from spic.catalogus.inhoud import Combinatie
from spic.catalogus.lezen import HOOGSTE
from spic.catalogus.versies import DELEN
from spic.models import Intensiteit, Profiel, Segment, Spic, Stelsel, Tariefeenheid
from spic.models.catalogus import CODE
from veiligheid.definitie import MAX_BYTES

DUIZENDTALLEN = re.compile(r"\d{1,3}(\.\d{3})+(,\d*)?")
CODELENGTE = {"segmenten": 10, "profielen": 10, "intensiteiten": 20}


class Vanafdag(Dagveld):
    """The first day of a change: after today, at most two years ahead."""

    def __init__(self) -> None:
        super().__init__(label="Geldt vanaf", verleden=False, help_text="dd-mm-jjjj, een dag na vandaag")


class Tariefdag(forms.DateField):
    """A tariff may begin in the past: contracts are often signed after the year began."""

    def __init__(self, **kwargs: Any) -> None:
        fouten = {"invalid": "Schrijf de datum als dd-mm-jjjj.", "required": "Vul de datum in."}
        widget = forms.DateInput(format="%d-%m-%Y", attrs={"class": "datumveld", "autocomplete": "off"})
        super().__init__(error_messages=fouten, widget=widget, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not VROEGST.year <= value.year <= 2099:
            raise ValidationError("Kijk het jaar na.")


class Bedragveld(forms.DecimalField):
    def __init__(self, label: str) -> None:
        fouten = {
            "required": "Vul het bedrag in.",
            "invalid": "Schrijf een bedrag, zoals 1250,00.",
            "min_value": "Het bedrag is meer dan 0.",
            "max_value": "Dit bedrag is te hoog.",
            "max_decimal_places": "Schrijf hoogstens twee cijfers achter de komma.",
            "max_digits": "Dit bedrag is te hoog.",
            "max_whole_digits": "Dit bedrag is te hoog.",
        }
        super().__init__(
            label=label,
            min_value=Decimal("0.01"),
            max_value=HOOGSTE,
            max_digits=10,
            decimal_places=2,
            localize=True,
            help_text="In euro's, zoals 1250,00.",
            error_messages=fouten,
        )

    def to_python(self, value: Any) -> Any:
        """Also "€ 1.250,00" and "1.250": a point before three figures marks thousands, and never makes of 1250 euros 1,25."""
        tekst = re.sub(r"[€\s]", "", str(value or ""))
        if DUIZENDTALLEN.fullmatch(tekst):
            tekst = tekst.replace(".", "")
        return super().to_python(tekst)


class DeelForm(forms.ModelForm[Any]):
    """One segment, profile or intensity from a day on. `gezien` is the version that the person read."""

    use_required_attribute = False
    geldig_vanaf = Vanafdag()
    gezien = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, soort: str, bezet: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.velden = [veld for veld in DELEN[soort][1] if veld != "volgorde"]
        self.bezet = frozenset(bezet)
        if self.instance._state.adding:
            self.fields["code"] = forms.CharField(
                label="Code",
                max_length=CODELENGTE[soort],
                validators=[CODE],
                help_text="Deze blijft altijd hetzelfde, zoals B of 4.",
            )
            self.order_fields(["code", *self.velden])
        else:
            self.initial.update({"gezien": self.instance.pk, "geldig_vanaf": None})

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in self.bezet:
            raise ValidationError("Deze code bestaat al.")
        return code

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        gezien = schoon.get("gezien")
        if not self.instance._state.adding and gezien != self.instance.pk:
            raise ValidationError("Een collega heeft dit intussen veranderd. Begin opnieuw met wat er nu staat.")
        if schoon.get("crisis") and schoon.get("duur_weken") is None and "duur_weken" not in self.errors:
            self.add_error("duur_weken", "Schrijf hoeveel weken crisishulp duurt.")
        return schoon

    def waarden(self, volgorde: int) -> dict[str, Any]:
        return {veld: self.cleaned_data[veld] for veld in self.velden} | {"volgorde": volgorde}


def deelform(soort: str, *args: Any, **kwargs: Any) -> DeelForm:
    model, velden = DELEN[soort]
    klasse: type[Any] = forms.modelform_factory(model, form=DeelForm, fields=[v for v in velden if v != "volgorde"])
    form: DeelForm = klasse(*args, soort=soort, **kwargs)
    return form


class CombinatieForm(forms.Form):
    use_required_attribute = False
    segment = forms.ModelChoiceField(label="Segment", queryset=Segment.objects.none(), empty_label="Kies")
    profiel = forms.ModelChoiceField(label="Profiel", queryset=Profiel.objects.none(), empty_label="Kies")
    intensiteit = forms.ModelChoiceField(
        label="Intensiteit",
        queryset=Intensiteit.objects.none(),
        empty_label="Geen (crisis)",
        required=False,
    )
    productcode = forms.CharField(label="Productcode", max_length=20, validators=[CODE])
    geldig_vanaf = Vanafdag()

    def __init__(self, *args: Any, stelsel: Stelsel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stelsel = stelsel
        velden: Any = self.fields
        velden["segment"].queryset = stelsel.segmenten.open().filter(verwijzing_mogelijk=True)
        velden["profiel"].queryset = stelsel.profielen.open()
        velden["intensiteit"].queryset = stelsel.intensiteiten.open()

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        profiel, intensiteit = schoon.get("profiel"), schoon.get("intensiteit")
        if profiel and "intensiteit" in schoon and profiel.crisis != (intensiteit is None):
            fout = "Crisis heeft geen intensiteit." if profiel.crisis else "Kies een intensiteit."
            self.add_error("intensiteit", fout)
        elif (
            profiel
            and schoon.get("segment")
            and self.stelsel.spics.open()
            .filter(segment=schoon["segment"], profiel=profiel, intensiteit=intensiteit)
            .exists()
        ):
            self.add_error(None, "Deze combinatie bestaat al.")
        return schoon

    def combinatie(self) -> Combinatie:
        schoon = self.cleaned_data
        intensiteit = schoon["intensiteit"].code if schoon["intensiteit"] else ""
        return Combinatie(schoon["segment"].code, schoon["profiel"].code, intensiteit)


class Spickeuze(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code}: {obj.naam}"


class OpvolgerForm(forms.Form):
    use_required_attribute = False
    opvolger = Spickeuze(
        label="Wat kan lopende hulp worden?",
        queryset=Spic.objects.none(),
        empty_label="Kies",
        error_messages={"required": "Kies een combinatie."},
        help_text="Dit staat als voorstel op de lijst van hulp die verder moet. Het blijft zoals u het kiest.",
    )

    def __init__(self, *args: Any, spic: Spic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = Spic.objects.open().filter(stelsel=spic.stelsel_id).exclude(pk=spic.pk).met_delen()
        self.fields["opvolger"].queryset = keuzes  # type: ignore[attr-defined]


class StopForm(forms.Form):
    """A combination ends; from the next day on it may not be chosen."""

    use_required_attribute = False
    geldig_vanaf = Vanafdag()
    opvolger = Spickeuze(
        label="Wat kan lopende hulp worden?",
        queryset=Spic.objects.none(),
        required=False,
        empty_label="Nog niet bekend",
        help_text="Dit staat als voorstel op de lijst van hulp die verder moet.",
    )

    def __init__(self, *args: Any, spic: Spic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["geldig_vanaf"].label = "Niet meer te kiezen vanaf"
        keuzes = Spic.objects.open().filter(stelsel=spic.stelsel_id).exclude(pk=spic.pk).met_delen()
        self.fields["opvolger"].queryset = keuzes  # type: ignore[attr-defined]


class TariefForm(forms.Form):
    use_required_attribute = False
    aanbieder = forms.ModelChoiceField(
        label="Aanbieder", queryset=Aanbieder.objects.none(), required=False, empty_label="Alle aanbieders"
    )
    bedrag = Bedragveld("Bedrag")
    eenheid = forms.ChoiceField(label="Waarvoor", choices=Tariefeenheid.choices)
    geldig_vanaf = Tariefdag(label="Geldt vanaf", help_text="dd-mm-jjjj, dit mag een dag in het verleden zijn")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aanbieder"].queryset = Aanbieder.objects.filter(actief=True)  # type: ignore[attr-defined]


class TariefkeuzeForm(forms.Form):
    """Of which provider the tariffs stand on the page; none for those of all."""

    zonder_verplichting = True

    aanbieder = forms.ModelChoiceField(
        label="Aanbieder", queryset=Aanbieder.objects.none(), required=False, empty_label="Tarief voor alle aanbieders"
    )

    def __init__(self, *args: Any, stelsel: Stelsel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eigen = Aanbieder.objects.filter(tarieven__spic__stelsel=stelsel).distinct()
        self.fields["aanbieder"].queryset = eigen  # type: ignore[attr-defined]


class TariefstopForm(forms.Form):
    use_required_attribute = False
    tot = Tariefdag(label="Laatste dag van dit tarief", help_text="dd-mm-jjjj")


class BudgetForm(forms.Form):
    use_required_attribute = False
    bedrag = Bedragveld("Budget per gezin per jaar")
    bron = forms.CharField(label="Bron", max_length=200, help_text="Waar dit bedrag vandaan komt.")
    geldig_vanaf = Tariefdag(label="Geldt vanaf", help_text="dd-mm-jjjj, dit mag een dag in het verleden zijn")


class BestandForm(forms.Form):
    """Upload of a catalogue file; what is wrong with it stands at the field, every error at once."""

    bestand = forms.FileField(
        label="Bestand met de catalogus",
        help_text="Een TOML-bestand van hoogstens 256 kB: de hele catalogus zoals die vanaf een dag is.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise ValidationError("Dit bestand is te groot. Een catalogus is hoogstens 256 kB.")
        return bestand


class StelselForm(forms.ModelForm[Stelsel]):
    use_required_attribute = False

    class Meta:
        model = Stelsel
        fields = ["naam", "geldig_tot"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["geldig_tot"] = Tariefdag(
            label="Geldt tot en met",
            required=False,
            help_text="dd-mm-jjjj. Na deze dag wordt met dit stelsel niet meer verwezen. Niet verplicht.",
        )
