"""What a concept needs before it may be sent (domein.md, section 3), and what the worker does after a provider wrote something."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from django.utils import timezone

from gezinnen.models import Fase, Kwestie
from spic.models import IN_HULP, WACHTEND, Verwijzing, VerwijzingKind, VerwijzingStatus, oorzaak

OORZAAK_VAN_WEIGERING = {
    "geen_plek": "wachtlijst",
    "geen_expertise": "geen_aanbod",
    "niet_ingekocht": "geen_aanbod",
    "te_duur": "kosten",
    "geen_contract": "geen_aanbod",
}
"""From the reason of a refusal to the cause of the kwestie; everything else is "anders"."""
KWESTIE_NAAMRUIMTE = UUID("3f0c2c0a-8d0b-4b58-9f0a-6a2f4d6f1e11")


def ontbreekt(verwijzing: Verwijzing) -> list[str]:
    """What must still be done, in sentences; empty when it may be sent."""
    kinderen = list(verwijzing.kinderen.select_related("kind", "spic__segment", "spic__profiel"))
    if not kinderen:
        return ["Kies voor minstens een kind welke SPIC nodig is."]
    if all(rij.spic.profiel.crisis for rij in kinderen):
        return []
    return [*zonder_plan(verwijzing), *zonder_tafel(verwijzing, kinderen), *verkeerd_gestapeld(verwijzing, kinderen)]


def zonder_plan(verwijzing: Verwijzing) -> Iterator[str]:
    """A referral follows from a resultaat of a vastgesteld plan; before that, and in V&M, only by exception with a reason."""
    begeleiding = verwijzing.gezin.begeleiding
    vroeg = begeleiding is None or begeleiding.fase in (Fase.WACHT, Fase.VERBINDEN)
    plan = verwijzing.gezin.gezinsplannen.geldend()
    if plan is not None and not verwijzing.resultaten.exists():
        yield "Kies aan welke resultaten uit het gezinsplan deze hulp werkt."
    if (vroeg or plan is None) and not verwijzing.uitzondering.strip():
        yield "Schrijf op waarom u nu al verwijst. In deze fase, of zonder vastgesteld gezinsplan, is dat een uitzondering."


def zonder_tafel(verwijzing: Verwijzing, kinderen: list[VerwijzingKind]) -> Iterator[str]:
    if any(rij.spic.segment.tafel_nodig for rij in kinderen) and verwijzing.tafel_op is None:
        yield "Voor dit segment is een besluit van de escalatietafel nodig. Vul de dag en het besluit in."


def verkeerd_gestapeld(verwijzing: Verwijzing, kinderen: list[VerwijzingKind]) -> Iterator[str]:
    """A child that has help gets more only within a segment that allows it, with the same profile and the same provider."""
    lopend = VerwijzingKind.objects.filter(
        verwijzing__gezin=verwijzing.gezin, verwijzing__status__in=[*IN_HULP, *WACHTEND], spic__profiel__crisis=False
    ).exclude(verwijzing=verwijzing)
    for eerder in lopend.select_related("kind", "spic__segment", "spic__profiel", "verwijzing"):
        nu = next((rij for rij in kinderen if rij.kind_id == eerder.kind_id and not rij.spic.profiel.crisis), None)
        if nu is not None and not mag_stapelen(verwijzing, nu, eerder):
            yield (
                f"{nu.kind.roepnaam} heeft al hulp ({eerder.verwijzing.hulpvraag}). Stapelen kan alleen binnen segment B, met "
                "hetzelfde profiel en dezelfde aanbieder, en als u kiest waar deze hulp bovenop komt."
            )


def mag_stapelen(verwijzing: Verwijzing, nu: VerwijzingKind, eerder: VerwijzingKind) -> bool:
    return (
        nu.spic.segment.stapelbaar
        and eerder.spic.segment.stapelbaar
        and nu.spic.profiel.code == eerder.spic.profiel.code
        and verwijzing.aanbieder_id == eerder.verwijzing.aanbieder_id
        and verwijzing.stapelt_op_id is not None
    )


def open_kwesties_na_weigering(gezin_id: int) -> None:
    """As the worker: each refusal is a kwestie from the day it came (domein.md, section 3). Runs any number of times."""
    geweigerd = Verwijzing.objects.filter(gezin=gezin_id, status=VerwijzingStatus.GEWEIGERD, kwestie__isnull=True)
    for verwijzing in geweigerd.select_related("aanbieder", "gezin"):
        stap = verwijzing.stappen.filter(naar=VerwijzingStatus.GEWEIGERD).last()
        if stap is None:
            continue
        kwestie = Kwestie(
            gezin=verwijzing.gezin,
            wat=f"{verwijzing.aanbieder.naam} weigerde de verwijzing “{verwijzing.hulpvraag}”: {stap.reden}"[:4000],
            oorzaak=oorzaak(OORZAAK_VAN_WEIGERING.get(stap.code, "anders")),
            resultaat_id=verwijzing.resultaten.values_list("resultaat_id", flat=True).first(),
            begonnen_op=timezone.localdate(stap.op),
            sleutel=uuid5(KWESTIE_NAAMRUIMTE, f"weigering-{verwijzing.pk}"),
            door_id=verwijzing.door_id,
        )
        kwestie.save(force_insert=True)
        kwestie.meld(door_id=verwijzing.door_id)
        verwijzing.kwestie = kwestie
        verwijzing.save(update_fields=["kwestie"])
