"""One whole family: the order in which its parts are written."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from gezinnen import models as g
from gezinnen.models import Fase
from gezinnen.sorteren import gezinssleutel
from rapportage.voorbeeld import aanmeldingen, documenten, leden, maatregelen, namen, plannen, veilig, verhalen, verloop
from rapportage.voorbeeld.dossier import Dossier, Gedeeld
from rapportage.voorbeeld.situaties import VAN_FATIMA, Situatie, situatie, van_vroeger
from rapportage.voorbeeld.teams import Team

FASEN = (Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN, Fase.NAZORG, Fase.AFGESLOTEN)


def maak_gezin(gedeeld: Gedeeld, volgnummer: int, zaad: int) -> None:
    """The family with this number (from 0), always the same for the same seed."""
    kans = Random(f"{zaad}-{volgnummer}")  # noqa: S311 (example data: it must be repeatable)
    team = gedeeld.organisatie.team_van(0 if volgnummer < len(VAN_FATIMA) else volgnummer)
    schrijf_gezin(gedeeld, volgnummer, kans, situatie(volgnummer, kans), team)


def maak_gezin_van_vroeger(gedeeld: Gedeeld, volgnummer: int, zaad: int) -> None:
    """One that was closed years before. The numbers go on after those of the families of now."""
    kans = Random(f"{zaad}-vroeger-{volgnummer}")  # noqa: S311 (example data: it must be repeatable)
    teams = gedeeld.organisatie.teams
    schrijf_gezin(gedeeld, volgnummer, kans, van_vroeger(kans), teams[volgnummer % len(teams)])


def schrijf_gezin(gedeeld: Gedeeld, volgnummer: int, kans: Random, hoe: Situatie, team: Team) -> None:
    d = Dossier(
        gedeeld=gedeeld,
        kans=kans,
        situatie=hoe,
        thema=verhalen.kies_thema(kans, jeugd="puber" in hoe.bijzonder),
        team=team,
        gm=0,
        nummer="",
    )
    d.gm = wie_begeleidt(d, volgnummer)
    d.nummer = nieuw_nummer(gedeeld, d.start)
    van = leden.familie(kans, hoe, volgnummer)
    maak_hoofd(d, van)
    leden.maak_leden(d, van)
    leden.maak_netwerk(d)
    maak_begeleiding(d)
    aanmeldingen.maak_aanmelding(d)
    verloop.maak_verloop(d)
    maatregelen.maak_maatregelen(d)
    veilig.maak_afnames(d)
    veilig.maak_veiligheidsplannen(d)
    plannen.maak_familiegroepsplan(d)
    plannen.maak_plannen(d)
    documenten.maak_documenten(d)
    d.schrijf_tijdlijn()


def wie_begeleidt(d: Dossier, volgnummer: int) -> int:
    """The first families are of the first gezinsmanager of the first team; she has no others of the mixture."""
    team = d.team
    if volgnummer < len(VAN_FATIMA):
        return team.gezinsmanagers[0]
    anderen = team.gezinsmanagers[1:] if team is d.gedeeld.organisatie.teams[0] else team.gezinsmanagers
    return anderen[(volgnummer // 3) % len(anderen)]


def nieuw_nummer(gedeeld: Gedeeld, start: date) -> str:
    gedeeld.tellers[str(start.year)] += 1
    return f"{start.year}-{gedeeld.tellers[str(start.year)]:04d}"


def maak_hoofd(d: Dossier, van: leden.Familie) -> None:
    kans, org = d.kans, d.gedeeld.organisatie
    (tussen, achter), _, _, taal = van
    naam = f"{tussen[:1].upper()}{tussen[1:]} {achter}".strip()
    d.gezin_id = d.gedeeld.tabellen.van[g.Gezin].voeg_toe(
        nummer=d.nummer,
        naam=naam,
        sorteernaam=gezinssleutel(naam),
        gemeente_id=kans.choice(org.gemeenten)[0],
        lokaal_team_id=kans.choice(org.lokale_teams),
        wijk=kans.choice(namen.WIJKEN),
        tolk_taal=taal if "tolk" in d.situatie.bijzonder and taal != "Nederlands" else "",
        wens_geslacht_werker="vrouw" if kans.random() < 0.08 else "",
        waarschuwing=kans.choice(WAARSCHUWINGEN) if d.ruim and kans.random() < 0.2 else "",
        created_at=d.om(d.start),
    )


WAARSCHUWINGEN = (
    "Grote hond in de tuin. Bel eerst.",
    "Ga met zijn tweeën.",
    "De bel is stuk, klop op het raam.",
    "Vader mag niet weten wanneer u komt.",
)


def maak_begeleiding(d: Dossier) -> None:
    s = d.situatie
    sinds = d.dag(s.fase_dagen)
    if s.eerder_dagen:
        maak_eerdere_begeleiding(d)
    d.begeleiding_id = d.rij(
        g.Begeleiding,
        fase=s.fase,
        fase_sinds=sinds,
        begonnen_op=d.start,
        afgesloten_op=sinds if s.fase == Fase.AFGESLOTEN else None,
        reden_einde_id="doel" if s.fase == Fase.AFGESLOTEN else None,
    )
    if s.fase == Fase.WACHT:
        maak_wachtplek(d)
        overgang(d, "", Fase.WACHT, d.start)
        return
    maak_toewijzing(d)
    dagen = dagen_van_overgang(s)
    van = Fase.WACHT.value if s.dagen > 40 and d.kans.random() < 0.4 else ""
    if van:
        d.rij(
            g.Wachtplek,
            begeleiding_id=d.begeleiding_id,
            wachter_id=d.gm,
            basisteam_id=d.team.id,
            vanaf=d.start,
            tot=d.dag(dagen[0]),
        )
        overgang(d, "", Fase.WACHT, d.start)
    for fase, geleden in zip(FASEN, dagen, strict=False):
        overgang(d, van, fase, d.dag(geleden))
        van = fase


def maak_eerdere_begeleiding(d: Dossier) -> None:
    einde = d.start - timedelta(days=d.situatie.eerder_dagen)
    begin = einde - timedelta(days=400)
    d.begeleiding_id = d.rij(
        g.Begeleiding,
        fase=Fase.AFGESLOTEN,
        fase_sinds=einde,
        begonnen_op=begin,
        afgesloten_op=einde,
        reden_einde_id="doel",
    )
    d.rij(
        g.Toewijzing,
        begeleiding_id=d.begeleiding_id,
        gezinsmanager_id=d.gm,
        basisteam_id=d.team.id,
        vanaf=begin,
        tot=einde,
        reden="",
        door_id=d.team.teammanager,
    )
    van = ""
    for fase, na in zip(FASEN, (0, 50, 250, 310, 400), strict=True):
        overgang(d, van, fase, begin + timedelta(days=na))
        van = fase.value


def dagen_van_overgang(s: Situatie) -> list[int]:
    """For each phase up to the one of now: how many days ago it began."""
    hoeveelste = FASEN.index(s.fase)
    eerste = s.fase_dagen if hoeveelste == 0 else s.dagen - min(5, (s.dagen - s.fase_dagen) // 2)
    stap = (eerste - s.fase_dagen) / max(hoeveelste, 1)
    tweede = min(50, int(stap)) if hoeveelste else 0
    dagen = [eerste]
    for nr in range(1, hoeveelste + 1):
        rest = (eerste - tweede - s.fase_dagen) * (nr - 1) / max(hoeveelste - 1, 1)
        dagen.append(s.fase_dagen if nr == hoeveelste else int(eerste - tweede - rest))
    return dagen


def overgang(d: Dossier, van: str, naar: str, dag: date) -> None:
    door = d.team.teammanager
    nr = d.rij(
        g.Faseovergang,
        begeleiding_id=d.begeleiding_id,
        van=van,
        naar=naar,
        op=dag,
        door_id=door,
        created_at=d.om(dag, 11),
    )
    if van:
        d.gebeurt("fase.gewijzigd", d.om(dag, 11), nr, door, van=str(van), naar=str(naar))


def maak_toewijzing(d: Dossier) -> None:
    s = d.situatie
    velden = {"begeleiding_id": d.begeleiding_id, "basisteam_id": d.team.id, "door_id": d.team.teammanager}
    tot = d.dag(s.afgesloten_dagen) if s.afgesloten_dagen else None
    if not s.overgedragen_dagen:
        nr = d.rij(g.Toewijzing, gezinsmanager_id=d.gm, vanaf=d.start, tot=tot, reden="", **velden)
        d.gebeurt("toewijzing.begonnen", d.om(d.start, 10), nr, d.team.teammanager)
        return
    per = d.dag(s.overgedragen_dagen)
    eerder = d.rij(g.Toewijzing, gezinsmanager_id=d.vorige_gm, vanaf=d.start, tot=per, reden="", **velden)
    d.gebeurt("toewijzing.begonnen", d.om(d.start, 10), eerder, d.team.teammanager)
    reden = d.kans.choice(verhalen.REDENEN_OVERDRACHT)
    nr = d.rij(g.Toewijzing, gezinsmanager_id=d.gm, vanaf=per, tot=tot, reden=reden, **velden)
    d.gebeurt("toewijzing.overgedragen", d.om(per, 10), nr, d.team.teammanager, van=eerder)


def maak_wachtplek(d: Dossier) -> None:
    blik = d.dag(d.situatie.laatste)
    d.rij(
        g.Wachtplek,
        begeleiding_id=d.begeleiding_id,
        wachter_id=d.gm,
        basisteam_id=d.team.id,
        vanaf=d.start,
        laatste_blik_op=blik,
        laatste_blik=verloop.vul(d, d.kans.choice(verhalen.BLIKKEN)),
    )
