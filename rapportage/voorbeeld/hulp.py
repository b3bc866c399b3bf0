"""Help without a SPIC: what waits, what runs and what is over, whether it fits, and the sheet of whom to call."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Gezinsplan
from spic.bellijst import bron_van, lijnen
from spic.hulpformulieren import laatste_maanden
from spic.models import (
    AndereHulp,
    Belregel,
    Bezoekmaand,
    Hulpwissel,
    Passendheid,
    afgesproken_in,
)

HOEVEEL = 40
"""Families with other help."""


class Soort(NamedTuple):
    """`start` and `einde` are days ago, or None; `stil` is how many days ago something was heard."""

    soort: str
    nodig: str
    organisatie: str
    persoon: str
    telefoon: str
    aangevraagd: int
    start: int | None = None
    einde: int | None = None
    stil: int | None = None
    reden: str = ""
    stap: str = ""
    over: int | None = None
    bezoeken: int | None = None
    per: str = ""
    uren: int | None = None
    voor_kind: bool = False
    dubbel: bool = False
    oordeel: tuple[str, str, str] | None = None
    """The judgement (ja, deels, nee), what came, and why."""
    eerder: str = ""
    """Who helped before."""


HULP = (
    Soort("ggz_ouder", "Behandeling voor de somberheid van de ouder", "GGZ Proefstad", "L. Zonnedauw", "020-0000021", 154, 96, stil=41, stap="Vragen hoe de behandeling verloopt", over=-3, bezoeken=1, per="week", oordeel=("deels", "Een groep van acht weken", "Er was geen plek voor gesprekken met een vaste behandelaar."), eerder="K. Sleutelbloem"),
    Soort("schuldhulp", "Overzicht van de schulden en rust in de post", "Schuldhulp De Proef", "", "020-0000022", 63, stap="Bellen hoe lang het wachten nog duurt", over=4),
    Soort("spoedhulp", "Iemand die meteen meehelpt in het gezin, tot de opvoedhulp begint", "Spoedhulp De Vuurtoren", "M. Vlinderstruik", "06-00000023", 26, 25, stil=2, stap="Samen de eerste weken nakijken", over=6, bezoeken=3, per="week", uren=10, voor_kind=True, dubbel=True, oordeel=("ja", "Tien uur per week, binnen een dag", "")),
    Soort("spv", "Iemand die met ons meekijkt naar de psychische klachten van de ouder", "GGZ Proefstad", "W. Duizendblad", "020-0000024", 40, 33, stil=12, stap="Volgende bezoek samen", over=9, bezoeken=1, per="maand"),
    Soort("jim", "Een vertrouwd iemand die naast de jongere staat", "", "", "", 90, 84, stil=9, stap="Met de JIM en de jongere praten over school", over=12, voor_kind=True, oordeel=("ja", "Een mentor die de jongere zelf koos", "")),
    Soort("verslaving", "Stoppen met drinken", "Verslavingszorg De Bron", "R. Kamille", "020-0000025", 240, 200, 31, reden="De ouder kwam niet meer op de afspraken.", oordeel=("nee", "Een gesprek in de maand op kantoor", "Er was thuis hulp nodig, ook in de avond.")),
    Soort("wonen", "Een woning waar elk kind een kamer heeft", "Woonloket De Proef", "", "020-0000026", 120, None, 12, reden="De gemeente gaf geen urgentie.", oordeel=("nee", "Geen woning", "De gemeente gaf geen urgentie.")),
    Soort("school", "Rustige plek en vaste begeleider op school", "Basisschool De Verzonnen Vlieger", "B. Madelief", "020-0000027", 75, 58, stil=20, stap="Overleg op school", over=15, bezoeken=2, per="week", voor_kind=True),
    Soort("opvoeden", "Oefenen met grenzen stellen", "Lokaal team", "T. Klaproos", "020-0000028", 30, 14, stil=6, stap="Eerste drie gesprekken nakijken", over=18, bezoeken=2, per="maand"),
)  # fmt: skip


def maak_andere_hulp() -> None:
    """Two or three for each of the first families with a plan, the same every time; the first two also have a sheet."""
    met_plan = Gezinsplan.objects.vastgesteld().values("gezin_id")
    gezinnen = Gezin.objects.filter(pk__in=met_plan, toewijzingen__tot__isnull=True).order_by("pk").distinct()
    soorten = cycle(HULP)
    for nr, gezin in enumerate(gezinnen[:HOEVEEL]):
        toewijzing = gezin.toewijzingen.get(tot__isnull=True)
        begin = gezin.begeleidingen.get(afgesloten_op__isnull=True).begonnen_op
        for plaats in range(3 if nr % 2 == 0 else 2):
            maak_hulp(gezin, next(soorten), plaats, begin, toewijzing.gezinsmanager_id)
        if nr < 12:
            maak_blad(gezin)


def dag(geleden: int, niet_voor: date) -> date:
    return max(timezone.localdate() - timedelta(days=geleden), niet_voor)


def maak_hulp(gezin: Gezin, s: Soort, plaats: int, begin: date, door_id: int) -> None:
    mentor = gezin.netwerk.filter(tot=None).order_by("pk").last() if s.soort == "jim" else None
    if s.soort == "jim" and mentor is None:
        return
    vraag = dag(s.aangevraagd, begin)
    start = dag(s.start, vraag) if s.start is not None else None
    einde = dag(s.einde, start or vraag) if s.einde is not None else None
    rij = AndereHulp.objects.create(
        gezin=gezin,
        soort_id=s.soort,
        wat_nodig=s.nodig,
        organisatie=s.organisatie,
        contactpersoon=s.persoon,
        telefoon=s.telefoon,
        netwerklid=mentor,
        uren_per_week=s.uren,
        bezoeken=s.bezoeken,
        bezoeken_per=s.per,
        dubbele_rol=s.dubbel,
        aangevraagd_op=vraag,
        status=stand_van(start, einde),
        gestart_op=start,
        beeindigd_op=einde,
        reden_einde=s.reden,
        volgende_stap=s.stap,
        volgende_op=timezone.localdate() + timedelta(days=s.over) if s.over is not None else None,
        laatste_teken_op=dag(s.stil, start or vraag) if s.stil is not None else None,
        laatste_teken="Het loopt, de afspraken gaan door." if s.stil is not None else "",
        sleutel=uuid5(NAMESPACE_URL, f"hulp-{gezin.nummer}-{plaats}"),
        door_id=door_id,
        created_at=om(vraag),
    )
    zet_voor_wie(rij, s, plaats)
    schrijf_tijdlijn(rij, door_id)
    if s.eerder and start:
        sinds = dag(20, start)
        wissel = {"van": s.eerder, "naar": s.persoon, "op": sinds, "reden": "De vorige behandelaar ging weg."}
        Hulpwissel.objects.create(gezin=gezin, hulp=rij, door_id=door_id, created_at=om(sinds), **wissel)
        gebeurt(rij, "hulp.persoon", sinds, door_id)
    beoordeel(rij, s, door_id)
    if start and s.bezoeken:
        tel_bezoeken(rij, door_id)


def stand_van(start: date | None, einde: date | None) -> str:
    if einde:
        return "beeindigd" if start else "niet_gestart"
    return "gestart" if start else "aangevraagd"


def zet_voor_wie(rij: AndereHulp, s: Soort, plaats: int) -> None:
    """For a child or a grown-up; the first two for a resultaat of the plan, what comes after for none."""
    leden = list(rij.gezin.leden.huidig().filter(overleden_op=None, verwachte_datum=None).order_by("pk"))
    passend = [lid.pk for lid in leden if lid.is_jeugdige == s.voor_kind] or [lid.pk for lid in leden]
    plan = rij.gezin.gezinsplannen.geldend()
    resultaten = list(plan.resultaten.filter(status="loopt")) if plan else []
    stammen = [resultaten[plaats].stam_of_zelf_id] if plaats < min(2, len(resultaten)) else []
    rij.zet_voor_wie(leden=passend[:1], stammen=stammen)


def om(op: date) -> datetime:
    return timezone.make_aware(datetime.combine(op, time(11)))


def gebeurt(rij: AndereHulp, soort: str, op: date, door_id: int, **gegevens: Any) -> None:
    gebeurt_in(rij.gezin, soort, op, door_id, onderwerp_id=rij.pk, gegevens=gegevens)


def gebeurt_in(gezin: Gezin, soort: str, op: date, door_id: int, **velden: Any) -> None:
    Gebeurtenis.objects.create(gezin=gezin, soort=soort, op=om(op), door_id=door_id, **velden)


def schrijf_tijdlijn(rij: AndereHulp, door_id: int) -> None:
    gebeurt(rij, "hulp.aangevraagd", rij.aangevraagd_op, door_id)
    if rij.gestart_op:
        gebeurt(rij, "hulp.gestart", rij.gestart_op, door_id)
    if rij.beeindigd_op:
        gebeurt(rij, f"hulp.{rij.status}", rij.beeindigd_op, door_id)


def beoordeel(rij: AndereHulp, s: Soort, door_id: int) -> None:
    if not s.oordeel:
        return
    oordeel, gegeven, reden = s.oordeel
    op = rij.beeindigd_op or dag(4, rij.gestart_op or rij.aangevraagd_op)
    Passendheid.objects.create(
        gezin=rij.gezin,
        hulp=rij,
        moment="einde" if rij.beeindigd_op else "start",
        op=op,
        nodig=rij.wat_nodig,
        gegeven=gegeven,
        oordeel=oordeel,
        reden=reden,
        sleutel=uuid5(NAMESPACE_URL, f"oordeel-{rij.sleutel}"),
        door_id=door_id,
        created_at=om(op),
    )
    gebeurt(rij, "passendheid.beoordeeld", op, door_id, oordeel=oordeel, van="hulp")


def tel_bezoeken(rij: AndereHulp, door_id: int) -> None:
    """The last two whole months; of the newest a visit was missed."""
    for nr, maand in enumerate(laatste_maanden(timezone.localdate())[1:3]):
        afgesproken = afgesproken_in(rij, maand) or 0
        if afgesproken:
            geleverd = max(afgesproken - (1 if nr == 0 else 0), 0)
            toelichting = "Een keer ziek, niet ingehaald." if geleverd < afgesproken else ""
            Bezoekmaand.objects.create(
                gezin=rij.gezin,
                hulp=rij,
                maand=maand,
                afgesproken=afgesproken,
                geleverd=geleverd,
                toelichting=toelichting,
                door_id=door_id,
            )


def maak_blad(gezin: Gezin) -> None:
    """The sheet with the lines that are proposed, the help that runs and one of the network, in words of the family."""
    gekozen = 0
    for lijn in lijnen(gezin):
        wil = lijn.tonen or (lijn.telefoon and lijn.waarvoor and gekozen < 3 and not lijn.sleutel.startswith("nummer"))
        if not lijn.tonen:
            gekozen += bool(wil)
        if lijn.telefoon:
            Belregel.objects.create(gezin=gezin, tonen=bool(wil), waarvoor=lijn.waarvoor, **bron_van(lijn.sleutel))
