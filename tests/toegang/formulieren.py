"""Read the forms out of a page and fill them in, as a browser without JavaScript would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Veld:
    naam: str
    soort: str
    waarde: str
    keuzes: list[str] = field(default_factory=list)


@dataclass
class Formulier:
    actie: str
    velden: list[Veld] = field(default_factory=list)

    def zoals_het_er_staat(self) -> dict[str, list[str]]:
        data: dict[str, list[str]] = {}
        for veld in self.velden:
            if veld.soort in ("checkbox", "radio"):
                continue
            data.setdefault(veld.naam, []).append(veld.waarde)
        return data


class Lezer(HTMLParser):
    """A form in a form, or a button in none, does nothing in a browser: the page is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.formulieren: list[Formulier] = []
        self.open: Formulier | None = None
        self.binnen = False
        self.keuze: Veld | None = None
        self.tekst: Veld | None = None
        self.sjabloon = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "template":
            self.sjabloon += 1
        elif tag == "form":
            assert not self.binnen, f"formulier in een formulier: {self.getpos()}"
            self.binnen = True
            self.begin_formulier(a)
        elif tag == "button" and a.get("type", "submit") == "submit" and not self.binnen and "form" not in a:
            raise AssertionError(f"knop buiten een formulier: {self.getpos()}")
        elif tag == "option" and self.keuze is not None:
            self.voeg_keuze_toe(a)
        elif tag in ("input", "select", "textarea", "button") and a.get("name") and not self.sjabloon:
            self.voeg_veld_toe(tag, a)

    def begin_formulier(self, a: dict[str, str]) -> None:
        if a.get("method", "").lower() == "post":
            self.open = Formulier(a.get("action", ""))
            self.formulieren.append(self.open)

    def voeg_keuze_toe(self, a: dict[str, str]) -> None:
        assert self.keuze is not None
        self.keuze.keuzes.append(a.get("value", ""))
        if "selected" in a:
            self.keuze.waarde = a.get("value", "")

    def voeg_veld_toe(self, tag: str, a: dict[str, str]) -> None:
        if self.open is None:
            return
        veld = Veld(a["name"], a.get("type", tag), a.get("value", ""))
        self.open.velden.append(veld)
        self.keuze = veld if tag == "select" else self.keuze
        self.tekst = veld if tag == "textarea" else self.tekst

    def handle_data(self, data: str) -> None:
        if self.tekst is not None:
            self.tekst.waarde += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.sjabloon -= 1
        if tag == "form":
            self.open, self.binnen = None, False
        elif tag == "select":
            self.keuze = None
        elif tag == "textarea":
            self.tekst = None


def lees_formulieren(html: str) -> list[Formulier]:
    """The POST forms of a page, without the one that signs out."""
    lezer = Lezer()
    lezer.feed(html)
    return [f for f in lezer.formulieren if "afmelden" not in f.actie]
