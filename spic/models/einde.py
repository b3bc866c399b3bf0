"""The end of help: proposed by one side, with how each resultaat stands, and agreed by the gezinsmanager on safety."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Kwestie, Kwestieoorzaak, Resultaat
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier
from spic.models.overgangen import Partij, VerwijzingGeweigerd, VerwijzingStatus
from spic.models.redenen import Eindreden
from spic.models.verwijzing import Verwijzing


class Eindbesluit(models.TextChoices):
    OPEN = "open", "Nog niet besloten"
    AKKOORD = "akkoord", "Akkoord: de hulp stopt"
    NIET_AKKOORD = "niet_akkoord", "Niet akkoord: de hulp gaat door"


class Uitkomst(models.TextChoices):
    BEHAALD = "behaald", "Behaald"
    DEELS = "deels", "Deels behaald"
    NIET = "niet", "Niet behaald"


class EindvoorstelQuerySet(models.QuerySet["Eindvoorstel"]):
    def open(self) -> EindvoorstelQuerySet:
        return self.filter(besluit=Eindbesluit.OPEN)

    def te_beeindigen(self, dag: date) -> EindvoorstelQuerySet:
        """Agreed, with a last day that has come, and the referral still says that it runs."""
        return self.filter(
            besluit=Eindbesluit.AKKOORD,
            einddatum__lte=dag,
            verwijzing__status=VerwijzingStatus.EINDE_VOORGESTELD,
            verwijzing__einddatum=F("einddatum"),
        )

    @transaction.atomic
    def stel_voor(
        self,
        verwijzing: Verwijzing,
        *,
        reden: Eindreden,
        toelichting: str,
        einddatum: date,
        overdracht: str,
        oordelen: dict[Resultaat, tuple[str, str]],
        door_id: int,
    ) -> Eindvoorstel:
        """By the gezinsmanager. `oordelen`: per resultaat its Uitkomst and words. VerwijzingGeweigerd when it cannot be (any more)."""
        verwijzing.zet(VerwijzingStatus.EINDE_VOORGESTELD, door_id=door_id, code=reden.pk, reden=toelichting)
        voorstel = self.create(
            gezin_id=verwijzing.gezin_id,
            verwijzing=verwijzing,
            reden=reden,
            toelichting=toelichting,
            einddatum=einddatum,
            overdracht=overdracht,
            partij=Partij.GI,
            door_id=door_id,
        )
        for resultaat, (uitkomst, woorden) in oordelen.items():
            Eindoordeel.objects.create(
                gezin_id=verwijzing.gezin_id,
                voorstel=voorstel,
                resultaat_id=resultaat.stam_of_zelf_id,
                uitkomst=uitkomst,
                woorden=woorden,
            )
        return voorstel


class Eindvoorstel(models.Model):
    """A proposal to end the help. One is open at a time. Without agreement on safety help goes on, and a kwestie is opened."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="eindvoorstellen")
    reden = models.ForeignKey(Eindreden, verbose_name="waarom", on_delete=models.PROTECT, related_name="+")
    toelichting = models.TextField("leg uit", max_length=4000)
    einddatum = models.DateField("laatste dag van de hulp")
    overdracht = models.TextField("wie neemt wat over", max_length=4000, blank=True)
    partij = models.CharField(max_length=20, choices=Partij.choices)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    besluit = models.CharField(max_length=12, choices=Eindbesluit.choices, default=Eindbesluit.OPEN)
    besluit_reden = models.TextField("waarom is het wel of niet veilig genoeg", max_length=4000, blank=True)
    besluit_op = models.DateTimeField(null=True)
    besluit_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True
    )
    sleutel = models.UUIDField(null=True)

    objects = EindvoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel om te stoppen"
        verbose_name_plural = "voorstellen om te stoppen"
        ordering = ["-op", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="eindvoorstel_een_open", fields=["verwijzing"], condition=Q(besluit=Eindbesluit.OPEN)
            ),
            models.UniqueConstraint(name="eindvoorstel_een_keer", fields=["verwijzing", "sleutel"]),
            models.CheckConstraint(
                name="eindvoorstel_besloten",
                condition=Q(besluit=Eindbesluit.OPEN, besluit_op__isnull=True)
                | (
                    Q(besluit__in=[Eindbesluit.AKKOORD, Eindbesluit.NIET_AKKOORD], besluit_op__isnull=False)
                    & ~Q(besluit_reden="")
                ),
                violation_error_message="Schrijf waarom het wel of niet veilig genoeg is.",
            ),
        ]

    def __str__(self) -> str:
        return f"Eindvoorstel {self.pk}"

    @transaction.atomic
    def stem_in(self, *, waarom: str, door_id: int) -> None:
        """Safe enough. The help ends on its last day: now when that has come, otherwise by `beeindig()` on that day.

        VerwijzingGeweigerd when somebody decided already.
        """
        self._besluit(Eindbesluit.AKKOORD, waarom, door_id)
        self.besluit_reden, self.besluit_door_id = waarom, door_id
        if self.einddatum <= timezone.localdate():
            self.beeindig()
        else:
            self.verwijzing.einddatum = self.einddatum
            self.verwijzing.save(update_fields=["einddatum"])

    @transaction.atomic
    def beeindig(self) -> None:
        """The last day has come of help that was agreed to end."""
        self.verwijzing.zet(
            VerwijzingStatus.BEEINDIGD,
            door_id=self.besluit_door_id or self.door_id,
            code=self.reden_id,
            reden=self.besluit_reden,
            dag=self.einddatum,
        )

    @transaction.atomic
    def stem_niet_in(self, *, waarom: str, sleutel: str, door_id: int) -> Kwestie:
        """Not safe enough: the help goes on, and a kwestie says why the two sides disagree (domein.md, section 3)."""
        self._besluit(Eindbesluit.NIET_AKKOORD, waarom, door_id)
        self.verwijzing.zet(VerwijzingStatus.GESTART, door_id=door_id, code="niet_akkoord", reden=waarom)
        kwestie = Kwestie(
            gezin=self.verwijzing.gezin,
            wat=f"De aanbieder wil stoppen, maar dat is nog niet veilig genoeg: {waarom}"[:4000],
            oorzaak=oorzaak("mening"),
            begonnen_op=timezone.localdate(),
            sleutel=sleutel,
            door_id=door_id,
        )
        kwestie.save(force_insert=True)
        kwestie.meld(door_id=door_id)
        return kwestie

    def _besluit(self, besluit: str, waarom: str, door_id: int) -> None:
        if not waarom.strip():
            raise VerwijzingGeweigerd("Schrijf waarom het wel of niet veilig genoeg is.")
        nu = timezone.now()
        if (
            not Eindvoorstel.objects.open()
            .filter(pk=self.pk)
            .update(besluit=besluit, besluit_reden=waarom, besluit_op=nu, besluit_door_id=door_id)
        ):
            raise VerwijzingGeweigerd("Een collega heeft hierover al besloten.")
        Gebeurtenis.leg_vast(
            self.verwijzing.gezin, "verwijzing.eindbesluit", door_id=door_id, onderwerp_id=self.verwijzing_id
        )


def oorzaak(code: str) -> Kwestieoorzaak:
    """The cause with this code, or the first one when the beheerder put it out of use."""
    gevonden = Kwestieoorzaak.objects.filter(pk=code).first() or Kwestieoorzaak.objects.filter(actief=True).first()
    if gevonden is None:
        raise VerwijzingGeweigerd("Er staan geen oorzaken van een kwestie in het systeem. Vraag de beheerder.")
    return gevonden


class Eindoordeel(models.Model):
    """How one resultaat stands at the end."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    voorstel = models.ForeignKey(Eindvoorstel, on_delete=models.CASCADE, related_name="oordelen")
    resultaat = models.ForeignKey(Resultaat, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=8, choices=Uitkomst.choices)
    woorden = models.TextField(max_length=2000, blank=True)

    class Meta:
        verbose_name = "oordeel over een resultaat"
        verbose_name_plural = "oordelen over resultaten"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="eindoordeel_uniek", fields=["voorstel", "resultaat"]),
            models.CheckConstraint(name="eindoordeel_geldig", condition=Q(uitkomst__in=Uitkomst.values)),
        ]

    def __str__(self) -> str:
        return f"Eindoordeel {self.pk}"
