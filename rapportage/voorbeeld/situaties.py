"""In which situation a family is. The first ones are the families of the main example account: a real Monday."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from gezinnen.models import Fase

# Days in each phase so far, for families that are only made for numbers.
DUUR = {
    Fase.WACHT: (2, 30),
    Fase.VERBINDEN: (3, 50),
    Fase.ONDERSTEUNEN: (80, 420),
    Fase.BORGEN: (260, 600),
    Fase.NAZORG: (380, 650),
    Fase.AFGESLOTEN: (420, 900),
}


@dataclass(frozen=True)
class Situatie:
    """`dagen`: since the family came. `fase_dagen`: in the phase of now. `laatste`: days since the last contact.

    `stand`, in the first phase: niets, contact, concept (a HAVIK that is not finished), klaar (a plan waits for the second
    person). `verloop`: how the marks move. `maatregel`: a key of `maatregelen.MAATREGELEN`. `bijzonder`: what else there is.
    `eerder_dagen`: how long before this begeleiding another one was closed; 0 when there was none.
    """

    fase: Fase
    dagen: int
    fase_dagen: int
    stand: str = ""
    kinderen: int = 0
    maatregel: str = ""
    verloop: str = "stijgt"
    laatste: int = 6
    weken: int = 2
    plannen: int = 0
    concept: bool = False
    afspraken: tuple[int, ...] = ()
    familiegroepsplan: str = "nee"
    overgedragen_dagen: int = 0
    afgesloten_dagen: int = 0
    eerder_dagen: int = 0
    meegelezen: bool = True
    documenten: int = 0
    bijzonder: frozenset[str] = frozenset()
    ruim: bool = True


def s(fase: Fase, dagen: int, fase_dagen: int, bijzonder: str = "", **rest: object) -> Situatie:
    return replace(Situatie(fase, dagen, fase_dagen, bijzonder=frozenset(bijzonder.split())), **rest)  # type: ignore[arg-type]


# (key of the gezinsmanager, situatie)
VAN_FATIMA = (
    # Verbinden & motiveren: from just assigned to a plan that waits for a colleague.
    s(Fase.VERBINDEN, 2, 2, stand="niets", kinderen=2, afspraken=(1,), weken=0),
    s(
        Fase.VERBINDEN,
        9,
        9,
        "tolk schrift:0",
        stand="contact",
        laatste=4,
        afspraken=(0, 8),
        weken=0,
        familiegroepsplan="",
    ),
    s(
        Fase.VERBINDEN,
        12,
        12,
        "ongeboren",
        stand="concept",
        laatste=3,
        afspraken=(2,),
        familiegroepsplan="nog_niet",
        meegelezen=False,
    ),
    s(
        Fase.VERBINDEN,
        52,
        45,
        "gescheiden",
        stand="klaar",
        laatste=9,
        weken=1,
        maatregel="ots",
        documenten=2,
        afspraken=(5,),
        familiegroepsplan="nee",
    ),
    # Ondersteunen & volgen.
    s(
        Fase.ONDERSTEUNEN,
        170,
        110,
        "gescheiden",
        plannen=1,
        verloop="stijgt",
        laatste=14,
        afspraken=(0,),
        maatregel="ots",
        documenten=2,
    ),
    s(
        Fase.ONDERSTEUNEN,
        290,
        235,
        "gekoppeld",
        plannen=2,
        verloop="wisselt",
        laatste=24,
        afspraken=(1,),
        overgedragen_dagen=120,
    ),
    s(
        Fase.ONDERSTEUNEN,
        210,
        160,
        "geheim",
        plannen=1,
        verloop="onder",
        laatste=2,
        weken=1,
        maatregel="vots_ots",
        documenten=3,
        afspraken=(0, 3),
        meegelezen=False,
    ),
    s(
        Fase.ONDERSTEUNEN,
        400,
        340,
        "behaald",
        plannen=2,
        verloop="stijgt",
        laatste=12,
        maatregel="ots_besluit",
        documenten=2,
        afspraken=(6,),
    ),
    s(
        Fase.ONDERSTEUNEN,
        330,
        260,
        "",
        plannen=1,
        concept=True,
        verloop="daalt",
        laatste=7,
        maatregel="ots_muhp",
        documenten=4,
        afspraken=(4,),
    ),
    s(
        Fase.ONDERSTEUNEN,
        240,
        190,
        "twaalf",
        kinderen=12,
        plannen=1,
        verloop="wisselt",
        laatste=13,
        familiegroepsplan="ja",
    ),
    s(
        Fase.ONDERSTEUNEN,
        150,
        95,
        "puber",
        kinderen=1,
        plannen=1,
        verloop="wisselt",
        laatste=20,
        weken=3,
        maatregel="dubbel",
        documenten=2,
        afspraken=(2,),
    ),
    # The last phases.
    s(Fase.BORGEN, 430, 40, "behaald", plannen=2, verloop="stijgt", laatste=8, weken=1, afspraken=(9,)),
    s(Fase.NAZORG, 510, 50, "behaald", plannen=2, verloop="stijgt", laatste=29, weken=4, afspraken=(1,)),
    # Watched while it waits.
    s(Fase.WACHT, 12, 12, "schrift:1", verloop="onder", laatste=7, weken=0, familiegroepsplan=""),
)
VAN_ANDEREN = (
    s(Fase.WACHT, 20, 20, verloop="wisselt", laatste=9, weken=0, familiegroepsplan=""),
    s(Fase.WACHT, 5, 5, "overleden", verloop="stijgt", laatste=3, weken=0, familiegroepsplan=""),
    s(Fase.WACHT, 33, 33, maatregel="ots", verloop="daalt", laatste=2, weken=0, familiegroepsplan=""),
    s(Fase.VERBINDEN, 1, 1, "schrift:2", stand="niets", weken=0),
    s(
        Fase.VERBINDEN,
        12,
        12,
        stand="contact",
        laatste=5,
        maatregel="vots",
        documenten=1,
        afspraken=(0,),
        familiegroepsplan="nog_niet",
    ),
    s(
        Fase.VERBINDEN,
        30,
        24,
        "halfzus",
        stand="concept",
        laatste=6,
        afspraken=(3,),
        familiegroepsplan="ja",
        meegelezen=False,
    ),
    s(Fase.VERBINDEN, 60, 52, stand="klaar", laatste=11, afspraken=(1,), familiegroepsplan="nee"),
    s(
        Fase.ONDERSTEUNEN,
        190,
        130,
        "overleden",
        plannen=1,
        laatste=10,
        maatregel="voogdij",
        documenten=2,
        afspraken=(7,),
    ),
    s(
        Fase.ONDERSTEUNEN,
        620,
        540,
        "pleeg",
        plannen=3,
        verloop="stijgt",
        laatste=9,
        maatregel="ots_keten",
        documenten=4,
    ),
    s(
        Fase.ONDERSTEUNEN,
        140,
        80,
        "",
        plannen=1,
        verloop="onder",
        laatste=4,
        maatregel="ots_muhp_niet",
        documenten=3,
        afspraken=(1,),
        meegelezen=False,
    ),
    s(Fase.ONDERSTEUNEN, 220, 170, "puber", kinderen=1, plannen=1, laatste=16, weken=2, maatregel="jr", documenten=1),
    s(
        Fase.ONDERSTEUNEN,
        300,
        230,
        "puber",
        kinderen=1,
        plannen=1,
        verloop="wisselt",
        laatste=3,
        maatregel="gesloten",
        documenten=3,
    ),
    s(Fase.ONDERSTEUNEN, 260, 200, "gescheiden gekoppeld", plannen=1, verloop="wisselt", laatste=12, afspraken=(0,)),
    s(Fase.ONDERSTEUNEN, 180, 120, "schrift:3 tolk", plannen=1, laatste=8, familiegroepsplan="ja", afspraken=(2,)),
    s(
        Fase.ONDERSTEUNEN,
        350,
        280,
        "geheim gescheiden",
        plannen=2,
        verloop="stijgt",
        laatste=15,
        maatregel="ots",
        overgedragen_dagen=200,
    ),
    s(Fase.ONDERSTEUNEN, 120, 60, "puber", kinderen=1, plannen=1, laatste=11, maatregel="jr_vrijwillig"),
    s(Fase.BORGEN, 480, 55, "behaald", plannen=2, laatste=7, weken=1),
    s(Fase.BORGEN, 390, 20, "behaald gescheiden", plannen=2, laatste=5, maatregel="ots_einde", weken=1, afspraken=(4,)),
    s(Fase.NAZORG, 560, 80, "behaald", plannen=2, laatste=26, weken=4),
    s(Fase.AFGESLOTEN, 610, 30, "behaald", plannen=2, afgesloten_dagen=30, laatste=34, maatregel="ots_voorbij"),
    s(Fase.AFGESLOTEN, 820, 240, "behaald", plannen=1, afgesloten_dagen=240, laatste=250),
    s(Fase.ONDERSTEUNEN, 90, 40, plannen=1, verloop="wisselt", laatste=6, afspraken=(3,), eerder_dagen=300),
    s(Fase.ONDERSTEUNEN, 110, 60, "", plannen=1, verloop="daalt", laatste=1, maatregel="schorsing", documenten=2),
)
MENGSEL = (
    (Fase.WACHT, 4),
    (Fase.VERBINDEN, 16),
    (Fase.ONDERSTEUNEN, 42),
    (Fase.BORGEN, 8),
    (Fase.NAZORG, 6),
    (Fase.AFGESLOTEN, 24),
)
MAATREGELEN = ("", "", "", "ots", "ots", "ots_einde", "vots_ots", "ots_keten", "ots_muhp", "voogdij")


def situatie(volgnummer: int, kans: Random) -> Situatie:
    """Of the family with this number (from 0): first what must be there, then a mixture."""
    if volgnummer < len(VAN_FATIMA):
        return VAN_FATIMA[volgnummer]
    if volgnummer < len(VAN_FATIMA) + len(VAN_ANDEREN):
        return VAN_ANDEREN[volgnummer - len(VAN_FATIMA)]
    return gemengd(kans, ruim=volgnummer < 200)


def gemengd(kans: Random, *, ruim: bool) -> Situatie:
    fase = kans.choices([fase for fase, _ in MENGSEL], [gewicht for _, gewicht in MENGSEL])[0]
    dagen = kans.randint(*DUUR[fase])
    af = kans.randint(5, dagen - 400) if fase == Fase.AFGESLOTEN else 0
    in_fase = {
        Fase.ONDERSTEUNEN: max(10, dagen - kans.randint(50, 75)),
        Fase.BORGEN: kans.randint(5, 90),
        Fase.NAZORG: kans.randint(5, 88),
        Fase.AFGESLOTEN: af,
    }.get(fase, dagen)
    verder = fase not in (Fase.WACHT, Fase.VERBINDEN)
    stand = kans.choice(("contact", "concept", "klaar")) if fase == Fase.VERBINDEN else ""
    return Situatie(
        fase,
        dagen,
        in_fase,
        stand=stand if dagen > 20 or not stand else "contact",
        maatregel="" if fase == Fase.AFGESLOTEN else kans.choice(MAATREGELEN),
        verloop=kans.choice(("stijgt", "stijgt", "wisselt", "wisselt", "daalt", "onder")),
        laatste=min(dagen, af + kans.randint(1, 22)),
        weken=0 if fase == Fase.WACHT else kans.choice((1, 2, 2, 3, 4)),
        plannen=(2 if dagen > 300 and ruim else 1) if verder else 0,
        afspraken=(kans.randint(0, 14),) if kans.random() < 0.5 and not af else (),
        familiegroepsplan=kans.choice(("nee", "nee", "ja", "nog_niet")),
        overgedragen_dagen=dagen // 2 if kans.random() < 0.1 and verder and not af else 0,
        afgesloten_dagen=af,
        meegelezen=kans.random() < 0.8,
        documenten=kans.randint(0, 2) if ruim else 0,
        bijzonder=frozenset(kans.sample(("gescheiden", "behaald", "tolk", "geheim", ""), 1)),
        ruim=ruim,
    )


GELEDEN = (130, 1900)
"""Days since the end of a begeleiding of years before: longer ago than the last team may still read it (three months)."""


def van_vroeger(kans: Random) -> Situatie:
    """A begeleiding that was closed years before, so that figures have a past. Measures become rarer, as in source 000."""
    af = kans.randint(*GELEDEN)
    dwang = kans.random() < 0.3 + 0.3 * af / GELEDEN[1]
    return Situatie(
        Fase.AFGESLOTEN,
        af + kans.randint(250, 700),
        af,
        maatregel=kans.choice(("ots_voorbij", "ots_voorbij", "dubbel_voorbij")) if dwang else "",
        verloop=kans.choice(("stijgt", "stijgt", "stijgt", "wisselt", "daalt")),
        laatste=af + kans.randint(1, 20),
        plannen=1,
        afgesloten_dagen=af,
        eerder_dagen=kans.choice((90, 250, 340, 340, 600)) if kans.random() < 0.45 else 0,
        bijzonder=frozenset(kans.sample(("gescheiden", "behaald", "behaald", "uit_huis", ""), 1)),
        ruim=False,
    )
