"""The few named people, and a client that runs as the web login instead of the superuser of the test connection."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg._preparing import PrepareManager

from gezinnen.models import Gezin, Gezinslid
from gezinnen.termijnen import herbereken, normen
from ggw.organisatie.models import Aanbieder, Basisteam, Dienst, Gebruiker
from ggw.organisatie.rollen import Rol
from ggw.organisatie.sessieopslag import SessionStore
from tests.fabrieken import (
    BasisteamFactory,
    GebruikerFactory,
    GemeenteFactory,
    GezinslidFactory,
    KindFactory,
    LokaalTeamFactory,
    maak_gezin,
)
from veiligheid.models.instrumenten import definities

# A test ends in a rollback where a request ends in a commit. psycopg lets go of all that is prepared at a rollback; here it stays, as it does there.
PrepareManager.clear = lambda self: False  # type: ignore[method-assign]


def pytest_collection_finish() -> None:
    """What was imported stays until the end: the collector need not look through all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


class Webclient(Client):
    """Each request runs under the web login: row security counts, as it does in production."""

    def request(self, **request: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("set local session authorization ggw_web")
        try:
            return super().request(**request)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("set local session authorization default")


@pytest.fixture
def client(db: None) -> Webclient:
    return Webclient()


def teken_in(client: Client, gebruiker: Gebruiker, *, bevestigd: bool) -> None:
    """As the page to sign in leaves it, in one row: a session that is on its way, so that a request has nothing left to write in it."""
    sessie = SessionStore()
    sessie[SESSION_KEY], sessie[HASH_SESSION_KEY] = str(gebruiker.pk), gebruiker.get_session_auth_hash()
    sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sessie["begonnen"] = sessie["actief"] = time.time()
    sessie["adres"], sessie["client"] = "127.0.0.1", ""
    if bevestigd:
        sessie.update(bevestiging(sessie))
    sessie.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(sessie.session_key)


def bevestiging(sessie: SessionStore) -> dict[str, Any]:
    """What a session holds of somebody who typed the password again a moment ago."""
    methode = {"method": "password", "at": time.time(), "reauthenticated": True}
    return {"account_authentication_methods_user": sessie[SESSION_KEY], "account_authentication_methods": [methode]}


def bevestig(client: Client) -> None:
    sessie = client.session
    sessie.update(bevestiging(sessie))
    sessie.save()


@pytest.fixture(autouse=True)
def _normen_van_deze_proef() -> None:
    """Norms and instruments are kept in memory for a minute; a test begins with those of its own database."""
    normen.cache_clear()
    definities.cache_clear()


@pytest.fixture
def reken(db: None) -> Callable[[], int]:
    """Work out the terms of all families, for a test that makes rows itself; a page that writes does so by itself."""
    return lambda: herbereken(list(Gezin.objects.values_list("pk", flat=True)))


@pytest.fixture
def als(db: None) -> Any:
    """`als(fatima)` gives a client that is signed in, and who has just confirmed that; `bevestigd=False` leaves that out."""

    def maak(gebruiker: Gebruiker, *, bevestigd: bool = True) -> Webclient:
        webclient = Webclient()
        teken_in(webclient, gebruiker, bevestigd=bevestigd)
        return webclient

    return maak


@pytest.fixture
def team_noord(db: None) -> Basisteam:
    return BasisteamFactory(naam="Noord 3", lokaal_team=LokaalTeamFactory(naam="Wijkteam Noord"))


@pytest.fixture
def team_zuid(db: None) -> Basisteam:
    return BasisteamFactory(naam="Zuid 1")


def mens(naam: str, rol: Rol, team: Basisteam | None) -> Gebruiker:
    return GebruikerFactory(email=f"{naam.split()[0].lower()}@ggw.example", naam=naam, rol=rol, team=team)


@pytest.fixture
def fatima(team_noord: Basisteam) -> Gebruiker:
    return mens("Fatima Voorbeeld", Rol.GEZINSMANAGER, team_noord)


@pytest.fixture
def kees(team_noord: Basisteam) -> Gebruiker:
    """A colleague of Fatima in the same team."""
    return mens("Kees Voorbeeld", Rol.GEZINSMANAGER, team_noord)


@pytest.fixture
def bram(team_zuid: Basisteam) -> Gebruiker:
    """Same role, other team."""
    return mens("Bram Voorbeeld", Rol.GEZINSMANAGER, team_zuid)


@pytest.fixture
def sanne(team_noord: Basisteam) -> Gebruiker:
    return mens("Sanne Voorbeeld", Rol.SENIOR, team_noord)


@pytest.fixture
def gerda(team_noord: Basisteam) -> Gebruiker:
    return mens("Gerda Voorbeeld", Rol.GEDRAGSDESKUNDIGE, team_noord)


@pytest.fixture
def tom(team_noord: Basisteam) -> Gebruiker:
    return mens("Tom Voorbeeld", Rol.TEAMMANAGER, team_noord)


@pytest.fixture
def vera(team_noord: Basisteam) -> Gebruiker:
    return mens("Vera Voorbeeld", Rol.SECRETARIAAT, team_noord)


@pytest.fixture
def ilse(db: None) -> Gebruiker:
    return mens("Ilse Voorbeeld", Rol.INSTROOM, None)


@pytest.fixture
def bea(db: None) -> Gebruiker:
    return mens("Bea Voorbeeld", Rol.BEHEERDER, None)


@pytest.fixture
def bas(db: None) -> Gebruiker:
    """A second functioneel beheerder, for what takes two."""
    return mens("Bas Voorbeeld", Rol.BEHEERDER, None)


@pytest.fixture
def zita(team_noord: Basisteam) -> Gebruiker:
    """Mediates for the region of team Noord 3."""
    return mens("Zita Voorbeeld", Rol.ZORGBEMIDDELAAR, team_noord)


@pytest.fixture
def dunya(db: None, bea: Gebruiker) -> Gebruiker:
    """On duty now."""
    wie = mens("Dunya Voorbeeld", Rol.DIENST, None)
    nu = timezone.now()
    Dienst.objects.create(gebruiker=wie, begin=nu - timedelta(hours=1), eind=nu + timedelta(hours=7), door=bea)
    return wie


@pytest.fixture
def boris(db: None) -> Gebruiker:
    return mens("Boris Voorbeeld", Rol.BESTUURDER, None)


@pytest.fixture
def paula(db: None) -> Gebruiker:
    return mens("Paula Voorbeeld", Rol.PRIVACY, None)


@pytest.fixture
def wilgenboog(db: None) -> Aanbieder:
    return Aanbieder.objects.create(naam="De Verzonnen Wilg", soort="hoofdaannemer")


@pytest.fixture
def anna(wilgenboog: Aanbieder) -> Gebruiker:
    """The aanmeldteam of a provider."""
    return GebruikerFactory(email="anna@ggw.example", naam="Anna Voorbeeld", rol=Rol.AANMELDTEAM, aanbieder=wilgenboog)


@pytest.fixture
def hugo(wilgenboog: Aanbieder) -> Gebruiker:
    """A hulpverlener of the same provider."""
    return GebruikerFactory(email="hugo@ggw.example", naam="Hugo Voorbeeld", rol=Rol.HULPVERLENER, aanbieder=wilgenboog)


@pytest.fixture
def wim(wilgenboog: Aanbieder) -> Gebruiker:
    """The beheerder of the same provider: accounts, no referrals."""
    rol = Rol.AANBIEDERBEHEERDER
    return GebruikerFactory(email="wim@ggw.example", naam="Wim Voorbeeld", rol=rol, aanbieder=wilgenboog)


@pytest.fixture
def gezin(fatima: Gebruiker, team_noord: Basisteam) -> Gezin:
    """Fatima's family."""
    return maak_gezin(fatima, team_noord, nummer="2026-0417", naam="De Boer–El Amrani")


@pytest.fixture
def ander_gezin(bram: Gebruiker, team_zuid: Basisteam) -> Gezin:
    """Bram's family, of another team and in another region."""
    elders = GemeenteFactory(code="8888", naam="Elders", regio="Andere regio")
    return maak_gezin(bram, team_zuid, nummer="2026-0388", naam="Vreemdgezin", gemeente=elders)


@pytest.fixture
def sam(gezin: Gezin) -> Gezinslid:
    return KindFactory(gezin=gezin, voornaam="Sam", achternaam="de Boer")


@pytest.fixture
def moeder(gezin: Gezin) -> Gezinslid:
    return GezinslidFactory(gezin=gezin, voornaam="Leila", achternaam="El Amrani")


@pytest.fixture
def vreemd_kind(ander_gezin: Gezin) -> Gezinslid:
    return KindFactory(gezin=ander_gezin, voornaam="Vreemdkind", achternaam="Vreemdgezin")


@pytest.fixture(autouse=True)
def lege_cache() -> Iterator[None]:
    """Rate limits of one test do not reach the next."""
    from django.core.cache import cache

    yield
    cache.clear()
