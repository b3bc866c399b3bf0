"""Which instrument, mark or plan is due when: the workflow the users asked for (source 002; termijnen.csv of the design).

Set-based: two queries, for one family or for all of a team. Sources of the rules:
- actuele_veiligheid, veiligheidsplan: HAVIK, a mark per child and a plan on the day of the first contact (V&M);
- veiligheidsplan_meelezen: read by a colleague within 2 working days;
- onder_de_zes: plan revised or a new contact on the day of a mark below 6; herstel_veiligheid: a new mark within 7 days;
- arij_rt_eerste: within 6 weeks of the first contact; arij_rt_herhaling: every 6 months in O&V;
- blijvende_veiligheid: a mark per child every 6 weeks in O&V.
Unborn children get marks and a HAVIK when somebody chooses so, but nothing is asked for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, DateTimeField, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import Stap
from gezinnen.models import Begeleiding, Contactmoment, Fase, Gezin, Gezinslid
from gezinnen.werkdagen import werkdagen_later
from veiligheid.models import ARIJ_RT, HAVIK, NORM, Afname, Meelezing, MetingSoort, Veiligheidsmeting, Veiligheidsplan

ZES_WEKEN = timedelta(weeks=6)
HERSTEL = timedelta(days=7)
VOORUIT = 14
"""Days before something that comes back is due, it appears."""
MEELEZEN_WERKDAGEN = 2
BEGELEID = (Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN, Fase.NAZORG)


def gezinnen(ids: Iterable[int]) -> QuerySet[Gezin, dict[str, Any]]:
    """Per family: phase, first and last contact, plan in force and whether it was read, last ARIJ-RT."""
    begeleiding = Begeleiding.objects.filter(gezin=OuterRef("pk")).order_by("-begonnen_op", "-id")
    contact = Contactmoment.objects.met_gezin().filter(gezin=OuterRef("pk"), op__date__gte=OuterRef("begonnen_op"))
    plan = Veiligheidsplan.objects.filter(gezin=OuterRef("pk")).order_by("-nummer")
    arij = Afname.objects.definitief().filter(gezin=OuterRef("pk"), instrument__code=ARIJ_RT).order_by("-afgenomen_op")
    return (
        Gezin.objects.filter(pk__in=list(ids))
        .order_by()
        .annotate(
            fase=Subquery(begeleiding.values("fase")[:1]),
            fase_sinds=Subquery(begeleiding.values("fase_sinds")[:1], output_field=DateField()),
            begonnen_op=Subquery(begeleiding.values("begonnen_op")[:1], output_field=DateField()),
        )
        .annotate(
            eerste_contact=Subquery(contact.order_by("op").values("op")[:1], output_field=DateTimeField()),
            laatste_contact=Subquery(contact.order_by("-op").values("op")[:1], output_field=DateTimeField()),
            plan=Subquery(plan.values("pk")[:1]),
            plan_gemaakt=Subquery(plan.values("created_at")[:1], output_field=DateTimeField()),
            plan_vanaf=Subquery(plan.values("geldt_vanaf")[:1], output_field=DateField()),
            arij_op=Subquery(arij.values("afgenomen_op")[:1], output_field=DateField()),
        )
        .annotate(meegelezen=Exists(Meelezing.objects.filter(veiligheidsplan=OuterRef("plan"))))
        .values(
            "pk",
            "nummer",
            "fase",
            "fase_sinds",
            "begonnen_op",
            "eerste_contact",
            "laatste_contact",
            "plan",
            "plan_gemaakt",
            "plan_vanaf",
            "arij_op",
            "meegelezen",
        )
    )


def kinderen(ids: Iterable[int]) -> QuerySet[Gezinslid, dict[str, Any]]:
    """Per child that is born: its last marks, and its last HAVIK. A mark given at a contact counts from that contact."""
    metingen = Veiligheidsmeting.objects.van_gezinsmanager().filter(kind=OuterRef("pk")).order_by("-op", "-id")
    actueel, blijvend = metingen.filter(soort=MetingSoort.ACTUEEL), metingen.filter(soort=MetingSoort.BLIJVEND)
    havik = Afname.objects.definitief().filter(kind=OuterRef("pk"), instrument__code=HAVIK).order_by("-afgenomen_op")
    contact = Coalesce(F("contactmoment__op"), F("op"))
    return (
        Gezinslid.objects.jeugdigen()
        .filter(gezin__in=list(ids), verwachte_datum__isnull=True)
        .annotate(
            cijfer=Subquery(actueel.values("cijfer")[:1], output_field=IntegerField()),
            cijfer_op=Subquery(actueel.values("op")[:1], output_field=DateTimeField()),
            cijfer_contact=Subquery(actueel.annotate(bij=contact).values("bij")[:1], output_field=DateTimeField()),
            blijvend_op=Subquery(blijvend.values("op")[:1], output_field=DateTimeField()),
            havik_op=Subquery(havik.values("afgenomen_op")[:1], output_field=DateField()),
        )
        .values(
            "pk",
            "gezin_id",
            "voornaam",
            "achternaam",
            "cijfer",
            "cijfer_op",
            "cijfer_contact",
            "blijvend_op",
            "havik_op",
        )
    )


def stappen(nummers: dict[int, str]) -> Iterator[Stap]:
    """The steps of these families, {id: nummer}."""
    per_gezin: dict[int, list[dict[str, Any]]] = {}
    for kind in kinderen(nummers):
        per_gezin.setdefault(kind["gezin_id"], []).append(kind)
    for gezin in gezinnen(nummers):
        if gezin["fase"] in BEGELEID or gezin["fase"] == Fase.WACHT:
            yield from Gezinswerk(gezin, per_gezin.get(gezin["pk"], [])).stappen()


class Gezinswerk:
    """One family with its rows; each method gives the steps of one subject."""

    def __init__(self, gezin: dict[str, Any], kinderen: list[dict[str, Any]]) -> None:
        self.gezin = gezin
        self.kinderen = kinderen
        self.vandaag = timezone.localdate()

    def stappen(self) -> Iterator[Stap]:
        yield from self.meelezen()
        yield from self.onder_de_zes()
        if self.gezin["fase"] == Fase.VERBINDEN and self.gezin["eerste_contact"]:
            yield from self.bij_eerste_contact()
        if self.gezin["fase"] in (Fase.VERBINDEN, Fase.ONDERSTEUNEN):
            yield from self.arij_rt()
        if self.gezin["fase"] == Fase.ONDERSTEUNEN:
            yield from self.blijvende_veiligheid()

    def stap(self, tekst: str, route: str, op: date, voor: str, uitleg: str, vraag: str = "", **delen: int) -> Stap:
        url = reverse(f"veiligheid:{route}", kwargs={"nummer": self.gezin["nummer"], **delen})
        dagen = (op - self.vandaag).days
        return Stap(
            gezin_id=self.gezin["pk"],
            tekst=tekst,
            url=url + vraag,
            uitleg=uitleg,
            dagen=dagen,
            voor=f"veiligheid.{voor}",
        )

    def bij_eerste_contact(self) -> Iterator[Stap]:
        dag, begin = dag_van(self.gezin["eerste_contact"]), self.gezin["begonnen_op"]
        zonder = [k for k in self.kinderen if k["havik_op"] is None or k["havik_op"] < begin]
        if zonder:
            vraag = f"?instrument={HAVIK}" + (f"&kind={zonder[0]['pk']}" if len(zonder) == 1 else "")
            yield self.stap("HAVIK invullen", "afname-nieuw", dag, "afnemen", f"nog niet voor {namen(zonder)}", vraag)
        zonder = [k for k in self.kinderen if k["cijfer_op"] is None or dag_van(k["cijfer_op"]) < begin]
        if zonder:
            yield self.stap(
                "Cijfer geven voor de actuele veiligheid", "meten", dag, "meten", f"nog niet voor {namen(zonder)}"
            )
        if self.gezin["plan"] is None or self.gezin["plan_vanaf"] < begin:
            yield self.stap("Veiligheidsplan maken", "plan-nieuw", dag, "plannen", "hoort bij het eerste contact")

    def meelezen(self) -> Iterator[Stap]:
        if self.gezin["plan"] and not self.gezin["meegelezen"]:
            dag = werkdagen_later(dag_van(self.gezin["plan_gemaakt"]), MEELEZEN_WERKDAGEN)
            uitleg = "door een collega, niet door wie het schreef"
            yield self.stap("Veiligheidsplan meelezen", "plan-versie", dag, "meelezen", uitleg, pk=self.gezin["plan"])

    def onder_de_zes(self) -> Iterator[Stap]:
        onder = [k for k in self.kinderen if k["cijfer"] is not None and k["cijfer"] < NORM]
        stil = [k for k in onder if not self.is_gehandeld(k)]
        if stil:
            dag = min(dag_van(k["cijfer_op"]) for k in stil)
            stap = self.stap("Veiligheidsplan herzien", "plan-nieuw", dag, "plannen", "actuele veiligheid onder de 6")
            yield replace(stap, onveilig=True)
        if onder:
            dag = min(dag_van(k["cijfer_op"]) for k in onder) + HERSTEL
            uitleg = f"vorige cijfer onder de 6: {namen(onder)}"
            yield self.stap("Nieuw cijfer geven", "meten", dag, "meten", uitleg)

    def is_gehandeld(self, kind: dict[str, Any]) -> bool:
        """A version of the plan after the mark, or a contact after the one at which it was given."""
        plan, contact = self.gezin["plan_gemaakt"], self.gezin["laatste_contact"]
        return bool((plan and plan > kind["cijfer_op"]) or (contact and contact > kind["cijfer_contact"]))

    def arij_rt(self) -> Iterator[Stap]:
        vorige, eerste = self.gezin["arij_op"], self.gezin["eerste_contact"]
        vraag = f"?instrument={ARIJ_RT}"
        if eerste and (vorige is None or vorige < self.gezin["begonnen_op"]):
            dag = dag_van(eerste) + ZES_WEKEN
            yield self.stap(
                "ARIJ-RT invullen", "afname-nieuw", dag, "afnemen", "binnen 6 weken na het eerste contact", vraag
            )
        elif vorige and self.gezin["fase"] == Fase.ONDERSTEUNEN:
            stap = self.stap(
                "ARIJ-RT opnieuw invullen", "afname-nieuw", over_maanden(vorige, 6), "afnemen", "elke 6 maanden", vraag
            )
            if stap.dagen is not None and stap.dagen <= VOORUIT:
                yield stap

    def blijvende_veiligheid(self) -> Iterator[Stap]:
        """Counted from the last mark; a child without one from the start of the phase."""
        grens = self.vandaag + timedelta(days=VOORUIT)
        dagen = {
            k["pk"]: (dag_van(k["blijvend_op"]) if k["blijvend_op"] else self.gezin["fase_sinds"])
            for k in self.kinderen
        }
        open_ = [k for k in self.kinderen if dagen[k["pk"]] + ZES_WEKEN <= grens]
        if open_:
            dag = min(dagen[k["pk"]] for k in open_) + ZES_WEKEN
            yield self.stap(
                "Cijfer geven voor de blijvende veiligheid", "meten", dag, "meten", f"elke 6 weken: {namen(open_)}"
            )


def namen(kinderen: list[dict[str, Any]]) -> str:
    """Two first names, and how many more."""
    eerste = [kind["voornaam"] or kind["achternaam"] for kind in kinderen[:2]]
    rest = len(kinderen) - len(eerste)
    if rest:
        return f"{', '.join(eerste)} en {rest} {'ander kind' if rest == 1 else 'andere kinderen'}"
    return " en ".join(eerste)


def dag_van(moment: Any) -> date:
    return timezone.localtime(moment).date()


def over_maanden(dag: date, maanden: int) -> date:
    """The same day some months later, or the last day of that month."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    eerste_erna = date(jaar + (maand + 1) // 12, (maand + 1) % 12 + 1, 1)
    return min(date(jaar, maand + 1, 1) + timedelta(days=dag.day - 1), eerste_erna - timedelta(days=1))
