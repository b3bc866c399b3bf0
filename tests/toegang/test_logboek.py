"""The access log: sealed, checked, kept as long as it must be, and read by who has to look."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ggw.organisatie.rollen import ALLE_RECHTEN
from ggw.toegang.deur import vraag
from ggw.toegang.models import Inzage, Opruiming, Opvallend, Zegel
from ggw.toegang.tasks import controleer_logboek
from ggw.toegang.verzegelen import controleer, ruim_op, verstuurde_kop, verzegel
from ggw.toezicht.woorden import GRONDEN, WAT

pytestmark = pytest.mark.django_db


def voer_uit(opdracht, rol):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'set local role "{rol}"')
        cursor.execute(opdracht)


def mag(opdracht, rol):
    try:
        voer_uit(opdracht, rol)
    except ProgrammingError:
        return False
    return True


@pytest.fixture
def verzegeld(als, fatima, kees, gezin, settings, tmp_path, monkeypatch):
    """Six lines in two seals, and a head that was sent elsewhere."""
    monkeypatch.setattr("ggw.toegang.verzegelen.PER_ZEGEL", 3)
    settings.INZAGE_ZEGEL_UIT = str(tmp_path / "koppen.txt")
    for mens in (fatima, kees):
        client = als(mens)
        for _ in range(3):
            client.get(gezin.get_absolute_url())
    assert verzegel() == 2
    return settings.INZAGE_ZEGEL_UIT


def buiten_de_wacht_om(opdracht, *waarden):
    """As somebody who has the whole database in hands and switches the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(opdracht, waarden)
        cursor.execute("set local session_replication_role = origin")


def test_een_ongeschonden_logboek_klopt(verzegeld):
    assert controleer(verstuurde_kop(verzegeld)) is None
    uit = StringIO()
    call_command("controleer_logboek", koppen=verzegeld, stdout=uit)
    assert "klopt: 2 zegels; 0 regels" in uit.getvalue()


def test_opnieuw_verzegelen_zonder_nieuwe_regels_maakt_niets(verzegeld, als, fatima, gezin):
    assert verzegel() == 0
    als(fatima).get(gezin.get_absolute_url())
    assert verzegel() == 1
    assert controleer(verstuurde_kop(verzegeld)) is None


def test_een_veranderde_letter_wordt_gemeld_met_de_regel(verzegeld, caplog):
    doel = Inzage.objects.order_by("pk")[4]
    buiten_de_wacht_om("update toegang_inzage set grond = 'basistean' where id = %s", doel.pk)
    breuk = controleer()
    assert (breuk.inzage, breuk.tekst) == (doel.pk, f"Regel {doel.pk} is veranderd.")
    with pytest.raises(CommandError, match=f"Regel {doel.pk} is veranderd"):
        call_command("controleer_logboek", koppen="")
    controleer_logboek()
    assert "inzagelogboek_gebroken" in caplog.text


def test_een_verdwenen_en_een_ingeschoven_regel_worden_gemeld(verzegeld):
    regels = list(Inzage.objects.order_by("pk"))
    buiten_de_wacht_om("delete from toegang_inzage where id = %s", regels[1].pk)
    assert controleer().tekst == f"Regel {regels[1].pk} is weg."


def test_een_regel_die_later_is_ingeschoven_wordt_gemeld(verzegeld):
    weg = Inzage.objects.order_by("pk")[1]
    buiten_de_wacht_om("delete from toegang_inzage where id = %s", weg.pk)
    weg.save(force_insert=True)
    assert controleer() is None  # exactly as it was
    buiten_de_wacht_om("update toegang_inzage set id = id + 1000 where id = %s", Inzage.objects.latest("pk").pk)
    assert "is weg" in controleer().tekst


def test_een_afgesneden_staart_wordt_gezien_aan_de_kop_die_elders_ligt(verzegeld):
    laatste = Zegel.objects.latest("nummer")
    buiten_de_wacht_om("delete from toegang_inzage where id >= %s", laatste.van_id)
    buiten_de_wacht_om("delete from toegang_zegel where nummer = %s", laatste.nummer)
    assert controleer() is None
    assert controleer(verstuurde_kop(verzegeld)).tekst == "De staart ontbreekt: zegel 2 tot en met 2 zijn weg."


