"""What signals put on other pages: header, Overzicht, "Wat nu", agendas, the way to another phase, and the timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.db.models.functions import TruncDate
from django.utils import timezone

from gezinnen.aanhaken import (
    AGENDABRONNEN,
    DELEN,
    KOPMERKEN,
    ONDERWERPNAMEN,
    OVERLEGAGENDA,
    VOORWAARDEN,
    Agendavoorstel,
    Deel,
    Kopmerk,
    Merk,
    Normbron,
    Onderwerpnaam,
    Voorwaarde,
    meld_normen_aan,
)
from gezinnen.models import Begeleiding, Fase, Gebeurtenis, Gezin, PuntSoort, Termijn
from gezinnen.normbronnen import Rijen, dag_in_woorden, eerste, met_begeleiding
from gezinnen.tijdlijn import ONDERWERPEN, ZINNEN, Onderwerp
from ggw.database.geschreven import eenmaal_geschreven
from ggw.toegang.deur import Verzoek
from veiligheid.models import Signaal, Signaalbeoordeling, Signaalkind, SignaalSoort
from veiligheid.normbronnen import BEGELEID

NORM, NORM_SPOED = "signaal", "signaal_spoed"
BEOORDELEN = "signaal.beoordelen"
"""The right that says who takes the step; Vandaag shows these in a card of their own."""
IN_HULP = 20
ZONDER_OVERLEG = timedelta(weeks=6)
"""So far back an agenda looks when there was no meeting yet."""


def open_signalen(gezin: Gezin) -> list[Signaal]:
    """Of this request, read once: card and tab show the same."""
    gevonden: list[Signaal] | None = gezin.__dict__.get("_open_signalen")
    if gevonden is None:
        gevonden = gezin.__dict__["_open_signalen"] = gezin.hecht(open_signalen_van(gezin.pk))
    return gevonden


@eenmaal_geschreven
def open_signalen_van(gezin_id: int) -> QuerySet[Signaal]:
    return Signaal.objects.open().filter(gezin=gezin_id).dringendst_eerst().select_related("door")


def met_kinderen(signalen: list[Signaal]) -> list[Signaal]:
    prefetch_related_objects(signalen, Prefetch("kinderen", Signaalkind.objects.select_related("kind")))
    return signalen


def soorten_van_open_signalen() -> dict[str, Any]:
    rijen = Signaal.objects.open().filter(gezin=OuterRef("pk"))
    return {"soorten_van_open_signalen": ArraySubquery(rijen.values("soort"))}


def kopmerken(feiten: dict[str, Any]) -> list[Merk]:
    """Urgent ones in red and first, the others counted."""
    soorten = feiten["soorten_van_open_signalen"]
    spoed = soorten.count(SignaalSoort.SPOED)
    rest = len(soorten) - spoed
    merken = [Merk("Spoedsignaal open" if spoed == 1 else f"{spoed} spoedsignalen open", "rood")] if spoed else []
    return merken + ([Merk("1 signaal open" if rest == 1 else f"{rest} signalen open", "oranje")] if rest else [])


def kaart(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    return {
        "signalen": met_kinderen(open_signalen(gezin)),
        "mag_melden": request.user.has_perm("contact.vastleggen"),
    }


def over_de_hulp(request: Verzoek, gezin: Gezin) -> list[Signaal]:
    """For the tab Hulp: stagnation and no-shows, open ones first; nothing for who may not see safety."""
    if not request.user.has_perm("veiligheid.bekijken"):
        return []
    return sorted(gezin.hecht(signalen_over_de_hulp(gezin.pk)), key=lambda s: not s.is_open)


@eenmaal_geschreven
def signalen_over_de_hulp(gezin_id: int) -> QuerySet[Signaal]:
    rijen = Signaal.objects.filter(gezin=gezin_id).over_de_hulp().geheel()
    return rijen.order_by("-ontvangen_op", "-id")[:IN_HULP]


def geen_open_signalen(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    """Asked anew: between the page and the decision somebody may have reported one."""
    return not gezin.signalen.open().exists()


def te_beoordelen(*, spoed: bool) -> Rijen:
    """Each signal of a family under guidance, also in nazorg: relapse shows there. Met by the judgement."""
    signalen = Signaal.objects.filter(soort=SignaalSoort.SPOED) if spoed else Signaal.objects.exclude(soort="spoed")
    beoordeeld = Signaalbeoordeling.objects.filter(signaal=OuterRef("pk"))
    return met_begeleiding(signalen, *BEGELEID).annotate(
        n_onderwerp=F("pk"), n_vanaf=TruncDate("ontvangen_op"), n_voldaan=eerste(beoordeeld, TruncDate("op"))
    )


def spoed_te_beoordelen() -> Rijen:
    return te_beoordelen(spoed=True)


def ander_te_beoordelen() -> Rijen:
    return te_beoordelen(spoed=False)


def namen(ids: list[int]) -> QuerySet[Any, Any]:
    rijen = Signaal.objects.filter(pk__in=ids)
    return rijen.annotate(o_id=F("pk"), o_een=F("soort"), o_twee=dag_in_woorden("ontvangen_op"))


def naam(soort: str, dag: str) -> str:
    """What people call a signal in a list: what it is, and of when."""
    return f"{SignaalSoort(soort).kort.lower()}, {dag}"


def voor_het_uitvoerdersoverleg(gezin: Gezin) -> list[str]:
    """Stagnation and no-shows that are open, or that came in since the last meeting. Its kind and day; the text stays in the file."""
    vorige = gezin.uitvoerdersoverleggen.filter(status="gehouden").order_by("-op").values_list("op", flat=True).first()
    sinds = vorige or timezone.now() - ZONDER_OVERLEG
    rijen = gezin.signalen.over_de_hulp()
    rijen = (rijen.open() | rijen.filter(ontvangen_op__gt=sinds)).order_by("ontvangen_op", "id")
    return [
        f"Signaal: {s.kort.lower()}, {timezone.localdate(s.ontvangen_op):%d-%m-%Y}"
        + (" (nog niet beoordeeld)" if s.is_open else "")
        for s in rijen
    ]


def voor_het_basisteamoverleg(gezinnen: dict[int, str]) -> Iterator[Agendavoorstel]:
    """Families with a signal that was not judged in time."""
    te_laat = Termijn.objects.te_laat().filter(gezin__in=gezinnen, code__in=[NORM, NORM_SPOED])
    per_gezin: dict[int, Counter[str]] = {}
    for gezin_id, code in te_laat.order_by("gezin_id").values_list("gezin_id", "code"):
        per_gezin.setdefault(gezin_id, Counter())[code] += 1
    for gezin_id, aantal in per_gezin.items():
        alle = aantal.total()
        wat = "Eén signaal is" if alle == 1 else f"{alle} signalen zijn"
        spoed = f" Met spoed: {aantal[NORM_SPOED]}." if aantal[NORM_SPOED] else ""
        yield Agendavoorstel(gezin_id, PuntSoort.SIGNAAL, f"{wat} niet op tijd beoordeeld.{spoed}")


def zin_gemeld(gebeurtenis: Gebeurtenis) -> str:
    return f"Signaal gemeld: {SignaalSoort(gebeurtenis.gegevens['signaalsoort']).kort.lower()}"


def haak_aan() -> None:
    KOPMERKEN.insert(0, Kopmerk("veiligheid.bekijken", soorten_van_open_signalen, kopmerken))
    DELEN.append(Deel("veiligheid/signaal/_kaart.html", kaart, "veiligheid.bekijken", 2, 5, (open_signalen_van,)))
    ONDERWERPEN.append(Onderwerp("signaal", "Signalen", "veiligheid.bekijken", frozenset({"signaal"})))
    ZINNEN.update(
        {
            "signaal.gemeld": (zin_gemeld, "veiligheid:signaal"),
            "signaal.beoordeeld": ("Signaal beoordeeld", "veiligheid:signaal"),
        }
    )
    ONDERWERPNAMEN["signaal"] = Onderwerpnaam(namen, naam)
    wijs: dict[str, Any] = {
        "route": "veiligheid:signaal-beoordelen",
        "recht": BEOORDELEN,
        "onderwerp": "signaal",
        "met_pk": True,
    }
    meld_normen_aan(
        Normbron(
            NORM_SPOED,
            spoed_te_beoordelen,
            "Signaal met spoed beoordelen: {wie}",
            "Beoordeel vandaag of de kinderen veilig zijn. Bel het gezin of ga erheen.",
            **wijs,
            onveilig=True,
        ),
        Normbron(
            NORM,
            ander_te_beoordelen,
            "Signaal beoordelen: {wie}",
            "Schrijf op wat u ervan vindt, wat u deed en wat u de melder vertelt.",
            **wijs,
        ),
    )
    for van, naar in ((Fase.BORGEN, Fase.NAZORG), (Fase.NAZORG, Fase.AFGESLOTEN)):
        VOORWAARDEN.append(
            Voorwaarde(van, naar, "Elk signaal is beoordeeld", geen_open_signalen, "veiligheid:signalen")
        )
    OVERLEGAGENDA.append(voor_het_uitvoerdersoverleg)
    AGENDABRONNEN.append(voor_het_basisteamoverleg)
