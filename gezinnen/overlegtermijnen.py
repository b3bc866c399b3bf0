"""The facts behind the deadlines of uitvoerdersoverleg, resultaten and informatieverzoeken (normen.csv)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils import timezone

from gezinnen.aanhaken import ONDERWERPNAMEN, VOORWAARDEN, Normbron, Onderwerpnaam, Voorwaarde, meld_normen_aan
from gezinnen.models import (
    Actie,
    Begeleiding,
    ContactResultaat,
    Fase,
    Gezin,
    Gezinsplan,
    Informatieverzoek,
    Overlegresultaat,
    OverlegStatus,
    PlanStatus,
    Resultaat,
    ResultaatStatus,
    Uitvoerdersoverleg,
)
from gezinnen.models.leden import roepnaam_van
from gezinnen.models.uitvoerdersoverleg import RITME
from gezinnen.normbronnen import Rijen
from gezinnen.termijnen import norm_op
from gezinnen.werkwijzer import kort

NOOIT = Cast(Value(None), DateField())
NIET_IN = (Fase.NAZORG, Fase.AFGESLOTEN)


def laatst(rijen: QuerySet[Any, Any], moment: Any) -> Subquery:
    """The newest day in these rows of another table; null without any."""
    dagen = rijen.order_by().annotate(groep=Value(1)).values("groep").annotate(dag=Max(moment)).values("dag")
    return Subquery(dagen, output_field=DateField())


def overleg_rijen() -> QuerySet[Begeleiding, Any]:
    """Families in O&V: from the last meeting that was held, or from the begin of O&V when that is later."""
    gehouden = Uitvoerdersoverleg.objects.filter(gezin=OuterRef("gezin"), status=OverlegStatus.GEHOUDEN)
    return Begeleiding.objects.filter(fase=Fase.ONDERSTEUNEN, afgesloten_op__isnull=True).annotate(
        n_onderwerp=Value(None, output_field=DateField()),
        n_vanaf=Greatest("fase_sinds", laatst(gehouden, TruncDate("op"))),
        n_voldaan=NOOIT,
    )


def resultaat_rijen() -> QuerySet[Resultaat, Any]:
    """Running resultaten of the plan in force of families in O&V, by the id of their first appearance."""
    nieuwste = (
        Gezinsplan.objects.filter(gezin=OuterRef("gezin"), status=PlanStatus.VASTGESTELD)
        .order_by("-nummer")
        .values("pk")
    )
    stam = OuterRef("n_onderwerp")
    contacten = ContactResultaat.objects.filter(resultaat=stam)
    acties = Actie.objects.filter(Q(resultaat=stam) | Q(resultaat__stam=stam))
    besproken = Overlegresultaat.objects.filter(stam=stam)
    return (
        Resultaat.objects.filter(
            gezin__begeleidingen__afgesloten_op__isnull=True,
            gezin__begeleidingen__fase=Fase.ONDERSTEUNEN,
            status=ResultaatStatus.LOOPT,
            plan=Subquery(nieuwste[:1]),
        )
        .annotate(n_onderwerp=Coalesce("stam_id", "id"))
        .annotate(
            n_vanaf=Greatest(
                TruncDate("plan__vastgesteld_op"),
                laatst(contacten, TruncDate("contactmoment__op")),
                laatst(acties, F("gedaan_op")),
                laatst(besproken, TruncDate("overleg__op")),
            ),
            n_voldaan=NOOIT,
        )
    )


def verzoek_rijen() -> QuerySet[Informatieverzoek, Any]:
    """Every request of families that are guided now, aftercare not counted."""
    return (
        Informatieverzoek.objects.filter(gezin__begeleidingen__afgesloten_op__isnull=True)
        .exclude(gezin__begeleidingen__fase__in=NIET_IN)
        .annotate(n_onderwerp=F("id"), n_vanaf=F("gevraagd_op"), n_voldaan=F("afgehandeld_op"))
    )


def resultaatnamen(ids: list[int]) -> Rijen:
    """By the id of the first appearance, in the words of the last one."""
    laatste = Resultaat.objects.filter(Q(pk=OuterRef("pk")) | Q(stam=OuterRef("pk"))).order_by("-pk").values("wat")[:1]
    return Resultaat.objects.filter(pk__in=ids).annotate(o_id=F("pk"), o_een=Subquery(laatste), o_twee=Value(""))


def verzoeknamen(ids: list[int]) -> Rijen:
    rijen = Informatieverzoek.objects.filter(pk__in=ids)
    return rijen.annotate(o_id=F("pk"), o_een=F("organisatie"), o_twee=roepnaam_van("over__"))


def aangehaald(wat: str, _: str) -> str:
    return f"“{kort(wat)}”"


def met_over(organisatie: str, over: str) -> str:
    return organisatie + (f" over {over}" if over else "")


def volgende_dag(na: date) -> date:
    """The last day on which the norm asks for a meeting after one on this day."""
    norm = norm_op("uitvoerdersoverleg", na)
    return norm.uiterlijk(na) if norm else na + RITME


def overleg_is_vers(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    """Less than six weeks ago, in this begeleiding."""
    vanaf: date = max(timezone.localdate() - RITME + timedelta(days=1), begeleiding.begonnen_op)
    return gezin.uitvoerdersoverleggen.gehouden().filter(op__date__gte=vanaf).exists()


def haak_aan() -> None:
    ONDERWERPNAMEN.update(
        resultaat=Onderwerpnaam(resultaatnamen, aangehaald), informatieverzoek=Onderwerpnaam(verzoeknamen, met_over)
    )
    meld_normen_aan(
        Normbron(
            code="uitvoerdersoverleg",
            rijen=overleg_rijen,
            stap="Uitvoerdersoverleg houden",
            hulp="Minstens eens in de 6 weken zit u met het gezin, het netwerk en de hulp aan tafel. Plan het en leg het vast.",
            route="gezinnen:overleg",
            recht="overleg.houden",
            herhalend=True,
        ),
        Normbron(
            code="resultaat_stil",
            rijen=resultaat_rijen,
            stap="Dit ligt stil in het plan: {wie}",
            hulp="Er was 6 weken geen contact, actie of overleg over dit resultaat. Bespreek met het gezin hoe het ermee staat.",
            route="gezinnen:plan",
            recht="plan.schrijven",
            onderwerp="resultaat",
            herhalend=True,
        ),
        Normbron(
            code="informatieverzoek",
            rijen=verzoek_rijen,
            stap="Antwoord vragen aan {wie}",
            hulp="U vroeg informatie aan een ander. Leg het antwoord vast, of stuur een herinnering.",
            route="gezinnen:informatieverzoek",
            recht="overleg.houden",
            onderwerp="informatieverzoek",
            met_pk=True,
            vooruit=3,
            wacht_op="de ander",
        ),
    )
    VOORWAARDEN.append(
        Voorwaarde(
            Fase.ONDERSTEUNEN,
            Fase.BORGEN,
            "Een uitvoerdersoverleg korter dan 6 weken geleden",
            overleg_is_vers,
            "gezinnen:overleg",
        )
    )
