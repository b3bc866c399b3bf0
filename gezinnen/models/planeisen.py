"""What a gezinsplan must hold before it can be vastgesteld, and whose own view belongs in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from gezinnen.models.banden import GezagSoort
from gezinnen.models.gezin import Gezin
from gezinnen.models.leden import Adres, Contactgegeven, ContactgegevenSoort, Gezinslid
from ggw.toegang.bsn import elfproef

if TYPE_CHECKING:
    from gezinnen.models.gezinsplan import Gezinsplan

EIGEN_STEM_VANAF = 12
"""From this age a youth has an own voice in the plan (Jeugdwet 7.3.15)."""
NIET_GEVRAAGD = "niet_gevraagd"


@dataclass(frozen=True)
class Gemis:
    """Something that is missing: what, and the page (url name, without the namespace) where it is filled in."""

    tekst: str
    url_naam: str
    pk: int | str | None = None


def stemmen(gezin: Gezin) -> list[tuple[Gezinslid, bool]]:
    """Whose own view belongs in the plan, and whether they must be asked if they agree. Alive and born.

    Heard is everybody of the family, and who holds gezag elsewhere. Asked are holders of gezag over a child under guidance, and
    youths from 12.
    """
    gezag = gezin.gezag.lopend().exclude(soort=GezagSoort.GESCHORST)
    over_een_kind = gezag.filter(houder=OuterRef("pk"), kind__in=gezin.leden.jeugdigen())
    wie: Any = gezin.leden.filter(Q(pk__in=gezin.leden.huidig().values("pk")) | Q(pk__in=gezag.values("houder")))
    wie = wie.filter(overleden_op__isnull=True, verwachte_datum__isnull=True)
    return [(lid, lid.heeft_gezag or is_jongere(lid)) for lid in wie.annotate(heeft_gezag=Exists(over_een_kind))]


def is_jongere(lid: Gezinslid) -> bool:
    return lid.is_jeugdige and not lid.is_voormalig and (lid.leeftijd() or 0) >= EIGEN_STEM_VANAF


def gehoorden(gezin: Gezin) -> list[Gezinslid]:
    return [lid for lid, _ in stemmen(gezin)]


def plandeel(model: str, *velden: str, plan: str = "plan") -> ArraySubquery:
    """The rows of one part of a plan, in their own order, with these fields; for a query over plans."""
    rijen = apps.get_model("gezinnen", model)._default_manager.filter(**{plan: OuterRef("pk")})
    return ArraySubquery(rijen.values(rij=JSONObject(**{veld: veld for veld in velden})))


def getypt(plan: Gezinsplan) -> Any:
    """The rows of all parts, in one query."""
    rijen: Any = type(plan)._default_manager.filter(pk=plan.pk)
    return rijen.values(
        leefgebieden=plandeel("Planonderwerp", "zorgen", "krachten"),
        patroonrijen=plandeel("Gezinspatroon", "beschrijving", "gevolg"),
        behoefterijen=plandeel("Kindbehoefte", "kind_id", "behoefte"),
        resultaatrijen=plandeel("Resultaat", "pk", "wat", "zichtbaar", "wie_hoort", "wie_doet"),
        actierijen=plandeel("Actie", "resultaat_id", "wat", "wie", plan="resultaat__plan"),
        visierijen=plandeel("EigenVisie", "gezinslid_id", "visie", "instemming"),
    ).get()


def ontbreekt(plan: Gezinsplan) -> list[Gemis]:
    """In the order of the plan; empty when it may be vastgesteld. Leefgebieden that were not looked at are allowed."""
    delen = getypt(plan)
    met_behoefte = {rij["kind_id"] for rij in delen["behoefterijen"]}
    gemist = [
        Gemis(f"Wat heeft {kind.roepnaam} nodig?", "plan-behoefte", kind.pk)
        for kind in plan.gezin.leden.jeugdigen()
        if kind.pk not in met_behoefte
    ]
    if not delen["resultaatrijen"]:
        gemist.append(Gemis("Er is nog geen resultaat.", "plan-resultaat-nieuw"))
    gevraagd = {rij["gezinslid_id"] for rij in delen["visierijen"] if rij["instemming"] != NIET_GEVRAAGD}
    gemist += [
        Gemis(f"Is {lid.roepnaam} het eens met het plan? Vraag het en leg het vast.", "plan-visie", lid.pk)
        for lid, moet in stemmen(plan.gezin)
        if moet and lid.pk not in gevraagd
    ]
    return gemist + afgeschermd(plan.gezin, teksten(plan, delen))


def afgeschermd(gezin: Gezin, getypt: list[tuple[str, str, int | str | None]]) -> list[Gemis]:
    """A BSN, a secret address or a phone number of the family never goes into a plan: it is printed and handed out."""
    adressen = Adres.objects.filter(gezin=OuterRef("pk"), geheim=True)
    telefoons = Contactgegeven.objects.filter(gezin=OuterRef("pk"), soort=ContactgegevenSoort.TELEFOON)
    waar = JSONObject(straat="straat", huisnummer="huisnummer", postcode="postcode")
    gegevens: Any = Gezin.objects.filter(pk=gezin.pk).values(
        geheime_adressen=ArraySubquery(adressen.values(waar=waar)), telefoons=ArraySubquery(telefoons.values("waarde"))
    )
    van_gezin = gegevens.get()
    geheim = [
        plat(tekst)
        for adres in van_gezin["geheime_adressen"]
        for tekst in (f"{adres['straat']}{adres['huisnummer']}", adres["postcode"])
        if tekst
    ]
    nummers = [cijfers[-9:] for waarde in van_gezin["telefoons"] if len(cijfers := re.sub(r"\D", "", waarde)) >= 9]
    gevonden = []
    for tekst, url_naam, pk in getypt:
        kaal = re.sub(r"[\s.\-()]", "", tekst)
        if any(elfproef(reeks) for reeks in re.findall(r"(?<!\d)\d{9}(?!\d)", kaal)):
            gevonden.append(Gemis("In de tekst staat een BSN. Haal het weg.", url_naam, pk))
        if any(stuk in plat(tekst) for stuk in geheim):
            gevonden.append(Gemis("In de tekst staat een geheim adres. Haal het weg.", url_naam, pk))
        if any(nummer in kaal for nummer in nummers):
            gevonden.append(Gemis("In de tekst staat een telefoonnummer van het gezin. Haal het weg.", url_naam, pk))
    return gevonden


def plat(tekst: str) -> str:
    return re.sub(r"\W", "", tekst.casefold())


def teksten(plan: Gezinsplan, delen: dict[str, Any]) -> list[tuple[str, str, int | str | None]]:
    """All that was typed, per page of the concept: text, url name, pk. `delen` as `getypt()` gives them."""
    leefgebieden = [f"{o['zorgen']}\n{o['krachten']}" for o in delen["leefgebieden"]]
    patronen = [f"{p['beschrijving']}\n{p['gevolg']}" for p in delen["patroonrijen"]]
    gevonden: list[tuple[str, str, int | str | None]] = [
        (f"{plan.aanleiding}\n{plan.stip}", "plan-aanleiding", None),
        ("\n".join(leefgebieden), "plan-leefgebieden", None),
        ("\n".join(patronen), "plan-patronen", None),
    ]
    gevonden += [(b["behoefte"], "plan-behoefte", b["kind_id"]) for b in delen["behoefterijen"]]
    for r in delen["resultaatrijen"]:
        acties = [f"{a['wat']}\n{a['wie']}" for a in delen["actierijen"] if a["resultaat_id"] == r["pk"]]
        eigen = [r["wat"], r["zichtbaar"], r["wie_hoort"], r["wie_doet"]]
        gevonden.append(("\n".join([*eigen, *acties]), "plan-resultaat", r["pk"]))
    return gevonden + [(v["visie"], "plan-visie", v["gezinslid_id"]) for v in delen["visierijen"]]
