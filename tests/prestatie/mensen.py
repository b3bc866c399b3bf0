"""`python -m tests.prestatie.mensen`: make sessions of typical people in this database, and print what they may open as JSON."""

from __future__ import annotations

import json
import random
import time
from typing import Any

HOEVEEL = 12
"""People of each role, all over the table; the same ones in every run."""
GEZINNEN = (12, 24)
"""Families of a typical gezinsmanager."""


def main() -> None:
    import django

    django.setup()
    print(json.dumps(kies()))  # noqa: T201 (who started this reads it)


def kies() -> dict[str, list[dict[str, Any]]]:
    """By role: `sessie`, the numbers of the own families (`gezinnen`), the own `team` and part of the name of one in view (`zoek`)."""
    from ggw.organisatie.rollen import Rol

    rollen = (Rol.GEZINSMANAGER, Rol.SENIOR, Rol.TEAMMANAGER, Rol.AANMELDTEAM, Rol.BESTUURDER)
    return {rol.value: [mens(gebruiker) for gebruiker in mensen(rol)] for rol in rollen}


def mensen(rol: Any) -> list[Any]:
    from django.db.models import Count

    from gezinnen.models import Toewijzing
    from ggw.organisatie.models import Gebruiker
    from ggw.organisatie.rollen import Rol

    rijen = Gebruiker.objects.filter(rol=rol, is_active=True).order_by("pk")
    if rol == Rol.GEZINSMANAGER:
        per_mens = Toewijzing.objects.filter(tot=None).values("gezinsmanager").annotate(hoeveel=Count("pk"))
        rijen = rijen.filter(pk__in=per_mens.filter(hoeveel__range=GEZINNEN).values("gezinsmanager"))
    if rol == Rol.AANMELDTEAM:
        rijen = rijen.filter(aanbieder__verwijzingen__isnull=False).distinct()
    alle = list(rijen)
    return random.Random(1).sample(alle, min(HOEVEEL, len(alle)))  # noqa: S311 (it must be repeatable)


def mens(gebruiker: Any) -> dict[str, Any]:
    from gezinnen.models import Gezin

    eigen = Gezin.objects.filter(toewijzingen__gezinsmanager_id=gebruiker.pk, toewijzingen__tot=None).order_by("pk")
    team = Gezin.objects.filter(toewijzingen__basisteam__lidmaatschappen__gebruiker=gebruiker, toewijzingen__tot=None)
    naam = team.order_by("pk").values_list("naam", flat=True).first() or "De"
    return {
        "sessie": maak_sessie(gebruiker),
        "gezinnen": list(eigen.values_list("nummer", flat=True)),
        "team": gebruiker.lidmaatschappen.values_list("basisteam", flat=True).first() or 0,
        "zoek": naam.split()[-1][:4],
    }


def maak_sessie(gebruiker: Any) -> str:
    """A session that is on its way: the first request has nothing left to write in it."""
    from django.test import Client

    klant = Client()
    klant.force_login(gebruiker)
    sessie = klant.session
    sessie["begonnen"] = sessie["actief"] = time.time()
    sessie["adres"], sessie["client"] = "127.0.0.1", "bench"
    sessie.save()
    return str(sessie.session_key)


if __name__ == "__main__":
    main()
