"""The table of every page: its door, its right, its methods, and which row its address needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ggw.organisatie.rollen import rechten_van


@dataclass(frozen=True)
class Regel:
    deur: str
    recht: str | None
    methoden: str = "GET"
    rij: str = ""
    """Name of the row in `tests.vol_gezin`, for an address with `pk`."""
    sleutel: str = "pk"
    """How the address calls that row."""
    extra: tuple[tuple[str, Any], ...] = ()
    alleen: tuple[str, ...] = ()
    """Roles of which this person may do it: the author of this row, or who may withdraw another's."""


LIDMAATSCHAP = -1
"""Stands for the membership of the person in the address; its id is known when the world is there."""

STELSEL = (("stelsel", "spic-voorbeeld"),)
"""The example catalogue that comes with the migrations."""

MATRIX: dict[str, Regel] = {
    "gezond": Regel("openbaar", None),
    "security-txt": Regel("openbaar", None),
    "robots-txt": Regel("openbaar", None),
    "mijn-gegevens": Regel("beheer", None),
    "account_logout": Regel("openbaar", None, "GET POST"),
    "sessies": Regel("beheer", None, "GET POST"),
    "sessie-verlengen": Regel("beheer", None, "POST"),
    "uitnodiging": Regel("openbaar", None, "GET POST", extra=(("token", "bestaat-niet"),)),
    "organisatie:mensen": Regel("beheer", "beheer.mensen"),
    "organisatie:mens-uitnodigen": Regel("beheer", "beheer.mensen", "GET POST"),
    "organisatie:mens": Regel("beheer", "beheer.mensen", "GET POST", "Gebruiker"),
    "organisatie:mens-opnieuw-uitnodigen": Regel("beheer", "beheer.mensen", "GET POST", "Gebruiker"),
    "organisatie:mens-rol": Regel("beheer", "beheer.mensen", "GET POST", "Gebruiker"),
    "organisatie:mens-tweede-stap": Regel("beheer", "beheer.mensen", "GET POST", "Gebruiker"),
    "organisatie:voorstellen": Regel("beheer", "beheer.goedkeuren"),
    "organisatie:voorstel": Regel("beheer", "beheer.goedkeuren", "GET POST", "Voorstel"),
    "organisatie:rechten": Regel("beheer", "vandaag.bekijken"),
    "organisatie:mens-beeindigen": Regel("beheer", "beheer.mensen", "GET POST", "Gebruiker"),
    "organisatie:mens-in-team": Regel("beheer", "beheer.mensen", "GET POST", "Gebruiker"),
    "organisatie:mens-uit-team": Regel(
        "beheer", "beheer.mensen", "GET POST", "Gebruiker", extra=(("lidmaatschap", LIDMAATSCHAP),)
    ),
    "gezinnen:werkwijzer": Regel("dossier", "contact.bekijken"),
    "gezinnen:termijn-uitstellen": Regel("dossier", "termijn.uitstellen", "GET POST", "Termijn"),
    "gezinnen:termijn-nvt": Regel("dossier", "termijn.uitstellen", "GET POST", "Termijn"),
    "gezinnen:normen": Regel("beheer", "beheer.naslag"),
    "gezinnen:norm-wijzigen": Regel("beheer", "beheer.naslag", "GET POST", extra=(("code", "gezinsplan"),)),
    "organisatie:naslag": Regel("beheer", "beheer.naslag"),
    "organisatie:naslag-lijst": Regel("beheer", "beheer.naslag", extra=(("soort", "aanbieders"),)),
    "organisatie:naslag-toevoegen": Regel("beheer", "beheer.naslag", "GET POST", extra=(("soort", "aanbieders"),)),
    "organisatie:naslag-wijzigen": Regel(
        "beheer", "beheer.naslag", "GET POST", "Aanbieder", extra=(("soort", "aanbieders"),)
    ),
    "concepten:bewaar": Regel("beheer", None, "POST"),
    "concepten:gooi-weg": Regel("beheer", None, "POST"),
    "concepten:teken": Regel("beheer", None),
    "toezicht:begin": Regel("toezicht", "inzage.bekijken"),
    "toezicht:gezin": Regel("toezicht", "inzage.bekijken", extra=(("nummer", "2026-0417"),)),
    "toezicht:medewerker": Regel("toezicht", "inzage.bekijken", "GET", "Gebruiker"),
    "toezicht:opvallend": Regel("toezicht", "inzage.beoordelen", "GET POST", "Opvallend"),
    "toezicht:noodtoegang": Regel("toezicht", "inzage.beoordelen", "GET POST", "Noodtoegang"),
    "toezicht:afscherming": Regel("toezicht", "afscherming.beslissen", "GET POST"),
    "organisatie:rooster": Regel("beheer", "rooster.wijzigen", "GET POST"),
    "organisatie:dienst-weg": Regel("beheer", "rooster.wijzigen", "POST", "Dienst"),
    "organisatie:vervangingen": Regel("beheer", "vervanging.regelen", "GET POST"),
    "organisatie:vervanging-weg": Regel("beheer", "vervanging.regelen", "POST", "Vervanging"),
    "gezinnen:openen": Regel("beheer", "gezin.bekijken"),
    "gezinnen:noodtoegang": Regel("beheer", "noodtoegang.vragen", "GET POST"),
    "gezinnen:noodtoegang-stoppen": Regel("dossier", "noodtoegang.vragen", "POST"),
    "gezinnen:noodtoegang-toestaan": Regel("dossier", "noodtoegang.toestaan", "GET POST"),
    "gezinnen:afscherming": Regel("dossier", "gezin.afschermen", "GET POST"),
    "gezinnen:afscherming-opheffen": Regel("dossier", "gezin.afschermen", "GET POST"),
    "gezinnen:benoemde-weg": Regel("dossier", "gezin.afschermen", "GET POST", extra=(("pk", 1),)),
    "spic:hulp": Regel("dossier", "verwijzing.bekijken"),
    "spic:verwijzing-nieuw": Regel("dossier", "verwijzing.schrijven", "GET POST"),
    "spic:verwijzing": Regel("dossier", "verwijzing.bekijken", "GET", "Verwijzing"),
    "spic:verwijzing-wijzigen": Regel("dossier", "verwijzing.schrijven", "GET POST", "Verwijzingconcept"),
    "spic:verwijzing-versturen": Regel("dossier", "verwijzing.schrijven", "GET POST", "Verwijzingconcept"),
    "spic:verwijzing-delen": Regel("dossier", "verwijzing.schrijven", "GET POST", "Verwijzing"),
    "spic:verwijzing-gedeeld": Regel("dossier", "verwijzing.bekijken", "GET", "LopendeVerwijzing"),
    "spic:verwijzing-intrekken": Regel("dossier", "verwijzing.schrijven", "GET POST", "Verwijzing"),
    "spic:verwijzing-startgesprek": Regel("dossier", "verwijzing.schrijven", "GET POST", "Verwijzing"),
    "spic:verwijzing-startgesprek-gehouden": Regel("dossier", "verwijzing.schrijven", "GET POST", "LopendeVerwijzing"),
    "spic:verwijzing-gestart": Regel("dossier", "verwijzing.schrijven", "GET POST", "LopendeVerwijzing"),
    "spic:verwijzing-stagnatie": Regel("dossier", "verwijzing.schrijven", "GET POST", "LopendeVerwijzing"),
    "spic:verwijzing-einddatum": Regel("dossier", "verwijzing.schrijven", "GET POST", "LopendeVerwijzing"),
    "spic:verwijzing-voortgang": Regel("dossier", "verwijzing.schrijven", "GET POST", "LopendeVerwijzing"),
    "spic:verwijzing-einde": Regel("dossier", "verwijzing.schrijven", "GET POST", "LopendeVerwijzing"),
    "spic:verwijzing-eindbesluit": Regel("dossier", "verwijzing.schrijven", "GET POST", "LopendeVerwijzing"),
    "spic:verwijzing-bericht": Regel("dossier", "verwijzing.schrijven", "POST", "LopendeVerwijzing"),
    "spic:verwijzing-gelezen": Regel("dossier", "verwijzing.schrijven", "POST", "LopendeVerwijzing"),
    "spic:verwijzing-argument": Regel("dossier", "verwijzing.spic", "GET POST", "Verwijzing"),
    "spic:verwijzing-spicbesluit": Regel("dossier", "verwijzing.spic", "GET POST", "LopendeVerwijzing"),
    "spic:onder-stoppen": Regel("dossier", "verwijzing.schrijven", "POST", "Onderaanneming"),
    "spic:verkenning-nieuw": Regel("dossier", "verwijzing.schrijven", "GET POST"),
    "spic:verkenning": Regel("dossier", "verwijzing.bekijken", "GET", "Verkenning"),
    "spic:verkenning-sluiten": Regel("dossier", "verwijzing.schrijven", "POST", "Verkenning"),
    "spic:partner-plek": Regel("partner", "partner.beantwoorden", "GET POST", "VerkenningAanbieder", "vraag"),
    "spic:partner": Regel("partner", "partner.bekijken"),
    "spic:partner-verwijzing": Regel("partner", "partner.bekijken", "GET", "Verwijzing", "verwijzing"),
    "spic:partner-antwoord": Regel("partner", "partner.beantwoorden", "GET POST", "Verwijzing", "verwijzing"),
    "spic:partner-argument": Regel("partner", "partner.beantwoorden", "GET POST", "Verwijzing", "verwijzing"),
    "spic:partner-mensen": Regel("partner", "partner.beantwoorden", "GET POST", "Verwijzing", "verwijzing"),
    "spic:partner-onderaannemer": Regel("partner", "partner.beantwoorden", "GET POST", "Verwijzing", "verwijzing"),
    "spic:partner-startgesprek": Regel("partner", "partner.melden", "GET POST", "LopendeVerwijzing", "verwijzing"),
    "spic:partner-gestart": Regel("partner", "partner.melden", "GET POST", "LopendeVerwijzing", "verwijzing"),
    "spic:partner-stagnatie": Regel("partner", "partner.melden", "GET POST", "LopendeVerwijzing", "verwijzing"),
    "spic:partner-voortgang": Regel("partner", "partner.melden", "GET POST", "LopendeVerwijzing", "verwijzing"),
    "spic:partner-einde": Regel("partner", "partner.melden", "GET POST", "LopendeVerwijzing", "verwijzing"),
    "spic:partner-bericht": Regel("partner", "partner.melden", "POST", "LopendeVerwijzing", "verwijzing"),
    "spic:partner-startgesprek-gehouden": Regel("partner", "partner.melden", "POST", "LopendeVerwijzing", "verwijzing"),
    "spic:partner-onder-stoppen": Regel(
        "partner", "partner.beantwoorden", "POST", "LopendeVerwijzing", "verwijzing", extra=(("onder", 1),)
    ),
    "gezinnen:gezien": Regel("dossier", "gezin.inzage"),
    "rapportage:gezien-pdf": Regel("dossier", "gezin.inzage"),
    "gezinnen:overzicht": Regel("dossier", "gezin.bekijken"),
    "gezinnen:fase": Regel("dossier", "fase.bekijken"),
    "gezinnen:fase-aanvragen": Regel("dossier", "fase.aanvragen", "GET POST", extra=(("naar", "ondersteunen"),)),
    "gezinnen:fase-afsluiten": Regel("dossier", "fase.aanvragen", "GET POST"),
    "gezinnen:agendapunt-nieuw": Regel("dossier", "bto.bijhouden", "GET POST"),
    "gezinnen:agendapunt-intrekken": Regel("dossier", "bto.bijhouden", "POST", "Agendapunt"),
    "gezinnen:agendapunt-besluit": Regel("dossier", "bto.besluiten", "GET POST", "Agendapunt"),
    "gezinnen:agendapunt-verteld": Regel(
        "dossier", "fase.bekijken", "GET POST", "Besluit", alleen=("gezinsmanager", "senior")
    ),
    "gezinnen:heropenen": Regel("beheer", "gezin.heropenen", "GET POST"),
    "gezinnen:basisteamoverleg": Regel("lijst", "bto.bekijken"),
    "gezinnen:bto-plannen": Regel("lijst", "bto.bijhouden", "GET POST"),
    "gezinnen:bto": Regel("lijst", "bto.bekijken", "GET", "Basisteamoverleg"),
    "gezinnen:bto-aanvullen": Regel("lijst", "bto.bijhouden", "POST", "Basisteamoverleg"),
    "gezinnen:bto-verslag": Regel("lijst", "bto.bijhouden", "GET POST", "Basisteamoverleg"),
    "gezinnen:bto-afronden": Regel("lijst", "bto.bijhouden", "POST", "Basisteamoverleg"),
    "gezinnen:afspraken": Regel("dossier", "contact.bekijken"),
    "gezinnen:afspraak-nieuw": Regel("dossier", "contact.vastleggen", "GET POST"),
    "gezinnen:afspraak-wijzigen": Regel("dossier", "contact.vastleggen", "GET POST", "Afspraak"),
    "gezinnen:afspraak-afzeggen": Regel("dossier", "contact.vastleggen", "GET POST", "Afspraak"),
    "gezinnen:contactafspraken": Regel("dossier", "contact.vastleggen", "GET POST"),
    "gezinnen:overleg": Regel("dossier", "contact.bekijken"),
    "gezinnen:overleg-plannen": Regel("dossier", "overleg.houden", "GET POST"),
    "gezinnen:overleg-genodigden": Regel("dossier", "overleg.houden", "GET POST", "Uitvoerdersoverleg"),
    "gezinnen:overleg-verzetten": Regel("dossier", "overleg.houden", "GET POST", "Uitvoerdersoverleg"),
    "gezinnen:overleg-afzeggen": Regel("dossier", "overleg.houden", "GET POST", "Uitvoerdersoverleg"),
    "gezinnen:overleg-verslag": Regel("dossier", "overleg.houden", "GET POST", "GehoudenOverleg"),
    "gezinnen:overlegafspraak-gedaan": Regel("dossier", "overleg.houden", "POST", "Overlegafspraak"),
    "gezinnen:informatieverzoek-nieuw": Regel("dossier", "overleg.houden", "GET POST"),
    "gezinnen:informatieverzoek": Regel("dossier", "contact.bekijken", "GET", "Informatieverzoek"),
    "gezinnen:informatieverzoek-afhandelen": Regel("dossier", "overleg.houden", "GET POST", "Informatieverzoek"),
    "gezinnen:informatieverzoek-herinneren": Regel("dossier", "overleg.houden", "POST", "Informatieverzoek"),
    "veiligheid:overleg": Regel("dossier", "contact.bekijken", "GET", "Uitvoerdersoverleg"),
    "veiligheid:overleg-houden": Regel("dossier", "overleg.houden", "GET POST", "Uitvoerdersoverleg"),
    "rapportage:overleg-pdf": Regel("dossier", "contact.bekijken", "GET", "GehoudenOverleg"),
    "rapportage:informatieverzoek-pdf": Regel("dossier", "contact.bekijken", "GET", "Informatieverzoek"),
    "gezinnen:familiegroepsplan": Regel("dossier", "plan.bekijken"),
    "gezinnen:familiegroepsplan-nieuw": Regel("dossier", "plan.schrijven", "GET POST"),
    "gezinnen:familiegroepsplan-wijzigen": Regel("dossier", "plan.schrijven", "GET POST", "Familiegroepsplan"),
    "gezinnen:agenda": Regel("lijst", "contact.bekijken"),
    "gezinnen:agenda-koppelen": Regel("beheer", "contact.bekijken", "GET POST"),
    "gezinnen:agenda-feed": Regel("openbaar", None, extra=(("token", "bestaat-niet"),)),
    "gezinnen:berichten": Regel("lijst", "vandaag.bekijken"),
    "gezinnen:berichten-voorkeuren": Regel("beheer", "vandaag.bekijken", "GET POST"),
    "gezinnen:weekoverzicht": Regel("lijst", "termijn.herinneren"),
    "gezinnen:verzending": Regel("beheer", "beheer.verzending", "GET POST"),
    "gezinnen:termijn-duwtje": Regel("dossier", "termijn.herinneren", "GET POST", "Termijn"),
    "gezinnen:aanmeldingen": Regel("instroom", "aanmelding.behandelen"),
    "gezinnen:aanmelding-nieuw": Regel("instroom", "aanmelding.behandelen", "GET POST"),
    "gezinnen:aanmelding-bekend": Regel("instroom", "aanmelding.behandelen", "GET POST"),
    "gezinnen:aanmelding": Regel("instroom", "aanmelding.behandelen", "GET", "Aanmelding"),
    "gezinnen:aanmelding-wijzigen": Regel("instroom", "aanmelding.behandelen", "GET POST", "Aanmelding"),
    "gezinnen:aanmelding-aanvaarden": Regel("instroom", "aanmelding.behandelen", "GET POST", "Aanmelding"),
    "gezinnen:aanmelding-weigeren": Regel("instroom", "aanmelding.behandelen", "GET POST", "Aanmelding"),
    "gezinnen:kwestielijst": Regel("lijst", "kwestie.bekijken"),
    "gezinnen:kwesties": Regel("dossier", "kwestie.bekijken"),
    "gezinnen:kwestie-nieuw": Regel("dossier", "kwestie.schrijven", "GET POST"),
    "gezinnen:kwestie": Regel("dossier", "kwestie.bekijken", "GET", "Kwestie"),
    "gezinnen:kwestie-escaleren": Regel("dossier", "kwestie.schrijven", "GET POST", "Kwestie"),
    "gezinnen:kwestie-oplossen": Regel("dossier", "kwestie.schrijven", "GET POST", "Kwestie"),
    "gezinnen:kwestie-heropenen": Regel("dossier", "kwestie.schrijven", "GET POST", "OpgelosteKwestie"),
    "gezinnen:borging": Regel("dossier", "borging.bekijken"),
    "gezinnen:borging-versie": Regel("dossier", "borging.bekijken", "GET", "VastBorgingsplan"),
    "gezinnen:borging-maken": Regel("dossier", "borging.schrijven", "POST"),
    "gezinnen:borging-concept": Regel("dossier", "borging.schrijven"),
    "gezinnen:borging-punten": Regel("dossier", "borging.schrijven", "GET POST", extra=(("soort", "vroeg"),)),
    "gezinnen:borging-acties": Regel("dossier", "borging.schrijven", "GET POST"),
    "gezinnen:borging-contacten": Regel("dossier", "borging.schrijven", "GET POST"),
    "gezinnen:borging-antwoorden": Regel("dossier", "borging.schrijven", "GET POST", "Gezinslid"),
    "gezinnen:borging-lezen": Regel("dossier", "borging.bekijken"),
    "gezinnen:borging-aanbieden": Regel("dossier", "borging.schrijven", "POST"),
    "gezinnen:borging-vaststellen": Regel("dossier", "borging.vaststellen", "POST"),
    "gezinnen:borging-teruggeven": Regel("dossier", "borging.vaststellen", "GET POST"),
    "gezinnen:overdracht-nieuw": Regel("dossier", "borging.schrijven", "GET POST"),
    "gezinnen:overdracht": Regel("dossier", "borging.schrijven", "GET POST", "Overdracht"),
    "rapportage:borging-pdf": Regel("dossier", "borging.bekijken", "GET", "VastBorgingsplan"),
    "rapportage:borging-pdf-stand": Regel("dossier", "borging.bekijken", "GET", "VastBorgingsplan"),
    "rapportage:borging-koelkast": Regel("dossier", "borging.bekijken", "GET", "VastBorgingsplan"),
    "rapportage:borging-concept-pdf": Regel("dossier", "borging.bekijken"),
    "gezinnen:toewijzen": Regel("dossier", "gezin.toewijzen", "GET POST"),
    "gezinnen:leden": Regel("dossier", "gezin.bekijken"),
    "gezinnen:lid-toevoegen": Regel("dossier", "gezin.wijzigen", "GET POST"),
    "gezinnen:lid": Regel("dossier", "gezin.bekijken", "GET", "Gezinslid"),
    "gezinnen:lid-wijzigen": Regel("dossier", "gezin.wijzigen", "GET POST", "Gezinslid"),
    "gezinnen:huishouden-toevoegen": Regel("dossier", "gezin.wijzigen", "GET POST"),
    "gezinnen:huishouden-wijzigen": Regel("dossier", "gezin.wijzigen", "GET POST", "Huishouden"),
    "gezinnen:adres-toevoegen": Regel("dossier", "gezin.wijzigen", "GET POST", "Gezinslid"),
    "gezinnen:adres-wijzigen": Regel("dossier", "gezin.wijzigen", "GET POST", "Adres"),
    "gezinnen:adres-tonen": Regel("dossier", "gezin.wijzigen", "POST", "Adres"),
    "gezinnen:contactgegeven-toevoegen": Regel("dossier", "gezin.wijzigen", "GET POST", "Gezinslid"),
    "gezinnen:contactgegeven-wijzigen": Regel("dossier", "gezin.wijzigen", "GET POST", "Contactgegeven"),
    "gezinnen:contactgegeven-verwijderen": Regel("dossier", "gezin.wijzigen", "POST", "Contactgegeven"),
    "gezinnen:bsn-vastleggen": Regel("dossier", "gezin.wijzigen", "GET POST", "Gezinslid"),
    "gezinnen:bsn-tonen": Regel("dossier", "gezin.bsn_tonen", "GET POST", "Gezinslid"),
    "gezinnen:relatie-toevoegen": Regel("dossier", "gezin.wijzigen", "GET POST"),
    "gezinnen:relatie-beeindigen": Regel("dossier", "gezin.wijzigen", "GET POST", "Relatie"),
    "gezinnen:gezag-toevoegen": Regel("dossier", "gezin.wijzigen", "GET POST"),
    "gezinnen:gezag-beeindigen": Regel("dossier", "gezin.wijzigen", "GET POST", "Gezag"),
    "gezinnen:netwerklid-toevoegen": Regel("dossier", "gezin.wijzigen", "GET POST"),
    "gezinnen:netwerklid-wijzigen": Regel("dossier", "gezin.wijzigen", "GET POST", "Netwerklid"),
    "gezinnen:wensen": Regel("dossier", "gezin.wijzigen", "GET POST"),
    "gezinnen:koppelen": Regel("dossier", "persoon.koppelen", "GET POST", "Gezinslid"),
    "gezinnen:koppeling-beslissen": Regel("dossier", "persoon.koppelen", "POST", "Koppelvoorstel"),
    "gezinnen:documenten": Regel("dossier", "document.bekijken"),
    "gezinnen:document-toevoegen": Regel("dossier", "document.toevoegen", "GET POST"),
    "gezinnen:document": Regel("dossier", "document.bekijken", "GET", "Document"),
    "gezinnen:document-intrekken": Regel(
        "dossier", "document.toevoegen", "GET POST", "Document", alleen=("gezinsmanager", "senior")
    ),
    "gezinnen:dossier": Regel("dossier", "gezin.bekijken"),
    "gezinnen:wie": Regel("dossier", "gezin.bekijken"),
    "gezinnen:maatregelen": Regel("dossier", "gezin.bekijken"),
    "gezinnen:maatregel-nieuw": Regel("dossier", "maatregel.wijzigen", "GET POST"),
    "gezinnen:maatregel-wijzigen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Maatregel"),
    "gezinnen:maatregel-verlengen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Maatregel"),
    "gezinnen:maatregel-beeindigen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Maatregel"),
    "gezinnen:machtiging-nieuw": Regel("dossier", "maatregel.wijzigen", "GET POST"),
    "gezinnen:machtiging-wijzigen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Machtiging"),
    "gezinnen:machtiging-verlengen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Machtiging"),
    "gezinnen:machtiging-beeindigen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Machtiging"),
    "gezinnen:zitting-nieuw": Regel("dossier", "maatregel.wijzigen", "GET POST"),
    "gezinnen:zitting-wijzigen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Zitting"),
    "gezinnen:aanwijzing-nieuw": Regel("dossier", "maatregel.wijzigen", "GET POST"),
    "gezinnen:aanwijzing-wijzigen": Regel("dossier", "maatregel.wijzigen", "GET POST", "SchriftelijkeAanwijzing"),
    "gezinnen:verblijf-nieuw": Regel("dossier", "maatregel.wijzigen", "GET POST"),
    "gezinnen:verblijf-wijzigen": Regel("dossier", "maatregel.wijzigen", "GET POST", "Verblijf"),
    "gezinnen:plan": Regel("dossier", "plan.bekijken"),
    "gezinnen:plan-versie": Regel("dossier", "plan.bekijken", "GET", "VastPlan"),
    "gezinnen:plan-voortgang": Regel("dossier", "plan.schrijven", "GET POST", "VastResultaat"),
    "gezinnen:plan-actie-gedaan": Regel("dossier", "plan.schrijven", "POST", "VastActie"),
    "gezinnen:plan-concept": Regel("dossier", "plan.schrijven"),
    "gezinnen:plan-maken": Regel("dossier", "plan.schrijven", "POST"),
    "gezinnen:plan-aanleiding": Regel("dossier", "plan.schrijven", "GET POST"),
    "gezinnen:plan-leefgebieden": Regel("dossier", "plan.schrijven", "GET POST"),
    "gezinnen:plan-patronen": Regel("dossier", "plan.schrijven", "GET POST"),
    "gezinnen:plan-behoefte": Regel("dossier", "plan.schrijven", "GET POST", "Kind"),
    "gezinnen:plan-resultaat-nieuw": Regel("dossier", "plan.schrijven", "GET POST"),
    "gezinnen:plan-resultaat": Regel("dossier", "plan.schrijven", "GET POST", "Resultaat"),
    "gezinnen:plan-resultaat-weg": Regel("dossier", "plan.schrijven", "POST", "Resultaat"),
    "gezinnen:plan-visie": Regel("dossier", "plan.schrijven", "GET POST", "Gezinslid"),
    "gezinnen:plan-lezen": Regel("dossier", "plan.bekijken"),
    "gezinnen:plan-aanbieden": Regel("dossier", "plan.schrijven", "POST"),
    "gezinnen:plan-vaststellen": Regel("dossier", "plan.vaststellen", "POST"),
    "gezinnen:plan-teruggeven": Regel("dossier", "plan.vaststellen", "GET POST"),
    "veiligheid:overzicht": Regel("dossier", "veiligheid.bekijken"),
    "veiligheid:instrumenten": Regel("beheer", "beheer.naslag", "GET POST"),
    "veiligheid:instrument": Regel("beheer", "beheer.naslag", "GET", "Instrument"),
    "veiligheid:instrument-zetten": Regel("beheer", "beheer.naslag", "POST", "Instrument"),
    "veiligheid:afname-nieuw": Regel("dossier", "veiligheid.afnemen", "GET POST"),
    "veiligheid:afname": Regel("dossier", "veiligheid.bekijken", "GET", "Afname"),
    "veiligheid:afname-invullen": Regel("dossier", "veiligheid.afnemen", "GET POST", "Afname"),
    "veiligheid:metingen": Regel("dossier", "veiligheid.bekijken"),
    "veiligheid:meten": Regel("dossier", "veiligheid.meten", "GET POST"),
    "veiligheid:plan": Regel("dossier", "veiligheid.bekijken"),
    "veiligheid:plan-nieuw": Regel("dossier", "veiligheid.plannen", "GET POST"),
    "veiligheid:plan-versie": Regel("dossier", "veiligheid.bekijken", "GET", "Veiligheidsplan"),
    "veiligheid:plan-meelezen": Regel("dossier", "veiligheid.meelezen", "GET POST", "Veiligheidsplan"),
    "veiligheid:plan-afdruk": Regel("dossier", "veiligheid.bekijken", "GET", "Veiligheidsplan"),
    "veiligheid:contacten": Regel("dossier", "contact.bekijken"),
    "veiligheid:contact-nieuw": Regel("dossier", "contact.vastleggen", "GET POST"),
    "veiligheid:contact": Regel("dossier", "contact.bekijken", "GET", "Contactmoment"),
    "veiligheid:contact-wijzigen": Regel(
        "dossier", "contact.vastleggen", "GET POST", "Contactmoment", alleen=("gezinsmanager",)
    ),
    "spic:catalogi": Regel("beheer", "beheer.naslag", "GET POST"),
    "spic:catalogus": Regel("beheer", "beheer.naslag", extra=STELSEL),
    "spic:stelsel-wijzigen": Regel("beheer", "beheer.naslag", "GET POST", extra=STELSEL),
    "spic:tarieven": Regel("beheer", "beheer.naslag", extra=STELSEL),
    "spic:budget": Regel("beheer", "beheer.naslag", "GET POST", extra=STELSEL),
    "spic:combinatie-nieuw": Regel("beheer", "beheer.naslag", "GET POST", extra=STELSEL),
    "spic:deel-nieuw": Regel("beheer", "beheer.naslag", "GET POST", extra=(*STELSEL, ("soort", "profielen"))),
    "spic:deel-wijzigen": Regel(
        "beheer", "beheer.naslag", "GET POST", extra=(*STELSEL, ("soort", "profielen"), ("code", "4"))
    ),
    "spic:combinatie": Regel("beheer", "beheer.naslag", "GET", "Combinatie"),
    "spic:combinatie-stoppen": Regel("beheer", "beheer.naslag", "GET POST", "Combinatie"),
    "spic:combinatie-opvolger": Regel("beheer", "beheer.naslag", "GET POST", "Combinatie"),
    "spic:tarief-nieuw": Regel("beheer", "beheer.naslag", "GET POST", "Combinatie"),
    "spic:tarief-stoppen": Regel("beheer", "beheer.naslag", "GET POST", "Tarief"),
    "veiligheid:wachtlijst": Regel("lijst", "gezinnen.lijst"),
    "veiligheid:blik": Regel("dossier", "veiligheid.meten", "GET POST"),
    "rapportage:vandaag": Regel("lijst", "vandaag.bekijken"),
    "rapportage:gezinnen": Regel("lijst", "gezinnen.lijst"),
    "rapportage:plan-pdf": Regel("dossier", "plan.bekijken", "GET", "VastPlan"),
    "rapportage:plan-pdf-stand": Regel("dossier", "plan.bekijken", "GET", "VastPlan"),
    "rapportage:plan-concept-pdf": Regel("dossier", "plan.bekijken"),
}

