"""The worker: every job is a row, done once, found again after whatever went wrong."""

import hashlib
import logging
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gezinsplan, Planafdruk
from gezinnen.models.plan import STOKT_NA
from ggw.celery import app
from rapportage.tasks import maak_planafdruk, veeg_taken


@contextmanager
def als_werker():
    """Under the login of the worker, as in production."""
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_werk")
    yield
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization default")


@pytest.fixture
def kapot(plan):
    """A snapshot that cannot be printed."""
    Gezinsplan.objects.filter(pk=plan.pk).update(momentopname={"vorm": 0})
    return plan.afdruk


def test_werker_maakt_de_pdf_een_keer(plan):
    pk = plan.afdruk.pk
    with als_werker():
        maak_planafdruk(pk)
    eerste = Planafdruk.objects.get()
    assert eerste.klaar_op
    assert eerste.sha256 == hashlib.sha256(eerste.inhoud).hexdigest()
    with als_werker():
        maak_planafdruk(pk)
    tweede = Planafdruk.objects.get()
    assert (tweede.pogingen, tweede.klaar_op) == (1, eerste.klaar_op)


def test_veger_vindt_wat_nooit_begon(plan):
    with als_werker():
        veeg_taken()
    assert Planafdruk.objects.get().klaar_op


def test_login_van_de_werker_ziet_zelf_niets(plan):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), als_werker():
        Planafdruk.objects.count()


@pytest.mark.parametrize(("minuten", "klaar"), [(1, False), (6, True)])
def test_veger_laat_wie_bezig_is_met_rust(plan, minuten, klaar):
    Planafdruk.objects.update(begonnen_op=timezone.now() - timedelta(minutes=minuten), pogingen=1)
    veeg_taken()
    assert bool(Planafdruk.objects.get().klaar_op) is klaar


def test_wat_niet_lukt_blijft_staan_en_wordt_gemeld(als, fatima, kapot, caplog):
    for poging in range(1, STOKT_NA + 1):
        Planafdruk.objects.update(begonnen_op=None)
        with caplog.at_level(logging.WARNING):
            maak_planafdruk(kapot.pk)
        assert [(r.levelname, r.message) for r in caplog.records if r.name == "rapportage.tasks"][-1] == (
            ("ERROR", "planafdruk_stokt") if poging == STOKT_NA else ("WARNING", "planafdruk_mislukt")
        )
    afdruk = Planafdruk.objects.get()
    assert (afdruk.pogingen, afdruk.klaar_op, afdruk.stokt) == (STOKT_NA, None, True)
    Planafdruk.objects.update(begonnen_op=timezone.now() - timedelta(minutes=10))
    veeg_taken()
    assert Planafdruk.objects.get().pogingen == STOKT_NA
    stand = als(fatima).get(
        reverse("rapportage:plan-pdf-stand", kwargs={"nummer": afdruk.gezin.nummer, "pk": afdruk.plan_id})
    )
    assert stand.json()["klaar"] is True


def test_een_kapotte_houdt_de_andere_niet_op(kapot, bram, tom, ander_gezin, vreemd_kind, team_zuid):
    from gezinnen.vaststellen import stel_vast
    from tests.plannen import vul

    concept = vul(Gezinsplan.objects.maak_concept(ander_gezin, door_id=bram.pk), vreemd_kind, vreemd_kind)
    concept.bied_aan(door_id=bram.pk)
    tweede = stel_vast(concept, door_id=tom.pk, versie=concept.versie)
    veeg_taken()
    tweede.refresh_from_db()
    assert tweede.klaar_op


def test_stand_op_de_pagina(als, fatima, plan):
    url = reverse("rapportage:plan-pdf-stand", kwargs={"nummer": plan.gezin.nummer, "pk": plan.pk})
    client = als(fatima)
    assert client.get(url).json()["klaar"] is False
    maak_planafdruk(plan.afdruk.pk)
    assert client.get(url).json() == {"klaar": True, "tekst": ""}
    pagina = client.get(reverse("gezinnen:plan", kwargs={"nummer": plan.gezin.nummer})).content.decode()
    assert "PDF downloaden" in pagina


def test_zonder_broker_is_het_plan_toch_vastgesteld(
    als, fatima, sanne, concept, caplog, django_capture_on_commit_callbacks
):
    concept.bied_aan(door_id=fatima.pk)
    url = reverse("gezinnen:plan-vaststellen", kwargs={"nummer": concept.gezin.nummer})
    with (
        caplog.at_level(logging.WARNING),
        geen_broker(),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert als(sanne).post(url, {"versie": concept.versie}).status_code == 302
    assert Planafdruk.objects.get().klaar_op is None
    assert "planafdruk_niet_aangeboden" in [r.message for r in caplog.records]


@contextmanager
def geen_broker():
    """The address of the broker leads nowhere."""
    with app.connection_for_write("redis://127.0.0.1:1/0") as nergens:
        app.amqp._producer_pool = None
        oud, app.conf.broker_url = app.conf.broker_url, "redis://127.0.0.1:1/0"
        try:
            yield nergens
        finally:
            app.conf.broker_url, app.amqp._producer_pool = oud, None
