from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from ggw.organisatie.models import Aanbieder, Dienst, Gebruiker, Vervanging, Voorstel
from ggw.organisatie.rollen import Rol
from ggw.toegang.models import Noodtoegang, Opvallend
from spic.models import Spic, Tarief, Verwijzing
from tests.fabrieken import AanmeldingFactory, GebruikerFactory, LokaalTeamFactory
from tests.hulpaanbod import maak_aanbod
from tests.kengetalrijen import vul_kengetallen
from tests.vol_gezin import vul
from veiligheid.models import Instrument

MERK = "Geheimmerkteken"
PER_GROEP = 24
"""Pages that share one world: making it costs more than walking through it. Each page finds it as it was made."""


def groepen(namen: Iterable[str]) -> list[Any]:
    """The pages in groups, for `parametrize`; a group is called after its first page."""
    alle = list(namen)
    return [pytest.param(alle[i : i + PER_GROEP], id=alle[i]) for i in range(0, len(alle), PER_GROEP)]


@contextmanager
def teruggedraaid() -> Iterator[None]:
    """What is done inside was not done: rows and rate limits are as they were."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


@dataclass
class Wereld:
    """Everybody, an own family and a foreign one, both with a row of every kind; the foreign one full of markers."""

    mensen: dict[str, Any]
    nummers: dict[str, str]
    rijen: dict[str, dict[str, int]]
    lidmaatschap: int


def voorstel_van(wim: Gebruiker) -> Voorstel:
    """An invitation at the provider of Wim, asked by another beheerder there."""
    velden = {"aanbieder": wim.aanbieder, "naam": "Nieuw Verzonnen"}
    door = GebruikerFactory(rol=Rol.AANBIEDERBEHEERDER, **velden)
    over = GebruikerFactory(rol=Rol.HULPVERLENER, is_active=False, **velden)
    gegevens = {"rol": over.rol, "teams": []}
    return Voorstel.objects.create(soort="uitnodiging", over=over, door=door, gegevens=gegevens)


@pytest.fixture
def wereld(request: pytest.FixtureRequest, gezin: Any, ander_gezin: Any) -> Wereld:
    return maak_wereld(request, gezin, ander_gezin)


def maak_wereld(request: pytest.FixtureRequest, gezin: Any, ander_gezin: Any) -> Wereld:
    namen = ("fatima", "kees", "bram", "sanne", "gerda", "tom", "vera", "ilse", "bea")
    namen += ("bas", "zita", "dunya", "boris", "paula", "anna", "hugo", "wim")
    mensen = {naam: request.getfixturevalue(naam) for naam in namen}
    lokaal_team = LokaalTeamFactory()
    naslag = {
        "Aanmelding": AanmeldingFactory(ingevoerd_door_id=mensen["ilse"].pk).pk,
        "Gebruiker": mensen["kees"].pk,
        "Basisteam": request.getfixturevalue("team_noord").pk,
        "LokaalTeam": lokaal_team.pk,
        "Gemeente": lokaal_team.gemeente.pk,
        "Instrument": Instrument.objects.get(code="HAVIK", actief=True).pk,
        "Koppelvoorstel": 0,
        "Opvallend": Opvallend.objects.create(
            gebruiker_id=mensen["kees"].pk, dag="2026-11-20", soort="nacht", aantal=7
        ).pk,
        "Noodtoegang": Noodtoegang.objects.create(
            gezin_id=gezin.pk,
            gebruiker_id=mensen["bram"].pk,
            reden="Melding in de nacht",
            vanaf=timezone.now() - timedelta(days=2),
            tot=timezone.now() - timedelta(days=2, hours=-4),
        ).pk,
        "Voorstel": Voorstel.objects.create(
            soort="rol", over=mensen["kees"], door=mensen["bea"], gegevens={"rol": "senior"}
        ).pk,
        "Dienst": Dienst.objects.filter(gebruiker=mensen["dunya"]).get().pk,
        "Vervanging": Vervanging.objects.create(
            gebruiker=mensen["fatima"],
            vervanger=mensen["kees"],
            vanaf=timezone.localdate() + timedelta(days=30),
            tot=timezone.localdate() + timedelta(days=40),
            door=mensen["sanne"],
        ).pk,
        "Combinatie": Spic.objects.get(productcode="VB-B04-I").pk,
        "Tarief": Tarief.objects.get(spic__productcode="VB-B04-I").pk,
        "Aanbod": maak_aanbod(mensen["wim"].aanbieder).pk,
        "Aanbieder": Aanbieder.objects.create(naam="De Verzonnen Linde", soort="hoofdaannemer").pk,
    }
    vul_kengetallen(naslag["Basisteam"], naslag["Aanbieder"])
    ander_gezin.nummer = "2026-9388"
    naslag |= {"Partnermens": mensen["hugo"].pk, "Partnervoorstel": voorstel_van(mensen["wim"]).pk}
    ander_gezin.naam = f"Vreemd {MERK}"
    ander_gezin.waarschuwing = MERK
    ander_gezin.save()
    rijen = {
        "eigen": vul(gezin, mensen["fatima"], mensen["sanne"]) | naslag,
        "vreemd": vul(ander_gezin, mensen["bram"], mensen["tom"], MERK) | naslag,
    }
    Verwijzing.objects.filter(gezin=gezin).update(hulpverlener_id=mensen["hugo"].pk)
    nummers = {"eigen": gezin.nummer, "vreemd": ander_gezin.nummer}
    return Wereld(mensen, nummers, rijen, mensen["kees"].lidmaatschappen.get().pk)
