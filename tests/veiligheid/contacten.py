"""Contacts for tests: the form as somebody fills it in, and rows made without it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gezinsplan, Leefgebied, Resultaat
from veiligheid.contact import leg_contact_vast


def url(naam, gezin, **kwargs):
    return reverse(f"veiligheid:{naam}", kwargs={"nummer": gezin.nummer, **kwargs})


def invoer(**velden):
    nu = timezone.localtime() - timedelta(minutes=5)
    return {
        "dag": f"{nu:%d-%m-%Y}",
        "tijd": f"{nu:%H:%M}",
        "soort": "huisbezoek",
        "tekst": "Gesprek aan tafel.",
        **velden,
    }


def contact_van(gezin, auteur, *, dagen=1, **velden):
    op = velden.pop("op", timezone.now() - timedelta(days=dagen))
    return leg_contact_vast(gezin, op=op, soort=velden.pop("soort", "huisbezoek"), auteur_id=auteur.pk, **velden)


def resultaat_van(gezin, auteur, vaststeller):
    plan = Gezinsplan.objects.create(
        gezin=gezin,
        status="vastgesteld",
        nummer=1,
        auteur_id=auteur.pk,
        vastgesteld_door_id=vaststeller.pk,
        vastgesteld_op=timezone.now(),
        momentopname={},
    )
    return Resultaat.objects.create(
        gezin=gezin,
        plan=plan,
        leefgebied=Leefgebied.objects.first(),
        wat="Sam slaapt elke nacht thuis",
        uiterlijk="2027-01-01",
        cijfer_nu=4,
        cijfer_gewenst=8,
        wie_hoort="moeder",
    )
