"""The command on an empty database: where it refuses, and that the same seed gives the same rows."""

from __future__ import annotations

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gezinnen import models as g
from rapportage.voorbeeld.tabellen import VOLGORDE
from veiligheid import models as v


def vul(*opties: str) -> str:
    uit = StringIO()
    call_command("voorbeelddata", "--toch", *opties, stdout=uit)
    return uit.getvalue()


def som(model, *kolommen: str) -> str:
    rijen = model.objects.order_by("pk").values_list(*kolommen)
    return hashlib.sha256(repr(list(rijen)).encode()).hexdigest()


def sommen() -> dict[str, object]:
    return {
        "gezin": som(g.Gezin, "nummer", "naam", "wijk", "waarschuwing"),
        "leden": som(g.Gezinslid, "gezin__nummer", "voornaam", "achternaam", "geboortedatum", "rol"),
        "contact": som(g.Contactmoment, "gezin__nummer", "op", "soort", "tekst"),
        "cijfers": som(v.Veiligheidsmeting, "kind__voornaam", "soort", "cijfer", "gever", "op", "reden"),
        "maatregelen": som(g.Maatregel, "kind__voornaam", "soort_id", "begin", "einde"),
        "afnames": som(v.Afname, "instrument__code", "antwoorden", "uitkomst"),
        "tijdlijn": som(g.Gebeurtenis, "gezin__nummer", "soort", "op"),
        "aantallen": {model.__name__: model.objects.count() for model in VOLGORDE},
    }


def test_zonder_merk_gebeurt_er_niets(db):
    with pytest.raises(CommandError, match="niet als voorbeeld gemaakt"):
        call_command("voorbeelddata")
    assert not g.Gezin.objects.exists()


def test_een_tweede_keer_verandert_niets(gezin):
    assert "Er staan al gezinnen" in vul()
    assert g.Gezin.objects.count() == 1


def test_hetzelfde_zaad_geeft_hetzelfde_gezin(db):
    connection.cursor().execute("savepoint leeg")
    vul("--gezinnen", "8", "--zaad", "7")
    eerste = sommen()
    connection.cursor().execute("rollback to savepoint leeg")
    vul("--gezinnen", "8", "--zaad", "7")
    assert sommen() == eerste
    connection.cursor().execute("rollback to savepoint leeg")
    vul("--gezinnen", "8", "--zaad", "8")
    assert sommen()["leden"] != eerste["leden"]
