"""Documents that come in or go out: allow-listed by content, encrypted with a key per file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.models.maatregelen import Maatregel, Machtiging
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier


class DocumentSoort(models.TextChoices):
    BESCHIKKING = "beschikking", "Beschikking"
    MELDING_RVDK = "melding_rvdk", "Melding aan de Raad voor de Kinderbescherming"
    VERZOEKSCHRIFT = "verzoekschrift", "Verzoekschrift"
    VERSLAG = "verslag", "Verslag"
    BRIEF = "brief", "Brief"
    ANDERS = "anders", "Anders"


class Document(models.Model):
    """What a document is; the bytes are in DocumentInhoud. Not changed after upload: withdrawn with a reason instead."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="documenten")
    soort = models.CharField("soort document", max_length=20, choices=DocumentSoort.choices)
    titel = models.CharField("titel", max_length=160)
    datum = models.DateField("datum van het document", default=timezone.localdate)
    kind = models.ForeignKey(
        Gezinslid,
        verbose_name="over welk kind",
        on_delete=models.SET_NULL,
        related_name="documenten",
        null=True,
        blank=True,
    )
    maatregel = models.ForeignKey(
        Maatregel,
        verbose_name="bij welke maatregel",
        on_delete=models.SET_NULL,
        related_name="documenten",
        null=True,
        blank=True,
    )
    machtiging = models.ForeignKey(
        Machtiging,
        verbose_name="bij welke machtiging",
        on_delete=models.SET_NULL,
        related_name="documenten",
        null=True,
        blank=True,
    )
    bestandstype = models.CharField(max_length=80, editable=False)
    grootte = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    toegevoegd_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    toegevoegd_op = models.DateTimeField(db_default=Now(), editable=False)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)
    ingetrokken_reden = models.CharField("waarom trekt u dit document in", max_length=300, blank=True)

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["-datum", "-id"]
        constraints = [
            models.CheckConstraint(name="document_soort_geldig", condition=Q(soort__in=DocumentSoort.values))
        ]

    def __str__(self) -> str:
        return f"Document {self.pk}"


class DocumentInhoud(models.Model):
    """The encrypted bytes: AES-GCM with a key of this file alone, itself wrapped with the key from the environment."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", systeem="")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="inhoud", primary_key=True)
    sleutel = models.BinaryField()
    versleuteld = models.BinaryField()

    class Meta:
        verbose_name = "inhoud van een document"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Inhoud van document {self.pk}"
