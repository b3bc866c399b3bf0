"""The facts that open and meet the norms of safety: marks, HAVIK, ARIJ-RT and the veiligheidsplan (sources 002 and 003).

Nothing is asked for unborn children; marks and a HAVIK are theirs when somebody chooses so.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, DateTimeField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least, TruncDate

from gezinnen.aanhaken import ONDERWERPNAMEN, Normbron, Onderwerpnaam, meld_normen_aan
from gezinnen.models import Contactmoment, Fase, Gezinslid
from gezinnen.normbronnen import GEEN_DAG, Rijen, eerste, laatste, lopende_begeleiding, met_begeleiding, roepnamen
from veiligheid.models import ARIJ_RT, HAVIK, NORM, Afname, Meelezing, MetingSoort, Veiligheidsmeting, Veiligheidsplan

BEGELEID = (Fase.WACHT, Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN, Fase.NAZORG)


def kinderen(*fasen: str) -> Rijen:
    """Children under guidance that are born, in a family in one of these phases."""
    hier = Gezinslid.objects.filter(
        is_jeugdige=True, overleden_op__isnull=True, tot__isnull=True, verwachte_datum__isnull=True
    )
    return met_begeleiding(hier, *fasen).annotate(n_onderwerp=F("pk"))


def cijfers(soort: str) -> QuerySet[Veiligheidsmeting, Any]:
    """Marks of the gezinsmanager for the child of the outer query."""
    return Veiligheidsmeting.objects.van_gezinsmanager().filter(kind=OuterRef("pk"), soort=soort)


def definitief(instrument: str) -> QuerySet[Afname]:
    return Afname.objects.definitief().filter(instrument__code=instrument)


def eerste_contact_van_kind() -> Subquery:
    contact = Contactmoment.objects.met_gezin().filter(
        gezin=OuterRef("gezin_id"), op__date__gte=OuterRef("begonnen_op")
    )
    return eerste(contact, TruncDate("op"))


def cijfer_bij_begin() -> Rijen:
    """What a wachter saw while the family waited is no estimate at the first contact."""
    gegeven = cijfers(MetingSoort.ACTUEEL).filter(op__date__gte=OuterRef("n_vanaf"))
    return (
        kinderen(Fase.VERBINDEN)
        .annotate(n_vanaf=eerste_contact_van_kind())
        .annotate(n_voldaan=eerste(gegeven, TruncDate("op")))
    )


def havik_bij_begin() -> Rijen:
    gedaan = definitief(HAVIK).filter(kind=OuterRef("pk"), afgenomen_op__gte=OuterRef("begonnen_op"))
    return kinderen(Fase.VERBINDEN).annotate(
        n_vanaf=eerste_contact_van_kind(), n_voldaan=eerste(gedaan, F("afgenomen_op"))
    )


def veiligheidsplan() -> Rijen:
    gemaakt = Veiligheidsplan.objects.filter(gezin=OuterRef("gezin_id"), geldt_vanaf__gte=OuterRef("begonnen_op"))
    return lopende_begeleiding(Fase.VERBINDEN).annotate(
        n_vanaf=F("eerste_contact"), n_voldaan=eerste(gemaakt, F("geldt_vanaf"))
    )


def veiligheidsplan_meelezen() -> Rijen:
    """The plan in force; what was replaced before somebody read it need not be read any more."""
    nieuwer = Veiligheidsplan.objects.filter(gezin=OuterRef("gezin_id"), nummer__gt=OuterRef("nummer"))
    gelezen = Meelezing.objects.filter(veiligheidsplan=OuterRef("pk"))
    return met_begeleiding(Veiligheidsplan.objects.exclude(Exists(nieuwer)), *BEGELEID).annotate(
        n_onderwerp=F("pk"), n_vanaf=TruncDate("created_at"), n_voldaan=eerste(gelezen, TruncDate("op"))
    )


def laatste_onder_norm() -> Rijen:
    """Children with their last mark below 6: when it was given, at which contact, and when a later mark was given."""
    onder = onder_norm().order_by("-op", "-id")
    return (
        kinderen(*BEGELEID)
        .annotate(
            onder_id=Subquery(onder.values("pk")[:1], BigIntegerField()),
            onder_op=Subquery(onder.values("op")[:1], DateTimeField()),
            contact_op=Subquery(onder.values("bij")[:1], DateTimeField()),
        )
        .filter(onder_op__isnull=False)
        .annotate(
            nieuw_cijfer=eerste(cijfers(MetingSoort.ACTUEEL).filter(op__gt=OuterRef("onder_op")), TruncDate("op")),
            n_vanaf=TruncDate("onder_op"),
        )
    )


def onder_norm() -> Rijen:
    """Marks below 6 for the child of the outer query; `bij`: the moment of the contact at which it was given."""
    rijen = cijfers(MetingSoort.ACTUEEL).filter(cijfer__lt=NORM)
    return rijen.annotate(bij=Coalesce("contactmoment__op", "op"))


def eerste_onbeantwoord() -> Subquery:
    """The day of the first mark below 6 after which nothing happened until the last one: that one counts.

    A second bad mark is no action, so it does not give more time; a plan, a contact or a mark of 6 or higher in between does.
    """
    laatst, bij_laatst = OuterRef(OuterRef("onder_op")), OuterRef(OuterRef("contact_op"))
    plan = Veiligheidsplan.objects.filter(
        gezin=OuterRef("gezin_id"), created_at__gt=OuterRef("op"), created_at__lte=laatst
    )
    contact = Contactmoment.objects.met_gezin().filter(
        gezin=OuterRef("gezin_id"), op__gt=OuterRef("bij"), op__lte=bij_laatst
    )
    goed = Veiligheidsmeting.objects.van_gezinsmanager().filter(
        kind=OuterRef("kind_id"), soort=MetingSoort.ACTUEEL, cijfer__gte=NORM, op__gt=OuterRef("op"), op__lte=laatst
    )
    return eerste(onder_norm().exclude(Exists(plan)).exclude(Exists(contact)).exclude(Exists(goed)), TruncDate("op"))


def onder_de_zes() -> Rijen:
    """Met by a version of the plan after the mark, or a contact after the one at which it was given."""
    plan = Veiligheidsplan.objects.filter(gezin=OuterRef("gezin_id"), created_at__gt=OuterRef("onder_op"))
    contact = Contactmoment.objects.met_gezin().filter(gezin=OuterRef("gezin_id"), op__gt=OuterRef("contact_op"))
    voldaan = Least(eerste(plan, TruncDate("created_at")), eerste(contact, TruncDate("op")), F("nieuw_cijfer"))
    return laatste_onder_norm().annotate(n_vanaf=eerste_onbeantwoord(), n_voldaan=voldaan)


def herstel_veiligheid() -> Rijen:
    return laatste_onder_norm().annotate(n_voldaan=F("nieuw_cijfer"))


def arij_rt_eerste() -> Rijen:
    gedaan = definitief(ARIJ_RT).filter(gezin=OuterRef("gezin_id"), afgenomen_op__gte=OuterRef("begonnen_op"))
    return lopende_begeleiding(Fase.VERBINDEN, Fase.ONDERSTEUNEN).annotate(
        n_vanaf=F("eerste_contact"), n_voldaan=eerste(gedaan, F("afgenomen_op"))
    )


def arij_rt_herhaling() -> Rijen:
    gedaan = definitief(ARIJ_RT).filter(gezin=OuterRef("gezin_id"), afgenomen_op__gte=OuterRef("begonnen_op"))
    return lopende_begeleiding(Fase.ONDERSTEUNEN).annotate(
        n_vanaf=laatste(gedaan, F("afgenomen_op")), n_voldaan=GEEN_DAG
    )


def blijvende_veiligheid() -> Rijen:
    """From the last mark; a child without one from the start of the phase."""
    vorige = laatste(cijfers(MetingSoort.BLIJVEND), TruncDate("op"))
    return kinderen(Fase.ONDERSTEUNEN).annotate(n_vanaf=Coalesce(vorige, F("fase_sinds")), n_voldaan=GEEN_DAG)


def versies(ids: list[int]) -> Rijen:
    return Veiligheidsplan.objects.filter(pk__in=ids).annotate(o_id=F("pk"), o_een=F("nummer"), o_twee=Value(""))


def haak_aan() -> None:
    ONDERWERPNAMEN.update(
        havik=Onderwerpnaam(roepnamen), veiligheidsplan=Onderwerpnaam(versies, "versie {}{} van het plan".format)
    )
    meten: dict[str, Any] = {"route": "veiligheid:meten", "recht": "veiligheid.meten", "onderwerp": "kind"}
    meld_normen_aan(
        Normbron(
            "actuele_veiligheid",
            havik_bij_begin,
            "HAVIK invullen",
            "Hoort bij het eerste contact: voor elk kind een HAVIK, met bij elk punt waarom.",
            "veiligheid:afname-nieuw",
            recht="veiligheid.afnemen",
            onderwerp="havik",
            vraag=f"?instrument={HAVIK}&kind={{onderwerp}}",
        ),
        Normbron(
            "actuele_veiligheid",
            cijfer_bij_begin,
            "Cijfer geven voor de actuele veiligheid",
            "Hoort bij het eerste contact: hoe veilig is elk kind nu, van 0 tot 10?",
            **meten,
        ),
        Normbron(
            "veiligheidsplan",
            veiligheidsplan,
            "Veiligheidsplan maken",
            "Hoort bij het eerste contact, voor elk gezin.",
            "veiligheid:plan-nieuw",
            recht="veiligheid.plannen",
        ),
        Normbron(
            "veiligheidsplan_meelezen",
            veiligheidsplan_meelezen,
            "Veiligheidsplan meelezen",
            "Door een collega, niet door wie het schreef.",
            "veiligheid:plan-versie",
            recht="veiligheid.meelezen",
            onderwerp="veiligheidsplan",
            met_pk=True,
        ),
        Normbron(
            "onder_de_zes",
            onder_de_zes,
            "Veiligheidsplan herzien",
            "De actuele veiligheid is onder de 6. Herzie vandaag het plan met het gezin, of ga er opnieuw heen.",
            "veiligheid:plan-nieuw",
            recht="veiligheid.plannen",
            onderwerp="kind",
            herhalend=True,
            onveilig=True,
        ),
        Normbron(
            "herstel_veiligheid",
            herstel_veiligheid,
            "Nieuw cijfer geven",
            "Na een cijfer onder de 6 geeft u binnen een week een nieuw cijfer.",
            **meten,
            herhalend=True,
        ),
        Normbron(
            "arij_rt_eerste",
            arij_rt_eerste,
            "ARIJ-RT invullen",
            "Binnen 6 weken na het eerste contact, voor het gezinsplan.",
            "veiligheid:afname-nieuw",
            recht="veiligheid.afnemen",
            vraag=f"?instrument={ARIJ_RT}",
            vooruit=60,
        ),
        Normbron(
            "arij_rt_herhaling",
            arij_rt_herhaling,
            "ARIJ-RT opnieuw invullen",
            "Elke 6 maanden: is het risico kleiner geworden?",
            "veiligheid:afname-nieuw",
            recht="veiligheid.afnemen",
            vraag=f"?instrument={ARIJ_RT}",
            herhalend=True,
        ),
        Normbron(
            "blijvende_veiligheid",
            blijvende_veiligheid,
            "Cijfer geven voor de blijvende veiligheid",
            "Elke 6 weken: hoe veilig is het kind op de lange duur?",
            **meten,
            herhalend=True,
        ),
    )