@pytest.mark.parametrize(
    "opdracht",
    [
        "update toegang_zegel set aantal = aantal + 1 where nummer = 1",
        "update toegang_zegel set rijen = substring(rijen from 2) where nummer = 1",
        "update toegang_zegel set kop = rijen_sha256 where nummer = 2",
        "delete from toegang_zegel where nummer = 1",
    ],
)
def test_een_veranderd_zegel_wordt_gemeld(verzegeld, opdracht):
    buiten_de_wacht_om(opdracht)
    assert "egel" in controleer(verstuurde_kop(verzegeld)).tekst


def test_met_een_andere_sleutel_klopt_het_niet(verzegeld, settings):
    settings.INZAGE_ZEGEL_SLEUTEL = b"x" * 32
    assert "Zegel 1" in controleer().tekst


def zo_oud(dagen, zegel):
    """As if the lines of this seal were written that long ago, sealed then, and nothing was touched since."""
    buiten_de_wacht_om("delete from toegang_zegel")
    buiten_de_wacht_om(
        "update toegang_inzage set tijd = tijd - make_interval(days => %s) where id <= %s", dagen, zegel.tot_id
    )
    verzegel()


def test_opruimen_na_de_bewaartermijn_wordt_aanvaard_en_eerder_niet(verzegeld):
    zo_oud(5 * 366, Zegel.objects.get(nummer=1))
    assert ruim_op().aantal == 3
    assert (Inzage.objects.count(), bytes(Zegel.objects.get(nummer=1).rijen)) == (3, b"")
    assert controleer() is None
    assert ruim_op() is None
    Opruiming.objects.create(tot_zegel=2, tot_id=Zegel.objects.get(nummer=2).tot_id, aantal=3, kop=b"x")
    assert controleer().tekst == "Zegel 2 is te vroeg opgeruimd."


def test_opruimen_is_van_de_eigenaar_alleen(verzegeld):
    zo_oud(5 * 366, Zegel.objects.get(nummer=1))
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_werk")
    try:
        with pytest.raises(CommandError, match="eigenaar"):
            call_command("ruim_logboek_op")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set local session authorization default")
    assert Inzage.objects.count() == 6
    uit = StringIO()
    call_command("ruim_logboek_op", stdout=uit)
    assert "3 regels opgeruimd" in uit.getvalue()


AANRAKEN = [
    "insert into toegang_inzage (rol, gezinnen, gevraagd, grond, gebeurtenis, methode, doel, uitkomst, client)"
    " values ('', '{}', '', '', '', '', '', 200, '')",
    "update toegang_inzage set rol = 'x'",
    "delete from toegang_inzage",
    "truncate toegang_inzage",
    "delete from toegang_zegel",
    "update toegang_zegel set aantal = 0",
    "update toegang_opvallend set terecht = true",
    "insert into toegang_opruiming (tot_zegel, tot_id, aantal, kop) values (1, 1, 1, '')",
    "select voeg_inzage_toe(1, '{}', '', '', '', '', '', 200, null, '')",
]


@pytest.mark.parametrize(
    "rol", ["ggw_web", "ggw_medewerker", "ggw_systeem", "ggw_toezicht", "ggw_web_partner", "ggw_werk"]
)
def test_geen_rol_van_de_toepassing_raakt_het_logboek_aan(verzegeld, rol):
    assert [opdracht for opdracht in AANRAKEN if mag(opdracht, rol)] == []


def test_ook_de_eigenaar_verandert_geen_regel_die_blijven_moet(verzegeld):
    for opdracht in ("update toegang_inzage set rol = 'x'", "delete from toegang_inzage", "delete from toegang_zegel"):
        with pytest.raises(ProgrammingError, match="onveranderlijk"):
            voer_uit(opdracht, "ggw_eigenaar")


