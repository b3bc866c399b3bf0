"""What goes out of one referral: the same for both sides, as the provider reads it; a file or paper is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from django.utils import timezone

from gezinnen.models import Toewijzing
from spic import partner as kant
from spic.models import Eindbesluit, Eindreden, Pakket, Partij, Verwijzing, VerwijzingStatus, Weigerreden
from spic.uitwisselen.vorm import FORMAAT, IJW, VERSIE

EINDE, WEIGERING = "eindreden", "weigerreden"


class Kind(NamedTuple):
    lid: int
    spic: str
    naam: str
    productcode: str
    voorbeeld: bool


class Reden(NamedTuple):
    lijst: str
    code: str
    naam: str


class Gemeld(NamedTuple):
    resultaat: int | None
    cijfer: int | None
    woorden: str
    bezoeken: int | None
    verwacht_einde: date | None
    op: datetime


@dataclass(frozen=True)
class Uitvoer:
    """`gemeente` (CBS code) is empty on the provider's side: nobody shared it, and the provider has it from the gemeente."""

    rij: Verwijzing | kant.Ontvangen
    gezin: str
    aanbieder: tuple[int, str]
    contact: dict[str, str]
    kinderen: list[Kind]
    resultaten: list[tuple[int, str]]
    pakket: Pakket | kant.OntvangenPakket
    gemeld: list[Gemeld]
    reden: Reden | None
    gemeente: str = ""

    @property
    def stand(self) -> str:
        return VerwijzingStatus(self.rij.status).label

    @property
    def bestandsnaam(self) -> str:
        """Numbers only."""
        return f"{self.gezin}-verwijzing-{self.rij.pk}"

    def namen(self) -> dict[int, str]:
        return dict(self.resultaten)

    def document(self) -> dict[str, Any]:
        """The file, ready to write out; `voortgang` is there to be filled in, with a key that was never used."""
        return {
            "formaat": FORMAAT,
            "versie": VERSIE,
            "gemaakt_op": tijd(timezone.now()),
            "verwijzing": self._verwijzing(),
            "aanbieder": {"nummer": self.aanbieder[0], "naam": self.aanbieder[1]},
            "contact": self.contact,
            "kinderen": [kind._asdict() for kind in self.kinderen],
            "resultaten": [{"nummer": nummer, "wat": wat} for nummer, wat in self.resultaten],
            "pakket": {
                "versie": self.pakket.versie,
                "gemaakt_op": tijd(self.pakket.gemaakt_op),
                "sha256": self.pakket.sha256,
                "inhoud": self.pakket.inhoud,
            },
            "gemeld": [
                {**rij._asdict(), "verwacht_einde": dag(rij.verwacht_einde), "op": tijd(rij.op)} for rij in self.gemeld
            ],
            "ijw": self._ijw(),
            "voortgang": {"sleutel": str(uuid4()), "regels": []},
        }

    def _verwijzing(self) -> dict[str, Any]:
        rij = self.rij
        return {
            "sleutel": str(rij.sleutel),
            "gezin": self.gezin,
            "status": str(rij.status),
            "hulpvraag": self.pakket.inhoud.get("hulpvraag", ""),
            "verzonden_op": dag(rij.verzonden_op),
            "beantwoord_op": tijd(rij.beantwoord_op),
            "startgesprek_op": tijd(rij.startgesprek_op),
            "startgesprek_gehouden_op": dag(rij.startgesprek_gehouden_op),
            "gestart_op": dag(rij.gestart_op),
            "einddatum": dag(rij.einddatum),
            "verwacht_einde": dag(rij.verwacht_einde),
            "beeindigd_op": dag(rij.beeindigd_op),
            "reden": self.reden and self.reden._asdict(),
        }

    def _ijw(self) -> dict[str, Any]:
        """What 315, 305 and 307 need and we have. No help, no period: then there is nothing to start or to stop."""
        rij = self.rij
        gestopt = self.reden if self.reden and self.reden.lijst == EINDE else None
        einde = (rij.beeindigd_op or rij.einddatum) if rij.gestart_op else None
        return {
            "versie": IJW,
            "gemeente": self.gemeente or None,
            "voorzieningen": [
                {
                    "lid": kind.lid,
                    "productcode": kind.productcode,
                    "begindatum": dag(rij.gestart_op),
                    "einddatum": dag(einde),
                    "reden_beeindiging": gestopt and gestopt._asdict(),
                }
                for kind in self.kinderen
            ],
        }


def dag(waarde: date | None) -> str | None:
    return waarde.isoformat() if waarde else None


def tijd(waarde: datetime | None) -> str | None:
    """In our own time, with its distance to UTC."""
    return timezone.localtime(waarde).isoformat(timespec="seconds") if waarde else None


