"""The beheerder of a provider keeps the accounts there: within bounds, with a second person, and of nobody else."""

import re

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from ggw.organisatie.models import Aanbieder, Gebruiker, Sessie, Uitnodiging, Voorstel
from ggw.organisatie.rollen import Rol
from tests.fabrieken import WACHTWOORD, GebruikerFactory

NIEUW = {"naam": "Nadia Nieuw", "email": "Nadia@wilg.example", "rol": "hulpverlener", "functie": "Trajectbegeleider"}
PAGINA_VAN_EEN_MENS = ("mens", "mens-opnieuw-uitnodigen", "mens-beeindigen")
MERK = "Geheimmerkteken"


def url(naam, *args):
    return reverse(f"aanbieder:{naam}", args=args)


@pytest.fixture
def wendy(wilgenboog):
    """A second beheerder of the same provider."""
    return GebruikerFactory(naam="Wendy Voorbeeld", rol=Rol.AANBIEDERBEHEERDER, aanbieder=wilgenboog)


@pytest.fixture
def es(db):
    """Another provider, with somebody in each role and an invitation that waits; all names carry a marker."""
    es = Aanbieder.objects.create(naam=f"De Es {MERK}", soort="hoofdaannemer")
    for rol in (Rol.AANBIEDERBEHEERDER, Rol.AANBIEDERBEHEERDER, Rol.AANMELDTEAM, Rol.HULPVERLENER):
        GebruikerFactory(naam=f"{rol} {MERK}", rol=rol, aanbieder=es)
    baas, tweede = es.mensen.filter(rol=Rol.AANBIEDERBEHEERDER).order_by("pk")
    nieuw = GebruikerFactory(naam=f"Nieuw {MERK}", rol=Rol.HULPVERLENER, aanbieder=es, is_active=False)
    Voorstel.objects.create(soort="uitnodiging", over=nieuw, door=baas, gegevens={"rol": nieuw.rol, "teams": []})
    oud = GebruikerFactory(naam=f"Uitgenodigd {MERK}", rol=Rol.HULPVERLENER, aanbieder=es, is_active=False)
    oud.nodig_uit(door=tweede)
    return es


def toestand():
    """Every account, proposal, invitation and session."""
    mensen = Gebruiker.objects.order_by("pk").values_list(
        "pk", "naam", "rol", "is_active", "aanbieder", "email", "functie"
    )
    voorstellen = Voorstel.objects.order_by("pk").values_list("pk", "besloten_op", "akkoord")
    return [
        list(rijen)
        for rijen in (
            mensen,
            voorstellen,
            Uitnodiging.objects.order_by("pk").values(),
            Sessie.objects.values("pk", "gebruiker"),
        )
    ]


def akkoord(client, wat="akkoord"):
    pk = Voorstel.objects.open().latest("pk").pk
    return client.post(url("voorstel", pk), {"besluit": wat}, follow=True).content.decode()


def test_van_uitnodiging_tot_stoppen(als, client, wim, wendy, hugo):
    beheer, tweede = als(wim), als(wendy)
    pagina = beheer.post(url("mens-uitnodigen"), NIEUW, follow=True).content.decode()
    assert "zodra een tweede persoon akkoord gaat" in pagina
    assert "Trek in" in pagina  # and not Akkoord: that is for another
    assert "over uzelf" in akkoord(beheer) or "U kunt hier niet over beslissen" in akkoord(beheer)
    assert not mail.outbox
    assert "Nadia Nieuw" in tweede.get(url("mensen")).content.decode()
    assert "Akkoord. De verandering geldt meteen" in akkoord(tweede)
    nadia = Gebruiker.objects.get(email="nadia@wilg.example")
    assert (nadia.rol, nadia.aanbieder, nadia.status) == ("hulpverlener", wim.aanbieder, "uitgenodigd")
    pad = re.search(r"/uitnodiging/\S+", mail.outbox[-1].body).group()
    assert mail.outbox[-1].to == ["nadia@wilg.example"]
    client.post(pad, {"wachtwoord": WACHTWOORD, "nog_eens": WACHTWOORD})
    assert client.post("/account/aanmelden/", {"login": nadia.email, "password": WACHTWOORD})["Location"] == "/"
    assert client.get("/partner/").status_code == 200
    assert "Nog niet" not in beheer.get(url("mens", nadia.pk)).content.decode()
    assert "Het account is gestopt" in beheer.post(url("mens-beeindigen", nadia.pk), follow=True).content.decode()
    assert client.get("/partner/").status_code == 302
    assert not Sessie.objects.filter(gebruiker=nadia).exists()
    assert "voorstel is gedaan" in beheer.post(url("mens-opnieuw-uitnodigen", nadia.pk), follow=True).content.decode()
    assert client.get(pad).status_code == 404
    nadia.refresh_from_db()
    assert nadia.status == "beeindigd"


