"""The phases: which may follow which, what must be there first, and the one way to go from one to another.

WACHT → VERBINDEN is the work of `toewijzen.py`; a second begeleiding of a closed family that of `heropenen.py`. Everything else
asks a decision of the basisteamoverleg (`besluiten.py`), which calls `ga_naar()` in its own transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from gezinnen.aanhaken import VOORWAARDEN, Voorwaarde
from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import (
    Agendapunt,
    Begeleiding,
    Besluit,
    BesluitGeweigerd,
    Fase,
    Faseovergang,
    Gebeurtenis,
    Gezin,
    Kader,
    PlanStatus,
    RedenEindeBegeleiding,
    ResultaatStatus,
)
from gezinnen.models.basisteamoverleg import OVER_DE_FASE
from gezinnen.models.maatregelen import kader_van
from gezinnen.werkdagen import maanden_later

OVERGANGEN: dict[str, frozenset[str]] = {
    Fase.WACHT: frozenset({Fase.AFGESLOTEN}),
    Fase.VERBINDEN: frozenset({Fase.ONDERSTEUNEN, Fase.AFGESLOTEN}),
    Fase.ONDERSTEUNEN: frozenset({Fase.BORGEN, Fase.VERBINDEN, Fase.AFGESLOTEN}),
    Fase.BORGEN: frozenset({Fase.NAZORG, Fase.ONDERSTEUNEN, Fase.AFGESLOTEN}),
    Fase.NAZORG: frozenset({Fase.AFGESLOTEN, Fase.ONDERSTEUNEN}),
    Fase.AFGESLOTEN: frozenset(),
}
VOORUIT: dict[str, str] = {
    Fase.WACHT: Fase.VERBINDEN,
    Fase.VERBINDEN: Fase.ONDERSTEUNEN,
    Fase.ONDERSTEUNEN: Fase.BORGEN,
    Fase.BORGEN: Fase.NAZORG,
    Fase.NAZORG: Fase.AFGESLOTEN,
}
NAZORG_MAANDEN = 3
INTUSSEN = "Een collega heeft de fase van dit gezin intussen gewijzigd. Kijk hoe het nu is."


class FaseGeweigerd(BesluitGeweigerd):
    """The family does not go to this phase (any more). The text is for the person at the screen."""


@dataclass(frozen=True)
class Stand:
    """One voorwaarde and whether it is met now."""

    voorwaarde: Voorwaarde
    voldaan: bool
    url: str


def voorwaarden(begeleiding: Begeleiding, naar: str, reden: RedenEindeBegeleiding | None = None) -> list[Stand]:
    """What must be there before this step. Closing because the goal is reached asks what all the phases in between ask."""
    gezin = begeleiding.gezin
    return [
        Stand(v, v.is_voldaan(gezin, begeleiding), gezinsadres(v.route, gezin.nummer))
        for stap in stappen(begeleiding.fase, naar, reden)
        for v in VOORWAARDEN
        if (v.van, v.naar) == stap
    ]


def stappen(van: str, naar: str, reden: RedenEindeBegeleiding | None) -> list[tuple[str, str]]:
    if naar != Fase.AFGESLOTEN:
        return [(van, naar)]
    if reden is None or not reden.doel_bereikt:
        return []
    pad = []
    while van in VOORUIT:
        pad.append((van, VOORUIT[van]))
        van = VOORUIT[van]
    return pad


def ontbreekt(begeleiding: Begeleiding, naar: str, reden: RedenEindeBegeleiding | None = None) -> list[str]:
    """The voorwaarden that are not met, in words."""
    return [stand.voorwaarde.tekst for stand in voorwaarden(begeleiding, naar, reden) if not stand.voldaan]


@transaction.atomic
def ga_naar(begeleiding: Begeleiding, naar: str, *, besluit: Agendapunt, door_id: int, reden: str = "") -> Faseovergang:
    """Go to another phase, today, on a decision of the basisteamoverleg. `begeleiding` as it was on the screen.

    FaseGeweigerd when the phase changed meanwhile, cannot follow, or something is missing for which no exception was asked.
    """
    vers = Begeleiding.objects.select_for_update().filter(pk=begeleiding.pk, fase=begeleiding.fase).first()
    if vers is None:
        raise FaseGeweigerd(INTUSSEN)
    ontbrak = weiger(vers, naar, besluit, door_id)
    vandaag, van = timezone.localdate(), vers.fase
    vers.fase, vers.fase_sinds = naar, vandaag
    if naar == Fase.AFGESLOTEN:
        vers.afgesloten_op, vers.reden_einde = vandaag, besluit.reden_einde
    vers.save(update_fields=["fase", "fase_sinds", "afgesloten_op", "reden_einde"])
    overgang = Faseovergang.objects.create(
        gezin_id=vers.gezin_id,
        begeleiding=vers,
        van=van,
        naar=naar,
        op=vandaag,
        door_id=door_id,
        besluit=besluit,
        reden=reden,
        uitzondering=besluit.uitzondering if ontbrak else "",
        ontbrak=ontbrak,
        reden_einde=besluit.reden_einde,
        oordeel=besluit.oordeel,
        instemming_van=besluit.instemming_van,
        instemming_op=besluit.instemming_op,
    )
    Gebeurtenis.leg_vast(
        vers.gezin,
        "fase.gewijzigd",
        door_id=door_id,
        onderwerp_id=overgang.pk,
        van=van,
        naar=naar,
        ontbrak=len(ontbrak),
    )
    if naar == Fase.AFGESLOTEN:
        sluit_af(vers, door_id=door_id)
    begeleiding.refresh_from_db()
    return overgang


def weiger(begeleiding: Begeleiding, naar: str, besluit: Agendapunt, door_id: int) -> list[str]:
    """What is missing and was granted as an exception; FaseGeweigerd when this step may not be taken."""
    if naar not in OVERGANGEN[begeleiding.fase]:
        raise FaseGeweigerd(f"Van {Fase(begeleiding.fase).label} naar {Fase(naar).label} kan niet.")
    past = (besluit.besluit, besluit.naar_fase, besluit.begeleiding_id) == (Besluit.AKKOORD, naar, begeleiding.pk)
    if not past or besluit.soort not in OVER_DE_FASE or besluit.besloten_door_id != door_id:
        raise FaseGeweigerd("Daarvoor is een besluit van het basisteamoverleg nodig.")
    if besluit.van_fase != begeleiding.fase or Faseovergang.objects.filter(besluit=besluit).exists():
        raise FaseGeweigerd(INTUSSEN)
    if naar == Fase.NAZORG and not (besluit.instemming_van and besluit.instemming_op):
        raise FaseGeweigerd("Nazorg kan alleen als het gezin instemt. Schrijf op wie instemde, en wanneer.")
    if naar == Fase.AFGESLOTEN:
        weiger_einde(begeleiding.gezin, besluit)
    ontbrak = ontbreekt(begeleiding, naar, besluit.reden_einde)
    if ontbrak and not (besluit.uitzondering and besluit.ingebracht_door_id not in (None, door_id)):
        raise FaseGeweigerd(
            "Nog niet alles is er, en er is geen uitzondering gevraagd: " + "; ".join(ontbrak) + ". "
            "Houd het punt aan, of laat de aanvraag intrekken en opnieuw doen met een reden."
        )
    return ontbrak


def weiger_einde(gezin: Gezin, besluit: Agendapunt) -> None:
    """A family is not let go without a look (source 002): who stops by itself can, when no court measure runs."""
    reden = besluit.reden_einde
    if reden is None:
        raise FaseGeweigerd("Kies waarom de begeleiding stopt.")
    if reden.oordeel_nodig and not besluit.oordeel.strip():
        raise FaseGeweigerd("Schrijf eerst op hoe veilig de kinderen zijn zonder ons.")
    if reden.oordeel_nodig and kader_van(gezin) == Kader.MAATREGEL:
        raise FaseGeweigerd("Er loopt een maatregel. Dan kan het gezin niet zelf stoppen.")


def sluit_af(begeleiding: Begeleiding, *, door_id: int) -> None:
    """Who guided or watched the family stops today, and what still waited for a meeting lapses."""
    gezin, vandaag = begeleiding.gezin, timezone.localdate()
    for plek in (*gezin.toewijzingen.filter(tot__isnull=True), *gezin.wachtplekken.filter(tot__isnull=True)):
        plek.beeindig(max(vandaag, plek.vanaf))
    gezin.agendapunten.open().update(besluit=Besluit.VERVALLEN, besloten_door_id=door_id, besloten_op=vandaag)
    Gebeurtenis.leg_vast(
        gezin,
        "begeleiding.afgesloten",
        door_id=door_id,
        onderwerp_id=begeleiding.pk,
        reden=begeleiding.reden_einde_id,
    )


def nazorg_tot(begeleiding: Begeleiding) -> object:
    """The last day of nazorg; None in another phase."""
    if begeleiding.fase != Fase.NAZORG:
        return None
    return maanden_later(begeleiding.fase_sinds, NAZORG_MAANDEN)


def plan_vastgesteld(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    """In this begeleiding."""
    plannen = gezin.gezinsplannen.filter(status=PlanStatus.VASTGESTELD)
    return bool(plannen.filter(vastgesteld_op__date__gte=begeleiding.begonnen_op).exists())


def resultaten_af(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    """Nothing of the plan in force still runs; a resultaat that another takes over is dropped with the reason."""
    plan = gezin.gezinsplannen.geldend()
    return plan is not None and not plan.resultaten.filter(status=ResultaatStatus.LOOPT).exists()


def maatregelen_klaar(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    return kader_van(gezin) == Kader.PREVENTIEF


def haak_aan() -> None:
    plan, maatregelen = "gezinnen:plan", "gezinnen:maatregelen"
    VOORWAARDEN.extend(
        [
            Voorwaarde(
                Fase.VERBINDEN,
                Fase.ONDERSTEUNEN,
                "Het gezinsplan is vastgesteld, met de eigen visie van ieder gezinslid",
                plan_vastgesteld,
                plan,
            ),
            Voorwaarde(
                Fase.ONDERSTEUNEN,
                Fase.BORGEN,
                "Elk resultaat van het plan is behaald, vervallen of overgedragen",
                resultaten_af,
                plan,
            ),
            Voorwaarde(
                Fase.BORGEN, Fase.NAZORG, "De maatregelen van de rechter zijn afgelopen", maatregelen_klaar, maatregelen
            ),
        ]
    )
