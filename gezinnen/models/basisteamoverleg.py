"""The weekly meeting of a basisteam, and the points of families that it talks about and decides on."""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Begeleiding, Fase, Gebeurtenis, Gezin, RedenEindeBegeleiding
from gezinnen.models.leden import Gezinslid
from gezinnen.models.maatregelen import Maatregel, Machtiging
from ggw.organisatie.models import Basisteam, Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Beheer, Dossier


class BesluitGeweigerd(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


class BtoStatus(models.TextChoices):
    GEPLAND = "gepland", "Gepland"
    GEHOUDEN = "gehouden", "Gehouden"


class Basisteamoverleg(models.Model):
    """One meeting of one team on one day. No row of a family: what was said of a family stands in its Agendapunt."""

    toegang: ClassVar = Beheer(medewerker="lezen toevoegen wijzigen", systeem="lezen")

    team = models.ForeignKey(Basisteam, verbose_name="team", on_delete=models.PROTECT, related_name="overleggen")
    datum = models.DateField("datum")
    tijd = models.TimeField("hoe laat", null=True, blank=True)
    status = models.CharField(
        "stand", max_length=10, choices=BtoStatus.choices, default=BtoStatus.GEPLAND, editable=False
    )
    voorzitter = models.ForeignKey(
        Medewerker,
        verbose_name="voorzitter",
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        null=True,
        blank=True,
    )
    verslag = models.TextField(
        "verslag",
        max_length=10_000,
        blank=True,
        help_text="Alleen over het team. Wat over een gezin gaat, schrijft u bij het besluit over dat gezin.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "basisteamoverleg"
        verbose_name_plural = "basisteamoverleggen"
        ordering = ["-datum", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="een_overleg_per_team_en_dag",
                fields=["team", "datum"],
                violation_error_message="Dit team heeft op deze dag al een overleg.",
            ),
            models.CheckConstraint(name="overleg_status_geldig", condition=Q(status__in=BtoStatus.values)),
            models.CheckConstraint(
                name="overleg_gehouden_met_voorzitter",
                condition=Q(status=BtoStatus.GEPLAND) | Q(voorzitter__isnull=False),
                violation_error_message="Kies wie het overleg leidde.",
            ),
        ]

    def __str__(self) -> str:
        return f"Basisteamoverleg {self.pk}"

    @property
    def is_gepland(self) -> bool:
        return self.status == BtoStatus.GEPLAND

    def verplaats(self, *, datum: date, tijd: time | None) -> None:
        """To another day or hour, with its agenda. BesluitGeweigerd when it was held, or when the team meets on that day already."""
        try:
            with transaction.atomic():
                gepland = Basisteamoverleg.objects.filter(pk=self.pk, status=BtoStatus.GEPLAND)
                if not gepland.update(datum=datum, tijd=tijd):
                    raise BesluitGeweigerd("Dit overleg is al afgerond.")
        except IntegrityError as fout:
            raise BesluitGeweigerd("Dit team heeft op deze dag al een overleg.") from fout
        self.datum, self.tijd = datum, tijd

    @transaction.atomic
    def noteer(self, *, voorzitter_id: int | None, aanwezigen: set[int], verslag: str) -> None:
        """Who led it, who was there and what was said of the team."""
        self.voorzitter_id, self.verslag = voorzitter_id, verslag
        self.save(update_fields=["voorzitter", "verslag"])
        self.aanwezigen.exclude(wie__in=aanwezigen).delete()
        nieuw = [BtoAanwezige(overleg=self, wie_id=pk) for pk in sorted(aanwezigen)]
        BtoAanwezige.objects.bulk_create(nieuw, ignore_conflicts=True)

    def rond_af(self) -> None:
        """The meeting was held. BesluitGeweigerd before its day, without a chair or anybody present, and the second time."""
        if self.datum > timezone.localdate():
            raise BesluitGeweigerd("Dit overleg is nog niet geweest.")
        if self.voorzitter_id is None or not self.aanwezigen.exists():
            raise BesluitGeweigerd("Vul eerst in wie het overleg leidde en wie er waren.")
        gepland = Basisteamoverleg.objects.filter(pk=self.pk, status=BtoStatus.GEPLAND)
        if not gepland.update(status=BtoStatus.GEHOUDEN):
            raise BesluitGeweigerd("Dit overleg is al afgerond.")
        self.status = BtoStatus.GEHOUDEN


class BtoAanwezige(models.Model):
    """Who was at a basisteamoverleg."""

    toegang: ClassVar = Beheer(medewerker="lezen toevoegen verwijderen", systeem="lezen")

    overleg = models.ForeignKey(Basisteamoverleg, on_delete=models.CASCADE, related_name="aanwezigen")
    wie = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        verbose_name = "aanwezige bij een basisteamoverleg"
        ordering = ["wie__naam", "id"]
        constraints = [models.UniqueConstraint(name="bto_aanwezige_uniek", fields=["overleg", "wie"])]

    def __str__(self) -> str:
        return f"Aanwezige {self.pk}"


class PuntSoort(models.TextChoices):
    NIEUW_GEZIN = "nieuw_gezin", "Nieuw gezin"
    FASEOVERGANG = "faseovergang", "Volgende fase"
    AFSLUITING = "afsluiting", "Begeleiding afsluiten"
    PLAN = "plan", "Gezinsplan vaststellen"
    ONDER_ZES = "onder_zes", "Kind onder de 6"
    TERMIJNEN = "termijnen", "Termijnen te laat"
    KWESTIE = "kwestie", "Kwestie"
    SIGNAAL = "signaal", "Signaal nog niet beoordeeld"
    VERLENGEN = "verlengen", "Maatregel of machtiging verlengen"
    ACHTTIEN = "achttien", "Jeugdige wordt 18"
    ANDERS = "anders", "Anders"


OVER_DE_FASE = (PuntSoort.FASEOVERGANG, PuntSoort.AFSLUITING)
BINDEND = (*OVER_DE_FASE, PuntSoort.VERLENGEN)
"""Decided by somebody who does not guide the family."""
TE_VERTELLEN = (*BINDEND, PuntSoort.PLAN)
"""The family is told of these decisions: when, by whom, and what they think of it."""
MEERMAALS = (PuntSoort.ANDERS, PuntSoort.KWESTIE)
"""Of these a family may have several open points."""


class Besluit(models.TextChoices):
    AKKOORD = "akkoord", "Akkoord"
    NIET_AKKOORD = "niet_akkoord", "Niet akkoord"
    AANGEHOUDEN = "aangehouden", "Aangehouden"
    VERVALLEN = "vervallen", "Vervallen"


BESLUITNAMEN: dict[str, dict[str, str]] = {
    PuntSoort.VERLENGEN: {Besluit.AKKOORD: "Verlengen", Besluit.NIET_AKKOORD: "Niet verlengen"},
    PuntSoort.FASEOVERGANG: {Besluit.AKKOORD: "Akkoord", Besluit.NIET_AKKOORD: "Niet akkoord"},
    PuntSoort.AFSLUITING: {Besluit.AKKOORD: "Akkoord", Besluit.NIET_AKKOORD: "Niet akkoord"},
    PuntSoort.PLAN: {Besluit.AKKOORD: "Vaststellen", Besluit.NIET_AKKOORD: "Teruggeven aan de schrijver"},
}
BESPROKEN: dict[str, str] = {Besluit.AKKOORD: "Besproken"}


class Vertelwijze(models.TextChoices):
    HUISBEZOEK = "huisbezoek", "Thuis bij het gezin"
    KANTOOR = "kantoor", "Op kantoor"
    TELEFOON = "telefoon", "Aan de telefoon"
    ONLINE = "online", "Met beeldbellen"
    BRIEF = "brief", "Per brief"


class AgendapuntQuerySet(models.QuerySet["Agendapunt"]):
    def open(self) -> AgendapuntQuerySet:
        return self.filter(besluit="")

    def besloten(self) -> AgendapuntQuerySet:
        """Decided in a meeting or outside it; not what lapsed or waits for the next time."""
        return self.filter(besluit__in=[Besluit.AKKOORD, Besluit.NIET_AKKOORD])

    def van_team(self, team: Basisteam) -> AgendapuntQuerySet:
        """Of families that this team guides or watches now."""
        return self.filter(
            Q(gezin__toewijzingen__tot__isnull=True, gezin__toewijzingen__basisteam=team)
            | Q(gezin__wachtplekken__tot__isnull=True, gezin__wachtplekken__basisteam=team)
        ).distinct()

    def geheel(self) -> AgendapuntQuerySet:
        """With all that a line shows, in the order of a meeting."""
        met = (
            "gezin",
            "overleg",
            "maatregel__soort",
            "maatregel__kind",
            "machtiging__soort",
            "machtiging__kind",
            "kind",
        )
        wie = ("ingebracht_door", "besloten_door", "verteld_door", "reden_einde")
        return self.select_related(*met, *wie).order_by("soort", "created_at", "pk")


def titel_van(soort: str, *, naar_fase: str, over: str) -> str:
    """What a point is about, without a name: "Naar de fase Nazorg". `over` is the kind of measure."""
    if soort == PuntSoort.FASEOVERGANG:
        return f"Naar de fase {Fase(naar_fase).label}"
    if soort == PuntSoort.ANDERS:
        return "Ander onderwerp"
    return f"{PuntSoort(soort).label}: {over}" if over else PuntSoort(soort).label


@met_geschiedenis()
class Agendapunt(models.Model):
    """One subject of one family for the basisteamoverleg: asked by somebody or by the system, decided once, told to the family.

    Without `overleg` it waits for the next meeting of the family's team, or it was decided outside one. A point that is held over
    stays as it is, and a copy waits for the next time. Who asked does not decide.
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="agendapunten")
    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="agendapunten")
    overleg = models.ForeignKey(
        Basisteamoverleg, on_delete=models.PROTECT, related_name="agendapunten", null=True, blank=True
    )
    soort = models.CharField("soort", max_length=15, choices=PuntSoort.choices)
    van_fase = models.CharField(max_length=20, choices=Fase.choices, blank=True)
    naar_fase = models.CharField("naar fase", max_length=20, choices=Fase.choices, blank=True)
    maatregel = models.ForeignKey(
        Maatregel, verbose_name="maatregel", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    machtiging = models.ForeignKey(
        Machtiging, verbose_name="machtiging", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    kind = models.ForeignKey(
        Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    toelichting = models.TextField("toelichting", max_length=4000, blank=True)
    uitzondering = models.TextField("waarom kan het toch", max_length=4000, blank=True)
    reden_einde = models.ForeignKey(
        RedenEindeBegeleiding,
        verbose_name="waarom stopt de begeleiding",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    oordeel = models.TextField("hoe veilig zijn de kinderen zonder ons", max_length=4000, blank=True)
    instemming_van = models.CharField("wie stemt in met de nazorg", max_length=160, blank=True)
    instemming_op = models.DateField("ingestemd op", null=True, blank=True)
    ingebracht_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, editable=False
    )
    created_at = models.DateTimeField("ingebracht op", default=timezone.now, editable=False)
    besluit = models.CharField("besluit", max_length=12, choices=Besluit.choices, blank=True)
    besluit_tekst = models.TextField("wat is besloten en waarom", max_length=4000, blank=True)
    besloten_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, editable=False
    )
    besloten_op = models.DateField("besloten op", null=True, editable=False)
    verteld_op = models.DateField("verteld op", null=True, blank=True)
    verteld_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, editable=False
    )
    verteld_wijze = models.CharField("hoe is het verteld", max_length=12, choices=Vertelwijze.choices, blank=True)
    reactie = models.TextField("reactie van het gezin, in eigen woorden", max_length=4000, blank=True)

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["gezin"], condition=Q(besluit=""), name="agendapunt_open")]
        constraints = [
            models.CheckConstraint(name="agendapunt_soort_geldig", condition=Q(soort__in=PuntSoort.values)),
            models.CheckConstraint(name="agendapunt_besluit_geldig", condition=Q(besluit__in=["", *Besluit.values])),
            models.CheckConstraint(
                name="agendapunt_wijze_geldig", condition=Q(verteld_wijze__in=["", *Vertelwijze.values])
            ),
            models.CheckConstraint(
                name="agendapunt_naar_fase",
                condition=Q(soort=PuntSoort.FASEOVERGANG, naar_fase__in=Fase.values)
                | Q(soort=PuntSoort.AFSLUITING, naar_fase=Fase.AFGESLOTEN, reden_einde__isnull=False)
                | (~Q(soort__in=OVER_DE_FASE) & Q(naar_fase="", reden_einde__isnull=True)),
                violation_error_message="Kies de fase, en bij afsluiten de reden.",
            ),
            models.CheckConstraint(
                name="agendapunt_onderwerp",
                condition=~Q(soort=PuntSoort.VERLENGEN)
                | Q(maatregel__isnull=False, machtiging__isnull=True)
                | Q(maatregel__isnull=True, machtiging__isnull=False),
                violation_error_message="Kies één maatregel of één machtiging.",
            ),
            models.CheckConstraint(
                name="agendapunt_achttien_kind",
                condition=~Q(soort=PuntSoort.ACHTTIEN) | Q(kind__isnull=False),
                violation_error_message="Kies om welke jeugdige het gaat.",
            ),
            models.UniqueConstraint(
                name="agendapunt_een_open",
                fields=["gezin", "soort", "maatregel", "machtiging", "kind"],
                condition=Q(besluit="") & ~Q(soort__in=MEERMAALS),
                nulls_distinct=False,
                violation_error_message="Dit staat al op de agenda van het basisteamoverleg.",
            ),
            models.CheckConstraint(
                name="agendapunt_besloten_door",
                condition=Q(besluit="", besloten_door__isnull=True, besloten_op__isnull=True)
                | (~Q(besluit="") & Q(besloten_door__isnull=False, besloten_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="agendapunt_vier_ogen",
                condition=~Q(besluit__in=[Besluit.AKKOORD, Besluit.NIET_AKKOORD])
                | Q(ingebracht_door__isnull=True)
                | ~Q(besloten_door=F("ingebracht_door")),
                violation_error_message="U bracht dit punt zelf in. Een collega neemt het besluit.",
            ),
            models.CheckConstraint(
                name="agendapunt_verteld",
                condition=Q(verteld_op__isnull=True, verteld_door__isnull=True, verteld_wijze="")
                | (Q(verteld_op__gte=F("besloten_op"), verteld_door__isnull=False) & ~Q(verteld_wijze="")),
                violation_error_message="Vertellen kan pas na het besluit. Vul de dag in en hoe het is verteld.",
            ),
        ]

    def __str__(self) -> str:
        return f"Agendapunt {self.pk}"

    @property
    def is_open(self) -> bool:
        return not self.besluit

    @property
    def titel(self) -> str:
        onderwerp = self.maatregel or self.machtiging
        return titel_van(self.soort, naar_fase=self.naar_fase, over=onderwerp.soort.kort if onderwerp else "")

    @property
    def over(self) -> Gezinslid | None:
        """The child it is about, if it is about one."""
        onderwerp = self.maatregel or self.machtiging
        return onderwerp.kind if onderwerp else self.kind

    @property
    def besluitnaam(self) -> str:
        namen = BESLUITNAMEN.get(self.soort, BESPROKEN)
        return namen.get(self.besluit) or (Besluit(self.besluit).label if self.besluit else "")

    @property
    def te_vertellen(self) -> bool:
        """A decision about phase, measure or plan is told to the family."""
        beslist = self.besluit in (Besluit.AKKOORD, Besluit.NIET_AKKOORD)
        return beslist and self.soort in TE_VERTELLEN and self.verteld_op is None

    @transaction.atomic
    def trek_in(self, *, door_id: int) -> None:
        """No longer needed. BesluitGeweigerd when it was decided meanwhile."""
        velden = {"besluit": Besluit.VERVALLEN, "besloten_door_id": door_id, "besloten_op": timezone.localdate()}
        if not Agendapunt.objects.open().filter(pk=self.pk).update(**velden):
            raise BesluitGeweigerd("Over dit punt is intussen al besloten.")
        self.refresh_from_db()
        Gebeurtenis.leg_vast(self.gezin, "bto.ingetrokken", door_id=door_id, onderwerp_id=self.pk, punt=self.soort)


__all__ = [
    "BESLUITNAMEN",
    "BESPROKEN",
    "BINDEND",
    "MEERMAALS",
    "OVER_DE_FASE",
    "TE_VERTELLEN",
    "Agendapunt",
    "Basisteamoverleg",
    "Besluit",
    "BesluitGeweigerd",
    "BtoAanwezige",
    "BtoStatus",
    "PuntSoort",
    "Vertelwijze",
    "titel_van",
]
