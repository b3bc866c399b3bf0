"""Gezinsplannen with all that stands in them, the familiegroepsplan, and the snapshots of what was fixed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gezinnen import models as g
from gezinnen.models.planeisen import EIGEN_STEM_VANAF
from gezinnen.momentopname import VORM, maak_momentopname
from ggw.organisatie.models import Medewerker
from rapportage.voorbeeld.dossier import Dossier, Gedeeld, Lid, werkdag
from rapportage.voorbeeld.verloop import vul
from veiligheid.models import MetingSoort

VISIES = (
    ("eens", "Ik herken het. Vooral de rust in huis wil ik graag."),
    ("eens", "Het is goed zo. Ik wil wel dat wij na drie maanden samen kijken of het lukt."),
    ("deels", "Met het meeste ben ik het eens. Dat ik geen geduld heb, vind ik niet waar."),
    ("deels", "Ik doe mee, maar ik vind dat de ander ook hulp nodig heeft."),
    ("oneens", "Dit plan gaat te veel over mij. Ik teken wel dat ik het heb gelezen."),
)
VISIES_KIND = (
    ("eens", "Ik wil dat papa en mama dit echt gaan doen."),
    ("deels", "Ik wil ook naar voetbal, zet dat er maar bij."),
    ("eens", "Prima. Ik hoop dat het thuis leuk wordt."),
)
UITLEG_FAMILIE = {
    "ja": "De familie wil eerst zelf om tafel, met de tantes erbij.",
    "nee": "De familie wil liever samen met ons een plan maken.",
    "nog_niet": "",
}


def maak_familiegroepsplan(d: Dossier) -> None:
    s = d.situatie
    if not s.familiegroepsplan or not d.contacten or s.maatregel in ("voogdij", "jr", "jr_vrijwillig"):
        return
    op = min(d.contacten[0].dag + timedelta(days=6), d.einde)
    wacht = s.familiegroepsplan == "nog_niet"
    nr = d.rij(
        g.Familiegroepsplan,
        aangeboden_op=op,
        antwoord=s.familiegroepsplan,
        beantwoord_op=None if wacht else min(op + timedelta(days=8), d.einde),
        toelichting=UITLEG_FAMILIE[s.familiegroepsplan],
    )
    d.gebeurt("familiegroepsplan.aangeboden", d.om(op, 16), nr)


def maak_plannen(d: Dossier) -> None:
    """One plan after the other about every half year, and perhaps a concept after them."""
    s = d.situatie
    vorige: list[int] = []
    for nummer in range(1, s.plannen + 1):
        dag = werkdag(min(d.start + timedelta(days=46 + 190 * (nummer - 1)), d.dag(s.laatste)))
        vorige = maak_plan(d, nummer, dag, vorige, laatste=nummer == s.plannen)
    if s.concept or s.stand in ("concept", "klaar"):
        maak_plan(d, 0, d.einde, vorige, laatste=True)


def maak_plan(d: Dossier, nummer: int, dag: date, vorige: list[int], *, laatste: bool) -> list[int]:
    """A plan; `nummer` 0 is a concept. Gives the stam of each resultaat, for the next plan."""
    begonnen, op = d.om(max(dag - timedelta(days=8), d.start), 10), d.om(dag, 17)
    auteur, door = d.wie_op(dag), d.team.gedragsdeskundige if nummer % 2 else d.team.senior
    klaar = d.situatie.stand == "klaar"
    plan = d.rij(
        g.Gezinsplan,
        status="vastgesteld" if nummer else "concept",
        nummer=nummer or None,
        stip=vul(d, d.thema.stip) if nummer or klaar else "",
        aanleiding=vul(d, d.thema.aanleiding),
        taal="Nederlands",
        auteur_id=auteur,
        ter_vaststelling_op=op - timedelta(days=1) if nummer else d.om(d.einde, 9) if klaar else None,
        vastgesteld_op=op if nummer else None,
        vastgesteld_door_id=door if nummer else None,
        momentopname=(kort(d, nummer, dag) if not d.ruim else {}) if nummer else None,
        created_at=begonnen,
    )
    d.gebeurt("plan.begonnen", begonnen, plan, auteur)
    if nummer:
        d.gebeurt("plan.aangeboden", op - timedelta(days=1), plan, auteur)
        d.gebeurt("plan.vastgesteld", op, plan, door, nummer=nummer)
    elif klaar:
        d.gebeurt("plan.aangeboden", d.om(d.einde, 9), plan, auteur)
    if nummer and d.ruim:
        d.rij(g.Planafdruk, plan_id=plan, gevraagd_op=op)
        d.gedeeld.plannen.append((plan, dag))
    maak_inhoud(d, plan, volledig=bool(nummer) or klaar)
    stammen = maak_resultaten(d, plan, dag, vorige, laatste=laatste) if nummer or klaar or d.situatie.concept else []
    if nummer or klaar:
        maak_visies(d, plan, dag)
    return stammen


def maak_inhoud(d: Dossier, plan: int, *, volledig: bool) -> None:
    thema, kans = d.thema, d.kans
    gebieden = sorted(thema.zorgen.keys() | thema.krachten.keys()) if d.ruim else list(thema.zorgen)[:1]
    for gebied in gebieden:
        d.rij(
            g.Planonderwerp,
            plan_id=plan,
            leefgebied_id=gebied,
            zorgen=vul(d, thema.zorgen.get(gebied, "")),
            krachten=vul(d, thema.krachten.get(gebied, "")),
        )
    if d.ruim:
        d.rij(g.Gezinspatroon, plan_id=plan, beschrijving=vul(d, thema.patroon[0]), gevolg=vul(d, thema.patroon[1]))
    for kind in [lid for lid in d.leden if lid.jeugdige and lid.leeft] if volledig else []:
        behoefte = (
            "Een rustige start en goede controles bij de verloskundige."
            if not kind.geboren
            else kans.choice(thema.behoeften)
        )
        d.rij(
            g.Kindbehoefte,
            plan_id=plan,
            kind_id=kind.id,
            behoefte=behoefte,
            uiterlijk=d.vandaag + timedelta(days=kans.randint(20, 120)),
        )


def maak_resultaten(d: Dossier, plan: int, dag: date, vorige: list[int], *, laatste: bool) -> list[int]:
    s, kans = d.situatie, d.kans
    stammen = []
    for nr, (gebied, wat, zichtbaar, wie) in enumerate(d.thema.resultaten if d.ruim else d.thema.resultaten[:1]):
        behaald = "behaald" in s.bijzonder and (nr < 2 or s.fase != g.Fase.ONDERSTEUNEN) and laatste
        over_datum = laatste and nr == 1 and not behaald and kans.random() < 0.25
        waar_genomen = laatste and nr == 2 and kans.random() < 0.4
        wie_hoort = vul(d, wie)
        stam = vorige[nr] if nr < len(vorige) else None
        resultaat = d.rij(
            g.Resultaat,
            plan_id=plan,
            stam_id=stam,
            leefgebied_id=gebied,
            wat=vul(d, wat),
            zichtbaar=vul(d, zichtbaar),
            uiterlijk=d.dag(kans.randint(2, 9))
            if over_datum
            else max(dag, d.vandaag) + timedelta(days=kans.randint(30, 160)),
            cijfer_nu=8 if behaald else kans.randint(3, 6),
            cijfer_gewenst=8,
            wie_hoort=wie_hoort,
            wie_doet="De gezinsmanager" if waar_genomen else wie_hoort,
            gm_sinds=werkdag(max(dag, d.dag(40))) if waar_genomen else None,
            status="behaald" if behaald else "loopt",
        )
        stammen.append(stam or resultaat)
        maak_acties(d, resultaat, wie_hoort, dag, gedaan=behaald)
        if not stam and d.ruim:
            koppel_contacten(d, resultaat, dag)
        if behaald:
            d.gebeurt("resultaat.voortgang", d.om(d.einde, 15), resultaat, status="behaald", cijfer=8, neemt_waar=False)
    return stammen


def maak_acties(d: Dossier, resultaat: int, wie: str, dag: date, *, gedaan: bool) -> None:
    for wat, over in (
        (("Eerste afspraak maken en samen gaan", 14), ("Na zes weken samen kijken hoe het gaat", 45)) if d.ruim else ()
    ):
        wanneer = dag + timedelta(days=over)
        is_gedaan = gedaan or (wanneer < d.einde and d.kans.random() < 0.7)
        op = min(wanneer, d.einde) if is_gedaan else None
        d.rij(g.Actie, resultaat_id=resultaat, wat=wat, wie=wie[:160], wanneer=wanneer, gedaan_op=op)


def koppel_contacten(d: Dossier, resultaat: int, dag: date) -> None:
    for contact in d.contacten:
        if contact.dag >= dag and d.kans.random() < 0.3:
            d.rij(g.ContactResultaat, contactmoment_id=contact.id, resultaat_id=resultaat)


def maak_visies(d: Dossier, plan: int, dag: date) -> None:
    """Everybody who must be asked was asked; of young children it is told what they think."""
    for lid in d.leden if d.ruim else d.ouders[:1]:
        if not lid.leeft or not lid.geboren or not (lid.woord or lid.jeugdige):
            continue
        klein = lid.jeugdige and leeftijd(lid, d.vandaag) < EIGEN_STEM_VANAF
        if klein and d.kans.random() < 0.5:
            continue
        instemming, visie = d.kans.choice(VISIES_KIND if lid.jeugdige else VISIES)
        d.rij(g.EigenVisie, plan_id=plan, gezinslid_id=lid.id, visie=visie, instemming=instemming, op=min(dag, d.einde))


def leeftijd(lid: Lid, dag: date) -> int:
    return (dag - lid.geboren).days // 365 if lid.geboren else 0


def kort(d: Dossier, nummer: int, dag: date) -> dict[str, Any]:
    """A snapshot for families that are only made for numbers: the same keys, little in them."""
    leeg: dict[str, Any] = {
        sleutel: [] for sleutel in ("maatregelen", "niet_bekeken", "patronen", "behoeften", "visies", "ondertekenaars")
    }
    return leeg | {
        "vorm": VORM,
        "gezin": {"nummer": d.nummer, "naam": d.leden[0].achternaam},
        "nummer": nummer,
        "op": dag.isoformat(),
        "vastgesteld_door": "Een collega",
        "auteur": "De gezinsmanager",
        "gezinsmanager": "De gezinsmanager",
        "taal": "Nederlands",
        "aanleiding": vul(d, d.thema.aanleiding),
        "stip": vul(d, d.thema.stip),
        "leden": [{"naam": lid.naam, "rol": "", "leeftijd": ""} for lid in d.leden],
        "familiegroepsplan": None,
        "bijdragen": {},
        "leefgebieden": [],
        "resultaten": [],
    }


def vul_momentopnamen(gedeeld: Gedeeld) -> None:
    """Freeze the plans that are written out in full, as the product itself does, on the day on which they were fixed."""
    for plan_id, dag in gedeeld.plannen:
        plan = g.Gezinsplan.objects.select_related("gezin", "auteur").get(pk=plan_id)
        opname = maak_momentopname(plan, vastgesteld_door=Medewerker.objects.get(pk=plan.vastgesteld_door_id or 0))
        kinderen = list(plan.gezin.leden.jeugdigen().values_list("pk", flat=True))
        plan.momentopname = op_die_dag(opname, dag, kinderen)
        plan.save(update_fields=["momentopname"])
    gedeeld.plannen.clear()


def op_die_dag(opname: dict[str, Any], dag: date, kinderen: list[int]) -> dict[str, Any]:
    """What came later was not known then: marks, actions that were done. `kinderen`: ids, in the order of the snapshot."""
    opname["op"] = dag.isoformat()
    for actie in (actie for resultaat in opname["resultaten"] for actie in resultaat["acties"]):
        if actie["gedaan_op"] and date.fromisoformat(actie["gedaan_op"]) > dag:
            actie["gedaan_op"] = None
    veiligheid = opname["bijdragen"].get("veiligheid")
    if veiligheid:
        metingen = [m for m in veiligheid["metingen"] if toen(m["op"]) <= dag]
        nieuwste = {(m["kind"], m["soort"]): {"cijfer": m["cijfer"], "op": toen(m["op"]).isoformat()} for m in metingen}
        veiligheid.update(op=dag.isoformat(), metingen=metingen)
        for pk, kind in zip(kinderen, veiligheid["kinderen"], strict=True):
            kind.update({soort: nieuwste.get((pk, soort)) for soort in MetingSoort.values})
    return opname


def toen(moment: str) -> date:
    return timezone.localdate(datetime.fromisoformat(moment))
