from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import Beeld, wat_nu
from gezinnen.models import Contactmoment, Gebeurtenis
from gezinnen.termijnen import herbereken
from gezinnen.werkwijzer import stappen
from ggw.toegang.deur import namens
from tests.fabrieken import KindFactory, maak_gezin, normbron
from veiligheid.models import Afname, Instrument, Meelezing, Veiligheidsmeting, Veiligheidsplan

NU = timezone.now()
VANDAAG = timezone.localdate()


def url(gezin, naam="plan-nieuw", **delen):
    return reverse(f"veiligheid:{naam}", kwargs={"nummer": gezin.nummer, **delen})


def rijen(prefix, *waarden):
    gegevens = {f"{prefix}-TOTAL_FORMS": len(waarden), f"{prefix}-INITIAL_FORMS": 0}
    for nr, rij in enumerate(waarden):
        gegevens |= {f"{prefix}-{nr}-{naam}": waarde for naam, waarde in rij.items()}
    return gegevens


EIS = {"kind": "", "eis": "Niemand slaat.", "consequentie": "Wij bellen oma."}
AFSPRAAK = {"wie": "Moeder", "wat": "Belt bij ruzie.", "controle": "Elke week bellen", "tot": "01-02-2027"}
STAP = "Wij doen een verzoek tot onderzoek bij de Raad voor de Kinderbescherming."


def gegevens(basis=0, eisen=(EIS,), afspraken=(AFSPRAAK,), **velden):
    plan = {"basis": basis, "aanleiding": "Het was te druk.", "volgende_stap": STAP, "geldt_vanaf": "01-11-2026"}
    return plan | rijen("eisen", *eisen) | rijen("afspraken", *afspraken) | velden


def maak(gezin, door, **velden):
    rij = {"eis": "Niemand slaat.", "consequentie": "Wij bellen oma."}
    afspraak = {"wie": "Moeder", "wat": "Belt bij ruzie.", "controle": "Elke week bellen"}
    return Veiligheidsplan.maak(
        gezin, auteur_id=door.pk, bodemeisen=[rij], afspraken=[afspraak], **{"volgende_stap": STAP, **velden}
    )


def test_plan_geldt_meteen_met_nummer_een(als, fatima, gezin, sam):
    antwoord = als(fatima).post(url(gezin), gegevens(eisen=(EIS | {"kind": sam.pk}, EIS)))
    assert antwoord.url == url(gezin, "plan")
    plan = Veiligheidsplan.objects.get()
    assert (plan.nummer, plan.auteur_id) == (1, fatima.pk)
    assert [eis.kind for eis in plan.bodemeisen.all()] == [sam, None]
    tekst = als(fatima).get(url(gezin, "plan")).content.decode()
    for deel in ("geldt nu", "Niemand slaat.", "Wij bellen oma.", "Elke week bellen", "1 februari 2027", STAP):
        assert deel in tekst
    assert Gebeurtenis.objects.get().soort == "veiligheidsplan.gemaakt"


def test_nieuwe_versie_begint_met_wat_geldt_en_toont_wat_anders_is(als, fatima, gezin, sam):
    maak(gezin, fatima)
    pagina = als(fatima).get(url(gezin)).content.decode()
    assert "Niemand slaat." in pagina
    als(fatima).post(url(gezin), gegevens(basis=1, eisen=(EIS | {"eis": "Vader is er niet alleen."},)))
    eerste, tweede = Veiligheidsplan.objects.order_by("nummer")
    assert (eerste.nummer, tweede.nummer) == (1, 2)
    assert eerste.bodemeisen.get().eis == "Niemand slaat."
    tekst = als(fatima).get(url(gezin, "plan")).content.decode()
    assert "Wat is er anders" in tekst
    assert "Vader is er niet alleen." in tekst
    assert tekst.count(">vervallen<") >= 1
    assert "oude versie" in als(fatima).get(url(gezin, "plan-versie", pk=eerste.pk)).content.decode()


