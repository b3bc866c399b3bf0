"""Reference data of the start. Measures and authorisations: CBS Beleidsinformatie Jeugd v7. Areas of life, kinds of stay and
reasons without an official list: our own examples, which the functioneel beheerder can change."""

from django.db import migrations

CBS = "CBS Beleidsinformatie Jeugd v7"
MAATREGELEN = [
    ("11", "Ondertoezichtstelling (OTS)", "OTS", "dwang"),
    ("12", "Voorlopige ondertoezichtstelling (VOTS)", "VOTS", "dwang"),
    ("21", "Voogdij", "Voogdij", "dwang"),
    ("22", "Voorlopige voogdij", "Voorlopige voogdij", "dwang"),
    ("23", "Tijdelijke voogdij", "Tijdelijke voogdij", "dwang"),
    ("31", "Preventief justitieel kader (preventieve jeugdbescherming)", "Preventief", "drang"),
    ("41", "Jeugdreclassering: toezicht en begeleiding gedwongen", "JR", "dwang"),
    ("42", "Jeugdreclassering: toezicht en begeleiding vrijwillig", "JR vrijwillig", "drang"),
    ("50", "Jeugdreclassering: ITB Harde Kern", "JR ITB Harde Kern", "dwang"),
    ("51", "Jeugdreclassering: ITB CRIEM", "JR ITB CRIEM", "dwang"),
    ("61", "Jeugdreclassering: scholings- en trainingsprogramma", "JR STP", "dwang"),
    ("62", "Jeugdreclassering: gedragsbeïnvloedende maatregel (GBM)", "JR GBM", "dwang"),
    ("63", "Jeugdreclassering: voorbereiding GBM", "JR voorbereiding GBM", "dwang"),
]
MACHTIGINGEN = [
    ("71", "Machtiging gesloten jeugdhulp", "Gesloten jeugdhulp"),
    ("72", "Machtiging uithuisplaatsing (MUHP)", "MUHP"),
]
REDENEN = [
    ("OTS", "01", "Meerderjarig"),
    ("OTS", "02", "Tussentijds opgeheven"),
    ("OTS", "03", "Niet verlengd"),
    ("OTS", "04", "Volgens plan"),
    ("OTS", "05", "Gezagsbeëindigende maatregel"),
    ("OTS", "06", "Overlijden"),
    ("OTS", "07", "VOTS overgegaan in OTS"),
    ("voogdij", "11", "Meerderjarig"),
    ("voogdij", "12", "Overgedragen aan pleegouder"),
    ("voogdij", "13", "Overgedragen aan burgervoogd"),
    ("voogdij", "14", "Herstel gezag"),
    ("voogdij", "15", "Overlijden"),
]
REDENEN_VOORBEELD = [
    ("JR", "V1", "Volgens plan afgerond"),
    ("JR", "V2", "Voortijdig beëindigd"),
    ("JR", "V3", "Meerderjarig, overgedragen"),
]
LEEFGEBIEDEN = [
    ("opvoeding", "Opvoeding en verzorging"),
    ("ouders", "Relatie van de ouders"),
    ("gezondheid", "Lichamelijke gezondheid"),
    ("psychisch", "Psychische gezondheid"),
    ("verslaving", "Verslaving"),
    ("geld", "Geld en schulden"),
    ("wonen", "Wonen"),
    ("werk", "Werk en dagbesteding"),
    ("school", "School en opvang"),
    ("netwerk", "Netwerk en vrije tijd"),
    ("justitie", "Politie en justitie"),
    ("zingeving", "Cultuur en zingeving"),
]
VERBLIJFSOORTEN = [
    ("thuis", "Thuis bij ouder(s)", False),
    ("ouder_elders", "Bij de andere ouder", False),
    ("netwerkpleeg", "Netwerkpleeggezin (familie of bekenden)", True),
    ("pleegzorg", "Pleeggezin", True),
    ("gezinshuis", "Gezinshuis", True),
    ("groep", "Woongroep", True),
    ("jeugdzorgplus", "JeugdzorgPlus", True),
    ("crisis", "Crisisplek", True),
    ("ziekenhuis", "Ziekenhuis of kliniek", True),
    ("zelfstandig", "Zelfstandig of kamertraining", True),
]


def vul(apps, schema_editor):
    soort = apps.get_model("gezinnen", "Maatregelsoort")
    soort.objects.bulk_create(
        [soort(code=c, naam=n, kort=k, kader=r, bron=CBS) for c, n, k, r in MAATREGELEN]
        + [soort(code=c, naam=n, kort=k, is_machtiging=True, bron=CBS) for c, n, k in MACHTIGINGEN]
    )
    reden = apps.get_model("gezinnen", "RedenEindeMaatregel")
    reden.objects.bulk_create(
        [reden(soort=s, code=c, naam=n) for s, c, n in REDENEN]
        + [reden(soort=s, code=c, naam=n, voorbeeld=True) for s, c, n in REDENEN_VOORBEELD]
    )
    leefgebied = apps.get_model("gezinnen", "Leefgebied")
    leefgebied.objects.bulk_create([leefgebied(code=c, naam=n, volgorde=i) for i, (c, n) in enumerate(LEEFGEBIEDEN)])
    verblijf = apps.get_model("gezinnen", "Verblijfsoort")
    verblijf.objects.bulk_create([verblijf(code=c, naam=n, uit_huis=u) for c, n, u in VERBLIJFSOORTEN])


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0001_begin")]

    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
