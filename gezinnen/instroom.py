"""From aanmelding to family: is it known already, and taking it on with everybody who was named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from gezinnen.models import Aangemelde, Aanmelding, AlBesloten, Gebeurtenis, Gezin, Gezinslid
from gezinnen.sorteren import gezinssleutel
from gezinnen.termijnen import herbereken
from ggw.concepten.naastelkaar import vingerafdruk
from ggw.organisatie.models import Basisteam, Medewerker
from ggw.toegang.poort import Aangenomen, Bekende, bekend, neem_aan

ZOEKEN_PER_UUR = 60


@dataclass(frozen=True)
class Nagegaan:
    """Of one person or address: what was asked, and in which families it is known. `treffers` is None when it cannot be asked."""

    wat: str
    treffers: list[Bekende] | None
    persoon: Aangemelde | None = None


def stand(rij: Aanmelding) -> str:
    """The state of an aanmelding with its persons, as it is stored now; empty for a new one."""
    if rij._state.adding:
        return ""
    velden = [v.attname for v in rij._meta.concrete_fields if v.editable]
    zelf = Aanmelding.objects.filter(pk=rij.pk).values_list(*velden)
    personen = Aangemelde.objects.filter(aanmelding_id=rij.pk).order_by("pk").values_list()
    return vingerafdruk([list(zelf), list(personen)])


def ga_na(aanmelding: Aanmelding, personen: list[Aangemelde]) -> list[Nagegaan]:
    """Ask for each person with a surname and a birth date, and for the address, whether we know them."""
    uitkomsten = [Nagegaan(persoon.naam, ken_persoon(persoon), persoon) for persoon in personen]
    treffers = None
    if aanmelding.postcode and aanmelding.huisnummer:
        treffers = bekend(
            achternaam="",
            geboortedatum=None,
            bsn="",
            postcode=aanmelding.postcode,
            huisnummer=aanmelding.huisnummer,
        )
    return [*uitkomsten, Nagegaan("Adres", treffers)]


def ken_persoon(persoon: Aangemelde) -> list[Bekende] | None:
    if not persoon.achternaam or persoon.geboortedatum is None:
        return None
    return bekend(
        achternaam=persoon.achternaam, geboortedatum=persoon.geboortedatum, bsn="", postcode="", huisnummer=""
    )


def zoek(*, achternaam: str, geboortedatum: date | None, bsn: str, postcode: str, huisnummer: str) -> list[Bekende]:
    """What is asked on the search page; each family once."""
    return bekend(achternaam=achternaam, geboortedatum=geboortedatum, bsn=bsn, postcode=postcode, huisnummer=huisnummer)


def tel_zoekvraag(gebruiker_id: int) -> bool:
    """Count one search of this person; False when this hour is full. Call it outside the door: inside, the cache is closed."""
    sleutel = f"bekend:{gebruiker_id}:{timezone.localtime():%Y%m%d%H}"
    aantal = cache.get(sleutel, 0)
    if aantal >= ZOEKEN_PER_UUR:
        return False
    cache.set(sleutel, aantal + 1, 2 * 60 * 60)
    return True


@transaction.atomic
def neem_gezin_aan(
    aanmelding: Aanmelding, *, basisteam: Basisteam, persoon: Medewerker, wacht: bool, reden: str, door_id: int
) -> Aangenomen:
    """Make the family, with everybody named in the aanmelding as its Gezinsleden.

    `persoon` becomes its gezinsmanager or, with `wacht`, its wachter. The address stays with the aanmelding: in a family an
    address belongs to a person, and whose it is, is asked at the first contact. Raises AlBesloten when a colleague was first.
    """
    try:
        aangenomen = neem_aan(
            aanmelding.pk,
            basisteam_id=basisteam.pk,
            gezinsmanager_id=None if wacht else persoon.pk,
            wachter_id=persoon.pk if wacht else None,
            reden=reden,
        )
    except Http404 as fout:
        raise AlBesloten from fout
    gezin = Gezin.objects.get(pk=aangenomen.gezin_id)
    gezin.sorteernaam = gezinssleutel(gezin.naam)
    gezin.save(update_fields=["sorteernaam"])
    leden = Gezinslid.objects.bulk_create(
        [maak_gezinslid(gezin, aangemelde) for aangemelde in Aangemelde.objects.filter(aanmelding_id=aanmelding.pk)]
    )
    Gebeurtenis.objects.bulk_create(
        [Gebeurtenis(gezin=gezin, soort="lid.toegevoegd", onderwerp_id=lid.pk, door_id=door_id) for lid in leden]
    )
    herbereken([gezin.pk])
    return aangenomen


def maak_gezinslid(gezin: Gezin, aangemelde: Aangemelde) -> Gezinslid:
    namen = (aangemelde.voornaam, aangemelde.tussenvoegsel, aangemelde.achternaam)
    return Gezinslid(
        gezin=gezin,
        voornaam=aangemelde.voornaam,
        tussenvoegsel=aangemelde.tussenvoegsel,
        achternaam=aangemelde.achternaam,
        sorteernaam=Gezinslid.maak_sorteernaam(*namen),
        geboortedatum=aangemelde.geboortedatum,
        verwachte_datum=aangemelde.verwachte_datum,
        geslacht=aangemelde.geslacht,
        rol=aangemelde.rol,
        is_jeugdige=aangemelde.is_kind,
    )
