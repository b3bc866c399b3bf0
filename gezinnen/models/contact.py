"""Contact with the family: what happened, who was there, who was seen; and when we come again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject, Now
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models.banden import Netwerklid
from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.leden import Gezinslid, roepnaam_van
from gezinnen.models.plan import Resultaat
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier


class ContactSoort(models.TextChoices):
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    TELEFOON = "telefoon", "Telefoon"
    KANTOOR = "kantoor", "Gesprek op kantoor"
    ONLINE = "online", "Online gesprek"
    ELDERS = "elders", "Gesprek elders (school, opvang)"
    NIET_VERSCHENEN = "niet_verschenen", "Niet verschenen of niet thuis"


@dataclass(frozen=True)
class Aanwezigen:
    """Who was at a contact, by id: members, network, members who were missing, and per child seen or spoken to."""

    leden: frozenset[int] = frozenset()
    netwerk: frozenset[int] = frozenset()
    gemist: frozenset[int] = frozenset()
    gezien: Mapping[int, str] = field(default_factory=dict)


class IntussenGewijzigd(Exception):
    """Somebody else changed this row after it was opened; nothing was saved."""


class ContactmomentQuerySet(models.QuerySet["Contactmoment"]):
    def met_gezin(self) -> ContactmomentQuerySet:
        """Contacts in which the family was spoken to."""
        return self.exclude(soort=ContactSoort.NIET_VERSCHENEN)

    def nieuwste_eerst(self) -> ContactmomentQuerySet:
        return self.order_by("-op", "-id").select_related("auteur")

    def met_wie_gezien(self) -> ContactmomentQuerySet:
        """With what `Contactmoment.wie_gezien()` tells, eldest first."""
        wie = Aanwezigheid.objects.filter(contactmoment=OuterRef("pk"), gezinslid__isnull=False)
        wie = wie.exclude(aanwezig=Aanwezig.AANWEZIG, gezien="").order_by("gezinslid__geboortedatum", "gezinslid_id")
        regel = JSONObject(naam=roepnaam_van("gezinslid__"), gezien="gezien")
        return self.annotate(gezien_of_gemist=ArraySubquery(wie.values(regel=regel)))

    def kind_gezien(self, kind_id: int) -> ContactmomentQuerySet:
        """Contacts in which this child was seen or spoken to."""
        return self.filter(
            Exists(Aanwezigheid.objects.filter(contactmoment=OuterRef("pk"), gezinslid=kind_id).exclude(gezien=""))
        )

    def over_resultaat(self, stam_id: int) -> ContactmomentQuerySet:
        return self.filter(Exists(ContactResultaat.objects.filter(contactmoment=OuterRef("pk"), resultaat=stam_id)))

    def voor(self, op: datetime, pk: int) -> ContactmomentQuerySet:
        """Contacts older than this one, in the order of `nieuwste_eerst()`: the next keyset page."""
        return self.filter(Q(op__lt=op) | Q(op=op, pk__lt=pk))

    def na(self, op: datetime, pk: int) -> ContactmomentQuerySet:
        return self.filter(Q(op__gt=op) | Q(op=op, pk__gt=pk))


@met_geschiedenis()
class Contactmoment(models.Model):
    """A contact. The text may carry marks `[feit: …]`, `[mening van …: …]`, `[afspraak: …]` (Jeugdwet 3.3: complete and true)."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="contactmomenten")
    op = models.DateTimeField("wanneer", default=timezone.now)
    soort = models.CharField("soort contact", max_length=20, choices=ContactSoort.choices)
    tekst = models.TextField("wat is er gezegd en gezien", max_length=30000, blank=True)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="contactmomenten", db_constraint=False, editable=False
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ContactmomentQuerySet.as_manager()

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        indexes = [models.Index(fields=["gezin", "-op"], name="contact_gezin_op")]
        constraints = [
            models.CheckConstraint(name="contactmoment_soort_geldig", condition=Q(soort__in=ContactSoort.values))
        ]

    def __str__(self) -> str:
        return f"Contactmoment {self.pk}"

    def get_absolute_url(self) -> str:
        return gezinsadres("veiligheid:contact", self.gezin.nummer, self.pk)

    @property
    def aanwezigen(self) -> Aanwezigen:
        """Who was there, as it stands now."""
        rijen = list(self.aanwezigheid.all())
        waren_er = [rij for rij in rijen if rij.aanwezig == Aanwezig.AANWEZIG]
        return Aanwezigen(
            leden=frozenset(r.gezinslid_id for r in waren_er if r.gezinslid_id and not r.gezien),
            netwerk=frozenset(r.netwerklid_id for r in waren_er if r.netwerklid_id),
            gemist=frozenset(r.gezinslid_id for r in rijen if r.gezinslid_id and r.aanwezig == Aanwezig.GEMIST),
            gezien={r.gezinslid_id: r.gezien for r in waren_er if r.gezinslid_id and r.gezien},
        )

    def wie_gezien(self) -> list[str]:
        """In words, each child that was seen or spoken to, and each person of the family who was missing; of a row `met_wie_gezien()`."""
        woorden = {Gezien.GEZIEN: "gezien", Gezien.GESPROKEN: Gezien.GESPROKEN.label.lower(), "": "was er niet"}
        if self.soort == ContactSoort.TELEFOON:
            woorden[Gezien.GESPROKEN] = "gesproken"
        rijen: list[dict[str, str]] = self.gezien_of_gemist  # type: ignore[attr-defined]  # with the annotation
        return [f"{wie['naam']} {woorden[wie['gezien']]}" for wie in rijen]

    @transaction.atomic
    def zet_aanwezigheid(self, wie: Aanwezigen) -> None:
        """Write who was there, in place of what stood there."""
        self.aanwezigheid.all().delete()
        basis = {"gezin_id": self.gezin_id, "contactmoment": self}
        er, gemist = {**basis, "aanwezig": Aanwezig.AANWEZIG}, {**basis, "aanwezig": Aanwezig.GEMIST}
        Aanwezigheid.objects.bulk_create(
            [Aanwezigheid(**er, gezinslid_id=pk) for pk in sorted(wie.leden - wie.gezien.keys())]
            + [Aanwezigheid(**er, gezinslid_id=pk, gezien=hoe) for pk, hoe in sorted(wie.gezien.items())]
            + [Aanwezigheid(**er, netwerklid_id=pk) for pk in sorted(wie.netwerk)]
            + [Aanwezigheid(**gemist, gezinslid_id=pk) for pk in sorted(wie.gemist)]
        )

    @transaction.atomic
    def wijzig(self, *, tekst: str, aanwezigen: Aanwezigen, versie: int, door_id: int) -> None:
        """Change text and presence; the marks stay as they were given. IntussenGewijzigd when `versie` is not the newest."""
        mijn = Contactmoment.objects.filter(pk=self.pk, versie=versie)
        if not mijn.update(tekst=tekst, versie=F("versie") + 1):
            raise IntussenGewijzigd
        self.zet_aanwezigheid(aanwezigen)
        Gebeurtenis.leg_vast(self.gezin, "contact.gewijzigd", door_id=door_id, onderwerp_id=self.pk)


