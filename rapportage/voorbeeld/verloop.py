"""What happened since the family came: contacts, who was seen, marks per child, and what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from gezinnen import models as g
from gezinnen.models import ContactSoort, Fase
from rapportage.voorbeeld import verhalen
from rapportage.voorbeeld.dossier import Contact, Dossier, Lid, werkdag
from veiligheid.models import Veiligheidsmeting

SOORTEN = (
    (ContactSoort.HUISBEZOEK.value, 50),
    (ContactSoort.TELEFOON.value, 20),
    (ContactSoort.KANTOOR.value, 10),
    (ContactSoort.ELDERS.value, 9),
    (ContactSoort.ONLINE.value, 3),
    (ContactSoort.NIET_VERSCHENEN.value, 8),
)
OPENINGEN = {
    "huisbezoek": verhalen.OPENINGEN,
    "telefoon": verhalen.TELEFOON,
    "kantoor": verhalen.KANTOOR,
    "elders": verhalen.ELDERS,
    "online": verhalen.ONLINE,
    "niet_verschenen": verhalen.NIET_VERSCHENEN,
}
RUIM, ZUINIG = 26, 10
"""At most so many contacts in a family that is written out, and in one for measurements."""


def maak_verloop(d: Dossier) -> None:
    dagen = contactdagen(d)
    lijnen = {kind.id: lijn(d, len(dagen)) for kind in d.kinderen}
    vorig: dict[int, int] = {}
    for nr, dag in enumerate(dagen):
        maak_contact(d, dag, nr, len(dagen), {pk: cijfers[nr] for pk, cijfers in lijnen.items()}, vorig)
    maak_blijvend(d)
    maak_contactafspraken(d)
    maak_afspraken(d)


def contactdagen(d: Dossier) -> list[date]:
    """Close together at first, wider later; the last one is as long ago as the situation says."""
    s = d.situatie
    if s.stand == "niets":
        return []
    laatste, eerste = d.dag(s.laatste), d.start + timedelta(days=min(2, s.dagen - s.laatste))
    if eerste >= laatste:
        return [laatste]
    hoogstens = RUIM if d.ruim else ZUINIG
    stap = max((laatste - eerste).days / hoogstens, 7)
    dagen, dag = [], eerste
    while dag < laatste - timedelta(days=4):
        dagen.append(werkdag(dag))
        dag += timedelta(days=int(stap * d.kans.uniform(0.7, 1.3)) + 1)
    return [*dagen, laatste]


def lijn(d: Dossier, aantal: int) -> list[int]:
    """A mark for each contact, as the situation goes."""
    van, naar = {"stijgt": (5, 8), "daalt": (7, 5), "onder": (5, 4), "wisselt": (6, 6)}[d.situatie.verloop]
    cijfers = []
    for nr in range(aantal):
        verder = nr / max(aantal - 1, 1)
        ruis = d.kans.choice((-1, 0, 0, 0, 1)) if nr < aantal - 1 else 0
        golf = (-1, 0, 1, 0, -1, 1)[nr // 3 % 6] if d.situatie.verloop == "wisselt" and nr < aantal - 1 else 0
        cijfers.append(min(10, max(2, round(van + (naar - van) * verder) + ruis + golf)))
    return cijfers


def maak_contact(d: Dossier, dag: date, nr: int, aantal: int, cijfers: dict[int, int], vorig: dict[int, int]) -> None:
    kans = d.kans
    vast = nr in (0, aantal - 1)
    soort = "huisbezoek" if vast else kans.choices([s for s, _ in SOORTEN], [w for _, w in SOORTEN])[0]
    op = d.om(dag)
    auteur = d.wie_op(dag)
    contact = d.rij(g.Contactmoment, op=op, soort=soort, tekst=tekst(d, soort), auteur_id=auteur, created_at=op)
    d.contacten.append(Contact(contact, dag, soort))
    if d.ruim or vast:
        d.gebeurt("contact.vastgelegd", op, contact, auteur, contactsoort=soort)
    gezien = wie_er_was(d, contact, soort, alles=vast)
    if soort == "niet_verschenen":
        return
    for kind in d.kinderen:
        if kind.id in gezien or kans.random() < 0.25:
            meting(d, kind, cijfers[kind.id], vorig, {"op": op, "auteur_id": auteur, "contactmoment_id": contact})


def wie_er_was(d: Dossier, contact: int, soort: str, *, alles: bool) -> set[int]:
    """Write who was there; gives the children who were seen."""
    kans = d.kans
    if soort == "niet_verschenen":
        for ouder in d.ouders[:1]:
            d.rij(g.Aanwezigheid, contactmoment_id=contact, gezinslid_id=ouder.id, aanwezig="gemist", gezien="")
        return set()
    if d.ruim or alles:
        zet_volwassenen(d, contact)
    gezien = set()
    for kind in d.kinderen if soort not in ("telefoon", "kantoor") else []:
        if alles or kans.random() < 0.8:
            if d.ruim or alles:
                hoe = "gesproken" if kans.random() < 0.6 else "gezien"
                d.rij(g.Aanwezigheid, contactmoment_id=contact, gezinslid_id=kind.id, aanwezig="aanwezig", gezien=hoe)
            gezien.add(kind.id)
    return gezien


def zet_volwassenen(d: Dossier, contact: int) -> None:
    kans = d.kans
    for nr, ouder in enumerate(d.ouders):
        er = "aanwezig" if nr == 0 or kans.random() < 0.6 else "gemist"
        d.rij(g.Aanwezigheid, contactmoment_id=contact, gezinslid_id=ouder.id, aanwezig=er, gezien="")
    if d.netwerk and d.ruim and kans.random() < 0.25:
        wie = kans.choice(d.netwerk)[0]
        d.rij(g.Aanwezigheid, contactmoment_id=contact, netwerklid_id=wie, aanwezig="aanwezig", gezien="")


def meting(d: Dossier, kind: Lid, cijfer: int, vorig: dict[int, int], velden: dict[str, Any]) -> None:
    oud = vorig.get(kind.id)
    vorig[kind.id] = cijfer
    reden = waarom(d, kind, cijfer, oud)
    aanleiding = "blik" if d.situatie.fase == Fase.WACHT else "contact"
    d.rij(
        Veiligheidsmeting,
        kind_id=kind.id,
        soort="actueel",
        cijfer=cijfer,
        gever="gezinsmanager",
        reden=reden,
        aanleiding=aanleiding,
        created_at=velden["op"],
        **velden,
    )
    if d.ruim and d.kans.random() < 0.12:
        ander = min(10, max(1, cijfer + d.kans.choice((-2, -1, 0, 1, 2))))
        gever = d.kans.choice(("ouder", "jeugdige", "hulpverlener", "netwerk"))
        velden = velden | {"created_at": velden["op"], "aanleiding": "contact"}
        d.rij(Veiligheidsmeting, kind_id=kind.id, soort="actueel", cijfer=ander, gever=gever, reden="", **velden)


def waarom(d: Dossier, kind: Lid, cijfer: int, oud: int | None) -> str:
    if cijfer < 6:
        return vul(d, d.kans.choice(d.thema.onveilig), kind)
    if oud is None:
        return "Eerste cijfer."
    if cijfer == oud:
        return ""
    return (
        vul(d, d.kans.choice(d.thema.beter), kind) if cijfer > oud else "Er is weer meer spanning dan de vorige keer."
    )


def maak_blijvend(d: Dossier) -> None:
    """Blijvende veiligheid, about every six weeks from Ondersteunen & volgen on."""
    s = d.situatie
    if s.fase in (Fase.WACHT, Fase.VERBINDEN) or not d.kinderen:
        return
    begin, einde = d.start + timedelta(days=50), d.dag(s.laatste)
    aantal = max(1, min((einde - begin).days // 42 + 1, 9 if d.ruim else 3))
    hoog = 7 if "behaald" in s.bijzonder or s.verloop == "stijgt" else 5
    for kind in d.kinderen:
        for nr in range(aantal):
            dag = werkdag(begin + (einde - begin) * nr // max(aantal - 1, 1)) if aantal > 1 else werkdag(einde)
            cijfer = min(9, max(2, round(3 + (hoog - 3) * nr / max(aantal - 1, 1)) + d.kans.choice((0, 0, 1))))
            op = d.om(dag)
            reden = vul(d, d.kans.choice(d.thema.beter if nr else d.thema.onveilig), kind) if nr % 3 == 0 else ""
            d.rij(
                Veiligheidsmeting,
                kind_id=kind.id,
                soort="blijvend",
                cijfer=cijfer,
                gever="gezinsmanager",
                reden=reden,
                aanleiding="overleg",
                op=op,
                auteur_id=d.wie_op(dag),
                created_at=op,
            )


def maak_contactafspraken(d: Dossier) -> None:
    s = d.situatie
    if not s.weken or s.afgesloten_dagen:
        return
    for kind in d.kinderen:
        if d.ruim and s.dagen > 200:
            eerder = d.start + timedelta(days=90)
            d.rij(g.Contactafspraak, kind_id=kind.id, weken=1, vanaf=d.start, tot=eerder)
            d.rij(g.Contactafspraak, kind_id=kind.id, weken=s.weken, vanaf=eerder)
        else:
            d.rij(g.Contactafspraak, kind_id=kind.id, weken=s.weken, vanaf=d.start)


WAAROVER = (
    "Hoe gaat het nu",
    "Het plan samen doorlopen",
    "Praten met de kinderen",
    "Kennismaken",
    "Afspraken van vorige keer",
)


def maak_afspraken(d: Dossier) -> None:
    """What is planned, and one of the past that was cancelled."""
    for over in d.situatie.afspraken:
        soort = d.kans.choices(("huisbezoek", "kantoor", "telefoon"), (6, 2, 1))[0]
        waar = {"huisbezoek": "Thuis", "kantoor": "Kantoor, kamer 3", "telefoon": ""}[soort]
        dag = d.vandaag + timedelta(days=over)
        nr = d.rij(g.Afspraak, op=d.om(dag), soort=soort, waar=waar, waarover=d.kans.choice(WAAROVER), met_id=d.gm)
        d.gebeurt("afspraak.gemaakt", d.om(d.einde, 16), nr)
    if d.ruim and d.kans.random() < 0.3 and d.situatie.dagen > 30:
        dag = werkdag(d.dag(d.situatie.laatste + 8))
        op = d.om(dag)
        d.rij(
            g.Afspraak,
            op=op,
            soort="kantoor",
            waar="Kantoor",
            waarover="Bellen met de school",
            met_id=d.gm,
            afgezegd_op=op - timedelta(hours=5),
        )


def tekst(d: Dossier, soort: str) -> str:
    kans, thema = d.kans, d.thema
    delen: list[str] = [trek(d, OPENINGEN[soort])]
    if soort == "niet_verschenen":
        return vul(d, delen[0] + " " + "[afspraak: Ik bel morgen en plan een nieuwe dag.]")
    delen.append(trek(d, thema.feiten + verhalen.FEITEN))
    if d.ruim:
        delen.append(trek(d, verhalen.KRACHTZINNEN))
    delen.append(trek(d, thema.meningen + verhalen.MENINGEN))
    if soort not in ("telefoon", "kantoor") and kans.random() < 0.7:
        delen.append(trek(d, thema.kindzinnen + verhalen.KINDZINNEN))
    delen.append(trek(d, verhalen.SLOT))
    return vul(d, "\n".join(delen) if d.ruim else " ".join(delen))


def trek(d: Dossier, zinnen: tuple[str, ...]) -> str:
    """A sentence that was not used in this family before, as long as there are any."""
    if not d.ruim:
        return d.kans.choice(zinnen)
    stapel = d.stapels.setdefault(zinnen, [])
    if not stapel:
        stapel.extend(d.kans.sample(zinnen, len(zinnen)))
    return stapel.pop()


def vul(d: Dossier, zin: str, kind: Lid | None = None) -> str:
    """Put the names of this family in a sentence."""
    ouder = d.ouders[0] if d.ouders else d.leden[0]
    wie: Sequence[Lid] = [kind] if kind else d.kinderen or [lid for lid in d.leden if lid.jeugdige]
    steun = d.netwerk[-1][1] if d.netwerk else "de buurvrouw"
    woord = ouder.woord or "ouder"
    return zin.format(
        kind=d.kans.choice(wie).roepnaam if wie else "het kind",
        ouder=woord,
        Ouder=woord.capitalize(),
        naam=ouder.roepnaam,
        steun=steun,
    )
