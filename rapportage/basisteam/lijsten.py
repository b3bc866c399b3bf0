"""The list behind each number: which facts are in it, and how each is a row. The number is the length of its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Fase, Niveau, Normeigenaar
from gezinnen.models.basisteamoverleg import BINDEND
from gezinnen.sorteren import sorteersleutel
from gezinnen.werkwijzer import onderwerpnamen
from rapportage.basisteam.bespreken import Bespreking, aantal_dagen, bespreek, sinds, wachttijd
from rapportage.basisteam.feiten import ALLES, Beurt, Feiten, Plek, Term
from rapportage.basisteam.soorten import ANDERS, ARIJ, VOORAAN
from veiligheid.models import SignaalSoort

WEEK = 7
PER_KIND = frozenset({"kind", "havik"})
"""Subjects of terms that are a child."""
FASEN = {
    Fase.WACHT: "wacht",
    Fase.VERBINDEN: "V&M",
    Fase.ONDERSTEUNEN: "O&V",
    Fase.BORGEN: "G&B",
    Fase.NAZORG: "nazorg",
}


@dataclass(frozen=True)
class Regel:
    """One row: what it is about, since when or how late in words, and in days to sort on (None: not a matter of time)."""

    plek: Plek
    wat: str
    url: str
    uitleg: str = ""
    wanneer: str = ""
    dagen: int | None = None
    soort: str = ""
    termijn: Term | None = None
    voor: str = ""
    """Name of the child that it is about."""
    bespreking: Bespreking | None = None

    @property
    def fase(self) -> str:
        return Fase(self.plek.fase).label

    @property
    def hele_uitleg(self) -> str:
        return "; ".join(filter(None, [self.voor and f"voor {self.voor}", self.uitleg]))


@dataclass(frozen=True)
class Lijst:
    """`kies` gives the facts in the order of importance, `regel` makes a row of one; `welke` are the facts that must be read."""

    titel: str
    kies: Callable[[Feiten], Sequence[Any]]
    regel: Callable[[Any, Plek, Feiten], Regel]
    welke: tuple[str, ...]
    uitleg: str = ""
    kop: str = "Wanneer"
    """Of the column that says how late or how bad."""

    def regels(self, feiten: Feiten) -> list[Regel]:
        per_gezin = {plek.gezin_id: plek for plek in feiten.plekken}
        return met_kind([self.regel(feit, per_gezin[feit.gezin_id], feiten) for feit in self.kies(feiten)])


def met_kind(regels: list[Regel]) -> list[Regel]:
    """A term that runs for each child says for whom."""
    namen = onderwerpnamen([r.termijn for r in regels if r.termijn and r.termijn.onderwerp_soort in PER_KIND])
    return [
        replace(r, voor=namen.get((r.termijn.onderwerp_soort, r.termijn.onderwerp_id), "")) if r.termijn else r
        for r in regels
    ]


def adres(naam: str, plek: Plek, **rest: int) -> str:
    return reverse(naam, kwargs={"nummer": plek.nummer, **rest})


def regel_gezin(plek: Plek, _: Plek, feiten: Feiten) -> Regel:
    week = (feiten.dag - plek.fase_sinds).days // 7 + 1
    return Regel(plek, Fase(plek.fase).label, adres("gezinnen:fase", plek), f"week {week} in deze fase")


def regel_kind(kind: Any, plek: Plek, _: Feiten) -> Regel:
    url = adres("veiligheid:metingen", plek)
    if kind.cijfer is None:
        return Regel(plek, kind.roepnaam, url, "nog geen cijfer voor de actuele veiligheid")
    vorige = "" if kind.vorig is None else f"vorige keer {kind.vorig}" + (f", {kind.beweging}" if kind.beweging else "")
    soort = "rood" if kind.onder_de_zes else ""
    return Regel(plek, kind.roepnaam, url, vorige, f"actueel {kind.cijfer}", soort=soort)


def regel_termijn(termijn: Term, plek: Plek, feiten: Feiten) -> Regel:
    laat = (feiten.dag - termijn.dag).days
    if termijn.wacht_op:
        uitleg = f"wacht op {termijn.wacht_op}"
    elif termijn.eigenaar is None:
        uitleg = f"aan zet: {Normeigenaar(termijn.eigenaar_rol).label.lower()}"
    else:
        uitleg = "" if termijn.eigenaar_id == plek.wie_id else f"aan zet: {termijn.eigenaar}"
    soort = "" if termijn.wacht_op or laat <= 0 else "rood" if termijn.is_zwaar else "oranje"
    wanneer = f"{aantal_dagen(laat)} te laat" if laat > 0 else f"over {aantal_dagen(-laat)}" if laat else "vandaag"
    url = gezinsadres("gezinnen:werkwijzer", plek.nummer)
    return Regel(plek, termijn.wat, url, uitleg, wanneer, laat, soort, termijn)


def regel_overleg(feit: Beurt | Term, plek: Plek, feiten: Feiten) -> Regel:
    if isinstance(feit, Term):
        return regel_termijn(feit, plek, feiten)
    uitleg = "op tijd" if feit.op_tijd else f"{aantal_dagen((feit.dag - feit.uiterlijk).days)} na de uiterste dag"
    geleden = (feiten.dag - feit.dag).days
    wanneer = f"{aantal_dagen(geleden)} geleden"
    return Regel(
        plek, "Uitvoerdersoverleg gehouden", adres("gezinnen:overleg", plek), uitleg, wanneer, geleden,
        "groen" if feit.op_tijd else "oranje",
    )  # fmt: skip


def regel_hulp(verwijzing: Any, plek: Plek, feiten: Feiten) -> Regel:
    dagen = (feiten.dag - verwijzing.verzonden_op).days
    status = verwijzing.get_status_display()
    uitleg = f"{verwijzing.aanbieder.naam}: {status[:1].lower()}{status[1:]}"
    url = adres("spic:verwijzing", plek, pk=verwijzing.pk)
    return Regel(plek, verwijzing.hulpvraag, url, uitleg, f"wacht {wachttijd(dagen)}", dagen)


def regel_kwestie(kwestie: Any, plek: Plek, feiten: Feiten) -> Regel:
    dagen = (feiten.dag - kwestie.begonnen_op).days
    bij = kwestie.get_niveau_display().lower() + (f" ({kwestie.bij_wie})" if kwestie.bij_wie else "")
    url = adres("gezinnen:kwestie", plek, pk=kwestie.pk)
    return Regel(plek, Truncator(kwestie.wat).chars(80), url, f"ligt bij {bij}", f"{aantal_dagen(dagen)} open", dagen)


def regel_bespreking(bespreking: Bespreking, plek: Plek, _: Feiten) -> Regel:
    teksten = [reden.zin for reden in (*bespreking.redenen, *bespreking.wacht)]
    wie = "aan ons" if bespreking.redenen else "wacht op een ander"
    return Regel(
        plek, teksten[0], plek.url, "; ".join(teksten[1:]), wie, soort=bespreking.eerste.soort,
        bespreking=bespreking,
    )  # fmt: skip


def regel_signaal(signaal: Any, plek: Plek, feiten: Feiten) -> Regel:
    soort = SignaalSoort(signaal.soort)
    dagen = (feiten.dag - timezone.localdate(signaal.ontvangen_op)).days
    url = adres("veiligheid:signaal", plek, pk=signaal.pk)
    kleur = "rood" if soort == SignaalSoort.SPOED else "oranje"
    return Regel(plek, soort.label, url, "nog niet beoordeeld", sinds(dagen), dagen, kleur)


def regel_punt(punt: Any, plek: Plek, feiten: Feiten) -> Regel:
    uitleg = "vraagt een besluit" if punt.soort in BINDEND else ""
    url = adres("gezinnen:agendapunt-besluit", plek, pk=punt.pk)
    return Regel(plek, punt.titel, url, uitleg, dagen=None)


def laat(soort: str) -> Callable[[Feiten], list[Term]]:
    return lambda feiten: feiten.laat_per_soort.get(soort, [])


def dringendst_eerst(termijnen: Sequence[Term]) -> list[Term]:
    """Those of VOORAAN in that order, and then the others; within each the order that they had."""
    plaats = {code: nummer for nummer, code in enumerate(VOORAAN)}
    return sorted(termijnen, key=lambda termijn: plaats.get(termijn.code, len(plaats)))


def arij_laat(feiten: Feiten) -> list[Term]:
    """Part of what is late of safety."""
    return [termijn for termijn in feiten.te_laat if termijn.code in ARIJ]


def week_laat(feiten: Feiten) -> list[Term]:
    return dringendst_eerst([termijn for termijn in feiten.te_laat if (feiten.dag - termijn.dag).days > WEEK])


def overleggen(feiten: Feiten) -> list[Beurt | Term]:
    """What counts for the share that was in time: late now first, then what was held, the newest first."""
    gehouden = sorted(feiten.beurten, key=lambda beurt: beurt.dag, reverse=True)
    return [*laat("overleg")(feiten), *gehouden]


def op_niveau(niveau: Niveau) -> Callable[[Feiten], list[Any]]:
    return lambda feiten: [kwestie for kwestie in feiten.kwesties if kwestie.niveau == niveau]


def onder_de_zes(feiten: Feiten) -> list[Any]:
    kinderen = [kind for kind in feiten.kinderen if kind.onder_de_zes]
    return sorted(kinderen, key=lambda kind: (kind.cijfer or 0, kind.beweging != "daalt"))


T, K = ("termijnen",), ("kwesties",)
ANDER = "Wij hoeven hier zelf nu niets voor te doen, behalve bellen als het te lang duurt."
KLEUREN = "Rood: het gaat om veiligheid of de wet. Oranje: ander werk."
DRINGEND = "Signalen en handelen na een cijfer onder de 6 staan bovenaan, daarna wat het langst te laat is."
LANGST = f"Het langst te laat staat bovenaan. {KLEUREN}"
LIJSTEN: dict[str, Lijst] = {
    "bespreken": Lijst(
        "Eerst bespreken",
        bespreek,
        regel_bespreking,
        ALLES,
        "Wat dringend is staat bovenaan: spoedsignalen, kinderen onder de 6, en wat te laat is voor veiligheid en wet. "
        "Wat op een ander wacht, staat onderaan.",
        kop="Wie is aan zet",
    ),
    "gezinnen": Lijst("Gezinnen", lambda f: f.plekken, regel_gezin, ()),
    "onder-de-6": Lijst(
        "Kinderen onder de 6", onder_de_zes, regel_kind, ("kinderen",),
        "Kinderen met een cijfer onder de 6 voor hoe veilig zij nu zijn. Het laagste cijfer staat bovenaan.", kop="Cijfer",
    ),
    "zonder-cijfer": Lijst(
        "Kinderen zonder cijfer", lambda f: [kind for kind in f.kinderen if kind.cijfer is None], regel_kind, ("kinderen",), kop="Cijfer"
    ),
    "signalen": Lijst(
        "Signalen niet beoordeeld", lambda f: f.signalen, regel_signaal, ("signalen",), "Spoed staat bovenaan."
    ),
    "te-laat": Lijst("Termijnen te laat", lambda f: dringendst_eerst(f.te_laat), regel_termijn, T, f"Wat aan ons is. {DRINGEND} {KLEUREN}"),
    "te-laat-week": Lijst("Langer dan een week te laat", week_laat, regel_termijn, T, f"{DRINGEND} {KLEUREN}"),
    "veiligheid-laat": Lijst(
        "Veiligheid te laat", lambda f: dringendst_eerst(laat("veiligheid")(f)), regel_termijn, T,
        "HAVIK en cijfers, ARIJ-RT, veiligheidsplan, handelen en meten na een cijfer onder de 6, signalen beoordelen, "
        f"en de blik op een wachtend gezin. {DRINGEND} Rood weegt zwaarder dan oranje.",
    ),
    "contact-laat": Lijst(
        "Contact te laat", laat("contact"), regel_termijn, T,
        f"Gezinsmanager toewijzen, eerste contact, kinderen zien volgens afspraak, en nazorg. {LANGST}",
    ),
    "overleg-laat": Lijst("Uitvoerdersoverleg te laat", laat("overleg"), regel_termijn, T, LANGST),
    "plan-laat": Lijst(
        "Plan te laat", laat("plan"), regel_termijn, T,
        "Familiegroepsplan, gezinsplan, evaluatie van het plan, een resultaat waar niets mee gebeurt, en borgingsplan. "
        f"Het veiligheidsplan staat bij veiligheid. {LANGST}",
    ),
    "hulp-laat": Lijst(
        "Hulp te laat", laat("hulp"), regel_termijn, T,
        f"Besluit over vervolg van hulp, einde van crisisinzet, en antwoord op een kwestie. Wat op de aanbieder wacht, staat hier niet. {LANGST}",
    ),
    "maatregel-laat": Lijst(
        "Maatregel te laat", laat("maatregel"), regel_termijn, T,
        f"Besluit over verlengen, meldingen aan de Raad, verzoek aan de rechtbank, en maatregelen en machtigingen die aflopen. {LANGST}",
    ),
    "anders-laat": Lijst(
        "Andere termijnen te laat", laat(ANDERS), regel_termijn, T,
        f"Wat bij geen ander soort hoort, zoals een informatieverzoek of de overdracht aan het lokaal team. {LANGST}",
    ),
    "arij-laat": Lijst("ARIJ te laat", arij_laat, regel_termijn, T, "Dit staat ook bij veiligheid te laat. Het langst te laat staat bovenaan."),
    "bij-ander-laat": Lijst("Te laat, en wacht op een ander", lambda f: f.laat_bij_ander, regel_termijn, T, ANDER),
    "komende-week": Lijst(
        "Komende week te doen", lambda f: f.binnen_een_week, regel_termijn, T, "Wat aan ons is. Wat het eerst moet, staat bovenaan."
    ),
    "overleg": Lijst(
        "Uitvoerdersoverleg in 12 weken", overleggen, regel_overleg, ("termijnen", "beurten"),
        "Gezinnen in Ondersteunen & volgen: elk overleg dat in de laatste 12 weken is gehouden, en elk overleg dat nu te laat is. "
        "Op tijd is binnen 6 weken na het vorige, of na het begin van deze fase. Bij de kengetallen tellen gezinnen op één dag: dat is een ander getal.",
    ),
    "wacht-op-hulp": Lijst("Wacht op hulp", lambda f: f.hulp, regel_hulp, ("hulp",), "Verstuurde verwijzingen. De hulp is nog niet begonnen."),
    "kwesties": Lijst("Open kwesties", lambda f: f.kwesties, regel_kwestie, K),
    **{
        f"kwesties-{niveau.value}": Lijst(f"Open kwesties: {niveau.label.lower()}", op_niveau(niveau), regel_kwestie, K)
        for niveau in Niveau
    },
    "agenda": Lijst(
        "Op de agenda van het basisteamoverleg", lambda f: f.punten, regel_punt, ("punten",),
        "Wat op het volgende overleg wacht. Wie een punt inbracht, besluit er niet over.",
    ),
    "agenda-besluit": Lijst(
        "Vraagt een besluit van het basisteamoverleg", lambda f: [punt for punt in f.punten if punt.soort in BINDEND],
        regel_punt, ("punten",),
    ),
}  # fmt: skip


def tel(wat: str, feiten: Feiten) -> int:
    return len(LIJSTEN[wat].kies(feiten))


SLEUTELS: dict[str, Callable[[Regel], Any]] = {
    "gezin": lambda regel: regel.plek.sorteernaam,
    "wie": lambda regel: (sorteersleutel(regel.plek.wie), regel.plek.wie_id),
    "lang": lambda regel: -(regel.dagen or 0),
}


def gesorteerd(regels: list[Regel], sorteer: str) -> list[Regel]:
    """By a word of SLEUTELS; of any other the order is that of importance. What is equal keeps that order."""
    return sorted(regels, key=SLEUTELS[sorteer]) if sorteer in SLEUTELS else regels
