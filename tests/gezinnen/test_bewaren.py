"""Saving a form: every refusal comes back as a Dutch message, and only what changed is written."""

from __future__ import annotations

import pytest
from django.http import Http404

from gezinnen.bewaren import GEWEIGERD, bewaar
from gezinnen.forms.leden import HuishoudenForm, LidForm
from gezinnen.models import Gezinslid, Huishouden
from tests.fabrieken import KindFactory

LID = {"voornaam": "Noor", "geslacht": "vrouw", "rol": "301", "vanaf": "01-11-2026"}


def test_wat_de_database_weigert_wordt_een_melding(gezin, ander_gezin):
    vreemd = Huishouden.objects.create(gezin=ander_gezin, naam="elders")
    form = LidForm(LID, gezin=gezin)
    del form.fields["huishouden"]
    assert bewaar(form, huishouden=vreemd) is None
    assert form.non_field_errors() == [GEWEIGERD]
    assert not gezin.leden.exists()


def test_rij_die_intussen_weg_is_bestaat_niet(gezin):
    huishouden = Huishouden.objects.create(gezin=gezin, naam="bij moeder")
    Huishouden.objects.filter(pk=huishouden.pk).delete()
    with pytest.raises(Http404):
        bewaar(HuishoudenForm({"naam": "bij vader"}, gezin=gezin, instance=huishouden))


def test_wat_een_ander_intussen_wijzigde_blijft_staan(gezin):
    kind = KindFactory(gezin=gezin, voornaam="Noor", achternaam="", taal="")
    oud = Gezinslid.objects.get(pk=kind.pk)
    Gezinslid.objects.filter(pk=kind.pk).update(taal="Tigrinya")
    velden = LID | {"voornaam": "Nora", "geboortedatum": "02-03-2019", "vanaf": "01-01-2026", "is_jeugdige": "on"}
    assert bewaar(LidForm(velden, gezin=gezin, instance=oud))
    kind.refresh_from_db()
    assert (kind.voornaam, kind.sorteernaam, kind.taal) == ("Nora", "nora", "Tigrinya")


def test_veld_buiten_het_formulier_geeft_de_melding_boven_aan(gezin):
    form = LidForm(LID | {"tot": ""}, gezin=gezin)
    del form.fields["rol"]
    assert bewaar(form, rol="999") is None
    assert form.non_field_errors()