def test_functie_en_team_van_dat_moment_staan_in_de_regel(als, fatima, gezin, team_noord):
    fatima.functie = "Gezinsmanager jeugd"
    fatima.save(update_fields=["functie"])
    als(fatima).get(gezin.get_absolute_url())
    regel = Inzage.objects.get()
    assert (regel.functie, regel.basisteam_id) == ("Gezinsmanager jeugd", team_noord.pk)


def test_alles_wat_in_het_logboek_kan_staan_heeft_woorden():
    assert set(WAT) == ALLE_RECHTEN
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_viewdef('toegang'::regclass) || pg_get_viewdef('partnertoegang'::regclass)")
        tekst = cursor.fetchone()[0]
    for grond in ("vervanging", "zorgbemiddeling", "dienst", "noodtoegang", "benoemd", "afgesloten"):
        assert f"'{grond}'" in tekst
        assert grond in GRONDEN


def nacht(mens, gezin, aantal, **velden):
    op = timezone.localtime().replace(hour=2, minute=0) - timedelta(days=1)
    rijen = [
        Inzage(
            **{"gebruiker_id": mens.pk, "rol": mens.rol, "gezinnen": [gezin], "gevraagd": "", "grond": "basisteam"}
            | {
                "gebeurtenis": "gezin.bekijken",
                "methode": "GET",
                "doel": "/",
                "uitkomst": 200,
                "client": "",
                "tijd": op,
            }
            | velden
        )
        for _ in range(aantal)
    ]
    Inzage.objects.bulk_create(rijen)
    return op.date()


def gevonden(dag):
    vraag("select zoek_opvallend(%s)", [dag])
    return set(Opvallend.objects.values_list("soort", "aantal"))


def test_wat_opvalt(fatima, gezin):
    dag = nacht(fatima, gezin.pk, 5)
    assert gevonden(dag) == {("nacht", 5)}
    overdag = timezone.localtime().replace(hour=11) - timedelta(days=1)
    for nummer in range(41):
        nacht(fatima, 1000 + nummer, 1, tijd=overdag)
    nacht(fatima, 1, 11, gebeurtenis="gezin.bsn_tonen", tijd=overdag)
    nacht(fatima, 1, 10, uitkomst=404, gezinnen=[], grond="geen", tijd=overdag)
    nacht(fatima, 7, 2, grond="dienst")
    assert {soort for soort, _ in gevonden(dag)} == {"nacht", "veel", "bsn", "geweigerd", "ander_team"}
    assert gevonden(dag) == gevonden(dag)


def test_een_gewone_werkdag_valt_niet_op(fatima, gezin):
    dag = nacht(fatima, gezin.pk, 30, tijd=timezone.localtime().replace(hour=11) - timedelta(days=1))
    assert gevonden(dag) == set()


def test_de_privacyfunctionaris_ziet_wie_een_gezin_zag_en_niets_van_het_gezin(als, paula, fatima, gezin, sam):
    als(fatima).get(gezin.get_absolute_url())
    client = als(paula)
    pagina = client.get(reverse("toezicht:begin"), {"nummer": gezin.nummer}, follow=True).content.decode()
    assert "Fatima Voorbeeld" in pagina
    assert "Gegevens van het gezin bekeken" in pagina
    assert gezin.naam not in pagina
    assert sam.voornaam not in pagina
    laatste = Inzage.objects.latest("pk")
    assert (laatste.gebruiker_id, laatste.grond, laatste.gezinnen) == (paula.pk, "toezicht", [gezin.pk])


def test_per_medewerker(als, paula, fatima, gezin):
    als(fatima).get(gezin.get_absolute_url())
    als(fatima).get("/gezinnen/2026-9999/")
    pagina = als(paula).get(reverse("toezicht:medewerker", args=[fatima.pk])).content.decode()
    assert gezin.nummer in pagina
    assert "gevraagd: 2026-9999" in pagina
    assert "geweigerd" in pagina
    assert als(paula).get(reverse("toezicht:medewerker", args=[999999])).status_code == 404
    assert als(paula).get(reverse("toezicht:gezin", args=["2020-0001"])).status_code == 404


