"""Parents with psychische problemen: without the GGZ, waiting for it, with it, and brought there by an SPV or not."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from gezinnen.models import Gezin, Gezinslid, Toewijzing
from rapportage.voorbeeld.hulp import Soort, gebeurt_in, maak_hulp, om
from spic.models import PsychischeProblemen

VAN_DE_EERSTE, ELKE = 120, 3
"""Of the first families every third one."""
GGZ, SPV = ("GGZ Proefstad", "L. Zonnedauw", "020-0000021"), ("GGZ Proefstad", "W. Duizendblad", "020-0000024")
WACHT = Soort(
    "ggz_ouder", "Hulp bij angst en somberheid", *GGZ, 40, stap="Bellen hoe lang het wachten nog duurt", over=5
)
LOOPT = Soort("ggz_ouder", "Hulp bij angst en somberheid", *GGZ, 150, 90, stil=8, stap="Vragen hoe het gaat", over=12)
SPV_KLAAR = Soort("spv", "Iemand die met ons meegaat op huisbezoek", *SPV, 150, 140, 45, reden="Het doel is bereikt.")
NA_SPV = Soort("ggz_ouder", "Hulp bij angst en somberheid", *GGZ, 100, 50, stil=9, stap="Vragen hoe het gaat", over=16)
SPV_ZONDER = SPV_KLAAR._replace(reden="De ouder wil geen hulp van de GGZ.")
VERLOOP: tuple[tuple[Soort, ...], ...] = (
    (),
    (WACHT,),
    (SPV_KLAAR, NA_SPV),
    (),
    (LOOPT,),
    (SPV_KLAAR, NA_SPV),
    (SPV_ZONDER,),
)
VERLOOPT_IN = timedelta(days=60)
"""In a family that is here shorter nothing was arranged yet."""
VOLGENS = ("ouder", "behandelaar", "gezinsmanager", "netwerk")


def maak_ouders() -> None:
    """The same every time. Help that was there before counts as well."""
    lopend = Toewijzing.objects.filter(tot__isnull=True).select_related("gezin", "begeleiding").order_by("gezin_id")
    for nr, toewijzing in enumerate(lopend[:VAN_DE_EERSTE:ELKE]):
        gezin, door_id = toewijzing.gezin, toewijzing.gezinsmanager_id
        ouder = eerste_volwassene(gezin)
        if ouder is None:
            continue
        begin = toewijzing.begeleiding.begonnen_op
        sinds = min(begin + timedelta(days=9), timezone.localdate())
        PsychischeProblemen.objects.create(
            gezin=gezin,
            gezinslid=ouder,
            sinds=sinds,
            volgens=VOLGENS[nr % len(VOLGENS)],
            door_id=door_id,
            created_at=om(sinds),
        )
        gebeurt_in(gezin, "hulp.ouder_problemen", sinds, door_id)
        kort = timezone.localdate() - begin < VERLOOPT_IN
        for plaats, soort in enumerate([] if kort else VERLOOP[nr % len(VERLOOP)], start=10):
            maak_hulp(gezin, soort, plaats, begin, door_id)


def eerste_volwassene(gezin: Gezin) -> Gezinslid | None:
    """As `zet_voor_wie()` of the help chooses."""
    return gezin.leden.volwassenen().filter(overleden_op=None, verwachte_datum=None).order_by("pk").first()
