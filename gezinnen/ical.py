"""A calendar as text: the few lines of RFC 5545 that a feed of appointments needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from gezinnen.aanhaken import AgendaItem

LANGSTE_REGEL = 75
"""Octets, without the line end (RFC 5545, 3.1)."""


def kalender(items: Iterable[AgendaItem], *, site: str, nu: datetime) -> bytes:
    """A VCALENDAR with one event for each item. A number and a link, no names."""
    regels = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//GGW//Agenda//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:GGW",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    domein = site.partition("://")[2].partition(":")[0]
    for item in items:
        regels += [
            "BEGIN:VEVENT",
            f"UID:{item.sleutel}@{domein}",
            f"DTSTAMP:{utc(nu)}",
            f"SEQUENCE:{item.keer}",
            *wanneer(item),
            f"SUMMARY:{tekst(item.titel)}",
            f"URL:{site}{item.url}",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    regels.append("END:VCALENDAR")
    return b"".join(vouw(regel) + b"\r\n" for regel in regels)


def als_bestand(items: Iterable[AgendaItem], *, naam: str, hoe: str = "attachment") -> HttpResponse:
    koppen = {"Cache-Control": "no-store, private", "Content-Disposition": f'{hoe}; filename="{naam}"'}
    inhoud = kalender(items, site=settings.SITE_URL, nu=timezone.now())
    return HttpResponse(inhoud, content_type="text/calendar; charset=utf-8", headers=koppen)


def wanneer(item: AgendaItem) -> list[str]:
    if item.hele_dag:
        dag = timezone.localdate(item.begin)
        return [f"DTSTART;VALUE=DATE:{dag:%Y%m%d}", f"DTEND;VALUE=DATE:{dag + timedelta(days=1):%Y%m%d}"]
    return [f"DTSTART:{utc(item.begin)}", f"DTEND:{utc(item.einde)}"]


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def tekst(waarde: str) -> str:
    """A TEXT value (3.3.11): backslash, comma, semicolon and line end escaped; other control characters dropped."""
    for teken, in_plaats in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        waarde = waarde.replace(teken, in_plaats)
    return "".join(teken for teken in waarde if teken >= " " and teken != "\x7f")


def vouw(regel: str) -> bytes:
    """Fold at 75 octets, never inside a character; what goes on begins with a space."""
    delen: list[bytes] = []
    deel = b""
    for teken in regel:
        letter = teken.encode()
        if len(deel) + len(letter) > LANGSTE_REGEL:
            delen.append(deel)
            deel = b" "
        deel += letter
    return b"\r\n".join([*delen, deel])
