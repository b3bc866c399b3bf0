"""Meetings, agreements, standing in and requests for information, so that the tab Overleg of the example is filled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from gezinnen import models as g
from rapportage.voorbeeld.dossier import werkdag
from veiligheid.models import Aanleiding, Gever, MetingSoort, Veiligheidsmeting

HOEVEEL = 24
"""Families that get meetings; the others are only there for numbers."""
GELEDEN = ((96, 54, 12), (70, 30), (90, 48), (39,), (85, 44, 4))
"""Per family, in turn: how many days ago the meetings were. Each sixth of 42 days or more is a deadline that is due."""
PLAATSEN = ("Bij het gezin thuis", "Kantoor van de gezinsmanager", "School, lokaal 4", "Wijkteam, spreekkamer")
WOORDEN = (
    ("Het gaat beter dan een maand geleden, maar de avonden zijn nog zwaar.", "Ouders oefenen elke week. Ik zie dat zij het volhouden."),
    ("We zijn er nog niet. We willen meer hulp in het weekend.", "Het loopt stroef. Ik spreek extra afspraken met ze af."),
    ("Dit lukt ons nu zelf.", "Ik kom nog eens in de twee weken kijken."),
    ("Wij weten niet goed wat er van ons wordt verwacht.", "Ik heb een afspraak gemist. Die haal ik volgende week in."),
)  # fmt: skip
AFSPRAKEN = (
    ("Hulpverlener", "Belt elke vrijdag met moeder over het weekend"),
    ("Moeder", "Maakt een afspraak bij de huisarts"),
    ("School", "Laat het dezelfde dag weten als een kind er niet is"),
    ("Gezinsmanager", "Vraagt na wanneer de opvoedhulp kan beginnen"),
)
VERSLAGEN = (
    "Iedereen kon zijn verhaal doen. De kinderen waren er het eerste halfuur bij.",
    "Vader was er later bij. We spraken af dat hij de volgende keer eerst vertelt.",
    "",
)
GASTEN = (("Robin Verzonnen", "De Verzonnen Wilg"), ("Mila Verzonnen", "De Verzonnen Es"))
VERZOEKEN = (
    ("GGZ De Verzonnen Beuk", "behandelaar van moeder", "Komt moeder naar de afspraken, en wanneer is de behandeling klaar?", 17, "open"),
    ("Basisschool De Verzonnen Ekster", "intern begeleider", "Hoe vaak was het kind dit schooljaar te laat of afwezig?", 30, "beantwoord"),
    ("Verslavingszorg De Verzonnen Kade", "", "Is vader in behandeling en gebruikt hij nu?", 24, "geweigerd"),
)  # fmt: skip
ANTWOORDEN = {
    "beantwoord": "Zes keer te laat, drie dagen ziek. De laatste maand gaat het goed.",
    "geweigerd": "Zij zeggen dat zij door hun beroepsgeheim niets mogen delen.",
}


def geldende_plannen() -> QuerySet[g.Gezinsplan]:
    """The plan in force of each family in O&V."""
    nieuwste = g.Gezinsplan.objects.filter(gezin=OuterRef("gezin"), status="vastgesteld").order_by("-nummer")
    return g.Gezinsplan.objects.filter(
        pk=Subquery(nieuwste.values("pk")[:1]),
        gezin__begeleidingen__afgesloten_op=None,
        gezin__begeleidingen__fase=g.Fase.ONDERSTEUNEN,
        gezin__toewijzingen__tot=None,
    )


def maak_uitvoerdersoverleggen() -> None:
    maak_compensaties()
    plannen = geldende_plannen().select_related("gezin").order_by("gezin_id")[:HOEVEEL]
    keren, plaatsen, verzoeken = cycle(GELEDEN), cycle(PLAATSEN), iter(VERZOEKEN)
    for nr, (plan, geleden) in enumerate(zip(plannen, keren, strict=False)):
        toewijzing = plan.gezin.toewijzingen.get(tot=None)
        maker = Maker(plan, toewijzing.gezinsmanager_id, nr, next(plaatsen))
        maker.maak_overleggen(geleden)
        if nr % 3 == 1 and (verzoek := next(verzoeken, None)):
            maker.maak_verzoek(*verzoek)


def maak_compensaties() -> None:
    """One open period for each resultaat in which the gezinsmanager stands in now."""
    rijen = g.Resultaat.objects.filter(plan__in=geldende_plannen().values("pk"), status="loopt", gm_sinds__isnull=False)
    g.Compensatie.objects.bulk_create(
        (
            g.Compensatie(
                gezin_id=r.gezin_id,
                stam_id=r.stam_of_zelf_id,
                hoort=r.wie_hoort,
                sinds=r.gm_sinds,
                reden="De aanbieder heeft nog geen plek.",
            )
            for r in rijen.order_by("pk").iterator()
            if r.gm_sinds
        ),
        batch_size=2000,
    )


class Maker:
    """The meetings of one family, dated in the past."""

    def __init__(self, plan: g.Gezinsplan, gm: int, nr: int, waar: str) -> None:
        self.plan, self.gezin, self.gm, self.nr, self.waar = plan, plan.gezin, gm, nr, waar
        self.vandaag = timezone.localdate()
        self.resultaten = list(plan.resultaten.filter(status="loopt"))
        self.kinderen = [kind for kind in self.gezin.leden.jeugdigen() if not kind.is_ongeboren]
        self.ouders = list(self.gezin.leden.volwassenen().filter(overleden_op=None))[:2]

    def moment(self, dag: date) -> datetime:
        return timezone.make_aware(datetime.combine(dag, time(9 + self.nr % 6, 30)))

    def gebeurt(self, soort: str, op: datetime, pk: int) -> None:
        g.Gebeurtenis.objects.create(gezin=self.gezin, soort=soort, onderwerp_id=pk, op=op, door_id=self.gm)

    def maak_overleggen(self, geleden: Iterable[int]) -> None:
        begeleiding = self.gezin.begeleiding
        vanaf = begeleiding.fase_sinds if begeleiding else self.vandaag
        if self.plan.vastgesteld_op:
            vanaf = max(vanaf, timezone.localdate(self.plan.vastgesteld_op))
        dagen = [werkdag(self.vandaag - timedelta(days=d)) for d in geleden]
        dagen = [dag for dag in dagen if dag > vanaf]
        for keer, dag in enumerate(dagen):
            self.maak_gehouden(dag, nog=len(dagen) - keer - 1)
        if self.nr % 2 == 0:
            eerstvolgende = werkdag(self.vandaag + timedelta(days=3 + self.nr % 9))
            rij = self.maak_overleg(self.moment(eerstvolgende))
            self.gebeurt("overleg.gepland", self.moment(self.vandaag - timedelta(days=1)), rij.pk)

    def maak_overleg(self, op: datetime, **velden: object) -> g.Uitvoerdersoverleg:
        rij = g.Uitvoerdersoverleg.objects.create(gezin=self.gezin, op=op, waar=self.waar, door_id=self.gm, **velden)
        er = {"gezin": self.gezin, "overleg": rij, "aanwezig": rij.is_gehouden}
        naam, organisatie = GASTEN[self.nr % len(GASTEN)]
        deelnemers = [g.Overlegdeelnemer(**er, gezinslid=lid) for lid in self.ouders]
        deelnemers.append(g.Overlegdeelnemer(**er, medewerker_id=self.gm))
        deelnemers.append(g.Overlegdeelnemer(**er, naam=naam, organisatie=organisatie))
        g.Overlegdeelnemer.objects.bulk_create(deelnemers)
        return rij

    def maak_gehouden(self, dag: date, *, nog: int) -> None:
        """`nog`: how many meetings come after this one."""
        op = self.moment(dag)
        verslag = VERSLAGEN[(self.nr + nog) % len(VERSLAGEN)]
        vast = {"status": "gehouden", "vastgelegd_op": op + timedelta(hours=2), "vastgelegd_door_id": self.gm}
        rij = self.maak_overleg(op, verslag=verslag, volgende_op=dag + timedelta(weeks=6), **vast)
        for plek, resultaat in enumerate(self.resultaten):
            gezin, hulp = WOORDEN[(self.nr + nog + plek) % len(WOORDEN)]
            cijfer = max(resultaat.cijfer_nu - nog, 0)
            g.Overlegresultaat.objects.create(
                gezin=self.gezin,
                overleg=rij,
                stam_id=resultaat.stam_of_zelf_id,
                resultaat=resultaat,
                cijfer_vorig=max(cijfer - 1, 0),
                cijfer=cijfer,
                woorden_gezin=gezin,
                woorden_hulpverlener=hulp,
                status="loopt",
            )
        self.maak_cijfers(op, nog)
        self.maak_afspraken(rij, dag, nog)
        self.gebeurt("overleg.gehouden", op + timedelta(hours=2), rij.pk)

    def maak_cijfers(self, op: datetime, nog: int) -> None:
        """The gezinsmanager keeps the mark of before; the helper of every third family sees it two higher."""
        for kind in self.kinderen:
            eigen = (
                self.gezin.metingen.van_gezinsmanager().filter(kind=kind, soort=MetingSoort.ACTUEEL, op__lt=op).first()
            )
            if eigen is None:
                continue
            verschil = 2 if self.nr % 3 == 0 and nog == 0 else nog % 2
            cijfers = {Gever.GEZINSMANAGER: eigen.cijfer, Gever.HULPVERLENER: min(eigen.cijfer + verschil, 10)}
            for gever, cijfer in cijfers.items():
                Veiligheidsmeting.objects.create(
                    gezin=self.gezin,
                    kind=kind,
                    soort=MetingSoort.ACTUEEL,
                    cijfer=cijfer,
                    gever=gever,
                    reden=eigen.reden if gever == Gever.GEZINSMANAGER else "",
                    aanleiding=Aanleiding.OVERLEG,
                    op=op,
                    auteur_id=self.gm,
                )

    def maak_afspraken(self, rij: g.Uitvoerdersoverleg, dag: date, nog: int) -> None:
        for plek in range(2):
            wie, wat = AFSPRAKEN[(self.nr + nog + plek) % len(AFSPRAKEN)]
            uiterlijk = werkdag(dag + timedelta(days=10 + 25 * plek))
            gedaan = uiterlijk if uiterlijk < self.vandaag and (nog or plek) else None
            g.Overlegafspraak.objects.create(
                gezin=self.gezin, overleg=rij, wie=wie, wat=wat, uiterlijk=uiterlijk, gedaan_op=gedaan
            )

    def maak_verzoek(self, organisatie: str, contactpersoon: str, wat: str, dagen: int, status: str) -> None:
        dag = werkdag(self.vandaag - timedelta(days=dagen))
        open_ = status == "open"
        rij = g.Informatieverzoek.objects.create(
            gezin=self.gezin,
            organisatie=organisatie,
            contactpersoon=contactpersoon,
            wat=wat,
            grond=g.Grond.TOESTEMMING,
            toestemming_van=self.ouders[0],
            toestemming_op=dag,
            gevraagd_op=dag,
            status=status,
            antwoord=ANTWOORDEN.get(status, ""),
            afgehandeld_op=None if open_ else werkdag(dag + timedelta(days=9)),
            herinnerd_op=werkdag(dag + timedelta(days=14)) if open_ else None,
            door_id=self.gm,
        )
        self.gebeurt("informatieverzoek.gevraagd", self.moment(dag), rij.pk)
