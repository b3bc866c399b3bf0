"""What people are told about termijnen: the reminder, the message that carries it, and the wish to get fewer of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.termijnen import Termijn, TermijnGeweigerd
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Beheer, Dossier, Poort


class Trede(models.TextChoices):
    """A step of the ladder. LAAT3 and LAAT7 only for norms that climb."""

    WEEK = "week", "Over een week"
    DAG = "dag", "Vandaag"
    LAAT3 = "laat3", "Drie dagen te laat: senior"
    LAAT7 = "laat7", "Zeven dagen te laat: teammanager"


class Kanaal(models.TextChoices):
    """Everything stands on the page "Mijn berichten"; APP means: there only."""

    MAIL = "mail", "Mail"
    APP = "app", "Alleen op het scherm"


class BerichtSoort(models.TextChoices):
    BUNDEL = "bundel", "Termijnen van vandaag"
    DIRECT = "direct", "Termijn die niet kan wachten"
    WEEKBERICHT = "weekbericht", "Weekbericht van het team"
    DUWTJE = "duwtje", "Duwtje van een collega"
    SIGNAAL = "signaal", "Signaal over een gezin"
    NIEUWS = "nieuws", "Nieuws over een verwijzing"


STIL_TE_ZETTEN = (BerichtSoort.BUNDEL, BerichtSoort.WEEKBERICHT)
"""What somebody may do without. Of the bundle the lines of norms that climb still go by mail."""


class BerichtStatus(models.TextChoices):
    GEPLAND = "gepland", "Wacht op verzending"
    BEZIG = "bezig", "Wordt verstuurd"
    VERZONDEN = "verzonden", "Verzonden"
    MISLUKT = "mislukt", "Niet gelukt"
    VERVALLEN = "vervallen", "Niet meer nodig"


class Herinnering(models.Model):
    """That this person is told of this termijn, once for each step and each day that the termijn was due (docs/adr/0024).

    It travels in the Bericht with the same ontvanger, kanaal, soort and sleutel. Read and written through `herinneringen.sql` only.
    """

    toegang: ClassVar = Poort()

    termijn = models.ForeignKey(Termijn, on_delete=models.CASCADE, related_name="+")
    trede = models.CharField(max_length=10, choices=Trede.choices)
    dag = models.DateField()
    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kanaal = models.CharField(max_length=4, choices=Kanaal.choices)
    soort = models.CharField(max_length=12, choices=BerichtSoort.choices)
    sleutel = models.CharField(max_length=60)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        default_permissions = ()
        indexes = [models.Index(fields=["ontvanger", "sleutel"], name="herinnering_van_bericht")]
        constraints = [
            models.UniqueConstraint(name="herinnering_eenmaal", fields=["termijn", "trede", "dag", "ontvanger"]),
            models.CheckConstraint(name="herinnering_trede_geldig", condition=Q(trede__in=Trede.values)),
            models.CheckConstraint(name="herinnering_kanaal_geldig", condition=Q(kanaal__in=Kanaal.values)),
            models.CheckConstraint(name="herinnering_soort_geldig", condition=Q(soort__in=BerichtSoort.values)),
        ]

    def __str__(self) -> str:
        return f"Herinnering {self.pk}"


class Bericht(models.Model):
    """One message to one person. `message_id` is fixed when it is planned, so that a repeat can be recognised.

    `sleutel`: the day of a bundle or digest, the termijn and step of what goes at once, the id of a Duwtje or of a Signaal, the
    first event of a handful of news.
    """

    toegang: ClassVar = Poort()

    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kanaal = models.CharField(max_length=4, choices=Kanaal.choices)
    soort = models.CharField(max_length=12, choices=BerichtSoort.choices)
    sleutel = models.CharField(max_length=60)
    status = models.CharField(max_length=10, choices=BerichtStatus.choices, default=BerichtStatus.GEPLAND)
    message_id = models.CharField(max_length=120, unique=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    opnieuw_op = models.DateTimeField(null=True)
    bezig_sinds = models.DateTimeField(null=True)
    verzonden_op = models.DateTimeField(null=True)
    fout = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["id"], condition=Q(status__in=["gepland", "bezig", "mislukt"]), name="bericht_te_doen"
            ),
            models.Index(fields=["ontvanger", "-id"], name="bericht_van_wie"),
            models.Index(fields=["ontvanger", "-id"], condition=Q(soort="nieuws"), name="bericht_nieuws_van_wie"),
        ]
        constraints = [
            models.UniqueConstraint(name="bericht_eenmaal", fields=["ontvanger", "kanaal", "soort", "sleutel"]),
            models.CheckConstraint(name="bericht_kanaal_geldig", condition=Q(kanaal__in=Kanaal.values)),
            models.CheckConstraint(name="bericht_soort_geldig", condition=Q(soort__in=BerichtSoort.values)),
            models.CheckConstraint(name="bericht_status_geldig", condition=Q(status__in=BerichtStatus.values)),
            models.CheckConstraint(
                name="bericht_bezig_sinds",
                condition=~Q(status=BerichtStatus.BEZIG) | Q(bezig_sinds__isnull=False),
            ),
            models.CheckConstraint(
                name="bericht_verzonden_op",
                condition=~Q(status=BerichtStatus.VERZONDEN) | Q(verzonden_op__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Bericht {self.pk}"


class Nieuws(models.Model):
    """That this person is told of this event, once. Made and read through `nieuws.sql` only (docs/adr/0040)."""

    toegang: ClassVar = Poort()

    gebeurtenis = models.ForeignKey(Gebeurtenis, on_delete=models.CASCADE, related_name="+")
    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    bericht = models.ForeignKey(Bericht, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "nieuws"
        verbose_name_plural = "nieuws"
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="nieuws_eenmaal", fields=["gebeurtenis", "ontvanger"])]

    def __str__(self) -> str:
        return f"Nieuws {self.pk}"


class Herinneringsvoorkeur(models.Model):
    """This person wants no mail of this kind; it then stands on the page only. No row: mail."""

    toegang: ClassVar = Beheer(poort="lezen")

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    soort = models.CharField(max_length=12, choices=BerichtSoort.choices)

    class Meta:
        verbose_name = "voorkeur voor herinneringen"
        verbose_name_plural = "voorkeuren voor herinneringen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="herinneringsvoorkeur_uniek", fields=["gebruiker", "soort"]),
            models.CheckConstraint(
                name="herinneringsvoorkeur_mag",
                condition=Q(soort__in=[soort.value for soort in STIL_TE_ZETTEN]),
                violation_error_message="Deze mail kunt u niet uitzetten: het gaat over veiligheid of over de wet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Herinneringsvoorkeur {self.pk}"

    @classmethod
    @transaction.atomic
    def zet(cls, gebruiker_id: int, *, stil: set[str]) -> None:
        """From now on no mail of these kinds, and of all others again."""
        cls.objects.filter(gebruiker_id=gebruiker_id).exclude(soort__in=stil).delete()
        for soort in sorted(stil):
            cls.objects.get_or_create(gebruiker_id=gebruiker_id, soort=soort)


class Hartslag(models.Model):
    """One row: when the sweep ran last, and when the reminders were planned last."""

    toegang: ClassVar = Poort()

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    geveegd_op = models.DateTimeField()
    gepland_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "hartslag"
        verbose_name_plural = "hartslagen"
        default_permissions = ()
        constraints = [models.CheckConstraint(name="hartslag_een_rij", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"Hartslag {self.geveegd_op:%d-%m-%Y %H:%M}"


class Agendasleutel(models.Model):
    """The address of somebody's calendar feed, as a hash: what was given out cannot be read back. At most one for a person."""

    toegang: ClassVar = Poort()

    gebruiker = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    afdruk = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(db_default=Now(), editable=False)
    gelezen_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "agendasleutel"
        verbose_name_plural = "agendasleutels"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Agendasleutel {self.pk}"


