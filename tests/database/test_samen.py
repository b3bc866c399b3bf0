"""Several written queries in one statement: the same rows, of the same types, as when each is asked alone."""

from datetime import UTC

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, OuterRef
from django.db.models.functions import JSONObject, TruncDate
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gezinnen.aanhaken import NORMBRONNEN
from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Begeleiding, Contactmoment, Gebeurtenis, Gezin, Gezinslid
from ggw.database.geschreven import eenmaal_geschreven
from ggw.database.samen import samen
from ggw.organisatie.models import Gebruiker
from spic.models import Tarief
from tests.fabrieken import KindFactory
from tests.vol_gezin import vul


@eenmaal_geschreven
def kinderen(gezin_id):
    return Gezinslid.objects.filter(gezin=gezin_id).select_related("gezin", "huishouden").order_by("-pk")


@eenmaal_geschreven
def contacten(gezin_id):
    return Contactmoment.objects.filter(gezin=gezin_id).nieuwste_eerst().prefetch_related("aanwezigheid__gezinslid")[:2]


@eenmaal_geschreven
def gebeurd(gezin_id):
    return Gebeurtenis.objects.filter(gezin=gezin_id).annotate(dag=TruncDate("op")).order_by("pk")


@eenmaal_geschreven
def kort(gezin_id):
    leden = Gezinslid.objects.filter(gezin=OuterRef("pk")).order_by("pk")
    regels = ArraySubquery(leden.values(regel=JSONObject(naam="voornaam", sinds="geboortedatum")))
    return Gezin.objects.filter(pk=gezin_id).values(
        regels=regels, ids=ArraySubquery(leden.values("pk")), n=Count("leden")
    )


@eenmaal_geschreven
def beide(gezin_id):
    een = Gezinslid.objects.filter(gezin=gezin_id).values_list("pk", "voornaam")
    return een.union(Begeleiding.objects.filter(gezin=gezin_id).values_list("pk", "fase"), all=True)


@eenmaal_geschreven
def rollen(gezin_id):
    """Sorted on what is not selected: the database gives a column more than was asked."""
    return Gezinslid.objects.filter(gezin=gezin_id).order_by("voornaam").values_list("rol", flat=True).distinct()


@eenmaal_geschreven
def tarieven():
    return Tarief.objects.order_by("pk")[:3]


@eenmaal_geschreven
def mensen():
    return Gebruiker.objects.order_by("pk")


ALLE = (kinderen, contacten, gebeurd, kort, beide, rollen)


def kaal(rij):
    """All values with their types; of a row of a model those of its columns and of what came with it."""
    if hasattr(rij, "_state"):
        verwant = {naam: kaal(ander) for naam, ander in rij._state.fields_cache.items() if ander is not None}
        rij = {k: v for k, v in vars(rij).items() if not k.startswith("_")} | verwant
    if isinstance(rij, dict):
        return {sleutel: kaal(waarde) for sleutel, waarde in rij.items()}
    return (type(rij), repr(rij))


def test_geeft_dezelfde_rijen_en_soorten_als_ieder_alleen(fatima, sanne, gezin):
    vul(gezin, fatima, sanne)
    vragen = [*(vraag.met(gezin.pk) for vraag in ALLE), tarieven.met(), mensen.met()]
    los = [[kaal(rij) for rij in vraag(gezin.pk)] for vraag in ALLE] + [
        list(map(kaal, v())) for v in (tarieven, mensen)
    ]
    assert all(los)
    with samen(*vragen):
        mee = [[kaal(rij) for rij in vraag(gezin.pk)] for vraag in ALLE]
        mee += [list(map(kaal, v())) for v in (tarieven, mensen)]
    assert mee == los


def test_leest_in_een_keer_en_wie_nog_eens_vraagt_vraagt_de_database(gezin, fatima, sanne):
    vul(gezin, fatima, sanne)
    with CaptureQueriesContext(connection) as vragen, samen(kinderen.met(gezin.pk), gebeurd.met(gezin.pk)):
        assert len(vragen) == 1
        eerst = kinderen(gezin.pk)
        gebeurd(gezin.pk)
        assert len(vragen) == 1
        nieuw = KindFactory(gezin=gezin)
        assert kinderen(gezin.pk) == [nieuw, *eerst]


def test_andere_argumenten_krijgen_niet_wat_gelezen_is(gezin, fatima, sanne):
    vul(gezin, fatima, sanne)
    with samen(kinderen.met(gezin.pk), gebeurd.met(gezin.pk)):
        assert kinderen(gezin.pk + 1000) == []
        assert kinderen(gezin.pk)


def test_wat_niemand_vroeg_is_erna_vergeten(gezin):
    with samen(kinderen.met(gezin.pk), gebeurd.met(gezin.pk)):
        pass
    nieuw = KindFactory(gezin=gezin)
    assert nieuw in kinderen(gezin.pk)


def test_binnen_een_ander_wordt_alleen_gelezen_wat_er_niet_is(gezin):
    with samen(kinderen.met(gezin.pk), gebeurd.met(gezin.pk)), CaptureQueriesContext(connection) as vragen:
        with samen(kinderen.met(gezin.pk), gebeurd.met(gezin.pk)):
            pass
        with samen(kinderen.met(gezin.pk), beide.met(gezin.pk), rollen.met(gezin.pk)):
            kinderen(gezin.pk), beide(gezin.pk), rollen(gezin.pk)
    assert len(vragen) == 1


def test_een_moment_is_in_utc_zoals_django_het_leest(gezin, fatima, sanne):
    vul(gezin, fatima, sanne)
    with samen(gebeurd.met(gezin.pk), beide.met(gezin.pk)):
        assert {rij.op.tzinfo for rij in gebeurd(gezin.pk)} == {UTC}


def test_het_adres_van_een_blad_van_een_gezin_is_dat_van_reverse():
    for bron in NORMBRONNEN.values():
        kwargs = {"nummer": "2026-0417", **({"pk": 31} if bron.met_pk else {})}
        assert gezinsadres(bron.route, "2026-0417", kwargs.get("pk")) == reverse(bron.route, kwargs=kwargs)
