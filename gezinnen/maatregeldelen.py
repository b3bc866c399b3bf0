"""What measures put in the header, on the Overzicht and in "Wat nu"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import DELEN, KOPMERKEN, TABBLADEN, WERKWIJZERS, Deel, Merk, Stap, Tabblad
from gezinnen.maatregeltermijnen import BESLUIT_DAGEN
from gezinnen.models import (
    Document,
    DocumentSoort,
    Gezin,
    Kader,
    Maatregel,
)
from ggw.toegang.deur import Verzoek

VOORAF_DAGEN = 14
"""So long before its day the decision about extending is announced."""


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Maatregelen", "gezinnen:maatregelen", "gezin.bekijken", 25))
    KOPMERKEN.append(("gezin.bekijken", kopmerken))
    DELEN.append(Deel("gezinnen/maatregelen/_kaart.html", lopende_maatregelen, "gezin.bekijken", 2, 30))
    WERKWIJZERS.append(besluiten)


def kopmerken(gezin: Gezin) -> list[Merk]:
    """Per kind of running measure one badge, with the latest end; without any: preventief."""
    per_soort: dict[str, list[Maatregel]] = defaultdict(list)
    for maatregel in gezin.maatregelen.lopend().dwang().select_related("soort").order_by("soort_id"):
        per_soort[maatregel.soort.kort].append(maatregel)
    return [Merk(koptekst(kort, rijen), "oranje") for kort, rijen in per_soort.items()] or [
        Merk(Kader.PREVENTIEF.label)
    ]


def koptekst(kort: str, rijen: list[Maatregel]) -> str:
    kinderen = len({rij.kind_id for rij in rijen})
    tekst = f"{kort} ({kinderen} kinderen)" if kinderen > 1 else kort
    eindes = [rij.einde for rij in rijen if rij.einde is not None]
    return f"{tekst} t/m {max(eindes):%d-%m-%Y}" if len(eindes) == len(rijen) else tekst


def lopende_maatregelen(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    machtigingen = gezin.machtigingen.filter(einde__gte=timezone.localdate()).select_related("soort", "kind")
    return {
        "maatregelen": gezin.maatregelen.lopend().select_related("soort", "kind").order_by("kind__geboortedatum", "id"),
        "machtigingen": [machtiging for machtiging in machtigingen if machtiging.loopt],
    }


def besluiten(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """Decide to extend or to close, 16 weeks before the end (norm besluit_verlenging); met by the extension, by the end with
    its reason, or by a verzoekschrift or melding to the RvdK with this measure. After the end: say how it went."""
    vandaag = timezone.localdate()
    besluit = Document.objects.filter(
        maatregel=OuterRef("pk"),
        ingetrokken_op__isnull=True,
        soort__in=[DocumentSoort.VERZOEKSCHRIFT, DocumentSoort.MELDING_RVDK],
        datum__gte=OuterRef("einde") - timedelta(days=2 * BESLUIT_DAGEN),
    )
    open_maatregelen = Maatregel.objects.filter(
        gezin__in=gezinnen,
        soort__kader=Kader.MAATREGEL,
        beeindigd_op__isnull=True,
        verlengingen__isnull=True,
        einde__lte=vandaag + timedelta(days=BESLUIT_DAGEN + VOORAF_DAGEN),
    )
    rijen = open_maatregelen.annotate(besloten=Exists(besluit)).select_related("soort", "kind")
    for rij in rijen.filter(Q(besloten=False) | Q(einde__lt=vandaag)):
        wat, nummer = f"{rij.soort.kort} van {rij.kind.roepnaam}", gezinnen[rij.gezin_id]
        if rij.einde is not None and rij.einde < vandaag:
            tekst, uiterlijk = f"Leg vast hoe de {wat} is afgelopen", rij.einde
            uitleg = (
                f"De maatregel liep tot en met {rij.einde:%d-%m-%Y}. Leg de verlenging vast, of de reden van het einde."
            )
        elif rij.einde is not None:
            tekst, uiterlijk = f"Besluit: verlengen of afsluiten ({wat})", rij.einde - timedelta(days=BESLUIT_DAGEN)
            uitleg = f"Loopt tot en met {rij.einde:%d-%m-%Y}. Klaar als het verzoekschrift of de melding aan de RvdK erbij staat."
        yield stap(rij.gezin_id, nummer, tekst, uitleg, uiterlijk, "maatregel", rij.pk)


def stap(gezin_id: int, nummer: str, tekst: str, uitleg: str, uiterlijk: date, anker: str, pk: int) -> Stap:
    url = reverse("gezinnen:maatregelen", kwargs={"nummer": nummer})
    dagen = (uiterlijk - timezone.localdate()).days
    return Stap(gezin_id, tekst, f"{url}#{anker}-{pk}", uitleg, dagen)
