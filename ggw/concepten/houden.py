"""`@met_concept`: a form that loses nothing. It stands under the decorator of the door.

It finds the draft when the form is opened, removes it in the transaction that saves the form, and when the form cannot be saved
any more (fixed, withdrawn, decided) it shows what was typed instead of losing it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import Http404
from django.http.response import HttpResponseBase

from ggw.concepten.formulieren import Formulier
from ggw.concepten.opslag import lees_concept, wis_concept
from ggw.concepten.tonen import toon_getypt
from ggw.toegang.deur import DeurFout

View = Callable[..., HttpResponseBase]
NIET_MEER = "Dit formulier bestaat niet meer. Misschien heeft een collega het intussen afgerond of ingetrokken."


class NietMeer(Http404):
    """The form cannot be saved any more; the text is the reason, in Dutch, for whoever typed in it. Otherwise a plain 404."""


def met_concept(titel: str, *, zonder: tuple[str, ...] = (), versieveld: str = "versie") -> Callable[[View], View]:
    """`titel` says on Vandaag which form it is; it names nobody."""
    formulier = Formulier(titel, frozenset(zonder), versieveld)

    def versier(view: View) -> View:
        @wraps(view)
        def met(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            gepost = request.method == "POST"
            request.formulier = formulier
            request.concept = None if gepost else lees_concept(request.user.pk, request.path)
            try:
                response = in_een_keer(view, request, *args, **kwargs)
            except Http404 as fout:
                reden = str(fout) if isinstance(fout, NietMeer) else NIET_MEER
                if (getypt := toon_getypt(request, reden, status=404)) is None:
                    raise
                return getypt
            if response.status_code == 302 and gepost:
                wis_concept(request.path)
            elif response.status_code == 302 and request.concept:
                return toon_getypt(request, NIET_MEER, status=200) or response
            return response

        met.__dict__["concept"] = formulier
        return met

    return versier


def in_een_keer(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The view in a savepoint: what it refuses in the middle leaves nothing behind, and a swallowed error stays an error."""
    with transaction.atomic():
        response = view(request, *args, **kwargs)
        if connection.needs_rollback:
            raise DeurFout("De view slikte een databasefout in: er is niets bewaard.")
    return response
