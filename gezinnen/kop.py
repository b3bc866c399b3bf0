"""What stands above every page of a family: badges, who is reached on the doorstep, the last contact and the next appointment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import KOPMERKEN, Kopmerk, Merk
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
from ggw.database.geschreven import eenmaal_geschreven
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
    """The context of the header, in two queries: every page asks it."""
    mag_contact = request.user.has_perm("contact.bekijken")
    mijn = tuple(soort for soort in KOPMERKEN if request.user.has_perm(soort.recht))
    [feiten] = kopfeiten(mijn, mag_contact, gezin.pk, timezone.now())
    return {
        "kopmerken": kopmerken(request, gezin, mijn, feiten),
        "deurregels": deurregels(gezin) if mag_contact else [],
        "laatste_contact": contactregel(gezin, feiten.get("laatste_contact")),
        "volgende_afspraak": feiten["volgende_afspraak"],
    }


@eenmaal_geschreven
def kopfeiten(soorten: tuple[Kopmerk, ...], mag_contact: bool, gezin_id: int, nu: datetime) -> Any:
    gegevens = {naam: waarde for soort in soorten for naam, waarde in soort.gegevens().items()}
    afspraak = Afspraak.objects.filter(gezin=OuterRef("pk")).komend(nu).values("op")[:1]
    gegevens |= {"volgende_afspraak": Subquery(afspraak)}
    gegevens |= {"laatste_contact": laatste_contact()} if mag_contact else {}
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
        "url": reverse("veiligheid:contact", kwargs={"nummer": gezin.nummer, "pk": rij["pk"]}),
    }


def deurregels(gezin: Gezin) -> list[dict[str, Any]]:
    """What you need on the doorstep, for each adult and each address: name, role, gezag, phone, where."""
    return [
        {"lid": lid, "gezag": lid.met_gezag, "telefoons": lid.telefoons, "adres": lid.woont_op}
        for lid in volwassenen(gezin.pk)
    ]


@eenmaal_geschreven
def volwassenen(gezin_id: int) -> Any:
    telefoons = Contactgegeven.objects.filter(gezinslid=OuterRef("pk"), soort="telefoon").order_by("id")
    adressen = Adres.objects.filter(gezinslid=OuterRef("pk")).huidig()
    loopt = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    gezag = Gezag.objects.filter(loopt, houder=OuterRef("pk")).exclude(soort="geschorst")
    waar = JSONObject(geheim="geheim", straat="straat", huisnummer="huisnummer", plaats="plaats")
    leden: Any = Gezinslid.objects.volwassenen().filter(gezin=gezin_id, overleden_op__isnull=True)
    return leden.select_related("huishouden").annotate(
        met_gezag=Exists(gezag),
        telefoons=ArraySubquery(telefoons.values("waarde")),
        woont_op=Subquery(adressen.values(adres=waar)[:1]),
    )
