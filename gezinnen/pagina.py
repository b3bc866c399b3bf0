"""Every page of a family: header, tabs, and what is on it."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import KOPMERKEN, TABBLADEN, Merk
from gezinnen.models import Adres, Begeleiding, Contactgegeven, Contactmoment, Fase, Gezag, Gezin
from ggw.concepten.tonen import met_ingevuld
from ggw.toegang.deur import Verzoek
from ggw.toegang.nood import mijn_noodtoegang

MERK_VAN_GROND = {
    "noodtoegang": ("Noodtoegang", "rood"),
    "benoemd": ("Afgeschermd", "oranje"),
    "afgesloten": ("Afgesloten: alleen lezen", ""),
    "dienst": ("U heeft dienst", ""),
    "vervanging": ("U vervangt een collega", ""),
}
"""Who is here for a while, or for a reason that others do not have, sees it on every page."""
STAPPEN = (Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN, Fase.NAZORG)


def toon_gezin(
    request: Verzoek, gezin: Gezin, sjabloon: str, *, tab: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page of this family. `tab` is the url name of its tab, such as "gezinnen:leden"."""
    begeleiding = gezin.begeleiding
    nood_tot = mijn_noodtoegang() if request.grond == "noodtoegang" else None
    volledig = met_ingevuld(request, context)
    return render(
        request,
        sjabloon,
        {
            "gezin": gezin,
            "begeleiding": begeleiding,
            "fasen": met_url(fasen(begeleiding), request, gezin),
            "kopmerken": kopmerken(request, gezin),
            "noodtoegang_tot": nood_tot,
            "deurregels": deurregels(gezin) if request.user.has_perm("contact.bekijken") else [],
            "laatste_contact": laatste_contact(request, gezin),
            "volgende_afspraak": gezin.afspraken.komend().first(),
            "tabs": tabs(request, gezin, tab),
            "mag_contact": request.user.has_perm("contact.vastleggen"),
            **volledig,
        },
        status=status,
    )


def fasen(begeleiding: Begeleiding | None) -> list[dict[str, str]]:
    """The phases as steps: done, now (with the week) or to come."""
    if begeleiding is None:
        return []
    huidig = STAPPEN.index(Fase(begeleiding.fase)) if begeleiding.fase in STAPPEN else -1
    stappen = []
    if begeleiding.fase == Fase.WACHT:
        stappen.append({"naam": Fase.WACHT.label, "status": "nu", "extra": f"week {begeleiding.week_in_fase}"})
    for plaats, fase in enumerate(STAPPEN):
        status = "klaar" if plaats < huidig or begeleiding.fase == Fase.AFGESLOTEN else "nu" if plaats == huidig else ""
        extra = f"week {begeleiding.week_in_fase}" if status == "nu" else ""
        stappen.append({"naam": fase.label, "status": status, "extra": extra})
    return stappen


def met_url(stappen: list[dict[str, str]], request: Verzoek, gezin: Gezin) -> list[dict[str, str]]:
    """The phase of now leads to the page about phases; of a closed family the last one."""
    if stappen and request.user.has_perm("fase.bekijken"):
        nu = next((stap for stap in stappen if stap["status"] == "nu"), stappen[-1])
        nu["url"] = reverse("gezinnen:fase", kwargs={"nummer": gezin.nummer})
    return stappen


def kopmerken(request: Verzoek, gezin: Gezin) -> list[Merk]:
    merken = [Merk(f"Let op: {gezin.waarschuwing}", "rood")] if gezin.waarschuwing else []
    merken += [Merk(*MERK_VAN_GROND[request.grond])] if request.grond in MERK_VAN_GROND else []
    merken += [merk for recht, functie in KOPMERKEN if request.user.has_perm(recht) for merk in functie(gezin)]
    return merken


def laatste_contact(request: Verzoek, gezin: Gezin) -> Contactmoment | None:
    if not request.user.has_perm("contact.bekijken"):
        return None
    return gezin.contactmomenten.met_gezin().order_by("-op", "-id").first()


def deurregels(gezin: Gezin) -> list[dict[str, Any]]:
    """What you need on the doorstep, for each adult and each address: name, role, gezag, phone, where. One query: every page asks it."""
    telefoons = Contactgegeven.objects.filter(gezinslid=OuterRef("pk"), soort="telefoon").order_by("id")
    adressen = Adres.objects.filter(gezinslid=OuterRef("pk")).huidig()
    loopt = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    gezag = Gezag.objects.filter(loopt, houder=OuterRef("pk")).exclude(soort="geschorst")
    waar = JSONObject(geheim="geheim", straat="straat", huisnummer="huisnummer", plaats="plaats")
    leden: Any = gezin.leden.volwassenen().filter(overleden_op__isnull=True).select_related("huishouden")
    rijen = leden.annotate(
        met_gezag=Exists(gezag),
        telefoons=ArraySubquery(telefoons.values("waarde")),
        woont_op=Subquery(adressen.values(adres=waar)[:1]),
    )
    return [{"lid": lid, "gezag": lid.met_gezag, "telefoons": lid.telefoons, "adres": lid.woont_op} for lid in rijen]


def tabs(request: Verzoek, gezin: Gezin, actief: str) -> list[dict[str, Any]]:
    return [
        {
            "naam": blad.naam,
            "url": reverse(blad.url_naam, kwargs={"nummer": gezin.nummer}),
            "actief": blad.url_naam == actief,
        }
        for blad in sorted(TABBLADEN, key=lambda b: b.volgorde)
        if request.user.has_perm(blad.recht)
    ]
