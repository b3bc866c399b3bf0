"""Two children under toezicht: one away from home for two years, one whose machtiging ends in the middle of the year."""

from __future__ import annotations

from datetime import date
from typing import Any

from gezinnen.models import Gezin, Sluiting, Termijn
from tests.jaar import stappen as s
from tests.jaar.tabel import controleer
from tests.jaar.wereld import Gezien, Wereld, url

VOORAF, FATIMA, SANNE, TOM = {("fatima", "week")}, {("fatima", "dag")}, {("sanne", "laat3")}, {("tom", "laat7")}
ALLEN = VOORAF | FATIMA | SANNE | TOM
EINDE = date(2028, 9, 26)


def test_een_ots_met_een_machtiging_van_de_beschikking_tot_het_einde(wereld):
    controleer("ots", loop(wereld))


def loop(w: Wereld) -> Gezien:
    gezin = s.neem_aan(w, "Iepenlaan", {"Finn": date(2015, 6, 1), "Yara": date(2017, 2, 11)}, wacht=True)
    de_rechter_spreekt(w, gezin)
    begint_te_laat(w, gezin)
    krijgt_een_aanwijzing(w, gezin)
    krijgt_hulp(w, gezin)
    verliest_even_het_gezag(w, gezin)
    de_machtiging_loopt_af(w, gezin)
    finn_gaat_eerder_naar_huis(w, gezin)
    wordt_niet_verlengd(w, gezin)
    de_maatregelen_eindigen(w, gezin)
    return w.uitkomst()


def de_rechter_spreekt(w: Wereld, gezin: Gezin) -> None:
    begin = {"begin": date(2027, 9, 27), "beschikking_op": date(2027, 9, 27), "kennis_op": date(2027, 10, 4)}
    for naam in ("Finn", "Yara"):
        s.voeg_toe(w, gezin, "maatregel", kind=s.kind_van(gezin, naam).pk, soort="11", einde=EINDE, **begin)
    van_yara = gezin.maatregelen.get(kind=s.kind_van(gezin, "Yara"))
    s.voeg_toe(
        w,
        gezin,
        "machtiging",
        kind=van_yara.kind_id,
        soort="72",
        maatregel=van_yara.pk,
        begin=date(2026, 9, 20),
        einde=EINDE,
        uitgevoerd_op=date(2026, 9, 21),
    )
    assert w.werkwijzer(gezin).zegt("Wijs een gezinsmanager toe") == "over 7 dagen"
    w.naar(date(2027, 10, 11))
    assert w.verteld_over("toewijzing") == {("tom", "dag")}
    s.kijk(w, gezin, {"Finn": 7, "Yara": 7})
    w.naar(date(2027, 10, 18))
    assert w.verteld_over("toewijzing") == {("tom", "dag"), *SANNE, *TOM}
    assert "Wijs een gezinsmanager toe: 7 dagen te laat" in w.vandaag("sanne")["voor-collega"]
    s.kijk(w, gezin, {"Finn": "zelfde", "Yara": "zelfde"})


def begint_te_laat(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2027, 10, 19))
    s.wijs_toe(w, gezin)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Wijs een gezinsmanager toe") == "19 oktober 2027, 8 dagen te laat"
    assert wijzer.zegt("Eerste contact met het gezin") == "8 dagen te laat"
    w.naar(date(2027, 10, 20))
    assert w.verteld_over("eerste_contact") == FATIMA | SANNE | TOM
    s.spreek(w, gezin, {"Finn": 7, "Yara": 7}, gezien=("Finn", "Yara"))
    for kind in s.kinderen_van(gezin):
        s.vul_instrument_in(w, gezin, "HAVIK", kind)
    s.maak_veiligheidsplan(w, gezin)
    s.lees_mee(w, gezin)
    s.bied_familiegroepsplan_aan(w, gezin, "nee")
    s.breng_in(w, gezin, "nieuw_gezin")
    s.besluit(w, gezin)
    wijzer = w.werkwijzer(gezin)
    assert (
        wijzer.deed("Eerste contact met het gezin")
        == "20 oktober 2027, voor OTS van Finn en OTS van Yara, 9 dagen te laat"
    )
    assert wijzer.deed("HAVIK invullen") == "20 oktober 2027, voor Finn en Yara"
    assert [regel.tekst for regel in wijzer.nu] == ["Gezinsplan laten vaststellen", "ARIJ-RT invullen"]


