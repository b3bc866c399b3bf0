"""The access log, its seals, and what stood out in it. Lines are written by gate functions only."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ggw.toegang.verklaring import Poort


class Inzage(models.Model):
    """One line of the access log, after NEN 7513: who, in which role and team, when, what, of whom, on what ground, with what outcome.

    No foreign key to Gezin: the log outlives a file. `gevraagd` is a refused number, as it was typed. Emergency access is the
    ground `noodtoegang`. Role, functie and team are those of that moment.
    """

    toegang: ClassVar = Poort(toezicht="lezen", systeem="lezen")

    tijd = models.DateTimeField(db_default=Now(), editable=False)
    gebruiker_id = models.BigIntegerField(null=True)
    rol = models.CharField(max_length=30)
    functie = models.CharField(max_length=120, db_default="")
    basisteam_id = models.BigIntegerField(null=True)
    gezinnen = ArrayField(models.BigIntegerField())
    gevraagd = models.CharField(max_length=40)
    grond = models.CharField(max_length=30)
    gebeurtenis = models.CharField(max_length=60)
    methode = models.CharField(max_length=8)
    doel = models.CharField(max_length=200)
    uitkomst = models.SmallIntegerField()
    adres = models.GenericIPAddressField(null=True)
    client = models.CharField(max_length=200)

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        default_permissions = ()
        indexes = [
            BrinIndex(fields=["tijd"], name="inzage_tijd_brin"),
            GinIndex(fields=["gezinnen"], name="inzage_gezinnen_gin"),
            models.Index(fields=["gebruiker_id", "tijd"], name="inzage_gebruiker"),
        ]

    def __str__(self) -> str:
        return f"Inzage {self.pk}"


class Zegel(models.Model):
    """A block of the log, closed by the worker with a key that only it has. Each seal holds the one before it (`kop`).

    `rijen`: of each line in the block the id (8 bytes) and a fingerprint (16 bytes), so that a check can name the line that
    was changed, removed or slipped in. Emptied when the lines themselves are past retention; the chain stays.
    """

    toegang: ClassVar = Poort(systeem="lezen toevoegen", toezicht="lezen")

    nummer = models.PositiveIntegerField(primary_key=True)
    van_id = models.BigIntegerField()
    tot_id = models.BigIntegerField()
    aantal = models.PositiveIntegerField()
    tot_tijd = models.DateTimeField()
    rijen = models.BinaryField()
    rijen_sha256 = models.BinaryField()
    kop = models.BinaryField()
    verzegeld_op = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "zegel"
        verbose_name_plural = "zegels"
        default_permissions = ()
        constraints = [models.CheckConstraint(name="zegel_bereik", condition=Q(tot_id__gte=F("van_id")))]

    def __str__(self) -> str:
        return f"Zegel {self.pk}"


class Opruiming(models.Model):
    """Lines past retention were removed, up to and including this seal. Written by the owner of the database alone."""

    toegang: ClassVar = Poort(systeem="lezen", toezicht="lezen")

    tot_zegel = models.PositiveIntegerField(unique=True)
    tot_id = models.BigIntegerField()
    aantal = models.PositiveBigIntegerField()
    kop = models.BinaryField()
    op = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "opruiming"
        verbose_name_plural = "opruimingen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Opruiming {self.pk}"


class OpvallendSoort(models.TextChoices):
    VEEL = "veel", "Opvallend veel gezinnen op een dag"
    NACHT = "nacht", "Buiten werktijd, zonder dienst"
    ANDER_TEAM = "ander_team", "Gezinnen van een ander team"
    GEWEIGERD = "geweigerd", "Vaak geweigerd"
    BSN = "bsn", "Veel burgerservicenummers getoond"


class Opvallend(models.Model):
    """One person on one day did something that somebody must look at. Stays open until judged; a judgement is never changed."""

    toegang: ClassVar = Poort(toezicht="lezen")

    gebruiker_id = models.BigIntegerField()
    dag = models.DateField()
    soort = models.CharField(max_length=20, choices=OpvallendSoort.choices)
    aantal = models.PositiveIntegerField()
    terecht = models.BooleanField(null=True)
    oordeel = models.TextField(max_length=2000, blank=True)
    beoordeeld_door_id = models.BigIntegerField(null=True)
    beoordeeld_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "opvallend"
        verbose_name_plural = "opvallend"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="opvallend_eenmaal", fields=["gebruiker_id", "dag", "soort"]),
            models.CheckConstraint(name="opvallend_soort_geldig", condition=Q(soort__in=OpvallendSoort.values)),
            models.CheckConstraint(
                name="opvallend_oordeel_door_ander",
                condition=Q(beoordeeld_door_id__isnull=True, terecht__isnull=True, beoordeeld_op__isnull=True)
                | (
                    Q(terecht__isnull=False, beoordeeld_op__isnull=False)
                    & ~Q(beoordeeld_door_id=F("gebruiker_id"))
                    & ~Q(oordeel__regex=r"^\s*$")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Opvallend {self.pk}"
