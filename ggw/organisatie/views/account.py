"""The first password, and what somebody sees of the own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ggw.organisatie.forms import WachtwoordForm
from ggw.organisatie.models import Geweigerd, Uitnodiging
from ggw.toegang.deur import Verzoek, beheer, openbaar


@require_safe
@beheer(None)
def mijn_gegevens(request: Verzoek) -> HttpResponse:
    return render(request, "account/mijn_gegevens.html")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@openbaar
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    gevonden = Uitnodiging.objects.met_token(token)
    if gevonden is None:
        return render(request, "organisatie/uitnodiging_werkt_niet.html", status=404)
    form = WachtwoordForm(gevonden.gebruiker, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            gevonden.gebruik(form.cleaned_data["wachtwoord"])
        except Geweigerd:
            return render(request, "organisatie/uitnodiging_werkt_niet.html", status=404)
        logout(request)
        messages.success(request, "Uw wachtwoord is opgeslagen. U kunt nu aanmelden.")
        return redirect("account_login")
    return render(request, "organisatie/uitnodiging.html", {"form": form})
