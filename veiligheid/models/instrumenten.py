"""Instruments and what is filled in with them. Official content is licensed; what we ship is example content and says so."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from functools import lru_cache
from time import time
from typing import Any, ClassVar

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Gezinslid
from gezinnen.models.contact import IntussenGewijzigd
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag
from veiligheid.definitie import items_van, lees
from veiligheid.scoring import bereken

HAVIK = "HAVIK"
ARIJ_RT = "ARIJ-RT"
"""Codes of the two instruments that the way of working asks for; other instruments may be loaded beside them."""

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def definities(minuut: int) -> dict[int, Instrument]:
    """All versions by id. They are long and do not change once used, so they are read once a minute and not for each page."""
    return Instrument.objects.in_bulk()


def instrumenten(ids: set[int]) -> dict[int, Instrument]:
    """At least these; one that was loaded just now is read at once."""
    minuut = int(time() // 60)
    if not ids <= definities(minuut).keys():
        definities.cache_clear()
    return definities(minuut)


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def in_gebruik(self) -> InstrumentQuerySet:
        return self.filter(actief=True).order_by("code")


class Instrument(models.Model):
    """One version of an instrument, as loaded from its file. Immutable once used; a new version is a new file."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20)
    versie = models.CharField("versie", max_length=20)
    titel = models.CharField("titel", max_length=160)
    per_kind = models.BooleanField("per kind ingevuld", default=False)
    voorbeeld = models.BooleanField("voorbeeldinhoud", default=True)
    rechten = models.CharField("rechten", max_length=300, blank=True)
    definitie = models.JSONField()
    sha256 = models.CharField(max_length=64)
    actief = models.BooleanField("in gebruik", default=True)
    geladen_op = models.DateTimeField(db_default=Now(), editable=False)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "instrument"
        verbose_name_plural = "instrumenten"
        ordering = ["code", "-geladen_op"]
        constraints = [
            models.UniqueConstraint(
                name="instrument_versie_uniek",
                fields=["code", "versie"],
                violation_error_message="Deze versie van het instrument is al geladen.",
            ),
            models.UniqueConstraint(name="instrument_een_actief", fields=["code"], condition=Q(actief=True)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.versie}"

    @classmethod
    @transaction.atomic
    def laad(cls, inhoud: bytes, bestand: str) -> tuple[Instrument, bool]:
        """Load a definition file and put it in use. Gives the instrument, and False when this very file was loaded before.

        Raises DefinitieFout when the file is wrong, ValidationError when this version exists with other contents.
        """
        definitie = lees(inhoud, bestand)
        som = hashlib.sha256(inhoud).hexdigest()
        bestaand = cls.objects.filter(code=definitie["code"], versie=definitie["versie"]).first()
        if bestaand and bestaand.sha256 != som:
            raise ValidationError(
                f"{bestand}: versie {bestaand.versie} van {bestaand.code} is al geladen met een andere inhoud. "
                "Een versie verandert nooit. Geef het bestand een nieuwe versie."
            )
        if bestaand:
            return bestaand, False
        velden = {naam: definitie[naam] for naam in ("code", "versie", "titel", "per_kind", "voorbeeld", "rechten")}
        cls.objects.filter(code=definitie["code"], actief=True).update(actief=False)
        instrument = cls.objects.create(definitie=definitie, sha256=som, **velden)
        logger.info("instrument_geladen", extra={"instrument": instrument.pk})
        return instrument, True

    @transaction.atomic
    def zet_actief(self, actief: bool) -> None:
        """At most one version of a code is in use; the others stay readable."""
        if actief:
            Instrument.objects.filter(code=self.code, actief=True).exclude(pk=self.pk).update(actief=False)
        self.actief = actief
        self.save(update_fields=["actief"])
        logger.info("instrument_actief", extra={"instrument": self.pk, "actief": actief})

    @property
    def items(self) -> list[dict[str, Any]]:
        return items_van(self.definitie)

    @property
    def naam(self) -> str:
        """What a button says: the part of the title before the colon is enough."""
        return str(self.titel).partition(":")[0]

    def uitkomst_tekst(self, code: str) -> str:
        return next((u["tekst"] for u in self.definitie["uitkomsten"] if u["code"] == code), code)


class AfnameStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    DEFINITIEF = "definitief", "Definitief"


@dataclass(frozen=True)
class Regel:
    """One item of an afname as a page shows it; `vorig` is the answer of the afname it is compared with."""

    item: dict[str, Any]
    antwoord: str
    argument: str
    vorig: str = ""

    @property
    def anders(self) -> bool:
        return bool(self.vorig) and self.vorig != self.antwoord


class AfnameQuerySet(models.QuerySet["Afname"]):
    def definitief(self) -> AfnameQuerySet:
        return self.filter(status=AfnameStatus.DEFINITIEF)

    def met_instrument(self) -> AfnameQuerySet:
        return self.select_related("instrument", "kind", "auteur")


@met_geschiedenis()
class Afname(models.Model):
    """One filled-in assessment; keeps the version it was made with for ever. The outcome is the professional's."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="afnames")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="afnames")
    kind = models.ForeignKey(
        Gezinslid,
        verbose_name="over welk kind",
        on_delete=models.CASCADE,
        related_name="afnames",
        null=True,
        blank=True,
    )
    status = models.CharField(max_length=12, choices=AfnameStatus.choices, default=AfnameStatus.CONCEPT, editable=False)
    afgenomen_op = models.DateField("afgenomen op", default=timezone.localdate)
    aanleiding = models.CharField("aanleiding", max_length=200, blank=True)
    antwoorden = models.JSONField(default=dict)
    uitkomst = models.CharField("uitkomst", max_length=40, blank=True)
    argument = models.TextField("waarom deze uitkomst", max_length=6000, blank=True)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    definitief_op = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AfnameQuerySet.as_manager()

    class Meta:
        verbose_name = "afname"
        verbose_name_plural = "afnames"
        ordering = ["-afgenomen_op", "-id"]
        indexes = [models.Index(fields=["gezin", "-afgenomen_op"], name="afname_gezin_op")]
        constraints = [
            models.CheckConstraint(name="afname_status_geldig", condition=Q(status__in=AfnameStatus.values)),
            models.CheckConstraint(
                name="afname_definitief_volledig",
                condition=Q(status=AfnameStatus.CONCEPT, definitief_op__isnull=True)
                | (Q(status=AfnameStatus.DEFINITIEF, definitief_op__isnull=False) & ~Q(uitkomst="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="afname_definitief_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="definitief"),
            )
        ]

    def __str__(self) -> str:
        return f"Afname {self.pk}"

    @classmethod
    @transaction.atomic
    def begin(
        cls, gezin: Gezin, *, instrument: Instrument, kind: Gezinslid | None, auteur_id: int, **velden: Any
    ) -> Afname:
        """Start a concept; nothing is answered yet."""
        afname = cls(gezin=gezin, instrument=instrument, kind=kind, auteur_id=auteur_id, **velden)
        if instrument.per_kind != (kind is not None):
            raise ValidationError(
                {"kind": "Kies over welk kind het gaat." if instrument.per_kind else "Dit gaat over het hele gezin."}
            )
        afname.full_clean(exclude={"gezin", "instrument", "kind", "auteur", "antwoorden"})
        afname.save()
        Gebeurtenis.leg_vast(
            gezin, "afname.begonnen", door_id=auteur_id, onderwerp_id=afname.pk, instrument=instrument.code
        )
        return afname

    @property
    def is_definitief(self) -> bool:
        return self.status == AfnameStatus.DEFINITIEF

    @property
    def uitkomst_tekst(self) -> str:
        return self.instrument.uitkomst_tekst(self.uitkomst) if self.uitkomst else ""

    @property
    def berekend(self) -> str:
        """What the scoring of the instrument gives, as text; empty when it carries none."""
        gegeven = {code: rij.get("antwoord", "") for code, rij in self.antwoorden.items()}
        code = bereken(self.instrument.definitie.get("scoring"), gegeven)
        return self.instrument.uitkomst_tekst(code) if code else ""

    def antwoord_op(self, item: dict[str, Any]) -> str:
        """The text of the answer to an item; empty when there is none."""
        code = self.antwoorden.get(item["code"], {}).get("antwoord", "")
        return next((str(a["tekst"]) for a in item["antwoorden"] if a["code"] == code), "")

    def argument_bij(self, item: dict[str, Any]) -> str:
        return str(self.antwoorden.get(item["code"], {}).get("argument", ""))

    def onderdelen(self, vorige: Afname | None = None) -> list[tuple[dict[str, Any], list[Regel]]]:
        """Section by section what was answered, beside what `vorige` said to the item with the same code."""
        oud = {item["code"]: vorige.antwoord_op(item) for item in vorige.instrument.items} if vorige else {}
        return [
            (
                deel,
                [
                    Regel(item, self.antwoord_op(item), self.argument_bij(item), oud.get(item["code"], ""))
                    for item in deel["items"]
                ],
            )
            for deel in self.instrument.definitie["onderdelen"]
        ]

    def vorige(self) -> Afname | None:
        """The definitive one before this, of the same instrument (any version) and the same child."""
        eerder = Afname.objects.definitief().filter(
            Q(afgenomen_op__lt=self.afgenomen_op) | Q(afgenomen_op=self.afgenomen_op, pk__lt=self.pk),
            gezin_id=self.gezin_id,
            instrument__code=self.instrument.code,
            kind_id=self.kind_id,
        )
        return eerder.met_instrument().order_by("-afgenomen_op", "-id").first()

    def ontbreekt(self) -> dict[str, str]:
        """What must still be filled in before this can be definitive: place → what. A place is `antwoord_<item>`,
        `argument_<item>`, `uitkomst` or `argument`."""
        mist = {}
        for item in self.instrument.items:
            if not self.antwoord_op(item):
                mist[f"antwoord_{item['code']}"] = "Kies een antwoord."
            if item["argument_verplicht"] and not self.argument_bij(item):
                mist[f"argument_{item['code']}"] = "Schrijf op waarom u dit antwoord kiest."
        if not self.uitkomst:
            mist["uitkomst"] = "Kies een uitkomst."
        if not self.argument:
            mist["argument"] = "Schrijf op waarom dit de uitkomst is."
        return mist

    @transaction.atomic
    def bewaar(self, *, versie: int, door_id: int, definitief: bool = False) -> None:
        """Write what was filled in, if nobody else did since `versie`. Raises IntussenGewijzigd, and ValidationError when
        it is made definitive with something missing."""
        if definitief and (mist := self.ontbreekt()):
            raise ValidationError(list(mist.values()))
        velden: dict[str, Any] = {
            naam: getattr(self, naam) for naam in ("afgenomen_op", "aanleiding", "antwoorden", "uitkomst", "argument")
        }
        velden["versie"] = versie + 1
        if definitief:
            velden.update(status=AfnameStatus.DEFINITIEF, definitief_op=timezone.now())
        mijn = Afname.objects.filter(pk=self.pk, status=AfnameStatus.CONCEPT, versie=versie)
        if not mijn.update(**velden):
            raise IntussenGewijzigd
        for naam, waarde in velden.items():
            setattr(self, naam, waarde)
        soort = "afname.definitief" if definitief else "afname.bewaard"
        Gebeurtenis.leg_vast(self.gezin, soort, door_id=door_id, onderwerp_id=self.pk, instrument=self.instrument.code)