def van_ons(rij: Verwijzing) -> Uitvoer | None:
    """At our own side: what the hoofdaannemer reads now. None for what was never sent."""
    pakket = Pakket.objects.nieuwste(rij)
    if pakket is None or rij.verzonden_op is None:
        return None
    wie = Toewijzing.objects.lopend().filter(gezin_id=rij.gezin_id).select_related("gezinsmanager").first()
    kinderen = rij.kinderen.select_related("spic__stelsel", "spic__segment", "spic__profiel", "spic__intensiteit")
    gemeld = rij.voortgangen.filter(partij=Partij.AANBIEDER)
    return Uitvoer(
        rij=rij,
        gezin=rij.gezin.nummer,
        aanbieder=(rij.aanbieder_id, rij.aanbieder.naam),
        contact=contact(
            wie.gezinsmanager.naam if wie else "",
            wie.gezinsmanager.telefoon if wie else "",
            rij.hulpverlener.naam if rij.hulpverlener else "",
            rij.trajectbegeleider.naam if rij.trajectbegeleider else "",
        ),
        kinderen=[Kind(k.kind_id, k.spic.code, k.spic.naam, k.spic.productcode, k.spic.voorbeeld) for k in kinderen],
        resultaten=[(r.resultaat_id, r.wat) for r in rij.resultaten.all()],
        pakket=pakket,
        gemeld=[Gemeld(v.resultaat_id, v.cijfer, v.woorden, v.bezoeken, v.verwacht_einde, v.op) for v in gemeld],
        reden=reden_van_ons(rij),
        gemeente=cbs_code(rij.gezin.gemeente.code if rij.gezin.gemeente else ""),
    )


def cbs_code(code: str) -> str:
    """Four digits, as iJw writes it; CBS itself writes "GM0363" too. Empty when it is neither."""
    cijfers = code.removeprefix("GM")
    return cijfers if re.fullmatch(r"[0-9]{4}", cijfers) else ""


def reden_van_ons(rij: Verwijzing) -> Reden | None:
    laatste = rij.stappen.filter(naar=rij.status).order_by("-op", "-id").first()
    code = laatste.code if laatste else ""
    if rij.status == VerwijzingStatus.GEWEIGERD:
        return reden(WEIGERING, code, Weigerreden.objects.values_list("code", "naam"))
    if rij.status == VerwijzingStatus.BEEINDIGD:
        return reden(EINDE, code, Eindreden.objects.values_list("code", "naam"))
    return None


def van_aanbieder(rij: kant.Ontvangen, grond: str) -> Uitvoer | None:
    """At the provider's side, from schema `partner` alone. An onderaannemer gets what its own package names."""
    pakket = kant.pakket(rij.pk)
    if pakket is None:
        return None
    hoofd = grond != "onderaannemer"
    gedeeld = pakket.inhoud.get("resultaten", [])
    return Uitvoer(
        rij=rij,
        gezin=rij.nummer,
        aanbieder=(rij.aanbieder_id, rij.aanbieder),
        contact=contact(
            rij.gezinsmanager,
            rij.telefoon,
            rij.hulpverlener if hoofd else "",
            rij.trajectbegeleider if hoofd else "",
        ),
        kinderen=[
            Kind(lid, s.code, s.naam, s.productcode, s.voorbeeld) for lid, s in sorted(kant.spics_van(rij.pk).items())
        ],
        resultaten=[(pk, wat) for pk, wat in kant.resultaten(rij.pk) if hoofd or wat in gedeeld],
        pakket=pakket,
        gemeld=[
            Gemeld(v.resultaat_id, v.cijfer, v.woorden, v.bezoeken, v.verwacht_einde, v.op)
            for v in kant.voortgang(rij.pk)
        ],
        reden=reden_van_aanbieder(rij) if hoofd else None,
    )


def reden_van_aanbieder(rij: kant.Ontvangen) -> Reden | None:
    if rij.status == VerwijzingStatus.GEWEIGERD:
        codes = [stap.code for stap in kant.stappen(rij.pk) if stap.naar == rij.status]
        return reden(WEIGERING, codes[-1] if codes else "", kant.weigerredenen(ook_oud=True))
    einde = kant.einde(rij.pk)
    if rij.status == VerwijzingStatus.BEEINDIGD and einde and einde.besluit == Eindbesluit.AKKOORD:
        return reden(EINDE, einde.reden_id, kant.eindredenen(ook_oud=True))
    return None


def reden(lijst: str, code: str, namen: Iterable[tuple[str, str]]) -> Reden | None:
    return Reden(lijst, code, dict(namen).get(code, code)) if code else None


def contact(gezinsmanager: str, telefoon: str, hulpverlener: str, trajectbegeleider: str) -> dict[str, str]:
    return {
        "gezinsmanager": gezinsmanager,
        "telefoon": telefoon,
        "hulpverlener": hulpverlener,
        "trajectbegeleider": trajectbegeleider,
    }
