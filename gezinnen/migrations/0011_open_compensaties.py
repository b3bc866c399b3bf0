"""Where the gezinsmanager stands in already, a period opens."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def open_compensaties(apps, schema_editor):
    Resultaat = apps.get_model("gezinnen", "Resultaat")
    Gezinsplan = apps.get_model("gezinnen", "Gezinsplan")
    Compensatie = apps.get_model("gezinnen", "Compensatie")
    nieuwste = Gezinsplan.objects.filter(gezin=OuterRef("gezin"), status="vastgesteld").order_by("-nummer")
    rijen = Resultaat.objects.filter(
        plan=Subquery(nieuwste.values("pk")[:1]), status="loopt", gm_sinds__isnull=False
    ).order_by("pk")
    Compensatie.objects.bulk_create(
        (
            Compensatie(
                gezin_id=rij.gezin_id, stam_id=rij.stam_id or rij.pk, hoort=rij.wie_hoort, sinds=rij.gm_sinds, reden=""
            )
            for rij in rijen.iterator()
        ),
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0011_maak_uitvoerdersoverleg")]
    operations = [migrations.RunPython(open_compensaties, migrations.RunPython.noop, elidable=True)]
