from datetime import date

from django.utils.html import strip_tags

from gezinnen.models import Adres, Contactgegeven, Gezag
from tests.fabrieken import GezinslidFactory, KindFactory


def test_eigen_gezin_is_te_zien(als, fatima, gezin, moeder):
    antwoord = als(fatima).get(gezin.get_absolute_url())
    assert antwoord.status_code == 200
    assert "De Boer–El Amrani" in antwoord.content.decode()


def test_gezin_van_ander_team_bestaat_niet(als, fatima, ander_gezin):
    assert als(fatima).get(ander_gezin.get_absolute_url()).status_code == 404


def test_de_kop_zegt_wat_u_aan_de_deur_nodig_hebt(als, fatima, gezin):
    kind, ouder = KindFactory(gezin=gezin), GezinslidFactory(gezin=gezin)
    Gezag.objects.create(gezin=gezin, kind=kind, houder=ouder, soort="ouderlijk")
    for nummer in ("06-00000001", "06-00000002"):
        Contactgegeven.objects.create(gezin=gezin, gezinslid=ouder, soort="telefoon", waarde=nummer)
    Contactgegeven.objects.create(gezin=gezin, gezinslid=ouder, soort="email", waarde="ouder@voorbeeld.example")
    woont = {"gezin": gezin, "gezinslid": ouder, "plaats": "Proefstad"}
    Adres.objects.create(**woont, straat="Oude Laan", huisnummer="1", vanaf=date(2020, 1, 1))
    Adres.objects.create(**woont, straat="Nieuwe Laan", huisnummer="2", vanaf=date(2021, 1, 1))
    deur = deurregel(als(fatima), gezin)
    assert f"{ouder.naam}, gezag, 06-00000001, 06-00000002, Nieuwe Laan 2, Proefstad" in deur
    assert "ouder@" not in deur


def test_de_kop_noemt_een_geheim_adres_niet(als, fatima, gezin):
    ouder = GezinslidFactory(gezin=gezin)
    Adres.objects.create(
        gezin=gezin, gezinslid=ouder, straat="Verborgen Laan", huisnummer="3", plaats="Proefstad", geheim=True
    )
    deur = deurregel(als(fatima), gezin)
    assert f"{ouder.naam}, geheim adres" in deur
    assert "Verborgen Laan" not in deur


def deurregel(client, gezin):
    """The line under the name of the family, without tags and double spaces."""
    html = client.get(gezin.get_absolute_url()).content.decode()
    _, _, rest = html.partition('class="stil deurregels">')
    return " ".join(strip_tags(rest.partition("</p>")[0]).split())
