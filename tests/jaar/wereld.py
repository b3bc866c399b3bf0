"""One team, one clock, and the nights in between: what the product does by itself while a family walks through its year.

`naar()` stops on every day on which an open termijn asks something (a week before, the day, three and seven days late), does
there what the worker does each morning, and holds the result against rules written down a second time here: who must have been
told what (architectuur.md, ADR 0024), and what the werkwijzer of the gezinsmanager must say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.core import mail
from django.urls import reverse

from gezinnen.aanhaken import NORMBRONNEN
from gezinnen.models import Bericht, BerichtStatus, Gezin, Herinnering, Ladder, Normeigenaar, Sluiting, Termijn
from gezinnen.termijncontrole import controleer_termijnen
from gezinnen.termijnen import normen
from gezinnen.versturen import veeg
from gezinnen.werkwijzerpagina import VERSTE_DAG
from tests.gezinnen.termijnen import als_werker
from tests.jaar.klok import Klok
from tests.jaar.mens import Mens

VOORAF, OP_DE_DAG, SENIOR, TEAMMANAGER = "week", "dag", "laat3", "laat7"
GEOPEND, TE_LAAT, VOLDAAN = "geopend", "te laat", "voldaan"
LEIDING = {"basisteam": "sanne", "teammanager": "tom"}
"""Who hears it when no person is named: the team's senior, or the teammanager when it is theirs to do."""

Gezien = dict[str, set[str]]
"""Per norm the states in which a walk saw it."""


