"""Help without a SPIC: asked, started, heard of, over; for which resultaat; and what the tab Hulp says of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gezinnen.aanhaken import wat_nu
from gezinnen.models import Gebeurtenis, Netwerklid, Uitvoerdersoverleg
from spic.hulpbeeld import Hulpbeeld
from spic.models import AndereHulp, Hulpwissel
from tests.vol_gezin import vul

SLEUTEL = "6f1de0a2-6f0c-4bb5-9d2b-3f6a7a0f2a12"


def dag(geleden):
    return f"{timezone.localdate() - timedelta(days=geleden):%d-%m-%Y}"


def pad(gezin, rest=""):
    return f"/gezinnen/{gezin.nummer}/hulp/{rest}"


def formulier(*leden, **anders):
    standaard = {
        "soort": "schuldhulp",
        "wat_nodig": "Rust in de post",
        "organisatie": "Schuldhulp De Proef",
        "aangevraagd_op": dag(60),
        "leden": [lid.pk for lid in leden],
        "volgende_stap": "Bellen",
        "sleutel": SLEUTEL,
    }
    return standaard | anders


@pytest.fixture
def resultaat(gezin, fatima, sanne):
    """A resultaat of the plan in force, of a family without any help yet."""
    vul(gezin, fatima, sanne)
    gezin.andere_hulp.all().delete()
    gezin.verwijzingen.all().delete()
    return gezin.gezinsplannen.geldend().resultaten.get()


def test_van_aanvraag_tot_einde_met_bericht_en_wissel(als, fatima, gezin, moeder, resultaat):
    """One help through its whole life, each step once although it is sent twice."""
    client = als(fatima)
    velden = formulier(moeder, resultaten=[resultaat.pk])
    for _ in range(2):
        client.post(pad(gezin, "ander/nieuw/"), velden)
    hulp = AndereHulp.objects.get()
    [stap] = [s for s in wat_nu({gezin.pk: gezin.nummer}) if "Schuldhulp" in s.tekst]
    assert stap.wacht_op
    assert "8 weken" in stap.tekst
    groep = Hulpbeeld.van(gezin).groepen[0]
    assert (groep.resultaat, groep.regels[0].pk, groep.regels[0].wacht_dagen) == (resultaat, hulp.pk, 60)
    assert "wacht al 8 weken" in client.get(pad(gezin)).content.decode()

    start = {"wat": "gestart", "op": dag(35)}
    for _ in range(2):
        client.post(pad(gezin, f"ander/{hulp.pk}/stand/"), start)
    hulp.refresh_from_db()
    assert (hulp.status, hulp.dagen_wachten) == ("gestart", 25)
    assert "stil" in client.get(pad(gezin)).content.decode()

    client.post(
        pad(gezin, f"ander/{hulp.pk}/bericht/"), {"op": dag(2), "wat": "Het loopt", "volgende_stap": "Post openen"}
    )
    assert not Hulpbeeld.van(gezin).stil
    for naar in ("Els Voorbeeld", "Jan Voorbeeld"):
        hulp.refresh_from_db()
        wissel = {"van": hulp.contactpersoon, "naar": naar, "op": dag(1)}
        client.post(pad(gezin, f"ander/{hulp.pk}/wissel/"), wissel)
    assert [(w.van, w.naar) for w in Hulpwissel.objects.all()] == [("Els Voorbeeld", "Jan Voorbeeld")], (
        "een eerste naam is geen wissel"
    )
    beeld = Hulpbeeld.van(gezin)
    assert (beeld.helpers, beeld.wissels) == (1, 1)

    einde = {"wat": "beeindigd", "op": dag(0)}
    assert "Schrijf op waarom." in client.post(pad(gezin, f"ander/{hulp.pk}/stand/"), einde).content.decode()
    client.post(pad(gezin, f"ander/{hulp.pk}/stand/"), einde | {"reden": "De schulden zijn geregeld"})
    hulp.refresh_from_db()
    assert (hulp.status, hulp.reden_einde, hulp.volgende_stap) == ("beeindigd", "De schulden zijn geregeld", "")
    soorten = Gebeurtenis.objects.filter(soort__startswith="hulp.").order_by("pk").values_list("soort", flat=True)
    assert list(soorten) == [
        f"hulp.{s}" for s in ("aangevraagd", "gestart", "teken", "persoon", "persoon", "beeindigd")
    ]
    assert "Andere hulp gestopt" in client.get(f"/gezinnen/{gezin.nummer}/dossier/").content.decode()


def test_een_collega_was_eerst_en_de_tweede_hoort_dat(als, fatima, kees, gezin, resultaat, moeder):
    als(fatima).post(pad(gezin, "ander/nieuw/"), formulier(moeder, contactpersoon="Els Voorbeeld", gestart_op=dag(10)))
    hulp = AndereHulp.objects.get()
    als(kees).post(pad(gezin, f"ander/{hulp.pk}/wissel/"), {"van": "Els Voorbeeld", "naar": "Jan", "op": dag(0)})
    laat = als(fatima).post(
        pad(gezin, f"ander/{hulp.pk}/wissel/"), {"van": "Els Voorbeeld", "naar": "Pieternel", "op": dag(0)}
    )
    assert "Een collega heeft intussen veranderd" in laat.content.decode()
    assert "Pieternel" in laat.content.decode()
    assert Hulpwissel.objects.count() == 1
    oud = AndereHulp.objects.get()
    als(kees).post(pad(gezin, f"ander/{hulp.pk}/stand/"), {"wat": "beeindigd", "op": dag(0), "reden": "klaar"})
    te_laat = als(fatima).post(pad(gezin, f"ander/{hulp.pk}/bericht/"), {"op": dag(0), "wat": "Getypt bericht"})
    assert "al voorbij" in te_laat.content.decode()
    oud.refresh_from_db()
    assert oud.laatste_teken == ""


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"soort": "jim"}, "Een JIM staat in het netwerk."),
        ({"organisatie": ""}, "Schrijf op welke organisatie of wie de hulp geeft."),
        ({"leden": []}, "Kies voor wie de hulp is."),
        ({"bezoeken": "2"}, "of dat per week of per maand is"),
        ({"gestart_op": dag(90)}, "voordat zij is aangevraagd"),
        ({"volgende_stap": "", "volgende_op": dag(-5)}, "Schrijf bij de datum ook wat de volgende stap is."),
        ({"telefoon": "bel me"}, "Vul een telefoonnummer in met cijfers"),
        ({"aangevraagd_op": "31-12-9999"}, "De datum ligt in de toekomst."),
        ({"uren_per_week": "900"}, "168"),
    ],
)
def test_wat_niet_klopt_staat_bij_het_veld_en_het_getypte_blijft(als, fatima, gezin, moeder, anders, melding):
    pagina = als(fatima).post(pad(gezin, "ander/nieuw/"), formulier(moeder, **anders))
    assert melding in pagina.content.decode()
    assert "Rust in de post" in pagina.content.decode()
    assert not AndereHulp.objects.exists()


def test_een_jim_is_iemand_uit_het_eigen_netwerk(als, fatima, gezin, ander_gezin, moeder):
    jim = Netwerklid.objects.create(gezin=gezin, naam="Oom Voorbeeld", soort="jim", telefoon="06-00000077")
    vreemd = Netwerklid.objects.create(gezin=ander_gezin, naam="Vreemde oom", soort="jim")
    client, velden = als(fatima), formulier(moeder, soort="jim", organisatie="")
    client.post(pad(gezin, "ander/nieuw/"), velden | {"netwerklid": vreemd.pk})
    assert not AndereHulp.objects.exists()
    client.post(pad(gezin, "ander/nieuw/"), velden | {"netwerklid": jim.pk})
    [regel] = Hulpbeeld.van(gezin).groepen[0].regels
    assert (regel.wie, regel.telefoon) == ("Oom Voorbeeld", "06-00000077")


def test_wijzigen_zet_voor_wie_en_meldt_een_dubbele_rol(als, fatima, gezin, moeder, sam, resultaat):
    client = als(fatima)
    client.post(pad(gezin, "ander/nieuw/"), formulier(moeder, resultaten=[resultaat.pk], uren_per_week="2,5"))
    hulp = AndereHulp.objects.get()
    pagina = client.get(pad(gezin, f"ander/{hulp.pk}/wijzigen/")).content.decode()
    assert 'value="2,5"' in pagina
    velden = formulier(sam, uren_per_week="10", dubbele_rol="on")
    client.post(pad(gezin, f"ander/{hulp.pk}/wijzigen/"), velden)
    beeld = Hulpbeeld.van(gezin)
    [regel] = beeld.dubbel
    assert (regel.voor, regel.stammen, regel.afspraak) == ((sam.roepnaam,), frozenset(), "10 uur per week")
    assert "dubbele rol" in client.get(pad(gezin)).content.decode()


def test_wie_helpt_staat_bij_de_genodigden_van_het_overleg(als, fatima, gezin, moeder):
    client = als(fatima)
    client.post(pad(gezin, "ander/nieuw/"), formulier(moeder, contactpersoon="Els Voorbeeld", gestart_op=dag(10)))
    pagina = client.get(f"/gezinnen/{gezin.nummer}/overleg/plannen/")
    assert "Els Voorbeeld (Schuldhulp De Proef)" in pagina.content.decode()
    morgen = timezone.localdate() + timedelta(days=1)
    velden = {
        "dag": f"{morgen:%d-%m-%Y}",
        "tijd": "10:00",
        "wie": [f"hulp-{AndereHulp.objects.get().pk}"],
        "waar": "School",
        "form-TOTAL_FORMS": "0",
        "form-INITIAL_FORMS": "0",
    }
    client.post(f"/gezinnen/{gezin.nummer}/overleg/plannen/", velden)
    [gast] = Uitvoerdersoverleg.objects.get().deelnemers.all()
    assert (gast.naam, gast.organisatie) == ("Els Voorbeeld", "Schuldhulp De Proef")


def test_stilte_opent_een_termijn_en_een_bericht_sluit_die(als, fatima, gezin, moeder, reken):
    client = als(fatima)
    client.post(pad(gezin, "ander/nieuw/"), formulier(moeder, gestart_op=dag(40)))
    hulp = AndereHulp.objects.get()
    termijn = gezin.termijnen.get(code="teken_van_leven", gesloten_op=None)
    assert (termijn.onderwerp_id, (termijn.uiterlijk - termijn.vanaf).days) == (hulp.pk, 28)
    assert any("Schuldhulp" in stap.tekst and (stap.dagen or 0) < 0 for stap in wat_nu({gezin.pk: gezin.nummer}))
    client.post(pad(gezin, f"ander/{hulp.pk}/bericht/"), {"op": dag(0), "wat": "Het gaat goed"})
    assert gezin.termijnen.get(code="teken_van_leven", gesloten_op=None).vanaf == timezone.localdate()
