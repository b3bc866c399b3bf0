"""Forms for court measures, authorisations, hearings, written instructions and stays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from gezinnen.bewaren import bewaar
from gezinnen.forms.leden import GezinsFormulier, NaamKeuze
from gezinnen.maatregeltermijnen import OTS_CODES
from gezinnen.models import (
    Maatregel,
    Machtiging,
    RedenEindeMaatregel,
    SchriftelijkeAanwijzing,
    Verblijf,
    Zitting,
)

M = TypeVar("M", bound=models.Model)

EERSTE_JAAR, LAATSTE_JAAR = 1950, 2100


class Maatregelkeuze(NaamKeuze):
    """A measure or authorisation of this family: what, whose, since when."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.soort.kort} van {obj.kind.roepnaam}, vanaf {obj.begin:%d-%m-%Y}"


class Soortkeuze(forms.ModelChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.naam)


class Rijformulier(GezinsFormulier[M]):
    """Children to choose are those of this family; a year that cannot be right is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields.get("kind")
        if isinstance(kind, NaamKeuze):
            eigen = Q(is_jeugdige=True) | Q(pk=getattr(self.instance, "kind_id", None))
            kinderen = self.gezin.leden.filter(eigen).order_by("geboortedatum", "verwachte_datum", "id")
            kind.queryset = kinderen
            if kind.required and self.instance._state.adding and len(kinderen) == 1:
                kind.initial = kinderen[0].pk

    def rijen_voor(self, model: type[models.Model]) -> models.QuerySet[Any]:
        if model is Maatregel:
            return self.gezin.maatregelen.select_related("soort", "kind")
        if model is Machtiging:
            return self.gezin.machtigingen.select_related("soort", "kind")
        return super().rijen_voor(model)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        for naam, waarde in list(schoon.items()):
            if isinstance(waarde, date | datetime) and not EERSTE_JAAR <= waarde.year <= LAATSTE_JAAR:
                self.add_error(naam, "Kijk het jaar na: deze datum kan niet kloppen.")
        return schoon

    def niet_voor(self, veld: str, begin: str, tekst: str) -> None:
        """Refuse a day in `veld` that lies before the day in `begin`."""
        eerste, dag = self.cleaned_data.get(begin), self.cleaned_data.get(veld)
        if eerste is not None and dag is not None and dag < eerste:
            self.add_error(veld, tekst)

    def zelfde_kind(self, veld: str) -> None:
        """Refuse a measure or authorisation of another child than the one chosen."""
        ander = self.cleaned_data.get(veld)
        kind = self.cleaned_data.get("kind") if "kind" in self.fields else getattr(self.instance, "kind", None)
        if kind is not None and ander is not None and ander.kind_id != kind.pk:
            self.add_error(veld, f"Dit hoort bij een ander kind dan {kind.roepnaam}.")


class MaatregelForm(Rijformulier[Maatregel]):
    """An extension is a new row with `verlengt`: then child and kind are those of the measure that is extended."""

    class Meta:
        model = Maatregel
        fields = [
            "kind",
            "soort",
            "rechtbank",
            "beschikkingsnummer",
            "beschikking_op",
            "kennis_op",
            "begin",
            "einde",
            "bedreigingen",
        ]
        field_classes = {"kind": NaamKeuze, "soort": Soortkeuze}
        widgets = {"bedreigingen": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "einde": "Zoals in de beschikking staat. Leeg laten als er geen einde in staat, zoals bij voogdij.",
            "bedreigingen": "Schrijf ze over uit de beschikking, één per regel.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eerst = ["kind", "soort"]
        if self.is_verlenging:
            for naam in eerst:
                del self.fields[naam]
            eerst = []
        self.helper.layout = Layout(
            Fieldset("De maatregel", *eerst, Row("begin", "einde")),
            Fieldset(
                "De beschikking",
                Row("rechtbank", "beschikkingsnummer"),
                Row("beschikking_op", "kennis_op"),
                "bedreigingen",
            ),
        )

    @property
    def is_verlenging(self) -> bool:
        return self.instance._state.adding and self.instance.verlengt_id is not None

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        self.niet_voor("einde", "begin", "De einddatum ligt voor de begindatum.")
        vorige = self.instance.verlengt if self.is_verlenging else None
        if vorige is not None:
            if vorige.verlengingen.exists():
                self.add_error(None, "Deze maatregel is al verlengd. Verleng de nieuwste.")
            if schoon.get("begin") and schoon["begin"] <= vorige.begin:
                self.add_error("begin", "De verlenging begint na het begin van de vorige maatregel.")
        elif {"kind", "soort", "begin"} <= schoon.keys() and self.staat_er_al(schoon):
            self.add_error("soort", "Deze maatregel staat er al, met dezelfde begindatum.")
        if "kind" in self.changed_data and self.instance.pk and self.hangt_iets_aan():
            self.add_error("kind", "Aan deze maatregel hangt al iets voor dit kind. Voeg een nieuwe maatregel toe.")
        return schoon

    def staat_er_al(self, schoon: dict[str, Any]) -> bool:
        zelfde = self.gezin.maatregelen.filter(kind=schoon["kind"], soort=schoon["soort"], begin=schoon["begin"])
        return zelfde.exclude(pk=self.instance.pk).exists()

    def hangt_iets_aan(self) -> bool:
        maatregel = self.instance
        return any(rijen.exists() for rijen in (maatregel.machtigingen, maatregel.aanwijzingen, maatregel.verlengingen))


class MaatregelEindeForm(Rijformulier[Maatregel]):
    class Meta:
        model = Maatregel
        fields = ["beeindigd_op", "reden_einde"]
        labels = {"beeindigd_op": "geëindigd op"}
        field_classes = {"reden_einde": Soortkeuze}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.required = True
        if self.instance.beeindigd_op is None:
            self.initial["beeindigd_op"] = min(self.instance.einde or date.max, timezone.localdate())
        reden = self.fields["reden_einde"]
        if isinstance(reden, forms.ModelChoiceField):
            reden.queryset = RedenEindeMaatregel.objects.voor(self.instance.soort_id)

    def clean_beeindigd_op(self) -> date:
        dag: date = self.cleaned_data["beeindigd_op"]
        if dag < self.instance.begin:
            raise forms.ValidationError(f"De maatregel begon pas op {self.instance.begin:%d-%m-%Y}.")
        if self.instance.einde is not None and dag > self.instance.einde:
            raise forms.ValidationError(f"De maatregel liep tot en met {self.instance.einde:%d-%m-%Y}.")
        return dag


class MachtigingForm(Rijformulier[Machtiging]):
    class Meta:
        model = Machtiging
        fields = [
            "kind",
            "soort",
            "maatregel",
            "beschikkingsnummer",
            "beschikking_op",
            "begin",
            "einde",
            "uitgevoerd_op",
        ]
        field_classes = {"kind": NaamKeuze, "soort": Soortkeuze, "maatregel": Maatregelkeuze}
        help_texts = {"maatregel": "De OTS of voogdij waar deze machtiging bij hoort."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eerst = ["kind", "soort", "maatregel"]
        if self.is_verlenging:
            del self.fields["kind"]
            del self.fields["soort"]
            eerst = ["maatregel"]
        self.helper.layout = Layout(
            Fieldset("De machtiging", *eerst, Row("begin", "einde"), "uitgevoerd_op"),
            Fieldset("De beschikking", Row("beschikkingsnummer", "beschikking_op")),
        )

    @property
    def is_verlenging(self) -> bool:
        return self.instance._state.adding and self.instance.verlengt_id is not None

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        self.niet_voor("einde", "begin", "De einddatum ligt voor de begindatum.")
        self.niet_voor("uitgevoerd_op", "begin", "De machtiging was toen nog niet begonnen.")
        self.zelfde_kind("maatregel")
        vorige = self.instance.verlengt if self.is_verlenging else None
        if vorige is not None and vorige.verlengingen.exists():
            self.add_error(None, "Deze machtiging is al verlengd. Verleng de nieuwste.")
        return schoon


class MachtigingEindeForm(Rijformulier[Machtiging]):
    class Meta:
        model = Machtiging
        fields = ["beeindigd_op"]
        labels = {"beeindigd_op": "geëindigd op"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beeindigd_op"].required = True
        if self.instance.beeindigd_op is None:
            self.initial["beeindigd_op"] = min(self.instance.einde, timezone.localdate())

    def clean_beeindigd_op(self) -> date:
        dag: date = self.cleaned_data["beeindigd_op"]
        if not self.instance.begin <= dag <= self.instance.einde:
            van, tot = self.instance.begin, self.instance.einde
            raise forms.ValidationError(f"De machtiging loopt van {van:%d-%m-%Y} tot en met {tot:%d-%m-%Y}.")
        return dag


class ZittingForm(Rijformulier[Zitting]):
    op = forms.SplitDateTimeField(
        label="Dag en tijd",
        help_text="dd-mm-jjjj en de tijd, zoals 13:30",
        widget=forms.SplitDateTimeWidget(date_attrs={"class": "datumveld"}, time_format="%H:%M"),
    )

    class Meta:
        model = Zitting
        fields = ["op", "rechtbank", "onderwerp", "kind", "maatregel", "uitkomst", "toelichting"]
        field_classes = {"kind": NaamKeuze, "maatregel": Maatregelkeuze}
        widgets = {"toelichting": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"uitkomst": "Vul dit in na de zitting."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("De zitting", "op", "onderwerp", "rechtbank", Row("kind", "maatregel")),
            Fieldset("De uitkomst", "uitkomst", "toelichting"),
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        self.zelfde_kind("maatregel")
        return schoon


class AanwijzingForm(Rijformulier[SchriftelijkeAanwijzing]):
    class Meta:
        model = SchriftelijkeAanwijzing
        fields = [
            "maatregel",
            "aan",
            "tekst",
            "verzonden_op",
            "intrekking_gevraagd_op",
            "beantwoord_op",
            "ingetrokken_op",
        ]
        field_classes = {"maatregel": Maatregelkeuze, "aan": NaamKeuze}
        widgets = {"tekst": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "verzonden_op": "Na deze dag kan de ouder of de jeugdige twee weken naar de rechter (BW 1:264).",
            "intrekking_gevraagd_op": "Daarna heeft u twee weken om te antwoorden (BW 1:265).",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("De aanwijzing", "maatregel", "aan", "tekst", "verzonden_op"),
            Fieldset("Daarna", Row("intrekking_gevraagd_op", "beantwoord_op"), "ingetrokken_op"),
        )

    def rijen_voor(self, model: type[models.Model]) -> models.QuerySet[Any]:
        rijen = super().rijen_voor(model)
        return rijen.filter(soort__in=OTS_CODES) if model is Maatregel else rijen

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        self.niet_voor("intrekking_gevraagd_op", "verzonden_op", "De aanwijzing was toen nog niet verzonden.")
        self.niet_voor("ingetrokken_op", "verzonden_op", "De aanwijzing was toen nog niet verzonden.")
        return schoon


class VerblijfForm(Rijformulier[Verblijf]):
    vorige_eindigt = forms.BooleanField(
        label="Het vorige verblijf eindigt de dag ervoor",
        help_text="Dit geldt als het kind hier 7 nachten per week verblijft.",
        required=False,
        initial=True,
    )

    class Meta:
        model = Verblijf
        fields = ["kind", "soort", "waar", "nachten", "vanaf", "tot", "machtiging", "reden"]
        field_classes = {"kind": NaamKeuze, "soort": Soortkeuze, "machtiging": Maatregelkeuze}
        widgets = {"nachten": forms.NumberInput(attrs={"min": 0, "max": 7})}
        help_texts = {"machtiging": "Kies de machtiging als de rechter het verblijf buiten huis heeft toegestaan."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        laatst = ["vorige_eindigt"]
        if not self.instance._state.adding:
            del self.fields["vorige_eindigt"]
            laatst = []
        self.helper.layout = Layout(
            Fieldset("Waar verblijft het kind", "kind", "soort", "waar", "nachten"),
            Fieldset("Wanneer en waarom", Row("vanaf", "tot"), *laatst, "reden", "machtiging"),
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        self.niet_voor("tot", "vanaf", "De einddatum ligt voor de begindatum.")
        self.zelfde_kind("machtiging")
        return schoon

    def leg_vast(self, door_id: int) -> Verblijf | None:
        """Save, with what the stay means for the one before and for its machtiging."""
        with transaction.atomic():
            verblijf = bewaar(self)
            if verblijf is not None:
                verblijf.volg_op(einde_vorige=self.cleaned_data.get("vorige_eindigt", False), door_id=door_id)
        return verblijf


def beginwaarden(gevraagd: str) -> dict[str, Any]:
    """Initial values of a form that is opened from the card of one child, `?kind=12`; anything else gives none."""
    return {"kind": int(gevraagd)} if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 19 else {}
