"""Queries that are built once a day and asked for every family."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gezinnen.aanhaken import Beeld
from gezinnen.kop import kopvraag
from gezinnen.models import Afspraak, Gezin
from gezinnen.stapbronnen import stappen, stapvraag
from gezinnen.vastevraag import EENS, bouw, plekken, stel
from tests.fabrieken import KindFactory, maak_gezin


def maak_afspraak(gezin, wie, dagen):
    op = timezone.now() + timedelta(days=dagen)
    return Afspraak.objects.create(gezin=gezin, op=op, met_id=wie.pk)


def test_een_vraag_geldt_voor_ieder_gezin_in_de_volgorde_van_de_plekken(gezin, fatima, team_noord):
    ander = maak_gezin(fatima, team_noord)
    vraag = bouw(Gezin.objects.filter(pk__in=plekken(2)).order_by("pk").values_list("nummer"))
    assert stel(vraag, [gezin.pk, ander.pk]) == [(gezin.nummer,), (ander.nummer,)]
    assert stel(vraag, [ander.pk, ander.pk]) == [(ander.nummer,)]


def test_het_moment_is_dat_waarop_zij_wordt_gesteld(gezin, fatima):
    komt, was = maak_afspraak(gezin, fatima, 1), maak_afspraak(gezin, fatima, -1)
    vraag = bouw(Afspraak.objects.komend(EENS).values_list("pk"))
    assert stel(vraag, []) == [(komt.pk,)]
    Afspraak.objects.filter(pk=was.pk).update(op=timezone.now() + timedelta(days=2))
    assert stel(vraag, []) == [(komt.pk,), (was.pk,)]


def test_een_vraag_die_een_dag_blijft_kent_geen_moment():
    with pytest.raises(ValueError, match="EENS"):
        bouw(Afspraak.objects.komend())


def test_de_kop_van_een_volgend_gezin_kost_geen_bouwen_en_toont_het_zijne(als, gezin, fatima, team_noord):
    ander, client = maak_gezin(fatima, team_noord), als(fatima)
    KindFactory(gezin=ander)
    maak_afspraak(gezin, fatima, 3)
    kopvraag.cache_clear()
    eerste = client.get(gezin.get_absolute_url() + "dossier/").content.decode()
    tweede = client.get(ander.get_absolute_url() + "dossier/").content.decode()
    assert kopvraag.cache_info().misses == 1
    assert ("volgende afspraak" in eerste, "volgende afspraak" in tweede) == (True, False)
    assert "nog geen cijfer" in tweede


def test_de_stappen_van_een_ander_gezin_komen_uit_dezelfde_vraag(gezin, fatima, team_noord):
    ander = maak_gezin(fatima, team_noord)
    stapvraag.cache_clear()
    for een in (gezin, ander):
        assert {stap.gezin_id for stap in stappen(Beeld({een.pk: een.nummer}))} == {een.pk}
    assert stapvraag.cache_info().misses == 1
    assert list(stappen(Beeld({}))) == []


def test_van_gezinnen_van_collegas_komt_alleen_wat_een_ander_doet(kees, fatima, team_noord):
    wacht = maak_gezin(kees, team_noord, wacht=True, dagen=20)
    gevonden = list(stappen(Beeld({}, {wacht.pk: wacht.nummer})))
    assert [stap.voor for stap in gevonden] == ["gezin.toewijzen"]
    assert len(list(stappen(Beeld({wacht.pk: wacht.nummer})))) > 1
