"""The access log at twenty million lines: what the pages ask, sealing, the nightly work and the end of retention."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ggw.toegang.deur import als_systeem, rol, vraag
from ggw.toegang.models import Inzage, Opvallend
from ggw.toegang.poort import gezien_door
from ggw.toegang.verzegelen import controleer, maak_zegel, ruim_op
from ggw.toezicht.logboek import in_woorden, open_opvallend, pagina, van_gezin, van_medewerker_op
from tests.prestatie.meten import TRAAG, Plannen, Verbindingen, klok, meld, samen

DAGEN = 180
"""Working days in the log, the last one yesterday; lines from seven in the morning to seven in the evening."""
VERLOPEN = 100
"""One in so many lines is past retention: the oldest, eleven years ago."""
PER_KEER = 1_000_000
TE_VERZEGELEN = 200_000

MENSEN = """
create temporary table mens on commit drop as
select row_number() over (order by g.id) - 1 as nr, g.id, g.rol, g.functie, min(l.basisteam_id) as basisteam_id,
       array_agg(distinct p.gezin_id) as gezinnen, count(distinct p.gezin_id)::int as aantal
  from organisatie_gebruiker g
  join organisatie_lidmaatschap l on l.gebruiker_id = g.id and l.tot is null
  join (select gezin_id, basisteam_id, gezinsmanager_id as wie from gezinnen_toewijzing where tot is null
        union all
        select gezin_id, basisteam_id, wachter_id from gezinnen_wachtplek where tot is null) p
    on p.basisteam_id = l.basisteam_id and (g.rol <> 'gezinsmanager' or p.wie = g.id)
 where g.is_active
 group by g.id
"""
# Line n: somebody, on one of the own families; one in ten is a list of twenty, one in fifty a refusal.
VUL = """
insert into toegang_inzage (id, tijd, gebruiker_id, rol, functie, basisteam_id, gezinnen, gevraagd, grond, gebeurtenis, methode, doel,
                            uitkomst, adres, client)
select n,
       case when n <= %(oud)s then %(oudste)s::timestamptz + n * interval '1 second'
            else %(begin)s::timestamptz + ((n - %(oud)s) / %(per_dag)s) * interval '1 day'
                 + ((n - %(oud)s) %% %(per_dag)s) * (interval '12 hours' / %(per_dag)s) end,
       m.id, m.rol, m.functie, m.basisteam_id,
       case when n %% 50 = 0 then '{}'::bigint[]
            when n %% 10 = 1 then m.gezinnen[1 + k %% m.aantal : 20 + k %% m.aantal]
            else m.gezinnen[1 + k %% m.aantal : 1 + k %% m.aantal] end,
       case when n %% 50 = 0 then '2026-99999' else '' end,
       case when n %% 50 = 0 then 'geen' when n %% 10 = 1 then 'lijst' else 'basisteam' end,
       case when n %% 10 = 1 then 'gezinnen.lijst' else 'gezin.bekijken' end,
       'GET', '/gezinnen/2026-' || lpad((k %% 99999)::text, 5, '0') || '/', case when n %% 50 = 0 then 404 else 200 end,
       '192.0.2.1', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
  from (select s as n, abs(hashint8(s)::bigint) as k from generate_series(%(van)s::bigint, %(tot)s::bigint) s) r
  join mens m on m.nr = (r.k / 977) %% (select count(*) from mens)
 order by n
"""


def vul(verbindingen: Verbindingen, beheer: str, rijen: int) -> dict[str, Any]:
    """Fill the log up to this many lines, in the order of time. Made anew when it holds another number."""
    with verbindingen.als(beheer), connection.cursor() as cursor:
        cursor.execute("select count(*) from toegang_inzage where client like 'Mozilla/5.0 (X11; Linux x86_64)%'")
        if cursor.fetchone()[0] == rijen:
            return {"rijen": rijen, "gevuld_in_s": None}
        begin = time.monotonic()
        with transaction.atomic():
            cursor.execute("truncate toegang_inzage, toegang_zegel, toegang_opruiming, toegang_opvallend")
            cursor.execute(MENSEN)
            cursor.execute("analyze mens")
            indexen = leg_indexen_weg(cursor)
            oud = rijen // VERLOPEN
            per_dag = -(-(rijen - oud) // DAGEN)
            nu = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0)
            vast = {
                "oud": oud,
                "per_dag": per_dag,
                "oudste": nu - timedelta(days=11 * 365),
                "begin": nu - timedelta(days=DAGEN),
            }
            for van in range(1, rijen + 1, PER_KEER):
                cursor.execute(VUL, {**vast, "van": van, "tot": min(rijen, van + PER_KEER - 1)})
                meld(f"inzagelog: {min(rijen, van + PER_KEER - 1)} regels")
            cursor.execute("set local maintenance_work_mem = '1GB'")
            duur = {}
            for naam, opdracht in indexen.items():
                duur[naam] = round(klok(lambda: cursor.execute(opdracht)) / 1000, 1)  # noqa: B023 (called at once)
            cursor.execute("select setval(pg_get_serial_sequence('toegang_inzage', 'id'), %s)", [rijen])
        cursor.execute("vacuum analyze toegang_inzage")
        return {"rijen": rijen, "gevuld_in_s": round(time.monotonic() - begin), "indexen_in_s": duur}


def leg_indexen_weg(cursor: Any) -> dict[str, str]:
    """Twenty million lines into a GIN one by one take hours; built at the end it is minutes. Gives what makes them again."""
    cursor.execute(
        "select indexname, indexdef from pg_indexes where tablename = 'toegang_inzage' and indexname <> 'toegang_inzage_pkey'"
    )
    indexen = dict(cursor.fetchall())
    for naam in indexen:
        cursor.execute(f'drop index "{naam}"')
    return indexen


def meet(verbindingen: Verbindingen, beheer: str, keer: int) -> dict[str, Any]:
    """Each question on other families and people each time. All in one transaction that is rolled back: a next run measures the same."""
    with verbindingen.als(beheer) as verbinding, transaction.atomic():
        uitslag = {"omvang": omvang()}
        for naam, vragen in stappen(keer):
            plannen = Plannen(verbinding)
            with verbinding.execute_wrapper(plannen):
                tijden = [klok(een) for een in vragen]
            uitslag[naam] = {**samen(tijden), "keer": len(tijden)}
            meld(f"{naam}: {uitslag[naam]}")
            if uitslag[naam]["max"] > TRAAG:
                uitslag[naam]["plan"] = plannen.plan()
        transaction.set_rollback(True)
    return uitslag


def omvang() -> dict[str, int]:
    """Megabytes of the table and of each index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, pg_relation_size(oid) / 1048576 from pg_class where oid = 'toegang_inzage'::regclass"
            " or oid in (select indexrelid from pg_index where indrelid = 'toegang_inzage'::regclass)"
        )
        return dict(cursor.fetchall())


