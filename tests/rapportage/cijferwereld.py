"""A small world with dates in the past, in which the answers can be counted on fingers; and the counter over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from gezinnen import models as g
from ggw.toegang.models import Afscherming
from rapportage.kengetallen.catalogus import PER_CODE
from rapportage.kengetallen.tellen import Bereik, tel
from rapportage.models import Kengetalwaarde
from tests.fabrieken import GezinFactory, KindFactory
from veiligheid.models import Veiligheidsmeting

HANDGETELD: set[str] = set()
"""Codes of the figures that a test counts by hand."""
JAAR = Bereik(date(2025, 1, 1), date(2026, 1, 1))


def handtelling(*codes: str) -> Callable[[Any], Any]:
    """This test counts these figures by hand."""
    HANDGETELD.update(codes)
    return lambda functie: functie


def om(dag: date, uur: int = 12) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(uur)))


def maak(
    wie: Any, team: Any, begon: date, af: date | None = None, *, fase: str = "ondersteunen", **velden: Any
) -> g.Gezin:
    """A family that was guided from `begon`, and closed on `af` when that is given."""
    gezin = GezinFactory(**velden)
    begeleid(gezin, wie, team, begon, af, fase=fase)
    return gezin


def begeleid(gezin: g.Gezin, wie: Any, team: Any, begon: date, af: date | None = None, *, fase: str = "ondersteunen"):
    rij = g.Begeleiding.objects.create(
        gezin=gezin, begonnen_op=begon, afgesloten_op=af, fase="afgesloten" if af else fase, fase_sinds=af or begon
    )
    g.Toewijzing.objects.create(
        gezin=gezin, begeleiding=rij, gezinsmanager_id=wie.pk, basisteam=team, vanaf=begon, tot=af
    )
    return rij


def ga_naar(gezin: g.Gezin, wie: Any, *stappen: tuple[str, date]) -> None:
    """Changes of phase of its newest begeleiding."""
    van = ""
    for naar, op in stappen:
        g.Faseovergang.objects.create(
            gezin=gezin, begeleiding=gezin.begeleiding, van=van, naar=naar, op=op, door_id=wie.pk
        )
        van = naar


def kind_van(gezin: g.Gezin, **velden: Any) -> g.Gezinslid:
    return KindFactory(gezin=gezin, **{"vanaf": date(2020, 1, 1)} | velden)


def cijfer(
    kind: g.Gezinslid, wie: Any, dag: date, waarde: int, *, gever: str = "gezinsmanager", soort: str = "blijvend"
):
    return Veiligheidsmeting.objects.create(
        gezin=kind.gezin,
        kind=kind,
        soort=soort,
        cijfer=waarde,
        gever=gever,
        op=om(dag),
        auteur_id=wie.pk,
        reden="Proef.",
    )


def scherm_af(gezin: g.Gezin, een: Any, ander: Any) -> None:
    nu = timezone.now() - timedelta(days=1)
    Afscherming.objects.create(
        gezin_id=gezin.pk,
        reden="Proef",
        gevraagd_door_id=een.pk,
        besloten_door_id=ander.pk,
        besloten_op=nu,
        akkoord=True,
        ingegaan_op=nu,
    )


def telling(code: str, in_: Bereik = JAAR) -> None:
    tel(PER_CODE[code], in_)


def getal(
    code: str, begin: date, *, periode: str = "maand", niveau: str = "organisatie", sleutel: str = "", deel: str = ""
) -> tuple[float, float | None] | None:
    """Numerator and denominator; None when there is no row."""
    rij = Kengetalwaarde.objects.filter(
        code=code, begin=begin, periode=periode, niveau=niveau, sleutel=str(sleutel), uitsplitsing=deel
    ).first()
    return (float(rij.teller), None if rij.noemer is None else float(rij.noemer)) if rij else None


def delen(code: str, begin: date, **waar: Any) -> dict[str, float]:
    """Numerator per part, with '' for the total."""
    velden = {"periode": "maand", "niveau": "organisatie", "sleutel": ""} | waar
    rijen = Kengetalwaarde.objects.filter(code=code, begin=begin, **velden)
    return {rij.uitsplitsing: float(rij.teller) for rij in rijen}
