"""The facts that open and meet the norms of the law around measures, authorisations and written instructions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Least, TruncDate

from gezinnen.aanhaken import ONDERWERPNAMEN, Normbron, Onderwerpnaam, meld_normen_aan
from gezinnen.maatregeltermijnen import OTS_CODES
from gezinnen.models import (
    Document,
    DocumentSoort,
    Fase,
    Maatregel,
    Machtiging,
    SchriftelijkeAanwijzing,
    Zitting,
    ZittingUitkomst,
)
from gezinnen.models.leden import roepnaam_van
from gezinnen.normbronnen import (
    GEEN_DAG,
    Rijen,
    dag_in_woorden,
    eerste,
    laatste,
    met_begeleiding,
    onafgedaan,
    van_kind,
)

FASEN = (Fase.WACHT, Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN)
JR_DWANG = ("41", "50", "51", "61", "62", "63")
VOORLOPIG = "22"
TWEE_JAAR = timedelta(days=730)
"""BW 1:265j lid 3: the advice of the RvdK when the child was away from home for two years or longer."""


def documenten(soort: str, bij: str) -> Rijen:
    """Documents of this kind at the measure or authorisation of the outer query, not withdrawn."""
    return Document.objects.filter(**{bij: OuterRef("pk")}, soort=soort, ingetrokken_op__isnull=True)


def einde_van(model: type[Maatregel] | type[Machtiging]) -> Rijen:
    """Met by the extension or by the end that somebody wrote down."""
    verlengd = model.objects.filter(verlengt=OuterRef("pk"))
    verlenging = eerste(verlengd, Coalesce("beschikking_op", "begin"))
    return met_begeleiding(model.objects.filter(einde__isnull=False), *FASEN).annotate(
        n_onderwerp=F("pk"), n_vanaf=F("einde"), n_voldaan=Least("beeindigd_op", verlenging)
    )


def maatregel_einde() -> Rijen:
    return einde_van(Maatregel)


def machtiging_einde() -> Rijen:
    return einde_van(Machtiging)


def ots_verlenging_advies() -> Rijen:
    van_dit_kind = Machtiging.objects.filter(kind=OuterRef("kind_id"))
    return (
        met_begeleiding(onafgedaan().filter(soort__in=OTS_CODES, einde__isnull=False), *FASEN)
        .filter(Exists(van_dit_kind.filter(beeindigd_op__isnull=True, verlengingen__isnull=True)))
        .annotate(uit_huis_sinds=eerste(van_dit_kind, F("begin")))
        .filter(uit_huis_sinds__lte=F("einde") - TWEE_JAAR)
        .annotate(
            n_onderwerp=F("pk"),
            n_vanaf=F("einde"),
            n_voldaan=laatste(documenten(DocumentSoort.ADVIES_RVDK, "maatregel"), F("datum")),
        )
    )


def uhp_eerder_einde() -> Rijen:
    """An authorisation that ends before its last day, announced or done."""
    melding = documenten(DocumentSoort.MELDING_RVDK, "machtiging")
    return (
        met_begeleiding(Machtiging.objects.filter(beeindigd_op__lt=F("einde")), *FASEN)
        .filter(beeindigd_op__gte=F("begonnen_op"))
        .annotate(n_onderwerp=F("pk"), n_vanaf=F("beeindigd_op"), n_voldaan=eerste(melding, F("datum")))
    )


def muhp_uitvoeren() -> Rijen:
    open_of_gedaan = Machtiging.objects.filter(Q(beeindigd_op__isnull=True) | Q(uitgevoerd_op__isnull=False))
    return met_begeleiding(open_of_gedaan.filter(verlengt__isnull=True), *FASEN).annotate(
        n_onderwerp=F("pk"), n_vanaf=Coalesce("beschikking_op", "begin"), n_voldaan=F("uitgevoerd_op")
    )


def jr_rapportage() -> Rijen:
    rapport = documenten(DocumentSoort.RAPPORTAGE_OM, "maatregel")
    return met_begeleiding(onafgedaan().filter(soort__in=JR_DWANG), *FASEN).annotate(
        n_onderwerp=F("pk"), n_vanaf=Coalesce(laatste(rapport, F("datum")), "begin"), n_voldaan=GEEN_DAG
    )


def aanwijzing_antwoord() -> Rijen:
    gevraagd = SchriftelijkeAanwijzing.objects.filter(intrekking_gevraagd_op__isnull=False)
    return met_begeleiding(
        gevraagd.filter(Q(ingetrokken_op__isnull=True) | Q(beantwoord_op__isnull=False)), *FASEN
    ).annotate(n_onderwerp=F("pk"), n_vanaf=F("intrekking_gevraagd_op"), n_voldaan=F("beantwoord_op"))


def aanwijzing_vervallen() -> Rijen:
    return met_begeleiding(SchriftelijkeAanwijzing.objects.filter(ingetrokken_op__isnull=True), *FASEN).annotate(
        n_onderwerp=F("pk"), n_vanaf=F("verzonden_op"), n_voldaan=GEEN_DAG
    )


def schorsing_voorlopige_voogdij() -> Rijen:
    verlengd = Maatregel.objects.filter(verlengt=OuterRef("pk"))
    return met_begeleiding(Maatregel.objects.filter(soort=VOORLOPIG), *FASEN).annotate(
        n_onderwerp=F("pk"),
        n_vanaf=Coalesce("beschikking_op", "begin"),
        n_voldaan=Least("beeindigd_op", eerste(verlengd, Coalesce("beschikking_op", "begin"))),
    )


def schorsing_gezag() -> Rijen:
    """A hearing that suspended parental authority: followed by a measure of voogdij, or by a hearing with another outcome."""
    geschorst = Zitting.objects.filter(uitkomst=ZittingUitkomst.SCHORSING_GEZAG)
    voogdij = Maatregel.objects.filter(
        gezin=OuterRef("gezin_id"), soort__in=("21", "23"), begin__gte=OuterRef("n_vanaf")
    )
    later = Zitting.objects.filter(gezin=OuterRef("gezin_id"), op__gt=OuterRef("op")).exclude(
        uitkomst__in=("", ZittingUitkomst.SCHORSING_GEZAG, ZittingUitkomst.AANGEHOUDEN)
    )
    return met_begeleiding(geschorst, *FASEN).annotate(
        n_onderwerp=F("pk"),
        n_vanaf=TruncDate("op"),
        n_voldaan=Least(eerste(voogdij, F("begin")), eerste(later, TruncDate("op"))),
    )


def aanwijzingen(ids: list[int]) -> Rijen:
    rijen = SchriftelijkeAanwijzing.objects.filter(pk__in=ids)
    return rijen.annotate(o_id=F("pk"), o_een=roepnaam_van("aan__"), o_twee=Value(""))


def zittingen(ids: list[int]) -> Rijen:
    return Zitting.objects.filter(pk__in=ids).annotate(o_id=F("pk"), o_een=dag_in_woorden("op"), o_twee=Value(""))


def haak_aan() -> None:
    ONDERWERPNAMEN.update(
        maatregel=van_kind(Maatregel),
        machtiging=van_kind(Machtiging),
        aanwijzing=Onderwerpnaam(aanwijzingen, "schriftelijke aanwijzing aan {}{}".format),
        zitting=Onderwerpnaam(zittingen, "zitting van {}{}".format),
    )
    bij: dict[str, Any] = {"route": "gezinnen:maatregelen", "recht": "maatregel.wijzigen"}
    maatregel: dict[str, Any] = {**bij, "onderwerp": "maatregel", "vraag": "#maatregel-{onderwerp}"}
    machtiging: dict[str, Any] = {**bij, "onderwerp": "machtiging", "vraag": "#machtiging-{onderwerp}"}
    aanwijzing: dict[str, Any] = {**bij, "onderwerp": "aanwijzing", "vraag": "#aanwijzing-{onderwerp}"}
    einde = "Leg de verlenging vast, of de reden van het einde."
    meld_normen_aan(
        Normbron("maatregel_einde", maatregel_einde, "{wie} loopt af", einde, **maatregel),
        Normbron("maatregel_einde", machtiging_einde, "{wie} loopt af", einde, **machtiging),
        Normbron(
            "ots_verlenging_advies",
            ots_verlenging_advies,
            "Vraag het advies van de Raad voor de Kinderbescherming ({wie})",
            "Een kind dat twee jaar of langer uit huis is: de rechter wil dit advies bij de verlenging. Bewaar het bij Documenten.",
            **maatregel,
            vooruit=60,
        ),
        Normbron(
            "uhp_eerder_einde",
            uhp_eerder_einde,
            "Meld de Raad dat de uithuisplaatsing eerder stopt ({wie})",
            "Voeg de melding toe bij Documenten en kies de machtiging.",
            **machtiging,
            vooruit=30,
        ),
        Normbron(
            "muhp_uitvoeren",
            muhp_uitvoeren,
            "Voer de machtiging uit, of besluit dat het niet nodig is ({wie})",
            "Zonder uitvoering vervalt een machtiging na drie maanden.",
            **machtiging,
            vooruit=92,
        ),
        Normbron(
            "jr_rapportage",
            jr_rapportage,
            "Rapporteer aan het Openbaar Ministerie ({wie})",
            "Voeg de rapportage toe bij Documenten en kies de maatregel.",
            **maatregel,
            herhalend=True,
            vooruit=30,
        ),
        Normbron(
            "aanwijzing_antwoord",
            aanwijzing_antwoord,
            "Beantwoord het verzoek om de {wie} in te trekken",
            "Schrijf op wanneer u antwoordde.",
            **aanwijzing,
        ),
        Normbron(
            "aanwijzing_vervallen",
            aanwijzing_vervallen,
            "Naar de kinderrechter kan nog ({wie})",
            "Ter informatie: zo lang kan het gezin de rechter vragen om de aanwijzing vervallen te verklaren.",
            **aanwijzing,
            wacht_op="het gezin",
            verstrijkt=True,
        ),
        Normbron(
            "schorsing_gezag",
            schorsing_voorlopige_voogdij,
            "{wie} vervalt",
            "Zorg dat de rechter voor die dag beslist, en leg de nieuwe maatregel vast.",
            **maatregel,
            vooruit=42,
        ),
        Normbron(
            "schorsing_gezag",
            schorsing_gezag,
            "De schorsing van het gezag vervalt ({wie})",
            "Zorg dat de rechter voor die dag beslist, en leg de uitkomst vast.",
            **bij,
            onderwerp="zitting",
            vraag="#zitting-{onderwerp}",
            vooruit=42,
        ),
    )
