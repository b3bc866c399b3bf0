"""Loading a catalogue: what is wrong is said with its line, what is new begins, what is gone ends, nothing changes."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ggw.organisatie.models import Beheergebeurtenis
from spic.catalogus.lezen import lees
from spic.catalogus.prijzen import CatalogusGeweigerd
from spic.catalogus.versies import pas_toe, stand
from spic.models import Spic, Stelsel, Tarief
from veiligheid.definitie import DefinitieFout

VOORBEELD = Path(__file__).parents[2] / "spic" / "catalogus" / "voorbeeld.toml"
KLEIN = """
stelsel = "klein"
naam = "Klein stelsel"
voorbeeld = true
geldig_vanaf = {vanaf}
[budget]
bedrag = 8750
bron = "Verzonnen"
[[segmenten]]
code = "A"
naam = "Licht"
verwijzing_mogelijk = false
[[segmenten]]
code = "B"
naam = "Enkelvoudig"
stapelbaar = true
[[profielen]]
code = "1"
naam = "{profiel}"
[[profielen]]
code = "11"
naam = "Crisis"
crisis = true
duur_weken = 6
[[intensiteiten]]
code = "Kort"
naam = "Kort"
[[intensiteiten]]
code = "Lang"
naam = "Lang"
{combinaties}
"""
KORT = '[[combinaties]]\nsegment = "B"\nprofiel = "1"\nintensiteit = "Kort"\nproductcode = "{}"\n'
LANG = '[[combinaties]]\nsegment = "B"\nprofiel = "1"\nintensiteit = "Lang"\nproductcode = "L1"\n'
CRISIS = '[[combinaties]]\nsegment = "B"\nprofiel = "11"\nproductcode = "CR"\n'
TARIEF = '[[tarieven]]\ncombinatie = "{}"\nbedrag = {}\neenheid = "maand"\n'
BEGIN = date(2024, 1, 1)


def tekst(*combinaties, vanaf=BEGIN, profiel="Voorbeeldprofiel 1"):
    return KLEIN.format(vanaf=vanaf, profiel=profiel, combinaties="\n".join(combinaties)).encode()


def laad(*combinaties, **velden):
    return pas_toe(lees(tekst(*combinaties, **velden), "klein.toml"), door=None, bron="proef")


def begin():
    laad(KORT.format("K1"), LANG, CRISIS, TARIEF.format("B-1-Kort", "1000.00"), TARIEF.format("B-1-Lang", "500.50"))
    return Stelsel.objects.get(code="klein")


def over(dagen):
    return timezone.localdate() + timedelta(days=dagen)


FOUTEN = [
    (b"naam = 1\nstelsel = ?", "klein.toml, regel 2, teken 11: dit is geen geldig TOML."),
    (b"\xff", "klein.toml: dit is geen tekst in UTF-8."),
    (
        tekst(KORT.format("K 1")),
        "regel 31 (combinaties): ‘productcode’ mag alleen letters, cijfers en streepjes hebben.",
    ),
    (tekst(LANG.replace('"B"', '"A"')), "regel 31 (combinaties): in segment A kan niet verwezen worden."),
    (tekst(LANG.replace('"B"', '"Q"')), "regel 31 (combinaties): er is geen segment ‘Q’."),
    (tekst(LANG.replace('"1"', '"2"')), "regel 31 (combinaties): er is geen profiel ‘2’."),
    (tekst(LANG.replace('"1"', '"11"')), "regel 31 (combinaties): alleen een crisisprofiel heeft geen intensiteit."),
    (tekst(LANG, LANG), "regel 37 (combinaties): combinatie ‘B-1-Lang’ staat er al in."),
    (tekst(LANG, TARIEF.format("B-1-Lang", "12.345")), "regel 37 (tarieven): ‘bedrag’ heeft hoogstens twee cijfers"),
    (tekst(LANG, TARIEF.format("B-1-Lang", "nan")), "regel 37 (tarieven): ‘bedrag’ moet een getal boven 0 zijn"),
    (tekst(LANG, TARIEF.format("B-1-Kort", "5")), "regel 37 (tarieven): er is geen combinatie ‘B-1-Kort’."),
    (tekst(LANG, '[[opvolgers]]\nvan = "B-1-Lang"\nnaar = "X"'), "‘B-1-Lang’ staat nog bij de combinaties"),
    (tekst(LANG, vanaf="2024-01-01T10:00:00"), "bovenaan: ‘geldig_vanaf’ moet een dag zijn"),
    (tekst(LANG) + b"[onbekend]\n", "bovenaan: ‘onbekend’ kennen wij niet."),
]


@pytest.mark.parametrize(("inhoud", "melding"), FOUTEN)
def test_wat_fout_is_in_een_bestand_staat_met_zijn_regel_in_de_melding(inhoud, melding):
    with pytest.raises(DefinitieFout) as fout:
        lees(inhoud, "klein.toml")
    assert any(melding in regel for regel in fout.value.fouten), fout.value.fouten


@pytest.mark.django_db
def test_het_voorbeeld_is_geladen_en_noemt_zich_zo():
    spics = Spic.objects.te_verwijzen(timezone.localdate()).filter(stelsel__code="spic-voorbeeld")
    assert spics.count() == 81
    assert all(spic.voorbeeld for spic in spics)
    assert {p.naam for s in spics if not (p := s.profiel).crisis} == {f"Voorbeeldprofiel {n}" for n in range(1, 11)}
    crisis = spics.get(profiel__crisis=True)
    assert (crisis.code, crisis.profiel.duur_weken, crisis.segment.tafel_nodig) == ("B-11", 6, False)
    assert not pas_toe(lees(VOORBEELD.read_bytes(), VOORBEELD.name), door=None, bron="proef").anders


@pytest.mark.django_db
def test_een_nieuwe_versie_beeindigt_wat_weg_is_en_laat_staan_wat_blijft():
    stelsel = begin()
    kort, lang, crisis = (stelsel.spics.get(productcode=code) for code in ("K1", "L1", "CR"))
    opvolger = '[[opvolgers]]\nvan = "B-1-Lang"\nnaar = "B-1-Kort"\n'
    verschil = laad(KORT.format("K2"), CRISIS, opvolger, vanaf=over(10))
    assert (verschil.nieuw, verschil.vervangen, verschil.eindigt, verschil.tarieven) == (0, 1, ["B-1-Lang"], 1)

    for rij in (kort, lang, crisis):
        rij.refresh_from_db()
    nieuw = stelsel.spics.get(productcode="K2")
    assert (kort.geldig_tot, kort.opvolger, lang.geldig_tot, lang.opvolger) == (over(9), nieuw, over(9), nieuw)
    assert (crisis.geldig_tot, crisis.opvolger) == (None, None)
    assert kort.productcode == "K1"
    assert {*stelsel.spics.geldig_op(over(9))} == {kort, lang, crisis}
    assert {*stelsel.spics.geldig_op(over(10))} == {nieuw, crisis}
    # The tariff goes on under the new version; that of what ends without one stays for help that runs.
    assert [(t.geldig_tot, t.bedrag) for t in kort.tarieven.all()] == [(over(9), Decimal("1000.00"))]
    assert [(t.geldig_vanaf, t.bedrag) for t in nieuw.tarieven.all()] == [(over(10), Decimal("1000.00"))]
    assert lang.tarieven.get().geldig_tot is None
    assert Beheergebeurtenis.objects.filter(soort="catalogus.gewijzigd", gegevens__stelsel="klein").count() == 2

    assert not laad(KORT.format("K2"), CRISIS, vanaf=over(10)).anders  # a second time nothing happens


@pytest.mark.django_db
def test_een_andere_naam_van_een_profiel_is_een_nieuwe_versie_van_zijn_combinaties(wilgenboog):
    stelsel = begin()
    eigen = TARIEF.format("B-1-Kort", "900.00") + f'aanbieder = "{wilgenboog.naam}"\n'
    laad(KORT.format("K1"), LANG, CRISIS, eigen, TARIEF.format("B-1-Kort", "1010"), profiel="Anders", vanaf=over(5))
    oud, nieuw = stelsel.spics.filter(productcode="K1").order_by("geldig_vanaf")
    assert (oud.naam, nieuw.naam) == ("B, Voorbeeldprofiel 1, Kort", "B, Anders, Kort")
    assert {(t.aanbieder, t.bedrag) for t in nieuw.tarieven.all()} == {
        (None, Decimal("1010.00")),
        (wilgenboog, Decimal("900.00")),
    }
    assert stelsel.spics.filter(productcode="CR").count() == 1


@pytest.mark.django_db
def test_wat_niet_kan_verandert_niets():
    stelsel = begin()
    voor = [*Spic.objects.values(), *Tarief.objects.values()]
    weigeringen = [
        (lambda: laad(KORT.format("K2"), LANG, CRISIS, vanaf=over(0)), "Kies een dag na vandaag"),
        (lambda: laad(KORT.format("K2"), LANG, CRISIS, vanaf=date(2023, 12, 31)), "Op die dag geldt dit stelsel niet"),
        (lambda: laad(KORT.format("K1"), LANG, CRISIS, TARIEF.format("B-1-Kort", "1")), "Er is al een wijziging"),
        (
            lambda: laad(LANG, TARIEF.format("B-1-Lang", "1") + 'aanbieder = "Niemand"\n', vanaf=over(9)),
            "de aanbieder ‘Niemand’ is er niet",
        ),
    ]
    for doe, melding in weigeringen:
        with pytest.raises(CatalogusGeweigerd, match=melding):
            doe()
    assert [*Spic.objects.values(), *Tarief.objects.values()] == voor
    laad(KORT.format("K1"), CRISIS, vanaf=over(20))
    with pytest.raises(CatalogusGeweigerd, match="Er is al een wijziging die op of na deze dag begint"):
        laad(KORT.format("K2"), CRISIS, vanaf=over(19))
    assert stand(stelsel).combinaties.keys() == {*lees(tekst(KORT.format("K1"), CRISIS), "x").combinaties}


@pytest.mark.django_db
def test_een_tarief_mag_in_het_verleden_beginnen():
    stelsel = begin()
    kort = stelsel.spics.get(productcode="K1")
    laad(KORT.format("K1"), LANG, CRISIS, TARIEF.format("B-1-Kort", "1100.00"), vanaf=date(2026, 1, 1))
    assert [(t.geldig_vanaf, t.geldig_tot, t.bedrag) for t in kort.tarieven.order_by("geldig_vanaf")] == [
        (BEGIN, date(2025, 12, 31), Decimal("1000.00")),
        (date(2026, 1, 1), None, Decimal("1100.00")),
    ]


@pytest.mark.django_db
def test_de_opdracht_laadt_een_bestand_en_zegt_wat_fout_is(tmp_path, capsys):
    bestand = tmp_path / "klein.toml"
    bestand.write_bytes(tekst(LANG))
    call_command("spic", "laad", str(bestand))
    assert "Klein stelsel vanaf 01-01-2024: 1 nieuwe combinaties" in capsys.readouterr().out
    bestand.write_bytes(tekst(LANG.replace('"B"', '"Q"')))
    for pad, melding in ((bestand, "regel 31"), (tmp_path / "weg.toml", "niet te lezen")):
        with pytest.raises(CommandError, match=melding):
            call_command("spic", "laad", str(pad))
