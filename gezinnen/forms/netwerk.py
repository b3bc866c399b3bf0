"""Forms for what ties people: relations, gezag, network, the wishes of the family, and who is known elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.utils import timezone

from gezinnen.forms.leden import GezinsFormulier, NaamKeuze, NaamKeuzes, is_telefoonnummer, noem_lege_keuze
from gezinnen.models import Gebeurtenis, Gezag, Gezin, Gezinslid, Netwerklid, Relatie
from ggw.organisatie.models import LokaalTeam
from ggw.toegang.poort import stel_koppeling_voor

ZOEKEN_PER_DAG = 5


class RelatieForm(GezinsFormulier[Relatie]):
    class Meta:
        model = Relatie
        fields = ["van", "soort", "naar", "vanaf"]
        field_classes = {"van": NaamKeuze, "naar": NaamKeuze}
        help_texts = {"soort": "Bij “Ouder van” is de eerste persoon de ouder."}


class RelatieEindeForm(GezinsFormulier[Relatie]):
    class Meta:
        model = Relatie
        fields = ["tot"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tot"].required = True


class GezagForm(GezinsFormulier[Gezag]):
    ook_voor = NaamKeuzes(queryset=Gezinslid.objects.none(), required=False, label="Geldt ook voor")

    class Meta:
        model = Gezag
        fields = ["kind", "soort", "houder", "vanaf"]
        field_classes = {"kind": NaamKeuze, "houder": NaamKeuze}
        help_texts = {
            "houder": "Bij voogdij door de instelling blijft dit leeg.",
            "soort": "Hebben beide ouders gezag? Leg het dan voor elke ouder vast.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinderen = self.gezin.leden.huidig().kinderen()
        for naam in ("kind", "ook_voor"):
            veld = self.fields[naam]
            if isinstance(veld, NaamKeuze | NaamKeuzes):
                veld.queryset = kinderen


class GezagEindeForm(GezinsFormulier[Gezag]):
    class Meta:
        model = Gezag
        fields = ["tot"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tot"].required = True


class NetwerklidForm(GezinsFormulier[Netwerklid]):
    class Meta:
        model = Netwerklid
        fields = ["naam", "soort", "voor_kind", "organisatie", "telefoon", "email", "doet", "vanaf", "tot"]
        field_classes = {"voor_kind": NaamKeuze}
        help_texts = {
            "voor_kind": "Leeg laten als deze persoon er voor het hele gezin is.",
            "doet": "In de woorden van het gezin. Bijvoorbeeld: haalt Sam op dinsdag uit school.",
            "tot": "Vul dit in als deze persoon er niet meer voor het gezin is.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voor_kind = self.fields["voor_kind"]
        if isinstance(voor_kind, NaamKeuze):
            voor_kind.queryset = self.gezin.leden.kinderen()
        self.helper.layout = Layout(
            Fieldset("Wie", "naam", Row("soort", "voor_kind"), "organisatie"),
            Fieldset("Bereikbaar", Row("telefoon", "email")),
            Fieldset("Voor het gezin", "doet", Row("vanaf", "tot")),
        )

    def clean_telefoon(self) -> str:
        waarde: str = self.cleaned_data["telefoon"]
        if waarde and not is_telefoonnummer(waarde):
            raise forms.ValidationError("Vul een telefoonnummer in met cijfers, zoals 06 12345678.")
        return waarde


class WensenForm(forms.ModelForm[Gezin]):
    """What marks the family itself. Another gemeente changes nothing about who guides it."""

    class Meta:
        model = Gezin
        fields = [
            "naam",
            "gemeente",
            "wijk",
            "lokaal_team",
            "programma",
            "tolk_taal",
            "wens_geslacht_werker",
            "wensen",
            "waarschuwing",
        ]
        help_texts = {
            "gemeente": "Verhuist het gezin? De gezinsmanager en het team blijven dezelfde.",
            "tolk_taal": "Leeg laten als er geen tolk nodig is.",
            "waarschuwing": "Staat boven elke pagina van dit gezin. Bijvoorbeeld: grote hond, bel eerst.",
            "programma": "Label van een programma in de gemeente, als dat er is.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            if isinstance(veld, forms.ModelChoiceField):
                veld.empty_label = "Niet bekend"
            elif isinstance(veld, forms.TypedChoiceField):
                noem_lege_keuze(veld, "Geen wens")
        team = self.fields["lokaal_team"]
        if isinstance(team, forms.ModelChoiceField):
            team.queryset = LokaalTeam.objects.filter(Q(actief=True) | Q(pk=self.instance.lokaal_team_id))
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            Fieldset("Gezin", "naam", Row("gemeente", "wijk"), Row("lokaal_team", "programma")),
            Fieldset("Wensen", Row("tolk_taal", "wens_geslacht_werker"), "wensen"),
            Fieldset("Let op", "waarschuwing"),
        )


class KoppelForm(forms.Form):
    nummer = forms.CharField(
        label="Nummer van het andere gezin",
        max_length=12,
        help_text="Zoals 2026-0388.",
        error_messages={"required": "Vul het nummer van het andere gezin in."},
    )

    def __init__(self, *args: Any, lid: Gezinslid, door_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lid = lid
        self.door_id = door_id
        self.helper = FormHelper(self)

    def clean_nummer(self) -> str:
        nummer: str = self.cleaned_data["nummer"]
        if nummer == self.lid.gezin.nummer:
            raise forms.ValidationError("Dit is het nummer van dit gezin zelf.")
        return nummer

    def stel_voor(self) -> bool:
        """Propose the tie. Looking for families where a person is known is counted: a wrong number, five times a day."""
        if not self.is_valid():
            return False
        gezin = self.lid.gezin
        gisteren = timezone.now() - timedelta(days=1)
        misses = gezin.gebeurtenissen.filter(soort="koppeling.niet_gevonden", op__gte=gisteren)
        if misses.filter(door_id=self.door_id).count() >= ZOEKEN_PER_DAG:
            self.add_error("nummer", "U heeft dit vandaag al 5 keer geprobeerd. Probeer het morgen weer.")
        elif stel_koppeling_voor(self.lid.pk, self.cleaned_data["nummer"]):
            Gebeurtenis.leg_vast(gezin, "koppeling.voorgesteld", door_id=self.door_id, onderwerp_id=self.lid.pk)
            return True
        else:
            Gebeurtenis.leg_vast(gezin, "koppeling.niet_gevonden", door_id=self.door_id, onderwerp_id=self.lid.pk)
            self.add_error(
                "nummer",
                "In dat gezin staat niemand met dezelfde naam en geboortedatum of hetzelfde BSN, of het is al gekoppeld.",
            )
        return False
