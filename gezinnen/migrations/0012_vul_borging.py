"""Causes of a kwestie and questions of the borgingsplan: example content of our own, which the functioneel beheerder changes."""

from django.db import migrations

OORZAKEN = [
    ("wachtlijst", "Wachtlijst"),
    ("geen_aanbod", "Geen passend aanbod"),
    ("mening", "Verschil van mening over de hulp"),
    ("informatie", "Weigering van informatie"),
    ("kosten", "Kosten of vergoeding"),
    ("samenwerking", "Samenwerking loopt niet"),
    ("anders", "Iets anders"),
]
VRAGEN = [
    ("trots", "Waar bent u het meest trots op?"),
    ("anders", "Wat doet u nu anders dan toen wij begonnen?"),
    ("merken", "Waaraan merkt u het eerst dat het minder gaat?"),
    ("kind", "Wat hebben de kinderen nodig als het thuis moeilijk is?"),
    ("helpt", "Wat of wie helpt u dan het beste?"),
    ("jaar", "Voorbeeld: hoe hoopt u dat het over een jaar gaat?"),
]


def vul(apps, schema_editor):
    oorzaak = apps.get_model("gezinnen", "Kwestieoorzaak")
    oorzaak.objects.bulk_create([oorzaak(code=c, naam=n, volgorde=i) for i, (c, n) in enumerate(OORZAKEN)])
    vraag = apps.get_model("gezinnen", "Borgingsvraag")
    vraag.objects.bulk_create([vraag(code=c, vraag=v, volgorde=i, voorbeeld=True) for i, (c, v) in enumerate(VRAGEN)])


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0012_maak_borging")]

    operations = [migrations.RunPython(vul, migrations.RunPython.noop, elidable=True)]
