"""Marks in a text, typed or set with a button: `[feit: …]`, `[mening: …]`, `[mening van moeder: …]`, `[afspraak: …]`.

Facts, opinions and their source are kept apart (Jeugdwet 3.3). A mark may hold other marks; one that is not closed, or has an
unknown name, is plain text: nothing that somebody typed disappears.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NAMEN = {"feit": "feit", "mening": "mening", "afspraak": "afspraak"}
TEKEN = re.compile(r"\[(feit|mening|afspraak)(?:[ \t]+van[ \t]+([^\[\]:\n]{1,80}))?:[ \t]*|\]|\[", re.IGNORECASE)
DIEPST = 20


@dataclass
class Passage:
    """A marked part of a text: its kind, of whom the opinion is, and what is in it."""

    soort: str
    van: str = ""
    geopend_met: str = ""
    delen: list[str | Passage] = field(default_factory=list)

    @property
    def kop(self) -> str:
        """The kind in words, as it stands before the passage."""
        return f"{NAMEN[self.soort]} van {self.van}" if self.van else NAMEN[self.soort]


def ontleed(tekst: str) -> list[str | Passage]:
    """Split a text into plain parts and passages. Everything typed comes back, apart from the marks that were understood."""
    open_: list[Passage] = [Passage("")]
    waar = 0
    for gevonden in TEKEN.finditer(tekst):
        open_[-1].delen.append(tekst[waar : gevonden.start()])
        waar = gevonden.end()
        teken = gevonden[0]
        if teken == "]" and len(open_) > 1:
            sluit(open_)
        elif gevonden[1] and len(open_) <= DIEPST:
            open_.append(Passage(gevonden[1].lower(), (gevonden[2] or "").strip(), teken))
        elif teken.startswith("["):
            open_.append(Passage("", geopend_met=teken))
        else:
            open_[-1].delen.append(teken)
    open_[-1].delen.append(tekst[waar:])
    return samen([deel for passage in open_ for deel in (passage.geopend_met, *passage.delen)])


def sluit(open_: list[Passage]) -> None:
    """Close the innermost mark; a bracket that was no mark stays the text it was."""
    binnen = open_.pop()
    if binnen.soort:
        binnen.delen = samen(binnen.delen)
        open_[-1].delen.append(binnen)
    else:
        open_[-1].delen += samen([binnen.geopend_met, *binnen.delen, "]"])


def samen(delen: list[str | Passage]) -> list[str | Passage]:
    """Join plain parts that stand beside each other."""
    uit: list[str | Passage] = []
    for deel in delen:
        if isinstance(deel, str) and uit and isinstance(uit[-1], str):
            uit[-1] += deel
        elif deel != "":
            uit.append(deel)
    return uit


def als_html(delen: list[str | Passage]) -> SafeString:
    """Safe HTML: every typed character is escaped, the kind of a passage is said in words."""
    return format_html_join("", "{}", ((passage_html(d) if isinstance(d, Passage) else d,) for d in delen))


def passage_html(passage: Passage) -> SafeString:
    return format_html(
        '<mark class="passage {}"><strong>{}:</strong> {}</mark>', passage.soort, passage.kop, als_html(passage.delen)
    )


def als_tekst(delen: list[str | Passage]) -> str:
    """The same in plain words, for a line in a list."""
    return "".join(d if isinstance(d, str) else f"{d.kop}: {als_tekst(d.delen)}" for d in delen)