def krijgt_een_aanwijzing(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2027, 10, 25))
    van_finn = gezin.maatregelen.get(kind=s.kind_van(gezin, "Finn"))
    nieuw: dict[str, Any] = {"kind": van_finn.kind_id, "soort": "72", "maatregel": van_finn.pk}
    dagen = {"beschikking_op": date(2027, 10, 25), "begin": date(2027, 10, 25), "einde": date(2028, 6, 30)}
    s.voeg_toe(w, gezin, "machtiging", **nieuw, **dagen)
    assert w.werkwijzer(gezin).zegt("Voer de machtiging uit") == "over 92 dagen"
    w.naar(date(2027, 11, 8))
    roos = s.kind_van(gezin, "Roos")
    tekst = {"maatregel": van_finn.pk, "aan": roos.pk, "tekst": "U laat de leerkracht weten wie Finn ophaalt."}
    rij = s.voeg_toe(w, gezin, "aanwijzing", wie="fatima", verzonden_op=w.klok.vandaag, **tekst)
    kan_nog = "Naar de kinderrechter kan nog (schriftelijke aanwijzing aan Roos)"
    assert [(r.tekst, r.merk) for r in w.werkwijzer(gezin).wacht] == [(kan_nog, "over 14 dagen")]
    w.naar(date(2027, 11, 15))
    s.wijzig(w, gezin, "aanwijzing-wijzigen", rij.pk, intrekking_gevraagd_op=w.klok.vandaag)
    assert w.werkwijzer(gezin).zegt("Beantwoord het verzoek om de schriftelijke aanwijzing aan Roos") == "over 14 dagen"
    w.naar(date(2027, 11, 22))
    assert w.werkwijzer(gezin).zegt(kan_nog) == "vandaag"
    w.naar(date(2027, 11, 23))
    assert w.werkwijzer(gezin).zegt(kan_nog) == ""
    assert Termijn.objects.get(code="aanwijzing_vervallen").sluiting == Sluiting.VERVALLEN
    assert w.verteld_over("aanwijzing_vervallen") == set()
    s.vul_instrument_in(w, gezin, "ARIJ-RT")
    s.maak_gezinsplan(w, gezin, "Finn")
    s.ga_naar_fase(w, gezin, "ondersteunen")
    w.naar(date(2027, 12, 7))
    assert w.verteld_over("aanwijzing_antwoord") == ALLEN
    s.wijzig(w, gezin, "aanwijzing-wijzigen", rij.pk, beantwoord_op=w.klok.vandaag)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Beantwoord het verzoek") == "7 december 2027, 8 dagen te laat"
    assert wijzer.zegt("Beantwoord het verzoek") == ""


def krijgt_hulp(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2028, 1, 4))
    overleg(w, gezin)
    w.naar(date(2028, 1, 10))
    s.voeg_toe(
        w,
        gezin,
        "zitting",
        op_0="10-01-2028",
        op_1="09:30",
        onderwerp="Verzoek van de Raad",
        uitkomst="schorsing_gezag",
    )
    assert w.werkwijzer(gezin).zegt("De schorsing van het gezag vervalt (zitting van 10-01-2028)") == "over 91 dagen"
    w.naar(date(2028, 2, 2))
    assert w.verteld_over("muhp_uitvoeren", date(2028, 1, 25)) == ALLEN
    machtiging = gezin.machtigingen.get(einde=date(2028, 6, 30))
    s.wijzig(w, gezin, "machtiging-wijzigen", machtiging.pk, uitgevoerd_op=w.klok.vandaag)
    assert w.werkwijzer(gezin).deed("Voer de machtiging uit") == "2 februari 2028, 8 dagen te laat"
    w.naar(date(2028, 2, 14))
    overleg(w, gezin)