def test_bladeren_door_een_lang_logboek(als, paula, fatima, gezin, monkeypatch):
    monkeypatch.setattr("ggw.toezicht.logboek.PER_PAGINA", 2)
    nacht(fatima, gezin.pk, 5)
    client, url, gezien = als(paula), reverse("toezicht:gezin", args=[gezin.nummer]), 0
    while url:
        antwoord = client.get(url)
        gezien += len(antwoord.context["regels"])
        url = (
            antwoord.context["volgende"]
            and reverse("toezicht:gezin", args=[gezin.nummer]) + antwoord.context["volgende"]
        )
    assert gezien >= 5


def test_een_oordeel_blijft_staan_en_gaat_nooit_over_uzelf(als, paula, fatima):
    over_fatima = Opvallend.objects.create(gebruiker_id=fatima.pk, dag="2026-11-01", soort="nacht", aantal=6)
    over_paula = Opvallend.objects.create(gebruiker_id=paula.pk, dag="2026-11-01", soort="nacht", aantal=6)
    client = als(paula)
    url = reverse("toezicht:opvallend", args=[over_fatima.pk])
    leeg = client.post(url, {}).content.decode()
    assert "Kies terecht of onterecht." in leeg
    assert "Schrijf op waarom u dat vindt." in leeg
    assert client.post(url, {"terecht": "nee", "oordeel": "Geen reden gegeven."}).status_code == 302
    over_fatima.refresh_from_db()
    assert (over_fatima.terecht, over_fatima.oordeel, over_fatima.beoordeeld_door_id) == (
        False,
        "Geen reden gegeven.",
        paula.pk,
    )
    assert "al beoordeeld" in client.post(url, {"terecht": "ja", "oordeel": "toch wel"}, follow=True).content.decode()
    eigen = reverse("toezicht:opvallend", args=[over_paula.pk])
    assert "over uzelf" in client.post(eigen, {"terecht": "ja", "oordeel": "mocht"}, follow=True).content.decode()
    assert Opvallend.objects.get(beoordeeld_op=None) == over_paula


def test_beoordelen_vraagt_eerst_wie_u_bent(als, paula, fatima):
    rij = Opvallend.objects.create(gebruiker_id=fatima.pk, dag="2026-11-01", soort="nacht", aantal=6)
    url = reverse("toezicht:opvallend", args=[rij.pk])
    antwoord = als(paula, bevestigd=False).get(url)
    assert (antwoord.status_code, antwoord.url) == (
        302,
        f"{reverse('account_reauthenticate')}?next={url.replace('/', '%2F')}",
    )


def test_het_gezin_ziet_functie_en_team_en_geen_namen(als, fatima, kees, gezin):
    als(kees).get(gezin.get_absolute_url())
    antwoord = als(fatima).get(reverse("gezinnen:gezien", args=[gezin.nummer]))
    regels = antwoord.context["regels"]
    assert [(r["wie"], r["team"], r["wat"]) for r in regels] == [
        ("Gezinsmanager", "Noord 3", "Gegevens van het gezin bekeken")
    ]
    assert "Kees" not in antwoord.content.decode()
    pdf = als(fatima).get(reverse("rapportage:gezien-pdf", args=[gezin.nummer]))
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="{gezin.nummer}-wie-heeft-gezien.pdf"'


def test_het_overzicht_voor_het_gezin_bladert_per_dag(als, fatima, kees, gezin, monkeypatch):
    monkeypatch.setattr("gezinnen.views.dossier.PER_BLAD", 2)
    nu = timezone.now()
    for dagen in range(4):
        nacht(kees, gezin.pk, 1, tijd=nu - timedelta(days=dagen))
    client, url, dagen = als(fatima), reverse("gezinnen:gezien", args=[gezin.nummer]), []
    while url:
        antwoord = client.get(url)
        dagen += [r["dag"] for r in antwoord.context["regels"] if r["waarom"] == GRONDEN["basisteam"]]
        url = (
            antwoord.context["volgende"]
            and reverse("gezinnen:gezien", args=[gezin.nummer]) + antwoord.context["volgende"]
        )
    assert len(dagen) == len(set(dagen)) == 4
