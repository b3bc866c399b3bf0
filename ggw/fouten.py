"""What somebody sees when it goes wrong: a page that says nothing of the request and asks the database nothing.

Django's own handlers render with the context processors, and those ask who is signed in; that fails when the database is away.
"""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

OVER_EEN_MINUUT = "60"
DATABASE_WEG = ("08", "53", "57P")
"""Classes of SQLSTATE: connection, resources (disk, memory, connections), shut down or starting up."""


def foutpagina(status: HTTPStatus, naam: str = "", **koppen: str) -> HttpResponse:
    """The page of this status (`templates/<status>.html`), or the one called `naam`."""
    tekst = render_to_string(f"{naam or status.value}.html")
    return HttpResponse(tekst, status=status, headers={sleutel.replace("_", "-"): w for sleutel, w in koppen.items()})


def ongeldig(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400. Too much at once is its own page, because there people can do something about it."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return foutpagina(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return foutpagina(HTTPStatus.BAD_REQUEST)


def mag_niet(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return foutpagina(HTTPStatus.FORBIDDEN)


def te_oud(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    return foutpagina(HTTPStatus.FORBIDDEN, "403_csrf")


def niet_gevonden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return foutpagina(HTTPStatus.NOT_FOUND)


def mis(request: HttpRequest) -> HttpResponse:
    """handler500, called while the exception is being handled."""
    if database_weg(sys.exc_info()[1]):
        return foutpagina(HTTPStatus.SERVICE_UNAVAILABLE, Retry_After=OVER_EEN_MINUUT)
    return foutpagina(HTTPStatus.INTERNAL_SERVER_ERROR)


def database_weg(fout: Any) -> bool:
    """Whether there is no database to talk to; a deadlock or a query that takes too long is our own fault."""
    if not isinstance(fout, OperationalError | InterfaceError):
        return False
    toestand = getattr(fout.__cause__, "sqlstate", None)
    return toestand is None or toestand.startswith(DATABASE_WEG)
