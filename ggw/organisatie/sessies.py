"""The life of a session: it ends when nobody did anything for a while, and after a working day in any case.

And the second step of signing in: outside the example nobody gets past setting it up.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ggw.organisatie.models import Gebruiker
from ggw.organisatie.models.sessies import loopt_af_op
from ggw.organisatie.sessieopslag import moment

NIET_VAKER_DAN = 30
"""Seconds between two writings of "active now"."""
VOORBIJ = "U bent afgemeld, omdat u een tijd niets deed of lang was aangemeld. Wat u in een verslag typte, staat als concept klaar."
ZONDER_TWEEDE_STAP = ("allauth.mfa.", "ggw.organisatie.views.account", "django.contrib.staticfiles.")
ALTIJD = frozenset({"account_logout", "account_reauthenticate", "gezond", "robots-txt", "security-txt"})

Antwoord = Callable[[HttpRequest], HttpResponse]


def telt_niet(view: Any) -> Any:
    """Decorator for what a page asks by itself: it keeps no session alive."""
    view.__dict__["telt_niet"] = True
    return view


class Sessietermijnen:
    """Middleware, after authentication and before anything that asks who you are."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Gebruiker):
            self.begin_of_eindig(request, request.user)
        return self.get_response(request)

    def begin_of_eindig(self, request: HttpRequest, gebruiker: Gebruiker) -> None:
        begonnen, actief = moment(request.session.get("begonnen")), moment(request.session.get("actief"))
        if begonnen is None or actief is None:
            begin_sessie(request)
        elif loopt_af_op(gebruiker, begonnen, actief) <= timezone.now():
            logout(request)
            messages.warning(request, VOORBIJ)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not isinstance(request.user, Gebruiker):
            return
        nu = timezone.now().timestamp()
        if not getattr(view, "telt_niet", False) and nu - request.session["actief"] >= NIET_VAKER_DAN:
            request.session["actief"] = nu


def begin_sessie(request: HttpRequest) -> None:
    nu = timezone.now().timestamp()
    request.session["begonnen"] = request.session["actief"] = nu
    request.session["adres"] = request.META.get("REMOTE_ADDR") or None
    request.session["client"] = request.headers.get("User-Agent", "")[:200]


def sessie_loopt_af(request: HttpRequest) -> datetime | None:
    """When this session ends if nothing happens; None for a guest."""
    gebruiker = getattr(request, "user", None)
    if not isinstance(gebruiker, Gebruiker):
        return None
    begonnen, actief = moment(request.session.get("begonnen")), moment(request.session.get("actief"))
    return loopt_af_op(gebruiker, begonnen, actief) if begonnen and actief else None


def sessie_tot(request: HttpRequest) -> int:
    """Seconds until this session ends if nothing happens; 0 for a guest."""
    einde = sessie_loopt_af(request)
    return max(0, int((einde - timezone.now()).total_seconds())) if einde else 0


class TweedeStapVerplicht:
    """Middleware: who has no second step yet sets it up first, and can open nothing else. Off in the example (`TWEEDE_STAP`)."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.TWEEDE_STAP or not isinstance(request.user, Gebruiker) or request.session.get("tweede_stap"):
            return None
        if get_adapter().is_mfa_enabled(request.user):
            request.session["tweede_stap"] = True
            return None
        naam = request.resolver_match.url_name if request.resolver_match else ""
        if naam in ALTIJD or view.__module__.startswith(ZONDER_TWEEDE_STAP):
            return None
        return redirect("mfa_index")
