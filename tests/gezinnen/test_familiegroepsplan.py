from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Familiegroepsplan, Gebeurtenis, Maatregel
from gezinnen.termijnen import herbereken
from veiligheid.contact import leg_contact_vast

STAP = "Familiegroepsplan aanbieden"


def url(naam, gezin, **kwargs):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, **kwargs})


def invoer(**velden):
    return {"aangeboden_op": f"{timezone.localdate():%d-%m-%Y}", "antwoord": "nog_niet", **velden}


def eerste_contact(gezin, wie, dagen):
    leg_contact_vast(gezin, op=timezone.now() - timedelta(days=dagen), soort="telefoon", auteur_id=wie.pk)


def overzicht(als, wie, gezin):
    herbereken([gezin.pk])
    return als(wie).get(gezin.get_absolute_url()).content.decode()


def test_aanbieden_en_antwoord_vastleggen(als, fatima, gezin):
    mens = als(fatima)
    assert "nog niet aangeboden" in mens.get(url("familiegroepsplan", gezin)).content.decode()
    mens.post(url("familiegroepsplan-nieuw", gezin), invoer())
    plan = Familiegroepsplan.objects.get()
    vandaag = f"{timezone.localdate():%d-%m-%Y}"
    antwoord = mens.post(
        url("familiegroepsplan-wijzigen", gezin, pk=plan.pk),
        invoer(antwoord="ja", beantwoord_op=vandaag, toelichting="Oma helpt 👵"),
        follow=True,
    )
    assert "Oma helpt 👵" in antwoord.content.decode()
    plan.refresh_from_db()
    assert (plan.antwoord, plan.beantwoord_op) == ("ja", timezone.localdate())
    soorten = set(Gebeurtenis.objects.values_list("soort", flat=True))
    assert soorten == {"familiegroepsplan.aangeboden", "familiegroepsplan.gewijzigd"}


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"antwoord": "ja"}, "Vul bij een antwoord de datum in"),
        ({"beantwoord_op": "01-11-2026"}, "Vul bij een antwoord de datum in"),
        ({"antwoord": "nee", "beantwoord_op": "01-01-2020"}, "niet voor het aanbod"),
        ({"aangeboden_op": "01-01-0001"}, "te ver terug"),
        ({"aangeboden_op": "31-12-9999"}, "in de toekomst"),
        ({"aangeboden_op": ""}, "Vul de datum in"),
        ({"antwoord": "misschien"}, "geldige"),
        ({"toelichting": "x" * 2001}, "2000"),
        ({"toelichting": "a\0b"}, "teken"),
    ],
)
def test_wat_niet_klopt_wordt_uitgelegd(als, fatima, gezin, velden, fout):
    antwoord = als(fatima).post(url("familiegroepsplan-nieuw", gezin), invoer(**velden))
    assert antwoord.status_code == 200
    assert fout in antwoord.content.decode()
    assert not Familiegroepsplan.objects.exists()


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("tom", "familiegroepsplan", 200),
        ("vera", "familiegroepsplan", 403),
        ("bram", "familiegroepsplan", 404),
        ("fatima", "familiegroepsplan-nieuw", 200),
        ("gerda", "familiegroepsplan-nieuw", 403),
        ("bram", "familiegroepsplan-nieuw", 404),
    ],
)
def test_wie_mag_wat(als, gezin, request, wie, naam, verwacht):
    assert als(request.getfixturevalue(wie)).get(url(naam, gezin)).status_code == verwacht


def test_rij_van_ander_gezin_en_verkeerde_methode(als, fatima, gezin, ander_gezin):
    vreemd = Familiegroepsplan.objects.create(gezin=ander_gezin)
    mens = als(fatima)
    assert mens.get(url("familiegroepsplan-wijzigen", gezin, pk=vreemd.pk)).status_code == 404
    assert mens.post(url("familiegroepsplan", gezin)).status_code == 405
    assert mens.put(url("familiegroepsplan-nieuw", gezin)).status_code == 405
    eigen = Familiegroepsplan.objects.create(gezin=gezin)
    assert mens.delete(url("familiegroepsplan-wijzigen", gezin, pk=eigen.pk)).status_code == 405


def test_twee_weken_na_het_eerste_contact_is_het_te_laat(als, fatima, gezin):
    assert STAP not in overzicht(als, fatima, gezin)
    eerste_contact(gezin, fatima, 16)
    eerste_contact(gezin, fatima, 1)
    pagina = overzicht(als, fatima, gezin)
    assert STAP in pagina
    assert "2 dagen te laat" in pagina
    Familiegroepsplan.objects.create(gezin=gezin)
    assert STAP not in overzicht(als, fatima, gezin)


@pytest.mark.parametrize(("code", "verwacht"), [("41", False), ("63", False), ("21", False), ("11", True)])
def test_niet_bij_jeugdreclassering_of_voogdij(als, fatima, gezin, sam, code, verwacht):
    eerste_contact(gezin, fatima, 16)
    Maatregel.objects.create(gezin=gezin, kind=sam, soort_id=code, begin=timezone.localdate() - timedelta(days=30))
    assert (STAP in overzicht(als, fatima, gezin)) is verwacht


def test_contact_van_een_vorige_begeleiding_telt_niet(als, fatima, gezin):
    eerste_contact(gezin, fatima, 400)
    assert STAP not in overzicht(als, fatima, gezin)
