"""Addresses that go wrong in the ways of production."""

import psycopg
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.urls import path

from ggw.toegang.deur import dossier, openbaar
from ggw.urls import handler400, handler403, handler404, handler500  # noqa: F401
from ggw.urls import urlpatterns as echte

GEHEIM = "Leila El Amrani 123456782"


def stuk(soort):
    @openbaar
    def view(request):
        raise soort

    return view


@dossier("gezin.bekijken")
def stuk_gezin(request, gezin):
    geheim = gezin.leden.get().naam
    raise ValueError(geheim)


def databasefout(oorzaak):
    fout = OperationalError(GEHEIM)
    fout.__cause__ = oorzaak
    return fout


urlpatterns = [
    path("stuk/400/", stuk(SuspiciousOperation(GEHEIM))),
    path("stuk/403/", stuk(PermissionDenied(GEHEIM))),
    path("stuk/413/", stuk(RequestDataTooBig(GEHEIM))),
    path("stuk/500/", stuk(ValueError(GEHEIM))),
    path("stuk/503/", stuk(databasefout(psycopg.errors.AdminShutdown()))),
    path("stuk/503-weg/", stuk(databasefout(psycopg.OperationalError()))),
    path("stuk/500-slot/", stuk(databasefout(psycopg.errors.DeadlockDetected()))),
    path("stuk/500-traag/", stuk(databasefout(psycopg.errors.QueryCanceled()))),
    path("gezinnen/<nummer:nummer>/stuk/", stuk_gezin),
    *echte,
]