class Aanwezig(models.TextChoices):
    AANWEZIG = "aanwezig", "Was erbij"
    GEMIST = "gemist", "Was er niet, had erbij moeten zijn"


class Gezien(models.TextChoices):
    GEZIEN = "gezien", "Gezien"
    GESPROKEN = "gesproken", "Gezien en gesproken"


class Aanwezigheid(models.Model):
    """A member of the family (or of the network) at a contact, or missing; for a child: seen or spoken to."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    contactmoment = models.ForeignKey(Contactmoment, on_delete=models.CASCADE, related_name="aanwezigheid")
    gezinslid = models.ForeignKey(
        Gezinslid, on_delete=models.CASCADE, related_name="aanwezigheid", null=True, blank=True
    )
    netwerklid = models.ForeignKey(
        Netwerklid, on_delete=models.CASCADE, related_name="aanwezigheid", null=True, blank=True
    )
    aanwezig = models.CharField(max_length=10, choices=Aanwezig.choices)
    gezien = models.CharField(max_length=10, choices=Gezien.choices, blank=True)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        constraints = [
            models.CheckConstraint(name="aanwezigheid_geldig", condition=Q(aanwezig__in=Aanwezig.values)),
            models.CheckConstraint(
                name="aanwezigheid_gezien_geldig", condition=Q(gezien="") | Q(gezien__in=Gezien.values)
            ),
            models.CheckConstraint(
                name="aanwezigheid_een_mens",
                condition=Q(gezinslid__isnull=True, netwerklid__isnull=False)
                | Q(gezinslid__isnull=False, netwerklid__isnull=True),
            ),
            models.UniqueConstraint(
                name="aanwezigheid_uniek", fields=["contactmoment", "gezinslid", "netwerklid"], nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"Aanwezigheid {self.pk}"


class ContactResultaat(models.Model):
    """Which resultaat a contact was about."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    contactmoment = models.ForeignKey(Contactmoment, on_delete=models.CASCADE, related_name="resultaten")
    resultaat = models.ForeignKey(Resultaat, on_delete=models.CASCADE, related_name="contacten")

    class Meta:
        verbose_name = "resultaat van een contact"
        constraints = [models.UniqueConstraint(name="contactresultaat_uniek", fields=["contactmoment", "resultaat"])]

    def __str__(self) -> str:
        return f"Contactresultaat {self.pk}"


