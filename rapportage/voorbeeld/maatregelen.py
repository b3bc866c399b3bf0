"""Measures of the court, authorisations, hearings, and where the children live."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from gezinnen import models as g
from rapportage.voorbeeld import namen
from rapportage.voorbeeld.dossier import Dossier, Lid, maanden_later, werkdag

OTS, VOTS, VOOGDIJ, VOORLOPIGE_VOOGDIJ, JR, JR_VRIJWILLIG = "11", "12", "21", "22", "41", "42"
GESLOTEN, MUHP = "71", "72"
VOTS_WERD_OTS, VOLGENS_PLAN, GEZAG_BEEINDIGD = ("OTS", "07"), ("OTS", "04"), ("OTS", "05")


def maak_maatregelen(d: Dossier) -> None:
    if bouw := MAATREGELEN.get(d.situatie.maatregel):
        for kind in d.kinderen:
            bouw(d, kind)
        maak_zitting(d)
    maak_verblijf(d)


def leg_op(d: Dossier, kind: Lid, soort: str, begin: date, maanden: int | None, **velden: Any) -> int:
    """One order. The number of the order stands for the hearing, so all children of a family share it."""
    besluit, einde = werkdag(begin), maanden_later(begin, maanden) if maanden else None
    nr = d.rij(
        g.Maatregel,
        kind_id=kind.id,
        soort_id=soort,
        rechtbank=namen.RECHTBANKEN[d.gezin_id % 2] if d.ruim else namen.RECHTBANKEN[0],
        beschikkingsnummer=f"VB/{besluit.year}/{besluit:%m%d}-{d.nummer[5:]}",
        beschikking_op=besluit,
        kennis_op=besluit,
        begin=begin,
        einde=einde,
        bedreigingen=d.thema.bedreiging if soort in (OTS, VOTS) else "",
        **velden,
    )
    if einde and d.vandaag <= einde and "beeindigd_op" not in velden:
        d.maatregelen.append((nr, kind.id, einde))
    if d.ruim:
        d.gebeurt("maatregel.toegevoegd", d.om(max(besluit, d.start), 14), nr)
    return nr


def reden(d: Dossier, wat: tuple[str, str]) -> int:
    return d.gedeeld.redenen[wat]


def ots(d: Dossier, kind: Lid) -> int:
    begin = d.start + timedelta(days=5)
    return verleng_tot_nu(d, kind, leg_op(d, kind, OTS, begin, 12), begin)


def verleng_tot_nu(d: Dossier, kind: Lid, nr: int, begin: date) -> int:
    """An order of a year, and the next one when it is over."""
    while maanden_later(begin, 12) < d.vandaag:
        begin = maanden_later(begin, 12) + timedelta(days=1)
        nr = leg_op(d, kind, OTS, begin, 12, verlengt_id=nr)
    return nr


def ots_einde(d: Dossier, kind: Lid) -> None:
    """Ends in five weeks; the request to the court is there."""
    leg_op(d, kind, OTS, d.vandaag - timedelta(days=365 - 36), 12)


def ots_besluit(d: Dossier, kind: Lid) -> None:
    """Ends in less than sixteen weeks: whether to extend is to be decided now."""
    leg_op(d, kind, OTS, d.vandaag - timedelta(days=365 - 110), 12)


def ots_keten(d: Dossier, kind: Lid) -> None:
    begin, nr = d.start + timedelta(days=3), None
    for maanden in (6, 12, 12):
        if begin <= d.vandaag:
            nr = leg_op(d, kind, OTS, begin, maanden, verlengt_id=nr)
        begin = maanden_later(begin, maanden) + timedelta(days=1)


def ots_voorbij(d: Dossier, kind: Lid) -> None:
    einde = d.dag(d.situatie.afgesloten_dagen + 20)
    begin = einde - timedelta(days=300)
    leg_op(d, kind, OTS, begin, 12, beeindigd_op=einde, reden_einde_id=reden(d, VOLGENS_PLAN))


def dubbel_voorbij(d: Dossier, kind: Lid) -> None:
    ots_voorbij(d, kind)
    if is_jongere(d, kind):
        einde = d.dag(d.situatie.afgesloten_dagen + 20)
        leg_op(d, kind, JR, einde - timedelta(days=200), 6)


def vots(d: Dossier, kind: Lid) -> None:
    leg_op(d, kind, VOTS, d.start, 3)


def vots_ots(d: Dossier, kind: Lid) -> int:
    over = d.start + timedelta(days=70)
    leg_op(d, kind, VOTS, d.start, 3, beeindigd_op=over, reden_einde_id=reden(d, VOTS_WERD_OTS))
    return verleng_tot_nu(d, kind, leg_op(d, kind, OTS, over, 12), over)


def voogdij(d: Dossier, kind: Lid) -> None:
    over = d.start + timedelta(days=30)
    begin = over - timedelta(days=400)
    leg_op(d, kind, OTS, begin, 12, beeindigd_op=begin + timedelta(days=360), reden_einde_id=reden(d, GEZAG_BEEINDIGD))
    leg_op(d, kind, VOOGDIJ, over, None)


def jr(d: Dossier, kind: Lid) -> None:
    if is_jongere(d, kind):
        leg_op(d, kind, JR, d.start, 12)


def jr_vrijwillig(d: Dossier, kind: Lid) -> None:
    if is_jongere(d, kind):
        leg_op(d, kind, JR_VRIJWILLIG, d.start, 6)


def dubbel(d: Dossier, kind: Lid) -> None:
    """Jeugdbescherming and jeugdreclassering together."""
    ots(d, kind)
    jr(d, kind)


def schorsing(d: Dossier, kind: Lid) -> None:
    leg_op(d, kind, VOORLOPIGE_VOOGDIJ, d.dag(55), 3)


def is_jongere(d: Dossier, kind: Lid) -> bool:
    return kind.geboren is not None and (d.vandaag - kind.geboren).days > 12 * 365


def ots_met_machtiging(d: Dossier, kind: Lid) -> None:
    nr = ots(d, kind)
    begin = d.dag(min(200, d.situatie.dagen - 20))
    machtiging = verleen(d, kind, MUHP, nr, begin, 12, uitgevoerd_op=begin + timedelta(days=6))
    d.machtigingen[kind.id] = (machtiging, begin + timedelta(days=6))


def ots_met_machtiging_niet_uitgevoerd(d: Dossier, kind: Lid) -> None:
    verleen(d, kind, MUHP, ots(d, kind), d.dag(66), 6)


def gesloten(d: Dossier, kind: Lid) -> None:
    nr = ots(d, kind)
    begin = d.dag(80)
    machtiging = verleen(d, kind, GESLOTEN, nr, begin, 6, uitgevoerd_op=begin)
    d.machtigingen[kind.id] = (machtiging, begin)


def verleen(d: Dossier, kind: Lid, soort: str, maatregel: int, begin: date, maanden: int, **velden: Any) -> int:
    nr = d.rij(
        g.Machtiging,
        kind_id=kind.id,
        soort_id=soort,
        maatregel_id=maatregel,
        beschikkingsnummer=f"VB/{begin.year}/{begin:%m%d}-{d.nummer[5:]}-M",
        beschikking_op=werkdag(begin),
        begin=begin,
        einde=maanden_later(begin, maanden),
        **velden,
    )
    d.gebeurt("machtiging.toegevoegd", d.om(werkdag(begin), 15), nr)
    return nr


MAATREGELEN: dict[str, Callable[[Dossier, Lid], Any]] = {
    "ots": ots,
    "ots_einde": ots_einde,
    "ots_besluit": ots_besluit,
    "ots_keten": ots_keten,
    "ots_voorbij": ots_voorbij,
    "dubbel_voorbij": dubbel_voorbij,
    "vots": vots,
    "vots_ots": vots_ots,
    "voogdij": voogdij,
    "jr": jr,
    "jr_vrijwillig": jr_vrijwillig,
    "dubbel": dubbel,
    "schorsing": schorsing,
    "ots_muhp": ots_met_machtiging,
    "ots_muhp_niet": ots_met_machtiging_niet_uitgevoerd,
    "gesloten": gesloten,
}


def maak_zitting(d: Dossier) -> None:
    """The hearing of the first order, for some a coming one, and for some an aanwijzing."""
    begin = werkdag(d.start + timedelta(days=5))
    if begin >= d.vandaag:
        return
    uitkomst = d.kans.choice(("toegewezen", "toegewezen", "deels"))
    zitting(
        d,
        begin,
        "Eerste verzoek van de Raad voor de Kinderbescherming",
        uitkomst,
        "De rechter sprak de ouders en de kinderen apart.",
    )
    if d.situatie.maatregel in ("ots_einde", "ots_besluit", "ots_muhp"):
        zitting(d, d.vandaag + timedelta(days=d.kans.randint(4, 30)), "Verlenging van de ondertoezichtstelling", "", "")
    maatregel = d.gedeeld.tabellen.van[g.Maatregel].laatste
    if d.ruim and d.situatie.maatregel in ("ots", "vots_ots", "dubbel") and d.ouders and d.kans.random() < 0.6:
        verzonden = d.dag(20)
        if verzonden > d.start + timedelta(days=90):
            nr = d.rij(
                g.SchriftelijkeAanwijzing,
                maatregel_id=maatregel,
                aan_id=d.ouders[-1].id,
                tekst="U laat de hulp twee keer per week binnen en werkt mee aan de afspraken in het veiligheidsplan.",
                verzonden_op=verzonden,
                intrekking_gevraagd_op=d.dag(9) if d.kans.random() < 0.5 else None,
            )
            d.gebeurt("aanwijzing.toegevoegd", d.om(verzonden, 15), nr)


def zitting(d: Dossier, dag: date, onderwerp: str, uitkomst: str, toelichting: str) -> None:
    nr = d.rij(
        g.Zitting,
        op=d.om(dag, d.kans.randint(9, 15)),
        rechtbank=namen.RECHTBANKEN[0],
        onderwerp=onderwerp,
        uitkomst=uitkomst,
        toelichting=toelichting,
    )
    d.gebeurt("zitting.toegevoegd", d.om(min(dag, d.einde), 16), nr)


def maak_verblijf(d: Dossier) -> None:
    """Every child stays somewhere; the divorced have two homes, and some moved."""
    for kind in d.kinderen:
        if kind.id in d.machtigingen:
            uit_huis(d, kind, *d.machtigingen[kind.id])
        elif "uit_huis" in d.situatie.bijzonder:
            tijdelijk_uit_huis(d, kind)
        elif "pleeg" in d.situatie.bijzonder:
            verblijf(d, kind, "netwerkpleeg", "bij het pleeggezin", d.start + timedelta(days=20))
            verblijf(d, kind, "thuis", "bij moeder", d.start, tot=d.start + timedelta(days=19))
        elif "gescheiden" in d.situatie.bijzonder:
            verblijf(d, kind, "thuis", "bij moeder", d.start, nachten=4)
            verblijf(d, kind, "ouder_elders", "bij vader", d.start, nachten=3)
        else:
            verblijf(d, kind, "thuis", "thuis", d.start)


def tijdelijk_uit_huis(d: Dossier, kind: Lid) -> None:
    weg = d.start + timedelta(days=60)
    terug = weg + timedelta(days=d.kans.randint(20, 150))
    verblijf(d, kind, "thuis", "thuis", d.start, tot=weg - timedelta(days=1))
    verblijf(d, kind, "pleegzorg", "pleeggezin Lindewater", weg, tot=terug - timedelta(days=1))
    verblijf(d, kind, "thuis", "thuis", terug)


def uit_huis(d: Dossier, kind: Lid, machtiging: int, dag: date) -> None:
    verblijf(d, kind, "thuis", "bij moeder", d.start, tot=dag - timedelta(days=1))
    velden = {"machtiging_id": machtiging}
    if d.situatie.maatregel == "gesloten":
        verblijf(d, kind, "jeugdzorgplus", "JeugdzorgPlus De Proefhaven", dag, **velden)
        return
    over = dag + timedelta(days=24)
    waarom = "De crisisplek was voor korte tijd."
    verblijf(d, kind, "crisis", "crisisplek De Vuurtoren", dag, tot=over - timedelta(days=1), **velden)
    verblijf(d, kind, "pleegzorg", "pleeggezin Lindewater", over, reden=waarom, **velden)


def verblijf(d: Dossier, kind: Lid, soort: str, waar: str, vanaf: date, **velden: Any) -> None:
    nr = d.rij(g.Verblijf, kind_id=kind.id, soort_id=soort, waar=waar, vanaf=vanaf, **velden)
    if d.ruim:
        d.gebeurt("verblijf.toegevoegd", d.om(max(vanaf, d.start), 16), nr)
