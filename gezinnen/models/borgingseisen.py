"""What a new borgingsplan takes over, and what it must hold before it can be vastgesteld."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from gezinnen.models.planeisen import Gemis, afgeschermd, plandeel
from gezinnen.models.planversie import kopie
from gezinnen.tekstmerken import Passage, als_tekst, ontleed

if TYPE_CHECKING:
    from gezinnen.models.borging import Borgingsplan

AFSPRAKEN_UIT = timedelta(days=183)
"""Agreements of meetings and contacts in this time are taken over."""
HOOGSTENS = 5
SIGNAAL_TEKENS = 200
"""A signal must be readable on the fridge."""


def vul_borgingsplan(plan: Borgingsplan) -> None:
    """From the borgingsplan in force; the first one from the gezinsplan, the meetings, the contacts and the network."""
    vorige = plan.gezin.borgingsplannen.geldend()
    if vorige is not None:
        huidig = plan.gezin.leden.huidig()
        rijen = [*vorige.punten.all(), *vorige.acties.all(), *vorige.contacten.all()]
        for rij in [*rijen, *vorige.antwoorden.filter(gezinslid__in=huidig)]:
            kopie(rij, plan_id=plan.pk)
        return
    vast = {"gezin": plan.gezin, "plan": plan}
    for soort, tekst in geleerd(plan):
        plan.punten.create(soort=soort, tekst=tekst[:1000], **vast)
    for wie, wat in afspraken(plan):
        plan.acties.create(wie=wie, wat=wat[:300], **vast)
    for lid in plan.gezin.netwerk.all():
        if lid.loopt and lid.telefoon:
            relatie = lid.organisatie or lid.get_soort_display()
            plan.contacten.create(naam=lid.naam, relatie=relatie, telefoon=lid.telefoon, **vast)


def geleerd(plan: Borgingsplan) -> Iterator[tuple[str, str]]:
    """Patterns, and the results that were reached, of the gezinsplan in force."""
    gezinsplan = plan.gezin.gezinsplannen.geldend()
    if gezinsplan is None:
        return
    for patroon in gezinsplan.patronen.all():
        yield "patroon", "\n".join(deel for deel in (patroon.beschrijving, patroon.gevolg) if deel)
    woorden = laatste_woorden(plan)
    for resultaat in gezinsplan.resultaten.filter(status="behaald"):
        gezegd = woorden.get(resultaat.stam_id or resultaat.pk)
        yield "strategie", f"{resultaat.wat}\n“{gezegd}”" if gezegd else resultaat.wat


def laatste_woorden(plan: Borgingsplan) -> dict[int, str]:
    """What the family said last in a meeting, by the first appearance of a resultaat."""
    gezegd = plan.gezin.overlegresultaten.exclude(woorden_gezin="").order_by("overleg__op", "pk")
    return dict(gezegd.values_list("stam_id", "woorden_gezin"))


def afspraken(plan: Borgingsplan) -> list[tuple[str, str]]:
    """Who does what, agreed of late in meetings and in contacts; newest first, each once. Of a contact nobody is known yet."""
    uit_overleg = overlegafspraken(plan)
    al = {wat.casefold() for _, wat in uit_overleg}
    return [*uit_overleg, *(("", wat) for wat in contactafspraken(plan) if wat.casefold() not in al)]


def overlegafspraken(plan: Borgingsplan) -> list[tuple[str, str]]:
    """Done or still to do; not what is no longer needed."""
    sinds = timezone.now() - AFSPRAKEN_UIT
    rijen = plan.gezin.overlegafspraken.filter(overleg__op__gte=sinds, vervallen_op__isnull=True)
    per_wat: dict[str, tuple[str, str]] = {}
    for wie, wat in rijen.order_by("-overleg__op", "-pk").values_list("wie", "wat"):
        per_wat.setdefault(wat.strip().casefold(), (wie, wat.strip()))
    return [*per_wat.values()][:HOOGSTENS]


def contactafspraken(plan: Borgingsplan) -> list[str]:
    """What was agreed in contacts of late (`[afspraak: …]`)."""
    sinds = timezone.now() - AFSPRAKEN_UIT
    contacten = plan.gezin.contactmomenten.filter(op__gte=sinds, tekst__contains="[afspraak").order_by("-op", "-id")
    gevonden: dict[str, None] = {}
    for tekst in contacten.values_list("tekst", flat=True):
        for deel in ontleed(tekst):
            if isinstance(deel, Passage) and deel.soort == "afspraak":
                gevonden[als_tekst(deel.delen).strip()] = None
    return [wat for wat in gevonden if wat][:HOOGSTENS]


def getypt(plan: Borgingsplan) -> Any:
    """The rows of all parts, in one query."""
    rijen: Any = type(plan)._default_manager.filter(pk=plan.pk)
    return rijen.values(
        puntrijen=plandeel("Borgingspunt", "soort", "tekst"),
        actierijen=plandeel("Borgingsactie", "wie", "wat"),
        contactrijen=plandeel("Borgingscontact", "naam", "relatie", "telefoon"),
        antwoordrijen=plandeel("Borgingsantwoord", "antwoord", "gezinslid_id"),
    ).get()


def ontbreekt(plan: Borgingsplan) -> list[Gemis]:
    """In the order of the plan; empty when it may be vastgesteld."""
    delen = getypt(plan)
    soorten = {punt["soort"] for punt in delen["puntrijen"]}
    nodig = {
        "strategie": "Schrijf op wat het gezin heeft geleerd.",
        "vroeg": "Schrijf op waaraan het gezin merkt dat het weer begint.",
        "laat": "Schrijf op waaraan het gezin merkt dat het misgaat.",
    }
    gemist = [Gemis(tekst, "borging-punten", soort) for soort, tekst in nodig.items() if soort not in soorten]
    if not delen["actierijen"]:
        gemist.append(Gemis("Schrijf op wie dan wat doet.", "borging-acties"))
    elif not all(actie["wie"].strip() for actie in delen["actierijen"]):
        gemist.append(Gemis("Bij een afspraak staat nog niet wie het doet.", "borging-acties"))
    if not any(contact["telefoon"] for contact in delen["contactrijen"]):
        gemist.append(Gemis("Schrijf op wie het gezin belt, met een telefoonnummer.", "borging-contacten"))
    if not delen["antwoordrijen"] and (eerste := plan.gezin.leden.huidig().first()):
        gemist.append(Gemis("Nog niemand van het gezin gaf antwoord op de vragen.", "borging-antwoorden", eerste.pk))
    return gemist + afgeschermd(plan.gezin, teksten(delen))


def teksten(delen: dict[str, Any]) -> list[tuple[str, str, int | str | None]]:
    """All that was typed, per page: text, url name, key. The phone numbers of who is called are there on purpose."""
    return [
        *((punt["tekst"], "borging-punten", punt["soort"]) for punt in delen["puntrijen"]),
        *((f"{actie['wie']}\n{actie['wat']}", "borging-acties", None) for actie in delen["actierijen"]),
        *((f"{mens['naam']}\n{mens['relatie']}", "borging-contacten", None) for mens in delen["contactrijen"]),
        *((rij["antwoord"], "borging-antwoorden", rij["gezinslid_id"]) for rij in delen["antwoordrijen"]),
    ]
