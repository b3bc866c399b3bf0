"""A file that a provider sends back with progress: read with distrust, and kept by the same functions as its form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from spic import partner as kant
from spic.forms.partner import VoortgangForm
from spic.models import IN_HULP, VerwijzingGeweigerd, VerwijzingStatus
from spic.uitwisselen.vorm import fouten_in, met_plek

MAX_BYTES = 1024 * 1024
MAX_DIEPTE = 32
S = VerwijzingStatus
TE_GROOT = "Dit bestand is groter dan 1 MB. Een verwijzing met voortgang past daar ruim in."
GEEN_JSON = "Dit bestand is geen JSON, of het is beschadigd. Exporteer de verwijzing opnieuw en begin daarmee."
TE_DIEP = "Dit bestand is te diep genest. Zo ziet een verwijzing er niet uit."
TEKEN = "In dit bestand staat een teken dat wij niet kunnen bewaren (NUL of een half teken)."
ANDERE = "Dit bestand hoort bij een andere verwijzing dan deze."
VOORBIJ = "Deze verwijzing is voorbij. U kunt geen voortgang meer melden."
NIET_GESTART = "U kunt voortgang melden zodra het startgesprek is gepland."
LEEG = "Er staat geen voortgang in dit bestand. Vul het deel voortgang."
ALLEEN_HOOFD = "Alleen de hoofdaannemer meldt wanneer de hulp begon."
ANDERE_INHOUD = (
    "Met deze sleutel is al iets anders over dit resultaat gemeld. Geef elke nieuwe melding een nieuwe sleutel."
)
INTUSSEN = "Er is niets bewaard. De verwijzing staat intussen anders. Bekijk haar opnieuw."


def lees(inhoud: bytes) -> Any:
    """The JSON of a file. ValidationError for what is not, and for what could only be meant to break something."""
    try:
        document = json.loads(inhoud.decode("utf-8-sig"), parse_constant=weiger, object_pairs_hook=zonder_dubbel)
    except RecursionError as fout:
        raise ValidationError(TE_DIEP) from fout
    except ValueError as fout:
        raise ValidationError(GEEN_JSON) from fout
    keur(document)
    return document


def weiger(_: str) -> NoReturn:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError


def zonder_dubbel(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    """One name twice in an object: programs would disagree about which of the two counts."""
    uit = dict(paren)
    if len(uit) != len(paren):
        raise ValueError
    return uit


def keur(document: Any) -> None:
    """How deep it goes, and whether each text can be kept. Walks without recursion."""
    laag, diepte = [document], 0
    while laag:
        diepte += 1
        if diepte > MAX_DIEPTE:
            raise ValidationError(TE_DIEP)
        if any(isinstance(ding, str) and not bewaarbaar(ding) for ding in laag):
            raise ValidationError(TEKEN)
        laag = [deel for ding in laag for deel in delen_van(ding)]


def delen_van(ding: Any) -> Iterable[Any]:
    if isinstance(ding, dict):
        return [*ding, *ding.values()]
    return ding if isinstance(ding, list) else ()


def bewaarbaar(tekst: str) -> bool:
    return "\x00" not in tekst and not any("\ud800" <= teken <= "\udfff" for teken in tekst)


class BestandForm(forms.Form):
    """One file for one referral. Everything that is wrong with it stands at the field, each with its place in the file."""

    use_required_attribute = False

    bestand = forms.FileField(
        label="Bestand met voortgang",
        help_text="Een JSON-bestand in het formaat ggw-verwijzing, hoogstens 1 MB.",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": "Kies een bestand.",
            "missing": "Kies een bestand.",
            "invalid": "Kies een bestand.",
            "empty": "Dit bestand is leeg.",
            "max_length": "De naam van dit bestand is te lang.",
        },
    )

    def __init__(self, *args: Any, rij: kant.Ontvangen, hoofd: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rij, self.hoofd = rij, hoofd
        self.regels: list[dict[str, Any]] = []
        self.begin: dict[str, date] = {}
        self.sleutel = UUID(int=0)
        self.al_bewaard = 0

    def clean_bestand(self) -> dict[str, Any]:
        upload: UploadedFile = self.cleaned_data["bestand"]
        if (upload.size or 0) > MAX_BYTES:
            raise ValidationError(TE_GROOT)
        document: dict[str, Any] = lees(upload.read())
        if fouten := fouten_in(document):
            raise ValidationError(fouten)
        self.bij_deze_verwijzing(document["verwijzing"])
        voortgang = document["voortgang"]
        self.sleutel = UUID(voortgang["sleutel"])
        fouten = [*self.neem_begin(voortgang), *self.neem_regels(voortgang["regels"])]
        if fouten:
            raise ValidationError(fouten)
        if not (self.regels or self.begin or self.al_bewaard):
            raise ValidationError(LEEG)
        if self.regels and not self.kan_melden():
            raise ValidationError(NIET_GESTART)
        return document

    def bij_deze_verwijzing(self, verwijzing: dict[str, Any]) -> None:
        """One answer for what does not exist and for what is another's."""
        if (
            UUID(verwijzing["sleutel"]) != self.rij.sleutel
            or verwijzing.get("gezin", self.rij.nummer) != self.rij.nummer
        ):
            raise ValidationError(ANDERE)
        if not self.rij.loopt:
            raise ValidationError(VOORBIJ)

    def kan_melden(self) -> bool:
        return self.rij.status in {S.STARTGESPREK, *IN_HULP} or "gestart_op" in self.begin

    def neem_begin(self, voortgang: dict[str, Any]) -> list[str]:
        """The two days with which help begins; a day that stands there already is not told again."""
        fouten = []
        for veld in ("startgesprek_gehouden_op", "gestart_op"):
            stond: date | None = getattr(self.rij, veld)
            dag = date.fromisoformat(voortgang[veld]) if voortgang.get(veld) else None
            if dag is None:
                continue
            if dag == stond:
                self.al_bewaard += 1
            elif fout := self.mag_begin(veld, dag, stond):
                fouten.append(met_plek(["voortgang", veld], fout))
            else:
                self.begin[veld] = dag
        return fouten

    def mag_begin(self, veld: str, dag: date, stond: date | None) -> str:
        if not self.hoofd:
            return ALLEEN_HOOFD
        if stond is not None:
            return f"Hier staat al een andere dag: {stond:%d-%m-%Y}. Overleg met de gezinsmanager."
        if not self.rij.verzonden_op <= dag <= timezone.localdate():
            return "Kies een dag sinds de verwijzing kwam, tot en met vandaag."
        if self.rij.status not in {S.GEACCEPTEERD, S.STARTGESPREK} and veld == "gestart_op":
            return "Neem de verwijzing eerst aan en plan het startgesprek."
        return ""

    def neem_regels(self, regels: list[dict[str, Any]]) -> list[str]:
        fouten, gezien = [], set()
        bewaard = {v.resultaat_id: v for v in kant.voortgang(self.rij.pk) if v.sleutel == self.sleutel}
        resultaten = kant.resultaten(self.rij.pk)
        for nr, regel in enumerate(regels):
            resultaat = regel.get("resultaat")
            if resultaat in gezien:
                fouten.append(met_plek(["voortgang", "regels", nr], "Dit resultaat staat er twee keer in."))
            elif resultaat in bewaard:
                fouten += self.al_gemeld(nr, regel, bewaard[resultaat])
            else:
                fouten += self.neem_regel(nr, regel, resultaten)
            gezien.add(resultaat)
        return fouten

    def al_gemeld(self, nr: int, regel: dict[str, Any], stond: kant.Gemeld) -> list[str]:
        einde = stond.verwacht_einde.isoformat() if stond.verwacht_einde else None
        oud = (stond.cijfer, stond.woorden, stond.bezoeken, einde)
        nieuw = (regel.get("cijfer"), regel["woorden"].strip(), regel.get("bezoeken"), regel.get("verwacht_einde"))
        if oud != nieuw:
            return [met_plek(["voortgang", "regels", nr], ANDERE_INHOUD)]
        self.al_bewaard += 1
        return []

    def neem_regel(self, nr: int, regel: dict[str, Any], resultaten: list[tuple[int, str]]) -> list[str]:
        """The form that people fill in judges the line too."""
        einde = date.fromisoformat(regel["verwacht_einde"]) if regel.get("verwacht_einde") else None
        velden = {
            **{veld: heel(regel.get(veld)) for veld in ("resultaat", "cijfer", "bezoeken")},
            "woorden": regel["woorden"],
            "einde": f"{einde.day:02d}-{einde.month:02d}-{einde.year:04d}" if einde else "",
            "sleutel": str(self.sleutel),
        }
        form = VoortgangForm(velden, resultaten=resultaten)
        if form.is_valid():
            self.regels.append(form.cleaned_data)
        return [
            met_plek(["voortgang", "regels", nr, "verwacht_einde" if veld == "einde" else veld], str(fout))
            for veld, fouten in form.errors.items()
            for fout in fouten
        ]


def heel(waarde: float | None) -> str:
    """JSON knows one kind of number: 7.0 is 7."""
    return "" if waarde is None else str(int(waarde))


def bewaar(rij: kant.Ontvangen, form: BestandForm) -> bool:
    """All of the file, or nothing of it. False when the referral changed while this was sent."""
    try:
        with transaction.atomic():
            for gelukt in stappen(rij, form):
                if not gelukt:
                    raise VerwijzingGeweigerd(INTUSSEN)
    except VerwijzingGeweigerd:
        return False
    return True


def stappen(rij: kant.Ontvangen, form: BestandForm) -> Iterable[bool]:
    if gehouden := form.begin.get("startgesprek_gehouden_op"):
        yield kant.hield_startgesprek(rij.pk, gehouden)
    if gestart := form.begin.get("gestart_op"):
        yield kant.zet_stap(rij.pk, S.GESTART, dag=gestart, sleutel=form.sleutel)
    for regel in form.regels:
        yield kant.meld_voortgang(rij.pk, **regel)
