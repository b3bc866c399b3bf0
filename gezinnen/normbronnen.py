"""The facts that open and meet the norms of family, plan and contact. Codes and lengths: `gezinnen/gegevens/normen.csv`."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate

from gezinnen.aanhaken import ONDERWERPNAMEN, Normbron, Onderwerpnaam, meld_normen_aan
from gezinnen.models import (
    Aanwezigheid,
    Begeleiding,
    Contactafspraak,
    Contactmoment,
    Familiegroepsplan,
    FamiliegroepsplanAntwoord,
    Fase,
    Gezinslid,
    Gezinsplan,
    Kader,
    Maatregel,
    Machtiging,
    Toewijzing,
    Wachtplek,
)
from gezinnen.models.leden import roepnaam_van

Rijen = Any
"""A QuerySet with the columns of a Normbron; the type checker loses an annotated QuerySet of any model."""
LOPENDE_FASEN = (Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN)
NIET_BIJ = ("21", "22", "23", "41", "42", "50", "51", "61", "62", "63")
"""Codes of voogdij and jeugdreclassering: there a familiegroepsplan is no duty."""
GEEN_DAG = Value(None, output_field=DateField())


def eerste(rijen: QuerySet[Any, Any], dag: Any) -> Subquery:
    """The day (field or expression) of the first of these rows, for use within another query."""
    return Subquery(rijen.annotate(eerste_dag=dag).order_by("eerste_dag").values("eerste_dag")[:1], DateField())


def laatste(rijen: QuerySet[Any, Any], dag: Any) -> Subquery:
    return Subquery(rijen.annotate(laatste_dag=dag).order_by("-laatste_dag").values("laatste_dag")[:1], DateField())


def lopende_begeleiding(*fasen: str) -> Rijen:
    """The begeleiding that runs, in one of these phases, with `eerste_contact`: the day of the first contact in it."""
    contact = Contactmoment.objects.met_gezin().filter(gezin=OuterRef("gezin_id"))
    return Begeleiding.objects.filter(afgesloten_op__isnull=True, fase__in=fasen).annotate(
        eerste_contact=eerste(contact.filter(op__date__gte=OuterRef("begonnen_op")), TruncDate("op"))
    )


def met_begeleiding(rijen: QuerySet[Any, Any], *fasen: str) -> Rijen:
    """Rows of families whose begeleiding runs in one of these phases, with `begonnen_op` and `fase_sinds` of it."""
    lopend = Begeleiding.objects.filter(gezin=OuterRef("gezin_id"), afgesloten_op__isnull=True, fase__in=fasen)
    return rijen.filter(Exists(lopend)).annotate(
        begonnen_op=Subquery(lopend.values("begonnen_op")[:1], DateField()),
        fase_sinds=Subquery(lopend.values("fase_sinds")[:1], DateField()),
    )


def onafgedaan() -> QuerySet[Maatregel]:
    """Court measures that nobody ended or extended, also when their last day passed: somebody must still say how it went."""
    return Maatregel.objects.filter(soort__kader=Kader.MAATREGEL, beeindigd_op__isnull=True, verlengingen__isnull=True)


def toewijzing() -> Rijen:
    eigen = Toewijzing.objects.filter(begeleiding=OuterRef("pk"))
    return Begeleiding.objects.filter(
        Exists(onafgedaan().filter(gezin=OuterRef("gezin_id"))), afgesloten_op__isnull=True
    ).annotate(n_vanaf=F("begonnen_op"), n_voldaan=eerste(eigen, F("vanaf")))


def eerste_contact() -> Rijen:
    """Counted from the day that we knew of a new measure; an extension asks for no new first contact."""
    contact = Contactmoment.objects.met_gezin().filter(gezin=OuterRef("gezin_id"), op__date__gte=OuterRef("n_vanaf"))
    return met_begeleiding(onafgedaan().filter(verlengt__isnull=True), *LOPENDE_FASEN).annotate(
        n_onderwerp=F("pk"),
        n_vanaf=Coalesce("kennis_op", "beschikking_op", "begin"),
        n_voldaan=eerste(contact, TruncDate("op")),
    )


def eerste_contact_preventief() -> Rijen:
    return (
        lopende_begeleiding(Fase.VERBINDEN)
        .exclude(Exists(onafgedaan().filter(gezin=OuterRef("gezin_id"))))
        .annotate(n_vanaf=F("begonnen_op"), n_voldaan=F("eerste_contact"))
    )


def wachtlijst_blik() -> Rijen:
    return Wachtplek.objects.filter(tot__isnull=True).annotate(
        n_vanaf=Coalesce("laatste_blik_op", "vanaf"), n_voldaan=GEEN_DAG
    )


def kind_gezien() -> Rijen:
    gezien = Aanwezigheid.objects.filter(gezinslid=OuterRef("kind_id")).exclude(gezien="")
    afspraken = Contactafspraak.objects.lopend().filter(kind__overleden_op__isnull=True, kind__tot__isnull=True)
    return met_begeleiding(afspraken, *LOPENDE_FASEN).annotate(
        n_onderwerp=F("kind_id"),
        n_vanaf=Coalesce(laatste(gezien, TruncDate("contactmoment__op")), "vanaf"),
        n_voldaan=GEEN_DAG,
        n_aantal=F("weken"),
    )


def familiegroepsplan() -> Rijen:
    aanbod = Familiegroepsplan.objects.filter(gezin=OuterRef("gezin_id"), aangeboden_op__gte=OuterRef("begonnen_op"))
    return (
        lopende_begeleiding(*LOPENDE_FASEN)
        .exclude(Exists(onafgedaan().filter(gezin=OuterRef("gezin_id"), soort__in=NIET_BIJ)))
        .annotate(n_vanaf=F("eerste_contact"), n_voldaan=eerste(aanbod, F("aangeboden_op")))
    )


def gezinsplan() -> Rijen:
    """From the first contact, or from the day that the family said it makes no plan of its own; not while it makes one."""
    aanbod = Familiegroepsplan.objects.filter(
        gezin=OuterRef("gezin_id"), aangeboden_op__gte=OuterRef("begonnen_op")
    ).order_by("-aangeboden_op", "-id")
    antwoord = Coalesce(Subquery(aanbod.values("antwoord")[:1], CharField()), Value(""))
    nee = Subquery(aanbod.values("beantwoord_op")[:1], DateField())
    return (
        lopende_begeleiding(*LOPENDE_FASEN)
        .annotate(antwoord=antwoord, nee_op=nee)
        .exclude(antwoord=FamiliegroepsplanAntwoord.JA)
        .annotate(n_vanaf=Coalesce("nee_op", "eerste_contact"), n_voldaan=eerste(vastgesteld(), F("dag_vast")))
    )


def plan_evaluatie() -> Rijen:
    return lopende_begeleiding(*LOPENDE_FASEN).annotate(
        n_vanaf=laatste(vastgesteld(), F("dag_vast")), n_voldaan=GEEN_DAG
    )


def vastgesteld() -> QuerySet[Gezinsplan, Any]:
    """Plans fixed in the begeleiding of the outer query, with the day as `dag_vast`."""
    return (
        Gezinsplan.objects.vastgesteld()
        .annotate(dag_vast=TruncDate("vastgesteld_op"))
        .filter(gezin=OuterRef("gezin_id"), dag_vast__gte=OuterRef("begonnen_op"))
    )


def dag_in_woorden(veld: str) -> Func:
    """The day of a moment or a date, as people read it."""
    return Func(TruncDate(veld), Value("DD-MM-YYYY"), function="to_char", output_field=TextField())


def roepnamen(ids: list[int]) -> Rijen:
    leden = Gezinslid.objects.filter(pk__in=ids)
    return leden.annotate(o_id=F("pk"), o_een=roepnaam_van(), o_twee=Value(""))


def van_kind(model: type[Maatregel] | type[Machtiging]) -> Onderwerpnaam:
    """How people call a row with a kind and a soort: "OTS van Sam"."""

    def rijen(ids: list[int]) -> Rijen:
        gevonden = model.objects.filter(pk__in=ids)
        return gevonden.annotate(o_id=F("pk"), o_een=F("soort__kort"), o_twee=roepnaam_van("kind__"))

    return Onderwerpnaam(rijen, "{} van {}".format)


def haak_aan() -> None:
    ONDERWERPNAMEN["kind"] = Onderwerpnaam(roepnamen)
    meld_normen_aan(
        Normbron(
            "toewijzing",
            toewijzing,
            "Wijs een gezinsmanager toe",
            "Bij een maatregel hoort binnen vijf werkdagen een gezinsmanager.",
            "gezinnen:toewijzen",
            recht="gezin.toewijzen",
        ),
        Normbron(
            "eerste_contact",
            eerste_contact,
            "Eerste contact met het gezin",
            "Spreek de kinderen en de ouders of wie het gezag heeft. Leg daarna het contact vast.",
            "veiligheid:contact-nieuw",
            onderwerp="maatregel",
        ),
        Normbron(
            "eerste_contact_preventief",
            eerste_contact_preventief,
            "Eerste contact met het gezin",
            "Binnen 5 werkdagen nadat wij het gezin hebben aangenomen.",
            "veiligheid:contact-nieuw",
        ),
        Normbron(
            "wachtlijst_blik",
            wachtlijst_blik,
            "Kijk hoe veilig de kinderen zijn",
            "Dit gezin wacht op een gezinsmanager. Bel of ga langs en geef elk kind een cijfer.",
            "veiligheid:blik",
            recht="veiligheid.meten",
            herhalend=True,
            vooruit=2,
        ),
        Normbron(
            "kind_gezien",
            kind_gezien,
            "{wie} zien of spreken",
            "Zoals met het gezin is afgesproken. Vink bij het contact aan wie u zag of sprak.",
            "veiligheid:contact-nieuw",
            onderwerp="kind",
            herhalend=True,
            vooruit=7,
        ),
        Normbron(
            "familiegroepsplan",
            familiegroepsplan,
            "Familiegroepsplan aanbieden",
            "De familie mag eerst zelf een plan maken: bied dat aan binnen 2 weken na het eerste contact.",
            "gezinnen:familiegroepsplan",
            recht="plan.schrijven",
        ),
        Normbron(
            "gezinsplan",
            gezinsplan,
            "Gezinsplan laten vaststellen",
            "Maak het plan met het gezin en bied het aan. Een collega leest het en stelt het vast.",
            "gezinnen:plan",
            recht="plan.schrijven",
            vooruit=60,
        ),
        Normbron(
            "plan_evaluatie",
            plan_evaluatie,
            "Gezinsplan evalueren",
            "Minstens eens per jaar kijkt u met het gezin of het plan nog klopt. Stel daarna een nieuw plan vast.",
            "gezinnen:plan",
            recht="plan.schrijven",
            herhalend=True,
            vooruit=30,
        ),
    )
