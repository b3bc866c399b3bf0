"""Phases follow each other as the table says, on a decision of two people, with a record of each step."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezinnen.aanhaken import VOORWAARDEN
from gezinnen.fasen import OVERGANGEN, FaseGeweigerd, ga_naar, nazorg_tot, ontbreekt
from gezinnen.models import (
    Agendapunt,
    Begeleiding,
    Besluit,
    BesluitGeweigerd,
    Fase,
    Faseovergang,
    Gebeurtenis,
    Maatregel,
    RedenEindeBegeleiding,
)
from ggw.organisatie.models import Medewerker
from ggw.toegang.deur import namens
from tests.fabrieken import maak_gezin
from tests.gezinnen.bto import besluit, punt_van, sluit, vraag_fase, zet_fase


@pytest.mark.parametrize("naar", Fase.values)
@pytest.mark.parametrize("van", Fase.values)
def test_elke_fase_naar_elke_fase(gezin, fatima, sanne, van, naar):
    zet_fase(gezin, van)
    punt = vraag_fase(gezin, naar, fatima)
    if naar not in OVERGANGEN[van]:
        with pytest.raises(FaseGeweigerd), transaction.atomic():
            besluit(punt, sanne)
        punt.refresh_from_db()
        assert punt.is_open
        assert gezin.begeleidingen.get().fase == van
        assert not gezin.faseovergangen.exists()
        return
    besluit(punt, sanne)
    begeleiding, overgang = gezin.begeleidingen.get(), gezin.faseovergangen.get()
    assert (begeleiding.fase, begeleiding.fase_sinds) == (naar, timezone.localdate())
    assert (overgang.van, overgang.naar, overgang.door_id, overgang.besluit_id) == (van, naar, sanne.pk, punt.pk)
    gegevens = Gebeurtenis.objects.get(soort="fase.gewijzigd").gegevens
    assert (gegevens["van"], gegevens["naar"]) == (van, naar)


STAP = st.tuples(st.sampled_from(Fase.values), st.sampled_from(Besluit.values), st.booleans())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stappen=st.lists(STAP, max_size=8))
def test_wat_er_ook_gevraagd_wordt_de_begeleiding_klopt(gezin, fatima, sanne, stappen):
    with transaction.atomic():
        zet_fase(gezin, Fase.VERBINDEN)
        for naar, wat, zelf in stappen:
            with suppress(BesluitGeweigerd, IntegrityError), transaction.atomic():
                punt = vraag_fase(gezin, naar, fatima)
                besluit(punt, fatima if zelf else sanne, wat)
            gezin.agendapunten.open().update(
                besluit="vervallen", besloten_door_id=sanne.pk, besloten_op=timezone.localdate()
            )
        begeleiding = gezin.begeleidingen.get()
        overgangen = list(gezin.faseovergangen.order_by("pk"))
        gelopen = [Fase.VERBINDEN.value, *(o.naar for o in overgangen)]
        assert [o.van for o in overgangen] == gelopen[:-1]
        assert begeleiding.fase == gelopen[-1]
        assert all(o.naar in OVERGANGEN[o.van] for o in overgangen)
        assert all(
            o.besluit.besluit == Besluit.AKKOORD and o.door_id != o.besluit.ingebracht_door_id for o in overgangen
        )
        assert (begeleiding.afgesloten_op is not None) == (begeleiding.fase == Fase.AFGESLOTEN)
        assert gezin.toewijzingen.filter(tot__isnull=True).exists() == (begeleiding.fase != Fase.AFGESLOTEN)
        transaction.set_rollback(True)


def test_zonder_besluit_geen_andere_fase(gezin, fatima, sanne):
    punt = vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima)
    with pytest.raises(FaseGeweigerd, match="besluit"):
        ga_naar(gezin.begeleiding, Fase.ONDERSTEUNEN, besluit=punt, door_id=sanne.pk)


def test_een_besluit_werkt_een_keer(gezin, fatima, sanne):
    punt = vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima)
    besluit(punt, sanne)
    zet_fase(gezin, Fase.VERBINDEN)
    punt.refresh_from_db()
    with pytest.raises(FaseGeweigerd, match="intussen"):
        ga_naar(gezin.begeleiding, Fase.ONDERSTEUNEN, besluit=punt, door_id=sanne.pk)


def test_wie_vroeg_besluit_niet_en_de_gezinsmanager_ook_niet(gezin, fatima, sanne, gerda, team_noord):
    punt = vraag_fase(gezin, Fase.ONDERSTEUNEN, sanne)
    with pytest.raises(BesluitGeweigerd, match="zelf in"):
        besluit(punt, sanne)
    with pytest.raises(BesluitGeweigerd, match="begeleidt dit gezin zelf"):
        besluit(punt, fatima)
    besluit(punt, gerda)
    assert gezin.begeleiding.fase == Fase.ONDERSTEUNEN


def test_de_database_laat_de_vrager_niet_besluiten(gezin, fatima):
    punt = vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima)
    with pytest.raises(IntegrityError, match="agendapunt_vier_ogen"), transaction.atomic():
        Agendapunt.objects.filter(pk=punt.pk).update(
            besluit="akkoord", besloten_door_id=fatima.pk, besloten_op=timezone.localdate()
        )


def test_zonder_voorwaarden_alleen_als_uitzondering_en_die_telt(gezin, fatima, sanne):
    mist = ontbreekt(gezin.begeleiding, Fase.ONDERSTEUNEN)
    assert mist == [v.tekst for v in VOORWAARDEN if (v.van, v.naar) == (Fase.VERBINDEN, Fase.ONDERSTEUNEN)]
    punt = vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima, uitzondering="")
    with pytest.raises(FaseGeweigerd, match="geen uitzondering"):
        besluit(punt, sanne)
    punt.refresh_from_db()
    punt.trek_in(door_id=fatima.pk)
    besluit(vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima, uitzondering="Het plan volgt morgen."), sanne)
    overgang = Faseovergang.objects.uitzonderingen().get()
    assert (overgang.uitzondering, overgang.ontbrak) == ("Het plan volgt morgen.", mist)
    assert Gebeurtenis.objects.get(soort="fase.gewijzigd").gegevens["ontbrak"] == len(mist)


def test_terug_vraagt_geen_voorwaarden_en_is_geen_uitzondering(gezin, fatima, sanne):
    zet_fase(gezin, Fase.NAZORG)
    besluit(vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima, uitzondering=""), sanne)
    assert gezin.faseovergangen.get().ontbrak == []
    assert not Faseovergang.objects.uitzonderingen().exists()


def test_een_systeempunt_geeft_geen_uitzondering(gezin, fatima, sanne):
    punt = vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima)
    Agendapunt.objects.filter(pk=punt.pk).update(ingebracht_door=None)
    with pytest.raises(FaseGeweigerd):
        besluit(punt, sanne)


def test_nazorg_vraagt_instemming_en_duurt_drie_maanden(gezin, fatima, sanne):
    zet_fase(gezin, Fase.BORGEN)
    with pytest.raises(FaseGeweigerd, match="instemt"):
        besluit(vraag_fase(gezin, Fase.NAZORG, fatima, instemming_van=""), sanne)
    gezin.agendapunten.get().trek_in(door_id=fatima.pk)
    besluit(vraag_fase(gezin, Fase.NAZORG, fatima), sanne)
    overgang = gezin.faseovergangen.get()
    assert (overgang.instemming_van, overgang.instemming_op) == ("Moeder", timezone.localdate())
    assert (nazorg_tot(gezin.begeleiding) - timezone.localdate()).days in range(89, 93)


def test_de_database_laat_geen_nazorg_toe_zonder_instemming(gezin, fatima, sanne):
    punt = vraag_fase(gezin, Fase.NAZORG, fatima)
    with pytest.raises(IntegrityError, match="nazorg_met_instemming"), transaction.atomic():
        Faseovergang.objects.create(
            gezin=gezin, begeleiding=gezin.begeleiding, naar=Fase.NAZORG, door_id=sanne.pk, besluit=punt
        )


def test_afsluiten_beeindigt_de_toewijzing_en_laat_wat_wachtte_vervallen(gezin, fatima, sanne):
    open_punt = punt_van(gezin, "anders", fatima, toelichting="Nog iets")
    sluit(gezin, fatima, sanne, reden_einde_id="andere_gi")
    vandaag = timezone.localdate()
    begeleiding = gezin.begeleidingen.get()
    assert (begeleiding.afgesloten_op, begeleiding.reden_einde_id) == (vandaag, "andere_gi")
    assert gezin.toewijzingen.get().tot == vandaag
    open_punt.refresh_from_db()
    assert open_punt.besluit == Besluit.VERVALLEN
    assert Gebeurtenis.objects.get(soort="begeleiding.afgesloten").gegevens == {"reden": "andere_gi"}


def test_afsluiten_van_een_wachtend_gezin_haalt_het_van_de_wachtlijst(fatima, sanne, team_noord):
    wachtend = maak_gezin(fatima, team_noord, wacht=True, nummer="2026-0501")
    sluit(wachtend, fatima, sanne)
    assert wachtend.wachtplekken.get().tot == timezone.localdate()


@pytest.mark.parametrize("van", [f for f in Fase.values if Fase.AFGESLOTEN in OVERGANGEN[f]])
@pytest.mark.parametrize(
    "reden", ["gezin_stopt", "rechter", "andere_gi", "achttien", "overlijden", "buitenland", "doel"]
)
def test_elke_uitgang_uit_elke_fase(gezin, fatima, sanne, van, reden):
    zet_fase(gezin, van)
    sluit(gezin, fatima, sanne, reden_einde_id=reden, oordeel="Oma let op, school belt.")
    overgang = gezin.faseovergangen.get()
    assert (overgang.naar, overgang.reden_einde_id, overgang.oordeel) == (
        Fase.AFGESLOTEN,
        reden,
        "Oma let op, school belt.",
    )
    assert bool(overgang.uitzondering) == bool(overgang.ontbrak)
    assert reden == "doel" or not overgang.ontbrak


def test_wie_zelf_stopt_wordt_niet_losgelaten(gezin, fatima, sanne, sam):
    punt = vraag_fase(gezin, Fase.AFGESLOTEN, fatima, reden_einde_id="gezin_stopt", oordeel=" ")
    with pytest.raises(FaseGeweigerd, match="hoe veilig"):
        besluit(punt, sanne)
    Agendapunt.objects.filter(pk=punt.pk).update(oordeel="Oma let op.")
    Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="11", begin=timezone.localdate())
    with pytest.raises(FaseGeweigerd, match="loopt een maatregel"):
        besluit(punt, sanne)
    assert gezin.begeleiding.afgesloten_op is None


def test_doel_bereikt_vraagt_de_voorwaarden_van_alle_fasen_ertussen(gezin):
    doel = RedenEindeBegeleiding.objects.get(code="doel")
    zet_fase(gezin, Fase.VERBINDEN)
    teksten = [v.tekst for v in VOORWAARDEN]
    assert set(ontbreekt(gezin.begeleiding, Fase.AFGESLOTEN, doel)) <= set(teksten)
    assert len(ontbreekt(gezin.begeleiding, Fase.AFGESLOTEN, doel)) > 4
    assert ontbreekt(gezin.begeleiding, Fase.AFGESLOTEN, RedenEindeBegeleiding.objects.get(code="rechter")) == []


def test_elke_voorwaarde_hoort_bij_een_stap_die_kan():
    assert all(v.naar in OVERGANGEN[v.van] for v in VOORWAARDEN)


def test_gezinsplan_en_resultaten_zijn_voorwaarden(gezin, plan):
    assert not [t for t in ontbreekt(gezin.begeleiding, Fase.ONDERSTEUNEN) if "gezinsplan" in t]
    zet_fase(gezin, Fase.ONDERSTEUNEN)
    assert [t for t in ontbreekt(gezin.begeleiding, Fase.BORGEN) if "resultaat" in t]
    plan.resultaten.update(status="behaald")
    assert not [t for t in ontbreekt(gezin.begeleiding, Fase.BORGEN) if "resultaat" in t]
    gezin.begeleidingen.update(begonnen_op=timezone.localdate() + timedelta(days=1), fase=Fase.VERBINDEN)
    assert [t for t in ontbreekt(gezin.begeleiding, Fase.ONDERSTEUNEN) if "gezinsplan" in t]


def test_maatregelen_zijn_afgelopen_voor_de_nazorg(gezin, sam):
    zet_fase(gezin, Fase.BORGEN)
    maatregel = Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="11", begin=timezone.localdate())
    assert any("maatregelen" in t for t in ontbreekt(gezin.begeleiding, Fase.NAZORG))
    maatregel.delete()
    assert not any("maatregelen" in t for t in ontbreekt(gezin.begeleiding, Fase.NAZORG))


def test_een_andere_aanvraag_was_eerder(gezin, fatima, sanne, gerda):
    """Two points for one family, both asked in the same phase: the second one finds another phase."""
    verder = vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima)
    einde = vraag_fase(gezin, Fase.AFGESLOTEN, fatima)
    besluit(verder, sanne)
    with pytest.raises(FaseGeweigerd, match="intussen"):
        besluit(einde, gerda)
    assert Begeleiding.objects.get(gezin=gezin).fase == Fase.ONDERSTEUNEN


def test_de_rol_van_medewerkers_wijzigt_geen_overgang(gezin, fatima, sanne):
    besluit(vraag_fase(gezin, Fase.ONDERSTEUNEN, fatima), sanne)
    with namens(sanne), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        gezin.faseovergangen.update(reden="anders")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from gezinnen_faseovergang where reden = 'anders'")
        assert cursor.fetchone() == (0,)
    assert Medewerker.objects.filter(pk=sanne.pk).exists()
