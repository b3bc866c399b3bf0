"""Does the help fit, does it come as agreed, and which gaps does a gemeente have."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from spic.models import AndereHulp, Bezoekmaand, Passendheid, afgesproken_in
from tests.fabrieken import maak_gezin
from tests.spic.test_andere_hulp import dag, pad
from tests.vol_gezin import vul

SLEUTEL = "6f1de0a2-6f0c-4bb5-9d2b-3f6a7a0f2a13"
OORDEEL = {
    "moment": "einde",
    "nodig": "hulp thuis",
    "gegeven": "een gesprek op kantoor",
    "oordeel": "nee",
    "op": dag(0),
}


def hulp_voor(gezin, fatima, **velden):
    standaard = {
        "soort_id": "verslaving",
        "wat_nodig": "stoppen met drinken",
        "organisatie": "De Bron",
        "status": "gestart",
    }
    dagen = {"aangevraagd_op": date(2026, 9, 1), "gestart_op": date(2026, 9, 15)}
    sleutel = f"6f1de0a2-6f0c-4bb5-9d2b-{gezin.pk:012d}"
    return AndereHulp.objects.create(gezin=gezin, door_id=fatima.pk, sleutel=sleutel, **(standaard | dagen | velden))


def oordeel(gezin, hulp, door, wat="nee", geleden=0):
    return Passendheid.objects.oordeel(
        gezin,
        door_id=door.pk,
        hulp=hulp,
        moment="tussen",
        nodig="hulp",
        gegeven="niets",
        oordeel=wat,
        reden="" if wat == "ja" else "geen plek",
        op=timezone.localdate() - timedelta(days=geleden),
        sleutel=f"6f1de0a2-6f0c-4bb5-{geleden:04d}-{hulp.pk:012d}",
    )


def test_oordeel_over_andere_hulp_en_over_een_verwijzing(als, fatima, sanne, gezin):
    vul(gezin, fatima, sanne)
    client, hulp, verwijzing = als(fatima), gezin.andere_hulp.get(), gezin.verwijzingen.filter(status="verzonden").get()
    Passendheid.objects.all().delete()
    url = pad(gezin, f"ander/{hulp.pk}/passend/")
    zonder = client.post(url, OORDEEL | {"sleutel": SLEUTEL})
    assert "Schrijf op waarom het niet of maar deels past." in zonder.content.decode()
    for _ in range(2):
        client.post(url, OORDEEL | {"sleutel": SLEUTEL, "reden": "geen hulp aan huis"})
    assert gezin.passendheid.get().hulp == hulp
    assert "past niet" in client.get(pad(gezin)).content.decode()
    client.post(pad(gezin, f"{verwijzing.pk}/passend/"), OORDEEL | {"sleutel": SLEUTEL[:-1] + "4", "oordeel": "ja"})
    assert gezin.passendheid.get(verwijzing=verwijzing).oordeel == "ja"
    assert "een gesprek op kantoor" in client.get(pad(gezin, f"{verwijzing.pk}/")).content.decode()
    assert "Past de hulp: nee" in client.get(f"/gezinnen/{gezin.nummer}/dossier/").content.decode()


@pytest.mark.parametrize(
    ("velden", "maand", "aantal"),
    [
        ({"bezoeken": 1, "bezoeken_per": "week"}, date(2026, 10, 1), 4),
        ({"bezoeken": 2, "bezoeken_per": "week"}, date(2026, 9, 1), 5),
        ({"bezoeken": 3, "bezoeken_per": "maand"}, date(2026, 10, 1), 3),
        ({"bezoeken": 2, "bezoeken_per": "maand"}, date(2026, 9, 1), 1),
        ({"bezoeken": 1, "bezoeken_per": "week"}, date(2026, 8, 1), 0),
        ({}, date(2026, 10, 1), None),
    ],
)
def test_afgesproken_telt_de_dagen_waarop_de_hulp_liep(velden, maand, aantal):
    hulp = AndereHulp(status="gestart", gestart_op=date(2026, 9, 15), **velden)
    assert afgesproken_in(hulp, maand) == aantal


def test_bezoeken_van_een_maand_staan_er_een_keer(als, fatima, gezin):
    hulp = hulp_voor(
        gezin, fatima, bezoeken=1, bezoeken_per="week", gestart_op=timezone.localdate() - timedelta(days=80)
    )
    client, url = als(fatima), pad(gezin, f"ander/{hulp.pk}/bezoeken/")
    begin = client.get(url).context["form"].initial
    assert begin["afgesproken"] in (4, 5)
    velden = {"maand": begin["maand"], "afgesproken": begin["afgesproken"], "geleverd": "2"}
    client.post(url, velden)
    dubbel = client.post(url, velden | {"geleverd": "4"})
    assert "Kies een maand van het afgelopen jaar." in dubbel.content.decode()
    maand = Bezoekmaand.objects.get()
    assert (maand.geleverd, maand.bron) == (2, "gezinsmanager")
    assert "te weinig" in client.get(pad(gezin)).content.decode()
    client.post(pad(gezin, f"bezoeken/{maand.pk}/"), {"afgesproken": "4", "geleverd": "4"})
    assert "te weinig" not in client.get(pad(gezin)).content.decode()


def test_gaten_tellen_over_alle_gezinnen_maar_tonen_alleen_wie_je_mag_zien(
    als, fatima, tom, bram, gezin, ander_gezin, team_zuid
):
    """Tom leads team Noord: of team Zuid he sees numbers from five on, and no family."""
    eigen = hulp_voor(gezin, fatima)
    oordeel(gezin, eigen, fatima, "ja", geleden=9)
    oordeel(gezin, eigen, fatima)
    oordeel(ander_gezin, hulp_voor(ander_gezin, bram), bram)
    elders = [
        maak_gezin(bram, team_zuid, nummer=f"2026-07{n:02d}", gemeente=ander_gezin.gemeente, naam=f"Elders {n}")
        for n in range(4)
    ]
    pagina = als(tom).get("/passende-hulp/").content.decode()
    assert gezin.naam in pagina
    assert "Vreemdgezin" not in pagina
    [noord] = [g for g in als(tom).get("/passende-hulp/").context["gemeenten"] if g.gemeente == "Voorbeeldstad"]
    assert [(gat.hulp, gat.niet, gat.deels) for gat in noord.gaten] == [("Verslavingszorg", 1, 0)]
    assert "1 tot 4" in pagina
    for ander in elders:
        oordeel(ander, hulp_voor(ander, bram), bram)
    nu = als(tom).get("/passende-hulp/")
    [zuid] = [g for g in nu.context["gemeenten"] if g.gemeente == "Elders"]
    assert zuid.gaten[0].niet == 5
    assert "Elders 1" not in nu.content.decode()
