"""Grouping: levels, teams that change, afgeschermde families, periods; and counting again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.db import ProgrammingError

from gezinnen.models import Toewijzing, Wachtplek
from ggw.celery import app
from rapportage.kengetallen.catalogus import KENGETALLEN, PER_CODE
from rapportage.kengetallen.ronde import tel_ronde, vraag_telling
from rapportage.kengetallen.tellen import Bereik, bereik, tel
from rapportage.models import Kengetalronde, Kengetalwaarde
from rapportage.tasks import tel_kengetallen, veeg_taken
from tests.fabrieken import GemeenteFactory
from tests.rapportage.cijferwereld import (
    JAAR,
    begeleid,
    getal,
    maak,
    scherm_af,
    telling,
)
from tests.rapportage.test_taken import als_werker

MAART, APRIL = date(2025, 3, 1), date(2025, 4, 1)


def plekken(code, begin, niveau):
    rijen = Kengetalwaarde.objects.filter(code=code, begin=begin, periode="maand", niveau=niveau, uitsplitsing="")
    return {(rij.ouder, rij.sleutel): int(rij.teller) for rij in rijen}


def test_elk_niveau_met_het_grotere_geheel(fatima, bram, team_noord, team_zuid):
    elders = GemeenteFactory(code="8888", naam="Elders", regio="Andere regio")
    for _ in range(2):
        maak(fatima, team_noord, MAART, wijk="Noord", programma="Proefprogramma")
    maak(fatima, team_noord, MAART, wijk="Zuid")
    maak(bram, team_zuid, MAART, gemeente=elders, wijk="Noord")
    maak(bram, team_zuid, MAART, gemeente=None)

    telling("gestart")

    assert plekken("gestart", MAART, "organisatie") == {("", ""): 5}
    assert plekken("gestart", MAART, "regio") == {("", "Voorbeeldregio"): 3, ("", "Andere regio"): 1}
    assert plekken("gestart", MAART, "gemeente") == {("Voorbeeldregio", "9999"): 3, ("Andere regio", "8888"): 1}
    assert plekken("gestart", MAART, "wijk") == {
        ("9999", "9999:Noord"): 2,
        ("9999", "9999:Zuid"): 1,
        ("8888", "8888:Noord"): 1,
    }
    assert plekken("gestart", MAART, "team") == {("", str(team_noord.pk)): 3, ("", str(team_zuid.pk)): 2}
    assert plekken("gestart", MAART, "programma") == {("", "Proefprogramma"): 2}
    assert plekken("gestart", MAART, "aanbieder") == {}


def test_gezin_dat_in_de_maand_van_team_wisselt(fatima, bram, team_noord, team_zuid):
    """A state belongs to the team of the last day, what happened to that of the day itself; the family is one family."""
    gezin = maak(fatima, team_noord, date(2025, 3, 2))
    gezin.toewijzingen.update(tot=date(2025, 3, 15))
    Toewijzing.objects.create(
        gezin=gezin,
        begeleiding=gezin.begeleiding,
        gezinsmanager_id=bram.pk,
        basisteam=team_zuid,
        vanaf=date(2025, 3, 15),
    )
    wacht = maak(fatima, team_noord, date(2025, 3, 10))
    Wachtplek.objects.create(
        gezin=wacht,
        begeleiding=wacht.begeleiding,
        wachter_id=bram.pk,
        basisteam=team_zuid,
        vanaf=date(2025, 3, 1),
        tot=date(2025, 3, 10),
    )

    telling("gestart")
    telling("gezinnen_kader")

    assert plekken("gestart", MAART, "team") == {("", str(team_noord.pk)): 2}
    assert plekken("gezinnen_kader", MAART, "team") == {("", str(team_noord.pk)): 1, ("", str(team_zuid.pk)): 1}
    assert plekken("gezinnen_kader", MAART, "organisatie") == {("", ""): 2}


def test_afgeschermd_gezin_telt_alleen_in_het_grote_geheel(fatima, bea, bas, team_noord):
    gewoon, dicht = (maak(fatima, team_noord, MAART, wijk="Noord", programma="Proef") for _ in range(2))
    scherm_af(dicht, bea, bas)

    telling("gestart")

    for niveau in ("organisatie", "regio", "gemeente"):
        assert list(plekken("gestart", MAART, niveau).values()) == [2], niveau
    for niveau in ("team", "wijk", "programma"):
        assert list(plekken("gestart", MAART, niveau).values()) == [1], niveau
    assert gewoon.pk != dicht.pk


def test_kwartaal_en_jaar_van_wat_gebeurde_zijn_een_geheel(fatima, team_noord):
    """A family that came twice in a quarter is two begeleidingen of one family."""
    gezin = maak(fatima, team_noord, date(2025, 1, 31), date(2025, 2, 1))
    begeleid(gezin, fatima, team_noord, date(2025, 3, 31))
    maak(fatima, team_noord, APRIL)

    telling("gestart")

    rij = Kengetalwaarde.objects.get(begin=date(2025, 1, 1), periode="kwartaal", niveau="organisatie", uitsplitsing="")
    assert (rij.teller, rij.aantal) == (2, 1)
    assert getal("gestart", date(2025, 1, 1), periode="jaar") == (3, None)
    assert getal("gestart", date(2025, 4, 1), periode="kwartaal") == (1, None)


def test_alleen_hele_perioden(fatima, team_noord):
    for dag in (date(2025, 1, 1), date(2025, 4, 30), date(2025, 5, 1)):
        maak(fatima, team_noord, dag)
    telling("gestart", Bereik(date(2025, 1, 1), date(2025, 5, 1)))
    rijen = Kengetalwaarde.objects.filter(niveau="organisatie", uitsplitsing="")
    assert set(rijen.values_list("periode", "begin")) == {
        ("maand", date(2025, 1, 1)),
        ("maand", APRIL),
        ("kwartaal", date(2025, 1, 1)),
    }


def test_opnieuw_tellen_geeft_hetzelfde_en_vervangt_wat_veranderde(fatima, team_noord):
    gezin = maak(fatima, team_noord, MAART)
    oud = maak(fatima, team_noord, date(2023, 5, 1))
    telling("gestart", Bereik(date(2023, 1, 1), date(2026, 1, 1)))
    eerst = inhoud()
    telling("gestart")
    assert inhoud() == eerst

    gezin.begeleidingen.update(begonnen_op=date(2025, 5, 1))
    oud.begeleidingen.update(begonnen_op=date(2023, 6, 1))
    telling("gestart")

    assert getal("gestart", MAART) is None
    assert getal("gestart", date(2025, 5, 1)) == (1, None)
    assert getal("gestart", date(2023, 5, 1)) == (1, None), "before the range nothing changes"


def inhoud():
    velden = [veld.name for veld in Kengetalwaarde._meta.fields if veld.name != "id"]
    return sorted(Kengetalwaarde.objects.values_list(*velden), key=str)


@pytest.mark.parametrize(
    ("vandaag", "eerste", "van", "tot"),
    [
        (date(2026, 11, 28), False, date(2024, 1, 1), date(2026, 11, 1)),
        (date(2026, 1, 1), False, date(2023, 1, 1), date(2026, 1, 1)),
        (date(2026, 2, 28), False, date(2024, 1, 1), date(2026, 2, 1)),
        (date(2026, 11, 28), True, date(2021, 1, 1), date(2026, 11, 1)),
    ],
)
def test_bereik_van_een_nacht(vandaag, eerste, van, tot):
    assert bereik(vandaag, eerste_keer=eerste) == Bereik(van, tot)


def test_de_nacht_telt_alles_als_werker(fatima, team_noord):
    """Under the login of the worker: all figures, for all families, and the row says that it is done."""
    maak(fatima, team_noord, date(2020, 1, 1))
    with als_werker():
        tel_kengetallen()
    ronde = Kengetalronde.objects.get()
    assert ronde.klaar_op
    assert ronde.geteld == [kengetal.code for kengetal in KENGETALLEN]
    assert ronde.van == date(ronde.tot.year - 5, 1, 1)
    assert Kengetalwaarde.objects.filter(code="gezinnen_kader", niveau="organisatie", teller=1, verborgen=True).exists()


def test_een_afgebroken_telling_gaat_verder_met_de_rest(fatima, team_noord):
    maak(fatima, team_noord, date(2020, 1, 1))
    pk = vraag_telling()
    rest = KENGETALLEN[-1].code
    gedaan = [kengetal.code for kengetal in KENGETALLEN if kengetal.code != rest]
    Kengetalronde.objects.filter(pk=pk).update(geteld=gedaan)

    veeg_taken()

    assert set(Kengetalwaarde.objects.values_list("code", flat=True)) == {rest}
    assert Kengetalronde.objects.get().klaar_op


def test_een_vraag_terwijl_er_een_openstaat_is_dezelfde(db):
    assert vraag_telling() == vraag_telling(alles=True)
    tel_ronde(vraag_telling())
    assert Kengetalronde.objects.count() == 1
    tel_ronde(Kengetalronde.objects.get().pk)
    vraag_telling()
    assert Kengetalronde.objects.count() == 2


def test_opdracht_in_de_beheeromgeving(fatima, team_noord, capsys):
    maak(fatima, team_noord, date(2020, 1, 1))
    call_command("tel_kengetallen")
    assert "Kengetallen geteld" in capsys.readouterr().out
    assert Kengetalwaarde.objects.exists()


def test_staat_in_het_rooster_van_de_nacht():
    assert app.conf.beat_schedule["tel-kengetallen"]["task"] == "rapportage.tasks.tel_kengetallen"


def test_een_fout_laat_staan_wat_er_stond(fatima, team_noord):
    """Broken off after the old numbers were taken away, a reader still finds them."""
    maak(fatima, team_noord, MAART)
    telling("gestart")
    eerst = inhoud()
    kapot = replace(PER_CODE["gestart"], feiten=lambda van, tot: ("select 1 as gezin_id", {}))
    with pytest.raises(ProgrammingError):
        tel(kapot, JAAR)
    assert inhoud() == eerst
    assert eerst
