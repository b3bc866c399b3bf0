"""Somebody at a browser without JavaScript: opens a page, fills the form that stands there, and sends what a browser sends."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm, BaseFormSet

Velden = dict[str, Any]


class Formulieren(HTMLParser):
    """The forms of a page that are posted, each with what it sends when nobody changes anything."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.gevonden: list[tuple[str, Velden, set[str]]] = []
        self._open: tuple[str, Velden, set[str]] | None = None
        self._keuze: tuple[str, bool, list[tuple[str, bool]]] | None = None
        self._vak: tuple[str, list[str]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag == "form":
            self._open = (a.get("action") or "", {}, set()) if (a.get("method") or "").lower() == "post" else None
            if self._open:
                self.gevonden.append(self._open)
        elif self._open and tag == "option" and self._keuze:
            self._keuze[2].append((a.get("value") or "", "selected" in a))
        elif self._open and a.get("name") and "disabled" not in a:
            self._veld(tag, str(a["name"]), a)

    def _veld(self, tag: str, naam: str, a: dict[str, str | None]) -> None:
        assert self._open
        _, velden, namen = self._open
        namen.add(naam)
        soort = (a.get("type") or "text").lower()
        if tag == "select":
            self._keuze = (naam, "multiple" in a, [])
        elif tag == "textarea":
            self._vak = (naam, [])
        elif tag == "input" and soort in ("checkbox", "radio"):
            if "checked" in a:
                velden.setdefault(naam, []).append(a["value"] or "" if "value" in a else "on")
        elif tag == "input" and soort not in ("submit", "button", "file", "image", "reset"):
            velden.setdefault(naam, []).append(a.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._vak:
            self._vak[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._vak and self._open:
            self._open[1].setdefault(self._vak[0], []).append("".join(self._vak[1]).removeprefix("\n"))
            self._vak = None
        elif tag == "select" and self._keuze and self._open:
            naam, meer, opties = self._keuze
            gekozen = [waarde for waarde, is_gekozen in opties if is_gekozen]
            if not gekozen and not meer and opties:
                gekozen = [opties[0][0]]
            self._open[1].setdefault(naam, []).extend(gekozen)
            self._keuze = None


def platte_tekst(html: str) -> str:
    """What stands on the page, on one line."""
    html = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def fouten(antwoord: Any) -> list[Any]:
    gevonden = []
    for laag in antwoord.context or []:
        for waarde in laag.values() if hasattr(laag, "values") else []:
            if isinstance(waarde, BaseForm) and waarde.errors:
                gevonden.append(dict(waarde.errors))
            elif isinstance(waarde, BaseFormSet) and waarde.total_error_count():
                gevonden.append([waarde.errors, waarde.non_form_errors()])
    return gevonden


class Mens:
    """`zie()` gives the text of a page, `vul()` sends the form on it and expects to be led on."""

    def __init__(self, client: Any, naam: str) -> None:
        self.client, self.naam = client, naam

    def open(self, url: str) -> Any:
        antwoord = self.client.get(url)
        assert antwoord.status_code == 200, f"{self.naam} opent {url}: {antwoord.status_code}"
        return antwoord

    def zie(self, url: str) -> str:
        return platte_tekst(self.open(url).content.decode())

    def vul(self, url: str, velden: Velden | None = None, *, naar: str = "", **meer: Any) -> Any:
        """On the page `url`, the form that has these fields (or goes to `naar`)."""
        velden = {**(velden or {}), **meer}
        pagina = self.open(url).content.decode()
        actie, staat_er = self._formulier(pagina, url, set(velden), naar)
        invoer = {**staat_er, **velden}
        antwoord = self.client.post(actie or url, invoer)
        assert antwoord.status_code == 302, (
            f"{self.naam} vult {url} in: {antwoord.status_code} {fouten(antwoord)} {platte_tekst(antwoord.content.decode())[:1500]}"
        )
        return antwoord

    def _formulier(self, pagina: str, url: str, namen: set[str], naar: str) -> tuple[str, Velden]:
        formulieren = Formulieren(pagina).gevonden
        for actie, velden, bekend in formulieren:
            if (actie or url.partition("?")[0]).endswith(naar) if naar else namen and namen <= bekend:
                return actie or url, velden
        bekende = [(actie, sorted(bekend)) for actie, _, bekend in formulieren]
        raise AssertionError(f"{url} heeft geen formulier {naar} met {sorted(namen)}; wel {bekende}")

    def klik(self, url: str) -> Any:
        """A button that is a form of its own, on a page that need not be opened."""
        antwoord = self.client.post(url)
        assert antwoord.status_code == 302, f"{self.naam} klikt {url}: {antwoord.status_code} {fouten(antwoord)}"
        return antwoord


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nVerzonnen\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def bestand(naam: str = "stuk.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, PDF, content_type="application/pdf")
