"""The clocks of a referral and its terms, right to the day, by a clock that stands still until it is moved."""

from datetime import date, datetime, time
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gezinnen.models import Kwestie, Termijn
from gezinnen.rekenen import beantwoord_rekenverzoeken
from gezinnen.termijnen import herbereken
from spic.klokken import dagen_in_gesprek, klokken, laatste_teken, met_duur
from spic.models import Eindreden, Eindvoorstel, Pakket, SpicBijdrage, Verwijzing, VerwijzingStatus
from spic.tasks import beeindig_afgesproken_hulp
from tests.jaar.conftest import BEGIN
from tests.jaar.klok import AMSTERDAM, Klok
from tests.spic.spics import een_spic

S = VerwijzingStatus


@pytest.fixture
def klok(db):
    klok = Klok(BEGIN)
    yield klok
    klok.stop()


class Twee:
    """Both sides of one referral. After each step of either the terms are worked out, as the product does it."""

    def __init__(self, gezin, fatima, anna, kind, spic):
        self.gezin, self.fatima, self.anna = gezin, fatima, anna
        rij = Verwijzing(gezin=gezin, aanbieder=anna.aanbieder, hulpvraag="hulp", grondslag="toestemming")
        rij.bewaar_concept({kind: spic}, [], door_id=fatima.pk)
        Pakket.objects.verstuur(rij, {}, door_id=fatima.pk)
        self.pk = rij.pk
        herbereken([gezin.pk])

    @property
    def rij(self):
        return Verwijzing.objects.select_related("gezin", "aanbieder").get(pk=self.pk)

    def wij(self, doe):
        doe(self.rij)
        herbereken([self.gezin.pk])

    def besluit_spic(self):
        rij = self.rij
        spics = {kind: kind.spic for kind in rij.kinderen.all()}
        self.wij(lambda rij: SpicBijdrage.objects.besluit(rij, spics, "zo", door_id=self.fatima.pk))

    def zij(self, functie, *waarden):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select begin_partner(%s, %s)", [self.anna.pk, self.pk])
            cursor.execute("set local role ggw_partner")
            cursor.execute(f"select partner.{functie}", [self.pk, *waarden])
            gelukt = cursor.fetchone()
            cursor.execute("reset role")
        assert gelukt == (True,), functie
        assert beantwoord_rekenverzoeken() == 1

    def zet(self, naar, *, dag=None, tijd=None, code="", reden=""):
        functie = "zet_stap(%s, %s, %s, %s, %s::date, %s::timestamptz, %s)"
        self.zij(functie, naar, code, reden, dag, tijd, uuid4())

    def andere_spic(self):
        self.zij("draag_bij(%s, %s::bigint, %s, %s)", een_spic(nr=1).pk, "past beter", uuid4())

    def voortgang(self):
        self.zij("meld_voortgang(%s, null, null, %s, null, null, %s)", "het gaat goed", uuid4())

    def stel_einde_voor(self, laatste):
        functie = "stel_einde_voor(%s, %s, %s, %s::date, '', '[]'::jsonb, %s)"
        self.zij(functie, "volgens_plan", "klaar", laatste, uuid4())

    def klokken(self):
        """Days of the four clocks, with a plus when it still runs."""
        return [f"{klok.dagen}{'+' if klok.loopt else ''}" for klok in klokken(self.rij)]

    def gesprek(self):
        return dagen_in_gesprek(self.rij.stappen.all())

    def termijn(self, code):
        """The newest row: counted from, the last day, and when it was met."""
        rij = Termijn.objects.filter(code=code, onderwerp_id=self.pk).latest("id")
        assert herbereken([self.gezin.pk]) == 0, "nog eens rekenen verandert niets"
        return rij.vanaf, rij.uiterlijk, rij.gesloten_op, rij.sluiting


@pytest.fixture
def verzonden(klok, gezin, fatima, anna, sam):
    """Sent twenty minutes before midnight."""
    klok.naar(date(2027, 10, 4), 23, 40)
    return Twee(gezin, fatima, anna, sam, een_spic())


