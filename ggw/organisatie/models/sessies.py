"""Who is signed in where. The key in the cookie is not in the database: its hash is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from ggw.organisatie.models.mensen import Gebruiker
from ggw.toegang.verklaring import Beheer

MEDEWERKER = (timedelta(minutes=30), timedelta(hours=12))
PARTNER = (timedelta(minutes=15), timedelta(hours=8))
"""How long without doing anything, and how long at all (beveiliging.md)."""


class Sessie(AbstractBaseSession):
    """`session_key` is the SHA-256 of the key in the cookie."""

    toegang: ClassVar = Beheer(poort="lezen verwijderen")

    session_key = models.CharField(max_length=64, primary_key=True)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="sessies", null=True)
    begonnen_op = models.DateTimeField(null=True)
    laatst_actief = models.DateTimeField(null=True)
    adres = models.GenericIPAddressField(null=True)
    client = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        indexes = [models.Index(fields=["gebruiker", "-laatst_actief"], name="sessie_van_wie")]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from ggw.organisatie.sessieopslag import SessionStore

        return SessionStore

    def __str__(self) -> str:
        return f"Sessie van {self.gebruiker_id}"

    @property
    def loopt(self) -> bool:
        """Whether somebody who comes back to it now is still signed in."""
        if self.gebruiker is None or self.begonnen_op is None or self.laatst_actief is None:
            return False
        return loopt_af_op(self.gebruiker, self.begonnen_op, self.laatst_actief) > timezone.now()

    @property
    def browser(self) -> str:
        """In a few words what the browser calls itself."""
        return browser_in_woorden(self.client)


BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMEN = (("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS", "Mac"))


def browser_in_woorden(client: str) -> str:
    naam = next((woord for teken, woord in BROWSERS if teken in client), "een browser")
    systeem = next((woord for teken, woord in SYSTEMEN if teken in client), "")
    return f"{naam} op {systeem}" if systeem else naam


def termijnen(gebruiker: Gebruiker) -> tuple[timedelta, timedelta]:
    """Idle and absolute limit of this person."""
    return PARTNER if gebruiker.is_partner else MEDEWERKER


def loopt_af_op(gebruiker: Gebruiker, begonnen: datetime, actief: datetime) -> datetime:
    idle, absoluut = termijnen(gebruiker)
    return min(actief + idle, begonnen + absoluut)
