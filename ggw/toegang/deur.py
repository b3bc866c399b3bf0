"""The door. Every view stands behind one of these decorators; what they do is in the design, `toegang.md`.

`@dossier(recht)`  a page of one family, URL argument `nummer`; the view gets the Gezin
`@lijst(recht)`    a page over several families; the view says with `toon()` which ones it showed
`@instroom(recht)` aanmeldingen that are not yet a family
`@toezicht(recht)` the access log and its review, as `ggw_toezicht`: no contents of any family
`@partner(recht)`  frozen packages, as `ggw_partner`; with a URL argument `verwijzing` only that one exists
`@aanbieder(recht)` accounts and offer of the own provider: for the rest of the request there is no other provider
`@beheer(recht)`   accounts and reference data, no families; `recht=None` for everybody who is signed in
`@openbaar`        without signing in

With `bevestig=True` a page asks for the password or passkey again when that was more than ten minutes ago, before it shows
anything (beveiliging.md, very sensitive actions).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.apps import apps
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from ggw.database.geschreven import eenmaal_geschreven

if TYPE_CHECKING:
    from ggw.organisatie.models import Gebruiker

View = Callable[..., HttpResponseBase]
Versierder = Callable[[View], View]

ALLEEN_LEZEN = frozenset({"afgesloten"})
"""Grounds on which a family can be read and not changed; `begin_medewerker()` refuses the writing as well."""

LEESMETHODEN = frozenset({"GET", "HEAD", "OPTIONS"})
NA_SCHRIJVEN: list[Callable[[Collection[int]], None]] = []
"""Called with the ids of the families after each request that may have written in them, in the same transaction."""

_rol_nu: ContextVar[str] = ContextVar("rol_nu", default="none")


class Verzoek(HttpRequest):
    """A request inside the door."""

    user: Gebruiker
    grond: str
    getoond: list[int] | None
    gebeurtenis: str
    """What the log calls this; the right, unless the view only asked whether somebody wants to use it."""
    inzage_geschreven: bool


class DeurFout(RuntimeError):
    """The view did something that would break the promise of the door."""


def vraag(query: str, waarden: Iterable[Any] = ()) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(query, list(waarden) or None)
        return cursor.fetchone() if cursor.description else None


def bijzonderheden(request: HttpRequest) -> list[Any]:
    """What the log keeps of a request: method, path, address, client. Paths hold numbers only."""
    return [
        request.method or "",
        request.path,
        request.META.get("REMOTE_ADDR") or None,
        request.headers.get("User-Agent", ""),
    ]


@contextmanager
def rol(naam: str) -> Iterator[None]:
    """Work as another database role; a role that was set outside comes back.

    Enter it inside an `atomic()` of your own: after an error the rollback takes the role back, here nothing can be asked any more.
    """
    vorige = _rol_nu.get()
    vraag(f'set local role "{naam}"')
    teken = _rol_nu.set(f'"{naam}"')
    try:
        yield
    finally:
        _rol_nu.reset(teken)
    vraag(f"set local role {vorige}")


def antwoord_van(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Run the view and finish its answer while the door is open."""
    response = view(request, *args, **kwargs)
    if response.streaming:
        raise DeurFout("Een stromend antwoord zou na het sluiten van de deur nog lezen.")
    render = getattr(response, "render", None)
    if callable(render):
        response = render()
    if connection.needs_rollback:
        raise DeurFout("De view slikte een databasefout in: er is niets bewaard.")
    return response


def schreef_in(request: Any, gezinnen: Collection[int]) -> None:
    """What must follow on writing in these families; nothing after a request that only reads."""
    if gezinnen and request.method not in LEESMETHODEN:
        for na_schrijven in NA_SCHRIJVEN:
            na_schrijven(gezinnen)


def schrijf_inzage(request: Any, status: int, gezinnen: list[int] | None) -> None:
    if request.inzage_geschreven:
        return
    methode, pad, adres, client = bijzonderheden(request)
    vraag(
        "select schrijf_inzage(%s, %s, %s, %s, %s, %s::bigint[], '', %s::inet, %s)",
        [request.user.pk, request.gebeurtenis, methode, pad, status, gezinnen, adres, client],
    )