def stappen(keer: int) -> list[tuple[str, list[Callable[[], object]]]]:
    toeval = random.Random(2)  # noqa: S311 (it must be repeatable)
    gezinnen = [
        rij[0] for rij in alle("select distinct gezin_id from gezinnen_toewijzing where tot is null order by 1")
    ]
    mensen = [
        rij[0]
        for rij in alle(
            "select id from organisatie_gebruiker where rol = 'gezinsmanager' and email like 'proef%' order by 1"
        )
    ]
    druk = [
        rij[0]
        for rij in alle(
            "select id from organisatie_gebruiker where rol = 'teammanager' and email like 'proef%' order by 1"
        )
    ]
    gisteren = timezone.localdate() - timedelta(days=1)
    g, m, d = (toeval.choices(rij, k=keer) for rij in (gezinnen, mensen, druk))
    return [
        ("gezin_wie_heeft_gezien", [lambda x=x: gezien(x) for x in g]),
        ("toezicht_per_gezin", [lambda x=x: toezicht(van_gezin(x)) for x in g]),
        ("toezicht_per_medewerker", [lambda x=x: toezicht(Inzage.objects.filter(gebruiker_id=x)) for x in m + d]),
        ("toezicht_per_medewerker_tiende_blad", [lambda x=x: tiende_blad(x) for x in m + d]),
        ("nachtelijk_zoek_opvallend_een_dag", [lambda x=x: zoek(gisteren - timedelta(days=x)) for x in range(3)]),
        ("toezicht_te_beoordelen", [te_beoordelen] * keer),
        ("toezicht_een_dag_van_een_medewerker", [lambda x=x: een_dag(x, gisteren) for x in m + d]),
        ("schrijf_inzage", [lambda x=x: schrijf(x, gezinnen[0]) for x in m * 20]),
        ("verzegel_5000_regels", [lambda: verzegel_een()] * (TE_VERZEGELEN // 5000)),
        ("controleer_die_zegels", [controle]),
        ("ruim_op", [opruimen]),
    ]


def alle(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def gezien(gezin: int) -> None:
    vraag("select set_config('ggw.gezinnen', %s, true)", [f"{{{gezin}}}"])
    with rol("ggw_medewerker"):
        assert gezien_door(voor=None, hoeveel=51)


def toezicht(rijen: Any, na: str = "") -> str:
    with rol("ggw_toezicht"):
        gevonden, verder = pagina(rijen, na)
        in_woorden(gevonden)
    return verder


def tiende_blad(medewerker: int) -> None:
    na = ""
    rijen = Inzage.objects.filter(gebruiker_id=medewerker)
    with rol("ggw_toezicht"):
        begin = rijen.order_by("-tijd", "-pk")[1000:1001]
        for rij in begin:
            na = f"{round(rij.tijd.timestamp() * 1_000_000)}_{rij.pk}"
    toezicht(rijen, na)


def zoek(dag: Any) -> None:
    with als_systeem():
        vraag("select zoek_opvallend(%s)", [dag])


def te_beoordelen() -> None:
    with rol("ggw_toezicht"):
        list(open_opvallend()[:200])
        list(Opvallend.objects.filter(beoordeeld_op__isnull=False).order_by("-beoordeeld_op")[:20])


def een_dag(medewerker: int, dag: Any) -> None:
    with rol("ggw_toezicht"):
        in_woorden(list(van_medewerker_op(medewerker, dag)[:200]))


def schrijf(wie: int, gezin: int) -> None:
    vraag(
        "select schrijf_inzage(%s, 'gezin.bekijken', 'GET', '/gezinnen/2026-0001/', 200, %s::bigint[], '', '192.0.2.1'::inet, 'x')",
        [wie, [gezin]],
    )


def verzegel_een() -> None:
    assert maak_zegel(TE_VERZEGELEN) is not None


def controle() -> None:
    with als_systeem():
        assert controleer() is None


def opruimen() -> None:
    with rol("ggw_eigenaar"):
        assert ruim_op() is not None
