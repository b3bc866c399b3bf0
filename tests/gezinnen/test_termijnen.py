"""Terms are worked out from the facts and kept in one table: opened, moved, met, dropped, and never ticked off by hand."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gezinnen.aanhaken import NORMBRONNEN, wat_nu
from gezinnen.models import Contactmoment, Norm, Sluiting
from gezinnen.termijnen import herbereken, verschillen
from tests.fabrieken import KindFactory

VANDAAG = timezone.localdate


def contact(gezin, auteur, dagen=0, soort="huisbezoek"):
    op = timezone.now() - timedelta(days=dagen)
    return Contactmoment.objects.create(gezin=gezin, soort=soort, op=op, auteur_id=auteur.pk)


def open_codes(gezin):
    return sorted(gezin.termijnen.open().values_list("code", flat=True))


def test_elke_bron_hoort_bij_een_norm_en_geeft_de_afgesproken_kolommen(db):
    codes = set(Norm.objects.values_list("code", flat=True))
    for bron in NORMBRONNEN.values():
        assert bron.code in codes, bron.code
        assert {"n_vanaf", "n_voldaan"} <= set(bron.rijen().query.annotations), bron.naam
    assert len(verschillen([1])) == 0


def test_een_nieuw_gezin_wacht_op_het_eerste_contact(gezin, fatima):
    herbereken([gezin.pk])
    assert open_codes(gezin) == ["eerste_contact_preventief", "nieuw_gezin_bto"]
    termijn = gezin.termijnen.get(code="eerste_contact_preventief")
    assert (termijn.eigenaar_id, termijn.vanaf) == (fatima.pk, gezin.begeleiding.begonnen_op)
    assert "Eerste contact met het gezin" in [s.tekst for s in wat_nu({gezin.pk: gezin.nummer})]


def test_het_eerste_contact_sluit_de_een_en_opent_de_ander(gezin, fatima):
    KindFactory(gezin=gezin)
    herbereken([gezin.pk])
    contact(gezin, fatima)
    herbereken([gezin.pk])
    assert gezin.termijnen.get(code="eerste_contact_preventief").sluiting == Sluiting.VOLDAAN
    assert open_codes(gezin) == [
        "achttien",
        "actuele_veiligheid",
        "actuele_veiligheid",
        "arij_rt_eerste",
        "familiegroepsplan",
        "gezinsplan",
        "nieuw_gezin_bto",
        "veiligheidsplan",
    ]


def test_twee_keer_rekenen_verandert_niets(gezin, fatima):
    KindFactory(gezin=gezin)
    contact(gezin, fatima)
    assert herbereken([gezin.pk]) > 0
    assert herbereken([gezin.pk]) == 0


def test_een_gezin_kost_hoogstens_vijf_vragen(gezin, fatima):
    KindFactory(gezin=gezin)
    herbereken([gezin.pk])
    contact(gezin, fatima)
    with CaptureQueriesContext(connection) as vragen:
        herbereken([gezin.pk])
    eigen = [v for v in vragen.captured_queries if "SAVEPOINT" not in v["sql"]]
    assert len(eigen) <= 5
