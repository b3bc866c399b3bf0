"""What changed about a person in this file, when and by whom: the history of django-pghistory in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from gezinnen.gezinsbeeld import Gezinsbeeld
from gezinnen.models import Gezinslid
from ggw.organisatie.models import Medewerker

VERBORGEN = frozenset({"id", "gezin", "sorteernaam"})
ALLEEN_GENOEMD = {"bijzonderheden": "bijzonderheden", "persoon": "koppeling met een ander gezin"}
HANDELING = {"insert": "Toegevoegd", "update": "Gewijzigd", "delete": "Verwijderd"}


@dataclass(frozen=True)
class Verschil:
    """One field; `oud` and `nieuw` are None when only the fact is told."""

    label: str
    oud: str | None = None
    nieuw: str | None = None


@dataclass(frozen=True)
class Wijziging:
    op: datetime
    wie: str
    handeling: str
    verschillen: list[Verschil]


def wijzigingen_van(lid: Gezinslid, beeld: Gezinsbeeld) -> list[Wijziging]:
    """Newest first. Changes that only the machine sees are left out."""
    gebeurd = apps.get_model("gezinnen", "GezinslidEvent")._default_manager
    rijen = list(gebeurd.filter(gezin=lid.gezin_id, pgh_obj=lid.pk).order_by("pgh_id"))
    namen = Namen(beeld, {wie for rij in rijen if (wie := gebruiker_van(rij)) is not None})
    gevonden = []
    vorige: models.Model | None = None
    for rij in rijen:
        anders = verschillen(vorige, rij, namen) if vorige is not None else []
        if vorige is None or anders:
            handeling = HANDELING.get(rij.pgh_label, rij.pgh_label)
            gevonden.append(Wijziging(rij.pgh_created_at, namen.medewerker(gebruiker_van(rij)), handeling, anders))
        vorige = rij
    return gevonden[::-1]


def gebruiker_van(rij: Any) -> int | None:
    wie = (rij.pgh_context or {}).get("gebruiker")
    return wie if isinstance(wie, int) else None


class Namen:
    """The names behind the ids in the history, looked up once."""

    def __init__(self, beeld: Gezinsbeeld, medewerkers: set[int]) -> None:
        self.medewerkers = dict(Medewerker.objects.filter(pk__in=medewerkers).values_list("pk", "naam"))
        self.huishoudens = {huishouden.pk: huishouden.naam for huishouden in beeld.huishoudens}
        self.leden = {pk: mens.lid.naam for pk, mens in beeld.mensen.items()}

    def medewerker(self, pk: int | None) -> str:
        return self.medewerkers.get(pk, "het systeem") if pk is not None else "het systeem"

    def waarde(self, veld: models.Field[Any, Any], waarde: Any) -> str:
        if waarde is None or waarde == "":
            return "leeg"
        if veld.name == "huishouden":
            return self.huishoudens.get(waarde, "een huishouden van toen")
        if veld.name == "moeder":
            return self.leden.get(waarde, "iemand van toen")
        if isinstance(waarde, bool):
            return "ja" if waarde else "nee"
        if isinstance(waarde, date):
            return f"{waarde:%d-%m-%Y}"
        return str(dict(veld.flatchoices).get(waarde, waarde))


def verschillen(vorige: models.Model, rij: models.Model, namen: Namen) -> list[Verschil]:
    gevonden = []
    for veld in Gezinslid._meta.concrete_fields:
        oud, nieuw = getattr(vorige, veld.attname), getattr(rij, veld.attname)
        if veld.name in VERBORGEN or oud == nieuw:
            continue
        if veld.name in ALLEEN_GENOEMD:
            gevonden.append(Verschil(ALLEEN_GENOEMD[veld.name]))
        else:
            label = "BSN vastgesteld op" if veld.name == "bsn_vastgesteld_op" else str(veld.verbose_name)
            gevonden.append(Verschil(label, namen.waarde(veld, oud), namen.waarde(veld, nieuw)))
    return gevonden
