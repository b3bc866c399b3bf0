"""The forms of a contact. Two minutes: what is known stands ready, what is optional may stay empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crispy_forms.layout import Div, Field, Fieldset, Layout, Row
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from gezinnen.forms.afspraken import Dagveld, Tijdveld
from gezinnen.models import Contactmoment, ContactSoort, Gezien, Gezin, Gezinslid, Resultaat, ResultaatStatus
from gezinnen.models.contact import Aanwezigen
from ggw.database.geschreven import eenmaal_geschreven
from veiligheid.forms.metingen import VREEMD_KIND, CijfersPerKind, Tekst

VREEMD_MENS = "Kies mensen van dit gezin."
GEZIEN_KEUZES = [("", "niet gezien"), (Gezien.GEZIEN, "gezien"), (Gezien.GESPROKEN, "gesproken")]


class Nummers(forms.TypedMultipleChoiceField):
    """Checkboxes whose values are ids; an id that was not offered is no valid choice."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, fout: str = "Deze keuze is er niet (meer). Kies opnieuw.", **kwargs: Any) -> None:
        super().__init__(required=False, coerce=int, error_messages={"invalid_choice": fout}, **kwargs)


class NummersForm(CijfersPerKind):
    def bied_aan(self, naam: str, keuzes: list[tuple[int, str]]) -> None:
        """Set the choices of a `Nummers` field; without choices it is not on the page."""
        veld = self.fields[naam]
        assert isinstance(veld, Nummers)  # noqa: S101
        veld.choices = keuzes
        if not keuzes and naam not in self.data:
            del self.fields[naam]


class AanwezigheidForm(NummersForm):
    """Who was there, who was missing, which children were seen, and the text: what can be changed afterwards too."""

    zonder_verplichting = True

    leden = Nummers(label="Wie waren erbij", fout=VREEMD_MENS)
    netwerk = Nummers(label="Wie uit het netwerk was erbij", fout=VREEMD_MENS)
    gemist = Nummers(label="Wie was er niet, maar had erbij moeten zijn", fout=VREEMD_MENS)
    tekst = Tekst(
        label="Wat is er gezegd en gezien",
        required=False,
        max_length=30000,
        help_text=(
            "Selecteer een stuk tekst om het feit, mening of afspraak te noemen. Typen mag ook: [feit: …], "
            "[mening van moeder: …], [afspraak: …]. Dat mag ook later, en de tekst mag leeg blijven."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "data-tekstmerken": ""}),
    )

    def zet_mensen(self, gezin: Gezin, ook: Aanwezigen | None = None) -> None:
        """Offer who belongs to the family today, and (`ook`) who stood at the contact before."""
        ook = ook or Aanwezigen()
        stonden_er = gezin.leden.filter(pk__in={*ook.leden, *ook.gemist, *ook.gezien})
        leden = list(gezin.leden.huidig().filter(overleden_op__isnull=True) | stonden_er)
        volwassen = [lid for lid in leden if not lid.is_jeugdige or lid.pk in ook.leden]
        self.geboren = [lid for lid in leden if (lid.is_jeugdige and not lid.verwachte_datum) or lid.pk in ook.gezien]
        self.namen = {lid.pk: lid.naam for lid in leden}
        netwerk = gezin.netwerk.filter(Q(tot__isnull=True) | Q(tot__gte=timezone.localdate()) | Q(pk__in=ook.netwerk))
        self.bied_aan("leden", [(lid.pk, mens(lid.naam, lid.get_rol_display())) for lid in volwassen])
        self.bied_aan("netwerk", [(n.pk, mens(n.naam, n.get_soort_display())) for n in netwerk])
        allen = {lid.pk: mens(lid.naam, lid.get_rol_display()) for lid in (*volwassen, *self.geboren)}
        self.bied_aan("gemist", list(allen.items()))
        for kind in self.geboren:
            self.fields[f"gezien_{kind.pk}"] = forms.ChoiceField(
                label=f"{kind.roepnaam}, {kind.leeftijd_tekst}",
                choices=GEZIEN_KEUZES,
                required=False,
                initial=ook.gezien.get(kind.pk, ""),
                widget=forms.RadioSelect(attrs={"class": "keuze"}),
            )

    def mensenrijen(self) -> list[Any]:
        er = [naam for naam in ("leden", "netwerk", "gemist") if naam in self.fields]
        naast = [Row(*er, css_class="bovenaan")] if er else []
        kinderen = [Field(f"gezien_{kind.pk}", wrapper_class="kind") for kind in self.geboren]
        return naast + (
            [Fieldset("Welke kinderen hebt u gezien of gesproken", Div(*kinderen, css_class="kindrijen"))]
            if kinderen
            else []
        )

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        vreemd = {s for s in self.data if str(s).startswith("gezien_")} - {f"gezien_{kind.pk}" for kind in self.geboren}
        if vreemd:
            self.add_error(None, VREEMD_KIND)
        er = {*self.cleaned_data.get("leden", ()), *self.gezien()}
        dubbel = [self.namen[pk] for pk in self.cleaned_data.get("gemist", ()) if pk in er]
        if dubbel:
            self.add_error("gemist", f"{', '.join(dubbel)}: kies ‘erbij’ of ‘niet erbij’, niet allebei.")
        return schoon

    def gezien(self) -> dict[int, str]:
        velden = {kind.pk: self.cleaned_data.get(f"gezien_{kind.pk}", "") for kind in self.geboren}
        return {pk: hoe for pk, hoe in velden.items() if hoe}

    def aanwezigen(self) -> Aanwezigen:
        gekozen = {n: frozenset(self.cleaned_data.get(n, ())) for n in ("leden", "netwerk", "gemist")}
        return Aanwezigen(**gekozen, gezien=self.gezien())

    def controleer_soort(self, soort: str) -> None:
        """What cannot be at this kind of contact."""
        for pk, hoe in self.gezien().items():
            if soort == ContactSoort.NIET_VERSCHENEN:
                self.add_error(f"gezien_{pk}", "Bij ‘niet verschenen of niet thuis’ hebt u dit kind niet gezien.")
            elif soort == ContactSoort.TELEFOON and hoe == Gezien.GEZIEN:
                self.add_error(
                    f"gezien_{pk}", "Aan de telefoon ziet u een kind niet. Kies ‘gesproken’ of ‘niet gezien’."
                )
        if soort == ContactSoort.NIET_VERSCHENEN and self.cleaned_data.get("leden"):
            self.add_error("leden", "Bij ‘niet verschenen of niet thuis’ was er niemand van het gezin.")


