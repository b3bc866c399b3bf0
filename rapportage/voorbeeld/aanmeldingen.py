"""How families came, and what still waits at the instroom."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from gezinnen import models as g
from rapportage.voorbeeld import namen, verhalen
from rapportage.voorbeeld.dossier import Dossier, Gedeeld, Lid

BRONNEN = (
    "lokaal_team",
    "lokaal_team",
    "veilig_thuis",
    "veilig_thuis",
    "school",
    "huisarts",
    "politie",
    "rvdk",
    "jgz",
    "cjg",
    "ggz",
)
MET_MAATREGEL = ("rvdk", "rechtbank")


def maak_aanmelding(d: Dossier) -> None:
    """The aanmelding that this family began with."""
    kans, dwang = d.kans, bool(d.situatie.maatregel)
    dag = d.start - timedelta(days=kans.randint(0, 4))
    nr = d.rij(
        g.Aanmelding,
        status="aanvaard",
        bron=kans.choice(MET_MAATREGEL if dwang else BRONNEN),
        aanmelder_naam=kans.choice(("W. Madelief", "J. Zeewind", "H. Distel", "P. Zonsopgang")),
        aanmelder_telefoon="020-000 0099",
        ontvangen_op=dag,
        gezinsnaam=d.leden[0].achternaam,
        reden=kans.choice(d.thema.aanmelding),
        urgentie=kans.choice(("gewoon", "gewoon", "spoed")),
        beschikking_bekend_op=d.start if dwang else None,
        ingevoerd_door_id=d.gedeeld.organisatie.instroom,
        besluit_reden="De veiligheid van de kinderen vraagt om een gezinsmanager.",
        besloten_op=d.start,
        besloten_door_id=d.gedeeld.organisatie.instroom,
        created_at=d.om(dag),
    )
    d.gebeurt("aanmelding.aanvaard", d.om(d.start, 9), nr, d.gedeeld.organisatie.instroom)
    if d.ruim:
        for lid in d.leden:
            if lid.rol in ("111", "301"):
                noem(d.gedeeld, nr, lid, gezin_id=d.gezin_id)
    if d.gedeeld.iemand is None and d.situatie.dagen > 100 and d.kinderen:
        d.gedeeld.iemand = d.kinderen[0]


def noem(gedeeld: Gedeeld, aanmelding: int, lid: Lid, *, gezin_id: int | None = None) -> None:
    """Somebody named in an aanmelding."""
    gedeeld.tabellen.van[g.Aangemelde].voeg_toe(
        gezin_id=gezin_id,
        aanmelding_id=aanmelding,
        voornaam=lid.voornaam,
        tussenvoegsel=lid.tussenvoegsel,
        achternaam=lid.achternaam,
        geboortedatum=lid.geboren,
        verwachte_datum=gedeeld.vandaag + timedelta(days=70) if lid.geboren is None else None,
        geslacht=lid.geslacht,
        rol=lid.rol,
        betreft=lid.jeugdige,
    )


# urgency, source, days ago, known person, unborn
OPEN = (
    ("crisis", "politie", 0, False, False),
    ("spoed", "veilig_thuis", 1, True, False),
    ("gewoon", "school", 3, False, False),
    ("gewoon", "huisarts", 6, False, True),
    ("gewoon", "gezin", 9, False, False),
)
GEWEIGERD = (("gewoon", "lokaal_team", 20), ("gewoon", "cjg", 41))


def maak_open_aanmeldingen(gedeeld: Gedeeld, kans: Random) -> None:
    for urgentie, bron, dagen, bekend, ongeboren in OPEN:
        maak_losse(gedeeld, kans, urgentie, bron, dagen, iemand=gedeeld.iemand if bekend else None, ongeboren=ongeboren)
    for nr, (urgentie, bron, dagen) in enumerate(GEWEIGERD):
        dag = gedeeld.vandaag - timedelta(days=dagen - 3)
        besluit: dict[str, Any] = {
            "status": "geweigerd",
            "besluit_reden": verhalen.WEIGERING[nr],
            "besloten_op": dag,
            "besloten_door_id": gedeeld.organisatie.instroom,
        }
        maak_losse(gedeeld, kans, urgentie, bron, dagen, **besluit)


def maak_losse(
    gedeeld: Gedeeld,
    kans: Random,
    urgentie: str,
    bron: str,
    dagen: int,
    *,
    iemand: Lid | None = None,
    ongeboren: bool = False,
    **besluit: Any,
) -> None:
    """An aanmelding without a family (yet)."""
    thema = kans.choice([thema for thema in verhalen.THEMAS if thema.ernst or urgentie != "crisis"])
    tussen, achter = (iemand.tussenvoegsel, iemand.achternaam) if iemand else namen.achternaam(kans)
    dag = gedeeld.vandaag - timedelta(days=dagen)
    nr = gedeeld.tabellen.van[g.Aanmelding].voeg_toe(
        **{"status": "open"} | besluit,
        bron=bron,
        aanmelder_naam="" if bron == "gezin" else kans.choice(("W. Madelief", "J. Zeewind", "H. Distel")),
        aanmelder_telefoon=namen.telefoon(kans) if bron == "gezin" else "020-000 0099",
        ontvangen_op=dag,
        gezinsnaam=f"{tussen} {achter}".strip(),
        gemeente_id=kans.choice(gedeeld.organisatie.gemeenten)[0],
        reden=kans.choice(thema.aanmelding),
        urgentie=urgentie,
        ernst=kans.choice(thema.ernst) if urgentie == "crisis" else "",
        ingevoerd_door_id=gedeeld.organisatie.instroom,
    )
    moeder = Lid(
        0, kans.choice(namen.VROUW), tussen, achter, "vrouw", "111", dag - timedelta(days=kans.randint(9000, 15000))
    )
    geboren = dag - timedelta(days=kans.randint(400, 5000))
    kind = iemand or Lid(0, kans.choice(namen.MAN), tussen, achter, "man", "301", geboren, jeugdige=True)
    for lid in (moeder, kind):
        noem(gedeeld, nr, lid)
    if ongeboren:
        noem(gedeeld, nr, Lid(0, "", tussen, achter, "onbekend", "301", None, jeugdige=True))
