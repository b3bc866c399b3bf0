"""Why a begeleiding ends: our own example list (there is no official one), which the functioneel beheerder can change."""

from django.db import migrations

REDENEN = [  # code, name, goal reached, judgement of safety needed
    ("doel", "Doel bereikt en overgedragen", True, False),
    ("gezin_stopt", "Het gezin stopt met de preventieve begeleiding", False, True),
    ("rechter", "De rechter wijst de maatregel af of beëindigt die", False, False),
    ("andere_gi", "Een andere gecertificeerde instelling neemt het over", False, False),
    ("achttien", "De jeugdige is 18 geworden", False, False),
    ("overlijden", "Overlijden", False, False),
    ("buitenland", "Verhuisd naar het buitenland", False, False),
]


def vul(apps, schema_editor):
    RedenEindeBegeleiding = apps.get_model("gezinnen", "RedenEindeBegeleiding")
    for volgorde, (code, naam, doel_bereikt, oordeel_nodig) in enumerate(REDENEN, start=1):
        velden = {"naam": naam, "doel_bereikt": doel_bereikt, "oordeel_nodig": oordeel_nodig, "volgorde": volgorde}
        RedenEindeBegeleiding.objects.get_or_create(code=code, defaults=velden)


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0010_maak_basisteamoverleg")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop, elidable=True)]
