"""A page of a family behind the door, against the same page on a connection without row security and without a door."""

from __future__ import annotations

import random
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from gezinnen.models import Gezin, Toewijzing
from ggw.organisatie.models import Gebruiker
from ggw.toegang.deur import Verzoek, dossier
from ggw.urls import urlpatterns as echte
from tests.prestatie.meten import Verbindingen, klok, samen

AANTAL = 8
"""Queries of the page itself."""
OPWARMEN = 50
"""Pages that are not counted: connections and plans are new."""


def pagina(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """Eight queries as the pages of a family ask them."""
    delen = [
        gezin.leden.select_related("huishouden"),
        gezin.begeleidingen.order_by("-pk")[:1],
        gezin.toewijzingen.lopend().select_related("basisteam", "gezinsmanager"),
        gezin.metingen.laatste_per_kind("actueel"),
        gezin.contactmomenten.nieuwste_eerst()[:10],
        gezin.maatregelen.lopend(),
        gezin.bodemeisen.all(),
        gezin.gebeurtenissen.nieuwste_eerst()[:20],
    ]
    return HttpResponse(",".join(str(len(list(deel))) for deel in delen))


@dossier("gezin.bekijken")
def leeg(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return HttpResponse()


achter_de_deur = dossier("gezin.bekijken")(pagina)
urlpatterns = [*echte, path("gezinnen/<nummer:nummer>/leeg/", leeg)]


def zonder_deur(request: Any, nummer: str) -> HttpResponse:
    return pagina(request, Gezin.objects.get(nummer=nummer))


def meet(verbindingen: Verbindingen, web: str, beheer: str, keer: int) -> dict[str, Any]:
    """Both ways in turn, each family once, in one process: what the machine does meanwhile hits both alike."""
    with verbindingen.als(beheer):
        gevallen = kies(keer + OPWARMEN)
        nummer, gebruiker = gevallen[0]
        with CaptureQueriesContext(connection) as vragen:
            zonder_deur(None, nummer)
        assert len(vragen) == AANTAL + 1, [v["sql"] for v in vragen]
    met, zonder = [], []
    for plek, (nummer, gebruiker) in enumerate(gevallen):
        request = RequestFactory().get(f"/gezinnen/{nummer}/")
        request.user = gebruiker
        manieren = [(met, web, achter_de_deur), (zonder, beheer, zonder_deur)]
        for tijden, url, view in manieren[:: 1 if plek % 2 else -1]:  # who comes second finds the rows in memory
            with verbindingen.als(url):
                tijden.append(klok(lambda: view(request, nummer=nummer)))  # noqa: B023 (called at once)
    del met[:OPWARMEN], zonder[:OPWARMEN]
    met_deur, zonder_ = samen(met), samen(zonder)
    with verbindingen.als(web):
        vaste = vaste_vragen(*gevallen[0])
    return {
        "queries": AANTAL,
        "aantal_metingen": keer,
        "met_deur_ms": met_deur,
        "zonder_deur_ms": zonder_,
        "verhouding_p50": round(met_deur["p50"] / zonder_["p50"], 2),
        "verhouding_p95": round(met_deur["p95"] / zonder_["p95"], 2),
        "vaste_queries": len(vaste),
        "vaste_queries_welke": vaste,
    }


def kies(aantal: int) -> list[tuple[str, Gebruiker]]:
    """Families all over the table, each with its gezinsmanager; the same ones in every run."""
    alle = list(Toewijzing.objects.filter(tot=None).order_by("pk").values_list("gezin__nummer", "gezinsmanager_id"))
    gekozen = random.Random(1).sample(alle, min(aantal, len(alle)))  # noqa: S311 (it must be repeatable)
    mensen = Gebruiker.objects.in_bulk({wie for _, wie in gekozen})
    return [(nummer, mensen[wie]) for nummer, wie in gekozen]


def vaste_vragen(nummer: str, gebruiker: Gebruiker) -> list[str]:
    """What session, account and door ask for a page that asks nothing. Begin and commit of the transaction are not counted."""
    client = Client()
    client.force_login(gebruiker)
    with override_settings(ROOT_URLCONF="tests.prestatie.dossierpagina"):
        client.get(f"/gezinnen/{nummer}/leeg/")
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(f"/gezinnen/{nummer}/leeg/").status_code == 200
    return [v["sql"].split(" FROM ")[0][:80] for v in vragen if v["sql"] not in ("BEGIN", "COMMIT")]
