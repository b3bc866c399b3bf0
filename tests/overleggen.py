"""Meetings for tests: planned, held, and the form at the table."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gezinsplan, Instemming, Uitvoerdersoverleg
from gezinnen.models.uitvoerdersoverleg import Genodigde
from gezinnen.vaststellen import stel_vast

GEEN_RIJEN = {
    "gast-TOTAL_FORMS": 0,
    "gast-INITIAL_FORMS": 0,
    "nieuw-TOTAL_FORMS": 0,
    "nieuw-INITIAL_FORMS": 0,
}


def adres(naam, gezin, pk=None, app="gezinnen"):
    return reverse(f"{app}:{naam}", kwargs={"nummer": gezin.nummer} | ({"pk": pk} if pk else {}))


def tekst(antwoord):
    return antwoord.content.decode()


def nieuw_plan(gezin, schrijver, tweede, **velden):
    """The next plan, with these values in its resultaten."""
    concept = Gezinsplan.objects.maak_concept(gezin, door_id=schrijver.pk)
    concept.visies.update(instemming=Instemming.EENS, op=timezone.localdate())
    concept.resultaten.update(**velden)
    concept.bied_aan(door_id=schrijver.pk)
    stel_vast(concept, door_id=tweede.pk, versie=concept.versie)
    return concept


def plan_overleg(gezin, door, *, dagen=0, uren=-2, wie=()):
    """Planned; by default it began two hours ago."""
    op = (timezone.now() + timedelta(days=dagen, hours=uren)).replace(second=0, microsecond=0)
    return Uitvoerdersoverleg.objects.plan(gezin, op=op, waar="School", wie=wie, door_id=door.pk)


def gehouden_overleg(gezin, door, *, dagen, **velden):
    """Held so many days ago, with a guest at the table."""
    overleg = plan_overleg(gezin, door, dagen=-dagen)
    gast = Genodigde(naam="Robin Verzonnen", organisatie="De Verzonnen Wilg")
    velden = {"verslag": "", "volgende_op": None, "aanwezig": [gast], **velden}
    overleg.sluit_af(op=overleg.op, door_id=door.pk, **velden)
    return overleg


def ingevuld(overleg, *, aanwezig=(), **velden):
    """What the page at the table sends."""
    op = timezone.localtime(overleg.op)
    return {
        **GEEN_RIJEN,
        "dag": f"{op:%d-%m-%Y}",
        "tijd": f"{op:%H:%M}",
        "aanwezig": list(aanwezig),
        "volgende_dag": "",
        "volgende_tijd": "",
        **velden,
    }