def schrijf_weigering(request: Any, recht: str, status: int, nummer: str) -> None:
    methode, pad, adres, client = bijzonderheden(request)
    with transaction.atomic():
        vraag(
            "select schrijf_weigering(%s, %s, %s, %s, %s, %s, %s::inet, %s)",
            [request.user.pk, recht, methode, pad, status, nummer, adres, client],
        )


@contextmanager
def bewaakt(request: Any, recht: str, nummer: str = "") -> Iterator[None]:
    """One transaction; no right → 403 before any row is touched; a refusal or an error is logged after the rollback."""
    request.gebeurtenis = recht
    request.inzage_geschreven = False
    request.getoond = None
    try:
        if not request.user.has_perm(recht):
            raise PermissionDenied
        with transaction.atomic():
            yield
    except PermissionDenied:
        schrijf_weigering(request, recht, 403, nummer)
        raise
    except Http404:
        schrijf_weigering(request, recht, 404, nummer)
        raise
    except Exception:
        schrijf_weigering(request, recht, 500, nummer)
        raise


def bevestiging(request: Any) -> HttpResponseBase | None:
    """The way to the page that asks again who you are; None when that was just done. What was posted is kept nowhere."""
    try:
        reauthentication_required(lambda _: None)(request)
    except ReauthenticationRequired:
        terug = request.get_full_path() if request.method == "GET" else request.path
        vraagteken = urlencode({REDIRECT_FIELD_NAME: terug})
        return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{vraagteken}")
    return None


def merk(deur: View, soort: str, recht: str | None, bevestig: bool = False) -> View:
    """Leave on the view what its door is; the system check and the matrix test read it."""
    deur.__dict__.update(deur=soort, recht=recht, bevestig=bevestig)
    return deur


def deur_van(soort: str, recht: str, bevestig: bool, openen: Callable[..., HttpResponseBase]) -> Versierder:
    """A door that logs: no right → 403, then the step-up, then `openen(view, request, …)` in one transaction."""

    def versier(view: View) -> View:
        @wraps(view)
        def deur(request: Any, **kwargs: Any) -> HttpResponseBase:
            with bewaakt(request, recht, kwargs.get("nummer", "")):
                eerst = bevestiging(request) if bevestig else None
                return eerst or niet_bewaren(openen(view, request, **kwargs))

        return merk(deur, soort, recht, bevestig)

    return versier


@eenmaal_geschreven
def gezin_met(pk: int) -> Any:
    return apps.get_model("gezinnen", "Gezin").objects.filter(pk=pk)


def dossier(recht: str, *, bevestig: bool = False) -> Versierder:
    def openen(view: View, request: Any, nummer: str, **kwargs: Any) -> HttpResponseBase:
        gevonden = vraag("select gezin, grond from begin_medewerker(%s, %s)", [request.user.pk, nummer])
        if gevonden is None:
            raise Http404
        request.grond = gevonden[1]
        if request.grond in ALLEEN_LEZEN:
            request.user.alleen_lezen = True
            if not request.user.has_perm(recht):
                raise PermissionDenied
        with rol("ggw_medewerker"):
            [gezin] = gezin_met(gevonden[0])
            response = antwoord_van(view, request, gezin, **kwargs)
            if request.grond not in ALLEEN_LEZEN:
                schreef_in(request, {gezin.pk})
            schrijf_inzage(request, response.status_code, None)
        return response

    return deur_van("dossier", recht, bevestig, openen)


def lijst(recht: str) -> Versierder:
    def openen(view: View, request: Any, **kwargs: Any) -> HttpResponseBase:
        vraag("select begin_medewerker(%s, null)", [request.user.pk])
        request.grond = "lijst"
        with rol("ggw_medewerker"):
            response = antwoord_van(view, request, **kwargs)
            if request.getoond is None and response.status_code == 200:
                raise DeurFout("De lijst zei niet welke gezinnen zij toonde: gebruik toon().")
            schreef_in(request, {*(request.getoond or [])})
            schrijf_inzage(request, response.status_code, request.getoond or [])
        return response

    return deur_van("lijst", recht, False, openen)


def instroom(recht: str) -> Versierder:
    def openen(view: View, request: Any, **kwargs: Any) -> HttpResponseBase:
        vraag("select begin_instroom(%s)", [request.user.pk])
        request.grond = "instroom"
        with rol("ggw_medewerker"):
            response = antwoord_van(view, request, **kwargs)
            schrijf_inzage(request, response.status_code, request.getoond)
        return response

    return deur_van("instroom", recht, False, openen)


