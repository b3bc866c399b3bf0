"""Documents that come in or go out: allow-listed by content, encrypted with a key per file."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.bestanden import EXTENSIES, Versleuteld, ontsleutel, versleutel
from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.models.maatregelen import Maatregel, Machtiging
from ggw.organisatie.models import Gebruiker, Medewerker
from ggw.toegang.verklaring import Dossier


class DocumentSoort(models.TextChoices):
    BESCHIKKING = "beschikking", "Beschikking"
    MELDING_RVDK = "melding_rvdk", "Melding aan de Raad voor de Kinderbescherming"
    VERZOEKSCHRIFT = "verzoekschrift", "Verzoekschrift"
    ADVIES_RVDK = "advies_rvdk", "Advies van de Raad voor de Kinderbescherming"
    RAPPORTAGE_OM = "rapportage_om", "Rapportage aan het Openbaar Ministerie"
    VERSLAG = "verslag", "Verslag"
    BRIEF = "brief", "Brief"
    ANDERS = "anders", "Anders"


class DocumentQuerySet(models.QuerySet["Document"]):
    def nieuwste_eerst(self) -> DocumentQuerySet:
        return self.order_by("-datum", "-id").select_related(
            "kind", "maatregel__soort", "machtiging__soort", "toegevoegd_door"
        )

    def na(self, datum: date, pk: int) -> DocumentQuerySet:
        """What comes after this one in the order of `nieuwste_eerst()`: the next keyset page."""
        return self.filter(Q(datum__lt=datum) | Q(datum=datum, pk__lt=pk))


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

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["-datum", "-id"]
        constraints = [
            models.CheckConstraint(name="document_soort_geldig", condition=Q(soort__in=DocumentSoort.values))
        ]

    def __str__(self) -> str:
        return f"Document {self.pk}"

    @property
    def bestandsnaam(self) -> str:
        """Our own name for the file, of numbers alone: titles tell too much in a download folder."""
        return f"{self.gezin.nummer}-document-{self.pk}{EXTENSIES[self.bestandstype][0]}"

    @property
    def formaat(self) -> str:
        """Kind and size, such as "PDF, 240 kB"."""
        soort = EXTENSIES[self.bestandstype][0].removeprefix(".").upper()
        kb = max(1, round(self.grootte / 1024))
        return f"{soort}, {kb} kB" if kb < 1024 else f"{soort}, {kb / 1024:.1f} MB".replace(".", ",")

    @transaction.atomic
    def bewaar_inhoud(self, inhoud: bytes, *, door_id: int) -> None:
        """Encrypt and keep the bytes of a document that was just saved; once."""
        versleuteld = versleutel(inhoud, self.pk)
        DocumentInhoud.objects.create(
            gezin=self.gezin, document=self, sleutel=versleuteld.sleutel, versleuteld=versleuteld.inhoud
        )
        Gebeurtenis.leg_vast(self.gezin, "document.toegevoegd", door_id=door_id, onderwerp_id=self.pk, code=self.soort)

    def lees(self) -> bytes:
        """The bytes in the clear. DoesNotExist when the document was withdrawn: then nobody reads it any more."""
        if self.ingetrokken_op is not None:
            raise DocumentInhoud.DoesNotExist
        inhoud = DocumentInhoud.objects.get(document=self)
        return ontsleutel(Versleuteld(bytes(inhoud.sleutel), bytes(inhoud.versleuteld)), self.pk)

    def mag_intrekken(self, gebruiker: Gebruiker) -> bool:
        """Who added it, and whoever has the right for all documents of a family."""
        return self.toegevoegd_door_id == gebruiker.pk or gebruiker.has_perm("document.intrekken")

    @transaction.atomic
    def trek_in(self, reden: str, *, door_id: int) -> bool:
        """Withdraw, with a reason. False when somebody did so meanwhile."""
        nog_niet = Document.objects.filter(pk=self.pk, ingetrokken_op__isnull=True)
        if not nog_niet.update(ingetrokken_op=timezone.now(), ingetrokken_reden=reden):
            return False
        Gebeurtenis.leg_vast(self.gezin, "document.ingetrokken", door_id=door_id, onderwerp_id=self.pk)
        return True


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
