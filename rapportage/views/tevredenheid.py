"""The anonymous question: the gezinsmanager makes a code, the family answers without signing in."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.fouten import foutpagina
from ggw.toegang.deur import Verzoek, dossier, openbaar
from rapportage import tevredenheid
from rapportage.vraagform import CodeForm, TevredenheidForm

MAP = "rapportage/tevredenheid"
NIET_NU = "U kunt dit vragen in de fase Ondersteunen & volgen, en na het afsluiten."
GENOEG = "Dit gezin kreeg al zes codes. Meer kan niet."


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("gezin.bekijken")
@sensitive_variables()
def vragen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """Also of a closed family, which can otherwise only be read. The code stands on the answer to the POST and nowhere else."""
    if not tevredenheid.mag_vragen(request.user):
        raise PermissionDenied
    context: dict[str, Any] = tevredenheid.kaart(request, gezin)
    if not context:
        messages.error(request, NIET_NU)
        return redirect(gezin)
    if request.method == "POST":
        try:
            link = tevredenheid.maak_link(gezin)
        except tevredenheid.GenoegGevraagd:
            messages.error(request, GENOEG)
            return redirect(gezin)
        context |= {"link": link, **adressen(link)} if link else {}
    return toon_gezin(request, gezin, f"{MAP}/vragen.html", tab="gezinnen:overzicht", **context)


def adressen(link: tevredenheid.Link) -> dict[str, str]:
    url = reverse("rapportage:tevredenheid", kwargs={"code": link.code})
    kort = settings.SITE_URL.partition("://")[2] + reverse("rapportage:tevredenheid-code")
    return {"url": url, "volledig": settings.SITE_URL + url, "adres": kort.rstrip("/")}


@require_http_methods(["GET", "HEAD", "POST"])
@openbaar
@sensitive_variables()
def vraag(request: HttpRequest, code: str) -> HttpResponse:
    """One answer for each code. Used, old and never given look the same."""
    if request.user.is_authenticated:
        return render(request, f"{MAP}/afmelden.html")
    if tevredenheid.te_vaak(request):
        return foutpagina(HTTPStatus.TOO_MANY_REQUESTS)
    moment = tevredenheid.moment_van(code)
    if moment is None:
        return render(request, f"{MAP}/werkt_niet.html", status=HTTPStatus.NOT_FOUND)
    form = TevredenheidForm(request.POST if request.method == "POST" else None, moment=moment)
    if form.is_valid():
        with transaction.atomic():
            geteld = tevredenheid.beantwoord(code, **form.cleaned_data)
        if geteld:
            return redirect("rapportage:tevredenheid-dank")
        return render(request, f"{MAP}/werkt_niet.html", status=HTTPStatus.NOT_FOUND)
    return render(request, f"{MAP}/vraag.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@openbaar
def code(request: HttpRequest) -> HttpResponse:
    """For who types the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("rapportage:tevredenheid", code=form.cleaned_data["code"])
    return render(request, f"{MAP}/code.html", {"form": form})


@require_safe
@openbaar
def dank(request: HttpRequest) -> HttpResponse:
    return render(request, f"{MAP}/dank.html")
