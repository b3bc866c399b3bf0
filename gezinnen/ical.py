"""A calendar as text: the few lines of RFC 5545 that a feed of appointments needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

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
            f"DTSTART:{utc(item.begin)}",
            f"DTEND:{utc(item.einde)}",
            f"SUMMARY:{tekst(f'{item.soort} gezin {item.nummer}')}",
            f"URL:{site}{item.url}",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    regels.append("END:VCALENDAR")
    return b"".join(vouw(regel) + b"\r\n" for regel in regels)


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
