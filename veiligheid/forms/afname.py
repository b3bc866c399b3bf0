"""Filling in an instrument. A concept may miss anything; what must be there to make it definitive, the Afname itself says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone

from gezinnen.models import Gezin, Gezinslid
from veiligheid.forms.metingen import Tekst
from veiligheid.models import Afname, Instrument

NIET_LATER = "Deze dag is nog niet geweest."


class Kindveld(forms.ModelChoiceField[Gezinslid]):
    def label_from_instance(self, obj: Gezinslid) -> str:
        return f"{obj.naam}, {obj.leeftijd_tekst}"


class Instrumentveld(forms.ModelChoiceField[Instrument]):
    def label_from_instance(self, obj: Instrument) -> str:
        extra = " (voorbeeldinhoud)" if obj.voorbeeld else ""
        return f"{obj.titel}, {'per kind' if obj.per_kind else 'voor het hele gezin'}{extra}"


def dagveld() -> forms.DateField:
    return forms.DateField(
        label="Ingevuld op",
        help_text="dd-mm-jjjj",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"class": "datumveld"}),
    )


def aanleidingveld() -> forms.CharField:
    return forms.CharField(
        label="Aanleiding",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: eerste gesprek, signaal van school, na zes maanden opnieuw.",
    )


class Dagcontrole(forms.Form):
    def clean_afgenomen_op(self) -> Any:
        dag = self.cleaned_data["afgenomen_op"]
        if dag > timezone.localdate():
            raise ValidationError(NIET_LATER)
        return dag


class BeginForm(Dagcontrole):
    """Which instrument, about which child."""

    instrument = Instrumentveld(
        label="Welk instrument",
        queryset=Instrument.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een instrument.", "invalid_choice": "Kies een instrument uit de lijst."},
    )
    kind = Kindveld(
        label="Over welk kind",
        queryset=Gezinslid.objects.none(),
        required=False,
        empty_label="Het hele gezin",
        help_text="Alleen nodig bij een instrument per kind.",
        error_messages={"invalid_choice": "Kies een kind van dit gezin."},
    )
    afgenomen_op = dagveld()
    aanleiding = aanleidingveld()

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].queryset = Instrument.objects.in_gebruik()  # type: ignore[attr-defined]
        self.fields["kind"].queryset = gezin.leden.jeugdigen()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        instrument, kind = schoon.get("instrument"), schoon.get("kind")
        if instrument and instrument.per_kind and kind is None and "kind" not in self.errors:
            self.add_error("kind", "Kies over welk kind het gaat.")
        if instrument and not instrument.per_kind:
            schoon["kind"] = None
        return schoon


class Invulrij(NamedTuple):
    """One item on the form; `ander` is what a colleague saved meanwhile, when that is something else. An empty argument that
    nobody asks for is folded away, so that a long instrument stays short."""

    antwoord: BoundField
    argument: BoundField
    ander: str
    inklappen: bool


class AfnameForm(Dagcontrole):
    use_required_attribute = False
    zonder_verplichting = True

    afgenomen_op = dagveld()
    aanleiding = aanleidingveld()
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    def __init__(self, data: Any = None, *, afname: Afname) -> None:
        super().__init__(data, initial=beginwaarden(afname))
        self.afname = afname
        self.ander: Afname | None = None
        for nr, item in enumerate(afname.instrument.items, 1):
            self._voeg_toe(nr, item)
        uitkomsten = afname.instrument.definitie["uitkomsten"]
        self.fields["uitkomst"] = forms.ChoiceField(
            label="Uitkomst",
            required=False,
            choices=[(u["code"], f"{u['tekst']}: {u['uitleg']}" if u["uitleg"] else u["tekst"]) for u in uitkomsten],
            widget=forms.RadioSelect,
            help_text="U kiest de uitkomst zelf. Er is geen optelsom die dit voor u doet.",
        )
        self.fields["argument"] = Tekst(
            label="Waarom is dit de uitkomst?",
            required=False,
            max_length=6000,
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def _voeg_toe(self, nr: int, item: dict[str, Any]) -> None:
        self.fields[f"antwoord_{item['code']}"] = forms.ChoiceField(
            label=f"{nr}. {item['tekst']}",
            help_text=item["hulp"],
            required=False,
            choices=[(a["code"], a["tekst"]) for a in item["antwoorden"]],
            widget=forms.RadioSelect(attrs={"class": "keuze"}),
            error_messages={"invalid_choice": "Kies een van de antwoorden."},
        )
        waarom = "waarom? Wat zag of hoorde u?" if item["argument_verplicht"] else "toelichting (niet verplicht)"
        self.fields[f"argument_{item['code']}"] = Tekst(
            label=f"Bij {nr}: {waarom}",
            required=False,
            max_length=6000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def vul_in(self) -> None:
        """Put what was typed on the afname, to be checked and saved."""
        schoon, afname = self.cleaned_data, self.afname
        afname.antwoorden = {
            item["code"]: {
                "antwoord": schoon[f"antwoord_{item['code']}"],
                "argument": schoon[f"argument_{item['code']}"],
            }
            for item in afname.instrument.items
        }
        for naam in ("afgenomen_op", "aanleiding", "uitkomst", "argument"):
            setattr(afname, naam, schoon[naam])

    def meld_ontbrekend(self) -> bool:
        """Errors at each place that keeps this from being definitive; True when there are any."""
        for plaats, wat in self.afname.ontbreekt().items():
            self.add_error(plaats, wat)
        return bool(self.errors)

    def rijen(self) -> Iterator[tuple[dict[str, Any], list[Invulrij]]]:
        for deel in self.afname.instrument.definitie["onderdelen"]:
            yield deel, [self._rij(item) for item in deel["items"]]

    def _rij(self, item: dict[str, Any]) -> Invulrij:
        antwoord, argument = self[f"antwoord_{item['code']}"], self[f"argument_{item['code']}"]
        ander = ""
        if self.ander is not None:
            daar = (self.ander.antwoord_op(item), self.ander.argument_bij(item))
            if daar != (self.afname.antwoord_op(item), self.afname.argument_bij(item)):
                ander = ". ".join(deel for deel in daar if deel) or "niets ingevuld"
        inklappen = not (item["argument_verplicht"] or argument.value() or argument.errors)
        return Invulrij(antwoord, argument, ander, inklappen)


def beginwaarden(afname: Afname) -> dict[str, Any]:
    waarden: dict[str, Any] = {
        naam: getattr(afname, naam) for naam in ("afgenomen_op", "aanleiding", "uitkomst", "argument", "versie")
    }
    for code, rij in afname.antwoorden.items():
        waarden[f"antwoord_{code}"] = rij.get("antwoord", "")
        waarden[f"argument_{code}"] = rij.get("argument", "")
    return waarden
