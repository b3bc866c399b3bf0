"""Forms for the people of a family: who they are, where they live, how to reach them."""

from __future__ import annotations

from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from gezinnen.models import Adres, Contactgegeven, ContactgegevenSoort, Gezin, Gezinslid, Huishouden
from ggw.toegang.bsn import elfproef
from ggw.toegang.poort import bewaar_bsn

M = TypeVar("M", bound=models.Model)


class NaamKeuze(forms.ModelChoiceField[Any]):
    """A choice from the rows of this family, shown by name: `__str__` never holds one."""

    def label_from_instance(self, obj: Any) -> str:
        return naam_van(obj)


class NaamKeuzes(forms.ModelMultipleChoiceField[Any]):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return naam_van(obj)


def naam_van(rij: Any) -> str:
    if isinstance(rij, Gezinslid) and (rij.geboortedatum or rij.verwachte_datum):
        return f"{rij.naam}, {rij.leeftijd_tekst}"
    return str(rij.naam)


def noem_lege_keuze(veld: forms.ChoiceField, tekst: str) -> None:
    keuzes: Any = veld.choices
    veld.choices = [(code, naam if code else tekst) for code, naam in keuzes]


class GezinsFormulier(forms.ModelForm[M]):
    """A form for a row of this family; a choice from another family is no valid choice."""

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gezin = gezin
        if self.instance._state.adding:
            self.instance.gezin = gezin  # type: ignore[attr-defined]
        for veld in self.fields.values():
            self.richt_in(veld)
        self.helper = FormHelper(self)

    def richt_in(self, veld: forms.Field) -> None:
        """What every field of a kind has in common: rows of this family, dates that can be typed, words for no choice."""
        if isinstance(veld, NaamKeuze | NaamKeuzes) and veld.queryset is not None:
            veld.queryset = self.rijen_voor(veld.queryset.model)
        if isinstance(veld, NaamKeuze):
            veld.empty_label = "Kies" if veld.required else "Geen of niet bekend"
        elif isinstance(veld, forms.TypedChoiceField):
            noem_lege_keuze(veld, "Kies")
        if isinstance(veld, forms.DateField):
            veld.widget = forms.DateInput(attrs={"class": "datumveld"})
            veld.help_text = " ".join(filter(None, [str(veld.help_text), "dd-mm-jjjj"]))

    def rijen_voor(self, model: type[models.Model]) -> models.QuerySet[Any]:
        if model is Huishouden:
            return self.gezin.huishoudens.all()
        return self.gezin.leden.order_by("-is_jeugdige", "geboortedatum", "sorteernaam")