def overleg(w: Wereld, gezin: Gezin) -> None:
    """Every six weeks, with a mark for the resultaat and for each child."""
    resultaat = gezin.gezinsplannen.geldend().resultaten.get()
    velden: dict[str, Any] = {f"cijfer_{resultaat.stam_of_zelf_id}": 6}
    for kind in s.kinderen_van(gezin):
        velden |= {f"kind_{kind.pk}_gezinsmanager_blijvend": 7, f"kind_{kind.pk}_reden": "Het gaat goed."}
    s.houd_overleg(w, gezin, **velden)
    wijzer = w.werkwijzer(gezin)
    for stap in ("Uitvoerdersoverleg houden", "Dit ligt stil in het plan", "Cijfer geven voor de blijvende"):
        assert wijzer.zegt(stap) == "over 42 dagen"


def verliest_even_het_gezag(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2028, 3, 27))
    overleg(w, gezin)
    w.naar(date(2028, 4, 18))
    assert w.verteld_over("schorsing_gezag") == ALLEN
    s.voeg_toe(w, gezin, "zitting", op_0="18-04-2028", op_1="09:30", onderwerp="Gezag", uitkomst="afgewezen")
    assert w.werkwijzer(gezin).deed("De schorsing van het gezag vervalt") == "18 april 2028, 8 dagen te laat"


def de_machtiging_loopt_af(w: Wereld, gezin: Gezin) -> None:
    """Asked for too late at every step, so that everybody above hears of it; and extended in the end."""
    machtiging = gezin.machtigingen.get(einde=date(2028, 6, 30))
    besluit = "Besluit: verlengen of afsluiten (MUHP van Finn)"
    assert w.werkwijzer(gezin).zegt("Besluit: verlengen of afsluiten (") == "39 dagen te laat"
    assert w.verteld_over("besluit_verlenging", date(2028, 3, 10)) == ALLEN
    s.breng_in(w, gezin, "verlengen", machtiging=machtiging.pk)
    s.besluit(w, gezin)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(besluit) == "18 april 2028, 39 dagen te laat"
    assert wijzer.zegt("Vraag de rechter om verlenging") == "over 17 dagen"
    w.naar(date(2028, 5, 8))
    overleg(w, gezin)
    w.naar(date(2028, 5, 15))
    assert w.verteld_over("verlengingsverzoek", date(2028, 5, 5)) == ALLEN
    s.bewaar_document(w, gezin, "verzoekschrift", kind=machtiging.kind_id, machtiging=machtiging.pk)
    assert w.werkwijzer(gezin).deed("Vraag de rechter om verlenging") == "15 mei 2028, 10 dagen te laat"
    w.naar(date(2028, 6, 5))
    assert w.verteld_over("arij_rt_herhaling", date(2028, 5, 23)) == VOORAF | FATIMA
    s.vul_instrument_in(w, gezin, "ARIJ-RT")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("ARIJ-RT opnieuw invullen") == "5 juni 2028, 13 dagen te laat"
    assert wijzer.zegt("ARIJ-RT opnieuw invullen") == "over 183 dagen"
    besluit_over_de_rest(w, gezin)
    w.naar(date(2028, 7, 10))
    assert w.verteld_over("maatregel_einde", date(2028, 6, 30)) == ALLEN
    assert w.werkwijzer(gezin).zegt("MUHP van Finn loopt af") == "10 dagen te laat"
    velden = {"begin": date(2028, 7, 1), "einde": EINDE, "beschikking_op": date(2028, 7, 10)}
    s.wijzig(w, gezin, "machtiging-verlengen", machtiging.pk, wie="vera", **velden)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("MUHP van Finn loopt af") == "10 juli 2028, 10 dagen te laat"
    assert wijzer.zegt("MUHP van Yara en MUHP van Finn loopt af") == "over 78 dagen"


