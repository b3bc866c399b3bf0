"""What other help hangs in "Wat nu", in the norms, and at the table of an uitvoerdersoverleg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import Stap
from gezinnen.models import Gezin
from gezinnen.models.uitvoerdersoverleg import Genodigde
from gezinnen.normbronnen import LOPENDE_FASEN, met_begeleiding
from spic.hulpbeeld import LANG_WACHTEN
from spic.models import AndereHulp, HulpStatus, Passendheid

STAP_VOORUIT = timedelta(days=7)
RECHT = "verwijzing.schrijven"


def teken_van_leven() -> Any:
    """Norm teken_van_leven for help that runs: counted from the last sign of life, or from the start."""
    rijen = AndereHulp.objects.filter(status__in=[HulpStatus.GESTART, HulpStatus.BEEINDIGD])
    return met_begeleiding(rijen, *LOPENDE_FASEN).annotate(
        n_onderwerp=F("pk"), n_vanaf=Coalesce("laatste_teken_op", "gestart_op"), n_voldaan=F("beeindigd_op")
    )


def namen_van_hulp(ids: Iterable[int]) -> dict[int, str]:
    return dict(AndereHulp.objects.filter(pk__in=ids).values_list("pk", "soort__naam"))


def stappen_van_hulp(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """Next steps that are due, help that waits long, and help that ended without anybody asking whether it fitted."""
    vandaag = timezone.localdate()
    einde = Passendheid.objects.filter(hulp=OuterRef("pk"), moment="einde")
    stap = Q(status__in=["aangevraagd", "gestart"], volgende_op__lte=vandaag + STAP_VOORUIT)
    wacht = Q(status="aangevraagd", aangevraagd_op__lt=vandaag - timedelta(days=LANG_WACHTEN))
    onbeoordeeld = Q(status__in=["beeindigd", "niet_gestart"], beoordeeld=False)
    rijen = AndereHulp.objects.filter(gezin__in=gezinnen, gezin__begeleidingen__afgesloten_op__isnull=True)
    rijen = rijen.annotate(beoordeeld=Exists(einde)).filter(stap | wacht | onbeoordeeld).select_related("soort")
    for rij in rijen.order_by("pk"):
        yield stap_van(rij, gezinnen[rij.gezin_id])


def stap_van(rij: AndereHulp, nummer: str) -> Stap:
    """The one step of this help: first what was agreed to do, then that it waits, then the judgement."""
    waar = {"nummer": nummer, "pk": rij.pk}
    naam = rij.soort.naam
    if not rij.loopt:
        uitleg = "De hulp is voorbij. Was dit wat er nodig was?"
        return Stap(
            rij.gezin_id,
            f"Oordeel of de hulp paste ({naam})",
            reverse("spic:anderehulp-passend", kwargs=waar),
            uitleg,
            voor=RECHT,
        )
    if rij.volgende_op and rij.volgende_op <= timezone.localdate() + STAP_VOORUIT:
        dagen = (rij.volgende_op - timezone.localdate()).days
        url = reverse("spic:anderehulp-teken", kwargs=waar)
        return Stap(
            rij.gezin_id, f"{naam}: {rij.volgende_stap}", url, "De volgende stap bij deze hulp.", dagen, voor=RECHT
        )
    weken = (rij.dagen_wachten or 0) // 7
    uitleg = "Bel hoe lang het nog duurt, of meld een kwestie."
    url = reverse("spic:anderehulp", kwargs=waar)
    return Stap(
        rij.gezin_id, f"Wacht al {weken} weken op hulp ({naam})", url, uitleg, voor=RECHT, wacht_op="wie de hulp geeft"
    )


def gasten_van_hulp(gezin: Gezin) -> Iterator[tuple[str, Genodigde]]:
    """Who gives help that runs, by name; who is of the network stands there already."""
    for rij in gezin.andere_hulp.gestart().filter(netwerklid=None).order_by("pk"):
        if rij.contactpersoon:
            yield f"hulp-{rij.pk}", Genodigde(naam=rij.contactpersoon, organisatie=rij.organisatie)
