"""Queries that are written once: the same rows as the ORM gives, whatever is asked; and a clear refusal of what cannot be written once."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Count, F, Q, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import travel

from gezinnen.models import Begeleiding, Gezin, Gezinslid, Toewijzing
from ggw.database.genummerd import genummerd
from ggw.database.geschreven import NietVast, Tekst, eenmaal_geschreven, schrijf
from tests.fabrieken import KindFactory, maak_gezin


@pytest.fixture
def drie(fatima, team_noord):
    return [maak_gezin(fatima, team_noord, nummer=f"2026-100{n}") for n in range(3)]


def namen(gezinnen, boven, tekst):
    rijen = Gezinslid.objects.filter(gezin__in=gezinnen, pk__gt=boven, voornaam__startswith=tekst)
    return rijen.select_related("gezin").order_by("pk")


def test_geeft_dezelfde_rijen_als_de_orm_bij_elk_aantal_gezinnen(drie):
    kinderen = [KindFactory(gezin=gezin, voornaam=f"Kind{n}") for n, gezin in enumerate([*drie, *drie])]
    eens = eenmaal_geschreven(namen)
    for gezinnen in ([], [drie[0].pk], {g.pk for g in drie}, {g.pk: "x" for g in drie}.keys(), {drie[2].pk: "x"}):
        for boven in (0, kinderen[1].pk, 2**40):
            for tekst in ("Kind", "Kind3"):
                assert eens(gezinnen, boven, tekst) == list(namen(gezinnen, boven, tekst))
    assert [kind.gezin for kind in eens([drie[0].pk], 0, "Kind")] == [drie[0], drie[0]]


def test_vraagt_met_een_tekst_en_leest_verwante_rijen_mee(drie):
    eens = eenmaal_geschreven(namen)
    KindFactory(gezin=drie[0], voornaam="Kind")
    with CaptureQueriesContext(connection) as vragen:
        assert len(eens([drie[0].pk], 0, "Kind")) == 1
        assert eens([g.pk for g in drie], 0, "Kind")[0].gezin.nummer == drie[0].nummer
    assert len(vragen) == 2


def test_een_laag_en_een_hoog_nummer_zijn_een_voorbereide_vraag(drie):
    """psycopg would send 7 as smallint and 40,000 as integer."""

    @eenmaal_geschreven
    def leden(gezinnen, gezin):
        return Gezinslid.objects.filter(gezin__in=gezinnen).exclude(gezin=gezin).values_list("pk", flat=True)

    for nummer in (7, 40_000, 2**33) * 6:
        leden([nummer], nummer)
    tekst = genummerd(leden.met([7], 7).geschreven.sql)
    with connection.cursor() as cursor:
        cursor.execute("select parameter_types::text from pg_prepared_statements where statement = %s", [tekst])
        assert cursor.fetchall() == [("{bigint[],bigint}",)]


def test_wat_geen_nummer_is_gaat_niet_mee_in_een_lijst(drie):
    with pytest.raises(ValueError, match="5,7"):
        eenmaal_geschreven(namen)(["5,7"], 0, "Kind")


def test_schrijft_een_vraag_per_keuze_en_niet_per_waarde(drie):
    gebouwd = []

    @eenmaal_geschreven
    def fasen(gezinnen, fase):
        gebouwd.append(fase)
        return Begeleiding.objects.filter(gezin__in=gezinnen, fase=fase).values_list("gezin_id", flat=True)

    begeleiding = Begeleiding.objects.filter(gezin=drie[0]).get()
    for keer in range(3):
        assert fasen([g.pk for g in drie[: keer + 1]], begeleiding.fase)[0] == drie[0].pk
    assert fasen([drie[0].pk], "bestaat niet") == []
    assert gebouwd == [begeleiding.fase] * 3 + ["bestaat niet"] * 3


def test_dagen_momenten_uitdrukkingen_en_een_vereniging(drie):
    def beide(gezinnen, dag, nu, wie):
        een = Begeleiding.objects.filter(gezin__in=gezinnen, fase_sinds__lte=dag).exclude(gezin__in=gezinnen, pk=wie)
        twee = Toewijzing.objects.filter(Q(vanaf__gt=dag) | Q(gezin__in=gezinnen), gezin__created_at__lte=nu)
        kolommen = ("gezin_id", "n")
        return (
            een.annotate(n=Count("gezin__leden") + Value(wie))
            .values_list(*kolommen)
            .union(twee.annotate(n=F("pk")).values_list(*kolommen))
        )

    eens, ids = eenmaal_geschreven(beide), [g.pk for g in drie]
    for dag in (date(2020, 1, 1), timezone.localdate()):
        for nu in (datetime(2020, 1, 1, tzinfo=timezone.get_current_timezone()), timezone.now()):
            for wie in (3, 40_000, 2**33):
                assert sorted(eens(ids, dag, nu, wie)) == sorted(beide(ids, dag, nu, wie))


def test_een_tekst_die_telkens_anders_is(drie):
    @eenmaal_geschreven
    def met_nummer(nummer):
        return Gezin.objects.filter(nummer=nummer).values_list("nummer", flat=True)

    geschreven = schrijf.cache_info().misses
    gevonden = [met_nummer(Tekst(nummer)) for nummer in ("2026-1000", drie[1].nummer, "2026-9999")]
    assert gevonden == [["2026-1000"], ["2026-1001"], []]
    assert schrijf.cache_info().misses == geschreven + 1


def test_een_procentteken_in_de_tekst_is_geen_plek(drie):
    @eenmaal_geschreven
    def met_procent(gezinnen):
        return Gezin.objects.filter(pk__in=gezinnen).extra(where=["nummer like '%%100%%'"])

    assert met_procent([drie[0].pk]) == [drie[0]]


@pytest.mark.parametrize(
    ("tekst", "bij_postgres"),
    [
        ("a = %s and b = any(%s)", "a = $1 and b = any($2)"),
        ("a like '%%100%%' and b = %s", "a like '%100%' and b = $1"),
        ("a like '%%s' or b = '%%%s'", "a like '%s' or b = '%$1'"),
    ],
)
def test_de_plekken_krijgen_een_nummer(tekst, bij_postgres):
    assert genummerd(tekst) == bij_postgres


def test_morgen_geldt_de_dag_van_morgen(drie):
    @eenmaal_geschreven
    def sinds_vandaag(gezinnen):
        return Begeleiding.objects.filter(gezin__in=gezinnen, fase_sinds__lt=timezone.localdate())

    Begeleiding.objects.filter(gezin=drie[0]).update(fase_sinds=timezone.localdate())
    assert sinds_vandaag([drie[0].pk]) == []
    with travel(timezone.now() + timedelta(days=1), tick=False):
        assert len(sinds_vandaag([drie[0].pk])) == 1


@pytest.mark.parametrize(
    "fout",
    [
        lambda g, dag: Begeleiding.objects.filter(gezin__in=g, fase_sinds__lt=dag - timedelta(days=7)),
        lambda g, dag: Begeleiding.objects.filter(
            gezin__in=g, begonnen_op__lt=dag, gezin__created_at__lt=timezone.now()
        ),
        lambda g, dag: Begeleiding.objects.filter(gezin__in=g[:1], fase_sinds__year=dag.year),
        lambda g, dag: Begeleiding.objects.filter(gezin=g[0], fase_sinds=dag),
    ],
    ids=["rekent", "kijkt op de klok", "kijkt naar het jaar", "verzameling zonder in"],
)
def test_wat_niet_vast_is_wordt_geweigerd(drie, fout):
    with pytest.raises(NietVast):
        eenmaal_geschreven(fout)([drie[0].pk], timezone.localdate())


def test_een_vraag_die_op_een_andere_dag_anders_is_wordt_geweigerd(drie):
    """Otherwise a value would go where another belongs."""
    morgen = timezone.localdate() + timedelta(days=1)

    @eenmaal_geschreven
    def per_dag(gezinnen, dag):
        if timezone.localdate() == morgen:
            return Begeleiding.objects.filter(gezin__in=gezinnen).filter(fase_sinds=dag)
        return Begeleiding.objects.filter(fase_sinds=dag).filter(gezin__in=gezinnen)

    per_dag([drie[0].pk], timezone.localdate())
    with travel(timezone.now() + timedelta(days=1), tick=False), pytest.raises(NietVast):
        per_dag([drie[0].pk], timezone.localdate())