def toezicht(recht: str, *, bevestig: bool = False) -> Versierder:
    def openen(view: View, request: Any, **kwargs: Any) -> HttpResponseBase:
        vraag("select begin_toezicht(%s)", [request.user.pk])
        request.grond = "toezicht"
        with rol("ggw_toezicht"):
            response = antwoord_van(view, request, **kwargs)
        schrijf_inzage(request, response.status_code, request.getoond or [])
        return response

    return deur_van("toezicht", recht, bevestig, openen)


def partner(recht: str, *, bevestig: bool = False) -> Versierder:
    """The log names the family of the package; a list says with `toon()` which families its packages are of."""

    def openen(view: View, request: Any, **kwargs: Any) -> HttpResponseBase:
        gevonden = vraag("select gezin, grond from begin_partner(%s, %s)", [request.user.pk, kwargs.get("verwijzing")])
        if gevonden is None:
            raise Http404
        request.grond = gevonden[1]
        with rol("ggw_partner"):
            response = antwoord_van(view, request, **kwargs)
        getoond = request.getoond or [] if gevonden[0] is None else [gevonden[0]]
        schrijf_inzage(request, response.status_code, getoond)
        return response

    return deur_van("partner", recht, bevestig, openen)


def deur_zonder_gezinnen(
    soort: str, recht: str | None, bevestig: bool, openen: Callable[..., HttpResponseBase]
) -> Versierder:
    """No right → 403, then the step-up, then `openen(view, request, …)` in one transaction, as the web login."""

    def versier(view: View) -> View:
        @wraps(view)
        def deur(request: Any, **kwargs: Any) -> HttpResponseBase:
            if recht is not None and not request.user.has_perm(recht):
                raise PermissionDenied
            eerst = bevestiging(request) if bevestig else None
            if eerst is not None:
                return eerst
            with transaction.atomic():
                return niet_bewaren(openen(view, request, **kwargs))

        return merk(deur, soort, recht, bevestig)

    return versier


def beheer(recht: str | None, *, bevestig: bool = False) -> Versierder:
    """A page without families. With `recht=None` everybody who is signed in may open it."""
    return deur_zonder_gezinnen("beheer", recht, bevestig, antwoord_van)


def aanbieder(recht: str, *, bevestig: bool = False) -> Versierder:
    """A page without families of a provider's own people. The database shows accounts and offer of that provider alone."""

    def openen(view: View, request: Any, **kwargs: Any) -> HttpResponseBase:
        gevonden = vraag("select begin_aanbieder(%s)", [request.user.pk])
        if gevonden is None or gevonden[0] is None:
            raise PermissionDenied
        response = antwoord_van(view, request, **kwargs)
        vraag("select einde_aanbieder()")
        return response

    return deur_zonder_gezinnen("aanbieder", recht, bevestig, openen)


def openbaar(view: View) -> View:
    @wraps(view)
    def deur(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return view(request, **kwargs)

    return merk(login_not_required(deur), "openbaar", None)


def niet_bewaren(response: HttpResponseBase) -> HttpResponseBase:
    """Family pages stay in no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response


def toon(request: Verzoek, gezinnen: Iterable[int]) -> None:
    """A list says which families (ids) are on the page, or were written in; they go into the one line of the access log."""
    request.getoond = [*(request.getoond or []), *gezinnen]


@contextmanager
def namens(gebruiker: Gebruiker) -> Iterator[None]:
    """Work outside a request with the sight of this person: every family in view, nothing else."""
    with transaction.atomic():
        vraag("select begin_medewerker(%s, null)", [gebruiker.pk])
        with rol("ggw_medewerker"):
            yield


@contextmanager
def als_systeem() -> Iterator[None]:
    """The worker's own sight, in one transaction."""
    with transaction.atomic(), rol("ggw_systeem"):
        yield


__all__ = [
    "Verzoek",
    "aanbieder",
    "als_systeem",
    "beheer",
    "dossier",
    "instroom",
    "lijst",
    "namens",
    "openbaar",
    "partner",
    "toezicht",
    "toon",
]
