"""Meetings in the agenda: of the own families, where one is invited, and of the own team; and one meeting as a file."""

from datetime import UTC, time, timedelta

import pytest
from django.utils import timezone

from gezinnen.agenda import agenda
from gezinnen.models.uitvoerdersoverleg import Genodigde
from ggw.organisatie.models import Vervanging
from ggw.toegang.deur import namens
from tests.gezinnen.bto import overleg_van, url
from tests.gezinnen.termijnen import maak_termijn
from tests.gezinnen.test_agenda import AGENDA, events, maak_adres, spreek_af
from tests.overleggen import adres, gehouden_overleg, plan_overleg, tekst


def items_van(wie):
    nu = timezone.now()
    with namens(wie):
        return {item.sleutel: item for item in agenda(wie.pk, nu - timedelta(days=30), nu + timedelta(days=60))}


def test_een_uitvoerdersoverleg_staat_bij_wie_begeleidt_en_bij_wie_is_gevraagd(als, client, fatima, kees, gerda, gezin):
    overleg = plan_overleg(gezin, fatima, dagen=1, wie=[Genodigde(medewerker_id=gerda.pk), Genodigde(naam="Mila")])
    sleutel = f"overleg-{overleg.pk}"
    assert (list(items_van(fatima)), list(items_van(gerda)), list(items_van(kees))) == ([sleutel], [sleutel], [])
    antwoord = client.get(maak_adres(als(gerda)))
    inhoud = antwoord.content.decode().replace("\r\n ", "")
    assert events(antwoord) == ["SUMMARY:Overleg gezin 2026-0417"]
    assert f"DTSTART:{overleg.op.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n" in inhoud
    assert f"URL:http://testserver{overleg.get_absolute_url()}\r\n" in inhoud
    assert not [woord for woord in (gezin.naam, "Mila", "School", "Gerda") if woord in inhoud]
    assert "School" in tekst(als(fatima).get(f"{AGENDA}?week={timezone.localtime(overleg.op):%G-%V}"))


def test_verzet_is_hetzelfde_in_een_agenda_en_afgezegd_is_weg(als, fatima, gezin):
    eerste = plan_overleg(gezin, fatima, dagen=1)
    tweede = eerste.verzet(op=eerste.op + timedelta(days=7), waar="", reden="Ziek.", door_id=fatima.pk)
    derde = tweede.verzet(op=eerste.op + timedelta(days=9), waar="", reden="Ziek.", door_id=fatima.pk)
    (item,) = items_van(fatima).values()
    assert (item.sleutel, item.begin, item.url) == (f"overleg-{eerste.pk}", derde.op, derde.get_absolute_url())
    assert "SEQUENCE:2\r\n" in tekst(als(fatima).get(adres("overleg-ics", gezin, derde.pk)))
    derde.zeg_af(reden="Niet nodig.", door_id=fatima.pk)
    assert items_van(fatima) == {}
    gehouden = gehouden_overleg(gezin, fatima, dagen=3)
    assert list(items_van(fatima)) == [f"overleg-{gehouden.pk}"]


def test_een_overleg_als_bestand(als, fatima, bram, gezin):
    overleg = plan_overleg(gezin, fatima, dagen=1, wie=[Genodigde(naam="Mila Verzonnen")])
    eigen = als(fatima)
    link = adres("overleg-ics", gezin, overleg.pk)
    assert f'href="{link}"' in tekst(eigen.get(overleg.get_absolute_url()))
    antwoord = eigen.get(link)
    assert (antwoord["Content-Type"], events(antwoord)) == (
        "text/calendar; charset=utf-8",
        ["SUMMARY:Overleg gezin 2026-0417"],
    )
    assert antwoord["Content-Disposition"] == 'attachment; filename="2026-0417-overleg.ics"'
    assert f"UID:overleg-{overleg.pk}@testserver" in tekst(antwoord)
    assert not [woord for woord in (gezin.naam, "Mila", "School") if woord in tekst(antwoord)]
    assert als(bram).get(link).status_code == 404
    assert eigen.post(link).status_code == 405
    overleg.zeg_af(reden="Ziek.", door_id=fatima.pk)
    assert eigen.get(link).status_code == 404


def test_het_overleg_van_het_eigen_team_staat_in_de_agenda(als, client, fatima, bram, team_noord):
    laat, heel = overleg_van(team_noord, 1, tijd=time(9, 30)), overleg_van(team_noord, 2)
    client_fatima = als(fatima)
    antwoord = client.get(maak_adres(client_fatima))
    inhoud = antwoord.content.decode().replace("\r\n ", "")
    assert events(antwoord) == ["SUMMARY:Basisteamoverleg"] * 2
    assert f"UID:basisteamoverleg-{laat.pk}@testserver" in inhoud
    assert (
        f"DTSTART;VALUE=DATE:{heel.datum:%Y%m%d}\r\nDTEND;VALUE=DATE:{heel.datum + timedelta(days=1):%Y%m%d}" in inhoud
    )
    assert items_van(bram) == {}
    pagina = tekst(client_fatima.get(f"{AGENDA}?week={laat.datum:%G-%V}"))
    assert f'<b>09:30</b> <a href="{url("bto", pk=laat.pk)}">Basisteamoverleg</a>' in pagina


@pytest.mark.parametrize(("dagen", "ziet"), [(0, True), (-1, False)])
def test_wie_vervangt_ziet_wat_de_collega_had_zolang_dat_duurt(als, fatima, kees, sanne, gezin, dagen, ziet):
    vandaag = timezone.localdate()
    begin, eind = vandaag - timedelta(days=3), vandaag + timedelta(days=dagen)
    Vervanging.objects.create(gebruiker=fatima, vervanger=kees, vanaf=begin, tot=eind, door=sanne)
    vandaag_, later = spreek_af(gezin, fatima, 0), spreek_af(gezin, fatima, 1)
    termijn = maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    assert set(items_van(fatima)) == {f"afspraak-{vandaag_.pk}", f"afspraak-{later.pk}"}
    assert set(items_van(kees)) == ({f"afspraak-{vandaag_.pk}"} if ziet else set())
    pagina = tekst(als(kees).get(AGENDA))
    assert (termijn.norm.wat in pagina, pagina.count("voor Fatima Voorbeeld")) == (ziet, 2 if ziet else 0)


def test_een_termijn_in_de_week_leidt_naar_waar_je_haar_voldoet(als, fatima, kees, gezin):
    maak_termijn(gezin, 0, code="uitvoerdersoverleg", eigenaar_id=fatima.pk)
    maak_termijn(gezin, 0, code="kwestie_trede", onderwerp_soort="kwestie", onderwerp_id=7, eigenaar_id=fatima.pk)
    pagina = tekst(als(fatima).get(AGENDA))
    assert f'href="{adres("overleg", gezin)}"' in pagina
    assert f'href="{adres("kwestie", gezin, 7)}"' in pagina
