from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from ggw.organisatie.models import DIENSTROLLEN, VERVANGROLLEN, Gebruiker, Lidmaatschap
from ggw.organisatie.rollen import Rol

DAG = forms.DateInput(format="%d-%m-%Y", attrs={"class": "datumveld", "autocomplete": "off"})
TIJD = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})
TIJDFOUT = {"invalid": "Schrijf de tijd als uu:mm, zoals 17:00.", "required": "Vul de tijd in."}
DAGFOUT = {"invalid": "Schrijf de datum als dd-mm-jjjj.", "required": "Vul de datum in."}
VERST = timedelta(days=366)


class Menskeuze(forms.ModelChoiceField[Gebruiker]):
    def label_from_instance(self, obj: Gebruiker) -> str:
        return f"{obj.naam} ({Rol(obj.rol).label.lower()})"


def actief(rollen: frozenset[Rol]) -> QuerySet[Gebruiker]:
    return Gebruiker.objects.filter(is_active=True, rol__in=rollen).order_by("naam", "pk")


def in_teams_van(mens: Gebruiker) -> QuerySet[Gebruiker]:
    """Colleagues who work in a team of this person today."""
    teams = Lidmaatschap.objects.lopend().filter(gebruiker=mens).values("basisteam_id")
    leden = Lidmaatschap.objects.lopend().filter(basisteam_id__in=teams).values("gebruiker_id")
    return Gebruiker.objects.filter(pk__in=leden, is_active=True).order_by("naam", "pk")


class DienstForm(forms.Form):
    """One shift, or the same shift on days in a row. An end that is not after the begin falls on the next day."""

    use_required_attribute = False

    gebruiker = Menskeuze(
        label="Wie heeft dienst?",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een persoon",
        error_messages={"required": "Kies een persoon.", "invalid_choice": "Deze persoon kan geen dienst hebben."},
    )
    dag = forms.DateField(
        label="Op welke dag begint de dienst?", help_text="dd-mm-jjjj", widget=DAG, error_messages=DAGFOUT
    )
    van = forms.TimeField(label="Van", help_text="uu:mm", widget=TIJD, error_messages=TIJDFOUT, initial="17:00")
    tot = forms.TimeField(
        label="Tot",
        help_text="uu:mm. Is dit vroeger dan het begin, dan is het de volgende dag.",
        widget=TIJD,
        error_messages=TIJDFOUT,
        initial="09:00",
    )
    dagen = forms.IntegerField(
        label="Hoeveel dagen achter elkaar?",
        min_value=1,
        max_value=14,
        initial=1,
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Vul een getal in.",
            "min_value": "Vul een getal van 1 tot en met 14 in.",
            "max_value": "Vul een getal van 1 tot en met 14 in.",
        },
    )

    def __init__(self, *args: Any, door: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = actief(DIENSTROLLEN).exclude(pk=door.pk)  # type: ignore[attr-defined]

    def clean_dag(self) -> date:
        dag: date = self.cleaned_data["dag"]
        if not timezone.localdate() <= dag <= timezone.localdate() + VERST:
            raise forms.ValidationError("Kies een dag vanaf vandaag, tot een jaar vooruit.")
        return dag

    def diensten(self) -> list[tuple[datetime, datetime]]:
        """Begin and end of each shift, in local time (clocks may change during the night)."""
        dag, van, tot = (self.cleaned_data[veld] for veld in ("dag", "van", "tot"))
        zone = timezone.get_current_timezone()
        eerder = timedelta(days=0 if tot > van else 1)
        dagen = (dag + timedelta(days=nr) for nr in range(self.cleaned_data["dagen"]))
        return [(datetime.combine(d, van, tzinfo=zone), datetime.combine(d + eerder, tot, tzinfo=zone)) for d in dagen]


class VervangingForm(forms.Form):
    """Only for somebody of the own teams, and never for oneself: it gives sight of families."""

    use_required_attribute = False

    gebruiker = Menskeuze(
        label="Wie is er weg?",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een persoon",
        error_messages={"required": "Kies een persoon.", "invalid_choice": "Kies iemand uit uw eigen team."},
    )
    vervanger = Menskeuze(
        label="Wie vervangt?",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een persoon",
        error_messages={"required": "Kies een persoon.", "invalid_choice": "Deze persoon kan niet vervangen."},
    )
    vanaf = forms.DateField(
        label="Eerste dag", help_text="dd-mm-jjjj", widget=DAG, error_messages=DAGFOUT, initial=timezone.localdate
    )
    tot = forms.DateField(
        label="Laatste dag",
        help_text="dd-mm-jjjj. Weet u het nog niet? Kies een dag die u nakijkt.",
        widget=DAG,
        error_messages=DAGFOUT,
    )

    def __init__(self, *args: Any, door: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weg = in_teams_van(door).filter(rol__in=[Rol.GEZINSMANAGER, Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE])
        self.fields["gebruiker"].queryset = weg  # type: ignore[attr-defined]
        self.fields["vervanger"].queryset = actief(VERVANGROLLEN).exclude(pk=door.pk)  # type: ignore[attr-defined]

    def clean_vanaf(self) -> date:
        vanaf: date = self.cleaned_data["vanaf"]
        if not timezone.localdate() - timedelta(days=31) <= vanaf <= timezone.localdate() + VERST:
            raise forms.ValidationError("Kies een dag vanaf een maand geleden, tot een jaar vooruit.")
        return vanaf

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        vanaf, tot = schoon.get("vanaf"), schoon.get("tot")
        if vanaf and tot and not max(vanaf, timezone.localdate()) <= tot <= vanaf + VERST:
            self.add_error("tot", "Kies een dag vanaf vandaag en na de eerste dag, hooguit een jaar later.")
        if schoon.get("gebruiker") and schoon.get("gebruiker") == schoon.get("vervanger"):
            self.add_error("vervanger", "Iemand kan zichzelf niet vervangen.")
        return schoon
