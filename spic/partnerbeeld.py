"""What the pages of a provider show: the inbox in groups, and of one referral what can be done by whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from spic import partner as kant
from spic.forms.partner import BerichtForm
from spic.models import IN_HULP, Eindbesluit, VerwijzingStatus
from spic.verwijzingbeeld import Knop

if TYPE_CHECKING:
    from ggw.organisatie.models import Gebruiker

S = VerwijzingStatus
GROEPEN = (
    ("Nieuw", frozenset({S.VERZONDEN, S.OVERLEG})),
    ("Aangenomen, hulp is nog niet begonnen", frozenset({S.GEACCEPTEERD, S.STARTGESPREK})),
    ("Hulp loopt", IN_HULP),
    ("Voorbij", frozenset({S.GEWEIGERD, S.BEEINDIGD})),
)
VAN_AANMELDTEAM = (
    ({S.VERZONDEN}, "Beantwoord deze verwijzing", "antwoord"),
    ({S.OVERLEG}, "Reageer in het gesprek over de SPIC", "argument"),
    ({S.GEACCEPTEERD, S.STARTGESPREK, *IN_HULP}, "Wie helpt het gezin?", "mensen"),
)
VAN_IEDEREEN = (
    ({S.GEACCEPTEERD}, "Plan het startgesprek", "startgesprek"),
    ({S.STARTGESPREK}, "De hulp is begonnen", "gestart"),
    ({S.STARTGESPREK}, "Verzet het startgesprek", "startgesprek"),
    ({S.STAGNATIE}, "De hulp loopt weer", "gestart"),
    ({S.GESTART, S.STAGNATIE, S.EINDE_VOORGESTELD}, "Meld hoe het gaat", "voortgang"),
    ({S.GESTART}, "De hulp loopt vast", "stagnatie"),
    ({S.GESTART, S.STAGNATIE}, "Stel voor om te stoppen", "einde"),
)


def groepen(rijen: list[kant.Ontvangen]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Per group the referrals with their first own deadline and how many messages nobody opened."""
    ongelezen, eerste = kant.ongelezen(), defaultdict(list)
    for termijn in kant.termijnen():
        eerste[termijn.verwijzing].append(termijn)
    return [
        (
            naam,
            [
                {"rij": rij, "termijn": next(iter(eerste[rij.pk]), None), "ongelezen": ongelezen.get(rij.pk, 0)}
                for rij in rijen
                if rij.status in welke
            ],
        )
        for naam, welke in GROEPEN
    ]


def knoppen(rij: kant.Ontvangen, gebruiker: Gebruiker, grond: str, crisis: bool) -> list[Knop]:
    """What this person can do now; the first is the most likely."""
    if grond == "onderaannemer":
        gevonden = [("Meld hoe het gaat", "voortgang")] if rij.in_hulp else []
        if gebruiker.has_perm("partner.beantwoorden") and rij.loopt:
            gevonden.append(("Wie doet dit werk bij u?", "onderaannemer"))
    else:
        tabel = [*(VAN_AANMELDTEAM if gebruiker.has_perm("partner.beantwoorden") else ()), *VAN_IEDEREEN]
        gevonden = [(tekst, naam) for welke, tekst, naam in tabel if rij.status in welke]
        if rij.status == S.GEACCEPTEERD and crisis:
            gevonden.insert(0, ("De hulp is begonnen", "gestart"))
        if gebruiker.has_perm("partner.beantwoorden") and rij.status in {S.GEACCEPTEERD, S.STARTGESPREK, *IN_HULP}:
            gevonden.append(("Breng een onderaannemer in", "onderaannemer"))
        gevonden.sort(key=lambda paar: paar[1] == "mensen" and rij.hulpverlener_id is not None)
    return [
        Knop(tekst, reverse(f"spic:partner-{naam}", kwargs={"verwijzing": rij.pk}), "tweede" if nr else "hoofd")
        for nr, (tekst, naam) in enumerate(gevonden)
    ]


def beeld_van(rij: kant.Ontvangen, gebruiker: Gebruiker, grond: str) -> dict[str, Any]:
    """The context of `spic/partner/verwijzing.html`; the package comes beside it."""
    spics = kant.spics_van(rij.pk)
    namen = dict(kant.resultaten(rij.pk))
    alle_spics = {s.pk: s for s in kant.alle_spics()}
    voorstel = kant.einde(rij.pk)
    return {
        "verwijzing": rij,
        "grond": grond,
        "hoofd": grond != "onderaannemer",
        "knoppen": knoppen(rij, gebruiker, grond, any(s.crisis for s in spics.values())),
        "spics": spics,
        "resultaten": namen,
        "stappen": kant.stappen(rij.pk)[::-1],
        "bijdragen": [(b, alle_spics.get(b.spic_id or 0)) for b in kant.bijdragen(rij.pk)],
        "berichten": kant.berichten(rij.pk),
        "berichtform": BerichtForm() if rij.loopt and grond != "onderaannemer" else None,
        "voortgangen": [(v, namen.get(v.resultaat_id or 0, "")) for v in kant.voortgang(rij.pk)],
        "einde": voorstel,
        "eindbesluit": Eindbesluit(voorstel.besluit).label if voorstel else "",
        "onderaannemingen": kant.onderaannemingen(rij.pk),
        "mag_onder_stoppen": gebruiker.has_perm("partner.beantwoorden") and grond != "onderaannemer" and rij.loopt,
        "mag_inlezen": rij.loopt,
        "overleggen": kant.overleg(rij.pk),
        "termijnen": [t for t in kant.termijnen() if t.verwijzing == rij.pk],
        "mag_gehouden": rij.status == S.STARTGESPREK
        and rij.startgesprek_gehouden_op is None
        and grond != "onderaannemer",
    }