class ContactForm(AanwezigheidForm):
    """A new contact, with the marks for who may give them."""

    dag = Dagveld(label="Wanneer", verleden=True)
    tijd = Tijdveld(label="Hoe laat")
    soort = forms.ChoiceField(
        label="Soort contact",
        choices=[("", "Kies"), *ContactSoort.choices],
        error_messages={
            "required": "Kies wat voor contact het was.",
            "invalid_choice": "Kies wat voor contact het was.",
        },
    )
    resultaten = Nummers(label="Over welk resultaat uit het gezinsplan ging het")
    bodemeisen = Nummers(label="Over welke bodemeis uit het veiligheidsplan ging het")

    def __init__(self, *args: Any, gezin: Gezin, met_cijfers: bool, **kwargs: Any) -> None:
        nu = timezone.localtime()
        kwargs["initial"] = {"dag": nu.date(), "tijd": nu.time(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.zet_mensen(gezin)
        if met_cijfers:
            self.voeg_cijfers_toe(gezin, verplicht=self.data.get("soort") != ContactSoort.NIET_VERSCHENEN)
        self.bied_aan("resultaten", resultaatkeuzes(gezin))
        self.bied_aan("bodemeisen", bodemeiskeuzes(gezin))
        self.helper.layout = Layout(
            Row("dag", "tijd", "soort"),
            *self.mensenrijen(),
            *(
                [Fieldset("Hoe veilig is het nu", Div(*self.cijferrijen(), css_class="kindrijen"))]
                if self.kinderen
                else []
            ),
            "tekst",
            *[naam for naam in ("resultaten", "bodemeisen") if naam in self.fields],
        )

    @property
    def op(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["dag"], self.cleaned_data["tijd"]))

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        self._controleer_moment()
        soort = self.cleaned_data.get("soort", "")
        self.controleer_soort(soort)
        if soort == ContactSoort.NIET_VERSCHENEN and not self.errors:
            for cijfer in self.cijfers():
                self.add_error(
                    f"kind_{cijfer.kind_id}_keuze", "Bij ‘niet verschenen of niet thuis’ geeft u geen cijfer."
                )
        return schoon

    def _controleer_moment(self) -> None:
        if {"dag", "tijd"} <= self.cleaned_data.keys() and self.op > timezone.now():
            self.add_error("tijd", "Deze tijd ligt in de toekomst.")


class ContactWijzigForm(AanwezigheidForm):
    """Text and presence of a contact; when, kind and marks stay as they were recorded."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, contact: Contactmoment, **kwargs: Any) -> None:
        wie = contact.aanwezigen
        kwargs["initial"] = {
            "tekst": contact.tekst,
            "versie": contact.versie,
            "leden": sorted(wie.leden),
            "netwerk": sorted(wie.netwerk),
            "gemist": sorted(wie.gemist),
        }
        super().__init__(*args, **kwargs)
        self.contact = contact
        self.zet_mensen(contact.gezin, wie)
        self.helper.layout = Layout("versie", *self.mensenrijen(), "tekst")

    def clean(self) -> dict[str, Any] | None:
        schoon = super().clean()
        self.controleer_soort(self.contact.soort)
        return schoon


class ContactFilter(forms.Form):
    """Filter of the list; what is not a valid choice filters nothing."""

    zonder_verplichting = True
    use_required_attribute = False

    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "alle"), *ContactSoort.choices])
    kind = forms.TypedChoiceField(label="Kind gezien of gesproken", required=False, coerce=int, empty_value=None)
    resultaat = forms.TypedChoiceField(label="Over resultaat", required=False, coerce=int, empty_value=None)
    zoek = forms.CharField(label="Zoek in de tekst", required=False, max_length=100)

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resultaten = [(r.stam_of_zelf_id, kort(r.wat)) for r in alle_resultaten(gezin.pk)]
        self._opties("kind", [(kind.pk, kind.roepnaam) for kind in alle_kinderen(gezin.pk)])
        self._opties("resultaat", list(dict(reversed(resultaten)).items()))

    def _opties(self, naam: str, keuzes: Iterable[tuple[int, str]]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.TypedChoiceField)  # noqa: S101
        veld.choices = [("", "alle"), *keuzes]


@eenmaal_geschreven
def alle_kinderen(gezin_id: int) -> QuerySet[Gezinslid]:
    return Gezinslid.objects.filter(gezin=gezin_id, is_jeugdige=True, verwachte_datum__isnull=True)


@eenmaal_geschreven
def alle_resultaten(gezin_id: int) -> QuerySet[Resultaat]:
    """Those of the newest plan first."""
    return Resultaat.objects.filter(gezin=gezin_id).order_by("-plan_id", "id")


FILTERVRAGEN = (alle_kinderen, alle_resultaten)
"""What ContactFilter asks of a family."""


def resultaatkeuzes(gezin: Gezin) -> list[tuple[int, str]]:
    """Running results of the plan in force, by the id of their first appearance."""
    plan = gezin.gezinsplannen.geldend()
    lopend = plan.resultaten.filter(status=ResultaatStatus.LOOPT) if plan else ()
    return [(resultaat.stam_of_zelf_id, kort(resultaat.wat)) for resultaat in lopend]


def bodemeiskeuzes(gezin: Gezin) -> list[tuple[int, str]]:
    plan = gezin.veiligheidsplannen.geldend()
    return [(eis.pk, kort(eis.eis)) for eis in plan.bodemeisen.all()] if plan else []


def mens(naam: str, rol: str) -> str:
    """ "Leila (ouder)", but "JIM" stays JIM."""
    rol = rol.partition(" (")[0]
    return f"{naam} ({rol[0].lower() + rol[1:] if rol[1:2].islower() else rol})"


def kort(tekst: str) -> str:
    return Truncator(" ".join(tekst.split())).chars(120)
