"""A family without a measure: a month on the waiting list, a slow begin, help, letting go, aftercare. From October to October."""

from __future__ import annotations

from datetime import date

from gezinnen.models import Gezin, Sluiting, Termijn
from tests.jaar import stappen as s
from tests.jaar.tabel import controleer
from tests.jaar.wereld import Gezien, Wereld, nl, url

FATIMA, KEES, SANNE = {("fatima", "dag")}, {("kees", "dag")}, {("sanne", "laat3")}
VOORAF, TOM = {("fatima", "week")}, {("tom", "laat7")}


def test_een_gezin_zonder_maatregel_van_de_wachtlijst_tot_na_de_nazorg(wereld):
    controleer("preventief", loop(wereld))


def loop(w: Wereld) -> Gezien:
    gezin = s.neem_aan(w, "Wilgenhof", {"Sam": date(2019, 3, 2), "Noor": date(2021, 8, 9)}, wacht=True)
    wacht_op_een_gezinsmanager(w, gezin)
    komt_traag_op_gang(w, gezin)
    sam_is_niet_veilig(w, gezin)
    maakt_een_plan(w, gezin)
    krijgt_hulp(w, gezin)
    leert_het_zelf(w, gezin)
    kan_zonder_ons(w, gezin)
    return w.uitkomst()


def wacht_op_een_gezinsmanager(w: Wereld, gezin: Gezin) -> None:
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Kijk hoe veilig de kinderen zijn") == "over 7 dagen"
    assert not wijzer.nu
    assert wijzer.zegt("Regel wat er komt na de 18e verjaardag") == ""  # that is ten years away
    w.naar(date(2027, 10, 11))
    assert w.werkwijzer(gezin).zegt("Kijk hoe veilig de kinderen zijn") == "vandaag"
    assert w.verteld_over("wachtlijst_blik") == KEES
    assert w.onderwerpen_aan("kees") == [f"Dit kan niet wachten: gezin {gezin.nummer}"]
    w.naar(date(2027, 10, 13))
    assert w.verteld_over("wachtlijst_blik") == KEES
    w.naar(date(2027, 10, 14))
    assert w.verteld_over("wachtlijst_blik") == KEES | SANNE
    assert f"Dit kan niet wachten: gezin {gezin.nummer}" in w.onderwerpen_aan("sanne")
    w.naar(date(2027, 10, 18))
    assert w.verteld_over("wachtlijst_blik") == KEES | SANNE | TOM
    assert w.vandaag("kees")["te-laat"] == ["Kijk hoe veilig de kinderen zijn: 7 dagen te laat"]
    s.kijk(w, gezin, {"Sam": 7, "Noor": 7})
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Kijk hoe veilig de kinderen zijn") == "over 7 dagen"
    assert wijzer.deed("Kijk hoe veilig de kinderen zijn") == "18 oktober 2027, 7 dagen te laat"


def komt_traag_op_gang(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2027, 10, 19))
    s.wijs_toe(w, gezin)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Eerste contact met het gezin") == "8 dagen te laat"
    assert wijzer.zegt("Kijk hoe veilig de kinderen zijn") == ""
    w.naar(date(2027, 10, 20))
    assert w.verteld_over("eerste_contact_preventief") == FATIMA
    assert "1 termijn vraagt uw aandacht" in w.onderwerpen_aan("fatima")
    s.spreek(w, gezin, {"Sam": "niet"}, gezien=("Sam",), soort="huisbezoek")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Eerste contact met het gezin") == "20 oktober 2027, 9 dagen te laat"
    for stap in ("HAVIK invullen", "Cijfer geven voor de actuele veiligheid", "Veiligheidsplan maken"):
        assert wijzer.zegt(stap) == "vandaag"
    assert wijzer.zegt("Familiegroepsplan aanbieden") == "over 14 dagen"
    assert wijzer.zegt("Gezinsplan laten vaststellen") == "over 42 dagen"
    assert wijzer.zegt("ARIJ-RT invullen") == "over 42 dagen"
    s.spreek_af(w, gezin, {"Sam": 2})
    assert w.werkwijzer(gezin).zegt("Sam zien of spreken") == "over 14 dagen"


