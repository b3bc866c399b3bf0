"""Forms for documents: adding one, and withdrawing it with a reason."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gezinnen.bestanden import ACCEPT, LEEG, Bestand, keur
from gezinnen.bewaren import bewaar
from gezinnen.forms.leden import NaamKeuze
from gezinnen.forms.maatregelen import Maatregelkeuze, Rijformulier
from gezinnen.models import Document, DocumentSoort


class DocumentForm(Rijformulier[Document]):
    field_order = ["bestand"]

    bestand = forms.FileField(
        label="Bestand",
        help_text="PDF, foto (JPEG of PNG), Word (DOCX) of LibreOffice (ODT). Hoogstens 20 MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Kies een bestand.", "empty": LEEG, "missing": "Kies een bestand."},
        max_length=255,
    )

    class Meta:
        model = Document
        fields = ["soort", "titel", "datum", "kind", "maatregel", "machtiging"]
        field_classes = {"kind": NaamKeuze, "maatregel": Maatregelkeuze, "machtiging": Maatregelkeuze}
        help_texts = {"titel": "Bijvoorbeeld: Beschikking verlenging OTS."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("Het document", "bestand", "soort", Row("titel", "datum")),
            Fieldset("Hoort bij", "kind", Row("maatregel", "machtiging")),
        )

    def clean_bestand(self) -> Bestand:
        upload: UploadedFile = self.cleaned_data["bestand"]
        return keur(upload)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        if schoon.get("kind") is not None:
            self.zelfde_kind("maatregel")
            self.zelfde_kind("machtiging")
        return schoon

    def leg_vast(self, door_id: int) -> Document | None:
        """Save the document and its encrypted bytes, both or neither. None with errors in the form."""
        bestand: Bestand | None = self.cleaned_data.get("bestand") if self.is_valid() else None
        if bestand is None:
            return None
        eigen = {"bestandstype": bestand.soort, "grootte": len(bestand.inhoud), "sha256": bestand.sha256}
        with transaction.atomic():
            document = bewaar(self, toegevoegd_door_id=door_id, **eigen)
            if document is not None:
                document.bewaar_inhoud(bestand.inhoud, door_id=door_id)
        return document


class IntrekForm(forms.ModelForm[Document]):
    class Meta:
        model = Document
        fields = ["ingetrokken_reden"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ingetrokken_reden"].required = True
        self.helper = FormHelper(self)


class DocumentFilter(forms.Form):
    """Which documents to show; what is not valid in the URL counts as "all"."""

    zonder_verplichting = True

    soort = forms.ChoiceField(
        label="Soort document", choices=[("", "Alle documenten"), *DocumentSoort.choices], required=False
    )
