"""Forms for help without a SPIC, for judging whether help fits, and for the visits of a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from gezinnen.forms.afspraken import Dagveld
from gezinnen.forms.kwesties import Resultaatkeuze
from gezinnen.forms.leden import GezinsFormulier, NaamKeuze, NaamKeuzes, is_telefoonnummer
from gezinnen.models import Gezinslid, Netwerklid, Resultaat, ResultaatStatus
from spic.models import AndereHulp, Bezoekmaand, Hulpsoort, HulpStatus, Passendheid, Verwijzing, afgesproken_in

MAANDEN_TERUG = 12


class Resultaatkeuzes(forms.ModelMultipleChoiceField[Resultaat]):
    widget = forms.CheckboxSelectMultiple
    label_from_instance = Resultaatkeuze.label_from_instance


def telefoon_klopt(waarde: str) -> str:
    if waarde and not is_telefoonnummer(waarde):
        raise forms.ValidationError("Vul een telefoonnummer in met cijfers, zoals 06 12345678.")
    return waarde


class MetSleutel(forms.ModelForm[Any]):
    """A hidden key, so that the same form sent twice makes one row."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_sleutel(self) -> UUID:
        sleutel: UUID = self.cleaned_data["sleutel"]
        self.instance.sleutel = sleutel
        return sleutel


