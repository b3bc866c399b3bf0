from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms

from gezinnen.models import Gezin, Gezinslid
from ggw.organisatie.models import Aanbieder
from spic.models import Verwijzing
from spic.pakket import Deel


class Ledenkeuze(forms.ModelMultipleChoiceField[Gezinslid]):
    def label_from_instance(self, obj: Gezinslid) -> str:
        return f"{obj.naam} ({obj.get_rol_display().lower()})"


class VerwijzingForm(forms.ModelForm[Verwijzing]):
    """What is shared is chosen piece by piece; nothing is chosen beforehand."""

    use_required_attribute = False

    leden = Ledenkeuze(
        label="Over wie gaat het?",
        queryset=Gezinslid.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="De aanbieder ziet de naam, de rol en de geboortedatum van wie u kiest.",
        error_messages={
            "required": "Kies over wie deze verwijzing gaat.",
            "invalid_choice": "Kies iemand uit dit gezin.",
        },
    )
    delen = forms.MultipleChoiceField(
        label="Wat deelt u nog meer?",
        choices=Deel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Deel niet meer dan nodig is.",
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Verwijzing
        fields = ["aanbieder", "hulpvraag", "toelichting", "grondslag", "grondslag_uitleg"]
        widgets = {"toelichting": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"grondslag_uitleg": "Bijvoorbeeld: besproken met moeder op 3 november."}
        error_messages = {
            "aanbieder": {"required": "Kies een aanbieder."},
            "hulpvraag": {"required": "Schrijf op welke hulp nodig is."},
            "grondslag": {"required": "Kies waarom u dit mag delen."},
            "grondslag_uitleg": {"required": "Schrijf op hoe u dat weet."},
        }

    field_order = (
        "aanbieder",
        "hulpvraag",
        "toelichting",
        "leden",
        "delen",
        "grondslag",
        "grondslag_uitleg",
        "sleutel",
    )

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.gezin = gezin
        self.fields["leden"].queryset = gezin.leden.huidig().filter(overleden_op__isnull=True)  # type: ignore[attr-defined]
        aanbieder: Any = self.fields["aanbieder"]
        aanbieder.queryset = Aanbieder.objects.filter(actief=True).order_by("naam")
        aanbieder.empty_label = "Kies een aanbieder"
        aanbieder.label_from_instance = lambda rij: rij.naam
        grondslag: Any = self.fields["grondslag"]
        grondslag.choices = [("", "Kies"), *Verwijzing._meta.get_field("grondslag").flatchoices]

    def clean_sleutel(self) -> UUID:
        sleutel: UUID = self.cleaned_data["sleutel"]
        self.instance.sleutel = sleutel
        return sleutel

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        leden = schoon.get("leden")
        if leden is not None and not any(lid.is_jeugdige for lid in leden):
            self.add_error("leden", "Kies ook voor welk kind de hulp is.")
        return schoon


class IntrekForm(forms.Form):
    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom trekt u deze verwijzing in?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom u de verwijzing intrekt."},
    )


class AntwoordForm(forms.Form):
    use_required_attribute = False

    antwoord = forms.ChoiceField(
        label="Uw antwoord",
        choices=[("ja", "Wij nemen deze verwijzing aan"), ("nee", "Wij weigeren deze verwijzing")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord."},
    )
    reden = forms.CharField(
        label="Waarom weigert u?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen nodig als u weigert.",
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("antwoord") == "nee" and not schoon.get("reden") and "reden" not in self.errors:
            self.add_error("reden", "Schrijf op waarom u weigert.")
        return schoon


class HulpverlenerForm(forms.Form):
    use_required_attribute = False

    hulpverlener = forms.TypedChoiceField(
        label="Wie gaat het gezin helpen?",
        coerce=int,
        error_messages={"required": "Kies een hulpverlener.", "invalid_choice": "Deze persoon kan dit niet (meer)."},
    )

    def __init__(self, *args: Any, hulpverleners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hulpverlener"].choices = [("", "Kies een hulpverlener"), *hulpverleners]  # type: ignore[attr-defined]
