"""Termijnen by hand, and the worker that tells people about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from gezinnen.models import Bericht, Gezin, Herinnering, Norm, Termijn

VOLLEDIG, KORT, GEEN = "signaal", "kwestie_trede", "aanwijzing_vervallen"


def maak_termijn(
    gezin: Gezin, over: int, *, code: str = KORT, oud: int = 60, vandaag: date | None = None, **velden: Any
) -> Termijn:
    """Open, due in `over` days (negative: late), made `oud` days ago."""
    vandaag = vandaag or timezone.localdate()
    norm = Norm.objects.get(code=code)
    begin = timezone.make_aware(datetime.combine(vandaag - timedelta(days=oud), datetime.min.time()))
    basis = {"norm": norm, "code": code, "eigenaar_rol": norm.eigenaar, "vanaf": vandaag - timedelta(days=oud)}
    termijn = Termijn.objects.create(gezin=gezin, uiterlijk=vandaag + timedelta(days=over), **(basis | velden))
    Termijn.objects.filter(pk=termijn.pk).update(created_at=begin)
    termijn.refresh_from_db()
    return termijn


@contextmanager
def als_werker() -> Iterator[None]:
    """Under the login of the worker, as in production."""
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_werk")
    yield
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization default")


def verteld(termijn: Termijn) -> set[tuple[str, str]]:
    """Who is told of it at which step: (first name, trede)."""
    rijen = Herinnering.objects.filter(termijn=termijn).values_list("ontvanger__naam", "trede")
    return {(naam.split()[0].lower(), trede) for naam, trede in rijen}


def berichten(**filter_: Any) -> list[Bericht]:
    return list(Bericht.objects.filter(**filter_).order_by("pk"))
