"""What a provider receives: chosen people and chosen parts, written out at the moment of sending. By default nothing.

A BSN never stands in it, nor a secret address.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from gezinnen.models import Adres, Contactgegeven, Gezin, Gezinslid, Gezinsplan
from gezinnen.momentopname import voor_sjabloon
from veiligheid.models import Veiligheidsplan

VORM = 1


class Deel(models.TextChoices):
    CONTACT = "contact", "Telefoon, e-mail en adres van wie u kiest (een geheim adres nooit)"
    GEZINSPLAN = "gezinsplan", "Het vastgestelde gezinsplan"
    VEILIGHEIDSPLAN = "veiligheidsplan", "Het veiligheidsplan dat nu geldt"


def maak_inhoud(
    gezin: Gezin, *, hulpvraag: str, toelichting: str, grondslag: str, leden: Iterable[Gezinslid], delen: Iterable[str]
) -> dict[str, Any]:
    """JSON of the package. A part that the family does not have stays away."""
    delen = set(delen)
    inhoud: dict[str, Any] = {
        "vorm": VORM,
        "nummer": gezin.nummer,
        "hulpvraag": hulpvraag,
        "toelichting": toelichting,
        "grondslag": grondslag,
        "leden": [lid_in_pakket(lid, met_contact=Deel.CONTACT in delen) for lid in leden],
    }
    plan = Gezinsplan.objects.filter(gezin=gezin).geldend() if Deel.GEZINSPLAN in delen else None
    if plan and plan.momentopname:
        inhoud["gezinsplan"] = plan.momentopname
    veiligheidsplan = Veiligheidsplan.objects.filter(gezin=gezin).geldend() if Deel.VEILIGHEIDSPLAN in delen else None
    if veiligheidsplan:
        inhoud["veiligheidsplan"] = veiligheidsplan_in_pakket(veiligheidsplan)
    return inhoud


def lid_in_pakket(lid: Gezinslid, *, met_contact: bool) -> dict[str, Any]:
    """`lid` says who it is when the provider reports something about this person; older packages do not have it."""
    rij: dict[str, Any] = {
        "lid": lid.pk,
        "kind": lid.is_jeugdige,
        "naam": lid.naam,
        "rol": lid.get_rol_display(),
        "geboren": lid.geboortedatum.isoformat() if lid.geboortedatum else None,
    }
    if met_contact:
        gegevens = Contactgegeven.objects.filter(gezin_id=lid.gezin_id, gezinslid=lid)
        adres = Adres.objects.filter(gezin_id=lid.gezin_id, gezinslid=lid, geheim=False).huidig().first()
        rij["contact"] = [gegeven.waarde for gegeven in gegevens]
        rij["adres"] = adres.volledig if adres else ""
    return rij


def veiligheidsplan_in_pakket(plan: Veiligheidsplan) -> dict[str, Any]:
    return {
        "nummer": plan.nummer,
        "geldt_vanaf": plan.geldt_vanaf.isoformat(),
        "aanleiding": plan.aanleiding,
        "bodemeisen": [{"eis": eis.eis, "consequentie": eis.consequentie} for eis in plan.bodemeisen.all()],
        "afspraken": [{"wie": a.wie, "wat": a.wat, "controle": a.controle} for a in plan.afspraken.all()],
    }


def voor_pagina(inhoud: dict[str, Any]) -> dict[str, Any]:
    """The context of `spic/_pakket.html`, the same for who sends and for who receives. Asks the database nothing."""
    leden = [
        {**lid, "geboren": lid["geboren"] and date.fromisoformat(lid["geboren"])} for lid in inhoud.get("leden", [])
    ]
    context: dict[str, Any] = {"inhoud": {**inhoud, "leden": leden}}
    if "veiligheidsplan" in inhoud:
        plan = inhoud["veiligheidsplan"]
        context["veiligheidsplan"] = {**plan, "geldt_vanaf": date.fromisoformat(plan["geldt_vanaf"])}
    if "gezinsplan" in inhoud:
        context["gezinsplan"] = voor_sjabloon(inhoud["gezinsplan"])
    return context