class Duwtje(models.Model):
    """A supervisor reminds whoever is to act on a termijn; once a day. The sweep tells it."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="duwtjes")
    termijn = models.ForeignKey(Termijn, on_delete=models.CASCADE, related_name="duwtjes")
    op = models.DateField(default=timezone.localdate, editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    reden = models.CharField("waarom nu", max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "duwtje"
        verbose_name_plural = "duwtjes"
        constraints = [
            models.UniqueConstraint(
                name="duwtje_een_per_dag",
                fields=["termijn", "op"],
                violation_error_message="Voor deze termijn is vandaag al een duwtje gegeven.",
            )
        ]

    def __str__(self) -> str:
        return f"Duwtje {self.pk}"

    @classmethod
    @transaction.atomic
    def geef(cls, termijn: Termijn, *, reden: str, door_id: int) -> Duwtje:
        """Raises TermijnGeweigerd when there is nobody to remind, or when it was done today."""
        termijn = Termijn.objects.select_for_update(of=("self",)).select_related("gezin").get(pk=termijn.pk)
        if termijn.gesloten_op:
            raise TermijnGeweigerd("Deze termijn is intussen al klaar.")
        if termijn.eigenaar_id is None:
            raise TermijnGeweigerd("Bij deze termijn staat nog niet wie aan zet is.")
        if termijn.eigenaar_id == door_id:
            raise TermijnGeweigerd("U bent zelf aan zet bij deze termijn.")
        if cls.objects.filter(termijn=termijn, op=timezone.localdate()).exists():
            raise TermijnGeweigerd("Voor deze termijn is vandaag al een duwtje gegeven.")
        duwtje = cls.objects.create(gezin=termijn.gezin, termijn=termijn, reden=reden, door_id=door_id)
        Gebeurtenis.leg_vast(
            termijn.gezin, "termijn.duwtje", door_id=door_id, onderwerp_id=termijn.pk, norm=termijn.code
        )
        return duwtje
