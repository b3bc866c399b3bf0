"""A provider and a gezinsmanager decide at the same moment, each on a connection of their own: one wins, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gezinnen.models import Gezin
from ggw.organisatie.models import Aanbieder, Gebruiker
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import namens
from spic.models import Eindvoorstel, Pakket, Verwijzing, VerwijzingGeweigerd, VerwijzingStatus
from tests.fabrieken import BasisteamFactory, GebruikerFactory, maak_gezin
from tests.gezinnen.test_fasen_tegelijk import elk_apart, ruim_op

S = VerwijzingStatus


@dataclass
class Bewaard:
    verwijzing: Verwijzing
    gezin: Gezin
    mensen: list[Gebruiker]


@pytest.fixture
def bewaard(db: None) -> Iterator[Bewaard]:
    [rij] = elk_apart(maak)
    yield rij
    elk_apart(partial(ruim, rij))


def maak() -> Bewaard:
    team = BasisteamFactory(naam="Team tegelijk")
    aanbieder = Aanbieder.objects.create(naam="Aanbieder tegelijk", soort="hoofdaannemer")
    wij = [GebruikerFactory(email=f"tegelijk{nr}@ggw.example", rol=Rol.GEZINSMANAGER, team=team) for nr in (1, 2)]
    zij = GebruikerFactory(email="tegelijk3@ggw.example", rol=Rol.AANMELDTEAM, aanbieder=aanbieder)
    gezin = maak_gezin(wij[0], team, nummer="2026-7778", naam="Tegelijk")
    door, vandaag = {"door_id": wij[0].pk}, timezone.localdate()
    verwijzing = Verwijzing.objects.create(
        gezin=gezin, aanbieder=aanbieder, hulpvraag="hulp", status="verzonden", verzonden_op=vandaag, **door
    )
    Pakket.objects.create(gezin=gezin, verwijzing=verwijzing, aanbieder=aanbieder, inhoud={}, sha256="0" * 64, **door)
    return Bewaard(verwijzing, gezin, [*wij, zij])


def ruim(rij: Bewaard) -> None:
    ruim_op(rij.gezin, rij.mensen)
    with connection.cursor() as cursor:
        cursor.execute("delete from organisatie_aanbieder where naam = 'Aanbieder tegelijk'")


def aanbieder_zet(rij: Bewaard, naar: str, start: threading.Barrier) -> tuple[str, bool]:
    start.wait(10)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select begin_partner(%s, %s)", [rij.mensen[2].pk, rij.verwijzing.pk])
        cursor.execute("set local role ggw_partner")
        cursor.execute(
            "select partner.zet_stap(%s, %s, 'geen_plek', 'vol', null, null, %s)", [rij.verwijzing.pk, naar, uuid4()]
        )
        return naar, cursor.fetchone()[0]


def wij_trekken_in(rij: Bewaard, start: threading.Barrier) -> tuple[str, bool]:
    wie = rij.mensen[0]
    with namens(wie):
        vers = Verwijzing.objects.select_related("gezin").get(pk=rij.verwijzing.pk)
        start.wait(10)
        try:
            vers.zet(S.INGETROKKEN, reden="toch niet", door_id=wie.pk)
        except VerwijzingGeweigerd:
            return S.INGETROKKEN, False
    return S.INGETROKKEN, True


def stand(rij: Bewaard) -> tuple[str, int]:
    vers = Verwijzing.objects.get(pk=rij.verwijzing.pk)
    return vers.status, vers.stappen.count()


def test_aannemen_en_intrekken_tegelijk(bewaard):
    """Accepted first, it was withdrawn from an old page, which is refused; or withdrawn first, and nothing was accepted."""
    start = threading.Barrier(2)
    uitkomst = dict(
        elk_apart(partial(aanbieder_zet, bewaard, S.GEACCEPTEERD, start), partial(wij_trekken_in, bewaard, start))
    )
    assert sorted(uitkomst.values()) == [False, True], uitkomst
    [(status, stappen)] = elk_apart(partial(stand, bewaard))
    assert uitkomst[status]
    assert stappen == 1


def test_twee_van_de_aanbieder_antwoorden_tegelijk(bewaard):
    """Accept and refuse in one moment: what is refused after it was accepted is a second step, never a lost one."""
    start = threading.Barrier(2)
    uitkomst = dict(elk_apart(*(partial(aanbieder_zet, bewaard, n, start) for n in (S.GEACCEPTEERD, S.GEWEIGERD))))
    [(status, stappen)] = elk_apart(partial(stand, bewaard))
    assert status == S.GEWEIGERD, "weigeren kan ook na aannemen; aannemen na weigeren niet"
    assert uitkomst[S.GEWEIGERD]
    assert stappen == sum(uitkomst.values())


def maak_voorstel(rij: Bewaard) -> int:
    vandaag = timezone.localdate()
    Verwijzing.objects.filter(pk=rij.verwijzing.pk).update(status="einde_voorgesteld", gestart_op=vandaag)
    return Eindvoorstel.objects.create(
        gezin=rij.gezin,
        verwijzing=rij.verwijzing,
        reden_id="volgens_plan",
        toelichting="klaar",
        einddatum=vandaag,
        partij="aanbieder",
        door_id=rij.mensen[2].pk,
    ).pk


def besluit(rij: Bewaard, voorstel: int, wie: Gebruiker, ja: bool, start: threading.Barrier) -> tuple[bool, bool]:
    with namens(wie):
        vers = Eindvoorstel.objects.select_related("verwijzing__gezin").get(pk=voorstel)
        start.wait(10)
        try:
            if ja:
                vers.stem_in(waarom="veilig", door_id=wie.pk)
            else:
                vers.stem_niet_in(waarom="niet veilig", sleutel=str(uuid4()), door_id=wie.pk)
        except VerwijzingGeweigerd:
            return ja, False
    return ja, True


def test_twee_gezinsmanagers_besluiten_tegelijk_over_het_einde(bewaard):
    [voorstel] = elk_apart(partial(maak_voorstel, bewaard))
    start = threading.Barrier(2)
    taken = [partial(besluit, bewaard, voorstel, bewaard.mensen[nr], ja, start) for nr, ja in ((0, True), (1, False))]
    uitkomst = dict(elk_apart(*taken))
    assert sorted(uitkomst.values()) == [False, True], uitkomst
    [(status, stappen)] = elk_apart(partial(stand, bewaard))
    kwesties = elk_apart(lambda: bewaard.gezin.kwesties.count())
    assert (status, stappen, kwesties) == (("beeindigd", 1, [0]) if uitkomst[True] else ("gestart", 1, [1]))
