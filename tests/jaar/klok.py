"""One clock for Python and PostgreSQL, standing still until somebody moves it.

time-machine stops the clock of Python alone. Half of what a walk through a year asks is answered by the database: who may see
which family today, when a row was made. So for the length of a test transaction every default, view and function of ours that
asks for the time gets the time of the test; the rollback at the end takes it all back.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.db import connection
from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

ZET_STIL = r"""
set constraints all immediate;
create function public.proefklok() returns timestamptz language sql stable
as $f$ select current_setting('proef.nu')::timestamptz $f$;
do $do$
declare
    vraagt constant text := '\m(now|statement_timestamp|transaction_timestamp|clock_timestamp)\(\)';
    wat record;
begin
    for wat in select d.adrelid::regclass as tabel, a.attname as kolom
                 from pg_attrdef d join pg_attribute a on (a.attrelid, a.attnum) = (d.adrelid, d.adnum)
                where pg_get_expr(d.adbin, d.adrelid) ~* vraagt and a.attgenerated = '' loop
        execute format('alter table %s alter column %I set default public.proefklok()', wat.tabel, wat.kolom);
    end loop;
    for wat in select p.oid from pg_proc p
                where p.pronamespace in ('public'::regnamespace, 'partner'::regnamespace) and p.prosrc ~* vraagt loop
        execute regexp_replace(pg_get_functiondef(wat.oid), vraagt, 'public.proefklok()', 'gi');
    end loop;
    for wat in select c.oid, c.oid::regclass as weergave from pg_class c
                where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace and pg_get_viewdef(c.oid) ~* vraagt loop
        execute format('create or replace view %s as %s', wat.weergave,
                       regexp_replace(pg_get_viewdef(wat.oid), vraagt, 'public.proefklok()', 'gi'));
    end loop;
end $do$;
set constraints all deferred;
"""


class Klok:
    """`naar()` and `later()` move both clocks; between two moves no time passes."""

    def __init__(self, begin: datetime) -> None:
        self._reis = time_machine.travel(begin, tick=False)
        self._python = self._reis.start()
        with connection.cursor() as cursor:
            cursor.execute(ZET_STIL)
        self._zet_database()

    zone = AMSTERDAM

    def stop(self) -> None:
        self._reis.stop()

    @property
    def vandaag(self) -> date:
        return timezone.localdate()

    def naar(self, dag: date, uur: int = 6, minuut: int = 30) -> None:
        moment = datetime.combine(dag, time(uur, minuut), tzinfo=AMSTERDAM)
        assert moment >= timezone.now(), f"De klok gaat niet terug, naar {moment}"
        self._python.move_to(moment)
        self._zet_database()

    def later(self, **duur: int) -> None:
        self._python.shift(timedelta(**duur))
        self._zet_database()

    def _zet_database(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select set_config('proef.nu', %s, false)", [timezone.now().isoformat()])
