"""Load the example instruments that come with the product: content of our own, marked as example."""

import hashlib
from pathlib import Path

from django.db import migrations

from veiligheid.definitie import lees

MAP = Path(__file__).parent.parent / "instrumenten"
BESTANDEN = ("havik-voorbeeld.toml", "arij-rt-voorbeeld.toml")


def laad(apps, schema_editor):
    instrument = apps.get_model("veiligheid", "Instrument")
    for naam in BESTANDEN:
        inhoud = (MAP / naam).read_bytes()
        definitie = lees(inhoud, naam)
        velden = {veld: definitie[veld] for veld in ("titel", "per_kind", "voorbeeld", "rechten")}
        instrument.objects.get_or_create(
            code=definitie["code"],
            versie=definitie["versie"],
            defaults={"definitie": definitie, "sha256": hashlib.sha256(inhoud).hexdigest(), **velden},
        )


class Migration(migrations.Migration):
    dependencies = [("veiligheid", "0002_bescherm_definitieve_afname")]

    operations = [migrations.RunPython(laad, migrations.RunPython.noop, elidable=True)]
