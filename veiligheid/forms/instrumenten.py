from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from veiligheid.definitie import MAX_BYTES, DefinitieFout
from veiligheid.models import Instrument


class InstrumentForm(forms.Form):
    """Upload of a definition file; what is wrong with it stands at the field, every error at once."""

    bestand = forms.FileField(
        label="Bestand met het instrument",
        help_text="Een TOML-bestand van hoogstens 256 kB. Een nieuwe versie is een nieuw bestand met een nieuw versienummer.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise ValidationError("Dit bestand is te groot. Een instrument is hoogstens 256 kB.")
        return bestand

    def laad(self) -> Instrument | None:
        """Load the valid upload. None when the file is refused; then the errors stand in the form."""
        bestand = self.cleaned_data["bestand"]
        try:
            return Instrument.laad(bestand.read(), bestand.name)[0]
        except DefinitieFout as fout:
            self.add_error("bestand", [ValidationError(regel) for regel in fout.fouten[:50]])
        except ValidationError as fout:
            self.add_error("bestand", fout)
        return None