def sam_is_niet_veilig(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2027, 10, 28))
    for code in ("actuele_veiligheid", "veiligheidsplan"):
        assert w.verteld_over(code) == FATIMA | SANNE | TOM
    assert w.werkwijzer(gezin).zegt("Veiligheidsplan maken") == "8 dagen te laat"
    for kind in s.kinderen_van(gezin):
        s.vul_instrument_in(w, gezin, "HAVIK", kind)
    s.maak_veiligheidsplan(w, gezin)
    s.geef_cijfer(w, gezin, "Noor", 7)
    s.geef_cijfer(w, gezin, "Sam", 4)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("HAVIK invullen") == "28 oktober 2027, voor Sam en Noor, 8 dagen te laat"
    assert wijzer.zegt("Veiligheidsplan herzien") == "vandaag"
    assert wijzer.zegt("Nieuw cijfer geven") == "over 7 dagen"
    assert wijzer.zegt("Veiligheidsplan meelezen") == "over 4 dagen"
    assert w.vandaag("fatima")["voor-vandaag"][0] == "Veiligheidsplan herzien: vandaag"
    w.naar(date(2027, 10, 31))  # summer time ended this night
    assert w.werkwijzer(gezin).zegt("Veiligheidsplan herzien") == "3 dagen te laat"
    assert w.verteld_over("onder_de_zes") == FATIMA | SANNE
    s.geef_cijfer(w, gezin, "Sam", 5)  # a second bad mark is no action: the deadline stays where it was
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Veiligheidsplan herzien") == "3 dagen te laat"
    assert wijzer.zegt("Nieuw cijfer geven") == "over 7 dagen"
    assert wijzer.deed("Nieuw cijfer geven") == "31 oktober 2027, voor Sam"
    w.naar(date(2027, 11, 5))
    assert w.verteld_over("onder_de_zes") == FATIMA | SANNE | TOM
    assert w.verteld_over("veiligheidsplan_meelezen") == {("sanne", "dag")}
    s.maak_veiligheidsplan(w, gezin)
    assert w.werkwijzer(gezin).deed("Veiligheidsplan herzien") == "5 november 2027, voor Sam, 8 dagen te laat"
    w.naar(date(2027, 11, 15))
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Veiligheidsplan meelezen") == "6 dagen te laat"
    assert wijzer.zegt("Nieuw cijfer geven") == "8 dagen te laat"
    assert w.verteld_over("herstel_veiligheid", date(2027, 11, 7)) == FATIMA | SANNE | TOM
    s.lees_mee(w, gezin)
    s.spreek(w, gezin, {"Sam": 7, "Noor": "zelfde"}, gezien=("Sam", "Noor"))
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Veiligheidsplan meelezen") == "15 november 2027, voor versie 2 van het plan, 6 dagen te laat"
    assert wijzer.deed("Nieuw cijfer geven") == "15 november 2027, voor Sam, 8 dagen te laat"
    assert wijzer.deed("Sam zien of spreken") == "15 november 2027, 12 dagen te laat"
    assert w.verteld_over("kind_gezien") == VOORAF | FATIMA