def test_de_klokken_en_de_dagen_in_gesprek_kloppen_op_de_dag(klok, verzonden):
    v = verzonden
    assert v.klokken() == ["0+", "0+", "0+", "None"]
    klok.naar(date(2027, 10, 7), 0, 5)
    v.andere_spic()
    assert (v.klokken(), v.gesprek()) == (["3+", "3+", "3+", "None"], 0)
    klok.naar(date(2027, 10, 12))
    assert (v.klokken()[0], v.gesprek()) == ("8+", 5)
    v.besluit_spic()
    klok.naar(date(2027, 10, 14))
    assert v.gesprek() == 5
    v.andere_spic()
    klok.naar(date(2027, 10, 15), 23, 59)
    v.besluit_spic()
    klok.naar(date(2027, 10, 18))
    assert v.gesprek() == 6
    v.zet(S.GEACCEPTEERD)
    assert v.klokken() == ["14", "14+", "14+", "None"]
    v.zet(S.STARTGESPREK, tijd=datetime.combine(date(2027, 10, 27), time(10), tzinfo=AMSTERDAM))
    klok.naar(date(2027, 10, 28))
    v.zij("hield_startgesprek(%s, %s::date)", date(2027, 10, 27))
    assert v.klokken() == ["14", "23", "24+", "None"]
    klok.naar(date(2027, 11, 2))
    v.zet(S.GESTART, dag=date(2027, 11, 1))
    assert v.klokken() == ["14", "23", "28", "1+"], "over de wintertijd heen"
    v.stel_einde_voor(date(2028, 2, 29))
    v.wij(lambda rij: rij.eindvoorstellen.get().stem_in(waarom="veilig", door_id=v.fatima.pk))
    klok.naar(date(2028, 2, 28))
    beeindig_afgesproken_hulp()
    assert v.klokken()[3] == "119+", "een dag te vroeg"
    klok.naar(date(2028, 2, 29))
    beeindig_afgesproken_hulp()
    klok.naar(date(2028, 3, 31))
    assert v.klokken() == ["14", "23", "28", "120"]
    assert v.rij.beeindigd_op == date(2028, 2, 29)
    duur = [(stap.naar, dagen) for stap, dagen in met_duur(v.rij.stappen.all())]
    assert duur == [
        ("verzonden", None),
        ("overleg", 3),
        ("verzonden", 5),
        ("overleg", 2),
        ("verzonden", 1),
        ("geaccepteerd", 3),
        ("startgesprek", 0),
        ("gestart", 15),
        ("einde_voorgesteld", 0),
        ("beeindigd", 119),
    ]


def test_intrekken_en_weigeren_zetten_elke_klok_stil(klok, verzonden):
    klok.naar(date(2027, 10, 9))
    verzonden.andere_spic()
    klok.naar(date(2027, 10, 11))
    verzonden.zet(S.GEWEIGERD, code="geen_plek", reden="vol")
    klok.naar(date(2027, 12, 1))
    assert verzonden.klokken() == ["7", "7", "7", "None"]
    assert verzonden.gesprek() == 2
    kwestie = Kwestie.objects.get()
    assert (kwestie.begonnen_op, kwestie.oorzaak_id) == (date(2027, 10, 11), "wachtlijst")


def test_de_termijn_om_te_antwoorden_telt_vijf_werkdagen_vanaf_het_laatste_verzenden(klok, verzonden):
    v, code = verzonden, "reactie_aanbieder"
    assert v.termijn(code) == (date(2027, 10, 4), date(2027, 10, 11), None, "")
    klok.naar(date(2027, 10, 7), 0, 5)
    v.andere_spic()
    assert v.termijn(code) == (date(2027, 10, 4), date(2027, 10, 11), date(2027, 10, 7), "voldaan")
    klok.naar(date(2027, 10, 12))
    v.besluit_spic()
    assert v.termijn(code) == (date(2027, 10, 12), date(2027, 10, 19), None, "")
    klok.naar(date(2027, 10, 21))
    v.zet(S.GEACCEPTEERD)
    assert v.termijn(code) == (date(2027, 10, 12), date(2027, 10, 19), date(2027, 10, 21), "voldaan")
    assert Termijn.objects.filter(code=code).count() == 2


def test_de_termijnen_van_het_startgesprek_en_van_stilte(klok, verzonden):
    v = verzonden
    assert v.termijn("startgesprek_b") == (date(2027, 10, 4), date(2027, 10, 25), None, "")
    v.zet(S.GEACCEPTEERD)
    v.zet(S.STARTGESPREK, tijd=datetime.combine(date(2027, 10, 20), time(10), tzinfo=AMSTERDAM))
    klok.naar(date(2027, 10, 27))
    assert v.termijn("startgesprek_b")[2] is None, "gepland is niet gehouden"
    v.wij(lambda rij: rij.hield_startgesprek(date(2027, 10, 26), door_id=v.fatima.pk))
    assert v.termijn("startgesprek_b")[2:] == (date(2027, 10, 26), "voldaan")
    assert not Termijn.objects.filter(code="teken_van_leven").exists()
    klok.naar(date(2027, 11, 1))
    v.zet(S.GESTART, dag=date(2027, 11, 1))
    assert v.termijn("teken_van_leven") == (date(2027, 11, 1), date(2027, 11, 29), None, "")
    klok.naar(date(2027, 11, 25))
    v.voortgang()
    assert v.termijn("teken_van_leven") == (date(2027, 11, 25), date(2027, 12, 23), None, "")
    klok.naar(date(2027, 12, 24))
    v.zet(S.STAGNATIE, reden="ziek")
    assert v.termijn("teken_van_leven")[:2] == (date(2027, 12, 24), date(2028, 1, 21)), (
        "vastlopen melden is geen stilte"
    )
    assert laatste_teken(v.rij) == date(2027, 12, 24)
    rijen = Termijn.objects.filter(code="teken_van_leven").order_by("id")
    assert [(r.gesloten_op, r.sluiting) for r in rijen] == [
        (date(2027, 11, 25), "voldaan"),
        (date(2027, 12, 24), "voldaan"),
        (None, ""),
    ]


