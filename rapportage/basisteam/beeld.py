"""What the dashboard shows of one team, and of several beside each other. Every number is the length of the list that it opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse

from gezinnen.models import Niveau
from gezinnen.sorteren import sorteersleutel
from ggw.organisatie.rollen import Rol
from rapportage.basisteam.bespreken import Bespreking, bespreek, wachttijd
from rapportage.basisteam.feiten import Feiten, Plek
from rapportage.basisteam.lijsten import FASEN, LIJSTEN, tel
from rapportage.basisteam.standen import op_tijd, stand_van
from rapportage.basisteam.teams import Lid, Team, vervangen
from rapportage.models import Teamcijfer

EERSTE = 10
"""Families under "Eerst bespreken" on the dashboard; the others are in the list."""


ENKELVOUD = {
    "kinderen onder de 6": "kind onder de 6",
    "signalen niet beoordeeld": "signaal niet beoordeeld",
    "termijnen te laat": "termijn te laat",
    "wachten op hulp": "wacht op hulp",
    "open kwesties": "open kwestie",
    "vragen een besluit": "vraagt een besluit",
    "kwesties liggen bij u": "kwestie ligt bij u",
}


class Getal(NamedTuple):
    """A number with what it counts, the list it opens, and the colour of its badge (nothing: no badge)."""

    tekst: str
    getal: int | None
    url: str
    soort: str = ""
    eenheid: str = ""

    @property
    def woorden(self) -> str:
        """What it counts, as it reads after the number."""
        return ENKELVOUD.get(self.tekst, self.tekst) if self.getal == 1 else self.tekst

    @property
    def toon(self) -> str:
        return "–" if self.getal is None else f"{self.getal}{self.eenheid}"


@dataclass(frozen=True)
class Tegel:
    getal: Getal
    vorige: int | None
    """A week ago; None when it was not kept."""
    details: list[Getal] = field(default_factory=list)
    zin: str = ""


class Kolom(NamedTuple):
    """Of the grid: its head, the list behind its numbers and the colour of their badges."""

    kop: str
    wat: str
    soort: str = ""

    @property
    def kort(self) -> str:
        """The head as it stands under "Te laat"."""
        return self.kop.removesuffix(" te laat")


VOORAAN = (Kolom("Gezinnen", "gezinnen"), Kolom("Onder de 6", "onder-de-6", "rood"))
TE_LAAT = (
    Kolom("Veiligheid te laat", "veiligheid-laat", "rood"),
    Kolom("Contact te laat", "contact-laat", "oranje"),
    Kolom("Overleg te laat", "overleg-laat", "oranje"),
    Kolom("Plan te laat", "plan-laat", "oranje"),
    Kolom("Hulp te laat", "hulp-laat", "oranje"),
    Kolom("Maatregel te laat", "maatregel-laat", "rood"),
    Kolom("Anders te laat", "anders-laat", "oranje"),
)
"""Together all that is late and ours to do, each term in one column."""
ACHTERAAN = (Kolom("Komende week", "komende-week"), Kolom("Wacht op hulp", "wacht-op-hulp"))
KOLOMMEN = (*VOORAAN, *TE_LAAT, *ACHTERAAN)


@dataclass(frozen=True)
class Rij:
    """One person, or with `wie_id` None the whole team: a number for each of KOLOMMEN, and the caseload per phase."""

    wie_id: int | None
    naam: str
    werkt_hier: bool
    cellen: list[Getal]
    fasen: list[Getal]
    url: str
    weg: str = ""
    """Until when a colleague stands in, and who."""

    @property
    def caseload(self) -> str:
        return " · ".join(f"{fase.tekst} {fase.getal}" for fase in self.fasen)


@dataclass(frozen=True)
class Teamregel:
    """One team beside the others."""

    team: Team
    url: str
    getallen: list[tuple[Getal, int | None]]
    """With the number of a week ago."""


def lijstadres(team: int, wat: str, **rest: int | str) -> str:
    """`rest`: a number, or a word of our own that needs no escape in an address."""
    return f"{lijstpad(team)}?wat={wat}" + "".join(f"&{naam}={waarde}" for naam, waarde in rest.items())


@lru_cache(maxsize=1000)
def lijstpad(team: int) -> str:
    return reverse("rapportage:basisteam-lijst", kwargs={"pk": team})


def tegels(team: int, feiten: Feiten, vorige: dict[Teamcijfer, int]) -> list[Tegel]:
    stand = stand_van(feiten)

    def getal(code: Teamcijfer, wat: str, tekst: str, eenheid: str = "") -> Getal:
        return Getal(tekst, stand[code], lijstadres(team, wat), eenheid=eenheid)

    def detail(wat: str, tekst: str) -> Getal:
        return Getal(tekst, tel(wat, feiten), lijstadres(team, wat))

    deel = op_tijd(feiten)
    niveaus = [detail(f"kwesties-{niveau.value}", f"bij {niveau.label.lower()}") for niveau in Niveau]
    langste = max(((feiten.dag - v.verzonden_op).days for v in feiten.hulp if v.verzonden_op), default=0)
    return [
        Tegel(
            getal(Teamcijfer.ONDER_DE_ZES, "onder-de-6", "kinderen onder de 6"),
            vorige.get(Teamcijfer.ONDER_DE_ZES),
            met_iets([detail("zonder-cijfer", "zonder cijfer"), detail("signalen", "signalen niet beoordeeld")]),
        ),
        Tegel(
            getal(Teamcijfer.TE_LAAT, "te-laat", "termijnen te laat"),
            vorige.get(Teamcijfer.TE_LAAT),
            met_iets(
                [
                    detail("veiligheid-laat", "voor veiligheid"),
                    detail("te-laat-week", "langer dan een week"),
                    detail("bij-ander-laat", "bij een ander te laat"),
                ]
            ),
        ),
        Tegel(
            getal(Teamcijfer.OP_TIJD, "overleg", "overleg op tijd", "\u00a0%"),
            vorige.get(Teamcijfer.OP_TIJD),
            met_iets([detail("overleg-laat", "nu te laat")]),
            "laatste 12 weken" if deel is None else f"{deel[0]} van {deel[1]} in 12 weken",
        ),
        Tegel(
            getal(Teamcijfer.WACHT_OP_HULP, "wacht-op-hulp", "wachten op hulp"),
            vorige.get(Teamcijfer.WACHT_OP_HULP),
            zin=f"langste {wachttijd(langste)}" if feiten.hulp else "",
        ),
        Tegel(
            getal(Teamcijfer.KWESTIES, "kwesties", "open kwesties"), vorige.get(Teamcijfer.KWESTIES), met_iets(niveaus)
        ),
    ]


def met_iets(getallen: Iterable[Getal]) -> list[Getal]:
    return [getal for getal in getallen if getal.getal]


def rooster(team: int, feiten: Feiten, leden: Sequence[Lid]) -> list[Rij]:
    """A row for who guides or watches families, and for every gezinsmanager of the team; by name, it is no ranking. The team stands last."""
    telling, weg = Telling(feiten), vervangen(leden)
    rijen = [
        replace(rij(team, telling, wie_id, naam, werkt_hier=werkt_hier), weg=weg.get(wie_id, ""))
        for wie_id, naam, werkt_hier in personen(feiten.plekken, leden)
    ]
    return [*rijen, rij(team, telling, None, "Samen")]


class Telling:
    """How many rows of each list and families in each phase there are per person, and under None of all together: one walk through each list."""

    def __init__(self, feiten: Feiten) -> None:
        wie = {plek.gezin_id: plek.wie_id for plek in feiten.plekken}
        self.lijsten = {
            kolom.wat: per_persoon(wie[feit.gezin_id] for feit in LIJSTEN[kolom.wat].kies(feiten)) for kolom in KOLOMMEN
        }
        self.fasen = {fase: per_persoon(plek.wie_id for plek in feiten.plekken if plek.fase == fase) for fase in FASEN}


def per_persoon(mensen: Iterable[int]) -> Counter[int | None]:
    aantallen: Counter[int | None] = Counter(mensen)
    aantallen[None] = aantallen.total()
    return aantallen


def rij(team: int, telling: Telling, wie_id: int | None, naam: str, *, werkt_hier: bool = True) -> Rij:
    wie = {} if wie_id is None else {"wie": wie_id}
    cellen = [
        Getal(kolom.kop, telling.lijsten[kolom.wat][wie_id], lijstadres(team, kolom.wat, **wie), kolom.soort)
        for kolom in KOLOMMEN
    ]
    fasen = [
        Getal(kort, telling.fasen[fase][wie_id], lijstadres(team, "gezinnen", fase=fase.value, **wie))
        for fase, kort in FASEN.items()
        if telling.fasen[fase][wie_id]
    ]
    return Rij(wie_id, naam, werkt_hier, cellen, fasen, lijstadres(team, "bespreken", **wie))


def te_bespreken(feiten: Feiten) -> tuple[list[Bespreking], list[Bespreking], int]:
    """What is ours and what waits for somebody outside, both with the most urgent on top, and how many families are left out."""
    alle = bespreek(feiten)
    ons = [bespreking for bespreking in alle if bespreking.redenen]
    ander = [bespreking for bespreking in alle if not bespreking.redenen]
    getoond = (ons[:EERSTE], ander[: EERSTE // 2])
    return (*getoond, len(alle) - sum(map(len, getoond)))


def besluiten(team: int, feiten: Feiten, rol: str) -> list[Getal]:
    """What this person is asked to decide: points of the agenda, and kwesties that lie at the own level."""
    niveau = {Rol.SENIOR: Niveau.SENIOR, Rol.TEAMMANAGER: Niveau.TEAMMANAGER}.get(Rol(rol))
    getallen = [
        Getal("op de agenda", tel("agenda", feiten), lijstadres(team, "agenda")),
        Getal("vragen een besluit", tel("agenda-besluit", feiten), lijstadres(team, "agenda-besluit")),
    ]
    if niveau is not None:
        wat = f"kwesties-{niveau.value}"
        getallen.append(Getal("kwesties liggen bij u", tel(wat, feiten), lijstadres(team, wat)))
    return getallen


def naast_elkaar(teams: Sequence[Team], feiten: Feiten, vorige: dict[int, dict[Teamcijfer, int]]) -> list[Teamregel]:
    regels = []
    for team in teams:
        eigen = feiten.van({plek.gezin_id for plek in feiten.plekken if plek.team_id == team.pk})
        gezinnen = Getal("Gezinnen", len(eigen.plekken), lijstadres(team.pk, "gezinnen"))
        cijfers = [(tegel.getal, tegel.vorige) for tegel in tegels(team.pk, eigen, vorige[team.pk])]
        url = reverse("rapportage:basisteam", kwargs={"pk": team.pk})
        regels.append(Teamregel(team, url, [(gezinnen, None), *cijfers]))
    return regels


def personen(families: Iterable[Plek], leden: Sequence[Lid]) -> list[tuple[int, str, bool]]:
    """Who guides or watches these families and every gezinsmanager of the team, by name; with whether the account is open."""
    namen = {lid.pk: (lid.naam, True) for lid in leden}
    namen |= {plek.wie_id: (plek.wie, plek.werkt_hier) for plek in families}
    return sorted(((pk, *wie) for pk, wie in namen.items()), key=lambda rij: (sorteersleutel(rij[1]), rij[0]))
