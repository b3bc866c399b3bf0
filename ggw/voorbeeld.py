"""Example mode: passwords are printed on the screen, so it must be unreachable by accident.

Three fences: the database was marked as example at birth, requests come from this machine itself, and no proxy stands in between.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest, HttpResponse

MERK = "ggw.voorbeeld=ja"
DOORGESTUURD = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")


def is_voorbeelddatabase() -> bool:
    """Whether `ALTER DATABASE ... SET ggw.voorbeeld` was done on it. The catalogue is asked, a session setting can be faked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_db_role_setting join pg_database on pg_database.oid = setdatabase"
            " where datname = current_database() and setrole = 0 and %s = any (setconfig))",
            [MERK],
        )
        return bool(cursor.fetchone()[0])


def controleer_voorbeelddatabase() -> None:
    if not is_voorbeelddatabase():
        raise ImproperlyConfigured("VOORBEELD staat aan, maar deze database is niet als voorbeeld gemaakt.")


class AlleenLokaal:
    """Middleware: in example mode answer only this machine's own browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        poort = urlsplit(settings.SITE_URL).port
        self.hosts = {f"{naam}:{poort}" if poort else naam for naam in ("localhost", "127.0.0.1")}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.van_elders(request):
            return HttpResponse(
                "Dit is een voorbeeld. Het werkt alleen in een browser op deze computer zelf.",
                status=400,
                content_type="text/plain; charset=utf-8",
            )
        return self.get_response(request)

    def van_elders(self, request: HttpRequest) -> bool:
        return request.META.get("HTTP_HOST") not in self.hosts or any(
            naam in DOORGESTUURD or naam.startswith("HTTP_X_FORWARDED") for naam in request.META
        )
