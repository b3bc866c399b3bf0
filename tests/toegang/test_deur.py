"""The door: one family exists, nothing is swallowed, each answer leaves exactly one line."""

import pytest
from django.db import IntegrityError, ProgrammingError

from gezinnen.models import Contactmoment, Gezin, Huishouden
from ggw.toegang.deur import DeurFout, als_systeem, namens
from ggw.toegang.models import Inzage
from tests.fabrieken import maak_gezin

pytestmark = pytest.mark.urls("tests.toegang.proefurls")


def url(gezin, wat):
    return f"/p/{gezin.nummer}/{wat}/"


def test_verzoeken_draaien_als_weblogin_en_niet_als_superuser(als, fatima, gezin):
    assert als(fatima).get(url(gezin, "wie")).content == b"ggw_web als ggw_medewerker"


def test_binnen_een_dossier_bestaat_alleen_dit_gezin(als, fatima, gezin, team_noord):
    maak_gezin(fatima, team_noord, nummer="2026-0555")
    assert als(fatima).get(url(gezin, "ziet")).content == b"2026-0417"


def test_ander_team_krijgt_404_en_dat_staat_in_het_logboek(als, fatima, ander_gezin):
    assert als(fatima).get(url(ander_gezin, "ziet")).status_code == 404
    regel = Inzage.objects.get()
    assert (regel.uitkomst, regel.gevraagd, regel.gezinnen, regel.gebruiker_id) == (
        404,
        ander_gezin.nummer,
        [],
        fatima.pk,
    )


def test_zonder_recht_403_en_dat_staat_in_het_logboek(als, ilse, gezin):
    assert als(ilse).get(url(gezin, "ziet")).status_code == 403
    assert Inzage.objects.get().uitkomst == 403


def test_elk_antwoord_laat_een_regel_na(als, fatima, gezin):
    als(fatima).get(url(gezin, "ziet"), headers={"user-agent": "Proefbrowser"})
    regel = Inzage.objects.get()
    assert (regel.gezinnen, regel.grond, regel.rol, regel.uitkomst) == (
        [gezin.pk],
        "gezinsmanager",
        "gezinsmanager",
        200,
    )
    assert (regel.methode, regel.doel, regel.client) == ("GET", url(gezin, "ziet"), "Proefbrowser")


def test_een_ingeslikte_databasefout_is_een_fout_en_bewaart_niets(als, fatima, gezin):
    with pytest.raises(DeurFout):
        als(fatima).get(url(gezin, "slikt"))
    assert not Huishouden.objects.exists()
    assert Inzage.objects.get().uitkomst == 500


def test_een_stromend_antwoord_wordt_geweigerd(als, fatima, gezin):
    with pytest.raises(DeurFout):
        als(fatima).get(url(gezin, "stroomt"))


def test_sessies_zijn_van_binnen_niet_te_lezen(als, fatima, gezin):
    with pytest.raises(ProgrammingError, match="permission denied"):
        als(fatima).get(url(gezin, "sessies"))


def test_een_view_kan_zich_geen_ander_gezin_geven(als, fatima, gezin):
    with pytest.raises(ProgrammingError, match="permission denied"):
        als(fatima).get(url(gezin, "zet"))


def test_een_verwijzing_naar_een_rij_van_een_ander_gezin_wordt_geweigerd(als, fatima, gezin, vreemd_kind):
    with pytest.raises(IntegrityError):
        als(fatima).get(url(gezin, f"verwijst/{vreemd_kind.pk}"))
    assert not Contactmoment.objects.exists()


def test_wie_een_gezin_overdraagt_ziet_het_tot_het_einde_van_het_verzoek(als, fatima, kees, gezin):
    client = als(fatima)
    assert client.get(url(gezin, f"draagt/{kees.pk}")).content == b"1"
    assert Gezin.objects.get().toewijzingen.get(tot=None).gezinsmanager_id == kees.pk


def test_een_weigering_in_de_view_draait_alles_terug(als, fatima, gezin):
    assert als(fatima).get(url(gezin, "mislukt")).status_code == 404
    assert not Huishouden.objects.exists()
    assert [regel.uitkomst for regel in Inzage.objects.all()] == [404]


def test_een_lijst_zegt_welke_gezinnen_zij_toonde(als, fatima, gezin, ander_gezin):
    with pytest.raises(DeurFout):
        als(fatima).get("/p/lijst/")
    als(fatima).get("/p/lijst-met/")
    assert Inzage.objects.latest("pk").gezinnen == [gezin.pk]


def test_familiepaginas_staan_in_geen_cache(als, fatima, gezin):
    assert als(fatima).get(url(gezin, "ziet")).headers["Cache-Control"] == "no-store, private"


def test_namens_ziet_alleen_wat_die_mens_ziet(fatima, gezin, ander_gezin):
    with namens(fatima):
        assert list(Gezin.objects.all()) == [gezin]


def test_het_systeem_ziet_alles_maar_schrijft_geen_gezin(gezin, ander_gezin):
    with als_systeem():
        assert Gezin.objects.count() == 2
    with pytest.raises(ProgrammingError), als_systeem():
        Gezin.objects.update(naam="veranderd")


@pytest.mark.parametrize(
    ("wie", "grond"),
    [
        ("fatima", "gezinsmanager"),
        ("kees", "basisteam"),
        ("sanne", "supervisie"),
        ("gerda", "supervisie"),
        ("tom", "supervisie"),
        ("vera", "basisteam"),
    ],
)
def test_de_grond_staat_in_het_logboek(als, gezin, request, wie, grond):
    als(request.getfixturevalue(wie)).get(url(gezin, "ziet"))
    assert Inzage.objects.get().grond == grond


def test_de_wachter_heeft_zijn_eigen_grond(als, bram, team_noord):
    wachtend = maak_gezin(bram, team_noord, wacht=True)
    als(bram).get(url(wachtend, "ziet"))
    assert Inzage.objects.get().grond == "wachter"


def test_een_beeindigd_lidmaatschap_sluit_meteen(als, kees, gezin):
    client = als(kees)
    assert client.get(url(gezin, "ziet")).status_code == 200
    kees.lidmaatschappen.update(tot="2026-01-01")
    assert client.get(url(gezin, "ziet")).status_code == 404


def test_een_andere_rol_telt_meteen(als, kees, gezin):
    client = als(kees)
    kees.rol = "instroom"
    kees.save(update_fields=["rol"])
    assert client.get(url(gezin, "ziet")).status_code == 403


def test_een_beeindigd_account_ziet_niets_meer(als, kees, gezin):
    client = als(kees)
    kees.beeindig()
    assert client.get(url(gezin, "ziet")).status_code in (302, 403)
    assert not Inzage.objects.filter(uitkomst=200).exists()


def test_gast_wordt_naar_aanmelden_gestuurd(client, gezin):
    antwoord = client.get(url(gezin, "ziet"))
    assert antwoord.status_code == 302
    assert antwoord.url.startswith("/account/aanmelden/")
