"""Planning the reminders of a day, against one bare INSERT … SELECT of the same rows: the budget is three times as long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from gezinnen.herinneren import plan
from tests.prestatie.meten import Verbindingen, klok, meld

BUDGET = 3
RIJEN = """
insert into gezinnen_termijn (gezin_id, norm_id, code, onderwerp_soort, onderwerp_id, vanaf, uiterlijk, eigenaar_rol,
                              eigenaar_id, wacht_op, sluiting, reden, created_at)
select t.gezin_id, n.id, n.code, 'proef', n.id, current_date - 60, current_date + (t.id %% 40)::int - 10, n.eigenaar,
       t.gezinsmanager_id, '', '', '', now() - interval '60 days'
  from gezinnen_toewijzing t
 cross join (select id, code, eigenaar from gezinnen_norm where geldig_tot is null and ladder <> 'geen' order by id limit %s) n
 where t.tot is null
"""
TABELLEN = {"gezinnen_herinnering": "termijn_id, trede, dag, ontvanger_id, kanaal, soort, sleutel, created_at"}
TABELLEN["gezinnen_bericht"] = (
    "ontvanger_id, kanaal, soort, sleutel, status, message_id, pogingen, opnieuw_op, bezig_sinds, verzonden_op, fout, created_at"
)


LEEG = f"truncate {', '.join([*TABELLEN, 'gezinnen_nieuws'])}"
"""What refers to a message goes with it; all of it comes back at the end."""


def meet(verbindingen: Verbindingen, beheer: str, keer: int = 3, normen: int = 5) -> dict[str, Any]:
    """`normen` termijnen for each family that has a gezinsmanager. All is rolled back; of each way the fastest counts."""
    with verbindingen.als(beheer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LEEG)
        cursor.execute(RIJEN, [normen])
        termijnen = cursor.rowcount
        cursor.execute("set constraints all immediate")
        cursor.execute("analyze gezinnen_termijn")
        plannen, kaal = [], []
        for _ in range(keer):
            plannen.append(klok(lambda: tot_het_eind(cursor, plan)))
            rijen = bewaar_en_leeg(cursor)
            kaal.append(klok(lambda: tot_het_eind(cursor, lambda: zet_terug(cursor))))
            cursor.execute(LEEG)
        plan()
        nogmaals = klok(plan)
        transaction.set_rollback(True)
    uitslag = {
        "termijnen": termijnen,
        "herinneringen": rijen["gezinnen_herinnering"],
        "berichten": rijen["gezinnen_bericht"],
        "plannen_ms": round(min(plannen)),
        "kale_insert_ms": round(min(kaal)),
        "verhouding": round(min(plannen) / min(kaal), 2),
        "budget": BUDGET,
        "nog_een_keer_ms": round(nogmaals),
    }
    meld(f"herinneringen: {uitslag}")
    return uitslag


def tot_het_eind(cursor: Any, doe: Callable[[], object]) -> None:
    """With the references checked, which otherwise waits for the commit."""
    cursor.execute("set constraints all deferred")
    doe()
    cursor.execute("set constraints all immediate")


def bewaar_en_leeg(cursor: Any) -> dict[str, int]:
    """Lay the rows aside, and empty the tables as they were before the planning."""
    aantal = {}
    for tabel in TABELLEN:
        cursor.execute(f"create temporary table if not exists over_{tabel} as select * from {tabel} with no data")
        cursor.execute(f"truncate over_{tabel}")
        cursor.execute(f"insert into over_{tabel} select * from {tabel}")
        aantal[tabel] = cursor.rowcount
    cursor.execute(LEEG)
    return aantal


def zet_terug(cursor: Any) -> None:
    """The bare INSERT … SELECT: the same rows, with the same indexes and constraints, and nothing to think about."""
    for tabel, kolommen in TABELLEN.items():
        cursor.execute(f"insert into {tabel} ({kolommen}) select {kolommen} from over_{tabel}")
