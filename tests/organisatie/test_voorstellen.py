"""Four eyes: who proposes, who decides, and what happens at that moment."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ggw.organisatie.models import Gebruiker, Lidmaatschap, Voorstel
from ggw.organisatie.rechtentabel import WOORDEN, als_markdown
from ggw.organisatie.rollen import ALLE_RECHTEN, Rol
from tests.fabrieken import GebruikerFactory

LIJST = "/beheer/voorstellen/"


def url(naam, *args):
    return reverse(f"organisatie:{naam}", args=args)


def besluit(client, wat, voorstel=None):
    pk = (voorstel or Voorstel.objects.latest("pk")).pk
    return client.post(url("voorstel", pk), {"besluit": wat}, follow=True).content.decode()


def stel_rol_voor(client, mens, rol="senior"):
    return client.post(url("mens-rol", mens.pk), {"rol": rol}, follow=True).content.decode()


def stel_team_voor(client, mens, team, vanaf=None):
    vanaf = (vanaf or timezone.localdate()).strftime("%d-%m-%Y")
    return client.post(
        url("mens-in-team", mens.pk), {"basisteam": team.pk, "vanaf": vanaf}, follow=True
    ).content.decode()


@pytest.fixture
def beheer(als, bea):
    return als(bea)


@pytest.fixture
def tweede(als, bas):
    return als(bas)


def test_een_andere_rol_geldt_pas_na_akkoord_en_dan_meteen(als, beheer, tweede, fatima):
    open_sessie = als(fatima)
    assert "Uw voorstel is gedaan" in stel_rol_voor(beheer, fatima, "instroom")
    fatima.refresh_from_db()
    assert fatima.rol == "gezinsmanager"
    assert open_sessie.get("/gezinnen/").status_code == 200
    assert "rol instroom" in beheer.get(url("mens", fatima.pk)).content.decode().lower()
    pagina = tweede.get(LIJST).content.decode()
    assert fatima.naam in pagina
    assert "Bea Voorbeeld" in pagina
    assert "De verandering geldt meteen" in besluit(tweede, "akkoord")
    fatima.refresh_from_db()
    assert fatima.rol == "instroom"
    assert open_sessie.get("/gezinnen/").status_code == 403
    soorten = fatima.beheergebeurtenissen.order_by("pk").values_list("soort", "door__naam")
    assert list(soorten) == [
        ("voorstel.gedaan", "Bea Voorbeeld"),
        ("voorstel.akkoord", "Bas Voorbeeld"),
        ("mens.gewijzigd", "Bea Voorbeeld"),
    ]
    assert "Rol veranderd van gezinsmanager naar instroom" in beheer.get(url("mens", fatima.pk)).content.decode()


def test_een_team_geldt_pas_na_akkoord(als, beheer, tweede, bram, gezin, team_noord):
    sessie = als(bram)
    stel_team_voor(beheer, bram, team_noord)
    assert sessie.get(gezin.get_absolute_url()).status_code == 404
    besluit(tweede, "akkoord")
    assert sessie.get(gezin.get_absolute_url()).status_code == 200


def test_wie_het_voorstelt_beslist_niet(beheer, fatima, bas):
    stel_rol_voor(beheer, fatima)
    assert "Dat doet iemand anders" in besluit(beheer, "akkoord")
    assert Gebruiker.objects.get(pk=fatima.pk).rol == "gezinsmanager"
    assert Voorstel.objects.open().exists()


def test_over_wie_het_gaat_beslist_niet(als, beheer, tom):
    """Tom may decide in his team, but not about himself."""
    stel_rol_voor(beheer, tom, "senior")
    assert Voorstel.objects.get().over == tom
    assert tom.naam not in als(tom).get(LIJST).content.decode().split("<main")[1]
    assert "Dat doet iemand anders" in besluit(als(tom), "akkoord")
    assert Gebruiker.objects.get(pk=tom.pk).rol == "teammanager"


def test_de_database_weigert_een_besluit_van_wie_het_voorstelde(bea, fatima):
    rij = Voorstel(soort="rol", over=fatima, door=bea, gegevens={"rol": "senior"}, besloten_door=bea, akkoord=True)
    rij.besloten_op = timezone.now()
    with pytest.raises(IntegrityError, match="voorstel_akkoord_door_ander"), transaction.atomic():
        rij.save()
    with pytest.raises(IntegrityError, match="voorstel_niet_over_zelf"), transaction.atomic():
        Voorstel.objects.create(soort="rol", over=bea, door=bea, gegevens={"rol": "senior"})


def test_een_teammanager_beslist_over_het_eigen_team_en_niet_over_beheer(
    als, beheer, tom, fatima, bram, kees, team_noord, team_zuid
):
    stel_rol_voor(beheer, fatima, "senior")
    stel_rol_voor(beheer, bram, "senior")
    stel_rol_voor(beheer, kees, "beheerder")
    pagina = als(tom).get(LIJST).content.decode()
    assert fatima.naam in pagina
    assert bram.naam not in pagina
    assert kees.naam not in pagina
    besluit(als(tom), "akkoord", Voorstel.objects.get(over=fatima))
    for mens in (bram, kees):
        assert "Dat doet iemand anders" in besluit(als(tom), "akkoord", Voorstel.objects.get(over=mens))
    rollen = dict(Gebruiker.objects.filter(pk__in=[fatima.pk, bram.pk, kees.pk]).values_list("naam", "rol"))
    assert rollen == {fatima.naam: "senior", bram.naam: "gezinsmanager", kees.naam: "gezinsmanager"}
    stel_team_voor(beheer, bram, team_noord)
    assert "De verandering geldt meteen" in besluit(als(tom), "akkoord")
    assert bram.lidmaatschappen.filter(basisteam=team_noord).exists()


def test_twee_keer_klikken_en_twee_tegelijk_een_besluit(als, beheer, tweede, tom, fatima):
    stel_rol_voor(beheer, fatima)
    assert "De verandering geldt meteen" in besluit(tweede, "akkoord")
    assert "al beslist" in besluit(tweede, "akkoord")
    assert "al beslist" in besluit(als(tom), "afwijzen")
    assert Voorstel.objects.get().akkoord is True


def test_afgewezen_en_ingetrokken_verandert_niets(beheer, tweede, fatima, kees):
    stel_rol_voor(beheer, fatima)
    assert "Er is niets veranderd" in besluit(tweede, "afwijzen")
    stel_rol_voor(beheer, kees)
    assert "Alleen wie het voorstel deed" in besluit(tweede, "intrekken")
    assert "ingetrokken" in besluit(beheer, "intrekken")
    assert "al beslist" in besluit(tweede, "akkoord")
    assert {Gebruiker.objects.get(pk=mens.pk).rol for mens in (fatima, kees)} == {"gezinsmanager"}


def test_na_veertien_dagen_vervalt_het_en_kan_het_opnieuw(beheer, tweede, fatima):
    stel_rol_voor(beheer, fatima)
    assert "al voorgesteld" in stel_rol_voor(beheer, fatima, "instroom")
    Voorstel.objects.update(geldig_tot=timezone.now() - timedelta(seconds=1))
    assert fatima.naam not in tweede.get(LIJST).content.decode()
    assert "al beslist, of het is te oud" in besluit(tweede, "akkoord")
    assert "Uw voorstel is gedaan" in stel_rol_voor(beheer, fatima, "instroom")
    assert Voorstel.objects.open().count() == 1


def test_wat_niet_meer_past_verandert_niets(beheer, tweede, fatima, kees, team_zuid):
    stel_rol_voor(beheer, fatima)
    fatima.beeindig()
    assert "past niet meer bij dit account" in besluit(tweede, "akkoord")
    stel_team_voor(beheer, kees, team_zuid)
    team_zuid.actief = False
    team_zuid.save(update_fields=["actief"])
    assert "is er niet meer" in besluit(tweede, "akkoord")
    assert not kees.lidmaatschappen.filter(basisteam=team_zuid).exists()
    assert Voorstel.objects.filter(besloten_op__isnull=True).count() == 2


@pytest.mark.parametrize("wat", ["", "ja", "\x00", "akkoord "])
def test_een_vreemd_besluit_bestaat_niet(beheer, tweede, fatima, wat):
    stel_rol_voor(beheer, fatima)
    assert tweede.post(url("voorstel", Voorstel.objects.get().pk), {"besluit": wat}).status_code == 404
    assert tweede.post(url("voorstel", 999999), {"besluit": "akkoord"}).status_code == 404
    assert Voorstel.objects.open().exists()


@pytest.mark.parametrize(
    ("rol", "uitleg"),
    [
        ("", "Kies een rol."),
        ("koning", "geldige keuze"),
        ("gezinsmanager", "heeft deze rol al"),
        ("aanmeldteam", "geldige keuze"),
    ],
)
def test_een_rol_die_niet_kan_krijgt_uitleg(beheer, fatima, rol, uitleg):
    assert uitleg in stel_rol_voor(beheer, fatima, rol)
    assert not Voorstel.objects.exists()


def test_wie_beslist_krijgt_een_mail_zonder_namen(beheer, bas, bea, tom, fatima, django_capture_on_commit_callbacks):
    GebruikerFactory(rol=Rol.TEAMMANAGER)
    with django_capture_on_commit_callbacks(execute=True):
        stel_rol_voor(beheer, fatima)
    assert {m.to[0] for m in mail.outbox} == {bas.email, tom.email}
    for bericht in mail.outbox:
        assert LIJST in bericht.body
        assert not any(woord in bericht.subject + bericht.body for woord in ("Fatima", "Bea", "senior", "Noord"))


def test_rechten_veranderen_vraagt_eerst_wie_u_bent(als, bea, fatima, team_zuid):
    client = als(bea, bevestigd=False)
    paden = [
        url("mens-uitnodigen"),
        LIJST,
        *(url(n, fatima.pk) for n in ("mens-rol", "mens-in-team", "mens-tweede-stap")),
    ]
    for pad in paden:
        antwoord = client.get(pad)
        assert antwoord.status_code == 302, pad
        assert antwoord.url.startswith("/account/"), pad
    client.post(url("mens-in-team", fatima.pk), {"basisteam": team_zuid.pk, "vanaf": "01-11-2026"})
    assert not Voorstel.objects.exists()


def test_een_afgewezen_uitnodiging_laat_geen_open_account_na(beheer, tweede):
    velden = {"naam": "Nadia Nieuw", "email": "nadia@ggw.example", "rol": "senior"}
    beheer.post(url("mens-uitnodigen"), velden)
    assert not mail.outbox
    besluit(tweede, "afwijzen")
    nadia = Gebruiker.objects.get(email="nadia@ggw.example")
    assert (nadia.status, nadia.uitnodigingen.count()) == ("beeindigd", 0)


def test_een_tweede_stap_weghalen_doen_twee_mensen(als, beheer, tweede, fatima):
    sessie = als(fatima)
    beheer.post(url("mens-tweede-stap", fatima.pk))
    assert sessie.get("/").status_code == 200
    besluit(tweede, "akkoord")
    assert sessie.get("/").status_code == 302


def test_wie_uit_een_team_gaat_heeft_geen_tweede_persoon_nodig(beheer, fatima):
    lid = fatima.lidmaatschappen.get()
    gisteren = timezone.localdate() - timedelta(days=1)
    beheer.post(url("mens-uit-team", fatima.pk, lid.pk), {"tot": gisteren.strftime("%d-%m-%Y")})
    assert not Lidmaatschap.objects.lopend().filter(gebruiker=fatima).exists()


def test_eerste_beheerders_kan_een_keer(db, capsys):
    call_command("eerste_beheerders", "Ada Voorbeeld <ada@ggw.example>", "Bo Voorbeeld <bo@ggw.example>")
    assert {m.to[0] for m in mail.outbox} == {"ada@ggw.example", "bo@ggw.example"}
    assert set(Gebruiker.objects.values_list("rol", "is_active")) == {("beheerder", False)}
    with pytest.raises(CommandError, match="Er is al een functioneel beheerder"):
        call_command("eerste_beheerders", "C <c@ggw.example>", "D <d@ggw.example>")


@pytest.mark.parametrize(
    "mensen",
    [
        ("ada@ggw.example", "Bo <bo@ggw.example>"),
        ("Ada <a@ggw.example>", "Ook Ada <A@ggw.example>"),
        ("A <x>", "B <b@c.nl>"),
    ],
)
def test_eerste_beheerders_vraagt_twee_mensen(db, mensen):
    with pytest.raises(CommandError, match="twee verschillende mensen"):
        call_command("eerste_beheerders", *mensen)
    assert not Gebruiker.objects.exists()


def test_de_tabel_van_rechten_is_volledig_en_staat_in_de_docs(als, fatima, pytestconfig):
    assert set(WOORDEN) == ALLE_RECHTEN
    assert (pytestconfig.rootpath / "docs" / "rechten.md").read_text() == als_markdown()
    pagina = als(fatima).get("/beheer/rechten/").content.decode()
    assert all(woorden in pagina for woorden in WOORDEN.values())
    assert all(rol.label in pagina for rol in Rol)
