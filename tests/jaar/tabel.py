"""Which walk shows the whole life of which norm, and what a norm cannot go through.

A norm that gets a source must be added here: let one of the families of `test_preventief.py`, `test_ots.py`,
`test_jeugdreclassering.py` or `test_hulp.py` (or of a new walk) live through it from its opening until it is met, a week late if its ladder climbs, and name that walk in `WAAR`.
"""

from __future__ import annotations

from datetime import date

from gezinnen.models import Ladder, Norm
from tests.jaar.wereld import GEOPEND, OP_DE_DAG, SENIOR, TE_LAAT, TEAMMANAGER, VOLDAAN, VOORAF, Gezien, codes

WAAR = {
    "preventief": {
        "wachtlijst_blik",
        "eerste_contact_preventief",
        "actuele_veiligheid",
        "veiligheidsplan",
        "veiligheidsplan_meelezen",
        "onder_de_zes",
        "herstel_veiligheid",
        "kind_gezien",
        "nieuw_gezin_bto",
        "familiegroepsplan",
        "gezinsplan",
        "arij_rt_eerste",
        "uitvoerdersoverleg",
        "blijvende_veiligheid",
        "resultaat_stil",
        "kwestie_trede",
        "informatieverzoek",
        "borgingsplan",
        "overdracht_lokaal_team",
        "nazorg_contact",
        "nazorg_einde",
    },
    "ots": {
        "toewijzing",
        "eerste_contact",
        "aanwijzing_antwoord",
        "aanwijzing_vervallen",
        "muhp_uitvoeren",
        "schorsing_gezag",
        "arij_rt_herhaling",
        "besluit_verlenging",
        "verlengingsverzoek",
        "ots_rvdk_melding",
        "ots_verlenging_advies",
        "uhp_eerder_einde",
        "maatregel_einde",
    },
    "jeugdreclassering": {"achttien", "jr_rapportage", "plan_evaluatie"},
    "hulp": {
        "reactie_aanbieder",
        "startgesprek_b",
        "startgesprek_c",
        "teken_van_leven",
        "spic_einde",
        "spic11_einde",
        "signaal",
        "signaal_spoed",
    },
}

BIJ_HEN = "The provider is to act: nobody of ours is told, the pages say that we wait."
KORT = "Who opens it has a week or less: there is no week before."
ZONDER: dict[str, tuple[set[str], str]] = {
    "toewijzing": ({VOORAF}, KORT),
    "eerste_contact": ({VOORAF}, KORT),
    "eerste_contact_preventief": ({VOORAF}, KORT),
    "wachtlijst_blik": ({VOORAF}, KORT),
    "actuele_veiligheid": ({VOORAF}, KORT),
    "veiligheidsplan": ({VOORAF}, KORT),
    "veiligheidsplan_meelezen": ({VOORAF}, KORT),
    "onder_de_zes": ({VOORAF}, KORT),
    "herstel_veiligheid": ({VOORAF}, KORT),
    "informatieverzoek": ({VOORAF}, "Another is to act: we are told on the day only."),
    "signaal": ({VOORAF}, KORT),
    "signaal_spoed": ({VOORAF}, KORT),
    "reactie_aanbieder": ({VOORAF, OP_DE_DAG}, BIJ_HEN),
    "startgesprek_b": ({VOORAF, OP_DE_DAG}, BIJ_HEN),
    "startgesprek_c": ({VOORAF, OP_DE_DAG}, BIJ_HEN),
    "teken_van_leven": ({VOORAF, OP_DE_DAG}, BIJ_HEN),
    "aanwijzing_vervallen": (
        {VOORAF, OP_DE_DAG, TE_LAAT, VOLDAAN},
        "For information only: nobody is told (ladder geen), and after its day it is over by itself.",
    ),
}


def levensloop(norm: Norm) -> set[str]:
    """What a norm with this ladder goes through when everything goes wrong first."""
    klimt = {SENIOR, TEAMMANAGER} if norm.ladder == Ladder.VOLLEDIG else set()
    return {GEOPEND, VOORAF, OP_DE_DAG, TE_LAAT, VOLDAAN} | klimt


def controleer(naam: str, gezien: Gezien) -> None:
    """Every norm of this walk went through all that it can."""
    normen = {norm.code: norm for norm in Norm.objects.op(date(2027, 10, 4)).filter(code__in=WAAR[naam])}
    mist, teveel = {}, {}
    for code in WAAR[naam]:
        zonder = ZONDER.get(code, (set(), ""))[0]
        if weg := levensloop(normen[code]) - zonder - gezien[code]:
            mist[code] = weg
        if erbij := zonder & gezien[code]:
            teveel[code] = erbij
    assert not mist, (
        f"The walk {naam} does not show the whole life of these norms: {mist}. Let the family live through it."
    )
    assert not teveel, f"These norms did go through what ZONDER says they cannot: {teveel}. Take it out of ZONDER."


def nergens() -> list[str]:
    return [code for code in codes() if not any(code in waar for waar in WAAR.values())]


def rustend() -> list[str]:
    actief = set(codes())
    return sorted(code for waar in WAAR.values() for code in waar if code not in actief)
