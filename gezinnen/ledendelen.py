"""What Gezin en netwerk hangs on other pages: its tab, its steps of "Wat nu", its sentences on the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import TABBLADEN, WERKWIJZERS, Stap, Tabblad
from gezinnen.models import Begeleiding, Contactgegeven, ContactgegevenSoort, Gezag, Gezinslid
from gezinnen.tijdlijn import ZINNEN

BSN_NA = timedelta(days=14)
ACHTTIEN_JAAR = timedelta(days=6575)


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Gezin en netwerk", "gezinnen:leden", "gezin.bekijken", 20))
    WERKWIJZERS.append(leden_stappen)
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


def leden_stappen(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """What is missing about the people of these families while they are guided: one query, however many there are."""
    van_gezin = {"gezin": OuterRef("gezin_id")}
    kinderen = Gezinslid.objects.jeugdigen().filter(**van_gezin, verwachte_datum=None)
    minderjarig = kinderen.exclude(geboortedatum__lte=timezone.localdate() - ACHTTIEN_JAAR)
    telefoons = Contactgegeven.objects.filter(
        **van_gezin, soort=ContactgegevenSoort.TELEFOON, gezinslid__in=Gezinslid.objects.huidig()
    )
    rijen = Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op=None).annotate(
        zonder_gezag=Exists(minderjarig.exclude(Exists(Gezag.objects.filter(kind=OuterRef("pk"))))),
        met_telefoon=Exists(telefoons),
        zonder_bsn=Exists(kinderen.filter(bsn_vastgesteld_op=None)),
    )
    mist: dict[str, set[int]] = {"gezag": set(), "telefoon": set(), "bsn": set()}
    for gezin_id, begonnen_op, *wat in rijen.values_list(
        "gezin_id", "begonnen_op", "zonder_gezag", "met_telefoon", "zonder_bsn"
    ):
        vast = (wat[0], not wat[1], wat[2] and begonnen_op + BSN_NA < timezone.localdate())
        for naam, ontbreekt in zip(mist, vast, strict=True):
            mist[naam] |= {gezin_id} if ontbreekt else set()
    yield from stappen(gezinnen, mist["gezag"], "Leg vast wie het gezag heeft", "gezinnen:gezag-toevoegen")
    yield from stappen(gezinnen, mist["telefoon"], "Leg een telefoonnummer vast", "gezinnen:leden")
    yield from stappen(gezinnen, mist["bsn"], "Stel het BSN van de kinderen vast", "gezinnen:leden")


def stappen(gezinnen: dict[int, str], welke: set[int], tekst: str, url_naam: str) -> Iterator[Stap]:
    for gezin_id in sorted(welke):
        yield Stap(gezin_id, tekst, reverse(url_naam, kwargs={"nummer": gezinnen[gezin_id]}), voor="gezin.wijzigen")
