"""The first password, and what somebody sees of the own account."""

from __future__ import annotations

from allauth.account.views import logout as allauth_logout
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ggw.organisatie.forms import WachtwoordForm
from ggw.organisatie.models import Gebruiker, Geweigerd, Sessie, Uitnodiging
from ggw.organisatie.sessieopslag import hash_van
from ggw.organisatie.sessies import sessie_tot
from ggw.toegang.deur import Verzoek, beheer, openbaar


@require_safe
@beheer(None)
def mijn_gegevens(request: Verzoek) -> HttpResponse:
    context = {
        "stappen": tweede_stappen(request.user),
        "sessies": len(lopende_sessies(request.user)),
        "organisatie": organisatie(),
        "gekoppeld": SocialAccount.objects.filter(user_id=request.user.pk, provider=settings.OIDC_AANBIEDER).first(),
    }
    return render(request, "account/mijn_gegevens.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer(None)
def sessies(request: Verzoek) -> HttpResponse:
    """Where this person is signed in; every other place can be signed out from here."""
    deze = hash_van(request.session.session_key or "")
    if request.method == "POST":
        anderen = request.user.sessies.exclude(pk=deze)
        welke = request.POST.get("sessie", "")[:64]
        aantal, _ = (anderen if welke == "alle" else anderen.filter(pk=welke.replace("\x00", ""))).delete()
        messages.success(request, "U bent daar afgemeld." if aantal else "Daar was u al afgemeld.")
        return redirect("sessies")
    return render(request, "account/sessies.html", {"sessies": lopende_sessies(request.user), "deze": deze})


@require_POST
@beheer(None)
def sessie_verlengen(request: Verzoek) -> JsonResponse:
    """Somebody is still typing or pressed "Blijf aangemeld"."""
    request.session["actief"] = timezone.now().timestamp()
    return JsonResponse({"tot": sessie_tot(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@openbaar
def afmelden(request: HttpRequest) -> HttpResponseBase:
    """allauth's own, and the browser forgets what it kept of us."""
    response: HttpResponseBase = allauth_logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def organisatie() -> dict[str, str] | None:
    """The organisation's own way of signing in: name and provider; None when there is none."""
    if not settings.OIDC_URL:
        return None
    return {"naam": settings.OIDC_NAAM, "aanbieder": settings.OIDC_AANBIEDER}


def lopende_sessies(gebruiker: Gebruiker) -> list[Sessie]:
    rijen = gebruiker.sessies.select_related("gebruiker").filter(expire_date__gt=timezone.now())
    return [rij for rij in rijen.order_by("-laatst_actief") if rij.loopt]


def tweede_stappen(gebruiker: Gebruiker) -> list[str]:
    """The kinds of second step that are set up."""
    return list(Authenticator.objects.filter(user_id=gebruiker.pk).values_list("type", flat=True))


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
