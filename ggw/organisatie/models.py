"""The people of the organisation and the places they work in. No family is known here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from ggw.organisatie.rollen import Rol, rechten_van
from ggw.toegang.verklaring import Beheer, Naslag, Weergave


class GebruikerManager(BaseUserManager["Gebruiker"]):
    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """Make an account. Without a password nobody can sign in with it until the invitation is used."""
        gebruiker = self.model(email=email.strip().lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.full_clean()
        gebruiker.save(using=self._db)
        return gebruiker

    def get_by_natural_key(self, username: str | None) -> Gebruiker:
        return self.get(email__iexact=username or "")


class Gebruiker(AbstractBaseUser):
    """An account. Has one role; the rights of that role are in `rollen.py`. There is no superuser."""

    toegang: ClassVar = Beheer(poort="lezen")

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120)
    rol = models.CharField("rol", max_length=30, choices=Rol.choices)
    functie = models.CharField("functie", max_length=120, blank=True)
    telefoon = models.CharField("telefoon werk", max_length=30, blank=True)
    is_active = models.BooleanField("actief", default=True)
    beeindigd_op = models.DateTimeField("beëindigd op", null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam", "rol"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                violation_error_message="Er is al een account met dit e-mailadres.",
            ),
            models.CheckConstraint(name="gebruiker_rol_geldig", condition=Q(rol__in=Rol.values)),
        ]

    def __str__(self) -> str:
        return f"Gebruiker {self.pk}"

    def get_full_name(self) -> str:
        return self.naam

    @property
    def rol_naam(self) -> str:
        return Rol(self.rol).label if self.rol in Rol.values else self.rol

    @property
    def rechten(self) -> frozenset[str]:
        return rechten_van(self.rol) if self.is_active else frozenset()

    def has_perm(self, recht: str, obj: object = None) -> bool:
        return recht in self.rechten

    @cached_property
    def basisteams(self) -> list[Basisteam]:
        """The teams this person works in today, by name."""
        return list(Basisteam.objects.filter(lidmaatschappen__in=self.lidmaatschappen.lopend()).order_by("naam"))

    def beeindig(self) -> None:
        """End the account: nobody signs in with it any more; what was written stays on this name."""
        self.is_active = False
        self.beeindigd_op = timezone.now()
        self.save(update_fields=["is_active", "beeindigd_op"])


class Medewerker(models.Model):
    """What colleagues see of an account inside a dossier: name and role, through a view without the rest."""

    toegang: ClassVar = Weergave()

    naam = models.CharField(max_length=120)
    rol = models.CharField(max_length=30, choices=Rol.choices)
    telefoon = models.CharField(max_length=30)
    is_active = models.BooleanField()

    class Meta:
        managed = False
        db_table = "organisatie_medewerker"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Medewerker {self.pk}"


class Gemeente(models.Model):
    toegang: ClassVar = Naslag()

    code = models.CharField("CBS-code", max_length=6, unique=True)
    naam = models.CharField("naam", max_length=80)
    regio = models.CharField("regio", max_length=80)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class LokaalTeam(models.Model):
    """Wijkteam or ouder- en kindteam that a basisteam is tied to."""

    toegang: ClassVar = Naslag()

    naam = models.CharField("naam", max_length=120)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="lokale_teams")
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "lokaal team"
        verbose_name_plural = "lokale teams"
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                name="lokaal_team_uniek",
                fields=["gemeente", "naam"],
                violation_error_message="Dit lokale team staat er al.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Basisteam(models.Model):
    toegang: ClassVar = Beheer(poort="lezen", medewerker="lezen", systeem="lezen")

    naam = models.CharField("naam", max_length=80, unique=True)
    lokaal_team = models.ForeignKey(
        LokaalTeam,
        verbose_name="lokaal team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="basisteams",
    )
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "basisteam"
        verbose_name_plural = "basisteams"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def lopend(self) -> LidmaatschapQuerySet:
        """Memberships that count today; `tot` is the last day."""
        vandaag = timezone.localdate()
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag), vanaf__lte=vandaag)


class Lidmaatschap(models.Model):
    """Somebody works in a basisteam from a day until a day (that day included). A person may be in several teams."""

    toegang: ClassVar = Beheer(poort="lezen", medewerker="lezen", systeem="lezen")

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="lidmaatschappen")
    basisteam = models.ForeignKey(Basisteam, on_delete=models.PROTECT, related_name="lidmaatschappen")
    vanaf = models.DateField("vanaf", default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            models.UniqueConstraint(
                name="lidmaatschap_een_open",
                fields=["gebruiker", "basisteam"],
                condition=Q(tot__isnull=True),
                violation_error_message="Deze persoon zit al in dit team.",
            ),
            models.CheckConstraint(
                name="lidmaatschap_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lidmaatschap {self.pk}"


class AanbiederSoort(models.TextChoices):
    HOOFDAANNEMER = "hoofdaannemer", "Hoofdaannemer"
    ONDERAANNEMER = "onderaannemer", "Onderaannemer"


class Aanbieder(models.Model):
    """A care provider: hoofdaannemer or onderaannemer."""

    toegang: ClassVar = Naslag()

    naam = models.CharField("naam", max_length=120, unique=True)
    soort = models.CharField("soort", max_length=20, choices=AanbiederSoort.choices)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mailadres van het aanmeldteam", blank=True)
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "aanbieder"
        verbose_name_plural = "aanbieders"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(name="aanbieder_soort_geldig", condition=Q(soort__in=AanbiederSoort.values))
        ]

    def __str__(self) -> str:
        return self.naam
