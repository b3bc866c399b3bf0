"""The rights in words, for the page "Rollen en rechten" and docs/rechten.md. A test holds both complete."""

from __future__ import annotations

from ggw.organisatie.rollen import PARTNERROLLEN, Rol, rechten_van

WOORDEN = {
    "vandaag.bekijken": "De eigen pagina Vandaag zien",
    "gezinnen.lijst": "De lijst van gezinnen en de wachtlijst zien",
    "gezin.bekijken": "Een gezin zien: wie erbij hoort, maatregelen, dossier",
    "gezin.wijzigen": "Gegevens van een gezin en het netwerk veranderen",
    "gezin.bsn_tonen": "Een burgerservicenummer tonen",
    "gezin.inzage": "Zien wie een dossier heeft gezien",
    "gezin.toewijzen": "Een gezin toewijzen of overdragen",
    "gezin.afschermen": "Vragen om een dossier af te schermen",
    "maatregel.wijzigen": "Maatregelen, zittingen en verblijf bijhouden",
    "persoon.koppelen": "Nagaan of iemand ook elders bekend is",
    "contact.bekijken": "Verslagen van contact lezen",
    "contact.vastleggen": "Contact en afspraken vastleggen",
    "signaal.beoordelen": "Een signaal over een gezin beoordelen",
    "document.bekijken": "Documenten lezen",
    "document.toevoegen": "Documenten toevoegen",
    "document.intrekken": "Een document van een collega intrekken",
    "veiligheid.bekijken": "Veiligheid zien",
    "veiligheid.meten": "Cijfers voor veiligheid geven",
    "veiligheid.afnemen": "Vragenlijsten over veiligheid invullen",
    "veiligheid.plannen": "Het veiligheidsplan maken",
    "veiligheid.meelezen": "Het veiligheidsplan nalezen als tweede persoon",
    "plan.bekijken": "Het gezinsplan lezen",
    "plan.schrijven": "Het gezinsplan schrijven",
    "plan.vaststellen": "Het gezinsplan vaststellen als tweede persoon",
    "termijn.uitstellen": "Een termijn uitstellen of niet van toepassing verklaren, met reden",
    "termijn.vrijstellen": "Dat ook bij veiligheid en wet, als tweede persoon",
    "fase.bekijken": "De fase van een gezin en de besluiten daarover zien",
    "fase.aanvragen": "Een volgende fase of het einde aanvragen, en het besluit aan het gezin vertellen",
    "gezin.heropenen": "Een afgesloten gezin opnieuw openen",
    "basisteam.bekijken": "Het overzicht van het eigen basisteam zien",
    "basisteam.uitvoeren": "Dat overzicht en de lijsten meenemen als CSV of Excel",
    "bto.bekijken": "Het basisteamoverleg van het eigen team zien",
    "bto.bijhouden": "Het basisteamoverleg plannen, punten inbrengen en verslag doen",
    "bto.besluiten": "Besluiten in het basisteamoverleg, als tweede persoon",
    "borging.bekijken": "Het borgingsplan en de overdracht lezen",
    "borging.schrijven": "Het borgingsplan schrijven en de overdracht vastleggen",
    "borging.vaststellen": "Het borgingsplan vaststellen als tweede persoon",
    "kwestie.bekijken": "Kwesties zien",
    "kwestie.schrijven": "Kwesties melden, naar een hoger niveau brengen en oplossen",
    "overleg.houden": "Uitvoerdersoverleg plannen en houden, en informatie opvragen",
    "verwijzing.bekijken": "Verwijzingen en andere hulp zien",
    "verwijzing.schrijven": "Naar hulp verwijzen en andere hulp bijhouden",
    "verwijzing.spic": "Meepraten en besluiten over de SPIC",
    "kosten.bekijken": "Zien wat hulp naar verwachting kost, per gezin en per aanbieder",
    "hulp.gaten": "Per gemeente zien welke hulp niet past of er niet is",
    "aanmelding.behandelen": "Aanmeldingen behandelen en vragen of iemand bekend is",
    "noodtoegang.vragen": "Noodtoegang vragen",
    "tevredenheid.vragen": "Een gezin anoniem laten zeggen hoe het gaat",
    "noodtoegang.toestaan": "Noodtoegang tot een afgeschermd dossier vooraf toestaan",
    "termijn.herinneren": "Het weekoverzicht van het team zien en een collega aan een termijn herinneren",
    "vervanging.regelen": "Regelen wie een collega vervangt",
    "rooster.wijzigen": "Het rooster van de bereikbaarheidsdienst maken",
    "inzage.bekijken": "Het inzagelogboek lezen",
    "inzage.beoordelen": "Inzage en noodtoegang beoordelen",
    "afscherming.beslissen": "Beslissen over afscherming als tweede persoon",
    "kengetallen.bekijken": "Cijfers zien, zonder gezinnen",
    "kengetallen.aanbieders": "Cijfers van aanbieders zien, zonder gezinnen",
    "beheer.mensen": "Accounts bijhouden en rechten voorstellen",
    "beheer.goedkeuren": "Voorstellen over rechten beoordelen als tweede persoon",
    "beheer.naslag": "Lijsten en instrumenten bijhouden",
    "beheer.verzending": "Zien of de mail van herinneringen aankomt",
    "partner.bekijken": "Zien wat met de eigen aanbieder is gedeeld",
    "partner.beantwoorden": "Een verwijzing beantwoorden",
    "partner.melden": "Voortgang, berichten en signalen melden",
    "partner.aanbod": "Opgeven hoe lang gezinnen bij de eigen aanbieder wachten",
    "partner.mensen": "Accounts van de eigen aanbieder bijhouden",
}


def tabel() -> tuple[list[str], list[tuple[str, list[bool]]]]:
    """The names of the roles, and for each right its words and which of these roles has it."""
    rollen = [rol for rol in Rol if rol not in PARTNERROLLEN] + sorted(PARTNERROLLEN)
    rijen = [(woorden, [recht in rechten_van(rol) for rol in rollen]) for recht, woorden in WOORDEN.items()]
    return [Rol(rol).label for rol in rollen], rijen


def als_markdown() -> str:
    rollen, rijen = tabel()
    regels = [
        "# Rollen en rechten",
        "",
        "Gemaakt met `manage.py rechtentabel` uit `ggw/organisatie/rollen.py`. Een recht zegt wat iemand mag doen; bij welke gezinnen,",
        "beslist de deur (`ggw.toegang`). Een rol, een plaats in een team en een uitnodiging vragen een tweede persoon.",
        "",
        f"| | {' | '.join(rollen)} |",
        f"|---|{'---|' * len(rollen)}",
        *(f"| {woorden} | {' | '.join('x' if ja else '' for ja in wie)} |" for woorden, wie in rijen),
    ]
    return "\n".join(regels) + "\n"