def besluit_over_de_rest(w: Wereld, gezin: Gezin) -> None:
    """In time: nobody asks the court for more."""
    for wat, rij in (
        *(("maatregel", maatregel) for maatregel in gezin.maatregelen.order_by("pk")),
        ("machtiging", gezin.machtigingen.get(begin=date(2026, 9, 20))),
    ):
        s.breng_in(w, gezin, "verlengen", **{wat: rij.pk})
        s.besluit(w, gezin, "niet_akkoord")
    w.over(1)
    wijzer = w.werkwijzer(gezin)
    assert (
        wijzer.zegt("Meld de Raad dat de maatregel niet wordt verlengd (OTS van Finn en OTS van Yara)")
        == "over 50 dagen"
    )
    assert wijzer.zegt("Meld de Raad dat de machtiging niet wordt verlengd (MUHP van Yara)") == "over 50 dagen"
    assert wijzer.zegt("Vraag de rechter om verlenging") == ""


def finn_gaat_eerder_naar_huis(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2028, 7, 12))
    machtiging = gezin.machtigingen.get(begin=date(2028, 7, 1))
    s.wijzig(w, gezin, "machtiging-beeindigen", machtiging.pk, beeindigd_op=date(2028, 8, 31))
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Meld de Raad dat de uithuisplaatsing eerder stopt") == "over 19 dagen"
    assert wijzer.zegt("MUHP van Yara loopt af") == "over 76 dagen"
    w.naar(date(2028, 8, 8))
    assert w.verteld_over("uhp_eerder_einde", date(2028, 7, 31)) == ALLEN
    s.bewaar_document(w, gezin, "melding_rvdk", kind=machtiging.kind_id, machtiging=machtiging.pk)
    assert w.werkwijzer(gezin).deed("Meld de Raad dat de uithuisplaatsing") == "8 augustus 2028, 8 dagen te laat"


def wordt_niet_verlengd(w: Wereld, gezin: Gezin) -> None:
    assert w.verteld_over("ots_rvdk_melding", date(2028, 7, 26)) == ALLEN
    assert w.verteld_over("ots_verlenging_advies", date(2028, 7, 26)) == ALLEN
    for maatregel in gezin.maatregelen.order_by("pk"):
        s.bewaar_document(w, gezin, "melding_rvdk", kind=maatregel.kind_id, maatregel=maatregel.pk)
    van_yara = gezin.maatregelen.get(kind=s.kind_van(gezin, "Yara"))
    s.bewaar_document(w, gezin, "advies_rvdk", kind=van_yara.kind_id, maatregel=van_yara.pk)
    uit_huis = gezin.machtigingen.get(begin=date(2026, 9, 20))
    s.bewaar_document(w, gezin, "melding_rvdk", kind=van_yara.kind_id, machtiging=uit_huis.pk)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Meld de Raad dat de maatregel niet wordt verlengd") == "8 augustus 2028, 13 dagen te laat"
    assert wijzer.deed("Vraag het advies van de Raad") == "8 augustus 2028, 13 dagen te laat"
    assert wijzer.zegt("Meld de Raad") == ""


def de_maatregelen_eindigen(w: Wereld, gezin: Gezin) -> None:
    w.naar(EINDE)
    assert w.werkwijzer(gezin).zegt("OTS van Finn en OTS van Yara loopt af") == "vandaag"
    w.naar(date(2028, 9, 27))
    for maatregel in gezin.maatregelen.order_by("pk"):
        s.wijzig(w, gezin, "maatregel-beeindigen", maatregel.pk, beeindigd_op=EINDE, reden_einde=s.einde_reden("OTS"))
    uit_huis = gezin.machtigingen.get(begin=date(2026, 9, 20))
    s.wijzig(w, gezin, "machtiging-beeindigen", uit_huis.pk, beeindigd_op=EINDE)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("OTS van Finn en OTS van Yara loopt af") == "26 september 2028"
    assert wijzer.zegt("OTS van Finn") == ""
    w.naar(date(2028, 10, 4))
    s.sluit_af(w, gezin, "rechter")
    assert not Termijn.objects.open().filter(gezin=gezin).exists()
    assert w.mens("fatima").client.get(url("werkwijzer", gezin)).status_code == 200
    assert not any(w.vandaag("fatima").values())
