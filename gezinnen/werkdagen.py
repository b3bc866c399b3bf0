"""Working days of the Netherlands: Monday to Friday, without the holidays of the Algemene termijnenwet, article 3.

The library `holidays` knows them, except that it has 5 May only in its lustrum years; the law names it every year.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import holidays

BEVRIJDINGSDAG = (5, 5)


@lru_cache(maxsize=1)
def feestdagen() -> holidays.HolidayBase:
    """Public holidays, worked out a year at a time when it is asked for."""
    return holidays.country_holidays("NL")


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and (dag.month, dag.day) != BEVRIJDINGSDAG and dag not in feestdagen()


def werkdagen_later(dag: date, aantal: int) -> date:
    """So many working days after a day; before it when `aantal` is negative. With 0 the day itself."""
    stap = timedelta(days=1 if aantal > 0 else -1)
    rest = abs(aantal)
    while rest:
        dag += stap
        rest -= is_werkdag(dag)
    return dag


def maanden_later(dag: date, maanden: int) -> date:
    """The same day so many months later (before it when negative), or the last day of that month."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    if jaar > date.max.year:
        return date.max
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))
