"""Help, meetings and kwesties of the families of years before: over and done with, so that figures of providers have a past.

No package, step or message: nobody can open these files any more, and nothing here is a task for somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Exists, OuterRef
from django.utils import timezone

from gezinnen.models import (
    Begeleiding,
    Compensatie,
    Gezinsplan,
    Kwestie,
    Kwestiestap,
    OverlegStatus,
    Resultaat,
    Stapsoort,
    Uitvoerdersoverleg,
)
from ggw.organisatie.models import Aanbieder, AanbiederSoort
from spic.models import (
    Eindbesluit,
    Eindoordeel,
    Eindreden,
    Eindvoorstel,
    Grondslag,
    Partij,
    Spic,
    Uitkomst,
    Verwijzing,
    VerwijzingKind,
    VerwijzingResultaat,
    Verwijzingstap,
    VerwijzingStatus,
)

HOEVEEL = 110
"""At most so many families."""
LANG_GELEDEN = 125
"""Days since the end, from which a family is one of years before."""
KWESTIES = ("wachtlijst", "wachtlijst", "geen_aanbod", "mening", "samenwerking")
RITME = 45


def maak_historie() -> None:
    """For families of which the last begeleiding was closed so long ago."""
    dag = timezone.localdate() - timedelta(days=LANG_GELEDEN)
    later = Begeleiding.objects.filter(gezin=OuterRef("gezin"), begonnen_op__gt=OuterRef("begonnen_op"))
    rijen = Begeleiding.objects.filter(~Exists(later), afgesloten_op__lt=dag).select_related("gezin")
    wereld = Aanbod.van_nu(dag)
    for nr, begeleiding in enumerate(rijen.order_by("-gezin_id")[:HOEVEEL]):
        toewijzing = begeleiding.toewijzingen.first()
        if toewijzing is not None:
            Verteller(begeleiding, toewijzing.gezinsmanager_id, nr, wereld).vertel()


@dataclass
class Aanbod:
    aanbieders: Iterator[Aanbieder]
    spics: Iterator[Spic]
    reden: Eindreden | None

    @classmethod
    def van_nu(cls, dag: date) -> Aanbod:
        rijen = Spic.objects.te_verwijzen(dag).filter(profiel__crisis=False).exclude(intensiteit__duurzaam=True)
        hoofd = Aanbieder.objects.filter(soort=AanbiederSoort.HOOFDAANNEMER, actief=True).order_by("naam")[:3]
        b, c = (list(rijen.filter(segment__code=code)[:4]) for code in ("B", "C"))
        return cls(cycle(list(hoofd)), cycle([*b, *c[:2]]), Eindreden.objects.filter(actief=True).first())


class Verteller:
    """One family: what happened between the begin and the end of its guidance. The same each time."""

    def __init__(self, begeleiding: Begeleiding, gm: int, nr: int, aanbod: Aanbod) -> None:
        self.begeleiding, self.gezin, self.gm, self.nr, self.aanbod = begeleiding, begeleiding.gezin, gm, nr, aanbod
        self.kans = Random(f"historie-{self.gezin.nummer}")  # noqa: S311 (example data: it must be repeatable)
        self.begin, self.einde = begeleiding.begonnen_op, begeleiding.afgesloten_op or begeleiding.begonnen_op
        plan = Gezinsplan.objects.filter(gezin=self.gezin).order_by("pk").first()
        self.resultaten = list(plan.resultaten.all()) if plan else []

    def vertel(self) -> None:
        self.maak_overleggen()
        kinderen = list(self.gezin.leden.jeugdigen().filter(geboortedatum__isnull=False)[:2])
        if kinderen and self.aanbod.reden is not None and self.nr % 5:
            aanbieder, spic = next(self.aanbod.aanbieders), next(self.aanbod.spics)
            rij = self.maak_verwijzing(aanbieder)
            VerwijzingKind.objects.bulk_create(
                VerwijzingKind(gezin=self.gezin, verwijzing=rij, kind=kind, spic=spic) for kind in kinderen
            )
            self.maak_einde(rij, self.aanbod.reden)
            if self.nr % 4 == 1:
                self.maak_kwestie(rij)

    def maak_overleggen(self) -> None:
        """From the seventh week on, about every six weeks; some later than that."""
        dagen, dag = [], self.begin + timedelta(days=70)
        while dag < self.einde - timedelta(days=60):
            dagen.append(dag)
            dag += timedelta(days=RITME - 6 + self.kans.choice((0, 0, 2, 4, 14, 30)))
        Uitvoerdersoverleg.objects.bulk_create(
            Uitvoerdersoverleg(
                gezin=self.gezin,
                op=om(dag),
                waar="Bij het gezin thuis",
                status=OverlegStatus.GEHOUDEN,
                vastgelegd_op=om(dag),
                vastgelegd_door_id=self.gm,
                door_id=self.gm,
            )
            for dag in dagen
        )

    def maak_verwijzing(self, aanbieder: Aanbieder) -> Verwijzing:
        """Sent after two months, and sooner begun as the years went by."""
        verzonden = self.begin + timedelta(days=60)
        traag = self.kans.randint(10, 30) + (timezone.localdate() - self.begin).days // 60
        gesprek = verzonden + timedelta(days=traag)
        return Verwijzing.objects.create(
            gezin=self.gezin,
            aanbieder=aanbieder,
            hulpvraag="Opvoedhulp thuis",
            grondslag=Grondslag.TOESTEMMING,
            grondslag_uitleg="Besproken bij het vaststellen van het gezinsplan",
            sleutel=uuid5(NAMESPACE_URL, f"historie-{self.gezin.nummer}"),
            status=VerwijzingStatus.BEEINDIGD,
            verzonden_op=verzonden,
            beantwoord_op=om(verzonden + timedelta(days=self.kans.randint(2, 14))),
            startgesprek_op=om(gesprek),
            startgesprek_gehouden_op=gesprek,
            gestart_op=gesprek + timedelta(days=6),
            beeindigd_op=self.einde - timedelta(days=30),
            door_id=self.gm,
        )

    def maak_einde(self, rij: Verwijzing, reden: Eindreden) -> None:
        if self.nr % 6 == 2:
            self.maak_stap(rij, om(rij.gestart_op or self.begin) + timedelta(days=50))
        laatste = om(self.einde - timedelta(days=40))
        besluiten = [Eindbesluit.AKKOORD] if self.nr % 7 else [Eindbesluit.NIET_AKKOORD, Eindbesluit.AKKOORD]
        for keer, besluit in enumerate(besluiten):
            op = laatste - timedelta(days=20 * (len(besluiten) - 1 - keer))
            voorstel = Eindvoorstel.objects.create(
                gezin=self.gezin,
                verwijzing=rij,
                reden=reden,
                toelichting="De ouders houden de afspraken nu zelf vast.",
                einddatum=self.einde - timedelta(days=30),
                partij=Partij.AANBIEDER,
                op=op,
                door_id=self.gm,
                besluit=besluit,
                besluit_reden="De kinderen zijn nu veilig genoeg."
                if besluit == Eindbesluit.AKKOORD
                else "Nog te vroeg.",
                besluit_op=op,
                besluit_door_id=self.gm,
            )
        for resultaat in self.resultaten[:2]:
            stam = resultaat.stam_of_zelf_id
            VerwijzingResultaat.objects.create(gezin=self.gezin, verwijzing=rij, resultaat_id=stam, wat=resultaat.wat)
            uitkomst = self.kans.choice((Uitkomst.BEHAALD, Uitkomst.BEHAALD, Uitkomst.DEELS, Uitkomst.NIET))
            Eindoordeel.objects.create(gezin=self.gezin, voorstel=voorstel, resultaat_id=stam, uitkomst=uitkomst)
            self.neem_waar(resultaat, rij)

    def maak_stap(self, rij: Verwijzing, op: datetime) -> None:
        van, naar = VerwijzingStatus.GESTART, VerwijzingStatus.STAGNATIE
        Verwijzingstap.objects.create(
            gezin=self.gezin,
            verwijzing=rij,
            van=van,
            naar=naar,
            partij=Partij.AANBIEDER,
            reden="Het gezin was drie keer niet thuis.",
            op=op,
            door_id=self.gm,
        )

    def neem_waar(self, resultaat: Resultaat, rij: Verwijzing) -> None:
        """Every third gezinsmanager did what the provider should do, until the help had begun."""
        if self.nr % 3 == 0 and rij.verzonden_op and rij.gestart_op:
            Compensatie.objects.create(
                gezin=self.gezin,
                stam_id=resultaat.stam_of_zelf_id,
                hoort=resultaat.wie_hoort,
                sinds=rij.verzonden_op,
                tot=rij.gestart_op + timedelta(days=30),
                reden="De aanbieder had nog geen plek.",
            )

    def maak_kwestie(self, rij: Verwijzing) -> None:
        begin, sleutel = rij.verzonden_op or self.begin, uuid5(NAMESPACE_URL, f"kwestie-vroeger-{self.gezin.nummer}")
        klaar = begin + timedelta(days=60 + self.nr % 50)
        hoogste = self.kans.choice((1, 1, 2, 3))
        kwestie = Kwestie.objects.create(
            gezin=self.gezin,
            wat="De hulp kan nog niet beginnen.",
            oorzaak_id=KWESTIES[self.nr % len(KWESTIES)],
            begonnen_op=begin,
            niveau=hoogste,
            niveau_sinds=begin + timedelta(days=15 * (hoogste - 1)),
            opgelost_op=klaar,
            oplossing="De aanbieder maakte plaats.",
            opgelost_door="De aanbieder",
            sleutel=sleutel,
            door_id=self.gm,
        )
        rij.kwestie = kwestie
        rij.save(update_fields=["kwestie"])
        stappen: list[tuple[Stapsoort, int | None, int, date]] = [(Stapsoort.GEMELD, None, 1, begin)]
        stappen += [
            (Stapsoort.OMHOOG, naar - 1, naar, begin + timedelta(days=15 * (naar - 1)))
            for naar in range(2, hoogste + 1)
        ]
        stappen.append((Stapsoort.OPGELOST, hoogste, hoogste, klaar))
        Kwestiestap.objects.bulk_create(
            Kwestiestap(
                gezin=self.gezin,
                kwestie=kwestie,
                soort=soort,
                van=van,
                naar=naar,
                waarom="De hulp kan nog niet beginnen.",
                op=op,
                door_id=self.gm,
            )
            for soort, van, naar, op in stappen
        )


def om(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(10)))
