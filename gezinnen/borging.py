"""What borging and nazorg hang in: the tab, the card on the Overzicht, the norms, the voorwaarden of the phase, the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, JSONObject, TruncDate
from django.utils import timezone

from gezinnen.aanhaken import (
    DELEN,
    STAPBRONNEN,
    TABBLADEN,
    VOORWAARDEN,
    Deel,
    Normbron,
    Stap,
    Stapbron,
    Stapfeit,
    Tabblad,
    Voorwaarde,
    meld_normen_aan,
)
from gezinnen.models import (
    Begeleiding,
    Borgingsplan,
    Contactmoment,
    Fase,
    Faseovergang,
    Gebeurtenis,
    Gezin,
    Overdracht,
    PlanStatus,
)
from gezinnen.termijnen import norm_op
from gezinnen.tijdlijn import ONDERWERPEN, ZINNEN, Onderwerp
from ggw.database.geschreven import eenmaal_geschreven
from ggw.toegang.deur import Verzoek

ROUTE = "gezinnen:borging"


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Borging", ROUTE, "borging.bekijken", 55))
    DELEN.append(Deel("gezinnen/borging/_kaart.html", kaart, "borging.bekijken", 1, 15, (borgingsfeiten,)))
    ONDERWERPEN.append(
        Onderwerp("borging", "Borging en overdracht", "borging.bekijken", frozenset({"borging", "overdracht"}))
    )
    STAPBRONNEN.append(Stapbron(aangeboden, vaststellen))
    VOORWAARDEN.extend(
        [
            Voorwaarde(Fase.BORGEN, Fase.NAZORG, "Borgingsplan vastgesteld", is_vastgesteld, ROUTE),
            Voorwaarde(Fase.BORGEN, Fase.NAZORG, "Warme overdracht aan het lokaal team", is_overgedragen, ROUTE),
        ]
    )
    meld_normen_aan(
        Normbron(
            "borgingsplan",
            borgingsplan_nodig,
            stap="Borgingsplan laten vaststellen",
            hulp="Maak het met het gezin. Een collega stelt het vast.",
            route=ROUTE,
            recht="borging.schrijven",
        ),
        Normbron(
            "overdracht_lokaal_team",
            overdracht_nodig,
            stap="Warme overdracht aan het lokaal team",
            hulp="Kom samen met het gezin en het lokaal team, en spreek af wat er gebeurt als het terugvalt.",
            route="gezinnen:overdracht-nieuw",
            recht="borging.schrijven",
        ),
        Normbron(
            "nazorg_contact",
            nazorg_contacten,
            stap="Contact in de nazorg",
            hulp="Vraag hoe het gaat en kijk samen naar de signalen in het borgingsplan.",
            route="veiligheid:contact-nieuw",
            herhalend=True,
        ),
        Normbron(
            "nazorg_einde",
            nazorg_loopt,
            stap="Nazorg afsluiten of verlengen",
            hulp="Na drie maanden kijkt u met het gezin of het zonder ons verder kan.",
            route=ROUTE,
            recht="borging.schrijven",
        ),
    )
    ZINNEN.update(
        {
            "borging.begonnen": ("Concept van het borgingsplan begonnen", ROUTE),
            "borging.gewijzigd": ("Concept van het borgingsplan gewijzigd", ROUTE),
            "borging.aangeboden": ("Borgingsplan ter vaststelling aangeboden", ROUTE),
            "borging.teruggegeven": ("Borgingsplan teruggegeven aan de schrijver", ROUTE),
            "borging.vastgesteld": (zin_vastgesteld, "gezinnen:borging-versie"),
            "overdracht.vastgelegd": ("Warme overdracht aan het lokaal team vastgelegd", f"{ROUTE}#overdracht-"),
            "overdracht.gewijzigd": ("Warme overdracht aan het lokaal team gewijzigd", f"{ROUTE}#overdracht-"),
        }
    )


def zin_vastgesteld(gebeurtenis: Gebeurtenis) -> str:
    return f"Borgingsplan {gebeurtenis.gegevens['nummer']} vastgesteld"


def is_vastgesteld(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    return vastgesteld_op(begeleiding) is not None


def is_overgedragen(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    return begeleiding.overdrachten.exists()


def vastgesteld_op(begeleiding: Begeleiding) -> date | None:
    """When the borgingsplan of this begeleiding was fixed first."""
    plannen = plannen_van(begeleiding.gezin_id, begeleiding.begonnen_op)
    eerste: date | None = plannen.aggregate(eerste=Min(TruncDate("vastgesteld_op")))["eerste"]
    return eerste


def plannen_van(gezin: Any, sinds: Any) -> QuerySet[Any, Any]:
    """Vastgesteld since the begeleiding began; a plan of an earlier one does not count."""
    return Borgingsplan.objects.annotate(vast_op=TruncDate("vastgesteld_op")).filter(
        gezin=gezin, status=PlanStatus.VASTGESTELD, vast_op__gte=sinds
    )


def in_fase(fase: Fase) -> QuerySet[Begeleiding, Any]:
    return Begeleiding.objects.filter(fase=fase, afgesloten_op__isnull=True).annotate(
        n_onderwerp=Value(None, output_field=BigIntegerField()), n_vanaf=F("fase_sinds")
    )


def borgingsplan_nodig() -> QuerySet[Begeleiding, Any]:
    """Norm borgingsplan: from the begin of G&B; a plan that was fixed earlier in this begeleiding meets it."""
    plannen = plannen_van(OuterRef("gezin_id"), OuterRef("begonnen_op"))
    return in_fase(Fase.BORGEN).annotate(n_voldaan=Subquery(plannen.order_by("nummer").values("vast_op")[:1]))


def overdracht_nodig() -> QuerySet[Begeleiding, Any]:
    return in_fase(Fase.BORGEN).annotate(n_voldaan=eerste_overdracht())


def eerste_overdracht() -> Subquery:
    return Subquery(Overdracht.objects.filter(begeleiding=OuterRef("pk")).order_by("op", "id").values("op")[:1])


def nazorg_contacten() -> QuerySet[Begeleiding, Any]:
    """Norm nazorg_contact: from the begin of nazorg, or the last contact with the family in it."""
    rijen = Begeleiding.objects.filter(fase=Fase.NAZORG, afgesloten_op__isnull=True)
    return rijen.annotate(
        n_onderwerp=Value(None, output_field=BigIntegerField()),
        n_vanaf=laatste_contact_in_nazorg(),
        n_voldaan=Value(None, output_field=DateField()),
    )


def laatste_contact_in_nazorg() -> Greatest:
    """Its day, or that on which the phase began."""
    contacten = Contactmoment.objects.met_gezin().filter(gezin=OuterRef("gezin_id")).annotate(dag=TruncDate("op"))
    laatste = contacten.filter(dag__gte=OuterRef("fase_sinds")).order_by().values("gezin").annotate(dag_max=Max("dag"))
    return Greatest(F("fase_sinds"), Coalesce(Subquery(laatste.values("dag_max")), F("fase_sinds")))


def nazorg_loopt() -> QuerySet[Begeleiding, Any]:
    """Norm nazorg_einde: met by going on from nazorg, to the end of the begeleiding or back to help.

    A begeleiding that is closed stays a row: its closing is what meets the norm. A later one of the same family counts instead.
    """
    overgangen = Faseovergang.objects.filter(begeleiding=OuterRef("pk"))
    later = Begeleiding.objects.filter(gezin=OuterRef("gezin_id"), pk__gt=OuterRef("pk"))
    nu = Q(fase=Fase.NAZORG, afgesloten_op__isnull=True)
    return (
        Begeleiding.objects.exclude(Exists(later))
        .filter(nu | Exists(overgangen.filter(van=Fase.NAZORG)))
        .annotate(
            n_onderwerp=Value(None, output_field=BigIntegerField()),
            n_vanaf=Case(When(nu, then=F("fase_sinds")), default=laatste_dag(overgangen.filter(naar=Fase.NAZORG))),
            n_voldaan=Case(When(nu, then=None), default=laatste_dag(overgangen.filter(van=Fase.NAZORG))),
        )
    )


def laatste_dag(overgangen: QuerySet[Faseovergang]) -> Subquery:
    return Subquery(overgangen.order_by("-op", "-pk").values("op")[:1], DateField())


def aangeboden(gezinnen: list[int]) -> QuerySet[Any, Any]:
    """A borgingsplan that lies ready for a second person."""
    rijen = Borgingsplan.objects.filter(status=PlanStatus.CONCEPT, ter_vaststelling_op__isnull=False)
    return rijen.filter(gezin__in=gezinnen).annotate(s_wat=JSONObject())


def vaststellen(feit: Stapfeit) -> Iterator[Stap]:
    uitleg = "Een collega schreef dit plan en vraagt u het te lezen."
    yield feit.stap("Borgingsplan vaststellen", feit.url("gezinnen:borging-lezen"), uitleg, voor="borging.vaststellen")


@dataclass(frozen=True)
class Borgingsstand:
    """Of one family in G&B or nazorg: what is there, and when the next contact of nazorg is due."""

    fase: str
    vastgesteld: date | None
    overgedragen: date | None
    volgend_contact: date | None
    einde_nazorg: date | None

    @property
    def te_laat(self) -> bool:
        return self.volgend_contact is not None and self.volgend_contact < timezone.localdate()


@eenmaal_geschreven
def borgingsfeiten(gezin_id: int) -> Any:
    """The begeleiding in G&B or nazorg, with its first plan and handover, and from when the next contact is counted."""
    plannen = plannen_van(OuterRef("gezin_id"), OuterRef("begonnen_op")).order_by("vast_op").values("vast_op")
    rijen = Begeleiding.objects.filter(gezin=gezin_id, fase__in=[Fase.BORGEN, Fase.NAZORG], afgesloten_op__isnull=True)
    return rijen.annotate(
        vastgesteld=Subquery(plannen[:1]), overgedragen=eerste_overdracht(), contact_vanaf=laatste_contact_in_nazorg()
    )


def stand_van(gezin: Gezin) -> Borgingsstand | None:
    """None outside G&B and nazorg."""
    rij: Any = next(iter(borgingsfeiten(gezin.pk)), None)
    if rij is None:
        return None
    contact = einde = None
    if rij.fase == Fase.NAZORG:
        norm_contact, norm_einde = (norm_op(code, timezone.localdate()) for code in ("nazorg_contact", "nazorg_einde"))
        contact = norm_contact.uiterlijk(rij.contact_vanaf) if norm_contact else None
        einde = norm_einde.uiterlijk(rij.fase_sinds) if norm_einde else None
    return Borgingsstand(rij.fase, rij.vastgesteld, rij.overgedragen, contact, einde)


def kaart(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    return {"stand": stand_van(gezin), "mag_contact": request.user.has_perm("contact.vastleggen")}