def om_de(weken: int) -> str:
    return "elke week" if weken == 1 else f"elke {weken} weken"


class ContactafspraakQuerySet(models.QuerySet["Contactafspraak"]):
    def lopend(self) -> ContactafspraakQuerySet:
        return self.filter(tot__isnull=True)


@met_geschiedenis()
class Contactafspraak(models.Model):
    """How often a child is seen or spoken to, in weeks. No open row: no term runs."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="contactafspraken")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="contactafspraken")
    weken = models.PositiveSmallIntegerField("eens in de hoeveel weken")
    vanaf = models.DateField(default=timezone.localdate)
    tot = models.DateField(null=True, blank=True)

    objects = ContactafspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "contactafspraak"
        verbose_name_plural = "contactafspraken"
        constraints = [
            models.CheckConstraint(
                name="contactafspraak_weken",
                condition=Q(weken__gte=1, weken__lte=26),
                violation_error_message="Kies 1 tot 26 weken.",
            ),
            models.CheckConstraint(
                name="contactafspraak_periode", condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf"))
            ),
            models.UniqueConstraint(
                name="een_contactafspraak_per_kind",
                fields=["kind"],
                condition=Q(tot__isnull=True),
                violation_error_message="Dit kind heeft al een contactafspraak.",
            ),
        ]

    def __str__(self) -> str:
        return f"Contactafspraak {self.pk}"

    @classmethod
    @transaction.atomic
    def spreek_af(cls, gezin: Gezin, kind_id: int, weken: int | None, *, door_id: int) -> bool:
        """From today this child is seen once in `weken` weeks; None: no term. The old row ends and stays. True when it changed."""
        Gezinslid.objects.select_for_update().get(gezin=gezin, pk=kind_id)  # two at once: one after the other
        oud = cls.objects.filter(gezin=gezin, kind_id=kind_id).lopend().first()
        if weken == (oud.weken if oud else None):
            return False
        if oud:
            oud.tot = timezone.localdate()
            oud.save(update_fields=["tot"])
        if weken is not None:
            cls.objects.create(gezin=gezin, kind_id=kind_id, weken=weken)
        Gebeurtenis.leg_vast(gezin, "contactafspraak.gemaakt", door_id=door_id, onderwerp_id=kind_id, weken=weken)
        return True


class AfspraakQuerySet(models.QuerySet["Afspraak"]):
    def komend(self, nu: datetime | None = None) -> AfspraakQuerySet:
        return self.filter(op__gte=nu or timezone.now(), afgezegd_op__isnull=True).order_by("op", "id")

    def op_dag(self, dag: date) -> AfspraakQuerySet:
        """Appointments of one day here (23 or 25 hours around a change of the clock)."""
        begin, einde = (timezone.make_aware(datetime.combine(d, time.min)) for d in (dag, dag + timedelta(days=1)))
        return self.filter(op__gte=begin, op__lt=einde, afgezegd_op__isnull=True).order_by("op", "id")

    def vandaag(self) -> AfspraakQuerySet:
        """All of today, also what was earlier today."""
        return self.op_dag(timezone.localdate())

    def morgen(self) -> AfspraakQuerySet:
        return self.op_dag(timezone.localdate() + timedelta(days=1))


class Afspraak(models.Model):
    """The next appointment with the family: what the header shows on the doorstep."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="afspraken")
    op = models.DateTimeField("dag en tijd")
    soort = models.CharField(
        "soort contact", max_length=20, choices=ContactSoort.choices, default=ContactSoort.HUISBEZOEK
    )
    waar = models.CharField("waar", max_length=160, blank=True, help_text="Geen geheim adres.")
    waarover = models.CharField("waarover", max_length=200, blank=True)
    met = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="afspraken", db_constraint=False, editable=False
    )
    afgezegd_op = models.DateTimeField(null=True, editable=False)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["op", "id"]
        indexes = [models.Index(fields=["gezin", "op"], name="afspraak_gezin_op")]
        constraints = [
            models.CheckConstraint(
                name="afspraak_soort_geldig",
                condition=Q(soort__in=[s for s in ContactSoort.values if s != "niet_verschenen"]),
                violation_error_message="Kies wat voor afspraak het is.",
            )
        ]

    def __str__(self) -> str:
        return f"Afspraak {self.pk}"

    @transaction.atomic
    def zeg_af(self, *, door_id: int) -> bool:
        """Cancel; False when it was cancelled before."""
        if not Afspraak.objects.filter(pk=self.pk, afgezegd_op__isnull=True).update(afgezegd_op=timezone.now()):
            return False
        Gebeurtenis.leg_vast(self.gezin, "afspraak.afgezegd", door_id=door_id, onderwerp_id=self.pk)
        return True