PERSONEN = (
    *("fatima", "sanne", "gerda", "tom", "vera", "ilse", "bea"),
    *("zita", "dunya", "boris", "paula", "anna", "hugo"),
)
"""One of each role, all in the team of the own family where the role has a team; zita mediates there, dunya is on duty."""
DIENST = "dunya"
"""Opens any family by its number, so that for her no family is foreign."""


def wie_mag(wereld: Any, naam: str) -> Any:
    """Somebody who has the right of this page: the first of PERSONEN."""
    recht = MATRIX[naam].recht
    return next(wereld.mensen[wie] for wie in PERSONEN if recht is None or recht in rechten_van(wereld.mensen[wie].rol))


def adres(wereld: Any, naam: str, *, gezin: str = "eigen", rij_van: str = "") -> str:
    """The address of this page for the own or the foreign family, with a row of `rij_van` (default: the same family)."""
    regel = MATRIX[naam]
    kwargs: dict[str, Any] = {
        sleutel: wereld.lidmaatschap if waarde == LIDMAATSCHAP else waarde for sleutel, waarde in regel.extra
    }
    if regel.deur == "dossier":
        kwargs["nummer"] = wereld.nummers[gezin]
    if regel.rij:
        kwargs[regel.sleutel] = wereld.rijen[rij_van or gezin][regel.rij]
    return reverse(naam, kwargs=kwargs)