class LidForm(GezinsFormulier[Gezinslid]):
    class Meta:
        model = Gezinslid
        fields = [
            "voornaam",
            "tussenvoegsel",
            "achternaam",
            "geboortedatum",
            "verwachte_datum",
            "moeder",
            "overleden_op",
            "geslacht",
            "taal",
            "rol",
            "is_jeugdige",
            "huishouden",
            "vanaf",
            "tot",
            "bijzonderheden",
        ]
        field_classes = {"huishouden": NaamKeuze, "moeder": NaamKeuze}
        help_texts = {
            "verwachte_datum": "Voor een kind dat nog geboren wordt. Is het kind geboren? Maak dit veld dan leeg en vul de "
            "geboortedatum in.",
            "taal": "De taal die deze persoon het liefst spreekt.",
            "tot": "Vul dit in als deze persoon niet meer bij het gezin hoort. De gegevens blijven bewaard.",
            "huishouden": "Staat het huishouden er niet bij? Voeg het eerst toe op de pagina Gezin en netwerk.",
        }
        error_messages = {"rol": {"required": "Kies de rol in het gezin."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moeder = self.fields["moeder"]
        if isinstance(moeder, NaamKeuze) and moeder.queryset is not None:
            moeder.queryset = moeder.queryset.filter(verwachte_datum=None).exclude(pk=self.instance.pk)
        self.helper.layout = Layout(
            Fieldset("Naam", Row("voornaam", "tussenvoegsel", "achternaam")),
            Fieldset("Geboorte", "geboortedatum", "verwachte_datum", "moeder", "overleden_op"),
            Fieldset("Plek in het gezin", Row("rol", "huishouden"), "is_jeugdige", Row("geslacht", "taal")),
            Fieldset("Hoort bij het gezin", Row("vanaf", "tot"), "bijzonderheden"),
        )


class HuishoudenForm(GezinsFormulier[Huishouden]):
    class Meta:
        model = Huishouden
        fields = ["naam"]


class AdresForm(GezinsFormulier[Adres]):
    """`lid` is whose address it is; on a new address other members can be ticked."""

    ook_voor = NaamKeuzes(queryset=Gezinslid.objects.none(), required=False, label="Woont hier ook")

    class Meta:
        model = Adres
        fields = ["straat", "huisnummer", "postcode", "plaats", "geheim", "vanaf", "tot"]
        help_texts = {
            "geheim": "Een geheim adres staat nergens in beeld. Alleen wie erom vraagt ziet het, en dat wordt vastgelegd.",
            "postcode": "Bijvoorbeeld 1011 AB.",
            "tot": "Vul dit in als deze persoon hier niet meer woont.",
        }

    def __init__(self, *args: Any, lid: Gezinslid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ook_voor = self.fields["ook_voor"]
        if not self.instance._state.adding:
            del self.fields["ook_voor"]
        elif isinstance(ook_voor, NaamKeuzes):
            self.instance.gezinslid = lid
            ook_voor.queryset = self.gezin.leden.huidig().exclude(pk=lid.pk).filter(verwachte_datum=None)
        velden = [veld for veld in self.fields if veld not in {"straat", "huisnummer", "postcode", "plaats"}]
        self.helper.layout = Layout(Row("straat", "huisnummer"), Row("postcode", "plaats"), *velden)


class GeheimAdresForm(GezinsFormulier[Adres]):
    """A secret address is not shown to be changed: it is ended, and the new one is added."""

    class Meta:
        model = Adres
        fields = ["geheim", "vanaf", "tot"]


class ContactgegevenForm(GezinsFormulier[Contactgegeven]):
    class Meta:
        model = Contactgegeven
        fields = ["soort", "waarde", "opmerking"]
        widgets = {"soort": forms.RadioSelect(attrs={"class": "keuze"})}

    def __init__(self, *args: Any, lid: Gezinslid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.gezinslid = lid
        self.fields["soort"] = forms.ChoiceField(
            label="Soort",
            choices=ContactgegevenSoort.choices,
            widget=forms.RadioSelect(attrs={"class": "keuze"}),
            initial=ContactgegevenSoort.TELEFOON,
        )

    def clean_waarde(self) -> str:
        waarde: str = self.cleaned_data["waarde"]
        if self.cleaned_data.get("soort") == ContactgegevenSoort.EMAIL:
            try:
                validate_email(waarde)
            except ValidationError as fout:
                raise ValidationError("Vul een geldig e-mailadres in, zoals naam@voorbeeld.nl.") from fout
        elif not is_telefoonnummer(waarde):
            raise ValidationError("Vul een telefoonnummer in met cijfers, zoals 06 12345678.")
        return waarde


def is_telefoonnummer(waarde: str) -> bool:
    kaal = "".join(teken for teken in waarde if teken not in " -()./").removeprefix("+")
    return kaal.isascii() and kaal.isdigit() and 3 <= len(kaal) <= 15


class BsnForm(forms.Form):
    bsn = forms.CharField(
        label="BSN",
        max_length=20,
        help_text="Neem het over van een identiteitsbewijs, een zorgpas of een brief van de overheid.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul het BSN in."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)

    def clean_bsn(self) -> str:
        bsn = "".join(teken for teken in self.cleaned_data["bsn"] if teken not in " .-")
        bsn = bsn.zfill(9) if len(bsn) == 8 else bsn
        if not elfproef(bsn):
            raise ValidationError("Dit is geen geldig BSN. Kijk of alle 9 cijfers kloppen.")
        return bsn

    def leg_vast(self, lid: Gezinslid) -> bool:
        """Keep the BSN of this member. False, with the reason in the form, when it is not valid or of somebody else here."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                bewaar_bsn(lid.pk, self.cleaned_data["bsn"])
        except IntegrityError:
            self.add_error("bsn", "Een ander gezinslid heeft dit BSN al. Kijk bij wie het hoort.")
            return False
        lid.bsn_vastgesteld_op = timezone.localdate()
        lid.save(update_fields=["bsn_vastgesteld_op"])
        return True
