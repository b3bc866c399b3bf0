"""A small team of which every number was counted by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from gezinnen.models import Agendapunt, Gezin, Kwestie
from ggw.organisatie.models import Aanbieder, Basisteam, Gebruiker
from ggw.toegang.models import Afscherming, Benoemd
from spic.models import Verwijzing
from tests.fabrieken import GebruikerFactory, KindFactory, maak_gezin
from tests.gezinnen.termijnen import maak_termijn
from tests.overleggen import gehouden_overleg
from veiligheid.models import Signaal, Veiligheidsmeting

TEGELS = {"kinderen onder de 6": "2", "termijnen te laat": "8", "overleg op tijd": "33\u00a0%"} | {
    "wachten op hulp": "2",
    "open kwesties": "2",
}
DETAILS = {
    "kinderen onder de 6": {"zonder cijfer": 1, "signalen niet beoordeeld": 1},
    "termijnen te laat": {"voor veiligheid": 2, "langer dan een week": 4, "bij een ander te laat": 1},
    "overleg op tijd": {"nu te laat": 1},
    "wachten op hulp": {},
    "open kwesties": {"bij senior en zorgbemiddeling": 1, "bij gemeente": 1},
}
STAND = {"onder_de_zes": 2, "te_laat": 8, "op_tijd": 33, "wacht_op_hulp": 2, "kwesties": 2}
ROOSTER = [
    # families, under 6; late: safety, contact, meeting, plan, help, measure, other; in the coming week, waits for help; caseload
    ("Aafke Voorbeeld", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], ""),
    ("Fatima Voorbeeld", [2, 1, 1, 1, 0, 1, 0, 0, 0, 1, 1], "V&M 1 · O&V 1"),
    ("Kees Voorbeeld", [3, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1], "O&V 1 · G&B 1 · nazorg 1"),
    ("Sanne Voorbeeld", [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], "wacht 1"),
    ("Samen", [6, 2, 2, 1, 1, 1, 1, 1, 1, 2, 2], "wacht 1 · V&M 1 · O&V 2 · G&B 1 · nazorg 1"),
]
LIJSTEN = {
    "bespreken": ["Dadel", "Eik", "Appel", "Cactus", "Framboos", "Braam"],
    "gezinnen": ["Appel", "Braam", "Cactus", "Dadel", "Eik", "Framboos"],
    "onder-de-6": ["Eik", "Appel"],
    "zonder-cijfer": ["Cactus"],
    "te-laat": ["Cactus", "Cactus", "Appel", "Eik", "Dadel", "Appel", "Appel", "Cactus"],
    "te-laat-week": ["Cactus", "Cactus", "Appel", "Eik"],
    "veiligheid-laat": ["Appel", "Eik"],
    "contact-laat": ["Appel"],
    "overleg-laat": ["Cactus"],
    "plan-laat": ["Appel"],
    "hulp-laat": ["Dadel"],
    "maatregel-laat": ["Cactus"],
    "anders-laat": ["Cactus"],
    "arij-laat": ["Appel"],
    "bij-ander-laat": ["Dadel"],
    "komende-week": ["Braam", "Framboos"],
    "signalen": ["Dadel"],
    "overleg": ["Cactus", "Braam", "Braam"],
    "wacht-op-hulp": ["Braam", "Dadel"],
    "kwesties": ["Braam", "Cactus"],
    "kwesties-1": [],
    "kwesties-2": ["Cactus"],
    "kwesties-3": [],
    "kwesties-4": [],
    "kwesties-5": ["Braam"],
    "agenda": ["Appel"],
    "agenda-besluit": [],
}
AAN_ONS = [
    (
        "Dadel",
        [
            "signaal (onveiligheid met spoed) niet beoordeeld, vandaag ontvangen",
            "Besluit over vervolg voor het einde van een SPIC: 6 dagen te laat",
        ],
    ),
    ("Eik", ["Kind-e: actueel 4", "Gezin op de wachtlijst bekeken en cijfer per kind bijgewerkt: 8 dagen te laat"]),
    (
        "Appel",
        [
            "Sam: actueel 5, daalt",
            "Eerste contact met jeugdige en ouders of gezagsdragers: 4 dagen te laat",
            "Gezinsplan vastgesteld: 3 dagen te laat",
            "ARIJ-RT voor het gezinsplan: 10 dagen te laat",
        ],
    ),
    (
        "Cactus",
        [
            "Besluit verlengen of afsluiten genomen: 20 dagen te laat",
            "Uitvoerdersoverleg gehouden: 18 dagen te laat",
            "Kind-c: nog geen cijfer",
            "Jeugdige wordt 18: vervolg geregeld: 1 dag te laat",
            "kwestie ligt al 5 dagen bij senior en zorgbemiddeling",
        ],
    ),
    ("Framboos", ["Maatregel of machtiging loopt af: over 3 dagen"]),
]
BIJ_ANDER = {
    "Dadel": [
        "Startgesprek (segment B): 12 dagen te laat, wacht op de aanbieder",
        "wacht 3 dagen op De Verzonnen Wilg",
    ],
    "Braam": ["wacht 7 weken op De Verzonnen Wilg", "kwestie ligt al 30 dagen bij gemeente"],
}
VERBORGEN = ("Geheimgezin", "Vreemdgezin", "2026-1007", "2026-0388")


@dataclass
class Wereld:
    team: Basisteam
    gezinnen: dict[str, Gezin]
    aafke: Gebruiker
    geheim: Gezin


def meet(kind: Any, *cijfers: int, auteur: Gebruiker, **velden: Any) -> None:
    """The marks of a child, the oldest first."""
    for geleden, cijfer in enumerate(reversed(cijfers)):
        Veiligheidsmeting.objects.create(
            gezin=kind.gezin, kind=kind, soort="actueel", cijfer=cijfer, reden="omdat", auteur_id=auteur.pk,
            op=timezone.now() - timedelta(days=3 * geleden), **velden,
        )  # fmt: skip


def kind(gezin: Gezin, naam: str, *cijfers: int, auteur: Gebruiker, **velden: Any) -> None:
    meet(KindFactory(gezin=gezin, voornaam=naam, **velden), *cijfers, auteur=auteur)


def wacht_op_hulp(gezin: Gezin, dagen: int, aanbieder: Aanbieder, door: Gebruiker, **velden: Any) -> Verwijzing:
    velden = {"status": "verzonden", "hulpvraag": "opvoedhulp", **velden}
    verzonden = timezone.localdate() - timedelta(days=dagen)
    return Verwijzing.objects.create(
        gezin=gezin, aanbieder=aanbieder, verzonden_op=verzonden, door_id=door.pk, **velden
    )


def meld_kwestie(gezin: Gezin, niveau: int, dagen: int, door: Gebruiker, **velden: Any) -> None:
    sinds = timezone.localdate() - timedelta(days=dagen)
    Kwestie.objects.create(
        gezin=gezin, door_id=door.pk, sleutel=uuid4(), wat="Er is geen plek.", oorzaak_id="wachtlijst", niveau=niveau,
        begonnen_op=sinds, niveau_sinds=sinds, bij_wie="de gemeente" if niveau > 3 else "", **velden,
    )  # fmt: skip


def schermaf(gezin: Gezin, door: Gebruiker) -> None:
    nu = timezone.now()
    Afscherming.objects.create(
        gezin_id=gezin.pk, reden="proef", gevraagd_door_id=door.pk, besloten_door_id=door.pk + 1, besloten_op=nu,
        akkoord=True, ingegaan_op=nu,
    )  # fmt: skip


def benoem(gezin: Gezin, wie: Gebruiker, *, door: Gebruiker) -> None:
    velden = {"voorgesteld_door_id": door.pk, "akkoord_door_id": door.pk + 1000}
    Benoemd.objects.create(gezin_id=gezin.pk, gebruiker_id=wie.pk, vanaf=timezone.now() - timedelta(hours=1), **velden)


def maak_wereld(team: Basisteam, fatima: Gebruiker, kees: Gebruiker, sanne: Gebruiker, aanbieder: Aanbieder) -> Wereld:
    vandaag, aafke = timezone.localdate(), GebruikerFactory(naam="Aafke Voorbeeld", team=team)
    gezinnen = {
        naam: maak_gezin(wie, team, nummer=f"2026-10{nr:02d}", naam=naam, **velden)
        for nr, (naam, wie, velden) in enumerate(
            [
                ("Appel", fatima, {"fase": "verbinden"}),
                ("Braam", fatima, {"fase": "ondersteunen", "dagen": 100}),
                ("Cactus", kees, {"fase": "ondersteunen", "dagen": 60}),
                ("Dadel", kees, {"fase": "borgen", "dagen": 200}),
                ("Eik", sanne, {"wacht": True}),
                ("Framboos", kees, {"fase": "nazorg"}),
            ],
            1,
        )
    }
    a, b, c, d, e, f = gezinnen.values()
    kind(a, "Sam", 7, 5, auteur=fatima)
    kind(a, "Noor", 8, auteur=fatima)
    meet(a.leden.get(voornaam="Noor"), 2, auteur=fatima, gever="hulpverlener")
    kind(a, "Weg", 3, auteur=fatima, tot=vandaag - timedelta(days=1))
    kind(a, "Gestorven", 2, auteur=fatima, overleden_op=vandaag - timedelta(days=9))
    kind(b, "Kind-b", 5, 7, auteur=fatima)
    KindFactory(gezin=c, voornaam="Kind-c")
    kind(d, "Kind-d", 6, auteur=kees)
    kind(e, "Kind-e", 4, auteur=sanne)
    kind(f, "Kind-f", 9, auteur=kees)
    maak_termijn(a, -3, code="gezinsplan", eigenaar_id=fatima.pk)
    maak_termijn(a, -10, code="arij_rt_eerste", eigenaar_id=fatima.pk)
    maak_termijn(a, -4, code="eerste_contact", eigenaar_id=fatima.pk)
    maak_termijn(a, -30, code="aanwijzing_vervallen")
    maak_termijn(b, 2, code="kind_gezien")
    maak_termijn(b, -9, code="signaal", gesloten_op=vandaag, sluiting="voldaan")
    maak_termijn(c, -18, code="uitvoerdersoverleg", eigenaar_id=kees.pk)
    maak_termijn(c, -20, code="besluit_verlenging", eigenaar_id=kees.pk)
    maak_termijn(c, -1, code="achttien", eigenaar_id=kees.pk)
    maak_termijn(d, -6, code="spic_einde", eigenaar_id=kees.pk)
    maak_termijn(d, -12, code="startgesprek_b", wacht_op="de aanbieder")
    maak_termijn(e, -8, code="wachtlijst_blik", eigenaar_id=sanne.pk)
    maak_termijn(f, 3, code="maatregel_einde", eigenaar_id=kees.pk)
    gehouden_overleg(b, fatima, dagen=60)
    gehouden_overleg(b, fatima, dagen=10)
    gehouden_overleg(d, kees, dagen=5)
    wacht_op_hulp(b, 50, aanbieder, fatima)
    wacht_op_hulp(b, 90, aanbieder, fatima, status="gestart", gestart_op=vandaag)
    wacht_op_hulp(d, 3, aanbieder, kees, status="startgesprek")
    meld_kwestie(b, 5, 30, fatima)
    meld_kwestie(c, 2, 5, kees)
    klaar = {"opgelost_op": vandaag, "oplossing": "gebeld", "opgelost_door": "de senior"}
    meld_kwestie(c, 1, 9, kees, **klaar)
    Signaal.objects.create(gezin=d, soort="spoed", feit="Gehuil gehoord.", sleutel=uuid4(), door_id=kees.pk)
    Agendapunt.objects.create(gezin=a, begeleiding=a.begeleiding, soort="anders", toelichting="Even bespreken.")
    geheim = maak_gezin(fatima, team, nummer="2026-1007", naam="Geheimgezin")
    kind(geheim, "Geheim", 1, auteur=fatima)
    maak_termijn(geheim, -40, code="gezinsplan", eigenaar_id=fatima.pk)
    wacht_op_hulp(geheim, 300, aanbieder, fatima)
    schermaf(geheim, fatima)
    return Wereld(team, gezinnen, aafke, geheim)


def pagina(team):
    return f"/basisteam/{team.pk}/"


def lijst(team, **vraag):
    return f"/basisteam/{team.pk}/lijst/?" + "&".join(f"{naam}={waarde}" for naam, waarde in vraag.items())


def namen(antwoord):
    return [regel.plek.naam for regel in antwoord.context["regels"]]


def in_tekst(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"</?bdi>", "", antwoord.content.decode())))
