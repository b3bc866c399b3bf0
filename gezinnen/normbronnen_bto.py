"""The facts that open and meet the norms around the basisteamoverleg and the decision to extend."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, F, Func, OuterRef
from django.db.models.functions import Least

from gezinnen.aanhaken import ONDERWERPNAMEN, Normbron, Onderwerpnaam, meld_normen_aan
from gezinnen.maatregeltermijnen import OTS_CODES
from gezinnen.models import (
    Agendapunt,
    Besluit,
    DocumentSoort,
    Fase,
    Gezinslid,
    Machtiging,
    PuntSoort,
    Toewijzing,
)
from gezinnen.normbronnen import Rijen, eerste, laatste, lopende_begeleiding, met_begeleiding, onafgedaan, roepnamen
from gezinnen.normbronnen_recht import FASEN, documenten


class Verjaardag18(Func):
    """The day on which somebody born on this day turns 18."""

    template = "((%(expressions)s + interval '18 years')::date)"
    output_field = DateField()


def nieuw_gezin_bto() -> Rijen:
    eigen = Toewijzing.objects.filter(begeleiding=OuterRef("pk"))
    besproken = Agendapunt.objects.besloten().filter(begeleiding=OuterRef("pk"), soort=PuntSoort.NIEUW_GEZIN)
    return lopende_begeleiding(Fase.VERBINDEN).annotate(
        n_vanaf=eerste(eigen, F("vanaf")), n_voldaan=eerste(besproken, F("besloten_op"))
    )


def besluiten(bij: str) -> Any:
    """Decisions about the measure or authorisation of the outer query."""
    return Agendapunt.objects.besloten().filter(**{bij: OuterRef("pk")}, soort=PuntSoort.VERLENGEN)


def open_maatregelen() -> Rijen:
    return met_begeleiding(onafgedaan().filter(einde__isnull=False), *FASEN)


def open_machtigingen() -> Rijen:
    rijen = Machtiging.objects.filter(beeindigd_op__isnull=True, verlengingen__isnull=True)
    return met_begeleiding(rijen, *FASEN)


def papieren(soort: str, bij: str) -> Any:
    """Documents about how it goes on; what led to this measure itself is older than its begin."""
    return documenten(soort, bij).filter(datum__gt=OuterRef("begin"))


def besluit_verlenging(rijen: Rijen, bij: str) -> Rijen:
    """Met by the decision, or by the paper that only follows on one."""
    verzoek = eerste(papieren(DocumentSoort.VERZOEKSCHRIFT, bij), F("datum"))
    melding = eerste(papieren(DocumentSoort.MELDING_RVDK, bij), F("datum"))
    besluit = eerste(besluiten(bij), F("besloten_op"))
    return rijen.annotate(n_onderwerp=F("pk"), n_vanaf=F("einde"), n_voldaan=Least(besluit, verzoek, melding))


def na_besluit(rijen: Rijen, bij: str, besluit: str, document: str) -> Rijen:
    """Only while the last decision says so."""
    laatste_besluit = besluiten(bij).order_by("-besloten_op", "-pk").values("besluit")[:1]
    return (
        rijen.annotate(besloten=laatste_besluit)
        .filter(besloten=besluit)
        .annotate(n_onderwerp=F("pk"), n_vanaf=F("einde"), n_voldaan=laatste(papieren(document, bij), F("datum")))
    )


def besluit_maatregel() -> Rijen:
    return besluit_verlenging(open_maatregelen(), "maatregel")


def besluit_machtiging() -> Rijen:
    return besluit_verlenging(open_machtigingen(), "machtiging")


def melding_maatregel() -> Rijen:
    rijen = open_maatregelen().filter(soort__in=OTS_CODES)
    return na_besluit(rijen, "maatregel", Besluit.NIET_AKKOORD, DocumentSoort.MELDING_RVDK)


def melding_machtiging() -> Rijen:
    return na_besluit(open_machtigingen(), "machtiging", Besluit.NIET_AKKOORD, DocumentSoort.MELDING_RVDK)


def verzoek_maatregel() -> Rijen:
    return na_besluit(open_maatregelen(), "maatregel", Besluit.AKKOORD, DocumentSoort.VERZOEKSCHRIFT)


def verzoek_machtiging() -> Rijen:
    return na_besluit(open_machtigingen(), "machtiging", Besluit.AKKOORD, DocumentSoort.VERZOEKSCHRIFT)


def achttien() -> Rijen:
    jeugdigen = Gezinslid.objects.filter(
        is_jeugdige=True, tot__isnull=True, overleden_op__isnull=True, geboortedatum__isnull=False
    )
    besproken = Agendapunt.objects.besloten().filter(kind=OuterRef("pk"), soort=PuntSoort.ACHTTIEN)
    return met_begeleiding(jeugdigen, *FASEN).annotate(
        n_onderwerp=F("pk"), n_vanaf=Verjaardag18("geboortedatum"), n_voldaan=eerste(besproken, F("besloten_op"))
    )


def haak_aan() -> None:
    ONDERWERPNAMEN.setdefault("kind", Onderwerpnaam(roepnamen))
    inbrengen: dict[str, Any] = {"route": "gezinnen:agendapunt-nieuw", "recht": "bto.bijhouden"}
    bij_maatregel: dict[str, Any] = {"route": "gezinnen:maatregelen", "recht": "maatregel.wijzigen"}
    maatregel: dict[str, Any] = {"onderwerp": "maatregel"}
    machtiging: dict[str, Any] = {"onderwerp": "machtiging"}
    vraag = "?soort=verlengen"
    besluit = "Bespreek het in het basisteamoverleg. Daarna volgt het verzoek aan de rechter of de melding aan de Raad."
    verzoek = "Voeg het verzoekschrift toe bij Documenten en kies waar het bij hoort."
    melding = "Voeg de melding toe bij Documenten en kies waar zij bij hoort."
    meld_normen_aan(
        Normbron(
            "nieuw_gezin_bto",
            nieuw_gezin_bto,
            "Bespreek dit nieuwe gezin in het basisteamoverleg",
            "Ook zonder plan op papier: het team denkt mee.",
            **inbrengen,
            vraag="?soort=nieuw_gezin",
        ),
        Normbron(
            "besluit_verlenging",
            besluit_maatregel,
            "Besluit: verlengen of afsluiten ({wie})",
            besluit,
            **inbrengen,
            **maatregel,
            vraag=f"{vraag}&maatregel={{onderwerp}}",
        ),
        Normbron(
            "besluit_verlenging",
            besluit_machtiging,
            "Besluit: verlengen of afsluiten ({wie})",
            besluit,
            **inbrengen,
            **machtiging,
            vraag=f"{vraag}&machtiging={{onderwerp}}",
        ),
        Normbron(
            "ots_rvdk_melding",
            melding_maatregel,
            "Meld de Raad dat de maatregel niet wordt verlengd ({wie})",
            melding,
            **bij_maatregel,
            **maatregel,
            vraag="#maatregel-{onderwerp}",
            vooruit=60,
        ),
        Normbron(
            "ots_rvdk_melding",
            melding_machtiging,
            "Meld de Raad dat de machtiging niet wordt verlengd ({wie})",
            melding,
            **bij_maatregel,
            **machtiging,
            vraag="#machtiging-{onderwerp}",
            vooruit=60,
        ),
        Normbron(
            "verlengingsverzoek",
            verzoek_maatregel,
            "Vraag de rechter om verlenging ({wie})",
            verzoek,
            **bij_maatregel,
            **maatregel,
            vraag="#maatregel-{onderwerp}",
            vooruit=60,
        ),
        Normbron(
            "verlengingsverzoek",
            verzoek_machtiging,
            "Vraag de rechter om verlenging ({wie})",
            verzoek,
            **bij_maatregel,
            **machtiging,
            vraag="#machtiging-{onderwerp}",
            vooruit=60,
        ),
        Normbron(
            "achttien",
            achttien,
            "Regel wat er komt na de 18e verjaardag van {wie}",
            "Wonen, geld, school of werk, en hulp die doorloopt. Bespreek het in het basisteamoverleg.",
            **inbrengen,
            onderwerp="kind",
            vraag="?soort=achttien&kind={onderwerp}",
            vooruit=28,
        ),
    )
