"""The agenda by week, and the feed that somebody's own calendar reads."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import AGENDA_ITEMS, AgendaItem
from gezinnen.agenda import JAREN, MEESTE_LEZINGEN, lees_week
from gezinnen.ical import kalender, tekst, vouw
from gezinnen.models import Afspraak, Agendasleutel
from ggw.toegang.models import Inzage
from tests.conftest import bevestig
from tests.gezinnen.termijnen import maak_termijn

AGENDA, KOPPELEN = "/agenda/", "/agenda/koppelen/"


def spreek_af(gezin, wie, dagen=1, **velden):
    op = timezone.localtime().replace(hour=14, minute=30, second=0, microsecond=0) + timedelta(days=dagen)
    return Afspraak.objects.create(gezin=gezin, op=op, met_id=wie.pk, waar="Schoolplein", waarover="ruzie", **velden)


def maak_adres(client):
    antwoord = client.post(KOPPELEN, {"doe": "maken"})
    return re.search(r"http://testserver(/agenda/[^<]+\.ics)", antwoord.content.decode())[1]


def events(antwoord):
    regels = antwoord.content.decode().replace("\r\n ", "").split("\r\n")
    return [regel for regel in regels if regel.startswith("SUMMARY")]


def test_de_week_toont_eigen_afspraken_en_termijnen(als, fatima, kees, gezin):
    vandaag = timezone.localdate()
    deze = spreek_af(gezin, fatima, 0)
    spreek_af(gezin, kees, 0, soort="kantoor")
    spreek_af(gezin, fatima, 0, soort="online", afgezegd_op=timezone.now())
    termijn = maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    jaar, week, _ = vandaag.isocalendar()
    tekst_ = als(fatima).get(f"{AGENDA}?week={jaar}-{week}").content.decode()
    assert tekst_.count("Schoolplein") == 1
    assert timezone.localtime(deze.op).strftime("%H:%M") in tekst_
    assert termijn.norm.wat in tekst_
    assert Inzage.objects.latest("pk").gezinnen == [gezin.pk]


def test_de_agenda_van_een_ander_is_niet_te_zien(als, bram, fatima, gezin):
    spreek_af(gezin, fatima, 0)
    assert "Schoolplein" not in als(bram).get(AGENDA).content.decode()


def test_een_gezin_dat_ik_niet_meer_mag_zien_staat_er_niet(als, fatima, bram, gezin):
    spreek_af(gezin, fatima, 0)
    gezin.toewijzingen.update(gezinsmanager_id=bram.pk, basisteam=bram.lidmaatschappen.get().basisteam)
    client = als(fatima)
    assert "Schoolplein" not in client.get(AGENDA).content.decode()
    assert events(client.get(maak_adres(client))) == []


@pytest.mark.parametrize(
    "week", ["", "x", "2026-54", "9999-01", "0001-01", "2026-99999999999", "2015-01", "2100-52", "2026-1-1", "٢٠٢٦-١"]
)
def test_een_vreemde_week_is_geen_fout(als, fatima, week):
    assert als(fatima).get(AGENDA, {"week": week}).status_code == 200
    assert lees_week(week).isocalendar().year in JAREN


def test_de_feed_heeft_nummers_en_geen_namen(als, client, fatima, gezin):
    afspraak = spreek_af(gezin, fatima)
    antwoord = client.get(maak_adres(als(fatima)))
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    inhoud = antwoord.content.decode()
    assert events(antwoord) == ["SUMMARY:Afspraak gezin 2026-0417"]
    assert f"UID:afspraak-{afspraak.pk}@testserver\r\n" in inhoud
    assert f"DTSTART:{afspraak.op.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n" in inhoud
    assert "http://testserver/gezinnen/2026-0417/afspraken/" in inhoud.replace("\r\n ", "")
    for verboden in (gezin.naam, "Boer", "Fatima", "Schoolplein", "ruzie"):
        assert verboden not in inhoud


def test_de_feed_staat_in_het_logboek_zonder_het_geheim(als, client, fatima, gezin):
    spreek_af(gezin, fatima)
    adres = maak_adres(als(fatima))
    client.get(adres)
    regel = Inzage.objects.latest("pk")
    assert (regel.gebruiker_id, regel.gezinnen, regel.doel) == (fatima.pk, [gezin.pk], AGENDA)


def test_een_nieuw_adres_maakt_het_oude_waardeloos(als, client, fatima):
    mijn = als(fatima)
    oud = maak_adres(mijn)
    nieuw = maak_adres(mijn)
    assert client.get(oud).status_code == 404
    assert client.get(nieuw).status_code == 200
    mijn.post(KOPPELEN, {"doe": "intrekken"})
    mijn.post(KOPPELEN, {"doe": "intrekken"})
    assert client.get(nieuw).status_code == 404
    assert not Agendasleutel.objects.exists()


def test_het_adres_is_als_afdruk_bewaard_en_een_keer_te_zien(als, fatima):
    mijn = als(fatima)
    geheim = maak_adres(mijn).split("/")[2].removesuffix(".ics")
    assert len(geheim) > 40
    assert geheim not in str(Agendasleutel.objects.values_list())
    assert geheim not in mijn.get(KOPPELEN).content.decode()


def test_koppelen_vraagt_eerst_wie_u_bent(als, fatima):
    client = als(fatima, bevestigd=False)
    assert client.post(KOPPELEN, {"doe": "maken"}).url.startswith("/account/")
    assert not Agendasleutel.objects.exists()
    bevestig(client)
    assert client.get(KOPPELEN).status_code == 200


def test_wie_niet_meer_mag_aanmelden_heeft_geen_feed_ook_niet_na_terugkomst(als, client, fatima, gezin):
    adres = maak_adres(als(fatima))
    fatima.is_active = False
    fatima.save(update_fields=["is_active"])
    assert client.get(adres).status_code == 404
    fatima.is_active = True
    fatima.save(update_fields=["is_active"])
    assert client.get(adres).status_code == 404


def test_de_feed_van_een_rol_zonder_gezinnen_is_er_niet(als, client, fatima):
    adres = maak_adres(als(fatima))
    fatima.rol = "bestuurder"
    fatima.save()
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 5000, "..", "%00", "%F0%9F%98%80"])
def test_een_verzonnen_adres_bestaat_niet(client, token):
    assert client.get(f"/agenda/{token}.ics").status_code == 404


def test_wie_te_vaak_vraagt_moet_wachten(als, client, fatima):
    adres = maak_adres(als(fatima))
    codes = [client.get(adres).status_code for _ in range(MEESTE_LEZINGEN + 1)]
    assert codes == [200] * MEESTE_LEZINGEN + [429]
    cache.clear()
    assert client.get(adres).status_code == 200


def test_een_collega_app_kan_haar_overleg_erbij_zetten(als, client, fatima, gezin, monkeypatch):
    begin = timezone.now() + timedelta(days=2)

    def overleggen(wie, van, tot):
        assert (wie, van < begin < tot) == (fatima.pk, True)
        url = gezin.get_absolute_url()
        yield AgendaItem("uo-7", "Overleg", gezin.pk, gezin.nummer, begin, begin + timedelta(hours=1), url)

    monkeypatch.setattr("gezinnen.agenda.AGENDA_ITEMS", [*AGENDA_ITEMS, overleggen])
    assert events(client.get(maak_adres(als(fatima)))) == ["SUMMARY:Overleg gezin 2026-0417"]


def test_de_klok_van_de_feed_klopt_rond_de_zomertijd(gezin):
    from zoneinfo import ZoneInfo

    hier = ZoneInfo("Europe/Amsterdam")
    for moment, utc in (
        (datetime(2027, 3, 28, 3, 30, tzinfo=hier), "20270328T013000Z"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=hier), "20261025T003000Z"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=hier, fold=1), "20261025T013000Z"),
        (datetime(2028, 2, 29, 9, 0, tzinfo=hier), "20280229T080000Z"),
    ):
        item = AgendaItem("a-1", "Afspraak", 1, "2026-0417", moment, moment, "/")
        assert f"DTSTART:{utc}\r\n".encode() in kalender([item], site="https://ggw.example", nu=moment)


def test_escapen_en_vouwen():
    assert tekst("a\\b;c,d\r\ne\rf\x00\x07") == "a\\\\b\\;c\\,d\\ne\\nf"
    lang = "SUMMARY:" + "é€😀" * 60
    regels = vouw(lang).split(b"\r\n")
    assert all(len(regel) <= 75 for regel in regels)
    assert all(regel.decode() for regel in regels)  # no character was cut
    assert all(regel.startswith(b" ") for regel in regels[1:])
    assert b"".join([regels[0], *(regel[1:] for regel in regels[1:])]).decode() == lang
    assert vouw("x" * 75) == b"x" * 75


def test_elke_regel_van_een_kalender_eindigt_goed():
    nu = timezone.now()
    item = AgendaItem("a-1", "Afspraak, lang; " + "ü" * 90, 1, "2026-0417", nu, nu, reverse("gezinnen:agenda"))
    inhoud = kalender([item], site="https://ggw.example", nu=nu)
    assert inhoud.endswith(b"END:VCALENDAR\r\n")
    assert inhoud.count(b"\n") == inhoud.count(b"\r\n")
    assert all(len(regel) <= 75 for regel in inhoud.split(b"\r\n"))
    assert b"UID:a-1@ggw.example\r\n" in inhoud
