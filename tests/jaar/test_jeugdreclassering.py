"""Jeugdreclassering: a boy who turns 18 in August; six months before that day is the leap day."""

from __future__ import annotations

from datetime import date

from gezinnen.models import Gezin, Termijn
from tests.jaar import stappen as s
from tests.jaar.tabel import controleer
from tests.jaar.wereld import Gezien, Wereld

VOORAF, FATIMA, SANNE, TOM = {("fatima", "week")}, {("fatima", "dag")}, {("sanne", "laat3")}, {("tom", "laat7")}
ALLEN = VOORAF | FATIMA | SANNE | TOM
EINDE = date(2028, 11, 30)
SCHRIKKELDAG = date(2028, 2, 29)


def test_jeugdreclassering_van_het_begin_tot_de_jongen_achttien_is(wereld):
    controleer("jeugdreclassering", loop(wereld))


def loop(w: Wereld) -> Gezien:
    gezin = s.neem_aan(w, "Essenhof", {"Daan": date(2010, 8, 29)}, wacht=False)
    begint_op_tijd(w, gezin)
    wordt_achttien(w, gezin)
    de_officier_wacht_op_de_rapportage(w, gezin)
    het_plan_is_een_jaar_oud(w, gezin)
    de_maatregel_eindigt(w, gezin)
    return w.uitkomst()


def begint_op_tijd(w: Wereld, gezin: Gezin) -> None:
    daan = s.kind_van(gezin, "Daan")
    begin = {"begin": date(2027, 10, 4), "beschikking_op": date(2027, 10, 4), "kennis_op": date(2027, 10, 4)}
    s.voeg_toe(w, gezin, "maatregel", kind=daan.pk, soort="41", einde=EINDE, **begin)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Wijs een gezinsmanager toe") == "4 oktober 2027"
    assert wijzer.zegt("Eerste contact met het gezin") == "over 7 dagen"
    assert wijzer.zegt("Rapporteer aan het Openbaar Ministerie (JR van Daan)") == "over 183 dagen"
    w.naar(date(2027, 10, 5))
    s.spreek(w, gezin, {"Daan": 7}, gezien=("Daan",))
    s.vul_instrument_in(w, gezin, "HAVIK", daan)
    s.vul_instrument_in(w, gezin, "ARIJ-RT")
    s.maak_veiligheidsplan(w, gezin)
    s.lees_mee(w, gezin)
    s.breng_in(w, gezin, "nieuw_gezin")
    s.besluit(w, gezin)
    s.maak_gezinsplan(w, gezin, "Daan")
    wijzer = w.werkwijzer(gezin)
    assert not wijzer.nu  # no familiegroepsplan either: that is no duty at jeugdreclassering
    assert wijzer.zegt("Familiegroepsplan aanbieden") == ""
    assert wijzer.zegt("Gezinsplan evalueren") == "over 366 dagen"
    assert w.onderwerpen_aan("fatima") == []


def wordt_achttien(w: Wereld, gezin: Gezin) -> None:
    stap = "Regel wat er komt na de 18e verjaardag van Daan"
    w.naar(date(2028, 2, 22))
    assert w.verteld_over("achttien") == VOORAF
    assert f"{stap}: over 7 dagen" in w.vandaag("fatima")["deze-week"]
    w.naar(SCHRIKKELDAG)
    assert w.werkwijzer(gezin).zegt(stap) == "vandaag"
    w.naar(date(2028, 3, 1))
    assert w.werkwijzer(gezin).zegt(stap) == "1 dag te laat"
    w.naar(date(2028, 3, 10))
    assert w.verteld_over("achttien") == VOORAF | FATIMA
    s.breng_in(w, gezin, "achttien", kind=s.kind_van(gezin, "Daan").pk)
    assert w.werkwijzer(gezin).zegt(stap) == "10 dagen te laat"
    s.besluit(w, gezin)
    assert w.werkwijzer(gezin).deed(stap) == "10 maart 2028, 10 dagen te laat"


def de_officier_wacht_op_de_rapportage(w: Wereld, gezin: Gezin) -> None:
    stap, maatregel = "Rapporteer aan het Openbaar Ministerie", gezin.maatregelen.get()
    w.naar(date(2028, 4, 12))
    assert w.verteld_over("jr_rapportage") == ALLEN
    assert f"{stap} (JR van Daan): 8 dagen te laat" in w.vandaag("fatima")["te-laat"]
    s.bewaar_document(w, gezin, "rapportage_om", kind=maatregel.kind_id, maatregel=maatregel.pk)
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed(stap) == "12 april 2028, 8 dagen te laat"
    assert wijzer.zegt(stap) == "over 183 dagen"
    w.naar(date(2028, 7, 24))
    s.breng_in(w, gezin, "verlengen", maatregel=maatregel.pk)
    s.besluit(w, gezin, "niet_akkoord")
    assert w.werkwijzer(gezin).zegt("Meld de Raad") == ""  # that is for an OTS
    w.naar(date(2028, 10, 9))
    s.bewaar_document(w, gezin, "rapportage_om", kind=maatregel.kind_id, maatregel=maatregel.pk)


def het_plan_is_een_jaar_oud(w: Wereld, gezin: Gezin) -> None:
    w.naar(date(2028, 10, 13))
    assert w.verteld_over("plan_evaluatie") == ALLEN
    assert w.werkwijzer(gezin).zegt("Gezinsplan evalueren") == "8 dagen te laat"
    s.maak_gezinsplan(w, gezin, "Daan")
    wijzer = w.werkwijzer(gezin)
    assert wijzer.deed("Gezinsplan evalueren") == "13 oktober 2028, 8 dagen te laat"
    assert wijzer.zegt("Gezinsplan evalueren") == "over 365 dagen"


def de_maatregel_eindigt(w: Wereld, gezin: Gezin) -> None:
    w.naar(EINDE)  # past the third Sunday on which the clock changes
    assert w.werkwijzer(gezin).zegt("JR van Daan loopt af") == "vandaag"
    maatregel = gezin.maatregelen.get()
    s.wijzig(w, gezin, "maatregel-beeindigen", maatregel.pk, beeindigd_op=EINDE, reden_einde=s.einde_reden("JR"))
    assert w.werkwijzer(gezin).deed("JR van Daan loopt af") == "30 november 2028"
    s.sluit_af(w, gezin, "achttien")
    assert not Termijn.objects.open().filter(gezin=gezin).exists()
    w.over(31)
    assert w.onderwerpen_aan("fatima") == []
