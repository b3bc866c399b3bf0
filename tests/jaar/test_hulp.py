"""A family with help: in crisis, in segment B and C, and help without a SPIC; a provider that is silent, and signals."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from gezinnen.models import Gezin
from ggw.organisatie.models import Aanbieder
from spic.models import Eindreden, Verwijzing, VerwijzingStatus
from tests.jaar import hulp as h
from tests.jaar import stappen as s
from tests.jaar.tabel import controleer
from tests.jaar.wereld import Gezien, Wereld, nl, url
from tests.spic.spics import een_spic
from veiligheid.models import Signaal

VOORAF, FATIMA, SANNE, TOM = {("fatima", "week")}, {("fatima", "dag")}, {("sanne", "laat3")}, {("tom", "laat7")}
ALLEN = VOORAF | FATIMA | SANNE | TOM
CRISIS, THUIS, GROEP = "Spoedhulp thuis", "Opvoedhulp thuis", "Behandeling in een groep"
GGZ = "Vraag hoe het gaat met de hulp (GGZ voor een ouder)"
REACTIE, START = "Reactie van de aanbieder op de verwijzing: ", "Startgesprek houden: "
TEKEN, EINDE, ROND_AF = (
    "Bericht van de aanbieder over de voortgang: ",
    "Besluiten hoe het verder gaat",
    "Crisishulp afronden",
)
NIEMAND: set[tuple[str, str]] = set()
"""The provider is to act: nobody of ours is told, the pages say that we wait."""


def test_een_gezin_met_hulp_en_een_stille_aanbieder(wereld, wilgenboog, anna, hugo):
    wereld.mensen |= {"anna": anna, "hugo": hugo}
    controleer("hulp", loop(wereld, wilgenboog))


def loop(w: Wereld, wilg: Aanbieder) -> Gezien:
    gezin = s.neem_aan(w, "Lindehof", {"Bo": date(2016, 5, 1), "Lot": date(2019, 2, 11)}, wacht=False)
    begint_op_tijd(w, gezin)
    crisis = vraagt_crisishulp(w, gezin, wilg)
    thuis, groep = wordt_verwezen(w, gezin, wilg)
    wacht_op_antwoord(w, gezin, thuis, groep)
    spoed, zorg = er_komen_signalen(w, gezin, crisis)
    zijn_te_laat_beoordeeld(w, gezin, spoed, zorg, groep)
    wacht_op_het_startgesprek(w, gezin, thuis, groep)
    hoort_niets(w, gezin, crisis)
    de_crisis_is_voorbij(w, gezin, crisis, groep)
    de_hulp_mag_nog_niet_stoppen(w, gezin, thuis)
    de_hulp_stopt(w, gezin, thuis)
    return w.uitkomst()


def begint_op_tijd(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2027, 10, 5))
    s.spreek(w, gezin, {"Bo": 7, "Lot": 7}, gezien=("Bo", "Lot"))
    for kind in s.kinderen_van(gezin):
        s.vul_instrument_in(w, gezin, "HAVIK", kind)
    s.vul_instrument_in(w, gezin, "ARIJ-RT")
    s.maak_veiligheidsplan(w, gezin)
    s.lees_mee(w, gezin)
    s.bied_familiegroepsplan_aan(w, gezin, "nee")
    s.breng_in(w, gezin, "nieuw_gezin")
    s.besluit(w, gezin)
    s.maak_gezinsplan(w, gezin, "Bo")
    assert not w.werkwijzer(gezin).nu


def vraagt_crisishulp(w: Wereld, gezin: Gezin, wilg: Aanbieder) -> Verwijzing:
    crisis = h.maak_verwijzing(w, gezin, wilg, s.kind_van(gezin, "Bo"), een_spic(crisis=True), CRISIS)
    h.verstuur(w, crisis)
    assert w.werkwijzer(gezin).zegt(REACTIE + CRISIS) == "over 7 dagen"
    h.neem_aan(w, crisis)
    h.daar(w, "hugo", crisis, "gestart", dag=nl(w.klok.vandaag))
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(REACTIE + CRISIS) == "5 oktober 2027"
    assert wijzer.zegt(START + CRISIS) == ""  # in crisis nobody waits for a talk
    assert wijzer.zegt(ROND_AF) == "over 42 dagen"
    assert [(r.tekst, r.merk) for r in wijzer.wacht] == [(f"{TEKEN}{CRISIS} (De Verzonnen Wilg)", "over 28 dagen")]
    return crisis


def wordt_verwezen(w: Wereld, gezin: Gezin, wilg: Aanbieder) -> tuple[Verwijzing, Verwijzing]:
    w.naar(date(2027, 10, 6))
    bo, lot, roos = (s.kind_van(gezin, naam) for naam in ("Bo", "Lot", "Roos"))
    thuis = h.maak_verwijzing(w, gezin, wilg, bo, een_spic("B"), THUIS)
    h.verstuur(w, thuis)
    groep = h.maak_verwijzing(w, gezin, wilg, lot, een_spic("C"), GROEP)
    assert "een besluit van de escalatietafel nodig" in w.mens("fatima").zie(h.hier(groep, "versturen"))
    assert w.werkwijzer(gezin).zegt(REACTIE + GROEP) == ""  # nobody was asked yet
    h.doe(w, groep, "wijzigen", tafel_op=nl(w.klok.vandaag), tafel_besluit="Segment C past.")
    h.verstuur(w, groep)
    h.voeg_andere_hulp_toe(w, gezin, roos)
    wijzer = w.werkwijzer(gezin)
    for welke, dagen in ((THUIS, 21), (GROEP, 42)):
        assert wijzer.zegt(REACTIE + welke) == "over 7 dagen"
        assert wijzer.zegt(START + welke) == f"over {dagen} dagen"
    assert wijzer.zegt(GGZ) == "over 28 dagen"
    assert not wijzer.nu
    return thuis, groep


def wacht_op_antwoord(w: Wereld, gezin: Gezin, thuis: Verwijzing, groep: Verwijzing) -> None:
    w.naar(date(2027, 10, 13))
    wacht = w.vandaag("fatima")["wacht"]
    for welke in (THUIS, GROEP):
        assert f"{REACTIE}{welke} (De Verzonnen Wilg): vandaag" in wacht
    assert not w.vandaag("fatima")["voor-vandaag"]
    w.naar(date(2027, 10, 14))
    assert w.verteld_over("reactie_aanbieder") == NIEMAND
    h.neem_aan(w, thuis)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(REACTIE + THUIS) == "14 oktober 2027, 1 dag te laat"
    assert wijzer.zegt(REACTIE + GROEP) == "1 dag te laat"


def er_komen_signalen(w: Wereld, gezin: Gezin, crisis: Verwijzing) -> tuple[Signaal, Signaal]:
    """Hugo sees something and says so; Kees hears something else. Nobody looks at it for a week."""
    feit = {"soort": "spoed", "feit": "Bo sliep in het portiek.", "gezien_op": nl(w.klok.vandaag)}
    w.mens("hugo").vul(reverse("spic:partner-signaal", args=[crisis.pk]), feit)
    assert w.vandaag("fatima")["signalen"] == ["Beoordeel nu: misschien is een kind niet veilig: spoed"]
    h.een_minuut_later(w)
    spoed = gezin.signalen.get()
    assert w.vandaag("fatima")["signalen"] == ["Beoordeel nu: misschien is een kind niet veilig: spoed, vandaag"]
    assert w.werkwijzer(gezin).zegt("Signaal met spoed beoordelen") == "vandaag"
    assert f"Dit kan niet wachten: signaal over gezin {gezin.nummer}" in w.onderwerpen_aan("fatima")
    w.zet(w.klok.vandaag, 12)
    h.een_minuut_later(w)
    assert w.verteld_over("signaal_spoed") == FATIMA  # what becomes due during the day is told within the hour
    zorg = h.meld(w, "kees", gezin, "onveilig")
    assert w.werkwijzer(gezin).zegt("Signaal beoordelen") == "over 4 dagen"  # two werkdagen, over the weekend
    w.naar(date(2027, 10, 18))
    assert w.verteld_over("signaal_spoed") == FATIMA | SANNE
    assert w.verteld_over("signaal") == FATIMA
    assert [regel.rpartition(": ")[2] for regel in w.vandaag("fatima")["signalen"]] == [
        "spoed, 4 dagen te laat",
        "vandaag",
    ]
    return spoed, zorg


def zijn_te_laat_beoordeeld(w: Wereld, gezin: Gezin, spoed: Signaal, zorg: Signaal, groep: Verwijzing) -> None:
    w.naar(date(2027, 10, 21))
    assert w.verteld_over("signaal_spoed") == FATIMA | SANNE | TOM
    h.beoordeel(w, spoed, terugkoppeling="Ik was er vanavond.")
    assert w.werkwijzer(gezin).deed("Signaal met spoed beoordelen") == "21 oktober 2027, 7 dagen te laat"
    assert "Ik was er vanavond." in w.mens("hugo").zie(reverse("spic:partner-signaal", args=[spoed.verwijzing_id]))
    wil_een_andere_spic(w, gezin, groep)
    w.naar(date(2027, 10, 25))
    assert w.verteld_over("signaal") == FATIMA | SANNE | TOM
    h.beoordeel(w, zorg)
    assert w.werkwijzer(gezin).deed("Signaal beoordelen") == "25 oktober 2027, 7 dagen te laat"
    assert not w.vandaag("fatima")["signalen"]


def wil_een_andere_spic(w: Wereld, gezin: Gezin, groep: Verwijzing) -> None:
    """After a week of silence; we decide on the same day, and then the provider is asked anew."""
    assert w.werkwijzer(gezin).zegt(REACTIE + GROEP) == "8 dagen te laat"
    ander = een_spic("C", 1)
    h.daar(w, "anna", groep, "antwoord", antwoord="overleg", spic=ander.pk, reden="Dit past beter.")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(REACTIE + GROEP) == "21 oktober 2027, 8 dagen te laat"
    assert wijzer.zegt(REACTIE + GROEP) == ""
    kind = groep.kinderen.get()
    h.doe(w, groep, "spicbesluit", **{f"spic_{kind.pk}": ander.pk, "partij": "tafel", "tekst": "Zo besloten."})
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt(REACTIE + GROEP) == "over 7 dagen"
    assert wijzer.zegt(START + GROEP) == "over 27 dagen"


def wacht_op_het_startgesprek(w: Wereld, gezin: Gezin, thuis: Verwijzing, groep: Verwijzing) -> None:
    w.naar(date(2027, 10, 27))
    h.neem_aan(w, groep)
    assert w.werkwijzer(gezin).deed(REACTIE + GROEP) == "27 oktober 2027"
    assert w.werkwijzer(gezin).zegt(START + THUIS) == "vandaag"
    w.naar(date(2027, 11, 3))
    assert f"{START}{THUIS} (De Verzonnen Wilg): 7 dagen te laat" in w.vandaag("fatima")["wacht"]
    assert w.verteld_over("startgesprek_b") == NIEMAND
    h.daar(w, "anna", thuis, "startgesprek", dag=nl(w.klok.vandaag), om="09:00")
    assert w.werkwijzer(gezin).zegt(START + THUIS) == "7 dagen te laat"  # to plan is not to talk
    h.daar(w, "hugo", thuis, "startgesprek-gehouden")
    h.daar(w, "hugo", thuis, "gestart", dag=nl(w.klok.vandaag))
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(START + THUIS) == "3 november 2027, 7 dagen te laat"
    assert wijzer.zegt(TEKEN + THUIS) == "over 28 dagen"
    h.doe(w, thuis, "einddatum", dag="19-01-2028", reden="Dan kijken wij opnieuw.")
    assert w.werkwijzer(gezin).zegt(EINDE) == "over 21 dagen"


def hoort_niets(w: Wereld, gezin: Gezin, crisis: Verwijzing) -> None:
    ggz = gezin.andere_hulp.get()
    assert f"{GGZ}: vandaag" in w.vandaag("fatima")["wacht"]
    w.naar(date(2027, 11, 10))
    assert w.verteld_over("spic11_einde") == VOORAF
    wijzer = w.werkwijzer(gezin)
    assert (wijzer.zegt(TEKEN + CRISIS), wijzer.zegt(GGZ)) == ("8 dagen te laat", "7 dagen te laat")
    assert w.verteld_over("teken_van_leven") == NIEMAND
    h.daar(w, "hugo", crisis, "bericht", tekst="Wij komen nu elke dag.")
    gehoord = {"op": nl(w.klok.vandaag), "wat": "Moeder gaat er elke week heen."}
    w.mens("fatima").vul(url("anderehulp-teken", gezin, ggz.pk, app="spic"), gehoord)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(TEKEN + CRISIS) == "10 november 2027, 8 dagen te laat"
    assert wijzer.deed(GGZ) == "10 november 2027, 7 dagen te laat"
    assert (wijzer.zegt(TEKEN + CRISIS), wijzer.zegt(GGZ)) == ("over 28 dagen", "over 28 dagen")


def de_crisis_is_voorbij(w: Wereld, gezin: Gezin, crisis: Verwijzing, groep: Verwijzing) -> None:
    w.naar(date(2027, 11, 17))
    assert w.verteld_over("spic11_einde") == VOORAF | FATIMA
    assert w.werkwijzer(gezin).zegt(START + GROEP) == "vandaag"
    w.naar(date(2027, 11, 24))
    assert w.verteld_over("spic11_einde") == ALLEN
    assert f"{ROND_AF}: {CRISIS} (De Verzonnen Wilg): 8 dagen te laat" in w.vandaag("fatima")["te-laat"]
    vandaag = nl(w.klok.vandaag)
    stop_met(w, crisis, einddatum=vandaag)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt(ROND_AF) == "8 dagen te laat"  # a proposal is not the end
    h.doe(w, crisis, "eindbesluit", akkoord="ja", waarom="Het is weer rustig.")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(ROND_AF) == "24 november 2027, 8 dagen te laat"
    assert wijzer.zegt(TEKEN + CRISIS) == ""
    assert any(CRISIS in regel for regel in w.vandaag("fatima")["aanvullen"])  # did it fit?
    assert w.verteld_over("startgesprek_c") == NIEMAND
    h.doe(w, groep, "startgesprek", dag=vandaag, om="09:00")
    h.doe(w, groep, "startgesprek-gehouden", dag=vandaag)
    h.doe(w, groep, "gestart", dag=vandaag)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(START + GROEP) == "24 november 2027, 7 dagen te laat"
    assert wijzer.zegt(TEKEN + GROEP) == "over 28 dagen"


def stop_met(w: Wereld, verwijzing: Verwijzing, **velden: str) -> None:
    """Hugo proposes to end this help."""
    oordelen = {f"uitkomst_{rij.resultaat_id}": "deels" for rij in verwijzing.resultaten.all()}
    alle = {
        "reden": Eindreden.objects.filter(actief=True)[0].pk,
        "toelichting": "Het gezin redt het.",
        **oordelen,
        **velden,
    }
    h.daar(w, "hugo", verwijzing, "einde", **alle)


def de_hulp_mag_nog_niet_stoppen(w: Wereld, gezin: Gezin, thuis: Verwijzing) -> None:
    """A proposal that is refused decides nothing: there must be another last day."""
    assert w.werkwijzer(gezin).zegt(EINDE) == "vandaag"
    w.naar(date(2027, 12, 1))
    assert w.verteld_over("spic_einde") == VOORAF | FATIMA
    assert w.werkwijzer(gezin).zegt(EINDE) == "7 dagen te laat"
    stop_met(w, thuis, einddatum="15-12-2027")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(EINDE) == "1 december 2027, 7 dagen te laat"
    assert wijzer.zegt(EINDE) == ""
    h.doe(w, thuis, "eindbesluit", akkoord="nee", waarom="Bo is nog bang.")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt(EINDE) == "7 dagen te laat"
    assert wijzer.zegt("Antwoord op een kwestie") == "over 14 dagen"
    h.doe(w, thuis, "einddatum", dag="09-02-2028", reden="Er is meer tijd nodig.")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(EINDE) == "1 december 2027, 7 dagen te laat"
    assert wijzer.zegt(EINDE) == "over 14 dagen"


def de_hulp_stopt(w: Wereld, gezin: Gezin, thuis: Verwijzing) -> None:
    w.naar(date(2027, 12, 8))
    ggz = gezin.andere_hulp.get()
    gestopt = {"wat": "beeindigd", "op": nl(w.klok.vandaag), "reden": "Moeder kan het zelf."}
    w.mens("fatima").vul(url("anderehulp-stand", gezin, ggz.pk, app="spic"), gestopt)
    stop_met(w, thuis, einddatum=nl(w.klok.vandaag))
    h.doe(w, thuis, "eindbesluit", akkoord="ja", waarom="Bo slaapt weer.")
    thuis.refresh_from_db()
    assert thuis.status == VerwijzingStatus.BEEINDIGD
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(EINDE) == "8 december 2027"
    assert [(regel.tekst, regel.merk) for regel in wijzer.wacht] == [
        (f"{TEKEN}{GROEP} (De Verzonnen Wilg)", "over 14 dagen")
    ]
