"""What Gezin en netwerk hangs on other pages: its tab, its steps of "Wat nu", its sentences on the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from gezinnen.aanhaken import STAPBRONNEN, TABBLADEN, Stap, Stapbron, Stapfeit, Tabblad
from gezinnen.models import Begeleiding, Contactgegeven, ContactgegevenSoort, Gezag, Gezinslid
from gezinnen.tijdlijn import ZINNEN

BSN_NA = timedelta(days=14)
ACHTTIEN_JAAR = timedelta(days=6575)


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Gezin en netwerk", "gezinnen:leden", "gezin.bekijken", 20))
    STAPBRONNEN.append(LEDEN)
    ZINNEN.update(
        {
            "lid.toegevoegd": ("Gezinslid toegevoegd", "gezinnen:lid"),
            "lid.gewijzigd": ("Gegevens van een gezinslid gewijzigd", "gezinnen:lid"),
            "bsn.vastgesteld": ("BSN van een gezinslid vastgesteld", "gezinnen:lid"),
            "huishouden.toegevoegd": ("Huishouden toegevoegd", "gezinnen:leden"),
            "huishouden.gewijzigd": ("Huishouden gewijzigd", "gezinnen:leden"),
            "adres.toegevoegd": ("Adres toegevoegd", None),
            "adres.gewijzigd": ("Adres gewijzigd of beëindigd", None),
            "contactgegeven.toegevoegd": ("Telefoon of e-mail toegevoegd", None),
            "contactgegeven.gewijzigd": ("Telefoon of e-mail gewijzigd", None),
            "contactgegeven.verwijderd": ("Telefoon of e-mail verwijderd", None),
            "relatie.toegevoegd": ("Relatie toegevoegd", "gezinnen:leden"),
            "relatie.beeindigd": ("Relatie beëindigd", "gezinnen:leden"),
            "gezag.toegevoegd": ("Gezag vastgelegd", "gezinnen:leden"),
            "gezag.beeindigd": ("Gezag beëindigd", "gezinnen:leden"),
            "netwerklid.toegevoegd": ("Iemand uit het netwerk toegevoegd", "gezinnen:leden"),
            "netwerklid.gewijzigd": ("Iemand uit het netwerk gewijzigd", "gezinnen:leden"),
            "gezin.gewijzigd": ("Wensen of kenmerken van het gezin gewijzigd", "gezinnen:leden"),
            "koppeling.voorgesteld": ("Voorgesteld: ook bekend in een ander gezin", "gezinnen:lid"),
            "koppeling.niet_gevonden": ("Gezocht in een ander gezin, niets gevonden", "gezinnen:lid"),
            "koppeling.aanvaard": ("Gekoppeld: ook bekend in een ander gezin", "gezinnen:lid"),
            "koppeling.afgewezen": ("Koppeling met een ander gezin afgewezen", "gezinnen:lid"),
        }
    )


def mensen(gezinnen: list[int]) -> Any:
    """Families that are guided, with what is missing about their people."""
    van_gezin = {"gezin": OuterRef("gezin_id")}
    kinderen = Gezinslid.objects.jeugdigen().filter(**van_gezin, verwachte_datum=None)
    minderjarig = kinderen.exclude(geboortedatum__lte=timezone.localdate() - ACHTTIEN_JAAR)
    telefoons = Contactgegeven.objects.filter(
        **van_gezin, soort=ContactgegevenSoort.TELEFOON, gezinslid__in=Gezinslid.objects.huidig()
    )
    return Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op=None).annotate(
        s_wat=JSONObject(
            begonnen_op="begonnen_op",
            zonder_gezag=Exists(minderjarig.exclude(Exists(Gezag.objects.filter(kind=OuterRef("pk"))))),
            met_telefoon=Exists(telefoons),
            zonder_bsn=Exists(kinderen.filter(bsn_vastgesteld_op=None)),
        )
    )


def stappen(feit: Stapfeit) -> Iterator[Stap]:
    """What is missing about the people of a family while it is guided."""
    leden, begonnen_op = feit.url("gezinnen:leden"), feit.dag("begonnen_op")
    if feit.wat["zonder_gezag"]:
        yield feit.stap("Leg vast wie het gezag heeft", feit.url("gezinnen:gezag-toevoegen"), voor="gezin.wijzigen")
    if not feit.wat["met_telefoon"]:
        yield feit.stap("Leg een telefoonnummer vast", leden, voor="gezin.wijzigen")
    if feit.wat["zonder_bsn"] and begonnen_op and begonnen_op + BSN_NA < timezone.localdate():
        yield feit.stap("Stel het BSN van de kinderen vast", leden, voor="gezin.wijzigen")


LEDEN = Stapbron(mensen, stappen)
