"""What a gezinsplan must hold before it can be vastgesteld, and whose own view belongs in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from gezinnen.models.banden import GezagSoort
from gezinnen.models.gezin import Gezin
from gezinnen.models.leden import ContactgegevenSoort, Gezinslid
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


def gehoorden(gezin: Gezin) -> list[Gezinslid]:
    """Whose own view belongs in the plan: everybody of the family, and who holds gezag elsewhere. Alive and born."""
    gezag = gezin.gezag.lopend().exclude(soort=GezagSoort.GESCHORST)
    wie = gezin.leden.filter(Q(pk__in=gezin.leden.huidig().values("pk")) | Q(pk__in=gezag.values("houder")))
    return list(wie.filter(overleden_op__isnull=True, verwachte_datum__isnull=True))


def moeten_instemmen(gezin: Gezin) -> set[int]:
    """Who must be asked (ids): holders of gezag over a child under guidance, and youths from 12."""
    kinderen = list(gezin.leden.jeugdigen())
    gezag = gezin.gezag.lopend().exclude(soort=GezagSoort.GESCHORST).filter(kind__in=kinderen)
    houders = gezag.filter(houder__overleden_op__isnull=True).values_list("houder_id", flat=True)
    jongeren = {kind.pk for kind in kinderen if (kind.leeftijd() or 0) >= EIGEN_STEM_VANAF}
    return jongeren | {houder for houder in houders if houder is not None}


def ontbreekt(plan: Gezinsplan) -> list[Gemis]:
    """In the order of the plan; empty when it may be vastgesteld. Leefgebieden that were not looked at are allowed."""
    met_behoefte = set(plan.behoeften.values_list("kind_id", flat=True))
    gemist = [
        Gemis(f"Wat heeft {kind.roepnaam} nodig?", "plan-behoefte", kind.pk)
        for kind in plan.gezin.leden.jeugdigen()
        if kind.pk not in met_behoefte
    ]
    if not plan.resultaten.exists():
        gemist.append(Gemis("Er is nog geen resultaat.", "plan-resultaat-nieuw"))
    gevraagd = set(plan.visies.exclude(instemming=NIET_GEVRAAGD).values_list("gezinslid_id", flat=True))
    moeten = moeten_instemmen(plan.gezin) - gevraagd
    gemist += [
        Gemis(f"Is {lid.roepnaam} het eens met het plan? Vraag het en leg het vast.", "plan-visie", lid.pk)
        for lid in gehoorden(plan.gezin)
        if lid.pk in moeten
    ]
    return gemist + afgeschermd(plan.gezin, teksten(plan))


def afgeschermd(gezin: Gezin, getypt: list[tuple[str, str, int | str | None]]) -> list[Gemis]:
    """A BSN, a secret address or a phone number of the family never goes into a plan: it is printed and handed out."""
    geheim = [
        plat(tekst)
        for adres in gezin.adressen.filter(geheim=True)
        for tekst in (f"{adres.straat}{adres.huisnummer}", adres.postcode)
        if tekst
    ]
    nummers = [
        cijfers[-9:]
        for waarde in gezin.contactgegevens.filter(soort=ContactgegevenSoort.TELEFOON).values_list("waarde", flat=True)
        if len(cijfers := re.sub(r"\D", "", waarde)) >= 9
    ]
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


def teksten(plan: Gezinsplan) -> list[tuple[str, str, int | str | None]]:
    """All that was typed, per page of the concept: text, url name, pk."""
    leefgebieden = [f"{o.zorgen}\n{o.krachten}" for o in plan.onderwerpen.all()]
    patronen = [f"{p.beschrijving}\n{p.gevolg}" for p in plan.patronen.all()]
    gevonden: list[tuple[str, str, int | str | None]] = [
        (f"{plan.aanleiding}\n{plan.stip}", "plan-aanleiding", None),
        ("\n".join(leefgebieden), "plan-leefgebieden", None),
        ("\n".join(patronen), "plan-patronen", None),
    ]
    gevonden += [(b.behoefte, "plan-behoefte", b.kind_id) for b in plan.behoeften.all()]
    for r in plan.resultaten.prefetch_related("acties"):
        acties = [f"{a.wat}\n{a.wie}" for a in r.acties.all()]
        gevonden.append(("\n".join([r.wat, r.zichtbaar, r.wie_hoort, r.wie_doet, *acties]), "plan-resultaat", r.pk))
    return gevonden + [(v.visie, "plan-visie", v.gezinslid_id) for v in plan.visies.all()]