def maakt_een_plan(w: Wereld, gezin: Gezin) -> None:
    assert w.verteld_over("nieuw_gezin_bto") == w.verteld_over("familiegroepsplan") == VOORAF | FATIMA
    s.breng_in(w, gezin, "nieuw_gezin")
    s.besluit(w, gezin)
    s.bied_familiegroepsplan_aan(w, gezin, "nee")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Bespreek dit nieuwe gezin") == "15 november 2027, 13 dagen te laat"
    assert wijzer.deed("Familiegroepsplan aanbieden") == "15 november 2027, 12 dagen te laat"
    assert wijzer.zegt("Gezinsplan laten vaststellen") == "over 42 dagen"
    s.spreek_af(w, gezin, {"Sam": ""})
    assert w.werkwijzer(gezin).zegt("Sam zien of spreken") == ""
    w.naar(date(2027, 12, 10))
    assert w.verteld_over("arij_rt_eerste") == VOORAF | FATIMA
    assert w.werkwijzer(gezin).zegt("ARIJ-RT invullen") == "9 dagen te laat"
    s.vul_instrument_in(w, gezin, "ARIJ-RT")
    assert w.werkwijzer(gezin).deed("ARIJ-RT invullen") == "10 december 2027, 9 dagen te laat"
    w.naar(date(2027, 12, 20))
    assert w.verteld_over("gezinsplan", date(2027, 12, 27)) == VOORAF
    w.naar(date(2028, 1, 4))
    assert w.verteld_over("gezinsplan", date(2027, 12, 27)) == VOORAF | FATIMA | SANNE | TOM
    assert w.werkwijzer(gezin).zegt("Gezinsplan laten vaststellen") == "8 dagen te laat"
    assert "Gezinsplan vastgesteld" in w.mens("sanne").zie(url("weekoverzicht"))
    s.maak_gezinsplan(w, gezin, "Sam")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Gezinsplan laten vaststellen") == "4 januari 2028, 8 dagen te laat"
    assert wijzer.zegt("Gezinsplan evalueren") == "over 366 dagen"


def krijgt_hulp(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2028, 1, 10))
    s.ga_naar_fase(w, gezin, "ondersteunen")
    verzoek, kwestie = s.vraag_informatie(w, gezin), s.meld_kwestie(w, gezin)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Uitvoerdersoverleg houden") == "over 42 dagen"
    assert [(regel.tekst, regel.merk) for regel in wijzer.wacht] == [
        ("Antwoord vragen aan School De Verzonnen Beuk", "over 14 dagen")
    ]
    w.naar(date(2028, 2, 2))
    assert w.verteld_over("informatieverzoek") == FATIMA
    assert w.verteld_over("kwestie_trede") == VOORAF | FATIMA
    velden = {"uitkomst": "beantwoord", "antwoord": "Ja, elke dag.", "op": nl(w.klok.vandaag)}
    w.mens("fatima").vul(url("informatieverzoek-afhandelen", gezin, verzoek.pk), velden)
    w.mens("fatima").vul(url("kwestie-escaleren", gezin, kwestie.pk), {"naar": 2, "waarom": "Er kwam geen antwoord."})
    assert w.werkwijzer(gezin).deed("Antwoord op een kwestie") == "2 februari 2028, 9 dagen te laat"
    w.naar(date(2028, 2, 23))
    assert {("sanne", "dag")} <= w.verteld_over("kwestie_trede", date(2028, 2, 16))
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Dit ligt stil in het plan") == "8 dagen te laat"
    assert wijzer.zegt("Cijfer geven voor de blijvende veiligheid") == "2 dagen te laat"
    w.naar(date(2028, 2, 29))  # the leap day
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Uitvoerdersoverleg houden") == "8 dagen te laat"
    assert w.verteld_over("uitvoerdersoverleg") == VOORAF | FATIMA | SANNE | TOM
    assert w.verteld_over("resultaat_stil") == w.verteld_over("blijvende_veiligheid") == VOORAF | FATIMA
    opgelost = {"hoe": "Er kwam plek.", "wie": "De senior", "op": nl(w.klok.vandaag)}
    w.mens("sanne").vul(url("kwestie-oplossen", gezin, kwestie.pk), opgelost)
    resultaat = gezin.gezinsplannen.geldend().resultaten.get()
    s.houd_overleg(w, gezin, **{f"cijfer_{resultaat.stam_of_zelf_id}": 6})
    for naam in ("Sam", "Noor"):
        s.geef_cijfer(w, gezin, naam, 7, "blijvend")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Antwoord op een kwestie") == "29 februari 2028, 13 dagen te laat"
    assert wijzer.deed("Uitvoerdersoverleg houden") == "29 februari 2028, 8 dagen te laat"
    assert wijzer.deed("Dit ligt stil in het plan") == "29 februari 2028, 14 dagen te laat"
    assert wijzer.zegt("Uitvoerdersoverleg houden") == "over 42 dagen"
    w.naar(date(2028, 3, 26))  # summer time began this night
    s.geef_cijfer(w, gezin, "Noor", 5)
    assert w.werkwijzer(gezin).zegt("Veiligheidsplan herzien") == "vandaag"
    w.naar(date(2028, 3, 27))
    wijzer = w.werkwijzer(gezin)
    assert (wijzer.zegt("Veiligheidsplan herzien"), wijzer.zegt("Nieuw cijfer geven")) == (
        "1 dag te laat",
        "over 6 dagen",
    )
    s.spreek(w, gezin, {"Noor": 7, "Sam": "zelfde"}, gezien=("Noor",))
    wijzer = w.werkwijzer(gezin)
    assert (wijzer.zegt("Veiligheidsplan herzien"), wijzer.zegt("Nieuw cijfer geven")) == ("", "")


