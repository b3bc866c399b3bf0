"""Parents with psychische problemen and the GGZ, counted by hand."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from spic.models import AndereHulp, PsychischeProblemen
from tests.fabrieken import GezinslidFactory
from tests.rapportage.cijferwereld import delen, getal, handtelling, maak, telling

FEB, MAART, APRIL = date(2025, 2, 1), date(2025, 3, 1), date(2025, 4, 1)


@pytest.fixture
def ouder(fatima, team_noord):
    """A parent of a new family of whom it is known since `sinds`."""

    def maak_ouder(sinds=date(2025, 2, 10), voorbij_op=None, gezin=None, **velden):
        gezin = gezin or maak(fatima, team_noord, date(2024, 1, 1))
        lid = GezinslidFactory(gezin=gezin, vanaf=date(2020, 1, 1), **velden)
        PsychischeProblemen.objects.create(
            gezin=gezin, gezinslid=lid, sinds=sinds, voorbij_op=voorbij_op, volgens="ouder", door_id=fatima.pk
        )
        return lid

    return maak_ouder


@pytest.fixture
def hulp(fatima):
    """Help for this parent, asked, begun and over on these days."""

    def geef(lid, soort, vraag, start=None, einde=None):
        status = ("beeindigd" if start else "niet_gestart") if einde else "gestart" if start else "aangevraagd"
        rij = AndereHulp.objects.create(
            gezin=lid.gezin,
            soort_id=soort,
            wat_nodig="Proef",
            organisatie="Proef",
            aangevraagd_op=vraag,
            gestart_op=start,
            beeindigd_op=einde,
            reden_einde="Proef" if einde else "",
            status=status,
            sleutel=uuid4(),
            door_id=fatima.pk,
        )
        rij.zet_voor_wie(leden=[lid.pk], stammen=[])

    return geef


@handtelling("ouders_ggz", "ouders_met_ggz")
def test_de_stand_van_de_ggz_op_de_laatste_dag(ouder, hulp, fatima, team_noord):
    """On 31 March: two with contact, one waits, three without. What began or ended on that day counts as it is at its end."""
    begonnen = ouder()
    hulp(begonnen, "ggz_ouder", date(2025, 3, 1), date(2025, 3, 31))
    twee_keer = ouder()
    hulp(twee_keer, "ggz_ouder", date(2025, 2, 1), date(2025, 2, 2))
    hulp(twee_keer, "ggz_ouder", date(2025, 3, 1))
    hulp(ouder(), "ggz_ouder", date(2025, 3, 31), date(2025, 4, 1))
    hulp(ouder(), "ggz_ouder", date(2025, 2, 20), date(2025, 2, 21), date(2025, 3, 31))
    hulp(ouder(), "schuldhulp", date(2025, 2, 20), date(2025, 2, 21))
    ouder(sinds=date(2025, 3, 31))
    # counted nowhere on that day: known later, over, gone from the family, a family that is closed
    ouder(sinds=date(2025, 4, 1))
    ouder(voorbij_op=date(2025, 3, 31))
    ouder(tot=date(2025, 3, 30))
    ouder(gezin=maak(fatima, team_noord, date(2024, 1, 1), date(2025, 3, 31)))

    telling("ouders_ggz")
    telling("ouders_met_ggz")

    assert delen("ouders_ggz", MAART) == {"": 6, "contact": 2, "wacht": 1, "zonder": 3}
    assert getal("ouders_met_ggz", MAART) == (2, 6)
    # on 28 February: twee_keer and the one whose help stopped later had contact; the others, gone and closed ones too, had none
    assert delen("ouders_ggz", FEB) == {"": 8, "contact": 2, "zonder": 6}
    assert getal("ouders_met_ggz", APRIL) == (3, 7)


@handtelling("spv_naar_ggz")
def test_een_spv_brengt_ouders_naar_de_ggz(ouder, hulp):
    """The SPV stopped in March with three who had no contact when it began: for two of them the GGZ began meanwhile."""
    spv = (date(2025, 1, 10), date(2025, 1, 15), date(2025, 3, 20))
    meteen, bij_einde, later, had_al, zonder_problemen, weer_zonder = (ouder() for _ in range(6))
    for lid in (meteen, bij_einde, later, had_al, zonder_problemen):
        hulp(lid, "spv", *spv)
    hulp(meteen, "ggz_ouder", date(2025, 1, 15), date(2025, 1, 15))
    hulp(bij_einde, "ggz_ouder", date(2025, 3, 1), date(2025, 3, 20))
    hulp(later, "ggz_ouder", date(2025, 3, 1), date(2025, 3, 21))
    hulp(had_al, "ggz_ouder", date(2024, 12, 1), date(2024, 12, 5))
    PsychischeProblemen.objects.filter(gezinslid=zonder_problemen).update(sinds=date(2025, 3, 21))
    hulp(weer_zonder, "spv", date(2025, 1, 10), date(2025, 1, 15))
    hulp(weer_zonder, "spv", date(2025, 1, 10), None, date(2025, 3, 20))

    telling("spv_naar_ggz")

    assert getal("spv_naar_ggz", MAART) == (2, 3)
    assert getal("spv_naar_ggz", APRIL) is None
