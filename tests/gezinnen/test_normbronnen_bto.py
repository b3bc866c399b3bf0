"""The facts that open and meet the norms around the basisteamoverleg and extending."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gezinnen.aanhaken import NORMBRONNEN
from gezinnen.models import Agendapunt, Document, Maatregel, Machtiging
from gezinnen.termijnen import herbereken
from tests.fabrieken import KindFactory
from tests.gezinnen.bto import besluit, punt_van, vraag_fase

VANDAAG = timezone.localdate


def rijen(naam, gezin):
    bron = NORMBRONNEN[naam]
    annotaties = bron.rijen().query.annotations
    kolommen = [k for k in ("n_onderwerp", "n_vanaf", "n_voldaan") if k in annotaties]
    return list(bron.rijen().filter(gezin=gezin).values_list(*kolommen))


@pytest.fixture
def ots(gezin, sam):
    begin = VANDAAG() - timedelta(days=100)
    return Maatregel.objects.create(
        gezin=gezin, kind=sam, soort_id="11", begin=begin, einde=VANDAAG() + timedelta(days=100)
    )


def document(gezin, fatima, soort, **velden):
    return Document.objects.create(
        gezin=gezin, soort=soort, titel="x", grootte=1, toegevoegd_door_id=fatima.pk, **velden
    )


def test_nieuw_gezin_telt_vanaf_de_toewijzing_en_is_klaar_na_het_overleg(gezin, fatima, sanne):
    vanaf = gezin.toewijzingen.get().vanaf
    assert rijen("nieuw_gezin_bto/", gezin) == [(vanaf, None)]
    besluit(punt_van(gezin, "nieuw_gezin", fatima), sanne)
    assert rijen("nieuw_gezin_bto/", gezin) == [(vanaf, VANDAAG())]
    besluit(vraag_fase(gezin, "ondersteunen", fatima), sanne)
    assert rijen("nieuw_gezin_bto/", gezin) == []


def test_aanhouden_is_niet_bespreken(gezin, fatima, sanne):
    besluit(punt_van(gezin, "nieuw_gezin", fatima), sanne, "aangehouden")
    assert rijen("nieuw_gezin_bto/", gezin)[0][1] is None


def test_besluit_verlengen_opent_het_verzoek(gezin, ots, fatima, sanne):
    assert rijen("besluit_verlenging/maatregel", gezin) == [(ots.pk, ots.einde, None)]
    assert rijen("verlengingsverzoek/maatregel", gezin) == []
    besluit(punt_van(gezin, "verlengen", fatima, maatregel=ots), sanne)
    assert rijen("besluit_verlenging/maatregel", gezin) == [(ots.pk, ots.einde, VANDAAG())]
    assert rijen("verlengingsverzoek/maatregel", gezin) == [(ots.pk, ots.einde, None)]
    assert rijen("ots_rvdk_melding/maatregel", gezin) == []
    document(gezin, fatima, "verzoekschrift", maatregel=ots)
    assert rijen("verlengingsverzoek/maatregel", gezin) == [(ots.pk, ots.einde, VANDAAG())]


def test_besluit_niet_verlengen_opent_de_melding(gezin, ots, fatima, sanne):
    besluit(punt_van(gezin, "verlengen", fatima, maatregel=ots), sanne, "niet_akkoord")
    assert rijen("ots_rvdk_melding/maatregel", gezin) == [(ots.pk, ots.einde, None)]
    assert rijen("verlengingsverzoek/maatregel", gezin) == []
    document(gezin, fatima, "melding_rvdk", maatregel=ots)
    assert rijen("ots_rvdk_melding/maatregel", gezin) == [(ots.pk, ots.einde, VANDAAG())]


def test_het_laatste_besluit_telt(gezin, ots, fatima, sanne):
    for wat in ("niet_akkoord", "akkoord"):
        besluit(punt_van(gezin, "verlengen", fatima, maatregel=ots), sanne, wat)
    assert rijen("ots_rvdk_melding/maatregel", gezin) == []
    assert len(rijen("verlengingsverzoek/maatregel", gezin)) == 1


def test_het_papier_van_de_maatregel_zelf_is_geen_besluit(gezin, ots, fatima):
    document(gezin, fatima, "verzoekschrift", maatregel=ots, datum=ots.begin - timedelta(days=20))
    assert rijen("besluit_verlenging/maatregel", gezin) == [(ots.pk, ots.einde, None)]
    document(gezin, fatima, "verzoekschrift", maatregel=ots, datum=VANDAAG())
    assert rijen("besluit_verlenging/maatregel", gezin) == [(ots.pk, ots.einde, VANDAAG())]


def test_een_verlengde_of_beeindigde_maatregel_vraagt_niets_meer(gezin, ots):
    verlenging = Maatregel.objects.create(
        gezin=gezin, kind=ots.kind, soort_id="11", begin=ots.einde, einde=ots.einde + timedelta(days=365), verlengt=ots
    )
    assert [rij[0] for rij in rijen("besluit_verlenging/maatregel", gezin)] == [verlenging.pk]


def test_machtiging_heeft_haar_eigen_besluit(gezin, ots, fatima, sanne):
    muhp = Machtiging.objects.create(
        gezin=gezin, kind=ots.kind, soort_id="72", maatregel=ots, begin=ots.begin, einde=ots.einde
    )
    assert rijen("besluit_verlenging/machtiging", gezin) == [(muhp.pk, muhp.einde, None)]
    besluit(punt_van(gezin, "verlengen", fatima, machtiging=muhp), sanne, "niet_akkoord")
    assert rijen("ots_rvdk_melding/machtiging", gezin) == [(muhp.pk, muhp.einde, None)]
    assert rijen("besluit_verlenging/maatregel", gezin) == [(ots.pk, ots.einde, None)]
    Machtiging.objects.filter(pk=muhp.pk).update(beeindigd_op=VANDAAG())
    assert rijen("besluit_verlenging/machtiging", gezin) == []


def test_achttien_telt_naar_de_verjaardag(gezin, fatima, sanne):
    schrikkel = KindFactory(gezin=gezin, geboortedatum=date(2012, 2, 29))
    assert rijen("achttien/kind", gezin) == [(schrikkel.pk, date(2030, 2, 28), None)]
    besluit(punt_van(gezin, "achttien", fatima, kind=schrikkel), sanne)
    assert rijen("achttien/kind", gezin) == [(schrikkel.pk, date(2030, 2, 28), VANDAAG())]


def test_de_termijnen_volgen_de_feiten(gezin, ots, fatima, sanne):
    herbereken([gezin.pk])
    termijn = gezin.termijnen.get(code="besluit_verlenging")
    assert (termijn.uiterlijk, termijn.gesloten_op) == (ots.einde - timedelta(weeks=16), None)
    besluit(punt_van(gezin, "verlengen", fatima, maatregel=ots), sanne)
    herbereken([gezin.pk])
    termijn.refresh_from_db()
    assert termijn.sluiting == "voldaan"
    assert gezin.termijnen.open().filter(code="verlengingsverzoek").exists()
    assert Agendapunt.objects.get().besluitnaam == "Verlengen"
