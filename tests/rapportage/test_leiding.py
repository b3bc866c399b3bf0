"""Vandaag of a supervisor: what waits for a second person, signals nobody judged, emergency access, nudges given."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from gezinnen.models import Contactafspraak, Duwtje, Maatregel, Termijn
from ggw.toegang.models import Inzage, Noodtoegang
from tests.fabrieken import KindFactory, maak_gezin
from veiligheid.models import Signaal, SignaalSoort

KOPPEN = ("niet-beoordeeld", "noodtoegang", "duwtjes")


def meld(gezin, door, soort=SignaalSoort.STAGNATIE):
    return Signaal.meld(gezin, sleutel=uuid4(), door_id=door.pk, soort=soort, feit="Verzonnen feit.")


def blokken(antwoord):
    tekst = antwoord.content.decode()
    return {kop: tekst.split(f'id="{kop}"')[1].split("</section>")[0] for kop in KOPPEN if f'id="{kop}"' in tekst}


def nood(gezin, mens, **velden):
    nu = timezone.now()
    tijden = {"vanaf": nu - timedelta(hours=2), "tot": nu + timedelta(hours=2)}
    return Noodtoegang.objects.create(
        gezin_id=gezin.pk, gebruiker_id=mens.pk, reden="kind in gevaar", **{**tijden, **velden}
    )


def late_termijn(gezin, reken):
    kind = KindFactory(gezin=gezin)
    Contactafspraak.objects.create(gezin=gezin, kind=kind, weken=1, vanaf=timezone.localdate() - timedelta(days=60))
    reken()
    return Termijn.objects.get(gezin=gezin, code="kind_gezien")


@pytest.fixture
def van_zuid(bram, team_zuid):
    return maak_gezin(bram, team_zuid, fase="ondersteunen", nummer="2026-0899")


@pytest.mark.parametrize("met_maatregel", [True, False])
def test_een_wachtend_gezin_vraagt_een_keer_om_een_gezinsmanager(als, tom, kees, team_noord, reken, met_maatregel):
    gezin = maak_gezin(kees, team_noord, wacht=True, dagen=20, nummer="2026-0877")
    if met_maatregel:
        begin = timezone.localdate() - timedelta(days=20)
        Maatregel.objects.create(
            gezin=gezin, kind=KindFactory(gezin=gezin), soort_id="11", begin=begin, einde=begin + timedelta(days=365)
        )
    reken()
    assert Termijn.objects.filter(gezin=gezin, code="toewijzing").exists() is met_maatregel
    werk = als(tom).get("/").context["werk"].voor_collega
    assert [stap.tekst for _, stap in werk].count("Wijs een gezinsmanager toe") == 1


@pytest.mark.parametrize("wie", ["sanne", "gerda", "tom"])
def test_signalen_van_het_team_staan_er_en_van_een_ander_team_niet(als, request, wie, fatima, gezin, bram, van_zuid):
    leider = request.getfixturevalue(wie)
    gewoon, spoed = meld(gezin, fatima, SignaalSoort.STAGNATIE), meld(gezin, fatima, SignaalSoort.SPOED)
    meld(van_zuid, bram, SignaalSoort.SPOED)
    antwoord = als(leider).get("/")
    blok = blokken(antwoord)["niet-beoordeeld"]
    volgorde = [blok.index(f"/gezinnen/{gezin.nummer}/signaal/{signaal.pk}/") for signaal in (spoed, gewoon)]
    assert volgorde == sorted(volgorde)
    assert blok.count("<li>") == 2
    assert van_zuid.nummer not in antwoord.content.decode()
    assert Inzage.objects.latest("pk").gezinnen == [gezin.pk]


def test_een_beoordeeld_signaal_staat_er_niet_meer(als, sanne, fatima, gezin):
    signaal = meld(gezin, fatima, SignaalSoort.STAGNATIE)
    assert "niet-beoordeeld" in blokken(als(sanne).get("/"))
    Signaal.objects.filter(pk=signaal.pk).update(status="beoordeeld")
    assert "niet-beoordeeld" not in blokken(als(sanne).get("/"))


def test_bij_veel_signalen_staan_de_dringendste_en_hoeveel_het_er_zijn(als, sanne, fatima, gezin):
    for _ in range(9):
        meld(gezin, fatima, SignaalSoort.STAGNATIE)
    spoed = meld(gezin, fatima, SignaalSoort.SPOED)
    blok = blokken(als(sanne).get("/"))["niet-beoordeeld"]
    assert "Dit zijn de 8 dringendste van 10." in blok
    assert blok.index(f"/signaal/{spoed.pk}/") < blok.index("</li>")


def test_wie_geen_team_leidt_ziet_dit_niet(als, fatima, kees, dunya, gezin):
    meld(gezin, fatima, SignaalSoort.STAGNATIE)
    nood(gezin, dunya)
    assert blokken(als(kees).get("/")) == {}
    assert "niet-beoordeeld" not in blokken(als(fatima).get("/"))


def test_noodtoegang_staat_er_tot_zij_beoordeeld_is(als, sanne, tom, gerda, bram, paula, gezin):
    keer = nood(gezin, bram)
    for leider in (sanne, tom):
        antwoord = als(leider).get("/")
        blok = blokken(antwoord)["noodtoegang"]
        assert f'href="/gezinnen/{gezin.nummer}/gezien/"' in blok
        assert "Gezinsmanager" in blok
        assert bram.naam not in blok
        assert als(leider).get(f"/gezinnen/{gezin.nummer}/gezien/").status_code == 200
    assert "noodtoegang" not in blokken(als(gerda).get("/")), "may not see who saw a file"
    Noodtoegang.objects.filter(pk=keer.pk).update(
        terecht=True, oordeel="Nodig.", beoordeeld_door_id=paula.pk, beoordeeld_op=timezone.now()
    )
    assert "noodtoegang" not in blokken(als(sanne).get("/"))


def test_eigen_noodtoegang_en_die_tot_een_ander_gezin_staan_er_niet(als, sanne, bram, van_zuid, gezin):
    nood(gezin, sanne)
    nood(van_zuid, bram, vanaf=timezone.now() - timedelta(days=2), tot=timezone.now() - timedelta(days=2, hours=-4))
    assert "noodtoegang" not in blokken(als(sanne).get("/"))


def test_een_duwtje_staat_er_tot_het_werk_gedaan_is(als, sanne, tom, fatima, gezin, reken):
    termijn = late_termijn(gezin, reken)
    Duwtje.geef(termijn, reden="", door_id=sanne.pk)
    blok = blokken(als(sanne).get("/"))["duwtjes"]
    assert termijn.norm.wat in blok
    assert fatima.naam in blok
    assert "duwtjes" not in blokken(als(tom).get("/")), "somebody else gave it"
    Termijn.objects.filter(pk=termijn.pk).update(gesloten_op=timezone.localdate(), sluiting="voldaan")
    blok = blokken(als(sanne).get("/"))["duwtjes"]
    assert "Intussen gedaan: 1." in blok
    assert "<li>" not in blok


def test_een_oud_duwtje_staat_er_niet_meer(als, sanne, gezin, reken):
    termijn = late_termijn(gezin, reken)
    Duwtje.geef(termijn, reden="", door_id=sanne.pk)
    Duwtje.objects.update(op=timezone.localdate() - timedelta(days=15))
    assert "duwtjes" not in blokken(als(sanne).get("/"))
