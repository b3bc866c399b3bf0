"""The clock of the walks itself: Python and PostgreSQL agree, also on the days that are longer or shorter than others."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gezinnen.termijnen import herbereken
from ggw.organisatie.models import Lidmaatschap
from tests.fabrieken import maak_gezin


def wie_ziet(gezin):
    with connection.cursor() as cursor:
        cursor.execute("select gebruiker_id from toegang where gezin_id = %s", [gezin.pk])
        return {rij[0] for rij in cursor.fetchall()}


@pytest.mark.parametrize("dag", [date(2027, 10, 31), date(2028, 2, 29), date(2028, 3, 26)])
def test_de_database_leeft_op_dezelfde_dag(klok, fatima, kees, team_noord, dag):
    gezin = maak_gezin(fatima, team_noord, dagen=1)
    Lidmaatschap.objects.filter(gebruiker=kees).update(vanaf=dag)
    klok.naar(dag - timedelta(days=1), 23, 59)
    assert wie_ziet(gezin) == {fatima.pk}
    klok.naar(dag, 0, 1)
    assert wie_ziet(gezin) == {fatima.pk, kees.pk}
    klok.naar(dag, 23, 59)
    herbereken([gezin.pk])
    gemaakt = gezin.termijnen.first().created_at
    assert gemaakt == timezone.now()
    assert timezone.localdate(gemaakt) == dag


def test_de_klok_gaat_niet_terug(klok):
    with pytest.raises(AssertionError, match="gaat niet terug"):
        klok.naar(klok.vandaag, 8)
