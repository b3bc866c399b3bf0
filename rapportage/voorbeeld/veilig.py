"""Instruments that were filled in, and the versions of the veiligheidsplan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gezinnen.models import Fase
from rapportage.voorbeeld.dossier import Dossier, Lid, werkdag
from rapportage.voorbeeld.verloop import vul
from veiligheid.models import (
    ARIJ_RT,
    HAVIK,
    Afname,
    Bodemeis,
    ContactBodemeis,
    Meelezing,
    Veiligheidsafspraak,
    Veiligheidsplan,
)

NIETS_GEZIEN = (
    "Daar is niets van gezien of gehoord.",
    "Gevraagd aan het kind en aan de school. Beiden zien dit niet.",
    "Bij het bezoek was hier geen teken van.",
)
LANG_GELEDEN = 14
"""A plan older than this was read by a colleague."""
NOG_ZIEN = ("Dit weten wij nog niet. Volgende bezoek vraag ik door.", "De huisarts is gevraagd, het antwoord komt nog.")


def maak_afnames(d: Dossier) -> None:
    s = d.situatie
    if not d.contacten or s.fase == Fase.WACHT or s.stand == "contact":
        return
    eerste = d.contacten[0].dag
    for nr, kind in enumerate(d.kinderen if d.ruim else d.kinderen[:1]):
        if s.stand == "concept" and nr == 0:
            neem_af(d, HAVIK, kind, eerste, concept=True)
        elif s.stand != "concept":
            neem_af(d, HAVIK, kind, eerste)
    if s.stand == "concept":
        return
    dag, laatste = eerste + timedelta(days=min(30, (d.einde - eerste).days)), d.dag(s.laatste)
    neem_af(d, ARIJ_RT, None, dag)
    while d.ruim and dag + timedelta(days=172) <= laatste:
        dag += timedelta(days=172)
        neem_af(d, ARIJ_RT, None, dag)


def neem_af(d: Dossier, code: str, kind: Lid | None, dag: date, *, concept: bool = False) -> None:
    instrument = d.gedeeld.instrumenten.get(code)
    if instrument is None:
        return
    dag = werkdag(dag)
    door, op = d.wie_op(dag), d.om(dag, 17)
    zorg = d.situatie.verloop in ("onder", "daalt")
    items = instrument.items[:5] if concept else instrument.items
    uitkomsten = instrument.uitkomsten
    uitkomst = uitkomsten[1 if zorg or kind is None else d.kans.choice((0, 0, 1))]
    nr = d.rij(
        Afname,
        instrument_id=instrument.id,
        kind_id=kind.id if kind else None,
        status="concept" if concept else "definitief",
        afgenomen_op=dag,
        aanleiding="Eerste contact" if kind else "Voor het gezinsplan",
        antwoorden={item.code: antwoord(d, item, kind, zorg=zorg) for item in items},
        uitkomst="" if concept else uitkomst,
        argument="" if concept else slotzin(d, kind),
        auteur_id=door,
        definitief_op=None if concept else op,
        created_at=op,
    )
    d.gebeurt("afname.bewaard" if concept else "afname.definitief", op, nr, door, instrument=code)


def antwoord(d: Dossier, item: Any, kind: Lid | None, *, zorg: bool) -> dict[str, str]:
    hoeveelste = min(d.kans.choices((0, 1, 2), (5, 5, 1) if zorg else (8, 3, 1))[0], len(item.antwoorden) - 1)
    waarom = ""
    if item.argument_verplicht or (hoeveelste == 1 and d.ruim):
        keuze = (NIETS_GEZIEN, d.thema.onveilig, NOG_ZIEN)[hoeveelste]
        waarom = vul(d, d.kans.choice(keuze), kind)
    return {"antwoord": item.antwoorden[hoeveelste], "argument": waarom}


def slotzin(d: Dossier, kind: Lid | None) -> str:
    eerste = vul(d, d.thema.bedreiging, kind)
    return f"{eerste} Er is ook steun: {next(iter(d.thema.krachten.values())).lower()}"


def maak_veiligheidsplannen(d: Dossier) -> None:
    s = d.situatie
    if not d.contacten or s.stand == "contact" or (s.fase == Fase.WACHT and s.verloop != "onder"):
        return
    dagen = [d.contacten[0].dag]
    if d.ruim and s.dagen > 120:
        dagen.append(d.contacten[len(d.contacten) // 2].dag)
    if d.ruim and s.verloop in ("onder", "daalt") and len(d.contacten) > 3:
        dagen.append(d.contacten[-1].dag)
    for nr, dag in enumerate(dagen, 1):
        maak_veiligheidsplan(d, nr, dag, gelezen=s.meegelezen or nr < len(dagen) or dag < d.dag(LANG_GELEDEN))


def maak_veiligheidsplan(d: Dossier, nummer: int, dag: date, *, gelezen: bool) -> None:
    door, op = d.wie_op(dag), d.om(dag, 17)
    thema = d.thema
    plan = d.rij(
        Veiligheidsplan,
        nummer=nummer,
        aanleiding=vul(d, thema.aanleiding),
        volgende_stap="Als de afspraken niet genoeg zijn, doe ik een verzoek tot onderzoek bij de Raad voor de Kinderbescherming. Dat heb ik het gezin verteld.",
        geldt_vanaf=dag,
        auteur_id=door,
        created_at=op,
    )
    d.gebeurt("veiligheidsplan.gemaakt", op, plan, door, nummer=nummer)
    for eis, gevolg in thema.eisen if d.ruim else thema.eisen[:1]:
        nr = d.rij(Bodemeis, veiligheidsplan_id=plan, eis=vul(d, eis), consequentie=vul(d, gevolg))
        for contact in d.contacten:
            if contact.dag >= dag and d.ruim and d.kans.random() < 0.15:
                d.rij(ContactBodemeis, contactmoment_id=contact.id, bodemeis_id=nr)
    for wie, wat, controle in thema.afspraken if d.ruim else thema.afspraken[:1]:
        velden = {"wie": vul(d, wie), "wat": vul(d, wat), "controle": vul(d, controle)}
        d.rij(Veiligheidsafspraak, veiligheidsplan_id=plan, tot=dag + timedelta(days=180), **velden)
    if gelezen:
        lees_mee(d, plan, nummer, dag, door)


def lees_mee(d: Dossier, plan: int, nummer: int, dag: date, auteur: int) -> None:
    collega = next(mens for mens in (d.team.senior, d.team.gedragsdeskundige) if mens != auteur)
    op = d.om(min(dag + timedelta(days=1), d.einde), 18)
    opmerking = d.kans.choice(
        (
            "",
            "Duidelijk. Vraag ook aan de school hoe zij het zien.",
            "Goed dat de kinderen weten wie zij kunnen bellen.",
        )
    )
    d.rij(Meelezing, veiligheidsplan_id=plan, opmerking=opmerking, door_id=collega, op=op)
    d.gebeurt("veiligheidsplan.meegelezen", op, plan, collega, nummer=nummer)
