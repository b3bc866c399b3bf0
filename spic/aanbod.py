"""What is contracted with a provider (kept by the functioneel beheerder), and what the provider reports about waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ggw.organisatie.models import Aanbieder, Beheergebeurtenis, Gebruiker
from spic.models import Aanbod, Profiel, Segment, Spic, Wachtopgave


class Intussen(Exception):
    """A colleague reported something since this form was opened."""


@dataclass(frozen=True)
class Regel:
    """One line of a report; `profiel` None means all help of the provider."""

    profiel: Profiel | None
    weken: int
    plaatsen: int | None


def stand(aanbieder: Aanbieder) -> int:
    """Id of the newest report: changes when somebody reports."""
    return Wachtopgave.objects.filter(aanbieder=aanbieder).order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def geef_op(aanbieder: Aanbieder, regels: Sequence[Regel], *, gezien: int, door: Gebruiker) -> int:
    """Write the report, one row for each line; gives how many. What was said today already in the same words is not said twice.

    `gezien` is the `stand()` that the form was made with: raises Intussen when a colleague was faster and said something else.
    """
    Aanbieder.objects.select_for_update().get(pk=aanbieder.pk)
    laatste = Wachtopgave.objects.laatste(aanbieder)
    nieuw = [rij for rij in (rij_van(aanbieder, regel, door) for regel in regels) if not is_gezegd(rij, laatste)]
    if nieuw and stand(aanbieder) != gezien:
        raise Intussen
    for rij in nieuw:
        rij.full_clean()
        rij.save(force_insert=True)
    return len(nieuw)


def rij_van(aanbieder: Aanbieder, regel: Regel, door: Gebruiker) -> Wachtopgave:
    cijfers = {"wachttijd_weken": regel.weken, "plaatsen_vrij": regel.plaatsen}
    return Wachtopgave(aanbieder=aanbieder, profiel=regel.profiel, door=door, **cijfers)


def is_gezegd(rij: Wachtopgave, laatste: dict[tuple[int, str] | None, Wachtopgave]) -> bool:
    oud = laatste.get(rij.sleutel)
    if oud is None or timezone.localdate(oud.opgegeven_op) != timezone.localdate():
        return False
    return (oud.wachttijd_weken, oud.plaatsen_vrij) == (rij.wachttijd_weken, rij.plaatsen_vrij)


def controleer_periode(vanaf: date, tot: date | None) -> None:
    """Before the constraints are asked: a range that ends before it begins is an error of the database, not an answer."""
    if tot is not None and tot < vanaf:
        raise ValidationError("De laatste dag ligt voor de eerste.")


@dataclass(frozen=True)
class Uitkomst:
    nieuw: int
    stond_er_al: int


@transaction.atomic
def voeg_toe(
    aanbieder: Aanbieder,
    segmenten: Iterable[Segment],
    profielen: Iterable[Profiel],
    regios: Iterable[str],
    *,
    vanaf: date,
    tot: date | None,
    door: Gebruiker,
) -> Uitkomst:
    """Contract each combination of these that the catalogue knows; what counts in that time already is left alone.

    Raises ValidationError when no combination exists.
    """
    controleer_periode(vanaf, tot)
    Aanbieder.objects.select_for_update().get(pk=aanbieder.pk)
    bestaand = set(Spic.objects.geldig_op(vanaf).values_list("segment_id", "profiel_id"))
    keuzes = [(s, p) for s, p in product(segmenten, profielen) if (s.pk, p.pk) in bestaand]
    if not keuzes:
        raise ValidationError("Deze segmenten en profielen gaan volgens de catalogus niet samen.")
    nieuw = 0
    combinaties = list(product(keuzes, regios))
    for (segment, profiel), regio in combinaties:
        rij = Aanbod(aanbieder=aanbieder, segment=segment, profiel=profiel, regio=regio)
        rij.geldig_vanaf, rij.geldig_tot = vanaf, tot
        nieuw += bewaard(rij)
    Beheergebeurtenis.leg_vast("aanbod.toegevoegd", door=door, aanbieder=aanbieder.pk, rijen=nieuw)
    return Uitkomst(nieuw, len(combinaties) - nieuw)


def bewaard(rij: Aanbod) -> bool:
    """False when it stands there already in (part of) this time, under this version of the catalogue or another."""
    zelfde = Aanbod.objects.filter(
        aanbieder=rij.aanbieder,
        segment__stelsel=rij.segment.stelsel_id,
        segment__code=rij.segment.code,
        profiel__code=rij.profiel.code,
        regio=rij.regio,
    )
    begint_eerder = zelfde.filter(geldig_vanaf__lte=rij.geldig_tot) if rij.geldig_tot else zelfde
    if begint_eerder.exclude(geldig_tot__lt=rij.geldig_vanaf).exists():
        return False
    try:
        with transaction.atomic():
            rij.full_clean()
            rij.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def beeindig(rij: Aanbod, *, tot: date, door: Gebruiker) -> None:
    """`tot` is the last day. ValidationError when that is before the first, or later than it was."""
    if rij.geldig_tot and tot > rij.geldig_tot:
        raise ValidationError("Langer dan afgesproken kan hier niet. Leg daarvoor nieuw aanbod vast.")
    controleer_periode(rij.geldig_vanaf, tot)
    rij.geldig_tot = tot
    rij.full_clean()
    rij.save(update_fields=["geldig_tot"])
    Beheergebeurtenis.leg_vast("aanbod.beeindigd", door=door, aanbod=rij.pk, tot=tot.isoformat())