class AndereHulpForm(GezinsFormulier[AndereHulp]):
    """New and changed alike; what belongs to the state of the help has forms of its own."""

    use_required_attribute = False

    leden = NaamKeuzes(
        queryset=Gezinslid.objects.none(),
        label="Voor wie is de hulp",
        error_messages={"required": "Kies voor wie de hulp is.", "invalid_choice": "Kies iemand uit dit gezin."},
    )
    resultaten = Resultaatkeuzes(
        queryset=Resultaat.objects.none(),
        label="Voor welk resultaat uit het plan",
        required=False,
        error_messages={"invalid_choice": "Kies een resultaat uit het plan dat nu geldt."},
    )
    aangevraagd_op = Dagveld(label="Aangevraagd op", verleden=True)

    class Meta:
        model = AndereHulp
        fields = [
            "soort", "wat_nodig", "organisatie", "contactpersoon", "telefoon", "netwerklid", "uren_per_week", "bezoeken",
            "bezoeken_per", "dubbele_rol", "aangevraagd_op",
        ]  # fmt: skip
        field_classes = {"netwerklid": NaamKeuze}
        labels = {
            "soort": "Welke soort hulp",
            "wat_nodig": "Wat is er nodig",
            "contactpersoon": "Wie helpt daar, als u dat weet",
            "netwerklid": "Of iemand uit het netwerk",
            "uren_per_week": "Uren per week",
            "bezoeken": "Hoeveel bezoeken zijn afgesproken",
            "bezoeken_per": "Per week of per maand",
            "dubbele_rol": "Wie helpt, is ook de trajectbegeleider",
            "volgende_stap": "Wat is de volgende stap",
        }
        help_texts = {
            "netwerklid": "Nodig bij een JIM. Naam en nummer komen dan uit het netwerk.",
            "wat_nodig": "Wat moet er anders worden, in gewone woorden.",
            "volgende_stap": "Bijvoorbeeld: intake, of bellen hoe lang het wachten nog duurt.",
        }
        error_messages = {
            "soort": {"required": "Kies welke soort hulp het is."},
            "wat_nodig": {"required": "Schrijf op wat er nodig is."},
            "uren_per_week": {"invalid": "Schrijf een getal, zoals 10 of 2,5."},
            "bezoeken": {"invalid": "Schrijf een heel getal."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nieuw = self.instance._state.adding
        soort: Any = self.fields["soort"]
        soort.queryset = Hulpsoort.objects.filter(Q(actief=True) | Q(pk=self.instance.soort_id))
        soort.empty_label = "Kies"
        self.fields["aangevraagd_op"].help_text = "dd-mm-jjjj"
        for naam in ("uren_per_week", "bezoeken"):
            self.fields[naam].widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
            self.fields[naam].localize = True
        gevraagd = self.initial.get("leden", [])
        voor = gevraagd if nieuw else list(self.instance.ontvangers.values_list("gezinslid_id", flat=True))
        self.kies("leden", self.gezin.leden.filter(Q(pk__in=self.gezin.leden.huidig()) | Q(pk__in=voor)), voor)
        plan = self.gezin.gezinsplannen.geldend()
        stammen = set() if nieuw else set(self.instance.resultaten.values_list("stam_id", flat=True))
        loopt = Q(status=ResultaatStatus.LOOPT) | Q(pk__in=stammen) | Q(stam__in=stammen)
        resultaten = plan.resultaten.filter(loopt) if plan else Resultaat.objects.none()
        self.kies("resultaten", resultaten, [r.pk for r in resultaten if r.stam_of_zelf_id in stammen])
        if not resultaten:
            self.fields[
                "resultaten"
            ].help_text = "Er loopt nu geen resultaat uit een vastgesteld plan. U kunt dit later invullen."
        self.helper.layout = Layout(
            Fieldset("Welke hulp", "soort", "wat_nodig", "leden", "resultaten"),
            Fieldset("Wie helpt", Row("organisatie", "contactpersoon"), "telefoon", "netwerklid", "dubbele_rol"),
            Fieldset("Wat is afgesproken", Row("uren_per_week", "bezoeken", "bezoeken_per"), "aangevraagd_op"),
        )

    def rijen_voor(self, model: Any) -> Any:
        if model is Netwerklid:
            vandaag = timezone.localdate()
            return self.gezin.netwerk.filter(Q(tot=None) | Q(tot__gte=vandaag) | Q(pk=self.instance.netwerklid_id))
        return super().rijen_voor(model)

    def kies(self, naam: str, rijen: Any, nu: list[int]) -> None:
        self.fields[naam].queryset = rijen  # type: ignore[attr-defined]
        self.initial[naam] = nu

    def clean_telefoon(self) -> str:
        return telefoon_klopt(self.cleaned_data["telefoon"])

    @property
    def stammen(self) -> list[int]:
        return [resultaat.stam_of_zelf_id for resultaat in self.cleaned_data["resultaten"]]


class NieuweHulpForm(AndereHulpForm, MetSleutel):
    """With the key, the next step, and the day it started for help that runs already."""

    volgende_op = Dagveld(label="Wanneer", verleden=False, required=False)
    gestart_op = Dagveld(label="Loopt de hulp al? Sinds wanneer", verleden=True, required=False)

    class Meta(AndereHulpForm.Meta):
        fields = [*AndereHulpForm.Meta.fields, "volgende_stap", "volgende_op"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gestart_op"].help_text = "dd-mm-jjjj. Laat leeg als het gezin nog wacht."
        self.fields["volgende_op"].help_text = "dd-mm-jjjj"
        self.helper.layout.fields[2].fields[-1:] = [Row("aangevraagd_op", "gestart_op")]
        self.helper.layout.fields += [Fieldset("Hoe verder", Row("volgende_stap", "volgende_op")), "sleutel"]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        begin, start = schoon.get("aangevraagd_op"), schoon.get("gestart_op")
        if begin and start and start < begin:
            self.add_error("gestart_op", "De hulp kan niet zijn gestart voordat zij is aangevraagd.")
        return schoon


class Hulpstap(forms.Form):
    """A form about the help that changes no field of its row directly."""

    use_required_attribute = False

    def __init__(self, *args: Any, hulp: AndereHulp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hulp = hulp
        self.helper = FormHelper(self)


class StandForm(Hulpstap):
    """What happened: started, ended, or will not start. `stand` is the state on the screen."""

    wat = forms.ChoiceField(
        label="Wat is er gebeurd",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er is gebeurd.", "invalid_choice": "Dit kan niet (meer) bij deze hulp."},
    )
    op = Dagveld(label="Op welke dag", verleden=True)
    reden = forms.CharField(
        label="Waarom",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als de hulp stopt of niet begint.",
    )

    def __init__(self, *args: Any, hulp: AndereHulp, **kwargs: Any) -> None:
        super().__init__(*args, hulp=hulp, **kwargs)
        wacht = [(HulpStatus.GESTART, "De hulp is gestart"), (HulpStatus.NIET_GESTART, "De hulp komt er niet")]
        loopt = [(HulpStatus.BEEINDIGD, "De hulp is gestopt")]
        keuzes: Any = self.fields["wat"]
        keuzes.choices = wacht if hulp.status == HulpStatus.AANGEVRAAGD else loopt

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("wat") != HulpStatus.GESTART and not schoon.get("reden") and "reden" not in self.errors:
            self.add_error("reden", "Schrijf op waarom.")
        eerste = self.hulp.gestart_op or self.hulp.aangevraagd_op
        if (op := schoon.get("op")) and op < eerste:
            self.add_error("op", f"Kies een dag vanaf {eerste:%d-%m-%Y}.")
        return schoon

    def doe(self, *, door_id: int) -> None:
        wat, op, reden = (self.cleaned_data[naam] for naam in ("wat", "op", "reden"))
        if wat == HulpStatus.GESTART:
            self.hulp.start(op=op, door_id=door_id)
        elif wat == HulpStatus.BEEINDIGD:
            self.hulp.beeindig(op=op, reden=reden, door_id=door_id)
        else:
            self.hulp.niet_gestart(op=op, reden=reden, door_id=door_id)


class TekenForm(Hulpstap):
    op = Dagveld(label="Wanneer hoorde u iets", verleden=True)
    wat = forms.CharField(
        label="Wat hoorde u",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf kort op wat u hoorde."},
    )
    volgende_stap = forms.CharField(label="Wat is de volgende stap", max_length=200, required=False)
    volgende_op = Dagveld(label="Wanneer", verleden=False, required=False)

    def __init__(self, *args: Any, hulp: AndereHulp, **kwargs: Any) -> None:
        vandaag = timezone.localdate()
        komt_nog = hulp.volgende_op and hulp.volgende_op >= vandaag
        nu = {"op": vandaag, "volgende_stap": hulp.volgende_stap, "volgende_op": hulp.volgende_op if komt_nog else None}
        super().__init__(*args, hulp=hulp, initial=nu, **kwargs)
        self.helper.layout = Layout("op", "wat", Row("volgende_stap", "volgende_op"))

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("volgende_op") and not schoon.get("volgende_stap"):
            self.add_error("volgende_stap", "Schrijf op wat de volgende stap is.")
        if (op := schoon.get("op")) and op < self.hulp.aangevraagd_op:
            self.add_error("op", f"De hulp is aangevraagd op {self.hulp.aangevraagd_op:%d-%m-%Y}.")
        return schoon

    def doe(self, *, door_id: int) -> None:
        self.hulp.hoor(**self.cleaned_data, door_id=door_id)


class WisselForm(Hulpstap):
    """`van` is who helps as the screen says."""

    naar = forms.CharField(
        label="Wie helpt nu", max_length=160, error_messages={"required": "Schrijf op wie er nu helpt."}
    )
    telefoon = forms.CharField(label="Telefoon", max_length=30, required=False)
    op = Dagveld(label="Sinds wanneer", verleden=True)
    reden = forms.CharField(label="Waarom is het iemand anders", max_length=300, required=False)
    van = forms.CharField(widget=forms.HiddenInput, required=False, max_length=160)

    def __init__(self, *args: Any, hulp: AndereHulp, **kwargs: Any) -> None:
        super().__init__(*args, hulp=hulp, initial={"van": hulp.contactpersoon, "op": timezone.localdate()}, **kwargs)

    def clean_telefoon(self) -> str:
        return telefoon_klopt(self.cleaned_data["telefoon"])

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("naar") and schoon["naar"] == schoon.get("van"):
            self.add_error("naar", "Dit is wie er nu al helpt.")
        return schoon

    def doe(self, *, door_id: int) -> None:
        self.hulp.wissel(**self.cleaned_data, door_id=door_id)


class PassendForm(MetSleutel):
    """`over`: the help or the referral that is judged."""

    use_required_attribute = False
    zonder_verplichting = True

    op = Dagveld(label="Op welke dag keek u", verleden=True)

    class Meta:
        model = Passendheid
        fields = ["moment", "nodig", "gegeven", "oordeel", "reden", "op"]
        labels = {
            "moment": "Wanneer kijkt u",
            "nodig": "Wat was er nodig",
            "gegeven": "Wat kwam er",
            "oordeel": "Past de hulp",
            "reden": "Waarom niet, of waarom maar deels",
        }
        widgets = {
            "moment": forms.RadioSelect(attrs={"class": "keuze"}),
            "oordeel": forms.RadioSelect(attrs={"class": "keuze"}),
            "gegeven": forms.Textarea(attrs={"rows": 2}),
            "reden": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"reden": "Bijvoorbeeld: er was alleen een groep, en vader spreekt de taal niet."}

    def __init__(self, *args: Any, over: AndereHulp | Verwijzing, nodig: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"nodig": nodig, "op": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self.instance.gezin = over.gezin
        self.instance.hulp = over if isinstance(over, AndereHulp) else None
        self.instance.verwijzing = over if isinstance(over, Verwijzing) else None
        for naam in ("moment", "oordeel"):
            keuzes: Any = self.fields[naam]
            keuzes.choices = [keuze for keuze in keuzes.choices if keuze[0]]
            keuzes.error_messages = {"required": "Kies een antwoord.", "invalid_choice": "Kies een antwoord."}
        self.helper = FormHelper(self)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("oordeel") in ("deels", "nee") and not schoon.get("reden") and "reden" not in self.errors:
            self.add_error("reden", "Schrijf op waarom het niet of maar deels past.")
        return schoon


def laatste_maanden(vandaag: date) -> list[date]:
    """The first day of this month and of those before it, newest first."""
    maanden = [vandaag.replace(day=1)]
    while len(maanden) <= MAANDEN_TERUG:
        maanden.append((maanden[-1] - timedelta(days=1)).replace(day=1))
    return maanden


def als_maand(waarde: str) -> date:
    return date.fromisoformat(waarde)


class BezoekenForm(forms.ModelForm[Bezoekmaand]):
    """One month; of a month that stands there already the numbers only."""

    use_required_attribute = False
    zonder_verplichting = True

    maand = forms.TypedChoiceField(
        label="Welke maand",
        coerce=als_maand,
        error_messages={"required": "Kies een maand.", "invalid_choice": "Kies een maand van het afgelopen jaar."},
    )

    class Meta:
        model = Bezoekmaand
        fields = ["maand", "afgesproken", "geleverd", "toelichting"]
        labels = {
            "afgesproken": "Hoeveel bezoeken waren afgesproken",
            "geleverd": "Hoeveel bezoeken zijn er geweest",
            "toelichting": "Waardoor verschilt het, als u dat weet",
        }
        error_messages = {
            naam: {"required": "Schrijf een getal. Nul mag ook.", "invalid": "Schrijf een heel getal."}
            for naam in ("afgesproken", "geleverd")
        }

    def __init__(self, *args: Any, over: AndereHulp | Verwijzing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rij = self.instance
        for naam in ("afgesproken", "geleverd"):
            self.fields[naam].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        if rij._state.adding:
            rij.gezin = over.gezin
            rij.hulp = over if isinstance(over, AndereHulp) else None
            rij.verwijzing = over if isinstance(over, Verwijzing) else None
            self.richt_nieuw_in(over)
        else:
            del self.fields["maand"]
        self.helper = FormHelper(self)

    def richt_nieuw_in(self, over: AndereHulp | Verwijzing) -> None:
        """The newest full month without a line comes first, with what was agreed for it."""
        er_al = set(over.bezoekmaanden.values_list("maand", flat=True))
        maanden = [maand for maand in laatste_maanden(timezone.localdate()) if maand not in er_al]
        keuzes: Any = self.fields["maand"]
        keuzes.choices = [(maand.isoformat(), date_format(maand, "F Y")) for maand in maanden]
        vol = [maand for maand in maanden if maand < timezone.localdate().replace(day=1)] or maanden
        if vol and isinstance(over, AndereHulp):
            self.initial = {"maand": vol[0].isoformat(), "afgesproken": afgesproken_in(over, vol[0]), **self.initial}
