"""The page at the table: who is there, each resultaat and each child last time and now, agreements, and the next date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BoundField
from django.utils import timezone

from gezinnen.forms.afspraken import Dagveld, Tijdveld
from gezinnen.forms.overleg import GastenFormSet, gasten_van, moment
from gezinnen.genodigden import stoelen
from gezinnen.models import Gezinslid, Oordeel, Overlegafspraak, ResultaatStatus, Uitvoerdersoverleg
from gezinnen.models.plan import PlanGeweigerd
from gezinnen.models.uitvoerdersoverleg import OverlegGeweigerd
from veiligheid.forms.meten import ZONDER_CIJFER
from veiligheid.forms.metingen import Tekst
from veiligheid.models import Gever, MetingSoort, waarom_reden
from veiligheid.overleg import WIE_GEEFT, Besproken, Gehouden, Kindcijfer, NieuweAfspraak, houd_overleg
from veiligheid.overlegbeeld import Overlegbeeld, Resultaatbeeld

GEDAAN, VERVALLEN = "gedaan", "vervallen"
VREEMD = "Een van deze regels hoort niet (meer) bij dit gezin. Laad de pagina opnieuw en vul aan."


def tekstveld(label: str, lengte: int = 2000, rijen: int = 2) -> Tekst:
    return Tekst(label=label, required=False, max_length=lengte, widget=forms.Textarea(attrs={"rows": rijen}))


def cijferveld(label: str, vorig: int | None, *, lijn: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text="" if vorig is None or lijn else f"Vorige keer een {vorig}.",
        required=False,
        choices=[*([] if lijn else [("", "–")]), *((n, str(n)) for n in range(11))],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect(attrs={"class": "keuze lijn"}) if lijn else forms.Select,
        error_messages={"invalid_choice": "Kies een cijfer van 0 tot en met 10."},
    )


class AfspraakForm(forms.Form):
    """Who does what before when."""

    use_required_attribute = False
    zonder_verplichting = True

    wie = forms.CharField(label="Wie", max_length=160, required=False)
    wat = forms.CharField(label="Doet wat", max_length=300, required=False)
    uiterlijk = Dagveld(label="Uiterlijk", verleden=False, required=False)

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        gegeven = {naam for naam in self.fields if self.cleaned_data.get(naam)}
        for naam, fout in (("wie", "Vul in wie dit doet."), ("wat", "Vul in wat er gebeurt.")):
            if gegeven and naam not in gegeven and naam not in self.errors:
                self.add_error(naam, fout)
        return schoon


AfsprakenFormSet = forms.formset_factory(AfspraakForm, extra=2, max_num=15, validate_max=True, absolute_max=30)


@dataclass(frozen=True)
class Resultaatrij:
    beeld: Resultaatbeeld
    velden: list[BoundField]
    waarneming: list[BoundField]


@dataclass(frozen=True)
class Kindrij:
    kind: Gezinslid
    cijfers: list[BoundField]
    reden: BoundField


@dataclass(frozen=True)
class Afspraakrij:
    afspraak: Overlegafspraak
    veld: BoundField


class HoudForm(forms.Form):
    use_required_attribute = False
    zonder_verplichting = True

    dag = Dagveld(label="Dag", verleden=True)
    tijd = Tijdveld(label="Hoe laat")
    aanwezig = forms.MultipleChoiceField(
        label="Wie zijn er",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies mensen van dit gezin."},
    )
    verslag = tekstveld("Wat is er verder besproken", 20000, 6)
    volgende_dag = Dagveld(label="Volgende overleg", verleden=False, required=False)
    volgende_tijd = Tijdveld(label="Hoe laat", required=False)

    def __init__(self, *args: Any, beeld: Overlegbeeld, ik: int, **kwargs: Any) -> None:
        self.beeld = beeld
        self.stoelen = {s.sleutel: s for s in stoelen(beeld.gezin, ook=beeld.deelnemers, ik=ik)}
        kwargs["initial"] = self._begin(beeld.overleg)
        super().__init__(*args, **kwargs)
        veld = self.fields["aanwezig"]
        assert isinstance(veld, forms.MultipleChoiceField)  # noqa: S101
        veld.choices = [(s.sleutel, s.label) for s in self.stoelen.values()]
        for rij in beeld.resultaten:
            self._voeg_resultaat_toe(rij)
        for kind in beeld.kinderen:
            self._voeg_kind_toe(kind)
        for afspraak in beeld.open_afspraken:
            self.fields[f"afspraak_{afspraak.pk}"] = forms.ChoiceField(
                label=f"{afspraak.wie}: {afspraak.wat}",
                required=False,
                choices=[("", "staat nog open"), (GEDAAN, "gedaan"), (VERVALLEN, "niet meer nodig")],
                widget=forms.RadioSelect(attrs={"class": "keuze"}),
                initial="",
            )

    def _begin(self, overleg: Uitvoerdersoverleg) -> dict[str, Any]:
        op = timezone.localtime(min(overleg.op, timezone.now()))
        begin = {"dag": op.date(), "tijd": op.time().replace(second=0, microsecond=0)}
        self.al_gepland = overleg.gezin.uitvoerdersoverleggen.gepland().exclude(pk=overleg.pk).first()
        if self.al_gepland is None and self.beeld.voorstel >= timezone.localdate():
            uur = timezone.localtime(overleg.op).time().replace(second=0, microsecond=0)
            begin |= {"volgende_dag": self.beeld.voorstel, "volgende_tijd": uur}
        return begin

    def _voeg_resultaat_toe(self, rij: Resultaatbeeld) -> None:
        nr = rij.stam_id
        self.fields[f"cijfer_{nr}"] = cijferveld("Cijfer nu", rij.cijfer, lijn=True)
        self.fields[f"gezin_{nr}"] = tekstveld("Wat zegt het gezin")
        self.fields[f"hulp_{nr}"] = tekstveld("Wat zegt de hulpverlener")
        self.fields[f"status_{nr}"] = forms.ChoiceField(
            label="Hoe staat het",
            required=False,
            choices=ResultaatStatus.choices,
            initial=rij.resultaat.status,
            widget=forms.RadioSelect(attrs={"class": "keuze"}),
        )
        if rij.compensatie:
            self.fields[f"oordeel_{nr}"] = forms.ChoiceField(
                label=f"U neemt waar sinds {rij.compensatie.sinds:%d-%m-%Y}. Hoe gaat het verder",
                required=False,
                choices=Oordeel.choices,
                help_text=f"Dit hoort te doen: {rij.compensatie.hoort}.",
                widget=forms.RadioSelect(attrs={"class": "keuze"}),
            )
            self.fields[f"laatste_dag_{nr}"] = Dagveld(label="U deed het tot en met", verleden=True, required=False)
            self.fields[f"waarneming_{nr}"] = tekstveld("Wat is daarover afgesproken", 1000)

    def _voeg_kind_toe(self, kind: Gezinslid) -> None:
        for gever, soort in gevers(kind):
            vorig = self.beeld.laatste_nu.get((kind.pk, gever.value, soort.value))
            label = gever.label if soort == MetingSoort.ACTUEEL else f"{gever.label}, blijvend"
            self.fields[f"kind_{kind.pk}_{gever}_{soort}"] = cijferveld(label, vorig.cijfer if vorig else None)
        self.fields[f"kind_{kind.pk}_reden"] = tekstveld("Waarom geeft de gezinsmanager dit cijfer")

    def resultaatrijen(self) -> Iterator[Resultaatrij]:
        for rij in self.beeld.resultaten:
            nr = rij.stam_id
            velden = [self[f"{naam}_{nr}"] for naam in ("cijfer", "gezin", "hulp", "status")]
            namen = ("oordeel", "laatste_dag", "waarneming") if rij.compensatie else ()
            yield Resultaatrij(rij, velden, [self[f"{naam}_{nr}"] for naam in namen])

    def kindrijen(self) -> Iterator[Kindrij]:
        for kind in self.beeld.kinderen:
            velden = [self[f"kind_{kind.pk}_{gever}_{soort}"] for gever, soort in gevers(kind)]
            yield Kindrij(kind, velden, self[f"kind_{kind.pk}_reden"])

    def afspraakrijen(self) -> Iterator[Afspraakrij]:
        for afspraak in self.beeld.open_afspraken:
            yield Afspraakrij(afspraak, self[f"afspraak_{afspraak.pk}"])

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if self._vreemd():
            self.add_error(None, VREEMD)
        if {"dag", "tijd"} <= schoon.keys() and self.op > timezone.now():
            self.add_error("tijd", "Deze tijd is nog niet geweest.")
        for rij in self.beeld.resultaten:
            self._controleer_resultaat(rij)
        for kind in self.beeld.kinderen:
            self._controleer_kind(kind)
        self._controleer_volgende()
        return schoon

    def _vreemd(self) -> bool:
        """Text or a mark was sent for a resultaat or child that is not on this page."""
        begin = ("cijfer_", "gezin_", "hulp_", "kind_", "oordeel_", "waarneming_")
        return any(
            str(naam).startswith(begin) and waarde and naam not in self.fields for naam, waarde in self.data.items()
        )

    def _controleer_resultaat(self, rij: Resultaatbeeld) -> None:
        nr, gegeven = rij.stam_id, self.cleaned_data
        anders = gegeven.get(f"status_{nr}") not in ("", None, rij.resultaat.status)
        woorden = gegeven.get(f"gezin_{nr}") or gegeven.get(f"hulp_{nr}")
        if gegeven.get(f"cijfer_{nr}") is None and (woorden or anders) and f"cijfer_{nr}" not in self.errors:
            self.add_error(f"cijfer_{nr}", "Kies ook een cijfer voor dit resultaat.")
        if not rij.compensatie:
            return
        oordeel, dag = gegeven.get(f"oordeel_{nr}"), gegeven.get(f"laatste_dag_{nr}")
        if not oordeel and (dag or gegeven.get(f"waarneming_{nr}")):
            self.add_error(f"oordeel_{nr}", "Kies of het doorloopt of is overgenomen.")
        if dag and oordeel == Oordeel.LOOPT_DOOR:
            self.add_error(f"laatste_dag_{nr}", "Vul deze dag alleen in als het is overgenomen.")
        elif dag and dag < rij.compensatie.sinds:
            self.add_error(f"laatste_dag_{nr}", "Deze dag ligt voor het begin van het waarnemen.")

    def _controleer_kind(self, kind: Gezinslid) -> None:
        reden_veld, plek = f"kind_{kind.pk}_reden", (kind.pk, Gever.GEZINSMANAGER.value, MetingSoort.ACTUEEL.value)
        cijfer = self.cleaned_data.get(f"kind_{kind.pk}_{Gever.GEZINSMANAGER}_{MetingSoort.ACTUEEL}")
        reden = self.cleaned_data.get(reden_veld)
        if cijfer is None:
            if reden and not any(c.gever == Gever.GEZINSMANAGER for c in self._cijfers_van(kind)):
                self.add_error(reden_veld, ZONDER_CIJFER)
            return
        vorig = self.beeld.laatste_nu.get(plek)
        mist = waarom_reden(MetingSoort.ACTUEEL, Gever.GEZINSMANAGER, cijfer, vorig.cijfer if vorig else None)
        if mist and not reden and reden_veld not in self.errors:
            self.add_error(reden_veld, mist)

    def _controleer_volgende(self) -> None:
        dag, tijd = self.cleaned_data.get("volgende_dag"), self.cleaned_data.get("volgende_tijd")
        if (dag is None) == (tijd is None):
            if dag and moment(dag, tijd) <= timezone.now():
                self.add_error("volgende_tijd", "Deze tijd is al geweest.")
            return
        leeg = "volgende_dag" if dag is None else "volgende_tijd"
        if leeg not in self.errors:
            self.add_error(leeg, "Vul dag en tijd in, of maak beide leeg.")

    @property
    def op(self) -> datetime:
        return moment(self.cleaned_data["dag"], self.cleaned_data["tijd"])

    @property
    def volgende(self) -> datetime | None:
        dag = self.cleaned_data.get("volgende_dag")
        return moment(dag, self.cleaned_data["volgende_tijd"]) if dag else None

    def besproken(self) -> Iterator[Besproken]:
        for rij in self.beeld.resultaten:
            gegeven = {
                naam.rpartition("_")[0]: w for naam, w in self.cleaned_data.items() if naam.endswith(f"_{rij.stam_id}")
            }
            oordeel = gegeven.get("oordeel", "")
            if gegeven["cijfer"] is not None or oordeel:
                yield Besproken(
                    rij.resultaat,
                    status=gegeven["status"] or rij.resultaat.status,
                    cijfer=gegeven["cijfer"],
                    woorden_gezin=gegeven["gezin"],
                    woorden_hulpverlener=gegeven["hulp"],
                    compensatie=rij.compensatie,
                    oordeel=oordeel,
                    woorden_waarneming=gegeven.get("waarneming", ""),
                    laatste_dag=gegeven.get("laatste_dag"),
                )

    def _cijfers_van(self, kind: Gezinslid) -> Iterator[Kindcijfer]:
        reden = self.cleaned_data.get(f"kind_{kind.pk}_reden", "")
        for gever, soort in gevers(kind):
            cijfer = self.cleaned_data.get(f"kind_{kind.pk}_{gever}_{soort}")
            if cijfer is not None:
                yield Kindcijfer(kind, gever, soort, cijfer, reden if gever == Gever.GEZINSMANAGER else "")

    def cijfers(self) -> list[Kindcijfer]:
        return [cijfer for kind in self.beeld.kinderen for cijfer in self._cijfers_van(kind)]

    def afgehandeld(self) -> dict[Overlegafspraak, bool]:
        keuzes = {a: self.cleaned_data.get(f"afspraak_{a.pk}") for a in self.beeld.open_afspraken}
        return {afspraak: keuze == GEDAAN for afspraak, keuze in keuzes.items() if keuze}


def gevers(kind: Gezinslid) -> list[tuple[Gever, MetingSoort]]:
    """Who is asked for a mark of this child; an unborn child gives none itself."""
    return [(g, s) for g, s in WIE_GEEFT if not (kind.is_ongeboren and g == Gever.JEUGDIGE)]


class Houddeel:
    """The form with its two lists: guests who came, and new agreements."""

    def __init__(self, overleg: Uitvoerdersoverleg, data: Any = None, *, ik: int) -> None:
        self.overleg = overleg
        self.beeld = Overlegbeeld(overleg)
        self.form = HoudForm(data, beeld=self.beeld, ik=ik)
        self.gasten = GastenFormSet(data, prefix="gast")
        self.afspraken = AfsprakenFormSet(data, prefix="nieuw")

    def formulierdelen(self) -> list[Any]:
        return [self.form, self.gasten, self.afspraken]

    def is_valid(self) -> bool:
        oordelen = [deel.is_valid() for deel in self.formulierdelen()]
        goed = all(oordelen)
        if goed and not self.aanwezig():
            self.form.add_error("aanwezig", "Kies wie erbij was. Zonder mensen is er geen overleg.")
        return goed and not self.form.errors

    def aanwezig(self) -> list[Any]:
        gekozen = [self.form.stoelen[sleutel].genodigde for sleutel in self.form.cleaned_data["aanwezig"]]
        return [*gekozen, *gasten_van(self.gasten)]

    def houd(self, *, door_id: int) -> bool:
        """Write all or nothing; False when the domain refuses, then the reason stands in the form."""
        rijen = [form.cleaned_data for form in self.afspraken.forms]
        wat = Gehouden(
            op=self.form.op,
            aanwezig=self.aanwezig(),
            verslag=self.form.cleaned_data["verslag"],
            besproken=list(self.form.besproken()),
            cijfers=self.form.cijfers(),
            afspraken=[NieuweAfspraak(rij["wat"], rij["wie"], rij["uiterlijk"]) for rij in rijen if rij.get("wat")],
            afgehandeld=self.form.afgehandeld(),
            volgende=self.form.volgende,
        )
        try:
            with transaction.atomic():
                houd_overleg(self.overleg, wat, door_id=door_id)
        except (OverlegGeweigerd, PlanGeweigerd) as fout:
            self.form.add_error(None, str(fout))
        except ValidationError as fout:
            self.form.add_error(None, fout.messages)
        else:
            return True
        self.overleg.refresh_from_db()
        return False
