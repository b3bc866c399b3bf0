"""Planning a basisteamoverleg, its minutes, and beginning again with a closed family."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import Q

from gezinnen.forms.afspraken import Dagveld, Tijdveld
from gezinnen.forms.noodtoegang import OpenenForm
from gezinnen.forms.toewijzen import persoonveld
from gezinnen.models import Basisteamoverleg
from gezinnen.toewijzen import wie_kan_begeleiden
from ggw.organisatie.models import Basisteam, Lidmaatschap, Medewerker
from ggw.organisatie.rollen import Rol


class OverlegForm(forms.ModelForm[Basisteamoverleg]):
    """A meeting of one of the own teams."""

    use_required_attribute = False
    zonder_verplichting = True

    datum = Dagveld(label="Dag", verleden=False)
    tijd = Tijdveld(label="Hoe laat", required=False)

    class Meta:
        model = Basisteamoverleg
        fields = ["team", "datum", "tijd"]

    def __init__(self, *args: Any, teams: list[Basisteam], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = forms.ModelChoiceField(
            label="Team",
            queryset=Basisteam.objects.filter(pk__in=[team.pk for team in teams]),
            initial=teams[0].pk if len(teams) == 1 else None,
            empty_label="Kies een team",
            error_messages={"required": "Kies een team.", "invalid_choice": "Dit is geen team van u."},
        )
        self.helper = FormHelper(self)
        self.helper.layout = Layout("team", Row("datum", "tijd"))


class VerplaatsForm(forms.Form):
    """Another day or hour for a planned meeting."""

    use_required_attribute = False
    zonder_verplichting = True

    datum = Dagveld(label="Dag", verleden=False)
    tijd = Tijdveld(label="Hoe laat", required=False)

    def __init__(self, *args: Any, overleg: Basisteamoverleg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"datum": overleg.datum, "tijd": overleg.tijd}
        self.helper = FormHelper(self)
        self.helper.layout = Layout(Row("datum", "tijd"))


class Mensenkeuze(forms.ModelMultipleChoiceField[Medewerker]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({Rol(obj.rol).label.lower()})"


class Voorzitterkeuze(forms.ModelChoiceField[Medewerker]):
    def label_from_instance(self, obj: Medewerker) -> str:
        return str(obj.naam)


class VerslagForm(forms.Form):
    """Who was there and what was said of the team. People who left the team since stay on the list of a meeting they were at."""

    use_required_attribute = False
    zonder_verplichting = True

    def __init__(self, *args: Any, overleg: Basisteamoverleg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leden = Lidmaatschap.objects.lopend().filter(basisteam=overleg.team).values("gebruiker_id")
        erbij = list(overleg.aanwezigen.values_list("wie_id", flat=True))
        nu = Q(pk__in=leden, is_active=True) | Q(pk__in=[*erbij, overleg.voorzitter_id or 0])
        mensen = Medewerker.objects.filter(nu).order_by("naam", "pk")
        fout = {
            "invalid_choice": "Deze persoon werkt niet (meer) in dit team.",
            "invalid_pk_value": "Kies uit de lijst.",
        }
        self.fields["voorzitter"] = Voorzitterkeuze(
            label="Voorzitter",
            queryset=mensen,
            required=False,
            initial=overleg.voorzitter_id,
            empty_label="Nog niet bekend",
            help_text="De voorzitter en de aanwezigen zijn nodig om het overleg af te ronden.",
            error_messages=fout,
        )
        self.fields["aanwezigen"] = Mensenkeuze(
            label="Wie waren er",
            queryset=mensen,
            required=False,
            initial=erbij,
            widget=forms.CheckboxSelectMultiple,
            error_messages=fout,
        )
        self.fields["verslag"] = forms.CharField(
            label="Verslag",
            help_text=Basisteamoverleg._meta.get_field("verslag").help_text,
            max_length=10_000,
            required=False,
            initial=overleg.verslag,
            widget=forms.Textarea(attrs={"rows": 8}),
        )
        self.helper = FormHelper(self)
        self.helper.layout = Layout("voorzitter", "aanwezigen", "verslag")


class NummerForm(OpenenForm):
    """The number of the closed family."""


class HeropenForm(forms.Form):
    """Who guides the family now, or who watches it; and why it begins again."""

    use_required_attribute = False
    GEZINSMANAGER, WACHT = "gezinsmanager", "wacht"

    wijze = forms.ChoiceField(
        label="Heeft dit team nu een gezinsmanager voor dit gezin",
        choices=[(GEZINSMANAGER, "Ja: deze persoon wordt gezinsmanager"), (WACHT, "Nee: het gezin wacht")],
        widget=forms.RadioSelect(attrs={"class": "keuze"}),
        error_messages={"required": "Kies of het gezin een gezinsmanager krijgt of wacht."},
    )

    def __init__(self, *args: Any, team: Basisteam, vorige_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = persoonveld(team, "Gezinsmanager, of wachter als het gezin wacht")
        self.vorige = wie_kan_begeleiden(team).filter(pk=vorige_id or 0).first()
        veld.initial = self.vorige.pk if self.vorige else None
        self.fields["persoon"] = veld
        self.fields["reden"] = forms.CharField(
            label="Waarom beginnen wij opnieuw",
            help_text="Wat is er gebeurd, en wie vraagt het.",
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 5}),
            error_messages={"required": "Schrijf waarom wij opnieuw beginnen."},
        )
        self.helper = FormHelper(self)
        self.helper.layout = Layout("wijze", "persoon", "reden")

    @property
    def wacht(self) -> bool:
        return bool(self.cleaned_data["wijze"] == self.WACHT)
