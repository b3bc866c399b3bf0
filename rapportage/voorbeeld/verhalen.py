"""What goes on in the families: themes from which every text of one family is made, so that it stays one story.

In the texts `{kind}` is the first name of a child, `{ouder}` what the parent is called ("moeder"), `{Ouder}` the same at the
start of a sentence, `{naam}` the first name of the parent, `{steun}` somebody from the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from rapportage.voorbeeld.themas_jeugd import THEMAS_JEUGD
from rapportage.voorbeeld.themas_ouders import THEMAS_OUDERS


@dataclass(frozen=True)
class Thema:
    """`zorgen` and `krachten`: per leefgebied. `resultaten`: leefgebied, what, how a neighbour sees it, who should do it.
    `afspraken`: who, what, how it is checked."""

    naam: str
    aanmelding: tuple[str, ...]
    aanleiding: str
    stip: str
    zorgen: dict[str, str]
    krachten: dict[str, str]
    patroon: tuple[str, str]
    behoeften: tuple[str, ...]
    eisen: tuple[tuple[str, str], ...]
    afspraken: tuple[tuple[str, str, str], ...]
    resultaten: tuple[tuple[str, str, str, str], ...]
    feiten: tuple[str, ...]
    meningen: tuple[str, ...]
    kindzinnen: tuple[str, ...]
    onveilig: tuple[str, ...]
    beter: tuple[str, ...]
    bedreiging: str
    ernst: tuple[str, ...] = ()


THEMAS = tuple(Thema(**velden) for velden in (*THEMAS_OUDERS, *THEMAS_JEUGD))
JEUGDTHEMA = "puber"

OPENINGEN = (
    "Huisbezoek volgens afspraak. Iedereen zit aan de keukentafel.",
    "Ik kom binnen als het gezin net gegeten heeft.",
    "Het gesprek is deze keer in de tuin, omdat het mooi weer is.",
    "We beginnen met de tekening van de vorige keer en kijken wat er is veranderd.",
    "Het is rustig in huis. De televisie gaat uit als wij gaan praten.",
    "Ik ben een kwartier later door de trein, dat had ik gebeld.",
    "Wij lopen eerst samen de afspraken van de vorige keer langs.",
    "Er hangt een nieuw rooster op de koelkast, dat wil {ouder} laten zien.",
    "{Ouder} doet open en ziet er moe uit.",
    "Er is thee en {ouder} heeft zelf opgeschreven wat er besproken moet worden.",
)
TELEFOON = (
    "Gebeld zoals afgesproken. {Ouder} neemt meteen op.",
    "{Ouder} belt zelf, dat is voor het eerst.",
    "Kort gebeld om te horen hoe het weekend ging.",
    "Teruggebeld na een bericht van de school.",
)
KANTOOR = (
    "Gesprek op kantoor met {ouder}. {steun} is mee als steun.",
    "Gesprek op kantoor. We gebruiken het grote vel papier om de week te tekenen.",
)
ELDERS = (
    "Gesprek op school met {kind} en de mentor.",
    "Bij {kind} op de opvang langsgegaan. De leidster was er het eerste kwartier bij.",
)
ONLINE = ("Beeldgesprek. Het geluid viel twee keer weg.", "Beeldgesprek in de pauze van {ouder}.")
NIET_VERSCHENEN = (
    "Niemand deed open. Ik heb tien minuten gewacht en een kaartje in de bus gedaan.",
    "{Ouder} kwam niet naar kantoor. Telefoon ging over op voicemail, bericht ingesproken.",
    "Afspraak stond, maar er was niemand thuis. De buurvrouw zegt dat zij naar de markt zijn.",
)
SLOT = (
    "[afspraak: {Ouder} belt mij als het weer spannend wordt, en wacht niet tot het bezoek.]",
    "[afspraak: Ik bel {steun} deze week en vertel wat wij vandaag hebben afgesproken. {Ouder} vindt dat goed.]",
    "[afspraak: Volgende keer praat ik eerst een half uur alleen met {kind}.]",
    "[afspraak: {Ouder} maakt morgen een afspraak bij de huisarts en laat mij weten wanneer.]",
    "[afspraak: We houden het rooster van deze week, ook in het weekend.]",
    "[afspraak: {steun} haalt {kind} op vrijdag van school.]",
    "Volgende keer kijken wij samen naar het plan.",
    "Het veiligheidsplan blijft zoals het is.",
)
GELIJK = (
    "Zoals de vorige keer. De afspraken houden.",
    "Geen verandering gezien.",
    "",
    "",
)
KRACHTZINNEN = (
    "[feit: {kind} laat een tekening zien en vertelt erbij.]",
    "[feit: {kind} speelt rustig in de kamer en komt af en toe kijken.]",
    "[feit: De boterhammen voor morgen staan klaar.]",
    "[feit: {Ouder} troost {kind} als die zich stoot, rustig en meteen.]",
    "[feit: De kamer is opgeruimd en het is warm in huis.]",
    "[feit: {steun} was er ook en blijft eten.]",
)
FEITEN = (
    "[feit: De mentor belde gisteren: {kind} was elke dag op tijd.]",
    "[feit: {kind} heeft een nieuwe jas en een fietssleutel aan een koord.]",
    "[feit: Er liggen drie brieven van de gemeente ongeopend op tafel.]",
    "[feit: {Ouder} heeft de afspraken op een vel geschreven en opgehangen.]",
    "[feit: De huisarts heeft {ouder} doorgestuurd, de brief ligt er.]",
    "[feit: {kind} heeft deze week twee keer bij {steun} gegeten.]",
    "[feit: De wasmachine is stuk, {steun} wast nu voor het gezin.]",
    "[feit: {kind} is op verjaardag geweest bij een vriendje uit de klas.]",
    "[feit: Er is een gesprek op school geweest, {ouder} was erbij.]",
    "[feit: {kind} kijkt steeds naar de deur als er iemand langsloopt.]",
    "[feit: De hulp was er deze week een keer, de tweede keer ging niet door.]",
    "[feit: {Ouder} heeft de vaste lasten van deze maand betaald.]",
)
MENINGEN = (
    "[mening van {ouder}: Het is fijn dat er steeds dezelfde persoon komt.]",
    "[mening van {ouder}: Ik wil dit niet nog een jaar, het moet nu anders.]",
    "[mening van {ouder}: Deze week ging het eigenlijk best goed.]",
    "[mening van {ouder}: Ik vind het moeilijk om hulp te vragen.]",
    "[mening van {steun}: Ik zie dat {naam} meer lacht dan in de zomer.]",
    "[mening van de mentor: {kind} doet beter mee, maar is snel moe.]",
    "[mening van {ouder}: De school denkt te snel dat het aan thuis ligt.]",
)
KINDZINNEN = (
    "[mening van {kind}: Op school is het leuk, thuis gaat het wel.]",
    "[mening van {kind}: Ik wil dat iedereen normaal doet op mijn verjaardag.]",
    "[mening van {kind}: Ik geef het een zeven.]",
    "[mening van {kind}: Mag ik de volgende keer zelf zeggen waar we praten?]",
    "[mening van {kind}: Ik weet wie ik kan bellen, het nummer zit in mijn tas.]",
)
REDENEN_OVERDRACHT = (
    "De vorige gezinsmanager heeft een andere baan.",
    "Langdurig ziek.",
    "Andere verdeling in het team.",
)
BLIKKEN = (
    "Gebeld met {ouder} en met de school. Er is geen nieuws, {kind} gaat elke dag.",
    "Kort langs geweest. {Ouder} vindt het wachten lastig. Ik heb mijn nummer gegeven.",
    "De huisarts belde: {ouder} was op het spreekuur. Volgende week bel ik weer.",
)
WEIGERING = (
    "Het lokaal team is al betrokken en kan dit zelf. Er is geen onveiligheid die ons vraagt. Besproken met de aanmelder.",
    "Het gezin woont buiten onze regio. Doorgegeven aan de instelling daar, die neemt contact op.",
)


def kies_thema(kans: Random, *, jeugd: bool) -> Thema:
    if jeugd:
        return next(thema for thema in THEMAS if thema.naam == JEUGDTHEMA)
    return kans.choice([thema for thema in THEMAS if thema.naam != JEUGDTHEMA])
