from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.agenda import (
    TERUG,
    VOORUIT,
    agenda,
    eigenaar_van,
    lees_week,
    maak_sleutel,
    sleutelstand,
    te_vaak,
    trek_sleutel_in,
    week_van,
)
from gezinnen.ical import als_bestand
from ggw.organisatie.models import Gebruiker
from ggw.toegang.deur import Verzoek, beheer, bijzonderheden, lijst, namens, openbaar, toon, vraag

RECHT = "contact.bekijken"


@require_safe
@lijst(RECHT)
def week(request: Verzoek) -> HttpResponse:
    gekozen = week_van(request.user.pk, lees_week(request.GET.get("week", "")), mag=request.user.has_perm)
    toon(request, gekozen.gezinnen)
    return render(request, "gezinnen/agenda/week.html", {"week": gekozen})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer(RECHT, bevestig=True)
def koppelen(request: Verzoek) -> HttpResponse:
    """The address is shown once, in the answer that made it."""
    adres = ""
    if request.method == "POST":
        if request.POST.get("doe") == "intrekken":
            if trek_sleutel_in(request.user.pk):
                messages.success(request, "De koppeling is gestopt. Het oude adres werkt niet meer.")
            return redirect("gezinnen:agenda-koppelen")
        token = maak_sleutel(request.user.pk)
        adres = settings.SITE_URL + reverse("gezinnen:agenda-feed", kwargs={"token": token})
    stand = sleutelstand(request.user.pk)
    return render(request, "gezinnen/agenda/koppelen.html", {"stand": stand, "adres": adres})


@require_safe
@openbaar
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Without a session: whoever has the address sees numbers and times of this one person, and the log says so."""
    wie = eigenaar_van(token)
    eigenaar = Gebruiker.objects.filter(pk=wie).first() if wie is not None else None
    if eigenaar is None or not eigenaar.has_perm(RECHT):
        raise Http404
    if te_vaak(eigenaar.pk):
        return HttpResponse(status=429, headers={"Retry-After": "600"})
    nu = timezone.now()
    with namens(eigenaar):
        items = agenda(eigenaar.pk, nu - TERUG, nu + VOORUIT)
        log_lezing(request, eigenaar.pk, {item.gezin_id for item in items if item.gezin_id})
    return als_bestand(items, naam="ggw.ics", hoe="inline")


def log_lezing(request: HttpRequest, wie: int, gezinnen: set[int]) -> None:
    """The line in the access log. Not with the path that was asked: that is the secret."""
    methode, _, adres, client = bijzonderheden(request)
    vraag(
        "select schrijf_inzage(%s, %s, %s, %s, %s, %s::bigint[], '', %s::inet, %s)",
        [wie, RECHT, methode, "/agenda/", 200, sorted(gezinnen), adres, client],
    )
