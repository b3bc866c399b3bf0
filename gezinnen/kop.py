"""What stands above every page of a family: badges, who is reached on the doorstep, the last contact and the next appointment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from gezinnen.aanhaken import KOPMERKEN, Kopmerk, Merk
from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import (
    Adres,
    Afspraak,
    Begeleiding,
    Contactgegeven,
    Contactmoment,
    ContactSoort,
    Gezag,
    Gezin,
    Gezinslid,
)
from gezinnen.models.gezin import nieuwste_begeleiding
from ggw.database.geschreven import Vraag, eenmaal_geschreven
from ggw.toegang.deur import Verzoek

MERK_VAN_GROND = {
    "noodtoegang": ("Noodtoegang", "rood"),
    "benoemd": ("Afgeschermd", "oranje"),
    "afgesloten": ("Afgesloten: alleen lezen", ""),
    "dienst": ("U heeft dienst", ""),
    "vervanging": ("U vervangt een collega", ""),
}
"""Who is here for a while, or for a reason that others do not have, sees it on every page."""


def begeleiding_van(gezin: Gezin) -> Begeleiding | None:
    """The newest one, read once a request: header and cards show the same. What decides or writes asks `gezin.begeleiding` anew."""
    if "_begeleiding" not in gezin.__dict__:
        gezin.__dict__["_begeleiding"] = gezin.begeleiding
    gevonden: Begeleiding | None = gezin.__dict__["_begeleiding"]
    return gevonden


def kop(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """The context of the header, in one query: every page asks it."""
    vraag = kopvraag(request, gezin)
    [feiten] = kopfeiten(*vraag.argumenten)
    return {
        "kopmerken": kopmerken(request, gezin, vraag.argumenten[0], feiten),
        "deurregels": [deurregel(rij) for rij in feiten.get("deurregels", [])],
        "laatste_contact": contactregel(gezin, feiten.get("laatste_contact")),
        "volgende_afspraak": feiten["volgende_afspraak"],
    }


def kopvragen(request: Verzoek, gezin: Gezin) -> list[Vraag]:
    """What the header asks, to be read together with what the page itself asks."""
    begeleiding = [] if "_begeleiding" in gezin.__dict__ else [nieuwste_begeleiding.met(gezin.pk)]
    return [*begeleiding, kopvraag(request, gezin)]


def kopvraag(request: Verzoek, gezin: Gezin) -> Vraag:
    """The same of this whole request: the moment from which an appointment is still to come is kept."""
    mijn = tuple(soort for soort in KOPMERKEN if request.user.has_perm(soort.recht))
    nu = gezin.__dict__.setdefault("_kop_nu", timezone.now())
    return kopfeiten.met(mijn, request.user.has_perm("contact.bekijken"), gezin.pk, nu)


@eenmaal_geschreven
def kopfeiten(soorten: tuple[Kopmerk, ...], mag_contact: bool, gezin_id: int, nu: datetime) -> Any:
    gegevens = {naam: waarde for soort in soorten for naam, waarde in soort.gegevens().items()}
    afspraak = Afspraak.objects.filter(gezin=OuterRef("pk")).komend(nu).values("op")[:1]
    gegevens |= {"volgende_afspraak": Subquery(afspraak)}
    if mag_contact:
        gegevens |= {"laatste_contact": laatste_contact(), "deurregels": mensen_aan_de_deur()}
    return Gezin.objects.filter(pk=gezin_id).values(**gegevens)


def kopmerken(request: Verzoek, gezin: Gezin, soorten: Iterable[Kopmerk], feiten: dict[str, Any]) -> list[Merk]:
    merken = [Merk(f"Let op: {gezin.waarschuwing}", "rood")] if gezin.waarschuwing else []
    merken += [Merk(*MERK_VAN_GROND[request.grond])] if request.grond in MERK_VAN_GROND else []
    return merken + [merk for soort in soorten for merk in soort.merken(feiten)]


def laatste_contact() -> Subquery:
    contacten = Contactmoment.objects.met_gezin().filter(gezin=OuterRef("pk")).order_by("-op", "-id")
    return Subquery(contacten.values(regel=JSONObject(pk="pk", op="op", soort="soort"))[:1])


def contactregel(gezin: Gezin, rij: dict[str, Any] | None) -> dict[str, Any] | None:
    if rij is None:
        return None
    return {
        "op": datetime.fromisoformat(rij["op"]),
        "soort": ContactSoort(rij["soort"]).label,
        "url": gezinsadres("veiligheid:contact", gezin.nummer, rij["pk"]),
    }


def mensen_aan_de_deur() -> ArraySubquery:
    """What you need on the doorstep, for each adult and each address: name, role, gezag, phone, where."""
    telefoons = Contactgegeven.objects.filter(gezinslid=OuterRef("pk"), soort="telefoon").order_by("id")
    adressen = Adres.objects.filter(gezinslid=OuterRef("pk")).huidig()
    loopt = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    gezag = Gezag.objects.filter(loopt, houder=OuterRef("pk")).exclude(soort="geschorst")
    waar = JSONObject(geheim="geheim", straat="straat", huisnummer="huisnummer", plaats="plaats")
    leden = Gezinslid.objects.volwassenen().filter(gezin=OuterRef("pk"), overleden_op__isnull=True)
    regel = JSONObject(
        voornaam="voornaam",
        tussenvoegsel="tussenvoegsel",
        achternaam="achternaam",
        rol="rol",
        huishouden="huishouden__naam",
        gezag=Exists(gezag),
        telefoons=ArraySubquery(telefoons.values("waarde")),
        adres=Subquery(adressen.values(adres=waar)[:1]),
    )
    return ArraySubquery(leden.values(regel=regel))


def deurregel(rij: dict[str, Any]) -> dict[str, Any]:
    lid = Gezinslid(rol=rij["rol"], **{deel: rij[deel] for deel in ("voornaam", "tussenvoegsel", "achternaam")})
    return {**rij, "naam": lid.naam, "rol": lid.get_rol_display()}
