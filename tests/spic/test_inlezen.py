"""What a provider sends as a file, and is not one, or is not its own: a clear answer, and nothing is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ggw.organisatie.models import Aanbieder
from ggw.organisatie.rollen import Rol
from spic.models import Pakket, Verwijzing, Voortgang
from spic.uitwisselen.inlezen import MAX_BYTES
from tests.fabrieken import GebruikerFactory
from tests.spic.bestanden import VANDAAG, hun, stuur, zet


def diep(aantal):
    return b'{"formaat": ' + b"[" * aantal + b"]" * aantal + b"}"


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "Dit bestand is leeg."),
        (b"geen json", "geen JSON"),
        (b"\xff\xfe\x00", "geen JSON"),
        (b"[1, 2]", "geen bestand van het formaat ggw-verwijzing"),
        (b"NaN", "geen JSON"),
        (b'{"formaat": NaN}', "geen JSON"),
        (b'{"a": 1, "a": 2}', "geen JSON"),
        (b'{"formaat": ' + b"9" * 5000 + b"}", "geen JSON"),
        (diep(100), "te diep genest"),
        (diep(100_000), "te diep genest"),
        (b'{"formaat": "\\u0000"}', "een teken dat wij niet kunnen bewaren"),
        (b'{"formaat": "\\ud800"}', "een teken dat wij niet kunnen bewaren"),
        (b'{"formaat": "ggw-verwijzing", "versie": 2}', "andere versie"),
        (b'{"formaat": "ggw-verwijzing", "versie": true}', "andere versie"),
        (b'{"formaat": "ggw-verwijzing", "versie": 1}', "Hier ontbreekt: verwijzing, voortgang."),
        (b" " * (MAX_BYTES + 1), "groter dan 1 MB"),
    ],
    ids=lambda waarde: str(waarde)[:30],
)
def test_wat_geen_verwijzing_is_krijgt_een_duidelijk_antwoord(als, verwijzing_zonder_gezin, anna, inhoud, melding):
    antwoord = stuur(als(anna), verwijzing_zonder_gezin, inhoud)
    assert antwoord.status_code == 200
    assert melding in antwoord.content.decode()
    assert not Voortgang.objects.exists()


@pytest.fixture
def verwijzing_zonder_gezin(gezin, fatima, wilgenboog):
    """The smallest referral whose help runs."""
    dag = VANDAAG() - timedelta(days=10)
    rij = Verwijzing.objects.create(
        gezin=gezin, aanbieder=wilgenboog, hulpvraag="Hulp", status="gestart", verzonden_op=dag, gestart_op=dag,
        door_id=fatima.pk,
    )  # fmt: skip
    rij.refresh_from_db()
    Pakket.objects.create(
        gezin=gezin, verwijzing=rij, aanbieder=wilgenboog, inhoud={}, sha256="0" * 64, door_id=fatima.pk
    )
    return rij


def klein(rij, *regels, **voortgang):
    """The least that comes back."""
    return {
        "formaat": "ggw-verwijzing",
        "versie": 1,
        "verwijzing": {"sleutel": str(rij.sleutel)},
        "voortgang": {"sleutel": str(uuid4()), "regels": list(regels), **voortgang},
    }


def test_elke_fout_staat_bij_haar_plek_en_dan_wordt_er_niets_bewaard(als, verwijzing_zonder_gezin, anna):
    rij = verwijzing_zonder_gezin
    goed = {"woorden": "Goed"}
    gevallen = [
        ([goed, {"woorden": "Fout", "cijfer": 11}], "voortgang, regel 2, cijfer: Hier hoort een heel getal van 0"),
        ([goed, {"woorden": "Fout", "cijfer": "7"}], "regel 2, cijfer: Hier hoort een heel getal"),
        ([goed, {"woorden": "Fout", "cijfer": 1.5}], "regel 2, cijfer: Hier hoort een heel getal"),
        ([goed, {"woorden": "Fout", "cijfer": 1e300}], "regel 2, cijfer: Hier hoort een heel getal"),
        ([goed, {"cijfer": 7}], "regel 2: Hier ontbreekt: woorden."),
        ([goed, {"woorden": ""}], "regel 2, woorden: Schrijf hier iets op."),
        ([{"woorden": "   "}], "regel 1, woorden: Schrijf op hoe het gaat."),
        ([{"woorden": "x" * 4001}], "regel 1, woorden: Dit is te lang: hoogstens 4000 tekens."),
        ([{"woorden": "x", "worden": 1}], "regel 1: Dit kent het formaat niet: worden."),
        ([{"woorden": "x", "bezoeken": -1}], "regel 1, bezoeken: Hier hoort een heel getal"),
        ([{"woorden": "x", "resultaat": 999999}], "regel 1, resultaat: Kies een resultaat uit de lijst."),
        ([{"woorden": "x", "verwacht_einde": "31-12-2026"}], "verwacht_einde: Hier hoort een dag"),
        ([{"woorden": "x", "verwacht_einde": "2026-02-31"}], "verwacht_einde: Hier hoort een dag"),
        ([{"woorden": "x", "verwacht_einde": "0001-01-01"}], "verwacht_einde: De datum is al geweest."),
        ([{"woorden": "x", "verwacht_einde": "9999-12-31"}], "verwacht_einde: Kies een dag in de komende twee jaar."),
        ([goed, goed], "regel 2: Dit resultaat staat er twee keer in."),
        ([goed] * 51, "voortgang, regels: Dit zijn er te veel: hoogstens 50."),
        ([{"x": 1}] * 50, "En nog 80 andere."),
        ([], "Er staat geen voortgang in dit bestand."),
        (["tekst"], "regel 1: Hier hoort een regel"),
    ]
    client = als(anna)
    for regels, melding in gevallen:
        antwoord = stuur(client, rij, klein(rij, *regels))
        assert antwoord.status_code == 200, melding
        assert melding in antwoord.content.decode(), melding
    assert "Kies een bestand." in client.post(hun(rij, "inlezen/"), {"bestand": "tekst"}).content.decode()
    fout = klein(rij, gestart_op="0001-01-01")
    assert "Hier staat al een andere dag" in stuur(client, rij, fout).content.decode()
    assert not Voortgang.objects.exists()


def test_een_bestand_van_een_andere_verwijzing_of_een_andere_aanbieder_wordt_niet_ingelezen(
    als, verwijzing_zonder_gezin, anna, ander_gezin, fatima, wilgenboog
):
    rij, goed = verwijzing_zonder_gezin, {"woorden": "Goed"}
    zon = Aanbieder.objects.create(naam="De Zon", soort="hoofdaannemer")
    vreemd = Verwijzing.objects.create(
        gezin=ander_gezin, aanbieder=zon, hulpvraag="Vreemd", status="verzonden", verzonden_op=VANDAAG(),
        door_id=fatima.pk,
    )  # fmt: skip
    vreemd.refresh_from_db()
    bestaat_niet = klein(rij, goed)
    bestaat_niet["verwijzing"]["sleutel"] = str(uuid4())
    ander_nummer = klein(rij, goed)
    ander_nummer["verwijzing"]["gezin"] = ander_gezin.nummer
    for bestand in (klein(vreemd, goed), bestaat_niet, ander_nummer):
        assert "hoort bij een andere verwijzing" in stuur(als(anna), rij, bestand).content.decode()
    meryem = GebruikerFactory(rol=Rol.AANMELDTEAM, aanbieder=zon)
    assert stuur(als(meryem), rij, klein(rij, goed)).status_code == 404
    for rest in ("bestand/", "pdf/", "uitvoeren/", "inlezen/"):
        assert als(meryem).get(hun(rij, rest)).status_code == 404
    assert not Voortgang.objects.exists()


def test_voor_het_begin_en_na_het_einde_wordt_niets_ingelezen(als, verwijzing_zonder_gezin, anna):
    rij = verwijzing_zonder_gezin
    for status, melding in (
        ("verzonden", "zodra het startgesprek is gepland"),
        ("geaccepteerd", "zodra het startgesprek is gepland"),
        ("beeindigd", "Deze verwijzing is voorbij."),
        ("geweigerd", "Deze verwijzing is voorbij."),
    ):
        zet(rij, status)
        antwoord = stuur(als(anna), rij, klein(rij, {"woorden": "Goed"}))
        assert antwoord.status_code == 200
        assert melding in antwoord.content.decode(), status
    zet(rij, "verzonden")
    begon = klein(rij, {"woorden": "Goed"}, gestart_op=str(VANDAAG()))
    assert "Neem de verwijzing eerst aan" in stuur(als(anna), rij, begon).content.decode()
    zet(rij, "geaccepteerd")
    assert "De verwijzing staat intussen anders" in stuur(als(anna), rij, begon).content.decode()
    assert not Voortgang.objects.exists()
