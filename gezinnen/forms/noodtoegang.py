from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from ggw.organisatie.models import Medewerker
from ggw.organisatie.rollen import PARTNERROLLEN, Rol, rechten_van
from ggw.toegang.poort import Inzager

MENSEN_MET_NOODTOEGANG = [rol for rol in Rol.values if "noodtoegang.vragen" in rechten_van(rol)]
WIE_AFSCHERMT = [rol for rol in Rol.values if "gezin.afschermen" in rechten_van(rol)]


def collegas() -> QuerySet[Medewerker]:
    return Medewerker.objects.filter(is_active=True).exclude(rol__in=PARTNERROLLEN).order_by("naam", "pk")


class Nummerveld(forms.RegexField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            r"^[0-9]{4}-[0-9]{4,7}$",
            label="Nummer van het gezin",
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
            error_messages={
                "required": "Vul het nummer van het gezin in.",
                "invalid": "Een nummer ziet eruit als 2026-0417.",
            },
            **kwargs,
        )


class OpenenForm(forms.Form):
    use_required_attribute = False

    nummer = Nummerveld()


class NoodtoegangForm(forms.Form):
    use_required_attribute = False

    nummer = Nummerveld()
    reden = forms.CharField(
        label="Waarom moet u dit gezin nu openen?",
        help_text="De privacyfunctionaris leest dit en beoordeelt het.",
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Schrijf op waarom u dit gezin nu moet openen.",
            "min_length": "Schrijf in een zin op waarom u dit gezin nu moet openen.",
        },
    )


class Collegakeuze(forms.ModelChoiceField[Medewerker]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({Rol(obj.rol).label.lower()})"


class Collegaform(forms.Form):
    use_required_attribute = False

    collega = Collegakeuze(
        label="Collega",
        queryset=Medewerker.objects.none(),
        empty_label="Kies een collega",
        error_messages={"required": "Kies een collega.", "invalid_choice": "Deze collega kan dit niet (meer)."},
    )

    def __init__(self, *args: Any, keuze: QuerySet[Medewerker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collega"].queryset = keuze  # type: ignore[attr-defined]


class AfschermenForm(forms.Form):
    """`inzagers`: who can open the file now; from them and one other the people are chosen who still can."""

    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom moet dit dossier worden afgeschermd?",
        help_text="Bijvoorbeeld: het is het gezin van een collega.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom dit dossier moet worden afgeschermd."},
    )
    mensen = forms.MultipleChoiceField(
        label="Wie houdt toegang?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen deze mensen kunnen het dossier straks nog openen. Kies ook een teammanager: alleen die kan later vragen om de afscherming op te heffen.",
        error_messages={"invalid_choice": "Iemand die u koos, kan dit dossier nu niet meer openen. Kies opnieuw."},
    )
    ook = Collegakeuze(
        label="Nog een collega",
        queryset=Medewerker.objects.none(),
        required=False,
        empty_label="Niemand",
        help_text="Meer mensen toevoegen kan later ook.",
        error_messages={"invalid_choice": "Deze collega kan dit niet (meer)."},
    )

    def __init__(self, *args: Any, inzagers: list[Inzager], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inzagers = inzagers
        self.fields["mensen"].choices = [  # type: ignore[attr-defined]
            (str(i.gebruiker_id), f"{i.naam} ({Rol(i.rol).label.lower()})") for i in inzagers
        ]
        self.fields["ook"].queryset = collegas().exclude(pk__in=[i.gebruiker_id for i in inzagers])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        gekozen = {int(pk) for pk in schoon.get("mensen") or []}
        rollen = {i.rol for i in self.inzagers if i.gebruiker_id in gekozen}
        ook = schoon.get("ook")
        schoon["wie"] = [*gekozen, *([ook.pk] if ook else [])]
        if "mensen" not in self.errors and not (rollen | ({ook.rol} if ook else set())) & set(WIE_AFSCHERMT):
            self.add_error("mensen", "Kies ook een teammanager. Anders kan niemand de afscherming nog opheffen.")
        return schoon
