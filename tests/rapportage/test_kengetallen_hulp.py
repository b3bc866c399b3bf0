"""Waiting for help, kwesties, compensatie and the providers, counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from gezinnen.models import Compensatie, Gezinsplan, Kwestie, Kwestiestap, Leefgebied, Resultaat
from ggw.organisatie.models import Aanbieder
from rapportage.models import Kengetalwaarde
from spic.models import (
    Eindoordeel,
    Eindreden,
    Eindvoorstel,
    Verwijzing,
    VerwijzingKind,
    VerwijzingResultaat,
    Verwijzingstap,
)
from tests.rapportage.cijferwereld import cijfer, delen, getal, handtelling, kind_van, maak, om, telling
from tests.spic.spics import een_spic
from veiligheid.models import Signaal

JAN, MAART, APRIL = date(2025, 1, 1), date(2025, 3, 1), date(2025, 4, 1)


@pytest.fixture
def zon(db):
    return Aanbieder.objects.create(naam="De Verzonnen Zon", soort="hoofdaannemer")


@pytest.fixture
def verwijs(fatima, team_noord, wilgenboog):
    """Send one referral of a new family, for a child per segment."""

    def maak_verwijzing(
        verzonden: date | None = date(2025, 3, 1), aanbieder=wilgenboog, segmenten="B", gezin=None, **velden
    ):
        gezin = gezin or maak(fatima, team_noord, date(2024, 1, 1))
        status = velden.pop("status", "concept" if verzonden is None else "verzonden")
        if "beantwoord" in velden:
            velden["beantwoord_op"] = om(velden.pop("beantwoord"))
        rij = Verwijzing.objects.create(
            gezin=gezin,
            aanbieder=aanbieder,
            hulpvraag="Proef",
            grondslag="toestemming",
            grondslag_uitleg="Proef",
            status=status,
            verzonden_op=verzonden,
            door_id=fatima.pk,
            **velden,
        )
        for segment in segmenten:
            VerwijzingKind.objects.create(gezin=gezin, verwijzing=rij, kind=kind_van(gezin), spic=een_spic(segment))
        return rij

    return maak_verwijzing


def bij(aanbieder, code, begin, deel="", **waar):
    return getal(code, begin, niveau="aanbieder", sleutel=aanbieder.pk, deel=deel, **waar)


@handtelling("verwijzingen")
def test_verwijzingen_op_de_dag_van_versturen(verwijs, wilgenboog, zon):
    """Two segments: the heaviest. A concept does not count, one that was withdrawn does."""
    verwijs(date(2025, 3, 1))
    verwijs(date(2025, 3, 31), segmenten="BC")
    verwijs(date(2025, 3, 31), zon, segmenten="C", status="ingetrokken", beeindigd_op=date(2025, 4, 1))
    verwijs(date(2025, 4, 1), zon)
    verwijs(None)

    telling("verwijzingen")

    assert delen("verwijzingen", MAART) == {"": 3, "B": 1, "C": 2}
    assert delen("verwijzingen", MAART, niveau="aanbieder", sleutel=str(wilgenboog.pk)) == {"": 2, "B": 1, "C": 1}
    assert delen("verwijzingen", MAART, niveau="aanbieder", sleutel=str(zon.pk)) == {"": 1, "C": 1}
    assert bij(zon, "verwijzingen", JAN, periode="jaar") == (2, None)


@handtelling("wachten_startgesprek", "wachten_hulp", "antwoordtijd")
def test_wachten_telt_in_de_maand_dat_het_voorbij_is(verwijs, wilgenboog, zon):
    """Talks after 30 and 10 days, help after 35 days; answers after 5 and 31 days. Who waits is in none of them."""
    verwijs(
        date(2025, 3, 1),
        beantwoord=date(2025, 3, 6),
        startgesprek_gehouden_op=date(2025, 3, 31),
        gestart_op=date(2025, 4, 5),
        status="gestart",
    )
    verwijs(date(2025, 3, 2), zon, "C", startgesprek_gehouden_op=date(2025, 3, 12))
    verwijs(date(2025, 3, 1), zon, "C", beantwoord=date(2025, 4, 1), status="geweigerd", beeindigd_op=date(2025, 4, 1))

    for code in ("wachten_startgesprek", "wachten_hulp", "antwoordtijd"):
        telling(code)

    assert getal("wachten_startgesprek", MAART) == (40, 2)
    assert bij(wilgenboog, "wachten_startgesprek", MAART, "B") == (30, 1)
    assert bij(zon, "wachten_startgesprek", MAART, "C") == (10, 1)
    assert getal("wachten_hulp", MAART) is None
    assert bij(wilgenboog, "wachten_hulp", APRIL) == (35, 1)
    assert bij(wilgenboog, "antwoordtijd", MAART, "B") == (5, 1)
    assert bij(zon, "antwoordtijd", APRIL, "C") == (31, 1)
    assert getal("antwoordtijd", JAN, periode="jaar") == (36, 2)


@handtelling("stagnatie")
def test_stagnatie_als_stap_of_als_signaal(verwijs, fatima, wilgenboog):
    """Three: a step with a signal on that day is one, another day, another referral. Other signals are not there."""
    eerste, tweede = verwijs(), verwijs()

    def stap(rij, dag, naar="stagnatie"):
        Verwijzingstap.objects.create(
            gezin=rij.gezin, verwijzing=rij, van="gestart", naar=naar, reden="Proef", op=om(dag), door_id=fatima.pk
        )

    def signaal(rij, dag, soort="stagnatie", nummer=None):
        Signaal.objects.create(
            gezin=rij.gezin, soort=soort, feit="Proef", gezien_op=dag, melder="aanbieder", ontvangen_op=om(dag, 15),
            verwijzing_id=nummer or rij.pk, sleutel=uuid4(), door_id=fatima.pk,
        )  # fmt: skip

    stap(eerste, date(2025, 3, 31))
    signaal(eerste, date(2025, 3, 31))
    signaal(eerste, date(2025, 4, 1))
    signaal(tweede, date(2025, 3, 1))
    signaal(tweede, date(2025, 3, 1), "onveilig")
    stap(tweede, date(2025, 3, 5), "gestart")

    telling("stagnatie")

    assert delen("stagnatie", MAART) == {"": 2, "B": 2}
    assert bij(wilgenboog, "stagnatie", APRIL, "B") == (1, None)


@pytest.fixture
def stop(verwijs, fatima):
    """Help from 1 January until `dag`, with proposals to end it."""

    def beeindig(dag, *besluiten, **velden):
        rij = verwijs(date(2024, 12, 1), gestart_op=date(2025, 1, 1), beeindigd_op=dag, status="beeindigd", **velden)
        voorstellen = []
        for nr, besluit in enumerate(besluiten):
            nu = om(date(2025, 2, 1)) + timedelta(days=nr)
            voorstellen.append(
                Eindvoorstel.objects.create(
                    gezin=rij.gezin,
                    verwijzing=rij,
                    reden=Eindreden.objects.first(),
                    toelichting="Proef",
                    einddatum=dag,
                    partij="aanbieder",
                    op=nu,
                    door_id=fatima.pk,
                    besluit=besluit,
                    besluit_op=nu,
                    besluit_reden="Proef",
                )
            )
        return rij, voorstellen

    return beeindig


@handtelling("einde_akkoord")
def test_akkoord_bij_het_eerste_voorstel(stop, verwijs, wilgenboog):
    """Of four: agreed at once, agreed after a refusal, no proposal. The fourth ended in April. Refused help never began."""
    stop(date(2025, 3, 1), "akkoord")
    stop(date(2025, 3, 31), "niet_akkoord", "akkoord")
    stop(date(2025, 3, 2))
    stop(date(2025, 4, 1), "akkoord")
    verwijs(status="geweigerd", beeindigd_op=date(2025, 3, 3))

    telling("einde_akkoord")

    assert bij(wilgenboog, "einde_akkoord", MAART) == (1, 3)
    assert bij(wilgenboog, "einde_akkoord", JAN, "B", periode="jaar") == (2, 4)


@pytest.fixture
def resultaat(fatima):
    def van(gezin):
        plan = Gezinsplan.objects.filter(gezin=gezin).first() or Gezinsplan.objects.maak_concept(
            gezin, door_id=fatima.pk
        )
        return Resultaat.objects.create(
            gezin=gezin, plan=plan, leefgebied=Leefgebied.objects.first(), wat="Proef", uiterlijk=date(2025, 12, 1),
            cijfer_nu=4, cijfer_gewenst=8, wie_hoort="Iemand",
        )  # fmt: skip

    return van


@handtelling("resultaten_behaald")
def test_resultaten_behaald_van_het_voorstel_dat_akkoord_werd(stop, resultaat, wilgenboog):
    rij, (geweigerd, akkoord) = stop(date(2025, 3, 31), "niet_akkoord", "akkoord")
    resultaten = [resultaat(rij.gezin) for _ in range(4)]
    for voorstel, uitkomsten in ((geweigerd, ["niet"] * 4), (akkoord, ["behaald", "behaald", "deels", "niet"])):
        for een, uitkomst in zip(resultaten, uitkomsten, strict=True):
            Eindoordeel.objects.create(gezin=rij.gezin, voorstel=voorstel, resultaat=een, uitkomst=uitkomst)

    telling("resultaten_behaald")

    assert bij(wilgenboog, "resultaten_behaald", MAART, "B") == (2, 4)


@handtelling("cijfer_bij_hulp")
def test_cijfer_van_voor_en_tijdens_de_hulp(stop, fatima, wilgenboog):
    """First child 4 (on the first day) → 7 (on the last day). Second child has no mark before, third none during."""
    rij, _ = stop(date(2025, 3, 31), "akkoord", segmenten="BBB")
    een, twee, drie = (deel.kind for deel in rij.kinderen.select_related("kind__gezin"))
    for dag, waarde in (
        (date(2024, 12, 1), 8),
        (date(2025, 1, 1), 4),
        (date(2025, 2, 1), 2),
        (date(2025, 3, 31), 7),
        (date(2025, 4, 1), 10),
    ):
        cijfer(een, fatima, dag, waarde)
    cijfer(een, fatima, date(2025, 3, 30), 9, gever="hulpverlener")
    cijfer(twee, fatima, date(2025, 2, 1), 9)
    cijfer(drie, fatima, date(2024, 12, 1), 3)

    telling("cijfer_bij_hulp")

    assert bij(wilgenboog, "cijfer_bij_hulp", MAART, "B") == (3, 1)
    assert getal("cijfer_bij_hulp", MAART) == (3, 1)


@pytest.fixture
def kwestie(fatima, team_noord):
    """With its steps: (kind, level, day)."""

    def met_stappen(*stappen, oorzaak="wachtlijst", opgelost=None, gezin=None):
        gezin = gezin or maak(fatima, team_noord, date(2024, 1, 1))
        eind = {"opgelost_op": opgelost, "oplossing": "Proef", "opgelost_door": "Proef"} if opgelost else {}
        rij = Kwestie.objects.create(
            gezin=gezin, wat="Proef", oorzaak_id=oorzaak, begonnen_op=date(2024, 6, 1), niveau=stappen[-1][1],
            bij_wie="Proef", sleutel=uuid4(), door_id=fatima.pk, **eind,
        )  # fmt: skip
        van = None
        for soort, naar, op in stappen:
            Kwestiestap.objects.create(
                gezin=gezin, kwestie=rij, soort=soort, van=van, naar=naar, waarom="Proef", op=op, door_id=fatima.pk
            )
            van = naar
        return rij

    return met_stappen


@handtelling("kwesties_niveau")
def test_niveau_van_een_kwestie_op_de_laatste_dag(kwestie):
    kwestie(("gemeld", 1, date(2025, 2, 1)), ("omhoog", 2, date(2025, 3, 31)), ("omhoog", 5, date(2025, 4, 2)))
    kwestie(("gemeld", 1, date(2025, 3, 31)), ("opgelost", 1, date(2025, 4, 30)), opgelost=date(2025, 4, 30))
    kwestie(
        ("gemeld", 1, date(2025, 2, 1)),
        ("omhoog", 3, date(2025, 2, 2)),
        ("opgelost", 3, date(2025, 3, 15)),
        ("heropend", 3, date(2025, 4, 15)),
    )
    with_terugwerkende_kracht = date(2025, 3, 10)
    kwestie(
        ("gemeld", 1, date(2025, 2, 1)),
        ("omhoog", 2, date(2025, 4, 5)),
        ("opgelost", 2, with_terugwerkende_kracht),
        opgelost=with_terugwerkende_kracht,
    )

    telling("kwesties_niveau")

    assert delen("kwesties_niveau", date(2025, 2, 1)) == {"": 3, "1": 2, "3": 1}
    assert delen("kwesties_niveau", MAART) == {"": 2, "1": 1, "2": 1}
    assert delen("kwesties_niveau", APRIL) == {"": 2, "5": 1, "3": 1}
    assert delen("kwesties_niveau", JAN, periode="kwartaal") == {"": 2, "1": 1, "2": 1}


@handtelling("kwesties_oorzaak")
def test_kwesties_per_oorzaak(kwestie):
    gezin = kwestie(("gemeld", 1, date(2025, 2, 1))).gezin
    kwestie(("gemeld", 1, date(2025, 3, 1)), oorzaak="mening", gezin=gezin)
    kwestie(("gemeld", 1, date(2025, 3, 1)), oorzaak="anders")

    telling("kwesties_oorzaak")

    assert delen("kwesties_oorzaak", MAART) == {"": 3, "wachtlijst": 1, "mening": 1, "anders": 1}
    assert Kengetalwaarde.objects.get(begin=MAART, niveau="organisatie", periode="maand", uitsplitsing="").aantal == 2


@handtelling("kwesties_aanbieder")
def test_kwesties_van_een_verwijzing(kwestie, verwijs, wilgenboog, zon):
    for aanbieder, dag in ((wilgenboog, date(2025, 3, 31)), (wilgenboog, date(2025, 4, 1)), (zon, date(2025, 3, 1))):
        rij = verwijs(aanbieder=aanbieder)
        Verwijzing.objects.filter(pk=rij.pk).update(kwestie=kwestie(("gemeld", 1, dag), gezin=rij.gezin))
    kwestie(("gemeld", 1, date(2025, 3, 1)))

    telling("kwesties_aanbieder")

    assert bij(wilgenboog, "kwesties_aanbieder", MAART, "B") == (1, None)
    assert bij(wilgenboog, "kwesties_aanbieder", APRIL) == (2, None)
    assert bij(zon, "kwesties_aanbieder", MAART) == (1, None)
    assert getal("kwesties_aanbieder", MAART) is None


@handtelling("compensaties", "compensaties_aanbieder")
def test_compensatie_loopt_tot_en_met_de_laatste_dag(verwijs, resultaat, wilgenboog, zon, fatima, team_noord):
    """Three run on 31 March, one of them until that day. One belongs to a referral that runs, and one to a referral that is over."""

    def neemt_waar(rij, sinds, tot=None, aanbieder=None, **velden):
        een = resultaat(rij)
        Compensatie.objects.create(gezin=rij, stam=een, hoort="Iemand", sinds=sinds, tot=tot)
        if aanbieder:
            verwijzing = verwijs(date(2025, 2, 1), aanbieder, gezin=rij, **velden)
            VerwijzingResultaat.objects.create(gezin=rij, verwijzing=verwijzing, resultaat=een, wat="Proef")

    gezin = maak(fatima, team_noord, date(2024, 1, 1))
    neemt_waar(gezin, date(2025, 3, 31), aanbieder=wilgenboog)
    neemt_waar(gezin, date(2025, 1, 1), date(2025, 3, 31), zon, status="ingetrokken", beeindigd_op=date(2025, 3, 31))
    neemt_waar(gezin, date(2025, 1, 1))
    neemt_waar(gezin, date(2025, 1, 1), date(2025, 3, 30))
    neemt_waar(gezin, date(2025, 4, 1))

    telling("compensaties")
    telling("compensaties_aanbieder")

    assert getal("compensaties", MAART) == (3, None)
    assert bij(wilgenboog, "compensaties_aanbieder", MAART, "B") == (1, None)
    assert bij(zon, "compensaties_aanbieder", MAART) is None
    assert bij(zon, "compensaties_aanbieder", date(2025, 2, 1), "B") == (1, None)


def test_een_dag_is_een_dag_in_nederland(verwijs, wilgenboog):
    """Half an hour after midnight on 1 April here is still 31 March in UTC."""
    rij = verwijs(date(2025, 3, 1))
    Verwijzing.objects.filter(pk=rij.pk).update(beantwoord_op=datetime.fromisoformat("2025-03-31T22:30:00+00:00"))

    telling("antwoordtijd")

    assert bij(wilgenboog, "antwoordtijd", MAART) is None
    assert bij(wilgenboog, "antwoordtijd", APRIL) == (31, 1)
