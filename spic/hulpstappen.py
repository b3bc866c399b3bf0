"""What other help hangs in "Wat nu", in the norms, and at the table of an uitvoerdersoverleg."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import Stap
from gezinnen.models import Gezin
from gezinnen.models.uitvoerdersoverleg import Genodigde
from gezinnen.normbronnen import LOPENDE_FASEN, met_begeleiding
from spic.hulpbeeld import LANG_WACHTEN
from spic.models import AndereHulp, HulpStatus, Passendheid, Verwijzing, VerwijzingStatus

STAP_VOORUIT = timedelta(days=7)
OORDEEL_NA = timedelta(days=28)
"""After the start; then it shows whether the help fits."""
RECHT = "verwijzing.schrijven"


def teken_van_leven() -> Any:
    """Norm teken_van_leven for help that runs: counted from the last sign of life, or from the start."""
    rijen = AndereHulp.objects.filter(status__in=[HulpStatus.GESTART, HulpStatus.BEEINDIGD])
    return met_begeleiding(rijen, *LOPENDE_FASEN).annotate(
        n_onderwerp=F("pk"), n_vanaf=Coalesce("laatste_teken_op", "gestart_op"), n_voldaan=F("beeindigd_op")
    )


def namen_van_hulp(ids: list[int]) -> Any:
    return AndereHulp.objects.filter(pk__in=ids).annotate(o_id=F("pk"), o_een=F("soort__naam"), o_twee=Value(""))


def stappen_van_hulp(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """Next steps that are due, help that waits long, and help of which nobody asked whether it fits, at the start and at the end."""
    vandaag = timezone.localdate()
    oordelen = Passendheid.objects.filter(hulp=OuterRef("pk"))
    rijen = AndereHulp.objects.filter(gezin__in=gezinnen, gezin__begeleidingen__afgesloten_op__isnull=True).annotate(
        beoordeeld=Exists(oordelen), einde_beoordeeld=Exists(oordelen.filter(moment="einde"))
    )
    stap = Q(status__in=["aangevraagd", "gestart"], volgende_op__lte=vandaag + STAP_VOORUIT)
    wacht = Q(status="aangevraagd", aangevraagd_op__lt=vandaag - timedelta(days=LANG_WACHTEN))
    loopt = Q(status="gestart", beoordeeld=False, gestart_op__lt=vandaag - OORDEEL_NA)
    over = Q(status__in=["beeindigd", "niet_gestart"], einde_beoordeeld=False)
    for rij in rijen.filter(stap | wacht | loopt | over).select_related("soort").order_by("pk"):
        yield stap_van(rij, gezinnen[rij.gezin_id])


def stap_van(rij: AndereHulp, nummer: str) -> Stap:
    """The one step of this help: first what was agreed to do, then that it waits, then the judgement."""
    waar = {"nummer": nummer, "pk": rij.pk}
    naam = rij.soort.naam
    if rij.loopt and rij.volgende_op and rij.volgende_op <= timezone.localdate() + STAP_VOORUIT:
        dagen = (rij.volgende_op - timezone.localdate()).days
        url, uitleg = reverse("spic:anderehulp-teken", kwargs=waar), "De volgende stap bij deze hulp."
        return Stap(rij.gezin_id, f"{naam}: {rij.volgende_stap}", url, uitleg, dagen, voor=RECHT)
    if rij.loopt and not rij.gestart_op:
        url, uitleg = reverse("spic:anderehulp", kwargs=waar), "Bel hoe lang het nog duurt, of meld een kwestie."
        tekst = f"Wacht al {rij.dagen_wachten // 7} weken op hulp ({naam})"
        return Stap(rij.gezin_id, tekst, url, uitleg, voor=RECHT, wacht_op="wie de hulp geeft")
    return oordeel_gevraagd(rij.gezin_id, naam, reverse("spic:anderehulp-passend", kwargs=waar), loopt=rij.loopt)


def oordeel_gevraagd(gezin_id: int, naam: str, url: str, *, loopt: bool) -> Stap:
    tekst = f"Oordeel of de hulp past ({naam})" if loopt else f"Oordeel of de hulp paste ({naam})"
    uitleg = "Is dit wat er nodig was? Zo wordt zichtbaar welke hulp er in de gemeente ontbreekt."
    return Stap(gezin_id, tekst, url, uitleg, voor=RECHT)


def stappen_van_verwijzingen(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """Referrals that were refused or ended, of which nobody said whether the family got what it needed."""
    einde = Passendheid.objects.filter(verwijzing=OuterRef("pk"), moment="einde")
    rijen = Verwijzing.objects.filter(
        ~Exists(einde),
        gezin__in=gezinnen,
        gezin__begeleidingen__afgesloten_op__isnull=True,
        status__in=[VerwijzingStatus.BEEINDIGD, VerwijzingStatus.GEWEIGERD],
    )
    for pk, gezin_id, hulpvraag in rijen.order_by("pk").values_list("pk", "gezin_id", "hulpvraag"):
        url = reverse("spic:verwijzing-passend", kwargs={"nummer": gezinnen[gezin_id], "pk": pk})
        yield oordeel_gevraagd(gezin_id, hulpvraag, url, loopt=False)


def gasten_van_hulp(gezin: Gezin) -> Iterator[tuple[str, Genodigde]]:
    """Who gives help that runs, by name; who is of the network stands there already."""
    for rij in gezin.andere_hulp.gestart().filter(netwerklid=None).order_by("pk"):
        if rij.contactpersoon:
            yield f"hulp-{rij.pk}", Genodigde(naam=rij.contactpersoon, organisatie=rij.organisatie)
