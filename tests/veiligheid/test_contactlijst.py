from datetime import timedelta

import pytest
from django.utils import timezone

from gezinnen.models.contact import Aanwezigen
from tests.veiligheid.contacten import contact_van, resultaat_van, url


@pytest.fixture
def resultaat(gezin, fatima, gerda):
    return resultaat_van(gezin, fatima, gerda)


def test_lijst_filtert_op_soort_kind_resultaat_en_tekst(als, fatima, gezin, sam, resultaat):
    contact_van(gezin, fatima, tekst="Alfa", soort="telefoon")
    contact_van(gezin, fatima, tekst="Beta", aanwezigen=Aanwezigen(gezien={sam.pk: "gezien"}))
    contact_van(gezin, fatima, tekst="Gamma", resultaten=[resultaat.pk])
    mens = als(fatima)
    for vraag, verwacht in (
        ("", {"Alfa", "Beta", "Gamma"}),
        ("soort=telefoon", {"Alfa"}),
        (f"kind={sam.pk}", {"Beta"}),
        (f"resultaat={resultaat.pk}", {"Gamma"}),
        ("zoek=GAMM", {"Gamma"}),
        ("zoek=%25", set()),
        ("soort=onzin&kind=x&resultaat=99999999999999999999", {"Alfa", "Beta", "Gamma"}),
        ("voor=99999999999999999999&na=²", {"Alfa", "Beta", "Gamma"}),
    ):
        pagina = mens.get(f"{url('contacten', gezin)}?{vraag}").content.decode()
        assert {naam for naam in ("Alfa", "Beta", "Gamma") if f"<small>{naam}</small>" in pagina} == verwacht, vraag


def test_lijst_bladert_heen_en_terug(als, fatima, gezin):
    op = timezone.now() - timedelta(days=1)
    for nr in range(60):
        contact_van(gezin, fatima, op=op - timedelta(hours=nr // 3), tekst=f"nr-{nr:02d}.")
    mens, gezien, adres = als(fatima), [], url("contacten", gezin)
    vraag = ""
    while True:
        antwoord = mens.get(adres + vraag)
        gezien.append([c.tekst for c in antwoord.context["contacten"]])
        if not antwoord.context["volgende"]:
            break
        vraag = antwoord.context["volgende"]
    assert [len(blad) for blad in gezien] == [25, 25, 10]
    assert len({tekst for blad in gezien for tekst in blad}) == 60
    terug = mens.get(adres + antwoord.context["vorige"])
    assert [c.tekst for c in terug.context["contacten"]] == gezien[1]
    begin = mens.get(adres + terug.context["vorige"])
    assert [c.tekst for c in begin.context["contacten"]] == gezien[0]
    assert not begin.context["vorige"]


@pytest.mark.parametrize("aantal", [1, 20])
def test_lijst_vraagt_niet_meer_bij_meer_contacten(als, fatima, gezin, sam, aantal, django_assert_max_num_queries):
    for _ in range(aantal):
        contact_van(gezin, fatima, aanwezigen=Aanwezigen(gezien={sam.pk: "gezien"}))
    mens = als(fatima)
    with django_assert_max_num_queries(40) as gevraagd:
        mens.get(url("contacten", gezin))
    eigen = [vraag for vraag in gevraagd.captured_queries if '"gezinnen_' in vraag["sql"]]
    assert len(eigen) <= 20


def test_overzicht_toont_laatste_contacten_en_knop(als, fatima, vera, gezin):
    for dagen in (1, 2, 3, 4):
        contact_van(gezin, fatima, dagen=dagen, tekst=f"dag {dagen}.")
    pagina = als(fatima).get(gezin.get_absolute_url()).content.decode()
    assert "dag 3." in pagina
    assert "dag 4." not in pagina
    assert url("contact-nieuw", gezin) in pagina
    secretariaat = als(vera).get(gezin.get_absolute_url()).content.decode()
    assert "dag 1." not in secretariaat
    assert url("contact-nieuw", gezin) not in secretariaat


def test_eerste_contact_staat_in_wat_nu(als, fatima, gezin, reken):
    mens = als(fatima)
    reken()
    assert "Eerste contact met het gezin" in mens.get(gezin.get_absolute_url()).content.decode()
    contact_van(gezin, fatima, soort="niet_verschenen")
    reken()
    assert "Eerste contact met het gezin" in mens.get(gezin.get_absolute_url()).content.decode()
    contact_van(gezin, fatima)
    reken()
    assert "Eerste contact met het gezin" not in mens.get(gezin.get_absolute_url()).content.decode()
