"""Grounds that people give one by one: noodtoegang, and who may open an afgeschermd family. Written by gate functions only.

No foreign key to Gezin: what happened with a file stays known when the file is gone.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ggw.toegang.verklaring import Poort


class Noodtoegang(models.Model):
    """Somebody opened a family that is not theirs, with a reason, for four hours (beveiliging.md).

    `vooraf_door`: of an afgeschermd family only, the second person who allowed it beforehand. `toegestaan_tot` is then how
    long the permission may be used; until it is, `vanaf` and `tot` are empty.
    """

    toegang: ClassVar = Poort(toezicht="lezen")

    gezin_id = models.BigIntegerField()
    gebruiker_id = models.BigIntegerField()
    reden = models.TextField(max_length=2000, blank=True)
    vooraf_door_id = models.BigIntegerField(null=True)
    vooraf_op = models.DateTimeField(null=True)
    toegestaan_tot = models.DateTimeField(null=True)
    vanaf = models.DateTimeField(null=True)
    tot = models.DateTimeField(null=True)
    gemeld_op = models.DateTimeField(null=True)
    terecht = models.BooleanField(null=True)
    oordeel = models.TextField(max_length=2000, blank=True)
    beoordeeld_door_id = models.BigIntegerField(null=True)
    beoordeeld_op = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "noodtoegang"
        verbose_name_plural = "noodtoegangen"
        default_permissions = ()
        indexes = [
            models.Index(fields=["gebruiker_id", "tot"], name="noodtoegang_van_wie"),
            models.Index(fields=["gezin_id", "tot"], name="noodtoegang_tot_gezin"),
        ]
        constraints = [
            models.CheckConstraint(
                name="noodtoegang_periode",
                condition=Q(vanaf__isnull=True, tot__isnull=True) | Q(vanaf__isnull=False, tot__gt=F("vanaf")),
            ),
            models.CheckConstraint(
                name="noodtoegang_reden_of_vooraf", condition=Q(vanaf__isnull=True) | ~Q(reden__regex=r"^\s*$")
            ),
            models.CheckConstraint(
                name="noodtoegang_vooraf_door_ander",
                condition=Q(vooraf_door_id__isnull=True) | ~Q(vooraf_door_id=F("gebruiker_id")),
            ),
            models.CheckConstraint(
                name="noodtoegang_oordeel_door_ander",
                condition=Q(beoordeeld_door_id__isnull=True, terecht__isnull=True, beoordeeld_op__isnull=True)
                | (
                    Q(terecht__isnull=False, beoordeeld_op__isnull=False)
                    & ~Q(beoordeeld_door_id=F("gebruiker_id"))
                    & ~Q(oordeel__regex=r"^\s*$")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Noodtoegang {self.pk}"


class Afscherming(models.Model):
    """A family restricted to named people, by a teammanager and the privacyfunctionaris together (domein.md, section 5).

    It counts from `ingegaan_op` until `opgeheven_op`. Lifting takes two people as well.
    """

    toegang: ClassVar = Poort(toezicht="lezen")

    gezin_id = models.BigIntegerField()
    reden = models.TextField(max_length=2000)
    gevraagd_door_id = models.BigIntegerField()
    gevraagd_op = models.DateTimeField(db_default=Now())
    gemeld_op = models.DateTimeField(null=True)
    besloten_door_id = models.BigIntegerField(null=True)
    besloten_op = models.DateTimeField(null=True)
    akkoord = models.BooleanField(null=True)
    ingegaan_op = models.DateTimeField(null=True)
    opheffen_gevraagd_door_id = models.BigIntegerField(null=True)
    opheffen_gevraagd_op = models.DateTimeField(null=True)
    opgeheven_door_id = models.BigIntegerField(null=True)
    opgeheven_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "afscherming"
        verbose_name_plural = "afschermingen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="afscherming_een_lopend",
                fields=["gezin_id"],
                condition=Q(opgeheven_op__isnull=True) & (Q(akkoord__isnull=True) | Q(akkoord=True)),
            ),
            models.CheckConstraint(
                name="afscherming_twee_mensen",
                condition=Q(besloten_door_id__isnull=True) | ~Q(besloten_door_id=F("gevraagd_door_id")),
            ),
            models.CheckConstraint(
                name="afscherming_opheffen_twee_mensen",
                condition=Q(opgeheven_door_id__isnull=True) | ~Q(opgeheven_door_id=F("opheffen_gevraagd_door_id")),
            ),
            models.CheckConstraint(
                name="afscherming_ingegaan_na_akkoord",
                condition=Q(akkoord=True, ingegaan_op__isnull=False) | (~Q(akkoord=True) & Q(ingegaan_op__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Afscherming {self.pk}"


class Benoemd(models.Model):
    """Somebody who may open an afgeschermd family. Named in the request for the afscherming, or later by two people too."""

    toegang: ClassVar = Poort(toezicht="lezen")

    gezin_id = models.BigIntegerField()
    gebruiker_id = models.BigIntegerField()
    voorgesteld_door_id = models.BigIntegerField()
    voorgesteld_op = models.DateTimeField(db_default=Now())
    akkoord_door_id = models.BigIntegerField(null=True)
    vanaf = models.DateTimeField(null=True)
    tot = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "benoemde"
        verbose_name_plural = "benoemden"
        default_permissions = ()
        indexes = [models.Index(fields=["gebruiker_id"], name="benoemd_van_wie")]
        constraints = [
            models.UniqueConstraint(
                name="benoemd_een_open", fields=["gezin_id", "gebruiker_id"], condition=Q(tot__isnull=True)
            ),
            models.CheckConstraint(
                name="benoemd_twee_mensen",
                condition=Q(akkoord_door_id__isnull=True) | ~Q(akkoord_door_id=F("voorgesteld_door_id")),
            ),
            models.CheckConstraint(
                name="benoemd_na_akkoord",
                condition=Q(vanaf__isnull=True) | Q(akkoord_door_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Benoemd {self.pk}"


class Bekendvraag(models.Model):
    """Instroom asked for somebody of an afgeschermd family and heard nothing; who guides the family hears of it (toegang.md)."""

    toegang: ClassVar = Poort()

    gezin_id = models.BigIntegerField()
    op = models.DateTimeField(db_default=Now())
    gemeld_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "vraag of een afgeschermd gezin bekend is"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="bekendvraag_een_open", fields=["gezin_id"], condition=Q(gemeld_op__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"Bekendvraag {self.pk}"