def test_lege_rijen_vallen_weg_maar_een_bodemeis_en_een_afspraak_moeten(als, fatima, gezin):
    leeg = dict.fromkeys(EIS, "")
    als(fatima).post(url(gezin), gegevens(eisen=(leeg, EIS, leeg)))
    assert Veiligheidsplan.objects.get().bodemeisen.count() == 1
    zonder = als(fatima).post(url(gezin), gegevens(basis=1, eisen=(leeg,), afspraken=()))
    assert "minstens één bodemeis" in zonder.content.decode()
    assert "minstens één afspraak" in zonder.content.decode()
    assert "Het was te druk." in zonder.content.decode()
    half = als(fatima).post(url(gezin), gegevens(basis=1, eisen=(EIS | {"consequentie": ""},)))
    assert half.status_code == 200
    assert "Niemand slaat." in half.content.decode()


@pytest.mark.parametrize(
    "stap",
    [
        "Uithuisplaatsing.",
        "Dan volgt een uithuis plaatsing",
        "Wij gaan Sam uit huis plaatsen",
        "Sam wordt uit huis geplaatst",
        "Wij plaatsen de kinderen dan uit huis",
        "Dan halen we Sam uit huis",
        "Wij vragen een MUHP aan",
    ],
)
def test_uithuisplaatsing_is_geen_volgende_stap(als, fatima, gezin, stap):
    tekst = als(fatima).post(url(gezin), gegevens(volgende_stap=stap)).content.decode()
    assert "daarover beslist alleen de rechter" in tekst
    assert 'href="#id_volgende_stap"' in tekst
    assert stap in tekst
    assert not Veiligheidsplan.objects.exists()


@pytest.mark.parametrize("stap", [STAP, "Vader gaat uit huis tot het overleg.", "Wij gaan samen uit het huis van oma."])
def test_andere_stappen_mogen(als, fatima, gezin, stap):
    assert als(fatima).post(url(gezin), gegevens(volgende_stap=stap)).status_code == 302


def test_wie_als_tweede_bewaart_ziet_de_versie_van_de_collega(als, fatima, kees, gezin):
    als(kees).post(url(gezin), gegevens(aanleiding="Van Kees"))
    antwoord = als(fatima).post(url(gezin), gegevens(aanleiding="Van Fatima"))
    tekst = antwoord.content.decode()
    assert "Een collega maakte intussen versie 1" in tekst
    assert "Van Kees" in tekst
    assert "Van Fatima" in tekst
    assert 'name="basis" value="1"' in tekst
    assert als(fatima).post(url(gezin), gegevens(basis=1, aanleiding="Van Fatima")).status_code == 302


@pytest.mark.parametrize(
    "velden",
    [
        {"volgende_stap": ""},
        {"volgende_stap": "😀" * 2001},
        {"aanleiding": "a\x00b"},
        {"geldt_vanaf": "31-02-2026"},
        {"basis": "x"},
        {"basis": ""},
        {"eisen-TOTAL_FORMS": "x"},
        {"eisen-TOTAL_FORMS": "100000"},
        {"eisen-0-kind": "999999999999999999999"},
        {"eisen-0-eis": "x" * 2001},
        {"afspraken-0-tot": "nooit"},
        {"afspraken-0-wie": "ش" * 161},
    ],
)
def test_vreemde_invoer_geeft_een_melding(als, fatima, gezin, velden):
    antwoord = als(fatima).post(url(gezin), gegevens(**velden))
    assert antwoord.status_code == 200
    assert "Er klopt iets nog niet." in antwoord.content.decode()
    assert not Veiligheidsplan.objects.exists()


def test_leeg_formulier_en_vreemd_kind(als, fatima, gezin, vreemd_kind):
    assert als(fatima).post(url(gezin), {}).status_code == 200
    vreemd = als(fatima).post(url(gezin), gegevens(eisen=(EIS | {"kind": vreemd_kind.pk},)))
    assert "Kies een kind van dit gezin." in vreemd.content.decode()


