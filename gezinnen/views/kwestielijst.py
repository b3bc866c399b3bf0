"""Kwesties over families: where they lie, how long, and how long it took to solve the others."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gezinnen.forms.kwesties import KwestieFilter
from gezinnen.models import Kwestie, Niveau
from gezinnen.models.kwesties import KwestieQuerySet
from ggw.toegang.deur import Verzoek, lijst, toon

PER_PAGINA = 25


@require_safe
@lijst("kwestie.bekijken")
def kwestielijst(request: Verzoek) -> HttpResponse:
    form = KwestieFilter({"stand": "open", **request.GET.dict()})
    keuzes = form.cleaned_data if form.is_valid() else {}
    gevonden = gefilterd(keuzes)
    rijen, volgende = bladzijde(gevonden, request.GET.get("na", ""))
    toon(request, [rij.gezin_id for rij in rijen])
    vast = {naam: waarde for naam, waarde in request.GET.items() if naam != "na"}
    context = {
        "form": form,
        "rijen": rijen,
        "aantal": gevonden.count(),
        "opgelost": keuzes.get("stand") == "opgelost",
        "per_niveau": per_niveau(),
        "duur": duur_per_oorzaak(),
        "volgende": f"?{urlencode({**vast, 'na': volgende})}" if volgende else "",
        "vorige": f"?{urlencode(vast)}" if request.GET.get("na") else "",
    }
    return render(request, "gezinnen/kwesties/overzicht.html", context)


def gefilterd(keuzes: dict[str, Any]) -> KwestieQuerySet:
    """`keuzes`: cleaned data of KwestieFilter."""
    rijen = Kwestie.objects.opgelost() if keuzes.get("stand") == "opgelost" else Kwestie.objects.open()
    if keuzes.get("niveau"):
        rijen = rijen.filter(niveau=keuzes["niveau"])
    if keuzes.get("oorzaak"):
        rijen = rijen.filter(oorzaak=keuzes["oorzaak"])
    return rijen


def bladzijde(rijen: KwestieQuerySet, na: str) -> tuple[list[Kwestie], str]:
    """One keyset page, what began first on top: rows after the one that `na` names ("dag|id"), and the key of the next page."""
    dag, _, pk = na.partition("|")
    if pk.isascii() and pk.isdigit() and len(pk) < 19 and (vanaf := als_dag(dag)):
        rijen = rijen.filter(Q(begonnen_op__gt=vanaf) | Q(begonnen_op=vanaf, pk__gt=int(pk)))
    gevonden = list(rijen.langst_eerst().select_related("gezin", "oorzaak")[: PER_PAGINA + 1])
    if len(gevonden) <= PER_PAGINA:
        return gevonden, ""
    laatste = gevonden[PER_PAGINA - 1]
    return gevonden[:PER_PAGINA], f"{laatste.begonnen_op.isoformat()}|{laatste.pk}"


def als_dag(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def per_niveau() -> list[tuple[Niveau, int]]:
    """How many are open at each level, also at which none is."""
    aantallen = dict(Kwestie.objects.open().order_by().values_list("niveau").annotate(n=Count("pk")))
    return [(niveau, aantallen.get(niveau, 0)) for niveau in Niveau]


def duur_per_oorzaak() -> list[tuple[str, int, int]]:
    """Of the solved ones: cause, how many, and how many days on average; what took longest first."""
    duur = ExpressionWrapper(F("opgelost_op") - F("begonnen_op"), output_field=DurationField())
    rijen = Kwestie.objects.opgelost().order_by().values_list("oorzaak__naam").annotate(n=Count("pk"), d=Avg(duur))
    return sorted(((naam, n, d.days) for naam, n, d in rijen), key=lambda rij: (-rij[2], rij[0]))