@dataclass
class Wereld:
    klok: Klok
    mensen: dict[str, Any]
    als: Any
    team: Any
    gemeente: Any
    gezien: Gezien = field(default_factory=lambda: defaultdict(set))
    verteld: dict[tuple[int, date], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    nachten: int = 0
    _binnen: dict[str, Mens] = field(default_factory=dict)

    # People

    def mens(self, naam: str) -> Mens:
        """Signed in; after a jump of the clock again, for a session does not last that long."""
        if naam not in self._binnen:
            self._binnen[naam] = Mens(self.als(self.mensen[naam]), naam)
        self.klok.later(minutes=1)
        return self._binnen[naam]

    # Time

    def naar(self, dag: date, uur: int = 10) -> None:
        """Live until this day, with a morning on each day that matters and on the last one; then it is `uur`."""
        assert dag > self.klok.vandaag
        while (volgende := self._volgende(dag)) <= dag:
            self.ochtend(volgende)
            if volgende == dag:
                break
        self.zet(dag, uur)

    def zet(self, dag: date, uur: int, minuut: int = 0) -> None:
        """Set the clock; whoever was signed in is not any more."""
        self.klok.naar(dag, uur, minuut)
        self._binnen.clear()

    def over(self, dagen: int) -> None:
        self.naar(self.klok.vandaag + timedelta(days=dagen))

    def _volgende(self, uiterlijk: date) -> date:
        dagen = {uiterlijk}
        for dag in Termijn.objects.open().values_list("dag", flat=True):
            dagen |= {dag + timedelta(days=over) for over in (-7, 0, 3, 7)}
        return min(dag for dag in dagen if dag > self.klok.vandaag)

    def ochtend(self, dag: date) -> None:
        self.zet(dag, 4, 30)
        normen.cache_clear()
        with als_werker():
            verschil = controleer_termijnen()
        assert verschil == Counter(), f"De nachtelijke controle van {dag} vond verschillen: {dict(verschil)}"
        self.zet(dag, 6, 30)
        gestuurd = len(mail.outbox)
        with als_werker():
            uitslag = veeg()
        assert len(mail.outbox) - gestuurd == uitslag["verzonden"]
        self.nachten += 1
        self.let_op_berichten()
        self.let_op_mensen()
        if any(self._nieuws(termijn) for termijn in Termijn.objects.open()):
            self.let_op_paginas()

    # What must be so each morning; the pages on the mornings that change them most

    def let_op_mensen(self) -> None:
        vandaag, is_verteld = self.klok.vandaag, defaultdict(set)
        rijen = Herinnering.objects.filter(termijn__gesloten_op__isnull=True, ontvanger__aanbieder__isnull=True)
        for herinnering in rijen.select_related("ontvanger"):
            sleutel = (herinnering.termijn_id, herinnering.dag)
            is_verteld[sleutel].add((voornaam(herinnering.ontvanger), herinnering.trede))
        for termijn in Termijn.objects.open().select_related("norm"):
            moet = self.verteld[(termijn.pk, termijn.dag)]
            moet |= self._te_vertellen(termijn, (vandaag - termijn.dag).days)
            hoort = is_verteld[(termijn.pk, termijn.dag)]
            assert hoort == moet, f"{termijn.code} van {termijn.dag}, op {vandaag}: {hoort}, niet {moet}"
            self.gezien[termijn.code] |= {GEOPEND, *(trede for _, trede in hoort)}

    def _nieuws(self, termijn: Termijn) -> bool:
        """Due today, late for three days, or the first of its norm that is late at all."""
        dagen = self.dagen(termijn)
        return dagen in (0, -3) or (dagen < 0 and TE_LAAT not in self.gezien[termijn.code])

    def _te_vertellen(self, termijn: Termijn, laat: int) -> set[tuple[str, str]]:
        """Staff: whom a provider is told of what waits for it is another matter."""
        if termijn.norm.ladder == Ladder.GEEN or self._is_van_aanbieder(termijn):
            return set()
        naam = self._naam(termijn.eigenaar_id) or LEIDING.get(termijn.eigenaar_rol, "sanne")
        wie = set()
        if laat >= 0:
            wie.add((naam, OP_DE_DAG))
        elif laat >= -7 and not termijn.wacht_op and self._lang_genoeg_open(termijn):
            wie.add((naam, VOORAF))
        if termijn.norm.ladder == Ladder.VOLLEDIG and not termijn.wacht_op:
            wie |= {
                (leider, trede) for leider, trede, na in (("sanne", SENIOR, 3), ("tom", TEAMMANAGER, 7)) if laat >= na
            }
        return wie

    def _is_van_aanbieder(self, termijn: Termijn) -> bool:
        if termijn.eigenaar_rol != Normeigenaar.HOOFDAANNEMER:
            return False
        return termijn.eigenaar is None or termijn.eigenaar.aanbieder_id is not None

    def _lang_genoeg_open(self, termijn: Termijn) -> bool:
        return bool(termijn.created_at.astimezone(self.klok.zone).date() < termijn.dag - timedelta(days=7))

    def _naam(self, gebruiker_id: int | None) -> str:
        return next((naam for naam, mens in self.mensen.items() if mens.pk == gebruiker_id), "")

    def let_op_berichten(self) -> None:
        """All that was planned has gone, and no mail says whom it is about."""
        assert not Bericht.objects.exclude(status__in=[BerichtStatus.VERZONDEN, BerichtStatus.VERVALLEN]).exists()
        namen = list(Gezin.objects.values_list("naam", flat=True))
        for brief in mail.outbox:
            assert not [naam for naam in namen if naam in f"{brief.subject} {brief.body}"]

    def let_op_paginas(self) -> None:
        for gezin in Gezin.objects.filter(begeleidingen__afgesloten_op__isnull=True):
            open_ = list(Termijn.objects.open().filter(gezin=gezin))
            wijzer = self.werkwijzer(gezin)
            for termijn in open_:
                self._staat_er(termijn, wijzer)
            zonder = [regel for regel in wijzer.open if not any(regel.past_bij(t, self.dagen(t)) for t in open_)]
            assert not zonder, f"Op {self.klok.vandaag} staat er iets dat niet open is: {zonder}"

    def _staat_er(self, termijn: Termijn, wijzer: Werkwijzer) -> None:
        bron, dagen = NORMBRONNEN[f"{termijn.code}/{termijn.onderwerp_soort}"], self.dagen(termijn)
        if dagen > VERSTE_DAG:
            return
        vak = wijzer.wacht if termijn.wacht_op else wijzer.nu if dagen <= bron.vooruit else wijzer.later
        assert any(regel.past_bij(termijn, dagen) for regel in vak), (
            f"Op {self.klok.vandaag} mist de werkwijzer {termijn.code} ({woorden(dagen)}): {wijzer}"
        )
        if dagen < 0:
            self.gezien[termijn.code].add(TE_LAAT)

    def dagen(self, termijn: Termijn) -> int:
        return (termijn.dag - self.klok.vandaag).days

    # Looking

    def werkwijzer(self, gezin: Gezin) -> Werkwijzer:
        wie = self._naam(gezinsmanager_van(gezin)) or "sanne"
        return Werkwijzer.lees(self.mens(wie).open(url("werkwijzer", gezin)).content.decode())

    def vandaag(self, naam: str) -> dict[str, list[str]]:
        """Per card of Vandaag what stands there: step and badge."""
        html = self.mens(naam).open(reverse("rapportage:vandaag")).content.decode()
        vakken = ("te-laat", "voor-vandaag", "deze-week", "aanvullen", "wacht", "voor-collega", "signalen")
        return {vak: [f"{r.tekst}: {r.merk}" for r in lees_vak(html, vak)] for vak in vakken}

    def uitkomst(self) -> Gezien:
        """At the end: with what was met on the way."""
        for code in Termijn.objects.filter(sluiting=Sluiting.VOLDAAN).values_list("code", flat=True):
            self.gezien[code].add(VOLDAAN)
        return self.gezien

    def verteld_over(self, code: str, dag: date | None = None) -> set[tuple[str, str]]:
        """(first name, trede) of all staff who were told of this norm, for the termijn of this day or of any."""
        rijen = Herinnering.objects.filter(termijn__code=code, ontvanger__aanbieder__isnull=True)
        rijen = rijen.select_related("ontvanger")
        rijen = rijen.filter(dag=dag) if dag else rijen
        return {(voornaam(h.ontvanger), h.trede) for h in rijen}

    def onderwerpen_aan(self, naam: str) -> list[str]:
        """Subjects of the mails that this person got today."""
        adres, vandaag = self.mensen[naam].email, self.klok.vandaag
        rijen = Bericht.objects.filter(ontvanger_id=self.mensen[naam].pk, verzonden_op__date=vandaag)
        aantal = rijen.filter(kanaal="mail").count()
        return [b.subject for b in [b for b in mail.outbox if b.to == [adres]][-aantal:]] if aantal else []


@dataclass(frozen=True)
class Regel:
    tekst: str
    merk: str

    def past_bij(self, termijn: Termijn, dagen: int) -> bool:
        bron = NORMBRONNEN[f"{termijn.code}/{termijn.onderwerp_soort}"]
        patroon = ".+".join(re.escape(deel) for deel in bron.stap.split("{wie}"))
        return self.merk == woorden(dagen) and bool(re.fullmatch(patroon, self.tekst, re.IGNORECASE))


@dataclass(frozen=True)
class Werkwijzer:
    """The cards of the page, line by line, as they stand there."""

    nu: list[Regel]
    wacht: list[Regel]
    later: list[Regel]
    gedaan: list[Regel]

    @classmethod
    def lees(cls, html: str) -> Werkwijzer:
        return cls(*(lees_vak(html, naam) for naam in ("nu", "wacht", "later", "gedaan")))

    @property
    def open(self) -> list[Regel]:
        return [*self.nu, *self.wacht, *self.later]

    def zegt(self, tekst: str) -> str:
        """The badge behind the line that begins so, or nothing when it is not there."""
        return next((regel.merk for regel in self.open if regel.tekst.startswith(tekst)), "")

    def deed(self, tekst: str) -> str:
        """When it was done, and how late."""
        return next((regel.merk for regel in self.gedaan if regel.tekst.startswith(tekst)), "")


def lees_vak(html: str, naam: str) -> list[Regel]:
    """The lines of the card with this id."""
    _, staat_er, rest = html.partition(f'id="{naam}"')
    vak = rest.partition("</section>")[0] if staat_er else ""
    return [Regel(*_lees_regel(li)) for li in vak.split("<li>")[1:]]


def _lees_regel(li: str) -> tuple[str, str]:
    tekst = re.search(r"<(?:a|span)\b[^>]*>(.*?)</(?:a|span)>", li, re.DOTALL)
    achter = li[tekst.end() :] if tekst else li
    merk = re.search(r'<span class="merk[^"]*"[^>]*>(.*?)</span>|<small>(.*?)</small>', achter, re.DOTALL)
    gevonden = (merk[1] or merk[2] or "") if merk else ""
    return _schoon(tekst[1]) if tekst else "", _schoon(gevonden)


def _schoon(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def woorden(dagen: int) -> str:
    if dagen == 0:
        return "vandaag"
    aantal = "1 dag" if abs(dagen) == 1 else f"{abs(dagen)} dagen"
    return f"{aantal} te laat" if dagen < 0 else f"over {aantal}"


def voornaam(mens: Any) -> str:
    return str(mens.naam.split()[0].lower())


def gezinsmanager_van(gezin: Gezin) -> int | None:
    rij = gezin.toewijzingen.filter(tot__isnull=True).first()
    return rij.gezinsmanager_id if rij else None


def url(naam: str, gezin: Gezin | None = None, *args: Any, app: str = "gezinnen") -> str:
    return reverse(f"{app}:{naam}", args=[*([gezin.nummer] if gezin else []), *args])


def nl(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"


def codes() -> Iterable[str]:
    return sorted({bron.code for bron in NORMBRONNEN.values()})