def test_een_versie_verandert_nooit(fatima, gezin):
    plan = maak(gezin, fatima)
    with pytest.raises(DatabaseError), namens(fatima):
        Veiligheidsplan.objects.filter(pk=plan.pk).update(volgende_stap="Anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        Veiligheidsplan.objects.create(gezin=gezin, nummer=1, volgende_stap=STAP, auteur_id=fatima.pk)


def test_collega_leest_mee_en_de_schrijver_niet(als, fatima, kees, gezin):
    plan = maak(gezin, fatima)
    adres = url(gezin, "plan-meelezen", pk=plan.pk)
    assert "U schreef het zelf" in als(fatima).get(url(gezin, "plan")).content.decode()
    als(fatima).post(adres, {"opmerking": ""})
    assert not Meelezing.objects.exists()
    assert "Ik heb dit meegelezen" in als(kees).get(url(gezin, "plan")).content.decode()
    als(kees).post(adres, {"opmerking": "Duidelijk."})
    als(kees).post(adres, {"opmerking": "Nog eens."})
    assert Meelezing.objects.get().opmerking == "Duidelijk."
    assert "Duidelijk." in als(fatima).get(url(gezin, "plan")).content.decode()
    te_lang = als(kees).post(adres, {"opmerking": "x" * 2001})
    assert te_lang.status_code == 200


def test_afdruk_toont_het_hele_plan(als, fatima, gezin):
    plan = maak(gezin, fatima)
    tekst = als(fatima).get(url(gezin, "plan-afdruk", pk=plan.pk)).content.decode()
    assert "Niemand slaat." in tekst
    assert STAP in tekst


def test_plan_van_een_ander_gezin_bestaat_niet(als, fatima, bram, gezin, ander_gezin):
    vreemd = maak(ander_gezin, bram)
    for naam in ("plan-versie", "plan-meelezen", "plan-afdruk"):
        assert als(fatima).get(url(gezin, naam, pk=vreemd.pk)).status_code == 404
        assert als(fatima).get(url(ander_gezin, naam, pk=vreemd.pk)).status_code == 404
    for naam in ("plan", "plan-nieuw"):
        assert als(fatima).get(url(ander_gezin, naam)).status_code == 404


def test_zonder_recht_403_en_verkeerde_methode_405(als, vera, gerda, fatima, gezin):
    plan = maak(gezin, fatima)
    assert als(vera).get(url(gezin, "plan")).status_code == 403
    assert als(vera).get(url(gezin, "plan-afdruk", pk=plan.pk)).status_code == 403
    assert als(gerda).get(url(gezin)).status_code == 403
    assert als(vera).post(url(gezin, "plan-meelezen", pk=plan.pk)).status_code == 403
    assert als(fatima).post(url(gezin, "plan")).status_code == 405
    assert als(fatima).delete(url(gezin)).status_code == 405


# What is due when.


def contact(gezin, door, dagen, soort="huisbezoek"):
    return Contactmoment.objects.create(gezin=gezin, soort=soort, op=NU - timedelta(days=dagen), auteur_id=door.pk)


def meting(gezin, kind, door, cijfer, dagen, soort="actueel", **velden):
    return Veiligheidsmeting.objects.create(
        gezin=gezin,
        kind=kind,
        soort=soort,
        cijfer=cijfer,
        reden="Reden.",
        auteur_id=door.pk,
        op=NU - timedelta(days=dagen),
        **velden,
    )


def definitief(gezin, code, door, dagen, kind=None):
    return Afname.objects.create(
        gezin=gezin,
        instrument=Instrument.objects.get(code=code),
        kind=kind,
        auteur_id=door.pk,
        afgenomen_op=VANDAAG - timedelta(days=dagen),
        status="definitief",
        uitkomst="laag",
        definitief_op=NU,
    )


def werk(gezin):
    herbereken([gezin.pk])
    stappen = wat_nu({gezin.pk: gezin.nummer})
    return {stap.tekst: stap for stap in stappen if stap.voor.startswith("veiligheid.")}


def test_eerste_contact_vraagt_havik_cijfer_plan_en_arij(gezin, sam, fatima):
    assert werk(gezin) == {}
    contact(gezin, fatima, 5, "niet_verschenen")
    assert werk(gezin) == {}
    contact(gezin, fatima, 3)
    gevonden = werk(gezin)
    assert {tekst: stap.dagen for tekst, stap in gevonden.items()} == {
        "HAVIK invullen": -3,
        "Cijfer geven voor de actuele veiligheid": -3,
        "Veiligheidsplan maken": -3,
        "ARIJ-RT invullen": 39,
    }
    assert gevonden["HAVIK invullen"].uitleg.startswith("Voor Sam. ")
    assert gevonden["HAVIK invullen"].url.endswith(f"?instrument=HAVIK&kind={sam.pk}")
    assert gevonden["Veiligheidsplan maken"].voor == "veiligheid.plannen"


def test_wat_gedaan_is_staat_er_niet_meer(gezin, sam, fatima, kees):
    contact(gezin, fatima, 3)
    definitief(gezin, "HAVIK", fatima, 3, sam)
    definitief(gezin, "ARIJ-RT", fatima, 1)
    meting(gezin, sam, fatima, 7, 3)
    plan = maak(gezin, fatima)
    assert set(werk(gezin)) == {"Veiligheidsplan meelezen"}
    plan.lees_mee(door_id=kees.pk)
    assert werk(gezin) == {}


def test_havik_van_een_broer_telt_niet_voor_sam(gezin, sam, fatima):
    noor = KindFactory(gezin=gezin, voornaam="Noor")
    contact(gezin, fatima, 3)
    definitief(gezin, "HAVIK", fatima, 3, noor)
    assert werk(gezin)["HAVIK invullen"].uitleg.startswith("Voor Sam. ")


def test_onder_de_zes_vraagt_dezelfde_dag_een_plan_en_binnen_een_week_een_cijfer(gezin, sam, fatima):
    meting(gezin, sam, fatima, 5, 2)
    gevonden = werk(gezin)
    assert (gevonden["Veiligheidsplan herzien"].dagen, gevonden["Nieuw cijfer geven"].dagen) == (-2, 5)
    assert "De actuele veiligheid is onder de 6." in gevonden["Veiligheidsplan herzien"].uitleg
    assert gevonden["Veiligheidsplan herzien"].onveilig


def test_nieuw_plan_of_later_contact_is_handelen_maar_het_contact_van_het_cijfer_niet(gezin, sam, fatima):
    bezoek = contact(gezin, fatima, 2)
    meting(gezin, sam, fatima, 5, 2, contactmoment=bezoek)
    assert "Veiligheidsplan herzien" in werk(gezin)
    contact(gezin, fatima, 1)
    assert "Veiligheidsplan herzien" not in werk(gezin)
    assert "Nieuw cijfer geven" in werk(gezin)


def test_nieuw_plan_na_het_cijfer_is_handelen(gezin, sam, fatima):
    meting(gezin, sam, fatima, 5, 2)
    maak(gezin, fatima)
    assert "Veiligheidsplan herzien" not in werk(gezin)


def test_een_cijfer_van_voor_het_eerste_contact_telt_niet(gezin, sam, fatima):
    meting(gezin, sam, fatima, 7, 4)
    contact(gezin, fatima, 3)
    assert werk(gezin)["Cijfer geven voor de actuele veiligheid"].dagen == -3
    meting(gezin, sam, fatima, 7, 3)
    assert "Cijfer geven voor de actuele veiligheid" not in werk(gezin)


def test_een_tweede_slecht_cijfer_geeft_geen_uitstel(gezin, sam, fatima):
    noor = KindFactory(gezin=gezin, voornaam="Noor")
    meting(gezin, noor, fatima, 5, 1)
    for cijfer, dagen in ((3, 20), (6, 15), (4, 9), (5, 4), (3, 2)):
        meting(gezin, sam, fatima, cijfer, dagen)
    assert dagen_per_kind("onder_de_zes", gezin) == {sam.pk: 9, noor.pk: 1}
    assert dagen_per_kind("herstel_veiligheid", gezin) == {sam.pk: 2, noor.pk: 1}
    contact(gezin, fatima, 5)
    assert dagen_per_kind("onder_de_zes", gezin) == {sam.pk: 4, noor.pk: 1}


def dagen_per_kind(code, gezin):
    """Per child how many days ago the norm began to count; without what was met."""
    rijen = normbron(code).rijen().filter(gezin=gezin)
    return {rij.n_onderwerp: (VANDAAG - rij.n_vanaf).days for rij in rijen if rij.n_voldaan is None}


def test_handelen_sluit_de_termijn_en_een_volgend_slecht_cijfer_opent_een_nieuwe(gezin, sam, fatima):
    meting(gezin, sam, fatima, 4, 9)
    herbereken([gezin.pk])
    bezoek = contact(gezin, fatima, 3)
    meting(gezin, sam, fatima, 5, 3, contactmoment=bezoek)
    herbereken([gezin.pk])
    rijen = gezin.termijnen.filter(code="onder_de_zes").order_by("vanaf")
    toen, nu = VANDAAG - timedelta(days=9), VANDAAG - timedelta(days=3)
    assert [(t.vanaf, t.gesloten_op, t.sluiting) for t in rijen] == [(toen, nu, "voldaan"), (nu, None, "")]


def test_cijfer_van_een_ander_onder_de_zes_vraagt_niets(gezin, sam, fatima):
    meting(gezin, sam, fatima, 3, 2, gever="hulpverlener")
    assert werk(gezin) == {}


def test_ondersteunen_en_volgen_vraagt_blijvend_cijfer_en_arij_opnieuw(fatima, team_noord):
    gezin = maak_gezin(fatima, team_noord, fase="ondersteunen", dagen=300, nummer="2026-0500")
    kind = KindFactory(gezin=gezin, voornaam="Noor")
    contact(gezin, fatima, 290)
    meting(gezin, kind, fatima, 6, 50, "blijvend")
    definitief(gezin, "ARIJ-RT", fatima, 250)
    gevonden = werk(gezin)
    assert gevonden["Cijfer geven voor de blijvende veiligheid"].dagen == -8
    assert gevonden["ARIJ-RT opnieuw invullen"].dagen < -60
    meting(gezin, kind, fatima, 6, 1, "blijvend")
    definitief(gezin, "ARIJ-RT", fatima, 1)
    assert werk(gezin) == {}


def test_afgesloten_gezin_vraagt_niets(gezin, sam, fatima):
    meting(gezin, sam, fatima, 5, 2)
    gezin.begeleidingen.update(fase="afgesloten", afgesloten_op=VANDAAG)
    assert werk(gezin) == {}


@pytest.mark.parametrize("aantal", [1, 20])
def test_twee_vragen_voor_alle_gezinnen(fatima, team_noord, aantal, django_assert_num_queries):
    nummers = {}
    for nr in range(aantal):
        gezin = maak_gezin(fatima, team_noord, nummer=f"2026-1{nr:03d}")
        meting(gezin, KindFactory(gezin=gezin), fatima, 5, 1)
        nummers[gezin.pk] = gezin.nummer
    herbereken(list(nummers))
    with django_assert_num_queries(2):
        gevonden = list(stappen(Beeld(nummers)))
    assert len(gevonden) == aantal * len({stap.tekst for stap in gevonden}) > 2 * aantal
