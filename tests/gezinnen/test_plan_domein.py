"""What the plan itself refuses, below every page: the domain and the database."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from gezinnen.models import (
    Actie,
    Adres,
    Contactgegeven,
    Gezag,
    Gezinspatroon,
    Gezinsplan,
    Instemming,
    Planafdruk,
    PlanStatus,
    Resultaat,
)
from gezinnen.models.plan import ConceptGewijzigd, PlanGeweigerd
from gezinnen.vaststellen import stel_vast
from ggw.toegang.deur import namens


def schrijf(plan, door, deel="aanleiding"):
    with plan.schrijf(deel, door_id=door.pk, gezien="zo", stand=lambda: "zo"):
        pass


def test_leeg_concept_zegt_wat_er_mist(gezin, fatima, sam, moeder):
    Gezag.objects.create(gezin=gezin, kind=sam, houder=moeder, soort="ouderlijk")
    concept = Gezinsplan.objects.maak_concept(gezin, door_id=fatima.pk)
    assert [g.url_naam for g in concept.ontbreekt()] == [
        "plan-behoefte",
        "plan-resultaat-nieuw",
        "plan-visie",
    ]
    with pytest.raises(PlanGeweigerd):
        concept.bied_aan(door_id=fatima.pk)


def test_jongere_vanaf_twaalf_wordt_gevraagd(concept, sam):
    assert concept.ontbreekt() == []
    sam.geboortedatum = timezone.localdate().replace(year=timezone.localdate().year - 12)
    sam.save(update_fields=["geboortedatum"])
    assert [(g.url_naam, g.pk) for g in concept.ontbreekt()] == [("plan-visie", sam.pk)]


@pytest.mark.parametrize(
    "tekst", ["Woont nu Geheimelaan 12b.", "Zit op 1234 QX", "Bel 06 - 1234 5678", "BSN 1112 22 333"]
)
def test_wat_geheim_is_houdt_het_plan_tegen(concept, moeder, tekst):
    Adres.objects.create(
        gezin=concept.gezin,
        gezinslid=moeder,
        straat="Geheimelaan",
        huisnummer="12b",
        postcode="1234QX",
        plaats="Stad",
        geheim=True,
    )
    Contactgegeven.objects.create(gezin=concept.gezin, gezinslid=moeder, soort="telefoon", waarde="06-12345678")
    assert concept.ontbreekt() == []
    concept.patronen.update(beschrijving=tekst)
    assert [g.url_naam for g in concept.ontbreekt()] == ["plan-patronen"]


def test_tweede_concept_kan_niet(concept, kees):
    with pytest.raises(PlanGeweigerd):
        Gezinsplan.objects.maak_concept(concept.gezin, door_id=kees.pk)


def test_wie_meeschreef_stelt_niet_vast(concept, fatima, sanne, tom):
    schrijf(concept, sanne)
    concept.bied_aan(door_id=fatima.pk)
    for wie in (fatima, sanne):
        with pytest.raises(PlanGeweigerd, match="schreef mee"):
            stel_vast(concept, door_id=wie.pk, versie=concept.versie)
    assert stel_vast(concept, door_id=tom.pk, versie=concept.versie).plan.nummer == 1


def test_vast_wordt_alleen_wat_gelezen_is(concept, fatima, sanne):
    concept.bied_aan(door_id=fatima.pk)
    gelezen = concept.versie
    schrijf(concept, fatima)
    with pytest.raises(PlanGeweigerd, match="gewijzigd"):
        stel_vast(concept, door_id=sanne.pk, versie=gelezen)
    with pytest.raises(PlanGeweigerd, match="niet \\(meer\\) ter vaststelling"):
        stel_vast(concept, door_id=sanne.pk, versie=concept.versie)


def test_twee_keer_vaststellen_kan_niet(plan, tom):
    with pytest.raises(PlanGeweigerd, match="al vastgesteld"):
        stel_vast(plan, door_id=tom.pk, versie=plan.versie)
    assert Planafdruk.objects.filter(plan=plan).count() == 1


def test_vastgesteld_plan_wordt_niet_meer_geschreven(plan, fatima):
    with pytest.raises(PlanGeweigerd):
        schrijf(plan, fatima)
    with pytest.raises(PlanGeweigerd):
        plan.bied_aan(door_id=fatima.pk)


def test_wie_een_oude_stand_zag_schrijft_niet(concept, fatima):
    with (
        pytest.raises(ConceptGewijzigd),
        concept.schrijf("stip", door_id=fatima.pk, gezien="oud", stand=lambda: "nieuw"),
    ):
        pass
    concept.refresh_from_db()
    assert concept.versie == 1


def test_nieuw_concept_neemt_over_en_vraagt_opnieuw(plan, fatima, sam):
    eerste = plan.resultaten.get()
    tweede = Gezinsplan.objects.maak_concept(plan.gezin, door_id=fatima.pk)
    kopie = tweede.resultaten.get()
    assert (kopie.stam_id, kopie.wat, kopie.acties.get().wat) == (eerste.pk, eerste.wat, "Leest voor")
    assert tweede.visies.get().instemming == Instemming.NIET_GEVRAAGD
    assert (tweede.stip, tweede.onderwerpen.count(), tweede.behoeften.count()) == (plan.stip, 1, 1)
    assert plan.resultaten.count() == plan.patronen.count() == 1


def test_wie_weg_is_gaat_niet_mee_naar_een_nieuw_concept(plan, fatima, sam):
    sam.tot = timezone.localdate() - timedelta(days=1)
    sam.save(update_fields=["tot"])
    assert not Gezinsplan.objects.maak_concept(plan.gezin, door_id=fatima.pk).behoeften.exists()


def test_voortgang_na_vaststelling_laat_de_momentopname_staan(plan, fatima):
    resultaat = plan.resultaten.get()
    with namens(fatima):
        resultaat.meld_voortgang(status="behaald", cijfer_nu=8, gm_sinds=None, door_id=fatima.pk)
        resultaat.acties.get().meld_gedaan(timezone.localdate(), door_id=fatima.pk)
    plan.refresh_from_db()
    assert plan.momentopname["resultaten"][0]["cijfer_nu"] == 4
    assert plan.momentopname["resultaten"][0]["acties"][0]["gedaan_op"] is None
    assert plan.resultaten.get().status == "behaald"


def test_voortgang_hoort_bij_het_geldende_plan(plan, fatima, sanne):
    oud = plan.resultaten.get()
    tweede = Gezinsplan.objects.maak_concept(plan.gezin, door_id=fatima.pk)
    tweede.visies.update(instemming=Instemming.DEELS, op=timezone.localdate())
    tweede.bied_aan(door_id=fatima.pk)
    stel_vast(tweede, door_id=sanne.pk, versie=tweede.versie)
    with pytest.raises(PlanGeweigerd):
        oud.meld_voortgang(status="behaald", cijfer_nu=8, gm_sinds=None, door_id=fatima.pk)


POGINGEN = {
    "plan": lambda p: Gezinsplan.objects.filter(pk=p.pk).update(stip="anders"),
    "terug naar concept": lambda p: Gezinsplan.objects.filter(pk=p.pk).update(
        status=PlanStatus.CONCEPT, nummer=None, momentopname=None
    ),
    "onderwerp": lambda p: p.onderwerpen.update(zorgen="anders"),
    "onderwerp weg": lambda p: p.onderwerpen.all()._raw_delete("default"),
    "patroon": lambda p: p.patronen.update(gevolg="anders"),
    "behoefte": lambda p: p.behoeften.update(behoefte="anders"),
    "visie": lambda p: p.visies.update(instemming=Instemming.ONEENS),
    "resultaat": lambda p: p.resultaten.update(wat="anders"),
    "resultaat met voortgang": lambda p: p.resultaten.update(status="behaald", uiterlijk=date(2030, 1, 1)),
    "actie": lambda p: Actie.objects.filter(resultaat__plan=p).update(wie="anders"),
    "nieuwe actie": lambda p: Actie.objects.create(gezin=p.gezin, resultaat=p.resultaten.get(), wat="x", wie="y"),
    "nieuw patroon": lambda p: Gezinspatroon.objects.create(gezin=p.gezin, plan=p, beschrijving="x"),
}


@pytest.mark.parametrize("poging", POGINGEN)
def test_database_laat_een_vastgesteld_plan_met_rust(plan, fatima, poging):
    with pytest.raises(DatabaseError, match="onveranderlijk"), namens(fatima):
        POGINGEN[poging](plan)


def test_deel_van_een_concept_verhuist_niet_naar_een_vastgesteld_plan(plan, fatima):
    tweede = Gezinsplan.objects.maak_concept(plan.gezin, door_id=fatima.pk)
    with pytest.raises(DatabaseError, match="onveranderlijk"), namens(fatima):
        tweede.patronen.update(plan=plan)


def test_medewerker_legt_geen_vastgesteld_plan_neer(gezin, fatima, sanne):
    velden = {"nummer": 9, "momentopname": {}, "vastgesteld_op": timezone.now(), "vastgesteld_door_id": sanne.pk}
    with pytest.raises(DatabaseError, match="onveranderlijk"), namens(fatima):
        Gezinsplan.objects.create(gezin=gezin, auteur_id=fatima.pk, status=PlanStatus.VASTGESTELD, **velden)


def test_wie_geen_medewerker_is_kan_een_dossier_opruimen(plan):
    """The test connection owns the tables, as the retention task will."""
    Gezinsplan.objects.filter(pk=plan.pk).delete()
    assert not Resultaat.objects.exists()
