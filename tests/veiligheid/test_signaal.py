"""A signal of staff: reported in a minute, told at once, in view everywhere, judged once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from gezinnen.aanhaken import AGENDABRONNEN, OVERLEGAGENDA
from gezinnen.fasen import ontbreekt
from gezinnen.herinneren import afzenderdomein
from gezinnen.models import Bericht, Fase, Gebeurtenis, Gezin, Termijn
from gezinnen.termijnen import herbereken, verschillen
from gezinnen.versturen import veeg
from ggw.organisatie.models import Dienst, Vervanging
from ggw.toegang.deur import als_systeem, vraag
from tests.brievenbus import Brievenbus
from tests.fabrieken import maak_gezin
from tests.gezinnen.termijnen import als_werker
from tests.toegang.test_situaties import scherm_af
from veiligheid.models import Signaal, Signaalbeoordeling, SignaalGeweigerd, Signaalkind
from veiligheid.signalen import voor_het_basisteamoverleg, voor_het_uitvoerdersoverleg

FEIT = "Sam had een blauwe plek op zijn arm"


def meld(gezin, door, soort="spoed", **velden):
    sleutel = velden.pop("sleutel", None) or uuid4()
    return Signaal.meld(gezin, sleutel=sleutel, door_id=door.pk, soort=soort, feit=FEIT, **velden)


def beoordeel(signaal, door, **velden):
    return signaal.beoordeel(door_id=door.pk, **{"oordeel": "Gebeld, Sam is veilig.", "met_contact": True, **velden})


def formulier(**anders):
    standaard = {
        "soort": "spoed",
        "feit": FEIT,
        "gezien_op": f"{timezone.localdate():%d-%m-%Y}",
        "bron": "de juf zag het",
        "mening": "Ik maak mij zorgen",
        "melder": "school",
        "melder_naam": "Juf van groep 3",
        "sleutel": "6f1de0a2-6f0c-4bb5-9d2b-3f6a7a0f2a12",
    }
    return standaard | anders


def url(gezin, rest=""):
    return f"/gezinnen/{gezin.nummer}/signaal/{rest}"


def ontvangers():
    return {b.ontvanger.naam.split()[0].lower() for b in Bericht.objects.filter(soort="signaal")}


def veeg_nu():
    with als_werker():
        return veeg()


@pytest.fixture
def bus(settings):
    with Brievenbus() as bus:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", bus.poort
        yield bus


def test_een_signaal_is_in_een_keer_gemeld_en_een_dubbele_klik_maakt_geen_tweede(als, dunya, gezin, sam, vreemd_kind):
    """By the bereikbaarheidsdienst, of a family that is not theirs, noted for a school."""
    client = als(dunya)
    assert FEIT not in client.get(url(gezin, "nieuw/")).content.decode()
    for kind in (vreemd_kind.pk, "x", 999999):
        fout = client.post(url(gezin, "nieuw/"), formulier(kinderen=[kind]))
        assert "Kies kinderen van dit gezin." in fout.content.decode()
        assert FEIT in fout.content.decode()
    leeg = client.post(url(gezin, "nieuw/"), formulier(feit=" ", soort="")).content.decode()
    assert "Schrijf op wat er is gezien of gehoord." in leeg
    assert "Kies wat er aan de hand is." in leeg
    assert not Signaal.objects.exists()
    for _ in range(2):
        antwoord = client.post(url(gezin, "nieuw/"), formulier(kinderen=[sam.pk]), follow=True)
    signaal = Signaal.objects.get()
    assert (signaal.melder, signaal.door_id, signaal.verwijzing_id) == ("school", dunya.pk, None)
    assert [rij.kind_id for rij in signaal.kinderen.all()] == [sam.pk]
    assert Gebeurtenis.objects.filter(soort="signaal.gemeld").count() == 1
    pagina = antwoord.content.decode()
    for tekst in (FEIT, "de juf zag het", "Ik maak mij zorgen", "Juf van groep 3", "Spoedsignaal open"):
        assert tekst in pagina
    assert "Sinds dit signaal is er nog geen nieuw cijfer voor" in pagina


def test_een_signaal_opent_een_termijn_en_het_oordeel_sluit_die(als, fatima, gezin, sam):
    client = als(fatima)
    client.post(url(gezin, "nieuw/"), formulier(kinderen=[sam.pk]))
    client.post(url(gezin, "nieuw/"), formulier(soort="stagnatie", sleutel=str(uuid4())))
    spoed = Termijn.objects.get(code="signaal_spoed")
    ander = Termijn.objects.get(code="signaal")
    assert (spoed.dag, spoed.eigenaar_id) == (timezone.localdate(), fatima.pk)
    assert ander.dag > timezone.localdate()
    vandaag = client.get("/").content.decode()
    assert vandaag.index("Beoordeel nu: misschien is een kind niet veilig") < vandaag.index("hulp loopt vast")
    assert '<span class="merk rood">spoed, vandaag</span>' in vandaag
    kop = client.get(gezin.get_absolute_url()).content.decode()
    assert '<span class="merk rood">Spoedsignaal open</span>' in kop
    assert "Signaal met spoed beoordelen" in kop
    oordeel = url(gezin, f"{spoed.onderwerp_id}/beoordelen/")
    assert f'href="{oordeel}"' in kop
    niets = client.post(oordeel, {"oordeel": "Loos alarm", "terugkoppeling": "GETYPT"}).content.decode()
    assert "Kies wat u deed, of schrijf hieronder waarom u niets deed." in niets
    assert "GETYPT" in niets
    dubbel = client.post(oordeel, {"oordeel": "x", "daden": ["met_contact"], "reden_niets": "y"}).content.decode()
    assert "U koos ook wat u deed." in dubbel
    gedaan = client.post(
        oordeel,
        {"oordeel": "Sam is veilig", "daden": ["met_contact", "nieuw_plan"], "anders": "huisarts gebeld"},
        follow=True,
    ).content.decode()
    for tekst in ("Contact met het gezin", "Nieuw veiligheidsplan", "Huisarts gebeld", "Sam is veilig"):
        assert tekst in gedaan
    assert "Hoe veilig is elk kind nu?" in gedaan
    assert "/veiligheid/cijfers/geven/?aanleiding=signaal" in gedaan
    spoed.refresh_from_db()
    assert spoed.sluiting == "voldaan"
    assert not verschillen([gezin.pk])
    with pytest.raises(DatabaseError), transaction.atomic():
        Signaal.objects.filter(pk=spoed.onderwerp_id).update(feit="anders")


def test_twee_mensen_beoordelen_tegelijk_en_de_tweede_hoort_het(als, fatima, kees, gezin):
    signaal = meld(gezin, kees)
    oordeel, velden = url(gezin, f"{signaal.pk}/beoordelen/"), {"oordeel": "MIJN TEKST", "daden": ["met_contact"]}
    assert als(kees).get(oordeel).status_code == 200
    assert als(fatima).post(oordeel, velden).status_code == 302
    te_laat = als(kees).post(oordeel, velden)
    assert "al beoordeeld door Fatima Voorbeeld" in te_laat.content.decode()
    assert "MIJN TEKST" in te_laat.content.decode()
    assert als(kees).get(oordeel).status_code == 302
    assert Signaalbeoordeling.objects.get().door_id == fatima.pk
    with pytest.raises(SignaalGeweigerd):
        beoordeel(signaal, kees)  # read before Fatima saved
    assert Signaalbeoordeling.objects.count() == 1


def test_wie_aan_zet_is_hoort_het_binnen_een_minuut_en_in_de_mail_staat_geen_naam(
    bus, als, gezin, sam, fatima, kees, sanne, vera, dunya, bea
):
    nacht = timezone.localtime().replace(hour=3, minute=10)
    with time_machine.travel(nacht):
        Dienst.objects.update(
            begin=nacht - timedelta(hours=4), eind=nacht + timedelta(hours=21)
        )  # the database has a clock of its own
        meld(gezin, vera)
        assert veeg_nu() == {"verzonden": 2}
        assert ontvangers() == {"fatima", "dunya"}
        for _, mail in bus.ontvangen:
            assert mail["Subject"] == f"Dit kan niet wachten: signaal over gezin {gezin.nummer}"
            for deel in mail.walk():
                tekst = (deel.get_payload(decode=True) or b"").decode()
                assert deel.is_multipart() or f"/gezinnen/{gezin.nummer}/signaal/{Signaal.objects.get().pk}/" in tekst
                for verboden in (gezin.naam, "Sam", "blauwe", "Fatima", "Dunya", "veilig"):
                    assert verboden not in tekst
        assert not veeg_nu()
        pagina = als(dunya).get("/").content.decode()
        assert "Signaal met spoed beoordelen" in pagina
        assert f"Gezin {gezin.nummer}, u heeft dienst" in pagina
        assert gezin.naam not in pagina
    later = nacht + timedelta(hours=5)
    with time_machine.travel(later):
        Dienst.objects.create(
            gebruiker=kees, begin=later - timedelta(minutes=1), eind=later + timedelta(hours=8), door=bea
        )
        assert veeg_nu()["verzonden"] >= 1
        assert ontvangers() == {"fatima", "dunya", "kees"}
        beoordeel(Signaal.objects.get(), fatima)
        meld(gezin, fatima, "stagnatie")
        assert ontvangers() == {
            "fatima",
            "dunya",
            "kees",
        }  # who reports it knows it, and this one can wait until she looks
        veeg_nu()
        assert Bericht.objects.filter(soort="signaal").count() == 3


def test_de_vervanger_de_wachter_en_anders_de_leiding_horen_het(gezin, fatima, kees, sanne, tom, vera, bea, team_noord):
    vandaag = timezone.localdate()
    Vervanging.objects.create(gebruiker=fatima, vervanger=kees, vanaf=vandaag, tot=vandaag, door=bea)
    meld(gezin, vera, "anders")
    veeg_nu()
    assert ontvangers() == {"fatima", "kees"}
    Bericht.objects.all().delete()
    wachtend = maak_gezin(sanne, team_noord, nummer="2026-0500", wacht=True)
    meld(wachtend, vera, "onveilig")
    veeg_nu()
    assert ontvangers() == {"sanne"}
    Bericht.objects.all().delete()
    Vervanging.objects.all().delete()
    type(fatima).objects.filter(pk=fatima.pk).update(is_active=False)
    meld(gezin, vera, "anders")
    veeg_nu()
    assert ontvangers() == {"sanne", "tom"}
    Bericht.objects.all().delete()
    nu = timezone.localdate()
    gezin.toewijzingen.update(tot=nu)
    gezin.begeleidingen.update(fase=Fase.AFGESLOTEN, afgesloten_op=nu)
    meld(gezin, vera, "anders")  # a provider may still be there when we are gone
    veeg_nu()
    assert ontvangers() == {"sanne", "tom"}


def test_bij_een_afgeschermd_gezin_hoort_de_dienst_niets_en_een_aangewezene_wel(gezin, gerda, kees, dunya, tom, paula):
    scherm_af(gezin, "gerda", wereld=type("W", (), {"mensen": {"tom": tom, "paula": paula, "gerda": gerda}}))
    meld(gezin, kees)
    veeg_nu()
    assert ontvangers() == {"gerda"}


def test_een_signaal_dat_al_beoordeeld_is_gaat_niet_meer_de_deur_uit(bus, gezin, fatima, kees):
    signaal = meld(gezin, kees)
    with als_werker(), als_systeem():
        vraag("select plan_signalen(%s::date, %s, %s)", [timezone.localdate(), timezone.now(), afzenderdomein()])
    beoordeel(signaal, fatima)
    assert veeg_nu() == {"vervallen": 1}
    assert not bus.ontvangen


def test_een_open_signaal_houdt_nazorg_en_het_einde_tegen(gezin, fatima, kees):
    begeleiding = gezin.begeleiding
    signaal = meld(gezin, kees, "anders")
    for fase, naar in ((Fase.BORGEN, Fase.NAZORG), (Fase.ONDERSTEUNEN, Fase.BORGEN)):
        begeleiding.fase = fase
        assert ("Elk signaal is beoordeeld" in ontbreekt(begeleiding, naar)) is (naar == Fase.NAZORG)
    beoordeel(signaal, fatima)
    begeleiding = type(begeleiding).objects.get(pk=begeleiding.pk)
    begeleiding.fase = Fase.BORGEN
    assert "Elk signaal is beoordeeld" not in ontbreekt(begeleiding, Fase.NAZORG)


def test_stagnatie_staat_bij_hulp_en_op_de_agendas(als, gezin, fatima, kees, zita):

    with time_machine.travel(timezone.now() - timedelta(days=12)):
        stil = meld(gezin, kees, "stagnatie")
    meld(gezin, kees, "spoed")
    herbereken([gezin.pk])
    hulp = als(fatima).get(f"/gezinnen/{gezin.nummer}/hulp/").content.decode()
    assert "Signalen over de hulp" in hulp
    assert "Hulp loopt vast" in hulp
    (regel,) = voor_het_uitvoerdersoverleg(Gezin.objects.get(pk=gezin.pk))
    assert regel.startswith("Signaal: hulp loopt vast, ")
    assert regel.endswith("(nog niet beoordeeld)")
    assert FEIT not in regel
    assert voor_het_uitvoerdersoverleg in OVERLEGAGENDA
    assert voor_het_basisteamoverleg in AGENDABRONNEN
    (punt,) = voor_het_basisteamoverleg({gezin.pk: gezin.nummer})
    assert (punt.soort, punt.tekst) == ("signaal", "Eén signaal is niet op tijd beoordeeld.")
    beoordeel(stil, fatima)
    herbereken([gezin.pk])
    assert not list(voor_het_basisteamoverleg({gezin.pk: gezin.nummer}))


def test_wie_mag_wat(als, gezin, fatima, tom, vera, bram, dunya, gerda, kees):
    signaal = meld(gezin, kees)
    oordeel = url(gezin, f"{signaal.pk}/beoordelen/")
    assert als(tom).get(url(gezin)).status_code == 200  # reads
    assert als(tom).get(oordeel).status_code == 403  # does not judge
    assert als(vera).get(url(gezin)).status_code == 403
    assert als(bram).get(url(gezin)).status_code == 404
    for wie in (dunya, gerda):
        assert als(wie).get(oordeel).status_code == 200
    assert "Spoedsignaal" not in als(vera).get(gezin.get_absolute_url()).content.decode()


def test_een_signaal_en_een_kind_van_een_ander_gezin_horen_niet_bij_elkaar(gezin, vreemd_kind, kees):
    signaal = meld(gezin, kees)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signaalkind.objects.create(gezin=gezin, signaal=signaal, kind=vreemd_kind)


def test_een_dag_in_de_toekomst_of_te_lang_geleden_wordt_geweigerd(als, fatima, gezin):
    for dag, fout in (
        ("31-12-9999", "toekomst"),
        ("01-01-0001", "te ver terug"),
        (f"{date(2026, 2, 28)}x", "dd-mm-jjjj"),
    ):
        pagina = als(fatima).post(url(gezin, "nieuw/"), formulier(gezien_op=dag)).content.decode()
        assert fout in pagina
    assert not Signaal.objects.exists()
