from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from veiligheid.lijnen import teken
from veiligheid.models import Veiligheidsmeting

TOT = date(2026, 11, 22)


@dataclass
class Meting:
    kind_id: int
    cijfer: int
    dag: date
    soort: str = "actueel"
    uur: int = 12

    @property
    def op(self):
        return timezone.make_aware(datetime(self.dag.year, self.dag.month, self.dag.day, self.uur))  # noqa: DTZ001


def punten(tekening, soort="actueel"):
    lijn = next(lijn for lijn in tekening.lijnen if lijn.soort == soort)
    return [(punt.op, punt.cijfer) for punt in lijn.punten]


def svg(tekening):
    return ElementTree.fromstring(render_to_string("veiligheid/_lijnen.svg.html", {"tekening": tekening}))  # noqa: S314


def test_zonder_cijfers_is_er_geen_lijn():
    tekening = teken([], tot=TOT)
    assert tekening.lijnen == []
    assert tekening.beschrijving == "Er zijn nog geen cijfers."


def test_een_cijfer_is_een_punt_met_het_cijfer_ernaast():
    tekening = teken([Meting(1, 5, TOT)], tot=TOT)
    tekst = "".join(svg(tekening).itertext())
    assert "actueel 5" in tekst
    assert "22 nov" in tekst
    assert punten(tekening) == [(TOT, 5)]


def test_lijn_van_het_gezin_is_het_laagste_van_de_kinderen():
    dag = TOT - timedelta(days=10)
    tekening = teken([Meting(1, 5, dag), Meting(2, 8, dag), Meting(2, 9, TOT)], tot=TOT)
    assert punten(tekening) == [(dag, 5), (TOT, 5)]


def test_laagste_van_een_dag_blijft_zichtbaar_en_de_lijn_eindigt_bij_nu():
    tekening = teken([Meting(1, 3, TOT, uur=9), Meting(1, 7, TOT, uur=15)], tot=TOT)
    assert punten(tekening) == [(TOT, 3), (TOT, 7)]
    assert tekening.lijnen[0].label == "actueel 7"


def test_blijvend_is_een_eigen_lijn_en_labels_liggen_niet_over_elkaar():
    tekening = teken([Meting(1, 6, TOT), Meting(1, 6, TOT, soort="blijvend")], tot=TOT)
    eerste, tweede = (lijn.label_y for lijn in tekening.lijnen)
    assert abs(eerste - tweede) >= 14


@pytest.mark.parametrize("dagen", [1, 20, 70, 400, 4000])
def test_assen_hebben_maanden_en_blijven_leesbaar(dagen):
    tekening = teken([Meting(1, 4, TOT - timedelta(days=dagen)), Meting(1, 7, TOT)], tot=TOT)
    assert 1 <= len(tekening.streepjes) <= 8
    assert all(tekening.links <= streep.x <= tekening.rechts for streep in tekening.streepjes)


def test_veel_punten_blijven_binnen_de_tekening():
    metingen = [Meting(n % 3, n % 11, TOT - timedelta(days=n)) for n in range(500)]
    boom = svg(teken(metingen, tot=TOT))
    assert boom.get("role") == "img"
    assert "style" not in ElementTree.tostring(boom).decode()
    lijn = next(e for e in boom.iter() if e.tag.endswith("polyline"))
    for paar in lijn.get("points").split():
        x, y = map(float, paar.split(","))
        assert 0 <= x <= 640
        assert 0 <= y <= 220


def test_titel_en_beschrijving_zeggen_wat_er_te_zien_is():
    tekening = teken([Meting(1, 3, TOT - timedelta(days=40)), Meting(1, 5, TOT)], over="Sam", tot=TOT)
    boom = svg(tekening)
    teksten = [e.text for e in boom if e.tag.endswith(("title", "desc"))]
    assert teksten == ["Veiligheidslijnen van Sam", tekening.beschrijving]
    assert "Actuele veiligheid: 5 op 22 nov 2026, was 3 op 13 okt 2026. De norm is 6." in tekening.beschrijving


def test_overzicht_toont_lijnen_tabel_kinderen_en_laagste_cijfer(als, fatima, gezin, sam):
    for cijfer, dagen in ((4, 60), (5, 3)):
        Veiligheidsmeting.objects.create(
            gezin=gezin,
            kind=sam,
            soort="actueel",
            cijfer=cijfer,
            reden="Er was ruzie.",
            auteur_id=fatima.pk,
            op=timezone.now() - timedelta(days=dagen),
        )
    tekst = als(fatima).get(gezin.get_absolute_url()).content.decode()
    assert "Actuele veiligheid 5" in tekst
    assert "polyline" in tekst
    assert 'hoger<span class="schermlezer"> dan de vorige keer' in tekst
    assert "Bekijk de cijfers als tabel" in tekst


def test_overzicht_zonder_cijfers_zegt_dat(als, fatima, gezin, sam):
    tekst = als(fatima).get(gezin.get_absolute_url()).content.decode()
    assert "nog geen cijfer" in tekst
    assert "Geef een cijfer per kind" in tekst


def test_secretariaat_ziet_geen_cijfers_en_geen_lijnen(als, vera, fatima, gezin, sam):
    Veiligheidsmeting.objects.create(gezin=gezin, kind=sam, soort="actueel", cijfer=8, auteur_id=fatima.pk)
    tekst = als(vera).get(gezin.get_absolute_url()).content.decode()
    assert "Veiligheidslijnen" not in tekst
    assert "Actuele veiligheid" not in tekst
