"""A family with a row of every kind, for tests that walk through all pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from gezinnen import models as g
from gezinnen.models.planversie import Planversie
from gezinnen.vaststellen import opname_van
from ggw.organisatie.models import Aanbieder, Gebruiker, Medewerker
from ggw.toegang.bsn import versleutel, vingerafdruk
from spic.models import (
    AndereHulp,
    Belregel,
    Bezoekmaand,
    Eindoordeel,
    Eindvoorstel,
    Hulpontvanger,
    Hulpresultaat,
    Hulpwissel,
    Onderaanneming,
    Pakket,
    Passendheid,
    PsychischeProblemen,
    Spic,
    SpicBijdrage,
    Verkenning,
    VerkenningAanbieder,
    Verwijzing,
    VerwijzingBericht,
    VerwijzingKind,
    VerwijzingResultaat,
    Verwijzingstap,
    Voortgang,
)
from tests.fabrieken import GezinslidFactory, KindFactory, LokaalTeamFactory
from veiligheid import models as v

DAG = date(2026, 9, 1)
BSN_MERK = "111222333"
"""The BSN in a family that is full of markers."""
INHOUD = b"%PDF-1.7 proef"
PDF = {"bestandstype": "application/pdf", "grootte": len(INHOUD), "sha256": "0" * 64}


def bewaar_bsn(lid: g.Gezinslid, bsn: str) -> None:
    """As the gate function does, which asks for a family in view."""
    g.GezinslidBsn.objects.create(
        gezin=lid.gezin, gezinslid=lid, versleuteld=versleutel(bsn, lid.pk), afdruk=vingerafdruk(bsn)
    )
    lid.bsn_vastgesteld_op = DAG
    lid.save(update_fields=["bsn_vastgesteld_op"])


PAKKET = {"vorm": 1, "hulpvraag": "opvoedhulp", "grondslag": "Het gezin geeft toestemming", "leden": []}


def stel_vast(plan: Planversie, tweede: Gebruiker, nummer: int = 1) -> None:
    """Freeze it without asking what must be in it, and lay its PDF beside it."""
    plan.momentopname = opname_van(plan, Medewerker.objects.get(pk=tweede.pk))
    plan.status, plan.nummer, plan.vastgesteld_op, plan.vastgesteld_door_id = (
        "vastgesteld",
        nummer,
        timezone.now(),
        tweede.pk,
    )
    plan.save()
    welk = {"borgingsplan" if isinstance(plan, g.Borgingsplan) else "plan": plan}
    g.Planafdruk.objects.create(gezin=plan.gezin, klaar_op=timezone.now(), inhoud=INHOUD, **welk)


def vul_verwijzingen(maak: Any, gezin: g.Gezin, aanbieder: Aanbieder, kind: Any, auteur: Gebruiker, merk: str) -> None:
    """A referral that waits for an answer, a concept, one whose help runs and may end, and all that was said about it."""
    spic = Spic.objects.te_verwijzen(timezone.localdate()).filter(segment__code="B", profiel__crisis=False).first()
    hulp, door = merk or "opvoedhulp", {"door_id": auteur.pk}
    pakket = {"inhoud": PAKKET | {"toelichting": merk}, "sha256": "0" * 64, **door}
    concept = maak(Verwijzing, "Verwijzingconcept", aanbieder=aanbieder, hulpvraag=hulp, **door)
    maak(VerwijzingKind, "Conceptkind", verwijzing=concept, kind=kind, spic=spic)
    lopend = maak(
        Verwijzing,
        "LopendeVerwijzing",
        aanbieder=aanbieder,
        hulpvraag=hulp,
        status="einde_voorgesteld",
        verzonden_op=DAG,
        gestart_op=DAG,
        **door,
    )
    maak(VerwijzingKind, verwijzing=lopend, kind=kind, spic=spic)
    maak(Pakket, "LopendPakket", verwijzing=lopend, aanbieder=aanbieder, **pakket)
    maak(Verwijzingstap, verwijzing=lopend, van="verzonden", naar="geaccepteerd", reden=merk, **door)
    maak(SpicBijdrage, verwijzing=lopend, soort="argument", partij="gi", tekst=merk or "te weinig", **door)
    maak(Voortgang, verwijzing=lopend, woorden=merk or "het gaat goed", **door)
    maak(VerwijzingBericht, verwijzing=lopend, tekst=merk or "bel mij", partij="aanbieder", **door)
    einde = maak(
        Eindvoorstel,
        verwijzing=lopend,
        reden_id="volgens_plan",
        toelichting=merk or "klaar",
        einddatum=timezone.localdate(),
        partij="aanbieder",
        **door,
    )
    resultaat = gezin.resultaten.first()
    maak(Eindoordeel, voorstel=einde, resultaat=resultaat, uitkomst="deels", woorden=merk)
    maak(VerwijzingResultaat, verwijzing=lopend, resultaat=resultaat, wat=merk or "rust")
    onder = Aanbieder.objects.get_or_create(
        naam=f"Klein Verzonnen {'Es' if merk else 'Wilg'}", defaults={"soort": "onderaannemer"}
    )[0]
    maak(Onderaanneming, verwijzing=lopend, aanbieder=onder, wat=merk or "spel", **door)
    verwijzing = maak(Verwijzing, aanbieder=aanbieder, hulpvraag=hulp, status="verzonden", verzonden_op=DAG, **door)
    maak(Pakket, verwijzing=verwijzing, aanbieder=aanbieder, **pakket)
    verkenning = maak(Verkenning, vraag=hulp, spic=spic, regio=merk, **door)
    maak(VerkenningAanbieder, verkenning=verkenning, aanbieder=aanbieder)


def vul_overleg(maak: Any, ouder: Any, netwerk: Any, resultaat: Any, auteur: Gebruiker, merk: str) -> None:
    """A meeting that was held, one that is to come, and a request for information."""
    nu, door = timezone.now(), {"door_id": auteur.pk}
    gehouden = maak(
        g.Uitvoerdersoverleg,
        "GehoudenOverleg",
        op=nu - timedelta(days=20),
        status="gehouden",
        verslag=merk,
        vastgelegd_op=nu,
        vastgelegd_door_id=auteur.pk,
        **door,
    )
    gepland = maak(g.Uitvoerdersoverleg, op=nu + timedelta(days=20), waar=f"school {merk}", **door)
    maak(g.Overlegdeelnemer, overleg=gehouden, gezinslid=ouder, aanwezig=True)
    maak(g.Overlegdeelnemer, "Netwerkdeelnemer", overleg=gepland, netwerklid=netwerk)
    maak(g.Overlegdeelnemer, "Gast", overleg=gepland, naam=f"Gast {merk}", organisatie="De Verzonnen Wilg")
    maak(
        g.Overlegresultaat,
        overleg=gehouden,
        stam=resultaat,
        resultaat=resultaat,
        cijfer_vorig=4,
        cijfer=5,
        woorden_gezin=merk,
        status="loopt",
    )
    maak(g.Overlegafspraak, overleg=gehouden, wat=merk or "bellen", wie="moeder", uiterlijk=DAG)
    compensatie = maak(g.Compensatie, stam=resultaat, hoort="De Verzonnen Wilg", sinds=DAG, reden=merk)
    maak(g.Compensatiebeoordeling, compensatie=compensatie, overleg=gehouden, oordeel="loopt_door", woorden=merk)
    maak(
        g.Informatieverzoek,
        organisatie=f"Praktijk {merk}",
        over=ouder,
        wat=merk or "voortgang",
        grond="toestemming",
        toestemming_van=ouder,
        toestemming_op=DAG,
        gevraagd_op=DAG,
        **door,
    )


def vul_signalen(gezin: g.Gezin, rijen: dict[str, Any], auteur: Gebruiker, merk: str) -> None:
    """One that is open and one that was judged."""
    woorden = {"feit": merk or "blauwe plek", "mening": merk, "bron": merk, "melder_naam": merk, "melder": "school"}
    for naam in ("BeoordeeldSignaal", "Signaal"):
        rijen[naam] = v.Signaal.meld(
            gezin, sleutel=uuid4(), door_id=auteur.pk, kinderen=[rijen["Kind"]], soort="onveilig", **woorden
        )
    rijen["Signaalkind"] = rijen["Signaal"].kinderen.get()
    rijen["Signaalbeoordeling"] = rijen["BeoordeeldSignaal"].beoordeel(
        door_id=auteur.pk, oordeel=merk or "gebeld", anders=merk or "gebeld", terugkoppeling=merk
    )


def vul_hulp(maak: Any, ouder: Any, resultaat: Any, auteur: Gebruiker, merk: str) -> None:
    """Help without a SPIC that runs, with all that hangs on it."""
    hulp = maak(
        AndereHulp,
        soort_id="ggz_ouder",
        wat_nodig=merk or "behandeling voor moeder",
        organisatie=f"GGZ {merk or 'Proefstad'}",
        contactpersoon=f"Lies {merk}",
        telefoon="020-0000007",
        bezoeken=1,
        bezoeken_per="week",
        aangevraagd_op=DAG,
        status="gestart",
        gestart_op=DAG,
        sleutel=uuid4(),
        door_id=auteur.pk,
    )
    maak(Hulpontvanger, hulp=hulp, gezinslid=ouder)
    maak(Hulpresultaat, hulp=hulp, stam=resultaat)
    maak(Hulpwissel, hulp=hulp, van=f"Piet {merk}", naar=f"Lies {merk}", op=DAG, reden=merk, door_id=auteur.pk)
    oordeel = {"nodig": merk or "behandeling", "gegeven": merk or "een groep", "reden": merk or "geen plek"}
    wie = {"sleutel": uuid4(), "door_id": auteur.pk}
    maak(Passendheid, hulp=hulp, moment="start", oordeel="deels", op=timezone.localdate(), **oordeel, **wie)
    telling = {"afgesproken": 4, "geleverd": 2, "toelichting": merk, "door_id": auteur.pk}
    maak(Bezoekmaand, hulp=hulp, maand=DAG, **telling)
    maak(PsychischeProblemen, gezinslid=ouder, sinds=DAG, volgens="ouder", door_id=auteur.pk)
    maak(Belregel, hulp=hulp, tonen=True, waarvoor=merk or "als het somber is")


def vul(gezin: g.Gezin, auteur: Gebruiker, tweede: Gebruiker, merk: str = "") -> dict[str, int]:
    """Fill this family; `merk` stands in every text. Returns {model name: pk}; "Kind" and "Ouder" are the two members."""
    rijen: dict[str, Any] = {}

    def maak(model: Any, _naam: str = "", **velden: Any) -> Any:
        rij = model.objects.create(gezin=gezin, **velden)
        rijen[_naam or model.__name__] = rij
        return rij

    wie = {"auteur_id": auteur.pk}
    huis = maak(g.Huishouden, naam=f"bij moeder {merk}")
    kind = KindFactory(gezin=gezin, voornaam=f"Kind{merk}", huishouden=huis)
    ouder = GezinslidFactory(gezin=gezin, voornaam=f"Ouder{merk}", huishouden=huis)
    rijen |= {"Kind": kind, "Ouder": ouder, "Gezinslid": ouder}
    bewaar_bsn(ouder, BSN_MERK if merk else "123456782")
    maak(g.Adres, gezinslid=ouder, straat=f"Straat{merk}", huisnummer="1", plaats="Voorbeeldstad", postcode="0000 AA")
    maak(g.Contactgegeven, gezinslid=ouder, soort="telefoon", waarde="06-00000001")
    maak(g.Relatie, van=ouder, soort="ouder", naar=kind)
    maak(g.Gezag, kind=kind, houder=ouder, soort="ouderlijk", vanaf=DAG)
    netwerk = maak(g.Netwerklid, naam=f"Juf {merk}", soort="school")
    maatregel = maak(g.Maatregel, kind=kind, soort_id="11", begin=DAG, einde=date(2027, 3, 14), bedreigingen=merk)
    machtiging = maak(g.Machtiging, kind=kind, soort_id="72", maatregel=maatregel, begin=DAG, einde=date(2027, 3, 1))
    maak(g.Zitting, op=timezone.now(), onderwerp=f"verlenging {merk}", maatregel=maatregel)
    maak(g.SchriftelijkeAanwijzing, maatregel=maatregel, aan=ouder, tekst=merk or "tekst", verzonden_op=DAG)
    maak(g.Verblijf, kind=kind, soort_id="thuis", waar=f"thuis {merk}", vanaf=DAG, machtiging=machtiging)
    norm = g.Norm.objects.get(code="kind_gezien", geldig_tot=None)
    dagen = {"vanaf": DAG, "uiterlijk": date(2027, 6, 1)}
    maak(
        g.Termijn,
        norm=norm,
        code=norm.code,
        onderwerp_soort="kind",
        onderwerp_id=kind.pk,
        eigenaar_rol="gezinsmanager",
        **dagen,
    )
    plan = maak(g.Gezinsplan, stip=f"stip {merk}", auteur_id=auteur.pk)
    maak(g.Planonderwerp, plan=plan, leefgebied_id="wonen", zorgen=merk)
    maak(g.Gezinspatroon, plan=plan, beschrijving=merk or "patroon")
    maak(g.Kindbehoefte, plan=plan, kind=kind, behoefte=merk or "rust")
    resultaat = maak(
        g.Resultaat,
        plan=plan,
        leefgebied_id="wonen",
        wat=merk or "wat",
        uiterlijk=date(2027, 1, 1),
        cijfer_nu=4,
        cijfer_gewenst=7,
        wie_hoort="moeder",
    )
    maak(g.Actie, resultaat=resultaat, wat=merk or "bellen", wie="moeder")
    maak(g.EigenVisie, plan=plan, gezinslid=ouder, visie=merk)
    rijen |= {"VastResultaat": resultaat, "VastActie": rijen["Actie"], "VastPlan": plan}
    stel_vast(plan, tweede)
    nieuw = g.Gezinsplan.objects.maak_concept(gezin, door_id=auteur.pk)
    rijen |= {"Gezinsplan": nieuw, "Resultaat": nieuw.resultaten.get()}
    rijen["Actie"] = rijen["Resultaat"].acties.get()
    maak(g.Familiegroepsplan, aangeboden_op=DAG, toelichting=merk)
    contact = maak(
        g.Contactmoment, soort="huisbezoek", tekst=f"gezien {merk}", op=timezone.now() - timedelta(days=3), **wie
    )
    maak(g.Aanwezigheid, contactmoment=contact, gezinslid=kind, aanwezig="aanwezig", gezien="gesproken")
    maak(g.Aanwezigheid, "AanwezigheidNetwerk", contactmoment=contact, netwerklid=netwerk, aanwezig="aanwezig")
    maak(g.ContactResultaat, contactmoment=contact, resultaat=resultaat)
    maak(g.Contactafspraak, kind=kind, weken=2, vanaf=DAG)
    begeleiding = gezin.begeleiding
    team = gezin.toewijzingen.get().basisteam
    overleg = g.Basisteamoverleg.objects.get_or_create(team=team, datum=DAG + timedelta(days=7))[0]
    gehouden = {"status": "gehouden", "voorzitter_id": auteur.pk}
    rijen["GehoudenBto"] = g.Basisteamoverleg.objects.get_or_create(team=team, datum=DAG, defaults=gehouden)[0]
    punt = {"begeleiding": begeleiding, "van_fase": begeleiding.fase, "ingebracht_door_id": auteur.pk}
    maak(
        g.Agendapunt,
        "Besluit",
        soort="anders",
        toelichting=merk,
        besluit="akkoord",
        besluit_tekst=merk or "besproken",
        besloten_door_id=tweede.pk,
        besloten_op=DAG,
        overleg=rijen["GehoudenBto"],
        **punt,
    )
    maak(g.Agendapunt, soort="faseovergang", naar_fase="ondersteunen", toelichting=merk, uitzondering=merk, **punt)
    rijen["Basisteamoverleg"] = overleg
    document = maak(g.Document, soort="brief", titel=f"brief {merk}", toegevoegd_door_id=auteur.pk, **PDF)
    document.bewaar_inhoud(INHOUD, door_id=auteur.pk)
    maak(g.Afspraak, op=timezone.now() + timedelta(days=2), waarover=merk, met_id=auteur.pk)
    vul_hulp(maak, ouder, resultaat, auteur, merk)
    vul_overleg(maak, ouder, netwerk, resultaat, auteur, merk)
    maak(g.Duwtje, termijn=rijen["Termijn"], reden=merk, op=DAG, door_id=tweede.pk)
    maak(g.Gebeurtenis, soort="gezin.gewijzigd", door_id=auteur.pk)
    maak(v.Veiligheidsmeting, kind=kind, soort="actueel", cijfer=7, reden=merk, **wie)
    maak(v.Veiligheidsmeting, "Blijvend", kind=kind, soort="blijvend", cijfer=6, reden=merk, **wie)
    veilig = maak(v.Veiligheidsplan, nummer=1, aanleiding=merk, volgende_stap=merk or "bellen", **wie)
    eis = maak(v.Bodemeis, veiligheidsplan=veilig, eis=merk or "eis", consequentie=merk or "dan")
    maak(v.Veiligheidsafspraak, veiligheidsplan=veilig, wie="moeder", wat=merk or "belt", controle="bellen")
    maak(v.ContactBodemeis, contactmoment=contact, bodemeis=eis)
    for naam in ("OpgelosteKwestie", "Kwestie"):
        kwestie = maak(
            g.Kwestie,
            naam,
            wat=merk or "wachtlijst",
            oorzaak_id="wachtlijst",
            kind=kind,
            resultaat=resultaat,
            begonnen_op=DAG,
            sleutel=uuid4(),
            door_id=auteur.pk,
        )
        kwestie.meld(door_id=auteur.pk)
    g.Kwestie.objects.get(pk=rijen["OpgelosteKwestie"].pk).los_op(
        hoe=merk or "er kwam plaats", wie=merk or "teammanager", op=timezone.localdate(), door_id=auteur.pk
    )
    rijen["Kwestiestap"] = kwestie.stappen.get()
    borging = maak(g.Borgingsplan, auteur_id=auteur.pk)
    maak(g.Borgingspunt, plan=borging, soort="vroeg", tekst=merk or "we eten niet samen")
    maak(g.Borgingsactie, plan=borging, wie="oma", wat=merk or "komt langs")
    maak(g.Borgingscontact, plan=borging, naam=f"Oma {merk}", telefoon="06-00000009")
    maak(g.Borgingsantwoord, plan=borging, vraag_id="trots", gezinslid=ouder, antwoord=merk or "op ons")
    stel_vast(borging, tweede)
    rijen["VastBorgingsplan"] = borging
    nieuw_plan = rijen["Borgingsplan"] = g.Borgingsplan.objects.maak_concept(gezin, door_id=auteur.pk)
    for deel in ("Borgingspunt", "Borgingsactie", "Borgingscontact", "Borgingsantwoord"):
        rijen[deel] = getattr(g, deel).objects.get(plan=nieuw_plan)
    overdracht = maak(
        g.Overdracht,
        begeleiding=gezin.begeleiding,
        op=DAG,
        lokaal_team=LokaalTeamFactory(),
        persoon=f"Lot {merk}",
        afspraken=merk or "bellen",
        auteur_id=auteur.pk,
    )
    maak(g.Overdrachtaanwezige, overdracht=overdracht, gezinslid=ouder)
    aanbieder = Aanbieder.objects.get_or_create(
        naam=f"De Verzonnen {'Es' if merk else 'Wilg'}", defaults={"soort": "hoofdaannemer"}
    )[0]
    vul_verwijzingen(maak, gezin, aanbieder, kind, auteur, merk)
    vul_signalen(gezin, rijen, auteur, merk)
    instrument = v.Instrument.objects.filter(code="HAVIK", actief=True).first()
    if instrument:
        maak(v.Afname, instrument=instrument, kind=kind, argument=merk, **wie)
    return {naam: rij.pk for naam, rij in rijen.items()}
