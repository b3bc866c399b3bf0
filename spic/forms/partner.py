"""What people of a provider fill in about a referral."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from gezinnen.forms.afspraken import Dagveld
from spic.forms.stappen import StartgesprekForm as Startgesprek
from spic.forms.stappen import tekstveld
from spic.models import Uitkomst
from spic.partner import Spickeuze


class Eenmalig(forms.Form):
    """A form that does its work once, however often it is sent."""

    use_required_attribute = False

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class AntwoordForm(Eenmalig):
    antwoord = forms.ChoiceField(
        label="Uw antwoord",
        choices=[
            ("geaccepteerd", "Wij nemen deze verwijzing aan"),
            ("overleg", "Wij vinden een andere SPIC passend"),
            ("geweigerd", "Wij weigeren deze verwijzing"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord."},
    )
    spic = forms.TypedChoiceField(
        label="Welke SPIC past beter?",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Alleen nodig als u een andere SPIC passend vindt.",
        error_messages={"invalid_choice": "Deze SPIC kan nu niet worden gekozen."},
    )
    code = forms.ChoiceField(
        label="Waarom weigert u?",
        required=False,
        help_text="Alleen nodig als u weigert.",
        error_messages={"invalid_choice": "Kies een reden uit de lijst."},
    )
    reden = forms.CharField(
        label="Leg uit",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als u weigert of een andere SPIC voorstelt.",
    )

    def __init__(self, *args: Any, spics: list[Spickeuze], redenen: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["spic"].choices = [("", "Kies"), *((s.pk, f"{s.code}: {s.naam}") for s in spics)]
        velden["code"].choices = [("", "Kies"), *redenen]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        antwoord = schoon.get("antwoord")
        if antwoord == "overleg" and not schoon.get("spic") and "spic" not in self.errors:
            self.add_error("spic", "Kies welke SPIC beter past.")
        if antwoord == "geweigerd" and not schoon.get("code") and "code" not in self.errors:
            self.add_error("code", "Kies waarom u weigert.")
        if antwoord in ("overleg", "geweigerd") and not schoon.get("reden") and "reden" not in self.errors:
            self.add_error("reden", "Leg uit waarom.")
        return schoon


class MensenForm(forms.Form):
    """Who helps, and who coordinates."""

    use_required_attribute = False

    hulpverlener = forms.TypedChoiceField(
        label="Wie gaat het gezin helpen?",
        coerce=int,
        error_messages={"required": "Kies een hulpverlener.", "invalid_choice": "Deze persoon kan dit niet (meer)."},
    )
    trajectbegeleider = forms.TypedChoiceField(
        label="Wie is trajectbegeleider?",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Liever een ander dan de hulpverlener: beide rollen bij een persoon is vaak te veel.",
        error_messages={"invalid_choice": "Deze persoon kan dit niet (meer)."},
    )

    def __init__(self, *args: Any, mensen: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["hulpverlener"].choices = [("", "Kies een hulpverlener"), *mensen]
        velden["trajectbegeleider"].choices = [("", "Nog niet bekend"), *mensen]


class OnderhulpForm(forms.Form):
    """Who of an onderaannemer does the work."""

    use_required_attribute = False

    hulpverlener = forms.TypedChoiceField(
        label="Wie doet dit werk bij u?",
        coerce=int,
        error_messages={"required": "Kies een hulpverlener.", "invalid_choice": "Deze persoon kan dit niet (meer)."},
    )

    def __init__(self, *args: Any, mensen: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hulpverlener"].choices = [("", "Kies een hulpverlener"), *mensen]  # type: ignore[attr-defined]


class ArgumentForm(Eenmalig):
    tekst = tekstveld("Wat vindt u, en waarom?", "Schrijf op wat u vindt en waarom.")
    spic = forms.TypedChoiceField(
        label="Stelt u een andere SPIC voor?",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Deze SPIC kan nu niet worden gekozen."},
    )

    def __init__(self, *args: Any, spics: list[Spickeuze], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spic"].choices = [("", "Nee"), *((s.pk, f"{s.code}: {s.naam}") for s in spics)]  # type: ignore[attr-defined]


class StartgesprekForm(Startgesprek):
    """The same question as the gezinsmanager gets."""


class GestartForm(Eenmalig):
    dag = Dagveld(label="Op welke dag begon de hulp?", verleden=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].initial = timezone.localdate


class StagnatieForm(Eenmalig):
    reden = tekstveld("Waardoor loopt de hulp vast?", "Schrijf op waardoor de hulp vastloopt.")


class VoortgangForm(Eenmalig):
    """One resultaat at a time, or the help as a whole."""

    resultaat = forms.TypedChoiceField(
        label="Over welk resultaat?",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Kies een resultaat uit de lijst."},
    )
    cijfer = forms.IntegerField(
        label="Cijfer",
        min_value=0,
        max_value=10,
        required=False,
        help_text="0 tot en met 10. Hoe ver is het gezin met dit resultaat?",
        error_messages={
            "invalid": "Een cijfer is een heel getal.",
            "min_value": "Een cijfer is 0 tot en met 10.",
            "max_value": "Een cijfer is 0 tot en met 10.",
        },
    )
    woorden = tekstveld("Hoe gaat het?", "Schrijf op hoe het gaat.", rijen=4)
    bezoeken = forms.IntegerField(
        label="Hoeveel bezoeken waren er sinds de vorige keer?",
        min_value=0,
        max_value=500,
        required=False,
        error_messages={"invalid": "Vul een heel getal in.", "max_value": "Dit getal is te groot. Kijk het na."},
    )
    einde = Dagveld(label="Wanneer denkt u klaar te zijn?", verleden=False, required=False)

    def __init__(self, *args: Any, resultaten: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resultaat"].choices = [("", "De hulp als geheel"), *resultaten]  # type: ignore[attr-defined]


class BerichtForm(Eenmalig):
    tekst = tekstveld("Bericht aan de gezinsmanager", "Schrijf eerst een bericht.")


class EindeForm(Eenmalig):
    """Per resultaat behaald, deels or niet; why the help may end, and who takes over what."""

    reden = forms.ChoiceField(
        label="Waarom kan de hulp stoppen?",
        error_messages={
            "required": "Kies waarom de hulp kan stoppen.",
            "invalid_choice": "Kies een reden uit de lijst.",
        },
    )
    toelichting = tekstveld("Leg dat uit", "Leg uit waarom de hulp kan stoppen.")
    einddatum = Dagveld(label="Laatste dag van de hulp", verleden=False)
    overdracht = forms.CharField(
        label="Wie neemt wat over?", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, redenen: list[tuple[str, str]], resultaten: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.resultaten = resultaten
        self.fields["reden"].choices = [("", "Kies"), *redenen]  # type: ignore[attr-defined]
        for pk, wat in resultaten:
            self.fields[f"uitkomst_{pk}"] = forms.ChoiceField(
                label=wat,
                choices=Uitkomst.choices,
                widget=forms.RadioSelect(attrs={"class": "keuze"}),
                error_messages={"required": "Kies hoe het met dit resultaat staat."},
            )
            self.fields[f"woorden_{pk}"] = forms.CharField(
                label="Wat is daarover te zeggen?", max_length=2000, required=False
            )

    @property
    def oordelen(self) -> dict[int, tuple[str, str]]:
        schoon = self.cleaned_data
        return {pk: (schoon[f"uitkomst_{pk}"], schoon[f"woorden_{pk}"]) for pk, _ in self.resultaten}


DELEN_VOOR_ONDER = (
    ("toelichting", "De toelichting van de gezinsmanager"),
    ("resultaten", "De resultaten"),
    ("gezinsplan", "Het gezinsplan"),
    ("veiligheidsplan", "Het veiligheidsplan"),
    ("afnames", "De afnames"),
)


class OnderForm(Eenmalig):
    """Bring in an onderaannemer, with a part of what was shared with you."""

    onder = forms.TypedChoiceField(
        label="Welke onderaannemer?",
        coerce=int,
        error_messages={
            "required": "Kies een onderaannemer.",
            "invalid_choice": "Kies een onderaannemer uit de lijst.",
        },
    )
    wat = forms.CharField(
        label="Voor welk deel van de hulp?",
        max_length=200,
        error_messages={"required": "Schrijf op voor welk deel van de hulp."},
    )
    leden = forms.TypedMultipleChoiceField(
        label="Over wie?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies over wie het gaat.", "invalid_choice": "Kies iemand uit de lijst."},
    )
    delen = forms.MultipleChoiceField(
        label="Wat mag de onderaannemer nog meer lezen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niet meer dan nodig is. De gezinsmanager ziet wat u deelt.",
    )

    def __init__(
        self, *args: Any, onderaannemers: list[tuple[int, str]], inhoud: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["onder"].choices = [("", "Kies een onderaannemer"), *onderaannemers]
        velden["leden"].choices = [
            (nr, f"{lid['naam']} ({lid['rol'].lower()})") for nr, lid in enumerate(inhoud["leden"], start=1)
        ]
        velden["delen"].choices = [(code, naam) for code, naam in DELEN_VOOR_ONDER if inhoud.get(code)]