def test_de_termijn_voor_het_einde_gaat_weer_open_als_het_voorstel_niet_doorgaat(klok, verzonden):
    """Eight weeks before the agreed last day; a proposal that was refused met nothing."""
    v, code = verzonden, "spic_einde"
    v.zet(S.GEACCEPTEERD)
    v.zet(S.STARTGESPREK, tijd=timezone.now())
    v.zet(S.GESTART, dag=timezone.localdate())
    klok.naar(date(2027, 11, 29))
    v.wij(lambda rij: rij.spreek_einde_af(date(2028, 3, 1), reden="zo lang", door_id=v.fatima.pk))
    assert v.termijn(code) == (date(2028, 3, 1), date(2028, 1, 5), None, "")
    klok.naar(date(2027, 12, 3))
    v.stel_einde_voor(date(2028, 1, 3))
    assert v.termijn(code)[2:] == (date(2027, 12, 3), "voldaan")
    klok.naar(date(2027, 12, 6))

    def nee(rij):
        voorstel = Eindvoorstel.objects.open().select_related("verwijzing__gezin").get()
        voorstel.stem_niet_in(waarom="nog niet veilig", sleutel=str(uuid4()), door_id=v.fatima.pk)

    v.wij(nee)
    assert v.termijn(code) == (date(2028, 3, 1), date(2028, 1, 5), None, "")
    v.wij(lambda rij: rij.spreek_einde_af(date(2028, 4, 1), reden="langer", door_id=v.fatima.pk))
    assert v.termijn(code)[1:] == (date(2028, 2, 5), None, "")
    klok.naar(date(2028, 1, 10))
    v.stel_einde_voor(date(2028, 2, 29))
    v.wij(lambda rij: rij.eindvoorstellen.open().get().stem_in(waarom="veilig", door_id=v.fatima.pk))
    assert v.termijn(code)[2:] == (date(2028, 1, 10), "voldaan"), "een eerdere laatste dag opent niets nieuws"
    klok.naar(date(2028, 2, 29))
    beeindig_afgesproken_hulp()
    assert v.termijn(code)[2:] == (date(2028, 1, 10), "voldaan")
    assert not Termijn.objects.filter(onderwerp_soort="verwijzing", gesloten_op=None).exists()


def test_segment_c_zes_weken_en_crisishulp_zes_weken(klok, gezin, fatima, anna, sam):
    c = Twee(gezin, fatima, anna, sam, een_spic("C"))
    assert c.termijn("startgesprek_c") == (date(2027, 10, 4), date(2027, 11, 15), None, "")
    assert not Termijn.objects.filter(code="startgesprek_b").exists()
    klok.naar(date(2027, 10, 6))
    c.wij(lambda rij: rij.zet(S.INGETROKKEN, reden="anders", door_id=fatima.pk))
    for code in ("startgesprek_c", "reactie_aanbieder"):
        assert c.termijn(code)[2:] == (date(2027, 10, 6), "vervallen")
    crisis = Twee(gezin, fatima, anna, sam, een_spic(crisis=True))
    crisis.zet(S.GEACCEPTEERD)
    crisis.zet(S.GESTART, dag=date(2027, 10, 6))
    assert crisis.termijn("spic11_einde") == (date(2027, 10, 6), date(2027, 11, 17), None, "")
    klok.naar(date(2027, 11, 20))
    reden = Eindreden.objects.get(pk="volgens_plan")
    velden = {"reden": reden, "toelichting": "klaar", "einddatum": date(2027, 11, 20), "overdracht": "", "oordelen": {}}
    crisis.wij(lambda rij: Eindvoorstel.objects.stel_voor(rij, door_id=fatima.pk, **velden))
    crisis.wij(lambda rij: rij.eindvoorstellen.get().stem_in(waarom="veilig", door_id=fatima.pk))
    assert crisis.termijn("spic11_einde")[2:] == (date(2027, 11, 20), "voldaan")
    assert crisis.klokken() == ["0", "0", "0", "45"]
