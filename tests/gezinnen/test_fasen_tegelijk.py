"""Two people at the same moment, each on a connection of their own: rows are really kept here, and taken away afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection

from gezinnen.besluiten import neem_besluit
from gezinnen.models import Agendapunt, Besluit, BesluitGeweigerd, Fase, Gezin
from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import namens
from tests.fabrieken import BasisteamFactory, GebruikerFactory, maak_gezin
from tests.gezinnen.bto import vraag_fase


def elk_apart(*taken: Callable[[], Any]) -> list[Any]:
    """Run each in a thread with a connection of its own: outside the transaction of the test, so that it is really kept."""
    uitkomsten: list[Any] = []

    def doe(taak: Callable[[], Any]) -> None:
        try:
            uitkomsten.append(taak())
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=(taak,)) for taak in taken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    assert len(uitkomsten) == len(taken)
    return uitkomsten


@pytest.fixture
def bewaard(db: None) -> Iterator[tuple[Agendapunt, list[Gebruiker]]]:
    [(punt, mensen)] = elk_apart(maak)
    yield punt, mensen[1:]
    elk_apart(lambda: ruim_op(punt.gezin, mensen))


def maak() -> tuple[Agendapunt, list[Gebruiker]]:
    team = BasisteamFactory(naam="Team tegelijk")
    rollen = (Rol.GEZINSMANAGER, Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE)
    mensen = [GebruikerFactory(email=f"tegelijk{nr}@ggw.example", rol=rol, team=team) for nr, rol in enumerate(rollen)]
    gezin = maak_gezin(mensen[0], team, nummer="2026-7777", naam="Tegelijk")
    return vraag_fase(gezin, Fase.ONDERSTEUNEN, mensen[0]), mensen


def ruim_op(gezin: Gezin, mensen: list[Gebruiker]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(
            "select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)"
            " where c.table_schema = 'public' and c.column_name = 'gezin_id' and t.table_type = 'BASE TABLE'"
        )
        for (tabel,) in cursor.fetchall():
            cursor.execute(f"delete from {tabel} where gezin_id = %s", [gezin.pk])
        cursor.execute("delete from gezinnen_gezin where id = %s", [gezin.pk])
        cursor.execute("delete from gezinnen_gezinevent where pgh_obj_id = %s", [gezin.pk])
        ids = [mens.pk for mens in mensen]
        cursor.execute("delete from organisatie_lidmaatschap where gebruiker_id = any (%s)", [ids])
        cursor.execute("delete from organisatie_gebruiker where id = any (%s)", [ids])
        cursor.execute("delete from organisatie_basisteam where naam = 'Team tegelijk'")
        cursor.execute("delete from organisatie_gemeente where code = '9999'")


def test_twee_mensen_besluiten_tegelijk_en_een_wint(bewaard):
    punt, beslissers = bewaard
    start = threading.Barrier(2)

    def beslis(wie: Gebruiker) -> str:
        start.wait(10)
        try:
            with namens(wie):
                neem_besluit(punt, Besluit.AKKOORD, tekst="Zo doen wij het.", overleg=None, door_id=wie.pk)
        except BesluitGeweigerd:
            return "te laat"
        return "akkoord"

    assert sorted(elk_apart(*(partial(beslis, wie) for wie in beslissers))) == ["akkoord", "te laat"]
    [(overgangen, fase)] = elk_apart(lambda: (punt.gezin.faseovergangen.count(), punt.gezin.begeleidingen.get().fase))
    assert (overgangen, fase) == (1, Fase.ONDERSTEUNEN)
