"""What the page of one referral shows, and which steps this person can take now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gezinnen.gezinsadres import gezinsadres
from spic.forms.stappen import BerichtForm
from spic.klokken import dagen_in_gesprek, klokken, laatste_teken, met_duur
from spic.models import IN_HULP, LOPEND, Partij, Verwijzing, VerwijzingStatus

if TYPE_CHECKING:
    from ggw.organisatie.models import Gebruiker

S = VerwijzingStatus


@dataclass(frozen=True)
class Knop:
    tekst: str
    url: str
    soort: str = "tweede"


def knoppen(rij: Verwijzing, gebruiker: Gebruiker) -> list[Knop]:
    """The steps that can be taken now, the most likely one first."""
    gevonden: list[tuple[str, str]] = []
    if gebruiker.has_perm("verwijzing.spic") and rij.status == S.OVERLEG:
        gevonden += [("Besluit welke SPIC het wordt", "spicbesluit"), ("Reageer op het voorstel", "argument")]
    if gebruiker.has_perm("verwijzing.schrijven"):
        gevonden += list(stappen(rij))
    return [
        Knop(tekst, gezinsadres(f"spic:verwijzing-{naam}", rij.gezin.nummer, rij.pk), soort)
        for nr, (tekst, naam) in enumerate(gevonden)
        for soort in ["hoofd" if nr == 0 else "tweede"]
    ]


def stappen(rij: Verwijzing) -> list[tuple[str, str]]:
    """Text and url name of what the gezinsmanager can do in this state."""
    status = VerwijzingStatus(rij.status)
    if status == S.CONCEPT:
        return [("Kijk na en verstuur", "versturen"), ("Wijzig", "wijzigen"), ("Trek in", "intrekken")]
    kan = (
        (
            status == S.EINDE_VOORGESTELD and rij.eindvoorstellen.open().exists(),
            "Besluit of het veilig genoeg is",
            "eindbesluit",
        ),
        (status == S.GEACCEPTEERD, "Plan het startgesprek", "startgesprek"),
        (
            status == S.STARTGESPREK and not rij.startgesprek_gehouden_op,
            "Startgesprek gehouden",
            "startgesprek-gehouden",
        ),
        (rij.mag(S.GESTART) and not rij.gestart_op, "De hulp is begonnen", "gestart"),
        (status == S.STARTGESPREK, "Verzet het startgesprek", "startgesprek"),
        (status == S.STAGNATIE, "De hulp loopt weer", "gestart"),
        (status in IN_HULP, "Leg voortgang vast", "voortgang"),
        (status in IN_HULP, "Spreek de einddatum af", "einddatum"),
        (rij.mag(S.STAGNATIE), "De hulp loopt vast", "stagnatie"),
        (rij.mag(S.EINDE_VOORGESTELD), "Stel voor om te stoppen", "einde"),
        (status in LOPEND, "Deel iets anders", "delen"),
        (rij.mag(S.INGETROKKEN), "Trek in", "intrekken"),
    )
    return [(tekst, naam) for nu, tekst, naam in kan if nu]


def beeld_van(rij: Verwijzing, gebruiker: Gebruiker) -> dict[str, Any]:
    """The context of `spic/verwijzing.html`."""
    genomen = list(rij.stappen.select_related("door"))
    mag_schrijven = gebruiker.has_perm("verwijzing.schrijven")
    berichten = list(rij.berichten.select_related("door"))
    return {
        "verwijzing": rij,
        "kinderen": rij.kinderen.select_related(
            "kind", "spic__stelsel", "spic__segment", "spic__profiel", "spic__intensiteit"
        ),
        "resultaten": rij.resultaten.all(),
        "knoppen": knoppen(rij, gebruiker),
        "klokken": [] if rij.is_concept else klokken(rij),
        "stappen": met_duur(genomen)[::-1],
        "dagen_in_gesprek": dagen_in_gesprek(genomen),
        "bijdragen": rij.bijdragen.select_related("door", "spic__segment", "spic__profiel", "spic__intensiteit"),
        "voortgangen": rij.voortgangen.select_related("door"),
        "laatste_teken": laatste_teken(rij),
        "berichten": berichten,
        "ongelezen": sum(1 for b in berichten if b.partij == Partij.AANBIEDER and b.gelezen_op is None),
        "berichtform": BerichtForm(verwijzing=rij) if mag_schrijven and rij.loopt else None,
        "einde": rij.eindvoorstellen.select_related("reden", "besluit_door").prefetch_related("oordelen").first(),
        "onderaannemingen": rij.onderaannemingen.select_related("aanbieder", "hulpverlener"),
        "oordelen": rij.passendheid.select_related("door"),
        "maanden": rij.bezoekmaanden.all()[:12],
        "mag_schrijven": mag_schrijven,
        "mag_uitvoeren": mag_schrijven and rij.verzonden_op is not None,
        "mag_kwestie": gebruiker.has_perm("kwestie.schrijven") and rij.loopt,
    }
