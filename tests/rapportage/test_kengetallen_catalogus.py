"""The catalogue: every figure is complete, is counted by hand somewhere, and brings no person into the table."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.models import Kengetalwaarde, Niveau, Soort
from tests.rapportage.cijferwereld import HANDGETELD, JAAR, telling


@pytest.mark.parametrize("kengetal", KENGETALLEN, ids=lambda k: k.code)
def test_elk_kengetal_telt_ook_als_er_niets_is(db, kengetal):
    telling(kengetal.code, JAAR)
    assert not Kengetalwaarde.objects.exists()


@pytest.mark.parametrize("kengetal", KENGETALLEN, ids=lambda k: k.code)
def test_elk_kengetal_zegt_wat_het_telt(kengetal):
    assert all((kengetal.titel, kengetal.groep, kengetal.eenheid, kengetal.bron))
    assert len(kengetal.definitie) > 40
    assert kengetal.definitie.endswith(".")
    assert kengetal.goed_is in ("", "hoog", "laag")
    assert kengetal.soort in Soort
    assert set(kengetal.niveaus) <= set(Niveau)
    assert len(kengetal.code) <= 40
    assert all(len(deel) <= 60 for deel in kengetal.uitsplitsing)
    assert kengetal.feiten.__doc__


def test_codes_zijn_uniek():
    codes = [kengetal.code for kengetal in KENGETALLEN]
    assert len(codes) == len(set(codes))


def test_elk_kengetal_is_met_de_hand_nageteld():
    """A new figure needs a test with `@handtelling("code")`."""
    for bestand in Path(__file__).parent.glob("test_kengetallen_*.py"):
        import_module(f"tests.rapportage.{bestand.stem}")
    assert {kengetal.code for kengetal in KENGETALLEN} == HANDGETELD


def test_de_tabel_heeft_geen_kolom_voor_een_mens_of_gezin():
    namen = {veld.name for veld in Kengetalwaarde._meta.get_fields()}
    assert namen == {
        "id",
        "code",
        "soort",
        "periode",
        "begin",
        "niveau",
        "sleutel",
        "ouder",
        "uitsplitsing",
        "teller",
        "noemer",
        "aantal",
        "verborgen",
    }
    assert not [veld.name for veld in Kengetalwaarde._meta.get_fields() if veld.is_relation]
