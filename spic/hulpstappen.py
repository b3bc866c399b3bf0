"""What other help hangs in "Wat nu", in the norms, and at the table of an uitvoerdersoverleg."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from gezinnen.aanhaken import Stap, Stapfeit
from gezinnen.models import Gezin
from gezinnen.models.uitvoerdersoverleg import Genodigde
from gezinnen.normbronnen import LOPENDE_FASEN, met_begeleiding
from spic.hulpbeeld import LANG_WACHTEN
from spic.models import LOPENDE_HULP, AndereHulp, HulpStatus, Passendheid, Verwijzing, VerwijzingStatus

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


def te_doen(gezinnen: list[int]) -> Any:
    """Next steps that are due, help that waits long, and help of which nobody asked whether it fits, at the start and at the end."""
    vandaag = timezone.localdate()
    oordelen = Passendheid.objects.filter(hulp=OuterRef("pk"))
    stap = Q(status__in=["aangevraagd", "gestart"], volgende_op__lte=vandaag + STAP_VOORUIT)
    wacht = Q(status="aangevraagd", aangevraagd_op__lt=vandaag - timedelta(days=LANG_WACHTEN))
    loopt = Q(~Exists(oordelen), status="gestart", gestart_op__lt=vandaag - OORDEEL_NA)
    over = Q(~Exists(oordelen.filter(moment="einde")), status__in=["beeindigd", "niet_gestart"])
    rijen = AndereHulp.objects.filter(gezin__in=gezinnen, gezin__begeleidingen__afgesloten_op__isnull=True)
    return rijen.filter(stap | wacht | loopt | over).annotate(
        s_wat=JSONObject(
            pk="pk",
            naam="soort__naam",
            status="status",
            aangevraagd_op="aangevraagd_op",
            gestart_op="gestart_op",
            volgende_op="volgende_op",
            volgende_stap="volgende_stap",
        )
    )


def stap_van_hulp(feit: Stapfeit) -> Iterator[Stap]:
    """The one step of this help: first what was agreed to do, then that it waits, then the judgement."""
    wat, naam, vandaag = feit.wat, feit.wat["naam"], timezone.localdate()
    loopt, volgende_op, aangevraagd_op = (
        wat["status"] in LOPENDE_HULP,
        feit.dag("volgende_op"),
        feit.dag("aangevraagd_op"),
    )
    if loopt and volgende_op and volgende_op <= vandaag + STAP_VOORUIT:
        dagen, url = (volgende_op - vandaag).days, feit.url("spic:anderehulp-teken", pk=wat["pk"])
        uitleg = "De volgende stap bij deze hulp."
        yield feit.stap(f"{naam}: {wat['volgende_stap']}", url, uitleg, dagen=dagen, voor=RECHT)
    elif loopt and not wat["gestart_op"] and aangevraagd_op:
        url, uitleg = feit.url("spic:anderehulp", pk=wat["pk"]), "Bel hoe lang het nog duurt, of meld een kwestie."
        tekst = f"Wacht al {(vandaag - aangevraagd_op).days // 7} weken op hulp ({naam})"
        yield feit.stap(tekst, url, uitleg, voor=RECHT, wacht_op="wie de hulp geeft")
    else:
        yield oordeel_gevraagd(feit, naam, "spic:anderehulp-passend", loopt=loopt)


def oordeel_gevraagd(feit: Stapfeit, naam: str, route: str, *, loopt: bool) -> Stap:
    tekst = f"Oordeel of de hulp past ({naam})" if loopt else f"Oordeel of de hulp paste ({naam})"
    uitleg = "Is dit wat er nodig was? Zo wordt zichtbaar welke hulp er in de gemeente ontbreekt."
    return feit.stap(tekst, feit.url(route, pk=feit.wat["pk"]), uitleg, voor=RECHT)


def zonder_oordeel(gezinnen: list[int]) -> Any:
    """Referrals that were refused or ended, of which nobody said whether the family got what it needed."""
    einde = Passendheid.objects.filter(verwijzing=OuterRef("pk"), moment="einde")
    rijen = Verwijzing.objects.filter(
        ~Exists(einde),
        gezin__in=gezinnen,
        gezin__begeleidingen__afgesloten_op__isnull=True,
        status__in=[VerwijzingStatus.BEEINDIGD, VerwijzingStatus.GEWEIGERD],
    )
    return rijen.annotate(s_wat=JSONObject(pk="pk", hulpvraag="hulpvraag"))


def stap_van_verwijzing(feit: Stapfeit) -> Iterator[Stap]:
    yield oordeel_gevraagd(feit, feit.wat["hulpvraag"], "spic:verwijzing-passend", loopt=False)


def gasten_van_hulp(gezin: Gezin) -> Iterator[tuple[str, Genodigde]]:
    """Who gives help that runs, by name; who is of the network stands there already."""
    for rij in gezin.andere_hulp.gestart().filter(netwerklid=None).order_by("pk"):
        if rij.contactpersoon:
            yield f"hulp-{rij.pk}", Genodigde(naam=rij.contactpersoon, organisatie=rij.organisatie)
