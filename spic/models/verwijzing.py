"""Verwijzing: a referral of a family to a hoofdaannemer, per child with its SPIC, and each step that was taken in it.

States and who moves them: `overgangen.py`. What a provider may read is not this row but its Pakket (`pakket.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.contrib.postgres.functions import RandomUUID
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Gebeurtenis, Gezin, Gezinslid, Kwestie, Resultaat
from ggw.organisatie.models import Aanbieder, Medewerker
from ggw.toegang.verklaring import Dossier
from spic.models.catalogus import Spic
from spic.models.overgangen import (
    IN_HULP,
    LOPEND,
    VOORBIJ,
    WACHTEND,
    Partij,
    VerwijzingGeweigerd,
    VerwijzingStatus,
    mag,
)

if TYPE_CHECKING:
    from spic.models.verwijzingdelen import Verwijzingstap


class Grondslag(models.TextChoices):
    """Why it is allowed to share (Jeugdwet 7.3.11, Uitvoeringswet AVG): told in words as well."""

    TOESTEMMING = "toestemming", "Het gezin geeft toestemming"
    MAATREGEL = "maatregel", "Het hoort bij de uitvoering van een maatregel"
    VEILIGHEID = "veiligheid", "Het is nodig voor de veiligheid van een kind"


class VerwijzingQuerySet(models.QuerySet["Verwijzing"]):
    def lopend(self) -> VerwijzingQuerySet:
        return self.filter(status__in=LOPEND)

    def verzonden(self) -> VerwijzingQuerySet:
        """All but concepts."""
        return self.filter(verzonden_op__isnull=False)

    def crisis(self) -> VerwijzingQuerySet:
        return self.filter(kinderen__spic__profiel__crisis=True).distinct()


class Verwijzing(models.Model):
    """A referral. `einddatum` is the agreed last day of the SPIC, `verwacht_einde` what the provider expects.

    `keuze` holds which people and parts of the file go into the next version of the package.
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", systeem="lezen wijzigen", poort="lezen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="verwijzingen")
    aanbieder = models.ForeignKey(
        Aanbieder, verbose_name="aanbieder", on_delete=models.PROTECT, related_name="verwijzingen"
    )
    hulpvraag = models.CharField("welke hulp is nodig", max_length=200)
    status = models.CharField(
        "status", max_length=20, choices=VerwijzingStatus.choices, default=VerwijzingStatus.CONCEPT, editable=False
    )
    toelichting = models.TextField("wat moet de aanbieder weten", max_length=4000, blank=True)
    grondslag = models.CharField("waarom mag u dit delen", max_length=20, choices=Grondslag.choices)
    grondslag_uitleg = models.CharField("hoe weet u dat", max_length=300)
    keuze = models.JSONField(default=dict, editable=False)
    uitzondering = models.TextField("waarom nu al, zonder vastgesteld gezinsplan", max_length=2000, blank=True)
    tafel_op = models.DateField("besluit van de escalatietafel op", null=True, blank=True)
    tafel_besluit = models.TextField("wat besloot de escalatietafel", max_length=2000, blank=True)
    stapelt_op = models.ForeignKey(
        "self", verbose_name="komt bovenop", on_delete=models.SET_NULL, related_name="gestapeld", null=True, blank=True
    )
    sleutel = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    hulpverlener = models.ForeignKey(
        Medewerker,
        verbose_name="hulpverlener",
        on_delete=models.PROTECT,
        related_name="verwijzingen",
        db_constraint=False,
        null=True,
        blank=True,
    )
    trajectbegeleider = models.ForeignKey(
        Medewerker,
        verbose_name="trajectbegeleider",
        on_delete=models.PROTECT,
        related_name="trajecten",
        db_constraint=False,
        null=True,
        blank=True,
    )
    verzonden_op = models.DateField("verzonden op", null=True, editable=False)
    beantwoord_op = models.DateTimeField("beantwoord op", null=True, editable=False)
    startgesprek_op = models.DateTimeField("startgesprek", null=True, editable=False)
    startgesprek_gehouden_op = models.DateField("startgesprek gehouden op", null=True, editable=False)
    gestart_op = models.DateField("hulp gestart op", null=True, editable=False)
    einddatum = models.DateField("afgesproken einddatum", null=True, editable=False)
    verwacht_einde = models.DateField("verwacht einde volgens de aanbieder", null=True, editable=False)
    beeindigd_op = models.DateField("beëindigd op", null=True, editable=False)
    kwestie = models.ForeignKey(
        Kwestie, on_delete=models.SET_NULL, related_name="verwijzingen", null=True, editable=False
    )
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )

    objects = VerwijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        ordering = [F("verzonden_op").desc(nulls_first=True), "-id"]
        indexes = [
            models.Index(fields=["aanbieder", "status"], name="verwijzing_van_aanbieder"),
            models.Index(fields=["hulpverlener"], name="verwijzing_van_hulpverlener"),
            models.Index(fields=["trajectbegeleider"], name="verwijzing_van_begeleider"),
        ]
        constraints = [
            models.CheckConstraint(name="verwijzing_status_geldig", condition=Q(status__in=VerwijzingStatus.values)),
            models.CheckConstraint(
                name="verwijzing_verzonden",
                condition=Q(status=VerwijzingStatus.CONCEPT, verzonden_op__isnull=True)
                | Q(status=VerwijzingStatus.INGETROKKEN)
                | (Q(verzonden_op__isnull=False) & ~Q(status=VerwijzingStatus.CONCEPT)),
            ),
            models.CheckConstraint(
                name="verwijzing_einde",
                condition=Q(status__in=sorted(VOORBIJ), beeindigd_op__isnull=False)
                | (Q(beeindigd_op__isnull=True) & ~Q(status__in=sorted(VOORBIJ))),
            ),
            models.CheckConstraint(
                name="verwijzing_gestart",
                condition=~Q(status__in=sorted(IN_HULP)) | Q(gestart_op__isnull=False),
                violation_error_message="Schrijf op welke dag de hulp begon.",
            ),
            models.CheckConstraint(
                name="verwijzing_periode",
                condition=Q(beeindigd_op__isnull=True)
                | Q(verzonden_op__isnull=True)
                | Q(beeindigd_op__gte=F("verzonden_op")),
                violation_error_message="De einddatum ligt voor de dag van verzenden.",
            ),
            models.CheckConstraint(
                name="verwijzing_tafel",
                condition=Q(tafel_op__isnull=True, tafel_besluit="")
                | (Q(tafel_op__isnull=False) & ~Q(tafel_besluit="")),
                violation_error_message="Vul de dag en het besluit van de escalatietafel samen in.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verwijzing {self.pk}"

    def get_absolute_url(self) -> str:
        return gezinsadres("spic:verwijzing", self.gezin.nummer, self.pk)

    @property
    def is_concept(self) -> bool:
        return self.status == VerwijzingStatus.CONCEPT

    @property
    def loopt(self) -> bool:
        return self.status in LOPEND

    @property
    def wacht(self) -> bool:
        return self.status in WACHTEND

    @property
    def dagen_wachten(self) -> int | None:
        """Days since it was sent, as long as the help has not started."""
        return (timezone.localdate() - self.verzonden_op).days if self.wacht and self.verzonden_op else None

    @property
    def dubbele_rol(self) -> bool:
        """One person is helper and trajectbegeleider: users find that too complex (source 002)."""
        return self.hulpverlener_id is not None and self.hulpverlener_id == self.trajectbegeleider_id

    @property
    def is_crisis(self) -> bool:
        return self.kinderen.filter(spic__profiel__crisis=True).exists()

    def mag(self, naar: str, partij: str = Partij.GI) -> bool:
        return mag(self.status, naar, partij, crisis=self.is_crisis)

    @transaction.atomic
    def bewaar_concept(self, kinderen: dict[Gezinslid, Spic], resultaten: Iterable[Resultaat], *, door_id: int) -> None:
        """Save a concept with for which children (each with its SPIC) and which resultaten it is; both are replaced.

        VerwijzingGeweigerd when it was sent or withdrawn meanwhile, or when this form made a concept before.
        """
        nieuw = self._state.adding
        if nieuw:
            self.door_id = door_id
            try:
                with transaction.atomic():
                    self.save(force_insert=True)
            except IntegrityError as fout:
                raise VerwijzingGeweigerd("Deze verwijzing was al bewaard. Er is geen tweede gemaakt.") from fout
        else:
            vers = Verwijzing.objects.select_for_update().get(pk=self.pk)
            if not vers.is_concept:
                raise VerwijzingGeweigerd("Deze verwijzing is intussen verstuurd of ingetrokken.")
            self.save(update_fields=[*CONCEPTVELDEN, "keuze"])
            self.kinderen.all().delete()
            self.resultaten.all().delete()
        for kind, spic in kinderen.items():
            self.kinderen.create(gezin_id=self.gezin_id, kind=kind, spic=spic)
        for resultaat in resultaten:
            self.resultaten.create(gezin_id=self.gezin_id, resultaat_id=resultaat.stam_of_zelf_id, wat=resultaat.wat)
        if nieuw:
            self._leg_vast("begonnen", door_id)

    @transaction.atomic
    def zet(
        self,
        naar: str,
        *,
        door_id: int,
        partij: str = Partij.GI,
        code: str = "",
        reden: str = "",
        dag: date | None = None,
        tijd: datetime | None = None,
        sleutel: UUID | None = None,
    ) -> Verwijzingstap:
        """Move to another state. `dag` is the day it happened (started, ended), `tijd` when the startgesprek is.

        VerwijzingGeweigerd when somebody was first, when it may not go there, or when a date cannot be.
        """
        van = self.status
        if not self.mag(naar, partij):
            raise VerwijzingGeweigerd(
                f"Dit kan niet meer. De verwijzing is nu: {VerwijzingStatus(van).label.lower()}. Bekijk wat er veranderde."
            )
        velden = self._velden_bij(naar, dag or timezone.localdate(), tijd)
        try:
            with transaction.atomic():
                stap = self._zet_stap(
                    van, naar, door_id, partij=partij, code=code, reden=reden, dag=dag, sleutel=sleutel
                )
        except IntegrityError as fout:
            raise VerwijzingGeweigerd("Dit was al gedaan.") from fout
        if not Verwijzing.objects.filter(pk=self.pk, status=van).update(status=naar, **velden):
            raise VerwijzingGeweigerd("Iemand anders was u net voor. Bekijk wat er veranderde.")
        for veld, waarde in {"status": naar, **velden}.items():
            setattr(self, veld, waarde)
        self._leg_vast(str(naar), door_id)
        return stap

    def _velden_bij(self, naar: str, dag: date, tijd: datetime | None) -> dict[str, Any]:
        vandaag = timezone.localdate()
        if dag > vandaag or (self.verzonden_op and dag < self.verzonden_op):
            raise VerwijzingGeweigerd("Kies een dag sinds het versturen, tot en met vandaag.")
        if naar == VerwijzingStatus.VERZONDEN:
            return {} if self.verzonden_op else {"verzonden_op": vandaag}
        if naar == VerwijzingStatus.STARTGESPREK:
            if tijd is None:
                raise VerwijzingGeweigerd("Kies wanneer het startgesprek is.")
            return {"startgesprek_op": tijd}
        if naar == VerwijzingStatus.GESTART and self.gestart_op is None:
            return {
                "gestart_op": dag,
                "startgesprek_gehouden_op": self.startgesprek_gehouden_op or self._talk_voor(dag),
            }
        if naar in VOORBIJ:
            if self.gestart_op and dag < self.gestart_op:
                raise VerwijzingGeweigerd("De hulp kan niet stoppen voordat zij begon.")
            return {"beeindigd_op": dag}
        return {}

    def _talk_voor(self, dag: date) -> date | None:
        """The day of the startgesprek, when that was no later than this day."""
        gesprek = timezone.localdate(self.startgesprek_op) if self.startgesprek_op else None
        return gesprek if gesprek and gesprek <= dag else None

    def _zet_stap(self, van: str, naar: str, door_id: int, **velden: Any) -> Verwijzingstap:
        return self.stappen.create(gezin_id=self.gezin_id, van=van, naar=naar, door_id=door_id, **velden)

    def _leg_vast(self, wat: str, door_id: int) -> None:
        Gebeurtenis.leg_vast(self.gezin, f"verwijzing.{wat}", door_id=door_id, onderwerp_id=self.pk)

    @transaction.atomic
    def hield_startgesprek(self, op: date, *, door_id: int) -> None:
        """The talk was held on this day. VerwijzingGeweigerd when it was written down already or the day cannot be."""
        if not self.verzonden_op or not self.verzonden_op <= op <= timezone.localdate():
            raise VerwijzingGeweigerd("Kies een dag sinds het versturen, tot en met vandaag.")
        open_ = Verwijzing.objects.filter(pk=self.pk, startgesprek_gehouden_op__isnull=True, status__in=LOPEND)
        if not open_.update(startgesprek_gehouden_op=op):
            raise VerwijzingGeweigerd("Dat het startgesprek is gehouden, stond al vast.")
        self.startgesprek_gehouden_op = op
        self._leg_vast("startgesprek_gehouden", door_id)

    @transaction.atomic
    def spreek_einde_af(self, op: date, *, reden: str, door_id: int) -> None:
        """Until when the help goes on: the decision on what follows (norm spic_einde). The day before stays in the steps."""
        if self.status not in IN_HULP or op <= timezone.localdate():
            raise VerwijzingGeweigerd("Kies een dag na vandaag, voor hulp die loopt.")
        anders = Verwijzing.objects.filter(pk=self.pk).exclude(einddatum=op)
        if not anders.update(einddatum=op):
            raise VerwijzingGeweigerd("Deze einddatum was al afgesproken.")
        self.einddatum = op
        self._zet_stap(self.status, self.status, door_id, code="einddatum", reden=reden, dag=op)
        self._leg_vast("einddatum", door_id)


CONCEPTVELDEN = [
    "aanbieder",
    "hulpvraag",
    "toelichting",
    "grondslag",
    "grondslag_uitleg",
    "uitzondering",
    "tafel_op",
    "tafel_besluit",
    "stapelt_op",
]
"""What can be changed until it is sent."""
