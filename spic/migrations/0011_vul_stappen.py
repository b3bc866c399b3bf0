"""Reasons of a refusal and of an end (example content), and the steps of referrals that were there already."""

from datetime import datetime, time

from django.db import migrations
from django.utils import timezone

WEIGERREDENEN = [
    ("geen_plek", "Geen plek"),
    ("niet_ingekocht", "Deze hulp is bij ons niet ingekocht"),
    ("te_duur", "Te duur voor dit tarief"),
    ("geen_expertise", "Geen expertise"),
    ("geen_contract", "Geen contract met deze gemeente"),
    ("anders", "Iets anders"),
]
EINDREDENEN = [
    ("volgens_plan", "Volgens plan: de resultaten zijn behaald"),
    ("deels", "Meer is met deze hulp niet te bereiken"),
    ("andere_hulp", "Andere hulp past beter"),
    ("overgedragen", "Overgedragen, bijvoorbeeld aan het lokale team"),
    ("gezin_stopt", "Het gezin wil niet verder"),
    ("verhuisd", "Het gezin is verhuisd"),
    ("anders", "Iets anders"),
]
NIEUW = {"aanvaard": "geaccepteerd", "loopt": "gestart"}


def vul(apps, schema_editor):
    for model, rijen in (("Weigerreden", WEIGERREDENEN), ("Eindreden", EINDREDENEN)):
        klasse = apps.get_model("spic", model)
        klasse.objects.bulk_create(
            [klasse(code=code, naam=naam, volgorde=nr) for nr, (code, naam) in enumerate(rijen, start=1)],
            ignore_conflicts=True,
        )
    verwijzing, stap = apps.get_model("spic", "Verwijzing"), apps.get_model("spic", "Verwijzingstap")
    for rij in verwijzing.objects.order_by("pk"):
        zet_om(rij, stap)


def zet_om(rij, stap):
    """What was one row becomes a row with its steps."""
    begin = timezone.make_aware(datetime.combine(rij.verzonden_op, time(10)))
    eigen = {"gezin_id": rij.gezin_id, "verwijzing_id": rij.pk}
    stap.objects.create(van="concept", naar="verzonden", partij="gi", op=begin, door_id=rij.door_id, **eigen)
    status = NIEUW.get(rij.status, rij.status)
    if rij.beantwoord_op and rij.beantwoord_door_id:
        stap.objects.create(
            van="verzonden",
            naar="geweigerd" if status == "geweigerd" else "geaccepteerd",
            partij="aanbieder",
            code="anders" if status == "geweigerd" else "",
            reden=rij.reden_einde if status == "geweigerd" else "",
            op=rij.beantwoord_op,
            door_id=rij.beantwoord_door_id,
            **eigen,
        )
    if status in ("beeindigd", "ingetrokken"):
        op = timezone.make_aware(datetime.combine(rij.beeindigd_op, time(10)))
        reden = rij.reden_einde or "niet opgeschreven"
        stap.objects.create(van="verzonden", naar=status, partij="gi", reden=reden, op=op, door_id=rij.door_id, **eigen)
    rij.status = status
    if status == "gestart":
        rij.gestart_op = (rij.beantwoord_op or begin).date()
    rij.save(update_fields=["status", "gestart_op"])


class Migration(migrations.Migration):
    dependencies = [("spic", "0010_volg_verwijzing")]

    operations = [migrations.RunPython(vul, migrations.RunPython.noop, elidable=True)]
