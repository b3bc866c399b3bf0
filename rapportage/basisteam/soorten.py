"""What kind of work a term is about: the columns of the grid, safety first. The words are those of the norms (`gezinnen/gegevens/normen.csv`).

The division is our own (an example). No norm of safety or law is left for the rest, but that of a privacy request: it is no work of a team.
"""

from __future__ import annotations

OVERLEG = "uitvoerdersoverleg"
ARIJ = frozenset({"arij_rt_eerste", "arij_rt_herhaling"})
SOORTEN: dict[str, frozenset[str]] = {
    "veiligheid": ARIJ
    | {
        "actuele_veiligheid",
        "blijvende_veiligheid",
        "herstel_veiligheid",
        "onder_de_zes",
        "signaal",
        "signaal_spoed",
        "veiligheidsplan",
        "veiligheidsplan_meelezen",
        "wachtlijst_blik",
    },
    "contact": frozenset(
        {"toewijzing", "eerste_contact", "eerste_contact_preventief", "kind_gezien", "nazorg_contact"}
    ),
    "overleg": frozenset({OVERLEG}),
    "plan": frozenset({"familiegroepsplan", "gezinsplan", "plan_evaluatie", "resultaat_stil", "borgingsplan"}),
    "hulp": frozenset(
        {
            "reactie_aanbieder",
            "startgesprek_b",
            "startgesprek_c",
            "teken_van_leven",
            "spic_einde",
            "spic11_einde",
            "kwestie_trede",
        }
    ),
    "maatregel": frozenset(
        {
            "besluit_verlenging",
            "ots_rvdk_melding",
            "verlengingsverzoek",
            "ots_verlenging_advies",
            "uhp_eerder_einde",
            "muhp_uitvoeren",
            "maatregel_einde",
            "jr_rapportage",
            "aanwijzing_antwoord",
            "aanwijzing_vervallen",
            "schorsing_gezag",
        }
    ),
}
VOORAAN = ("signaal_spoed", "signaal", "onder_de_zes")
"""In a list of what is late these come first, however short they are late: a child may be in danger now."""
ANDERS = "anders"
PER_CODE = {code: soort for soort, codes in SOORTEN.items() for code in codes}


def soort_van(code: str) -> str:
    """A name of SOORTEN; of any other norm, also of one that came later, ANDERS."""
    return PER_CODE.get(code, ANDERS)
