"""A provider reports a signal: of its own referral while that runs, about children that were shared, and reads its own only."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from psycopg.errors import (
    InsufficientPrivilege,
    InvalidSchemaName,
    ObjectNotInPrerequisiteState,
    UndefinedFunction,
    UndefinedTable,
)

from gezinnen.models import Bericht, Gebeurtenis
from gezinnen.versturen import veeg
from ggw.organisatie.models import Aanbieder, Vervanging
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import rol, vraag
from spic.models import Grondslag, Pakket, Verwijzing, VerwijzingStatus
from spic.pakket import maak_inhoud
from tests.fabrieken import GebruikerFactory, KindFactory
from tests.gezinnen.termijnen import als_werker
from veiligheid.models import Signaal

FEIT = "Sam werd niet opgehaald en huilde"
MERK = "GEHEIMMERK"


def verwijs(gezin, aanbieder, door, *leden, **velden):
    """Sent as the page does it, and accepted since."""
    rij = Verwijzing(
        gezin=gezin,
        aanbieder=aanbieder,
        hulpvraag="Opvoedhulp thuis",
        grondslag=Grondslag.TOESTEMMING,
        grondslag_uitleg="Besproken",
    )
    rij.bewaar_concept({}, [], door_id=door.pk)
    inhoud = maak_inhoud(rij, leden=[lid.pk for lid in leden], delen=[], afnames=[])
    Pakket.objects.verstuur(rij, inhoud, door_id=door.pk)
    begin = {"status": VerwijzingStatus.GEACCEPTEERD, "verzonden_op": timezone.localdate() - timedelta(days=30)}
    Verwijzing.objects.filter(pk=rij.pk).update(**begin, **velden)
    return rij


@pytest.fixture
def nora(gezin):
    """A child that was not shared."""
    return KindFactory(gezin=gezin, voornaam=MERK)


@pytest.fixture
def verwijzing(gezin, wilgenboog, fatima, sam, moeder, nora, hugo):
    return verwijs(gezin, wilgenboog, fatima, moeder, sam, hulpverlener_id=hugo.pk)


def url(verwijzing):
    return f"/partner/{verwijzing.pk}/signaal/"


def velden(**anders):
    vandaag = f"{timezone.localdate():%d-%m-%Y}"
    return {"soort": "spoed", "feit": FEIT, "gezien_op": vandaag, "sleutel": str(uuid4())} | anders


def als_partner(wie, verwijzing, query, waarden=()):
    """Plain SQL as the database role of the partner side, inside the door of this person."""
    with transaction.atomic():
        vraag("select * from begin_partner(%s, %s)", [wie.pk, verwijzing])
        with rol("ggw_partner"):
            return vraag(query, waarden)


MELD = "select partner.meld_signaal(%s, %s, %s::integer[], %s, '', '', %s::date, %s::uuid)"


def meld_met_sql(wie, deur, welke, plekken=(), sleutel=None, dag=None):
    dag = dag or timezone.localdate()
    return als_partner(wie, deur, MELD, [welke, "spoed", list(plekken), FEIT, dag, sleutel or uuid4()])


def test_een_hulpverlener_meldt_een_signaal_en_de_gezinsmanager_weet_het_meteen(
    als, hugo, fatima, gezin, verwijzing, sam, moeder, settings
):
    settings.DIENST_TELEFOON = "020-0000112"
    client = als(hugo)
    pagina = client.get(url(verwijzing)).content.decode()
    for tekst in ("Is een kind nu in gevaar?", 'href="tel:112"', fatima.telefoon, "020-0000112", sam.naam):
        assert tekst in pagina
    assert MERK not in pagina
    assert 'value="0" id="id_kinderen_0" class="utrecht-checkbox utrecht-checkbox--html-input" checked' in pagina
    leeg = client.post(url(verwijzing), velden(feit="", mening="BLIJFT")).content.decode()
    assert "Schrijf op wat er is gezien of gehoord." in leeg
    assert "BLIJFT" in leeg
    een = velden(kinderen=["0"], mening="Ik denk dat moeder het niet redt", bron="zelf gezien")
    for _ in range(2):
        gemeld = client.post(url(verwijzing), een, follow=True).content.decode()
    assert "Uw signaal is gemeld." in gemeld
    signaal = Signaal.objects.get()
    assert (signaal.verwijzing_id, signaal.door_id, signaal.melder) == (verwijzing.pk, hugo.pk, "aanbieder")
    assert [rij.kind_id for rij in signaal.kinderen.all()] == [sam.pk]
    assert Gebeurtenis.objects.get(soort="signaal.gemeld").gegevens == {"signaalsoort": "spoed"}
    with als_werker():
        veeg()
    assert Bericht.objects.get(soort="signaal").ontvanger_id == fatima.pk
    assert "Spoedsignaal open" in als(fatima).get(gezin.get_absolute_url()).content.decode()
    oordeel = f"/gezinnen/{gezin.nummer}/signaal/{signaal.pk}/beoordelen/"
    zonder = als(fatima).post(oordeel, {"oordeel": MERK, "daden": ["met_contact"]}).content.decode()
    assert "Vertel de aanbieder wat u met het signaal deed." in zonder
    als(fatima).post(oordeel, {"oordeel": MERK, "daden": ["met_contact"], "terugkoppeling": "Ik was er vanavond."})
    daarna = client.get(url(verwijzing)).content.decode()
    assert "Ik was er vanavond." in daarna
    assert "Beoordeeld op" in daarna
    assert f"over {sam.naam}" in daarna
    assert MERK not in daarna


def test_een_ander_komt_er_niet_bij(
    als, gezin, ander_gezin, bram, hugo, anna, fatima, verwijzing, vreemd_kind, wilgenboog
):
    es = Aanbieder.objects.create(naam="De Verzonnen Es", soort="hoofdaannemer")
    vreemde = GebruikerFactory(email="eva@ggw.example", naam="Eva Es", rol=Rol.AANMELDTEAM, aanbieder=es)
    collega = GebruikerFactory(email="hein@ggw.example", naam="Hein", rol=Rol.HULPVERLENER, aanbieder=wilgenboog)
    elders = verwijs(ander_gezin, es, bram, vreemd_kind)
    Signaal.meld(gezin, sleutel=uuid4(), door_id=fatima.pk, soort="anders", feit=MERK)
    for wie, welke in ((vreemde, verwijzing), (collega, verwijzing), (hugo, elders), (anna, elders)):
        assert als(wie).get(url(welke)).status_code == 404
        assert als(wie).post(url(welke), velden()).status_code == 404
        assert meld_met_sql(wie, welke.pk, welke.pk) is not None  # the function answers ...
        assert meld_met_sql(wie, welke.pk, welke.pk)[0] is None  # ... with nothing
        assert meld_met_sql(wie, None, welke.pk)[0] is None
    assert als(fatima).get(url(verwijzing)).status_code == 403
    assert meld_met_sql(anna, verwijzing.pk, elders.pk)[0] is None  # the door of one referral, the number of another
    assert Signaal.objects.count() == 1
    pagina = als(anna).get(url(verwijzing)).content.decode()  # the aanmeldteam of the same provider reports too
    assert MERK not in pagina
    assert meld_met_sql(anna, verwijzing.pk, verwijzing.pk, plekken=[0, 1, 2, -1, 99999])[0]
    signaal = Signaal.objects.get(verwijzing_id=verwijzing.pk)
    assert {rij.kind.voornaam for rij in signaal.kinderen.all()} <= {"Sam", "Leila"}
    assert als_partner(hugo, verwijzing.pk, "select count(*) from partner.signaal") == (1,)
    for wie, deur in ((vreemde, verwijzing.pk), (vreemde, None), (collega, None), (vreemde, elders.pk)):
        assert als_partner(wie, deur, "select count(*) from partner.signaal") == (0,)
    assert als_partner(vreemde, elders.pk, "select count(*) from partner.belnummer where naam <> %s", [bram.naam]) == (
        0,
    )


VERBODEN = (
    "select * from veiligheid_signaal",
    "select * from veiligheid_signaalkind",
    "select * from veiligheid_signaalbeoordeling",
    "insert into veiligheid_signaal (gezin_id) values (1)",
    "delete from partner.signaal",
    "select signaalontvangers(1, true, current_date, now())",
    "select mag_signaalbericht(1, 1)",
    "select plan_signalen(current_date, now(), 'x')",
    "select partner.na_signaal(1)",
    "select set_config('ggw.verwijzingen', '{1}', true)",
)
GEEN_RECHT = (
    InsufficientPrivilege | UndefinedTable | UndefinedFunction | InvalidSchemaName | ObjectNotInPrerequisiteState
)


def test_met_gewone_sql_kan_een_partner_niets(db, hugo, verwijzing):
    for opdracht in VERBODEN:
        with pytest.raises(DatabaseError) as fout:
            als_partner(hugo, verwijzing.pk, opdracht)
        assert isinstance(fout.value.__cause__, GEEN_RECHT), opdracht


def test_na_het_einde_kan_een_aanbieder_nog_lezen_en_niets_meer_melden(als, hugo, anna, verwijzing):
    sleutel = uuid4()
    eerste = meld_met_sql(hugo, verwijzing.pk, verwijzing.pk, sleutel=sleutel)
    assert meld_met_sql(hugo, verwijzing.pk, verwijzing.pk, sleutel=sleutel) == eerste
    assert meld_met_sql(anna, verwijzing.pk, verwijzing.pk, sleutel=sleutel)[0] is None  # somebody else's key
    morgen = timezone.localdate() + timedelta(days=1)
    assert meld_met_sql(hugo, verwijzing.pk, verwijzing.pk, dag=morgen)[0] is None
    Verwijzing.objects.update(status=VerwijzingStatus.BEEINDIGD, beeindigd_op=timezone.localdate())
    pagina = als(hugo).get(url(verwijzing)).content.decode()
    assert "Deze verwijzing loopt niet meer." in pagina
    assert FEIT in pagina
    laat = als(hugo).post(url(verwijzing), velden(feit="TE LAAT"))
    assert "Er is niets gemeld" in laat.content.decode()
    assert "TE LAAT" in laat.content.decode()
    assert meld_met_sql(hugo, verwijzing.pk, verwijzing.pk)[0] is None
    Verwijzing.objects.update(beeindigd_op=timezone.localdate() - timedelta(days=31), verzonden_op="2026-01-01")
    assert als(hugo).get(url(verwijzing)).status_code == 404
    assert Signaal.objects.count() == 1


def test_bij_afwezigheid_staat_het_nummer_van_de_vervanger_er(als, hugo, fatima, kees, bea, verwijzing):
    kees.telefoon = "020-0000077"
    kees.save(update_fields=["telefoon"])
    vandaag = timezone.localdate()
    Vervanging.objects.create(gebruiker=fatima, vervanger=kees, vanaf=vandaag, tot=vandaag, door=bea)
    pagina = als(hugo).get(url(verwijzing)).content.decode()
    assert "020-0000077" in pagina
