"""Duty and replacement: arranged by a senior or teammanager, never for oneself, and it works at once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ggw.organisatie.models import Beheergebeurtenis, Dienst, Vervanging

MORGEN = timezone.localdate() + timedelta(days=1)


def dag(dagen=0):
    return (timezone.localdate() + timedelta(days=dagen)).strftime("%d-%m-%Y")


def dienst(mens, **anders):
    return {"gebruiker": mens.pk, "dag": dag(1), "van": "17:00", "tot": "09:00", "dagen": "1"} | anders


def vervang(wie, door, **anders):
    return {"gebruiker": wie.pk, "vervanger": door.pk, "vanaf": dag(), "tot": dag(7)} | anders


def test_een_week_diensten_op_het_rooster(als, sanne, bram):
    antwoord = als(sanne).post("/beheer/rooster/", dienst(bram, dagen="7"), follow=True)
    assert "7 diensten staan op het rooster." in antwoord.content.decode()
    eerste = Dienst.objects.filter(gebruiker=bram).order_by("begin").first()
    zone = timezone.get_current_timezone()
    assert eerste.begin == datetime.combine(MORGEN, datetime.min.time().replace(hour=17), tzinfo=zone)
    assert timezone.localtime(eerste.eind).hour == 9
    assert timezone.localdate(eerste.eind) == MORGEN + timedelta(days=1)
    assert Beheergebeurtenis.objects.filter(soort="dienst.gepland", over=bram, door=sanne).count() == 7


def test_een_dienst_over_het_verzetten_van_de_klok_houdt_de_klok_aan(db, sanne, bram):
    zone = timezone.get_current_timezone()
    begin, eind = (datetime(2027, 3, d, u, tzinfo=zone) for d, u in ((27, 17), (28, 9)))
    Dienst.plan(bram, [(begin, eind)], door=sanne)
    rij = Dienst.objects.get(gebruiker=bram)
    assert timezone.localtime(rij.eind).strftime("%d %H:%M") == "28 09:00"
    assert rij.eind - rij.begin == timedelta(hours=15)


def test_niemand_zet_zichzelf_op_het_rooster_of_vervangt_zelf(als, sanne, fatima):
    antwoord = als(sanne).post("/beheer/rooster/", dienst(sanne))
    assert "Deze persoon kan geen dienst hebben." in antwoord.content.decode()
    antwoord = als(sanne).post("/beheer/vervanging/", vervang(fatima, sanne))
    assert "Deze persoon kan niet vervangen." in antwoord.content.decode()
    assert not Dienst.objects.exists()
    assert not Vervanging.objects.exists()


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"gebruiker": ""}, "Kies een persoon."),
        ({"dag": "morgen"}, "Schrijf de datum als dd-mm-jjjj."),
        ({"dag": "01-01-2020"}, "Kies een dag vanaf vandaag"),
        ({"dag": "01-01-9999"}, "Kies een dag vanaf vandaag"),
        ({"van": "25:00"}, "Schrijf de tijd als uu:mm"),
        ({"dagen": "400"}, "Vul een getal van 1 tot en met 14 in."),
    ],
)
def test_een_verkeerde_dienst_zegt_wat_er_mis_is(als, sanne, bram, anders, melding):
    antwoord = als(sanne).post("/beheer/rooster/", dienst(bram, **anders))
    assert antwoord.status_code == 200
    assert melding in antwoord.content.decode()
    assert not Dienst.objects.exists()


def test_twee_diensten_tegelijk_kan_niet_en_dan_komt_er_geen_enkele(als, sanne, bram):
    als(sanne).post("/beheer/rooster/", dienst(bram, dag=dag(3)))
    antwoord = als(sanne).post("/beheer/rooster/", dienst(bram, dagen="5"))
    assert "heeft in die tijd al dienst" in antwoord.content.decode()
    assert Dienst.objects.count() == 1


def test_een_dienst_die_loopt_stopt_meteen(als, sanne, dunya, gezin):
    assert als(dunya).get(f"/gezinnen/{gezin.nummer}/").status_code == 200
    loopt = Dienst.objects.get()
    als(sanne).post(f"/beheer/rooster/{loopt.pk}/weg/")
    loopt.refresh_from_db()
    assert loopt.eind <= timezone.now()
    Dienst.objects.update(
        eind=timezone.now() - timedelta(minutes=5)
    )  # the clock of the database stands still in a test
    assert als(dunya).get(f"/gezinnen/{gezin.nummer}/").status_code == 404
    assert als(sanne).post(f"/beheer/rooster/{loopt.pk}/weg/").status_code == 404


def test_een_vervanger_ziet_de_gezinnen_en_het_werk(als, sanne, fatima, bram, gezin):
    assert als(bram).get(f"/gezinnen/{gezin.nummer}/").status_code == 404
    antwoord = als(sanne).post("/beheer/vervanging/", vervang(fatima, bram), follow=True)
    assert "De vervanging is geregeld." in antwoord.content.decode()
    pagina = als(bram).get(f"/gezinnen/{gezin.nummer}/").content.decode()
    assert "U vervangt een collega" in pagina
    assert gezin.nummer in als(bram).get("/gezinnen/").content.decode(), "in Mijn gezinnen"
    dubbel = als(sanne).post("/beheer/vervanging/", vervang(fatima, bram))
    assert "staat er in die tijd al" in dubbel.content.decode()
    als(sanne).post(f"/beheer/vervanging/{Vervanging.objects.get().pk}/weg/")
    assert als(bram).get(f"/gezinnen/{gezin.nummer}/").status_code == 404


def test_alleen_voor_iemand_van_het_eigen_team(als, sanne, bram, kees):
    """Otherwise a senior gives a friend sight of the families of any team."""
    antwoord = als(sanne).post("/beheer/vervanging/", vervang(bram, kees))
    assert "Kies iemand uit uw eigen team." in antwoord.content.decode()
    vreemd = Vervanging.objects.create(
        gebruiker=bram, vervanger=kees, vanaf=timezone.localdate(), tot=timezone.localdate(), door=sanne
    )
    assert als(sanne).post(f"/beheer/vervanging/{vreemd.pk}/weg/").status_code == 404
    assert (
        bram.naam
        not in als(sanne)
        .get("/beheer/vervanging/")
        .content.decode()
        .split("Wie vervangt wie")[1]
        .split("Vervanging regelen")[0]
    )


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"tot": dag(-1)}, "Kies een dag vanaf vandaag en na de eerste dag"),
        ({"vanaf": dag(9), "tot": dag(8)}, "Kies een dag vanaf vandaag en na de eerste dag"),
        ({"vanaf": "01-01-0001"}, "Kies een dag vanaf een maand geleden"),
        ({"tot": ""}, "Vul de datum in."),
    ],
)
def test_een_verkeerde_vervanging_zegt_wat_er_mis_is(als, sanne, fatima, kees, anders, melding):
    antwoord = als(sanne).post("/beheer/vervanging/", vervang(fatima, kees, **anders))
    assert antwoord.status_code == 200
    assert melding in antwoord.content.decode()
    assert not Vervanging.objects.exists()
