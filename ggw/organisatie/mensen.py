"""The list of accounts: filter and page as the URL says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.forms import ModelForm
from django_stubs_ext import WithAnnotations

from ggw.organisatie.bewaren import bewaar
from ggw.organisatie.models import Beheergebeurtenis, Gebruiker, Lidmaatschap


class Regel(TypedDict):
    sleutel: str
    nu_in: list[Lidmaatschap]


if TYPE_CHECKING:
    Mens = WithAnnotations[Gebruiker, Regel]

PER_PAGINA = 25

STATUS = {
    "actief": Q(is_active=True),
    "uitgenodigd": Q(is_active=False, beeindigd_op__isnull=True),
    "beeindigd": Q(is_active=False, beeindigd_op__isnull=False),
}


def filter_mensen(keuzes: dict[str, Any]) -> QuerySet[Gebruiker]:
    """`keuzes`: cleaned data of MensenFilter."""
    mensen = Gebruiker.objects.all()
    if keuzes.get("zoek"):
        mensen = mensen.filter(Q(naam__icontains=keuzes["zoek"]) | Q(email__istartswith=keuzes["zoek"]))
    if keuzes.get("rol"):
        mensen = mensen.filter(rol=keuzes["rol"])
    if keuzes.get("team"):
        nu_in = Lidmaatschap.objects.lopend().filter(gebruiker=OuterRef("pk"), basisteam=keuzes["team"])
        mensen = mensen.filter(Exists(nu_in))
    if keuzes.get("aanbieder"):
        mensen = mensen.filter(aanbieder=keuzes["aanbieder"])
    if keuzes.get("status"):
        mensen = mensen.filter(STATUS[keuzes["status"]])
    return mensen


def is_id(tekst: str) -> bool:
    return tekst.isascii() and tekst.isdigit() and len(tekst) < 19


def bladzijde(mensen: QuerySet[Gebruiker], na: str) -> tuple[list[Mens], str]:
    """One keyset page with today's teams: people after the one whose id `na` is, and the id of the last when more follow.

    The key in the URL is an id, so that no name stands there.
    """
    op_naam = mensen.annotate(sleutel=Lower("naam")).order_by("sleutel", "pk")
    vorige = Gebruiker.objects.annotate(sleutel=Lower("naam")).filter(pk=int(na)).first() if is_id(na) else None
    if vorige:
        op_naam = op_naam.filter(Q(sleutel__gt=vorige.sleutel) | Q(sleutel=vorige.sleutel, pk__gt=vorige.pk))
    lopend = Lidmaatschap.objects.lopend().select_related("basisteam").order_by("basisteam__naam")
    rijen = list(
        op_naam.select_related("aanbieder").prefetch_related(Prefetch("lidmaatschappen", lopend, to_attr="nu_in"))[
            : PER_PAGINA + 1
        ]
    )
    if len(rijen) <= PER_PAGINA:
        return rijen, ""
    return rijen[:PER_PAGINA], str(rijen[PER_PAGINA - 1].pk)


@transaction.atomic
def wijzig(form: ModelForm[Gebruiker], *, door: Gebruiker) -> bool:
    """Save what was changed of an account; False when something is not right."""
    if not bewaar(form):
        return False
    if form.changed_data:
        Beheergebeurtenis.leg_vast("mens.gewijzigd", door=door, over=form.instance, velden=form.changed_data)
    return True
