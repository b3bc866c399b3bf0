"""Two people in one long form: the second sees both texts beside each other, keeps what was typed, and chooses."""

import pytest
from django.urls import reverse

from gezinnen.models import Aanmelding, Gezinsplan
from tests.fabrieken import AanmeldingFactory
from tests.toegang.formulieren import lees_formulieren
from tests.vol_gezin import stel_vast, vul

MIJN, ANDER = "Mijn eigen woorden over het gezin.", "De woorden van een collega."


@pytest.fixture
def rijen(gezin, fatima, sanne):
    return vul(gezin, fatima, sanne)


def open_formulier(client, url):
    """The fields of the long form at this address, as a browser would send them untouched."""
    (formulier,) = [
        f for f in lees_formulieren(client.get(url).content.decode()) if any(v.soort == "textarea" for v in f.velden)
    ]
    data = {}
    for veld in formulier.velden:
        if veld.soort in ("checkbox", "radio", "submit", "button", "file"):
            continue
        data.setdefault(veld.naam, []).append(veld.waarde)
    return data


FORMULIEREN = {
    "plan-aanleiding": ("gezinnen:plan-aanleiding", None, "stip"),
    "plan-leefgebieden": ("gezinnen:plan-leefgebieden", None, "wonen-zorgen"),
    "plan-resultaat": ("gezinnen:plan-resultaat", "Resultaat", "wat"),
}


def adres(gezin, rijen, wat):
    naam, rij, _ = FORMULIEREN[wat]
    return reverse(naam, kwargs={"nummer": gezin.nummer} | ({"pk": rijen[rij]} if rij else {}))


def tekstveld(data, naam):
    return next(sleutel for sleutel in data if sleutel == naam or sleutel.endswith(naam) or naam in sleutel)


@pytest.mark.parametrize("wat", FORMULIEREN)
def test_de_tweede_schrijver_ziet_beide_teksten_naast_elkaar(als, fatima, kees, gezin, rijen, wat):
    url, eerste, tweede = adres(gezin, rijen, wat), als(kees), als(fatima)
    van_kees, van_fatima = open_formulier(eerste, url), open_formulier(tweede, url)
    veld = tekstveld(van_kees, FORMULIEREN[wat][2].split("-")[-1])
    antwoord = eerste.post(url, van_kees | {veld: ANDER})
    assert antwoord.status_code == 302, antwoord.content.decode()[:2000]
    antwoord = tweede.post(url, van_fatima | {veld: MIJN})
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Uw tekst is nog niet bewaard" in pagina
    assert "naastrij" in pagina
    assert ANDER in pagina
    assert MIJN in pagina
    nog_eens = open_formulier_van(pagina)
    assert tweede.post(url, nog_eens).status_code == 302
    assert MIJN in "".join(map(str, tweede.get(url).content.decode().split("\n")))


def open_formulier_van(pagina):
    formulier = max(lees_formulieren(pagina), key=lambda f: len(f.velden))
    data = {}
    for veld in formulier.velden:
        if veld.soort not in ("checkbox", "radio", "submit", "button", "file"):
            data.setdefault(veld.naam, []).append(veld.waarde.strip() if veld.soort == "textarea" else veld.waarde)
    return data


def test_een_plan_dat_intussen_is_vastgesteld_verliest_geen_tekst(als, fatima, sanne, gezin, rijen):
    url, client = adres(gezin, rijen, "plan-aanleiding"), als(fatima)
    data = open_formulier(client, url)
    plan = Gezinsplan.objects.get(gezin=gezin, status="concept")
    stel_vast(plan, sanne, 2)
    antwoord = client.post(url, data | {"stip": MIJN})
    assert antwoord.status_code == 404
    assert MIJN in antwoord.content.decode()
    assert "vastgesteld" in antwoord.content.decode()


def test_een_concept_van_voor_de_wijziging_laat_beide_zien(als, fatima, kees, gezin, rijen):
    url, client = adres(gezin, rijen, "plan-aanleiding"), als(fatima)
    data = open_formulier(client, url)
    client.post(reverse("concepten:bewaar"), data | {"stip": MIJN, "concept_pad": url, "concept_script": "ja"})
    assert als(kees).post(url, open_formulier(als(kees), url) | {"stip": ANDER}).status_code == 302
    pagina = client.get(url).content.decode()
    assert "Sinds u uw concept bewaarde, is er iets veranderd" in pagina
    assert MIJN in pagina
    assert ANDER in pagina


def test_een_aanmelding_met_twee_schrijvers(als, ilse, bram):
    rij = AanmeldingFactory(ingevoerd_door_id=ilse.pk)
    url = reverse("gezinnen:aanmelding-wijzigen", args=[rij.pk])
    client = als(ilse)
    data = open_formulier_van(client.get(url).content.decode())
    assert data["versie"] != [""]
    Aanmelding.objects.filter(pk=rij.pk).update(reden=ANDER)
    antwoord = client.post(url, data | {"reden": MIJN})
    assert "Uw tekst is nog niet bewaard" in antwoord.content.decode()
    assert ANDER in antwoord.content.decode()
    assert MIJN in antwoord.content.decode()
    assert Aanmelding.objects.get().reden == ANDER
