"""The people of the organisation: accounts, invitations, and the teams they work in."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from ggw.organisatie.models.plaatsen import Aanbieder, Basisteam
from ggw.organisatie.rollen import PARTNERROLLEN, Rol, rechten_van
from ggw.toegang.verklaring import Beheer, Weergave

GELDIG = timedelta(hours=72)
"""How long an invitation can be used."""


class Geweigerd(Exception):
    """The domain refuses; the text is for the person who tried."""


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
    aanbieder = models.ForeignKey(
        Aanbieder, verbose_name="aanbieder", on_delete=models.PROTECT, null=True, blank=True, related_name="mensen"
    )
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
            models.CheckConstraint(
                name="gebruiker_partner_bij_aanbieder",
                condition=Q(rol__in=sorted(PARTNERROLLEN), aanbieder__isnull=False)
                | (~Q(rol__in=sorted(PARTNERROLLEN)) & Q(aanbieder__isnull=True)),
                violation_error_message="Kies een aanbieder bij iemand van een aanbieder, en bij anderen geen.",
            ),
            models.CheckConstraint(
                name="gebruiker_actief_of_beeindigd", condition=Q(is_active=False) | Q(beeindigd_op__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Gebruiker {self.pk}"

    def get_full_name(self) -> str:
        return self.naam

    @property
    def rol_naam(self) -> str:
        return Rol(self.rol).label if self.rol in Rol.values else self.rol

    @property
    def is_partner(self) -> bool:
        """Works for a care provider."""
        return self.rol in PARTNERROLLEN

    alleen_lezen = False
    """Set by the door for the rest of one request: this family may be read and not changed."""

    @property
    def mag_aanmelden(self) -> bool:
        """An open account, and of a provider that we work with: people of one that was put out of use are out too."""
        return self.is_active and (self.aanbieder is None or self.aanbieder.actief)

    @property
    def rechten_van_de_rol(self) -> frozenset[str]:
        """Whatever family is open: for the menu, that stays the same on every page."""
        return rechten_van(self.rol) if self.mag_aanmelden else frozenset()

    @property
    def rechten(self) -> frozenset[str]:
        rechten = self.rechten_van_de_rol
        return frozenset(r for r in rechten if r.endswith(".bekijken")) if self.alleen_lezen else rechten

    def has_perm(self, recht: str, obj: object = None) -> bool:
        return recht in self.rechten

    @cached_property
    def basisteams(self) -> list[Basisteam]:
        """The teams this person works in today, by name."""
        return list(Basisteam.objects.filter(lidmaatschappen__in=self.lidmaatschappen.lopend()).order_by("naam"))

    @property
    def status(self) -> str:
        """`actief`, `uitgenodigd` (no password chosen yet) or `beeindigd`."""
        if self.is_active:
            return "actief"
        return "beeindigd" if self.beeindigd_op else "uitgenodigd"

    def controleer_niet_zelf(self, door: Gebruiker) -> None:
        """Nobody changes the own account, role or teams: that takes a colleague."""
        if door.pk == self.pk:
            raise Geweigerd("U kunt uw eigen account niet veranderen. Vraag het aan een andere functioneel beheerder.")

    @transaction.atomic
    def nodig_uit(self, *, door: Gebruiker) -> str:
        """Make a new invitation, which ends the old one. Gives the token: it is kept nowhere, only its hash is.

        An ended account is opened again this way, and then starts without teams and with a new password.
        """
        self.controleer_niet_zelf(door)
        if self.is_active:
            raise Geweigerd("Deze persoon heeft al een wachtwoord gekozen en kan aanmelden.")
        self.beeindigd_op = None
        self.save(update_fields=["beeindigd_op"])
        self.uitnodigingen.open().update(ingetrokken_op=timezone.now())
        token = secrets.token_urlsafe(32)
        Uitnodiging.objects.create(gebruiker=self, gemaakt_door=door, token_hash=Uitnodiging.hash_van(token))
        Beheergebeurtenis.leg_vast("mens.uitgenodigd", door=door, over=self, rol=self.rol)
        return token

    @transaction.atomic
    def beeindig(self, *, door: Gebruiker | None = None) -> None:
        """End the account: nobody signs in with it any more, open sessions included; what was written stays on this name.

        The sessions end because the login is refused to who is not active, and again because they carry a hash of the
        password that is gone.
        """
        if door:
            self.controleer_niet_zelf(door)
        vandaag = timezone.localdate()
        self.is_active = False
        self.beeindigd_op = timezone.now()
        self.set_unusable_password()
        self.save(update_fields=["is_active", "beeindigd_op", "password"])
        self.sessies.all().delete()
        self.uitnodigingen.open().update(ingetrokken_op=timezone.now())
        self.lidmaatschappen.filter(vanaf__gt=vandaag).delete()
        self.lidmaatschappen.lopend().update(tot=vandaag)
        Beheergebeurtenis.leg_vast("mens.beeindigd", door=door, over=self)

    def controleer_in_team(self, basisteam: Basisteam, *, vanaf: date, door: Gebruiker) -> Lidmaatschap:
        """The membership as it would be, not saved. ValidationError when it cannot be."""
        self.controleer_niet_zelf(door)
        if self.status == "beeindigd":
            raise ValidationError("Dit account is gestopt. Nodig deze persoon eerst opnieuw uit.")
        if self.is_partner:
            raise ValidationError("Iemand van een aanbieder werkt niet in een basisteam.")
        lidmaatschap = Lidmaatschap(gebruiker=self, basisteam=basisteam, vanaf=vanaf)
        lidmaatschap.full_clean()
        if self.lidmaatschappen.filter(Q(tot__isnull=True) | Q(tot__gte=vanaf), basisteam=basisteam).exists():
            raise ValidationError("Deze persoon werkt in die tijd al in dit team.")
        return lidmaatschap

    @transaction.atomic
    def zet_in_team(self, basisteam: Basisteam, *, vanaf: date, door: Gebruiker) -> Lidmaatschap:
        """ValidationError when this person works in that team already in (part of) that time, or has stopped."""
        lidmaatschap = self.controleer_in_team(basisteam, vanaf=vanaf, door=door)
        lidmaatschap.save()
        Beheergebeurtenis.leg_vast(
            "team.begonnen", door=door, over=self, basisteam=basisteam.pk, vanaf=vanaf.isoformat()
        )
        return lidmaatschap


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

    @transaction.atomic
    def beeindig(self, *, tot: date, door: Gebruiker) -> None:
        """`tot` is the last day in the team. ValidationError when that is before the first, or later than it was."""
        self.gebruiker.controleer_niet_zelf(door)
        if self.tot and tot > self.tot:
            raise ValidationError("Langer in dit team werken is een voorstel. Gebruik daarvoor Zet in een team.")
        self.tot = tot
        self.full_clean()
        self.save(update_fields=["tot"])
        Beheergebeurtenis.leg_vast(
            "team.beeindigd", door=door, over=self.gebruiker, basisteam=self.basisteam_id, tot=tot.isoformat()
        )


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def open(self) -> UitnodigingQuerySet:
        """Not used and not withdrawn; may be too old."""
        return self.filter(gebruikt_op__isnull=True, ingetrokken_op__isnull=True)

    def met_token(self, token: str) -> Uitnodiging | None:
        """The invitation that this token opens now. Unknown, used, withdrawn and too old give the same: nothing."""
        bruikbaar = self.open().filter(geldig_tot__gt=timezone.now(), gebruiker__is_active=False)
        bruikbaar = bruikbaar.exclude(gebruiker__aanbieder__actief=False)
        return bruikbaar.filter(token_hash=Uitnodiging.hash_van(token)).select_related("gebruiker").first()


def geldig_tot() -> datetime:
    return timezone.now() + GELDIG


class Uitnodiging(models.Model):
    """A link with which an invited person chooses a password, once. Only the hash of its token is kept."""

    toegang: ClassVar = Beheer()

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="uitnodigingen")
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    geldig_tot = models.DateTimeField(default=geldig_tot)
    gebruikt_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(
                name="uitnodiging_een_open",
                fields=["gebruiker"],
                condition=Q(gebruikt_op__isnull=True, ingetrokken_op__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"Uitnodiging {self.pk}"

    @staticmethod
    def hash_van(token: str) -> str:
        return sha256(token.encode()).hexdigest()

    @transaction.atomic
    def gebruik(self, wachtwoord: str) -> None:
        """Choose the password and open the account. Of two at once, one is refused."""
        nu = timezone.now()
        if not Uitnodiging.objects.open().filter(pk=self.pk, geldig_tot__gt=nu).update(gebruikt_op=nu):
            raise Geweigerd("Deze link werkt niet meer.")
        self.gebruiker.is_active = True
        self.gebruiker.set_password(wachtwoord)
        self.gebruiker.save(update_fields=["is_active", "password"])
        Beheergebeurtenis.leg_vast("mens.begonnen", door=self.gebruiker, over=self.gebruiker)


class Beheergebeurtenis(models.Model):
    """One change of an account, a team or reference data: codes and ids, no names. A trigger refuses change and removal."""

    toegang: ClassVar = Beheer()

    soort = models.CharField(max_length=40)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+", null=True)
    over = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="beheergebeurtenissen", null=True)
    op = models.DateTimeField(default=timezone.now)
    gegevens = models.JSONField(default=dict)

    class Meta:
        verbose_name = "beheergebeurtenis"
        verbose_name_plural = "beheergebeurtenissen"
        indexes = [models.Index(fields=["over", "-op"], name="beheergebeurtenis_over_op")]

    def __str__(self) -> str:
        return f"Beheergebeurtenis {self.pk}"

    @classmethod
    def leg_vast(
        cls, soort: str, *, door: Gebruiker | None, over: Gebruiker | None = None, **gegevens: Any
    ) -> Beheergebeurtenis:
        """Write one line, in the transaction of what happened. `gegevens`: ids and codes only."""
        return cls.objects.create(soort=soort, door=door, over=over, gegevens=gegevens)