def test_de_tweede_persoon_is_ook_onze_beheerder(als, wim, bea):
    als(wim).post(url("mens-uitnodigen"), NIEUW)
    voorstel = Voorstel.objects.get()
    pagina = als(bea).post(reverse("organisatie:voorstel", args=[voorstel.pk]), {"besluit": "akkoord"}, follow=True)
    assert "De verandering geldt meteen" in pagina.content.decode()
    assert mail.outbox[-1].to == ["nadia@wilg.example"]


def test_wie_beslist_krijgt_een_mail_naar_de_eigen_bladzijde(als, wim, wendy, bea, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        als(wim).post(url("mens-uitnodigen"), NIEUW)
    naar = {bericht.to[0]: bericht.body for bericht in mail.outbox}
    assert set(naar) == {wendy.email, bea.email}
    assert "/partner/mensen/" in naar[wendy.email]
    assert "/beheer/voorstellen/" in naar[bea.email]


def test_van_een_andere_aanbieder_en_van_de_instelling_bestaat_niemand(als, wim, wendy, anna, hugo, es, fatima, bea):
    """Each id of every account and proposal there is, by every page and method: only the own ones exist."""
    bea_stelt_voor = Voorstel.objects.create(soort="rol", over=hugo, door=bea, gegevens={"rol": "aanmeldteam"})
    client, voor = als(wim), toestand()[:3]
    eigen = {wim.pk, wendy.pk, anna.pk, hugo.pk}
    for pk in [*Gebruiker.objects.values_list("pk", flat=True), 0, 10**9]:
        for naam in PAGINA_VAN_EEN_MENS:
            antwoord = client.get(url(naam, pk))
            assert antwoord.status_code in ((200, 302) if pk in eigen else (404,)), (naam, pk)
            assert MERK.encode() not in antwoord.content
            if pk not in eigen:
                extra = {
                    "aanbieder": wim.aanbieder_id,
                    "functie": "Gekaapt",
                    "rol": "aanmeldteam",
                    "besluit": "akkoord",
                }
                assert client.post(url(naam, pk), extra).status_code == 404, (naam, pk)
    for pk in Voorstel.objects.values_list("pk", flat=True):
        for besluit in ("akkoord", "afwijzen", "intrekken"):
            assert client.post(url("voorstel", pk), {"besluit": besluit}).status_code == 404, pk
    pagina = client.get(url("mensen")).content.decode()
    assert MERK not in pagina
    for naam in (fatima.naam, bea.naam):
        assert naam not in pagina
    assert toestand()[:3] == voor
    assert Voorstel.objects.get(pk=bea_stelt_voor.pk).besloten_op is None


@pytest.mark.parametrize(
    "velden",
    [
        {"rol": "aanbiederbeheerder"},
        {"rol": "beheerder"},
        {"rol": "gezinsmanager"},
        {"rol": ""},
        {"rol": "AANMELDTEAM"},
        {"email": "geen-adres"},
        {"email": ""},
        {"naam": "x" * 200},
        {"naam": "\x00"},
        {"telefoon": "0" * 40},
    ],
)
def test_een_uitnodiging_die_niet_kan_komt_terug_met_uitleg(als, wim, velden):
    antwoord = als(wim).post(url("mens-uitnodigen"), NIEUW | velden)
    assert antwoord.status_code == 200
    assert "data-foutoverzicht" in antwoord.content.decode()
    assert "Trajectbegeleider" in antwoord.content.decode()
    assert not Gebruiker.objects.filter(naam__startswith="Nadia").exists()


def test_wat_niet_gevraagd_is_wordt_niet_gezet(als, wim, es, hugo):
    eigen = {
        "aanbieder": es.pk,
        "aanbieder_id": es.pk,
        "is_active": "on",
        "password": "x",
        "id": hugo.pk,
        "pk": hugo.pk,
    }
    als(wim).post(url("mens-uitnodigen"), NIEUW | eigen | {"teams": ["1"], "is_superuser": "on"})
    nieuw = Gebruiker.objects.get(email="nadia@wilg.example")
    assert (nieuw.aanbieder_id, nieuw.is_active, nieuw.has_usable_password()) == (wim.aanbieder_id, False, False)
    als(wim).post(
        url("mens", hugo.pk), {"functie": "Jeugdhulp", "telefoon": "", "rol": "aanmeldteam", **eigen, "naam": "X"}
    )
    hugo.refresh_from_db()
    assert (hugo.functie, hugo.rol, hugo.naam, hugo.aanbieder_id) == (
        "Jeugdhulp",
        "hulpverlener",
        "Hugo Voorbeeld",
        wim.aanbieder_id,
    )


def test_zichzelf_en_een_andere_beheerder_verandert_niemand(als, wim, wendy):
    client, voor = als(wim), toestand()[:3]
    for pk in (wim.pk, wendy.pk):
        for naam in PAGINA_VAN_EEN_MENS:
            antwoord = client.post(url(naam, pk), {"functie": "Gekaapt"}, follow=True)
            assert re.search("niet veranderen|eigen account", antwoord.content.decode()), (naam, pk)
    assert toestand()[:3] == voor


def test_een_adres_dat_elders_bestaat_wordt_niet_verraden_en_telt_mee(als, wim, fatima, es):
    """The same words for an address of staff and of another provider; after ten tries it is over for the day."""
    client = als(wim)
    antwoorden = set()
    for mens in (fatima, es.mensen.first()):
        pagina = client.post(url("mens-uitnodigen"), NIEUW | {"email": mens.email}).content.decode()
        antwoorden.add(re.search(r"Met dit e-mailadres[^<]*", pagina).group())
        assert mens.naam not in pagina
    assert len(antwoorden) == 1
    for nummer in range(8):
        antwoord = client.post(url("mens-uitnodigen"), NIEUW | {"email": f"nieuw{nummer}@wilg.example"})
        assert antwoord.status_code == 302, nummer
    for email in ("nog-een@wilg.example", fatima.email):
        assert "hooguit 10 mensen" in client.post(url("mens-uitnodigen"), NIEUW | {"email": email}).content.decode()
    assert Voorstel.objects.filter(door=wim).count() == 8


def test_wie_de_instelling_stopte_opent_de_aanbieder_niet(als, wim, bea, hugo):
    als(bea).post(reverse("organisatie:mens-beeindigen", args=[hugo.pk]))
    pagina = als(wim).post(url("mens-opnieuw-uitnodigen", hugo.pk), follow=True).content.decode()
    assert "De instelling heeft dit account gestopt" in pagina
    assert not Voorstel.objects.exists()


def test_een_link_van_een_ander_komt_niet_langs_de_beheerder(als, wim, wendy, es):
    """Nobody reads a token: it is mailed to who is invited, and the page of the account does not show it."""
    als(wim).post(url("mens-uitnodigen"), NIEUW)
    client = als(wendy)
    akkoord(client)
    token = re.search(r"/uitnodiging/(\S+)/", mail.outbox[-1].body).group(1)
    nadia = Gebruiker.objects.get(email="nadia@wilg.example")
    for pad in (url("mensen"), url("mens", nadia.pk)):
        pagina = client.get(pad).content.decode()
        assert token not in pagina
        assert nadia.uitnodigingen.get().token_hash not in pagina
    for hash_ in Uitnodiging.objects.values_list("token_hash", flat=True):
        assert client.get(f"/uitnodiging/{hash_}/").status_code == 404


def test_een_aanbieder_die_buiten_gebruik_gaat_ligt_er_meteen_uit(als, client, bea, wim, anna, hugo):
    """Nobody there signs in, is signed in, uses an invitation or reads by plain SQL; in use again, they sign in anew."""
    anna.set_password(WACHTWOORD)
    anna.save(update_fields=["password"])
    nieuw = GebruikerFactory(rol=Rol.HULPVERLENER, aanbieder=wim.aanbieder, is_active=False)
    token, sessies = nieuw.nodig_uit(door=bea), [als(mens) for mens in (wim, anna, hugo)]
    beheer, naslag = als(bea), reverse("organisatie:naslag-wijzigen", args=["aanbieders", wim.aanbieder_id])
    assert "dan kan niemand van deze aanbieder nog aanmelden" in beheer.get(naslag).content.decode()
    velden = {"naam": wim.aanbieder.naam, "soort": "hoofdaannemer"}
    beheer.post(naslag, velden)
    for sessie in sessies:
        assert sessie.get("/account/").status_code == 302
    inlog = {"login": anna.email, "password": WACHTWOORD}
    fout = client.post("/account/aanmelden/", inlog)
    assert "klopt niet" in fout.content.decode()
    assert client.get(f"/uitnodiging/{token}/").status_code == 404
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select begin_aanbieder(%s)", [wim.pk])
        assert cursor.fetchone() == (None,)
        cursor.execute("select einde_aanbieder()")
    beheer.post(naslag, velden | {"actief": "on"})
    for sessie in sessies:
        assert sessie.get("/account/").status_code == 302
    assert client.post("/account/aanmelden/", inlog)["Location"] == "/"


def test_de_database_toont_binnen_deze_deur_geen_ander_account(wim, wendy, anna, hugo, es, fatima):
    """Plain SQL as the web login, as an injected query or a forgotten filter would do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_web")
        cursor.execute("select begin_aanbieder(%s)", [wim.pk])
        cursor.execute("select id from organisatie_gebruiker")
        assert {pk for (pk,) in cursor.fetchall()} == {wim.pk, wendy.pk, anna.pk, hugo.pk}
        for vraag in ("select 1 from organisatie_voorstel", "select 1 from organisatie_uitnodiging"):
            cursor.execute(vraag)
            assert cursor.fetchall() == [], vraag
        cursor.execute("update organisatie_gebruiker set functie = 'x' where id = %s", [fatima.pk])
        assert cursor.rowcount == 0
        for kaping in (
            "update organisatie_gebruiker set aanbieder_id = %s where id = %s",
            "insert into organisatie_voorstel (soort, over_id, door_id, gegevens, op, geldig_tot)"
            " select 'rol', g, %s, '{}', now(), now() + interval '1 day' from unnest(array[%s]) g",
        ):
            waarden = [es.pk, hugo.pk] if "update" in kaping else [wim.pk, fatima.pk]
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                cursor.execute(kaping, waarden)
        cursor.execute("select einde_aanbieder()")
        cursor.execute("select count(*) from organisatie_gebruiker")
        assert cursor.fetchone()[0] > 5
        cursor.execute("reset session authorization")


def test_de_beheerder_van_een_aanbieder_ziet_geen_verwijzing(als, wim):
    client = als(wim)
    assert client.get("/")["Location"] == url("mensen")
    for pad in (
        "/partner/",
        "/partner/1/",
        "/partner/1/antwoord/",
        "/beheer/mensen/",
        "/beheer/voorstellen/",
        "/gezinnen/",
    ):
        assert client.get(pad).status_code == 403, pad
