"""Kinds of help without a SPIC and numbers that a family may have: example content, which the functioneel beheerder changes.

The numbers of 112, Veilig Thuis and De Kindertelefoon are public and national; that of the bereikbaarheidsdienst is an example.
"""

from django.db import migrations

SOORTEN = [  # code, name, group
    ("ggz_ouder", "GGZ voor een ouder", "ggz"),
    ("schuldhulp", "Schuldhulp", "schuld"),
    ("bewind", "Bewindvoering of budgetbeheer", "schuld"),
    ("verslaving", "Verslavingszorg", "verslaving"),
    ("wonen", "Woonbegeleiding", "wonen"),
    ("woning", "Urgentie of een andere woning", "wonen"),
    ("spv", "SPV die meegaat op huisbezoek", "spv"),
    ("jim", "JIM: een mentor uit het eigen netwerk", "jim"),
    ("spoedhulp", "Ambulante spoedhulp", "spoed"),
    ("opvoeden", "Opvoedondersteuning van het lokaal team", "opvoeden"),
    ("school", "Begeleiding op school", "school"),
    ("overig", "Iets anders", "overig"),
]
NUMMERS = [  # code, who, what for, phone, on the sheet by itself, example
    (
        "dienst",
        "Bereikbaarheidsdienst",
        "In de avond of het weekend, als het niet kan wachten",
        "020-0000000",
        True,
        True,
    ),
    ("veilig_thuis", "Veilig Thuis", "Als ik thuis niet veilig ben, dag en nacht", "0800-2000", False, False),
    ("kindertelefoon", "De Kindertelefoon", "Als ik als kind met iemand wil praten", "0800-0432", False, False),
]


def vul(apps, schema_editor):
    soort = apps.get_model("spic", "Hulpsoort")
    soort.objects.bulk_create([soort(code=c, naam=n, groep=g, volgorde=i) for i, (c, n, g) in enumerate(SOORTEN)])
    nummer = apps.get_model("spic", "Belnummer")
    nummer.objects.bulk_create(
        [
            nummer(code=c, naam=n, waarvoor=w, telefoon=t, standaard=s, voorbeeld=v, volgorde=i)
            for i, (c, n, w, t, s, v) in enumerate(NUMMERS)
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("spic", "0007_maak_andere_hulp")]

    operations = [migrations.RunPython(vul, migrations.RunPython.noop, elidable=True)]
