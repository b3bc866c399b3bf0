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
    """What is missing about the people of these families while they are guided: four queries, however many there are."""
    begonnen = dict(
        Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op=None).values_list("gezin_id", "begonnen_op")
    )
    kinderen = Gezinslid.objects.jeugdigen().filter(gezin__in=begonnen, verwachte_datum=None)
    minderjarig = kinderen.exclude(geboortedatum__lte=timezone.localdate() - ACHTTIEN_JAAR)
    zonder_gezag = set(
        minderjarig.exclude(Exists(Gezag.objects.filter(kind=OuterRef("pk")))).values_list("gezin_id", flat=True)
    )
    zonder_bsn = {
        gezin_id
        for gezin_id in kinderen.filter(bsn_vastgesteld_op=None).values_list("gezin_id", flat=True)
        if begonnen[gezin_id] + BSN_NA < timezone.localdate()
    }
    telefoons = Contactgegeven.objects.filter(gezin__in=begonnen, soort=ContactgegevenSoort.TELEFOON)
    met_telefoon = set(telefoons.filter(gezinslid__in=Gezinslid.objects.huidig()).values_list("gezin_id", flat=True))
    yield from stappen(gezinnen, zonder_gezag, "Leg vast wie het gezag heeft", "gezinnen:gezag-toevoegen")
    yield from stappen(gezinnen, set(begonnen) - met_telefoon, "Leg een telefoonnummer vast", "gezinnen:leden")
    yield from stappen(gezinnen, zonder_bsn, "Stel het BSN van de kinderen vast", "gezinnen:leden")


def stappen(gezinnen: dict[int, str], welke: set[int], tekst: str, url_naam: str) -> Iterator[Stap]:
    for gezin_id in sorted(welke):
        yield Stap(gezin_id, tekst, reverse(url_naam, kwargs={"nummer": gezinnen[gezin_id]}), voor="gezin.wijzigen")
