"""What a provider receives: chosen people and chosen parts, written out at the moment of sending. By default nothing.

A BSN never stands in it, nor a secret address.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models

from gezinnen.models import Adres, Contactgegeven, Gezin, Gezinslid, Gezinsplan
from gezinnen.momentopname import voor_sjabloon
from spic.models import Verwijzing
from veiligheid.models import Afname, Veiligheidsplan

VORM = 2


class Deel(models.TextChoices):
    CONTACT = "contact", "Telefoon, e-mail en adres van wie u kiest (een geheim adres nooit)"
    GEZINSPLAN = "gezinsplan", "Het vastgestelde gezinsplan"
    VEILIGHEIDSPLAN = "veiligheidsplan", "Het veiligheidsplan dat nu geldt"


def maak_inhoud(
    verwijzing: Verwijzing, *, leden: Collection[int], delen: Collection[str], afnames: Collection[int]
) -> dict[str, Any]:
    """JSON of the package: these people (ids), parts and assessments (ids). What the family does not have stays away."""
    gezin = verwijzing.gezin
    inhoud: dict[str, Any] = {
        "vorm": VORM,
        "nummer": gezin.nummer,
        "hulpvraag": verwijzing.hulpvraag,
        "toelichting": verwijzing.toelichting,
        "grondslag": verwijzing.get_grondslag_display(),
        "resultaten": [rij.wat for rij in verwijzing.resultaten.all()],
        "leden": [
            lid_in_pakket(lid, met_contact=Deel.CONTACT in delen) for lid in gezin.leden.huidig().filter(pk__in=leden)
        ],
    }
    plan = Gezinsplan.objects.filter(gezin=gezin).geldend() if Deel.GEZINSPLAN in delen else None
    if plan and plan.momentopname:
        inhoud["gezinsplan"] = plan.momentopname
    veiligheidsplan = Veiligheidsplan.objects.filter(gezin=gezin).geldend() if Deel.VEILIGHEIDSPLAN in delen else None
    if veiligheidsplan:
        inhoud["veiligheidsplan"] = veiligheidsplan_in_pakket(veiligheidsplan)
    gedaan = afgenomen(gezin).filter(pk__in=afnames)
    if gedaan:
        inhoud["afnames"] = [afname_in_pakket(afname) for afname in gedaan]
    return inhoud


def afgenomen(gezin: Gezin) -> models.QuerySet[Afname]:
    """Assessments that can be shared: those that are finished, newest first."""
    return (
        Afname.objects.definitief()
        .filter(gezin=gezin)
        .select_related("instrument", "kind")
        .order_by("-afgenomen_op", "-id")
    )


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


def afname_in_pakket(afname: Afname) -> dict[str, Any]:
    """The outcome and the reasons for it; the questions of the instrument stay here."""
    return {
        "instrument": afname.instrument.naam,
        "voorbeeld": afname.instrument.voorbeeld,
        "op": afname.afgenomen_op.isoformat(),
        "kind": afname.kind.naam if afname.kind else "",
        "uitkomst": afname.uitkomst_tekst,
        "argument": afname.argument,
    }


def voor_pagina(inhoud: dict[str, Any]) -> dict[str, Any]:
    """The context of `spic/_pakket.html`, the same for who sends and for who receives. Asks the database nothing."""
    leden = [
        {**lid, "geboren": lid["geboren"] and date.fromisoformat(lid["geboren"])} for lid in inhoud.get("leden", [])
    ]
    afnames = [{**rij, "op": date.fromisoformat(rij["op"])} for rij in inhoud.get("afnames", [])]
    context: dict[str, Any] = {"inhoud": {**inhoud, "leden": leden, "afnames": afnames}}
    if "veiligheidsplan" in inhoud:
        plan = inhoud["veiligheidsplan"]
        context["veiligheidsplan"] = {**plan, "geldt_vanaf": date.fromisoformat(plan["geldt_vanaf"])}
    if "gezinsplan" in inhoud:
        context["gezinsplan"] = voor_sjabloon(inhoud["gezinsplan"])
    return context
