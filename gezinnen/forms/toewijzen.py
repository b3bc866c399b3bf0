"""First the team, then the person: two steps, so that it works without JavaScript and nobody scrolls through everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from gezinnen.models import Toewijzing
from gezinnen.toewijzen import wie_kan_begeleiden
from ggw.organisatie.models import Basisteam, Medewerker
from ggw.organisatie.rollen import Rol

NIET_IN_TEAM = "Deze persoon werkt niet (meer) in dit team. Kies iemand uit de lijst."


class Teamkeuze(forms.Form):
    zonder_verplichting = True
    use_required_attribute = False

    team = forms.ModelChoiceField(
        label="Basisteam",
        queryset=Basisteam.objects.filter(actief=True),
        empty_label="Kies een team",
        error_messages={"required": "Kies eerst een team.", "invalid_choice": "Dit team is er niet (meer)."},
    )


def gekozen_team(gegevens: QueryDict, anders: Basisteam | None = None) -> tuple[Teamkeuze, Basisteam | None]:
    """The form to choose a team with, and the team that was chosen; `anders` when nothing was chosen yet."""
    if "team" not in gegevens:
        return Teamkeuze(initial={"team": anders}), anders
    form = Teamkeuze(gegevens)
    return form, form.cleaned_data["team"] if form.is_valid() else None


class Persoonkeuze(forms.ModelChoiceField[Medewerker]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({Rol(obj.rol).label.lower()})"


def persoonveld(team: Basisteam | None, label: str) -> Persoonkeuze:
    return Persoonkeuze(
        label=label,
        queryset=wie_kan_begeleiden(team) if team else Medewerker.objects.none(),
        empty_label="Kies een persoon",
        error_messages={"required": "Kies een persoon.", "invalid_choice": NIET_IN_TEAM},
    )


class ToewijzenForm(forms.Form):
    """`lopend`: who guides the family now, if anybody does; then the next one must know why it comes."""

    use_required_attribute = False

    def __init__(self, *args: Any, team: Basisteam | None, lopend: Toewijzing | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        overdracht = lopend is not None
        self.team, self.lopend = team, lopend
        self.fields["gezinsmanager"] = persoonveld(team, "Nieuwe gezinsmanager" if overdracht else "Gezinsmanager")
        self.fields["reden"] = forms.CharField(
            label="Waarom draagt u dit gezin over" if overdracht else "Bijzonderheden",
            help_text="Dit staat in het dossier. Schrijf niets op over de gezondheid van uw collega.",
            max_length=300,
            required=overdracht,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["van"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=lopend.pk if lopend else None
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        wie = schoon.get("gezinsmanager")
        if wie and self.lopend and (self.lopend.gezinsmanager_id, self.lopend.basisteam) == (wie.pk, self.team):
            self.add_error("gezinsmanager", "Deze persoon is nu al de gezinsmanager van dit gezin.")
        return schoon
