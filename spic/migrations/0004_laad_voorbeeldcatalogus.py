"""Load the example catalogue that comes with the product: names and amounts of our own, marked as example."""

from pathlib import Path

from django.db import migrations

from spic.catalogus.lezen import lees

BESTAND = Path(__file__).parent.parent / "catalogus" / "voorbeeld.toml"


def laad(apps, schema_editor):
    def model(naam):
        return apps.get_model("spic", naam).objects

    inhoud = lees(BESTAND.read_bytes(), BESTAND.name)
    stelsel, nieuw = model("Stelsel").get_or_create(
        code=inhoud.stelsel,
        defaults={"naam": inhoud.naam, "voorbeeld": inhoud.voorbeeld, "geldig_vanaf": inhoud.geldig_vanaf},
    )
    if not nieuw:
        return
    samen = {"stelsel": stelsel, "geldig_vanaf": inhoud.geldig_vanaf}
    segmenten, profielen, intensiteiten = (
        {code: model(naam).create(code=code, **samen, **velden) for code, velden in delen.items()}
        for naam, delen in (
            ("Segment", inhoud.segmenten),
            ("Profiel", inhoud.profielen),
            ("Intensiteit", inhoud.intensiteiten),
        )
    )
    spics = {
        combinatie: model("Spic").create(
            segment=segmenten[combinatie.segment],
            profiel=profielen[combinatie.profiel],
            intensiteit=intensiteiten.get(combinatie.intensiteit),
            productcode=productcode,
            **samen,
        )
        for combinatie, productcode in inhoud.combinaties.items()
    }
    for prijs in inhoud.tarieven:
        model("Tarief").create(
            spic=spics[prijs.combinatie],
            bedrag=prijs.bedrag,
            eenheid=prijs.eenheid,
            geldig_vanaf=inhoud.geldig_vanaf,
        )
    if inhoud.budget:
        model("Gezinsbudget").create(bedrag=inhoud.budget[0], bron=inhoud.budget[1], **samen)


class Migration(migrations.Migration):
    dependencies = [("spic", "0003_maak_catalogus")]

    operations = [migrations.RunPython(laad, migrations.RunPython.noop, elidable=True)]