def leert_het_zelf(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2028, 4, 3))
    s.maak_gezinsplan(w, gezin, "Sam", klaar="behaald")
    s.ga_naar_fase(w, gezin, "borgen")
    wijzer = w.werkwijzer(gezin)
    assert (wijzer.zegt("Uitvoerdersoverleg houden"), wijzer.zegt("Cijfer geven voor de blijvende")) == ("", "")
    for stap in ("Borgingsplan laten vaststellen", "Warme overdracht aan het lokaal team"):
        assert wijzer.zegt(stap) == "over 42 dagen"
    w.naar(date(2028, 5, 8))
    assert w.verteld_over("borgingsplan") == w.verteld_over("overdracht_lokaal_team") == VOORAF
    w.naar(date(2028, 5, 24))
    assert w.verteld_over("borgingsplan") == w.verteld_over("overdracht_lokaal_team") == VOORAF | FATIMA
    s.maak_borgingsplan(w, gezin)
    s.draag_over(w, gezin)
    for stap in ("Borgingsplan laten vaststellen", "Warme overdracht aan het lokaal team"):
        assert w.werkwijzer(gezin).deed(stap) == "24 mei 2028, 9 dagen te laat"


def kan_zonder_ons(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2028, 5, 25))
    s.ga_naar_fase(w, gezin, "nazorg", instemming_van="Roos", instemming_op=nl(w.klok.vandaag))
    wijzer = w.werkwijzer(gezin)
    assert wijzer.zegt("Contact in de nazorg") == "over 31 dagen"
    assert wijzer.zegt("Nazorg afsluiten of verlengen") == "over 92 dagen"
    w.naar(date(2028, 7, 3))
    assert w.verteld_over("nazorg_contact") == VOORAF | FATIMA
    s.spreek(w, gezin, {"Sam": "zelfde", "Noor": "zelfde"}, soort="telefoon")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Contact in de nazorg") == "3 juli 2028, 8 dagen te laat"
    assert wijzer.zegt("Contact in de nazorg") == "over 31 dagen"
    w.naar(date(2028, 8, 3))
    s.spreek(w, gezin, {"Sam": "zelfde", "Noor": "zelfde"}, soort="telefoon")
    w.naar(date(2028, 9, 4))
    assert w.werkwijzer(gezin).zegt("Nazorg afsluiten of verlengen") == "10 dagen te laat"
    assert w.verteld_over("nazorg_einde") == VOORAF | FATIMA
    s.sluit_af(w, gezin, "doel")
    assert not Termijn.objects.open().filter(gezin=gezin).exists()
    einde = Termijn.objects.get(gezin=gezin, code="nazorg_einde")
    assert (einde.sluiting, einde.gesloten_op) == (Sluiting.VOLDAAN, date(2028, 9, 4))
    w.naar(date(2028, 10, 4))
    assert w.onderwerpen_aan("fatima") == []
    assert not any(w.vandaag("fatima").values())
