"""Kwesties on every level, and the borgingsplan and handover of families in the last phases. No chance, no clock: the same each time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from gezinnen.borgingsopname import maak_borgingsopname
from gezinnen.models import (
    Begeleiding,
    Borgingsplan,
    Borgingsvraag,
    Fase,
    Gebeurtenis,
    Gezin,
    Kwestie,
    Overdracht,
    Planafdruk,
    PlanStatus,
    Toewijzing,
)
from gezinnen.models.kwesties import BUITEN_HET_TEAM
from ggw.organisatie.models import Lidmaatschap, LokaalTeam, Medewerker
from ggw.organisatie.rollen import Rol

HOEVEEL = 12
"""Families with a borgingsplan."""
TREDE_DAGEN = 15


class Verhaal(NamedTuple):
    oorzaak: str
    wat: str
    dagen: int
    niveau: int
    opgelost: tuple[int, str, str] | None = None
    """Days ago, how, by whom."""


KWESTIES = (
    Verhaal("wachtlijst", "De traumabehandeling kan pas over vier maanden beginnen. Zo lang kan het niet wachten.", 64, 3),
    Verhaal("mening", "De aanbieder wil stoppen, maar thuis is het nog niet veilig genoeg.", 9, 1),
    Verhaal("geen_aanbod", "Er is geen plek voor moeder en baby samen in deze regio.", 92, 5),
    Verhaal("samenwerking", "School en hulpverlener spreken elk iets anders af met het gezin.", 20, 1, (4, "Er is een vast overleg met school.", "de gezinsmanager")),
    Verhaal("kosten", "Niemand wil de taxi naar de behandeling betalen.", 38, 2),
    Verhaal("informatie", "De instelling van vader wil niet zeggen of hij zijn afspraken nakomt.", 47, 2, (11, "Vader gaf toestemming in een gesprek met ons drieën.", "de senior gezinsmanager")),
    Verhaal("wachtlijst", "Het weekendpleeggezin is toegezegd, maar nog niet gevonden.", 71, 4),
    Verhaal("geen_aanbod", "Er is geen tolk die bij de opvoedhulp past.", 33, 3, (2, "De aanbieder zet een eigen medewerker in die Tigrinya spreekt.", "de teammanager")),
)  # fmt: skip
WAAROM = "Op dit niveau kwam er geen antwoord binnen twee weken."
BIJ_WIE = {4: "directie van de aanbieder", 5: "escalatietafel van de gemeente"}

REGELS = {
    "patroon": "Eerst was er ruzie over geld, daarna dagenlang stilte. De kinderen bleven dan op hun kamer.",
    "valkuil": "Alles alleen willen oplossen en niet laten merken dat het niet gaat.",
    "strategie": "Eerst even naar buiten, dan pas praten. Op zondag bespreken we de week.",
    "vroeg": "We eten niet meer samen aan tafel.",
    "laat": "Er wordt weer geschreeuwd, en de kinderen slapen slecht.",
}
MEER_REGELS = (
    ("vroeg", "We zeggen afspraken met school af."),
    ("vroeg", "De post blijft liggen."),
    ("laat", "Iemand blijft een nacht weg zonder dat wij weten waar."),
)
ACTIES = (
    ("De ouder die het merkt", "Belt dezelfde dag nog de steunfiguur, ook als het maar een gevoel is."),
    ("De steunfiguur", "Komt langs en neemt de kinderen zo nodig een nacht mee."),
    ("Het lokaal team", "Belt binnen twee werkdagen terug en komt die week op bezoek."),
)
ANTWOORDEN = (
    "Dat wij nu kunnen praten zonder dat er iemand wegloopt.",
    "Wij wachten niet meer tot het te laat is. We bellen eerder.",
    "Aan mezelf. Dan word ik kortaf en zeg ik alles af.",
    "Rust, en dat iemand vraagt hoe het met ze gaat.",
)


def maak_borgingen() -> None:
    """At the end of the load, on families that are there."""
    vandaag = timezone.localdate()
    maak_kwesties(vandaag)
    lopend = Begeleiding.objects.filter(afgesloten_op__isnull=True, fase__in=(Fase.BORGEN, Fase.NAZORG))
    met_gezinsmanager = lopend.filter(gezin__toewijzingen__tot__isnull=True).distinct().order_by("pk")
    for nr, begeleiding in enumerate(met_gezinsmanager.select_related("gezin")[:HOEVEEL]):
        maak_borging(nr, begeleiding, vandaag)


def om(dag: date, uur: int) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(uur)))


def maak_kwesties(vandaag: date) -> None:
    fasen = (Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN)
    gezinnen = Gezin.objects.filter(begeleidingen__fase__in=fasen, toewijzingen__tot__isnull=True)
    oud_genoeg = gezinnen.filter(begeleidingen__begonnen_op__lt=vandaag - timedelta(days=100))
    for gezin, verhaal in zip(oud_genoeg.distinct().order_by("pk"), KWESTIES, strict=False):
        maak_kwestie(gezin, verhaal, vandaag)


def maak_kwestie(gezin: Gezin, verhaal: Verhaal, vandaag: date) -> None:
    toewijzing = gezin.toewijzingen.get(tot__isnull=True)
    begin = vandaag - timedelta(days=verhaal.dagen)
    plan = gezin.gezinsplannen.geldend()
    resultaat = plan.resultaten.first() if plan else None
    sinds = begin + timedelta(days=TREDE_DAGEN * (verhaal.niveau - 1))
    klaar = verhaal.opgelost
    kwestie = Kwestie.objects.create(
        gezin=gezin,
        wat=verhaal.wat,
        oorzaak_id=verhaal.oorzaak,
        resultaat=(resultaat.stam or resultaat) if resultaat else None,
        begonnen_op=begin,
        niveau=verhaal.niveau,
        niveau_sinds=sinds,
        bij_wie=BIJ_WIE.get(verhaal.niveau, ""),
        opgelost_op=vandaag - timedelta(days=klaar[0]) if klaar else None,
        oplossing=klaar[1] if klaar else "",
        opgelost_door=klaar[2] if klaar else "",
        sleutel=uuid5(NAMESPACE_URL, f"kwestie-{gezin.nummer}"),
        door_id=toewijzing.gezinsmanager_id,
        created_at=om(begin, 11),
    )
    zet_stappen(kwestie, toewijzing, klaar)


def zet_stappen(kwestie: Kwestie, toewijzing: Toewijzing, klaar: tuple[int, str, str] | None) -> None:
    def stap(soort: str, dag: date, door_id: int, uur: int = 11, **velden: Any) -> None:
        moment = om(dag, uur)
        vast = {"gezin": kwestie.gezin, "op": dag, "door_id": door_id, "created_at": moment}
        kwestie.stappen.create(soort=soort, **vast, **velden)
        codes = {
            "gemeld": {"oorzaak": kwestie.oorzaak_id},
            "omhoog": {"van": velden.get("van"), "naar": velden["naar"]},
        }
        Gebeurtenis.objects.create(
            gezin=kwestie.gezin,
            soort=f"kwestie.{soort}",
            onderwerp_id=kwestie.pk,
            op=moment,
            door_id=door_id,
            gegevens=codes.get(soort, {}),
        )

    gezinsmanager, dag = toewijzing.gezinsmanager_id, kwestie.begonnen_op
    stap("gemeld", dag, gezinsmanager, naar=1, waarom=kwestie.wat)
    for naar in range(2, kwestie.niveau + 1):
        dag += timedelta(days=TREDE_DAGEN)
        rol = Rol.TEAMMANAGER if naar >= BUITEN_HET_TEAM else Rol.SENIOR
        door = gezinsmanager if naar == 2 else collega(toewijzing, rol) or gezinsmanager
        stap("omhoog", dag, door, van=naar - 1, naar=naar, waarom=WAAROM, bij_wie=BIJ_WIE.get(naar, ""))
    if klaar and kwestie.opgelost_op:
        niveau = kwestie.niveau
        stap(
            "opgelost",
            kwestie.opgelost_op,
            gezinsmanager,
            16,
            van=niveau,
            naar=niveau,
            waarom=klaar[1],
            bij_wie=klaar[2],
        )


def collega(toewijzing: Toewijzing, *rollen: Rol) -> int | None:
    """Somebody with one of these roles in the team, other than the gezinsmanager."""
    leden = Lidmaatschap.objects.lopend().filter(basisteam=toewijzing.basisteam_id, gebruiker__rol__in=rollen)
    anderen = leden.exclude(gebruiker=toewijzing.gezinsmanager_id).order_by("gebruiker__rol", "pk")
    return anderen.values_list("gebruiker_id", flat=True).first()


def maak_borging(nr: int, begeleiding: Begeleiding, vandaag: date) -> None:
    """In nazorg a plan in force and a handover; in G&B by turns a begun concept, one that waits to be fixed, and one in force."""
    gezin = begeleiding.gezin
    toewijzing = gezin.toewijzingen.get(tot__isnull=True)
    tweede = collega(toewijzing, Rol.GEDRAGSDESKUNDIGE, Rol.SENIOR)
    nazorg = begeleiding.fase == Fase.NAZORG
    stand = "vast" if nazorg else ("begonnen", "klaar", "vast")[nr % 3]
    if tweede is None and stand == "vast":
        stand = "klaar"
    dag = begeleiding.fase_sinds + timedelta(days=-12 if nazorg else 8)
    dag = min(max(dag, begeleiding.begonnen_op), vandaag)
    plan = Borgingsplan.objects.create(gezin=gezin, auteur_id=toewijzing.gezinsmanager_id, created_at=om(dag, 9))
    plan.vul_concept()
    gebeurt(plan, "begonnen", om(dag, 9), toewijzing.gezinsmanager_id)
    if stand == "begonnen":
        return
    vul_plan(plan, toewijzing)
    plan.ter_vaststelling_op = om(dag, 13)
    plan.save(update_fields=["ter_vaststelling_op"])
    gebeurt(plan, "aangeboden", om(dag, 13), toewijzing.gezinsmanager_id)
    if stand == "vast" and tweede is not None:
        stel_vast(plan, om(dag, 16), tweede)
        maak_overdracht(begeleiding, toewijzing, min(dag + timedelta(days=6), vandaag))


def gebeurt(plan: Borgingsplan, wat: str, op: datetime, door_id: int, **gegevens: Any) -> None:
    soort = f"{plan.onderwerp}.{wat}"
    Gebeurtenis.objects.create(
        gezin=plan.gezin, soort=soort, onderwerp_id=plan.pk, op=op, door_id=door_id, gegevens=gegevens
    )


def vul_plan(plan: Borgingsplan, toewijzing: Toewijzing) -> None:
    vast = {"gezin": plan.gezin, "plan": plan}
    aanwezig = set(plan.punten.values_list("soort", flat=True))
    for soort, tekst in [*((s, t) for s, t in REGELS.items() if s not in aanwezig), *MEER_REGELS]:
        plan.punten.create(soort=soort, tekst=tekst, **vast)
    plan.acties.all().delete()
    for wie, wat in ACTIES:
        plan.acties.create(wie=wie, wat=wat, **vast)
    team = lokaal_team_van(plan.gezin, toewijzing)
    if team:
        plan.contacten.create(naam=team.naam, relatie="Lokaal team", telefoon=team.telefoon or "06-0000 0001", **vast)
    leden = list(plan.gezin.leden.volwassenen().filter(overleden_op__isnull=True).order_by("pk")[:2])
    for nr, vraag in enumerate(Borgingsvraag.objects.filter(actief=True)[: len(ANTWOORDEN)]):
        if leden:
            lid = leden[nr % len(leden)]
            plan.antwoorden.create(vraag=vraag, gezinslid=lid, antwoord=ANTWOORDEN[nr], **vast)


def stel_vast(plan: Borgingsplan, moment: datetime, tweede: int) -> None:
    plan.status, plan.nummer = PlanStatus.VASTGESTELD, 1
    plan.vastgesteld_op, plan.vastgesteld_door_id = moment, tweede
    plan.momentopname = maak_borgingsopname(plan, vastgesteld_door=Medewerker.objects.get(pk=tweede))
    plan.save(update_fields=["status", "nummer", "vastgesteld_op", "vastgesteld_door", "momentopname"])
    Planafdruk.objects.create(gezin=plan.gezin, borgingsplan=plan, gevraagd_op=moment)
    gebeurt(plan, "vastgesteld", moment, tweede, nummer=1)


def lokaal_team_van(gezin: Gezin, toewijzing: Toewijzing) -> LokaalTeam | None:
    return gezin.lokaal_team or toewijzing.basisteam.lokaal_team


def maak_overdracht(begeleiding: Begeleiding, toewijzing: Toewijzing, dag: date) -> None:
    gezin, team = begeleiding.gezin, lokaal_team_van(begeleiding.gezin, toewijzing)
    leden = set(gezin.leden.volwassenen().filter(overleden_op__isnull=True).values_list("pk", flat=True))
    if team is None or not leden:
        return
    overdracht = Overdracht.objects.create(
        gezin=gezin,
        begeleiding=begeleiding,
        op=dag,
        lokaal_team=team,
        persoon="Een vaste medewerker van het lokaal team",
        gezinsmanager_id=toewijzing.gezinsmanager_id,
        afspraken="Het gezin belt eerst het lokaal team. Dat komt dezelfde week langs en belt zo nodig de gezinsmanager.",
        auteur_id=toewijzing.gezinsmanager_id,
        created_at=om(dag, 15),
    )
    overdracht.zet_aanwezigen(leden)
    Gebeurtenis.objects.create(
        gezin=gezin,
        soort="overdracht.vastgelegd",
        onderwerp_id=overdracht.pk,
        op=om(dag, 15),
        door_id=toewijzing.gezinsmanager_id,
    )
