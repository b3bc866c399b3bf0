"""The norms of the start, from `gezinnen/gegevens/normen.csv`: law, method and our own examples, each with its source."""

import csv
from pathlib import Path

from django.db import migrations

NORMEN = Path(__file__).parent.parent / "gegevens" / "normen.csv"


def vul(apps, schema_editor):
    Norm = apps.get_model("gezinnen", "Norm")
    with NORMEN.open(newline="") as bestand:
        for rij in csv.DictReader(bestand):
            code = rij.pop("code")
            rij["aantal"] = int(rij["aantal"]) if rij["aantal"] else None
            Norm.objects.get_or_create(code=code, defaults=rij)


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0005_maak_termijnen")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop, elidable=True)]
