"""Themes of children and youths, and of a house where too much comes together."""

from __future__ import annotations

from typing import Any

from rapportage.voorbeeld.themas_ouders import RVDK

THEMAS_JEUGD: tuple[dict[str, Any], ...] = (
    {
        "naam": "verwaarlozing",
        "aanmelding": (
            "Het consultatiebureau ziet een kind dat te weinig groeit en vaak dezelfde kleren draagt. Bij een huisbezoek lag er afval in de kamer en deed de verwarming het niet.",
            "De school ziet kinderen met vieze kleren, luizen en veel honger. De ouders zeggen dat het met het geld niet lukt.",
        ),
        "aanleiding": "De kinderen krijgen niet steeds wat zij elke dag nodig hebben. Het huis is vuil en koud, er zijn schulden, en afspraken met de dokter worden vergeten.",
        "stip": "Over een jaar is het huis warm en schoon. De kinderen hebben schone kleren en genoeg te eten, en de ouders openen hun post.",
        "zorgen": {
            "wonen": "Het huis is vuil, er is schimmel en in de winter werkte de verwarming niet.",
            "geld": "Er zijn schulden bij zeven bedrijven. Er is weinig over voor eten.",
            "gezondheid": "Afspraken met de tandarts en het consultatiebureau zijn gemist.",
            "opvoeding": "Er is weinig toezicht en geen vaste tijd voor eten en slapen.",
        },
        "krachten": {
            "opvoeding": "De ouders zijn lief voor de kinderen en slaan nooit.",
            "netwerk": "De buurvrouw wast soms mee en de kerk brengt eten.",
            "zingeving": "Het geloof geeft het gezin steun en mensen.",
        },
        "patroon": (
            "De post blijft dicht omdat er toch geen geld is. Dan komt er een deurwaarder, en dan lukt er een week niets meer.",
            "De kinderen vragen niets meer. De oudste steelt eten op school voor de jongste.",
        ),
        "behoeften": (
            "Drie maaltijden per dag en schone kleren.",
            "Een warm en schoon bed.",
            "Naar de tandarts en het consultatiebureau.",
        ),
        "eisen": (
            (
                "Elke dag ontbijt, lunch en warm eten voor ieder kind.",
                "Is er geen eten, dan breng ik die dag een pakket van de voedselbank.",
            ),
            (
                "De slaapkamers zijn schoon en warm.",
                "Lukt dat niet binnen een week, dan komt er elke dag hulp in huis. " + RVDK,
            ),
        ),
        "afspraken": (
            (
                "De ouders",
                "legen elke avond de vuilnisbak en wassen op dinsdag en zaterdag",
                "De gezinsmanager kijkt bij elk bezoek in de keuken en de slaapkamers",
            ),
            ("{steun}", "gaat mee naar de tandarts", "{steun} stuurt daarna een bericht"),
        ),
        "resultaten": (
            (
                "wonen",
                "Het huis is schoon genoeg om op de grond te spelen.",
                "De ramen staan open en de was hangt buiten.",
                "De ouders, met hulp in huis",
            ),
            (
                "geld",
                "Er is een budgetbeheerder en de vaste lasten zijn betaald.",
                "De kinderen hebben nieuwe winterjassen.",
                "De schuldhulpverlener",
            ),
            (
                "gezondheid",
                "Alle kinderen zijn bij de tandarts en het consultatiebureau geweest.",
                "Zij komen lachend en met een sticker naar buiten.",
                "De ouders en {steun}",
            ),
        ),
        "feiten": (
            "[feit: De koelkast is vol genoeg voor de week.]",
            "[feit: In de slaapkamer is het 14 graden en ligt er natte was.]",
            "[feit: De vloer is gedweild en de bedden zijn opgemaakt.]",
        ),
        "meningen": (
            "[mening van {ouder}: Ik wist niet waar ik moest beginnen. Met een lijstje gaat het.]",
            "[mening van {ouder}: Iedereen kijkt alleen naar de rommel.]",
        ),
        "kindzinnen": (
            "[mening van {kind}: Mijn bed ruikt nu lekker.]",
            "[mening van {kind}: Ik had op school geen honger.]",
        ),
        "onveilig": (
            "Er was geen eten in huis en de verwarming staat uit. {kind} had het koud.",
            "{kind} heeft een ontstoken tand en is niet naar de tandarts gebracht.",
        ),
        "beter": (
            "De kamers zijn schoon en warm, {kind} komt aan in gewicht.",
            "De ouders houden het lijstje al een maand vol.",
        ),
        "bedreiging": "De kinderen krijgen te weinig verzorging en medische hulp. De ouders laten hulp aan huis niet steeds toe.",
        "ernst": ("Zorg voor eten en een warme slaapplek voor vannacht.",),
    },
    {
        "naam": "klappen",
        "aanmelding": (
            "Een kind vertelde op school dat het thuis met een pantoffel wordt geslagen. Er was een blauwe plek op de arm te zien.",
            "De huisarts zag letsel waarvoor de ouders geen goede uitleg hadden. De ouders zeggen dat het kind niet luistert.",
        ),
        "aanleiding": "De kinderen worden soms geslagen als zij niet luisteren. De ouders weten niet goed hoe het anders kan en staan vaak alleen voor de opvoeding.",
        "stip": "Over een jaar luisteren de kinderen zonder dat iemand slaat. De ouders vertellen elkaar en de familie wat er lukt.",
        "zorgen": {
            "opvoeding": "Er wordt geslagen als straf. De regels zijn elke dag anders.",
            "school": "Op school is er veel ruzie met andere kinderen.",
            "werk": "Door nachtdiensten is er vaak maar een ouder, en die is moe.",
        },
        "krachten": {
            "opvoeding": "De ouders willen leren en komen alle afspraken na.",
            "zingeving": "Respect en samen eten zijn belangrijk in dit gezin.",
            "netwerk": "Een oom is trainer en neemt de oudste elke week mee.",
        },
        "patroon": (
            "Na een nachtdienst is er weinig geduld. Een kind daagt uit, de ouder waarschuwt drie keer en slaat dan.",
            "De kinderen slaan op school ook. Zij vertellen thuis niets meer.",
        ),
        "behoeften": ("Nooit geslagen worden.", "Duidelijke regels die elke dag gelden.", "Complimenten."),
        "eisen": (
            (
                "Niemand slaat, knijpt of sluit een kind op.",
                "Gebeurt het toch, dan bel ik dezelfde dag Veilig Thuis en kijken wij waar het kind kan slapen.",
            ),
            ("Een kind met pijn gaat dezelfde dag naar de dokter.", RVDK),
        ),
        "afspraken": (
            (
                "De ouders",
                "gaan bij boosheid eerst naar de gang en tellen tot dertig",
                "De gezinsmanager vraagt het elk kind apart",
            ),
            (
                "{steun}",
                "wordt gebeld als het te veel wordt, ook in de avond",
                "{steun} zegt het eerlijk tegen de gezinsmanager",
            ),
        ),
        "resultaten": (
            (
                "opvoeding",
                "De ouders straffen zonder slaan, met regels die zij samen maakten.",
                "Je hoort de ouder rustig tot drie tellen.",
                "De ouders, met hulp van de opvoedhulp",
            ),
            (
                "school",
                "Het kind heeft op school geen ruzie meer die uitloopt op slaan.",
                "Op het plein speelt het mee met voetbal.",
                "De school en de ouders",
            ),
            (
                "werk",
                "Na een nachtdienst past iemand anders op tot de middag.",
                "De buurvrouw haalt de kinderen op.",
                "{steun}",
            ),
        ),
        "feiten": (
            "[feit: De regels hangen in de kamer, met plaatjes.]",
            "[feit: Ik zag geen letsel, {kind} deed zelf de mouwen omhoog bij het handen wassen.]",
            "[feit: {Ouder} telde hardop tot dertig toen {kind} met blokken gooide.]",
        ),
        "meningen": (
            "[mening van {ouder}: Zo ben ik ook opgevoed, maar ik wil het anders doen.]",
            "[mening van {ouder}: Praten duurt langer, maar het werkt.]",
        ),
        "kindzinnen": (
            "[mening van {kind}: Ze telt nu, dat is grappig.]",
            "[mening van {kind}: Ik ben niet meer bang als ik iets laat vallen.]",
        ),
        "onveilig": (
            "{kind} vertelt dat er zondag is geslagen. Er zit een rode plek op de rug.",
            "De school belde: {kind} wil niet naar huis.",
        ),
        "beter": (
            "Een maand niet geslagen, {kind} bevestigt het.",
            "De ouders hebben {steun} gebeld toen het te veel werd.",
        ),
        "bedreiging": "De kinderen worden geslagen als straf. Er is letsel gezien waarvoor geen goede uitleg is.",
        "ernst": ("Spreek het kind vandaag alleen en laat een arts kijken.",),
    },
    {
        "naam": "puber",
        "aanmelding": (
            "Een jongere van vijftien gaat niet meer naar school, blijft nachten weg en is twee keer aangehouden. De ouders zijn de grip kwijt.",
            "De leerplichtambtenaar en de politie maken zich zorgen. De jongere heeft dure spullen en oudere vrienden, en wordt bedreigd.",
        ),
        "aanleiding": "{kind} gaat weinig naar school, blijft 's nachts weg en heeft contact met oudere jongens die strafbare dingen doen. Thuis is er elke dag strijd.",
        "stip": "Over een jaar gaat {kind} naar een opleiding en heeft een bijbaan. Thuis eten zij samen. De politie belt niet meer.",
        "zorgen": {
            "school": "Meer dan honderd uur gemist dit schooljaar.",
            "justitie": "Twee keer aangehouden, een zaak loopt nog.",
            "netwerk": "Oudere vrienden die opdrachten geven.",
            "verslaving": "Blowt elke dag.",
        },
        "krachten": {
            "netwerk": "Er is een trainer die {kind} vertrouwt en die altijd opneemt.",
            "werk": "Wil graag werken en is handig.",
            "opvoeding": "De ouders geven niet op.",
        },
        "patroon": (
            "De ouder zet druk, {kind} loopt weg, de ouder belt de hele nacht rond. Als {kind} terug is, praat niemand erover.",
            "{kind} leert dat weglopen helpt. Het gevaar op straat wordt groter.",
        ),
        "behoeften": (
            "Een dag met school of werk.",
            "Een volwassene die luistert zonder meteen te straffen.",
            "Veilig zijn voor de oudere jongens.",
        ),
        "eisen": (
            (
                "{kind} is elke nacht op een plek die de ouders kennen.",
                "Is {kind} om middernacht niet terug, dan bellen de ouders de politie en mij.",
            ),
            ("{kind} doet geen klussen voor anderen en is bereikbaar.", RVDK),
        ),
        "afspraken": (
            (
                "{kind}",
                "stuurt om tien uur een bericht waar hij of zij is",
                "De ouders laten de berichten zien bij het bezoek",
            ),
            ("{steun}", "gaat twee keer per week samen trainen", "{steun} belt de gezinsmanager na elke training"),
        ),
        "resultaten": (
            (
                "school",
                "{kind} volgt vier dagen per week een opleiding of stage.",
                "Om acht uur gaat de fiets de straat uit.",
                "De school en {kind}",
            ),
            (
                "justitie",
                "{kind} heeft zes maanden geen nieuw contact met de politie.",
                "Er staat geen politiebus meer voor de deur.",
                "{kind}, met hulp van de jeugdreclassering",
            ),
            (
                "opvoeding",
                "Ouders en {kind} praten elke zondag een half uur zonder ruzie.",
                "Zondag om zes uur zitten zij samen aan tafel.",
                "De ouders, met hulp van de systeemtherapeut",
            ),
        ),
        "feiten": (
            "[feit: {kind} was deze week drie dagen op school, de mentor bevestigt het.]",
            "[feit: {kind} heeft een nieuwe telefoon en wil niet zeggen waarvan.]",
            "[feit: {kind} komt na tien minuten naar beneden en blijft zitten.]",
        ),
        "meningen": (
            "[mening van {ouder}: Ik slaap pas als ik de sleutel hoor.]",
            "[mening van {ouder}: Op straat luistert hij naar iedereen, thuis naar niemand.]",
        ),
        "kindzinnen": (
            "[mening van {kind}: School is zinloos, ik wil werken.]",
            "[mening van {kind}: De trainer is de enige die niet zeurt.]",
        ),
        "onveilig": (
            "{kind} was twee nachten weg en wil niet zeggen waar. Er zit een snee in de hand.",
            "{kind} is bedreigd door oudere jongens en durft niet naar buiten.",
        ),
        "beter": (
            "{kind} was elke nacht thuis en ging vier dagen naar stage.",
            "{kind} belde zelf de trainer toen de jongens aanbelden.",
        ),
        "bedreiging": "De jongere onttrekt zich aan het gezag, gaat niet naar school en komt in aanraking met strafbare feiten.",
        "ernst": ("Zoek uit waar de jongere nu is.",),
    },
)
