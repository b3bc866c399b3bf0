"""Themes that start with the parents."""

from __future__ import annotations

from typing import Any

RVDK = "Dan vraag ik de Raad voor de Kinderbescherming om onderzoek."

THEMAS_OUDERS: tuple[dict[str, Any], ...] = (
    {
        "naam": "ruzie",
        "aanmelding": (
            "De politie was in twee maanden drie keer aan de deur omdat de ouders schreeuwden en met spullen gooiden. De kinderen waren er elke keer bij.",
            "De buren hoorden vaak geschreeuw. Vorige week is er een ruit kapot gegooid. Het oudste kind belde zelf 112.",
        ),
        "aanleiding": "De ouders maken hard ruzie waar de kinderen bij zijn. De politie kwam meer dan eens. De kinderen slapen slecht en zijn bang dat het weer misgaat.",
        "stip": "Over een jaar is het thuis rustig. De ouders praten over lastige dingen als de kinderen op school zijn. De kinderen slapen door en nemen vriendjes mee naar huis.",
        "zorgen": {
            "ouders": "De ruzies komen elke week terug. Er wordt geschreeuwd en soms geduwd.",
            "opvoeding": "Na een ruzie letten de ouders een paar dagen niet goed op de kinderen.",
            "justitie": "De politie heeft drie meldingen gedaan in korte tijd.",
            "geld": "De meeste ruzies gaan over geld. Er is een achterstand met de huur.",
        },
        "krachten": {
            "opvoeding": "De ouders brengen de kinderen altijd zelf naar school en kennen de juffen.",
            "netwerk": "De familie komt elk weekend langs en wil helpen.",
            "school": "De kinderen halen goede cijfers en hebben vrienden in de klas.",
        },
        "patroon": (
            "Het begint met geldzorgen. De een trekt zich terug, de ander gaat harder praten. Dan valt een scheldwoord, en dan vliegt er iets door de kamer.",
            "De kinderen gaan tussen de ouders staan of verstoppen zich boven. Zij voelen zich verantwoordelijk voor de rust.",
        ),
        "behoeften": (
            "Rust in huis, ook in de avond.",
            "Iemand die uitlegt dat de ruzies niet zijn of haar schuld zijn.",
            "Elke nacht doorslapen.",
        ),
        "eisen": (
            (
                "Geen geschreeuw, dreigen of duwen waar de kinderen bij zijn.",
                "Gebeurt het toch, dan gaat een ouder die nacht ergens anders slapen en bel ik de volgende dag.",
            ),
            ("De kinderen kunnen altijd naar een volwassene die zij vertrouwen.", RVDK),
        ),
        "afspraken": (
            (
                "De ouders",
                "spreken een woord af. Wie het zegt, stopt het gesprek en gaat een rondje lopen",
                "De kinderen en de gezinsmanager vragen elke week of het woord is gebruikt",
            ),
            (
                "{steun}",
                "komt op vrijdagavond eten, want dan is het vaak mis",
                "{steun} stuurt zaterdag een bericht aan de gezinsmanager",
            ),
        ),
        "resultaten": (
            (
                "ouders",
                "De ouders lossen een verschil van mening op zonder te schreeuwen.",
                "De buren horen geen geschreeuw meer door de muur.",
                "De ouders, met hulp van de systeemtherapeut",
            ),
            (
                "opvoeding",
                "De kinderen gaan op vaste tijden naar bed en slapen door.",
                "Om acht uur is het licht op de kinderkamer uit.",
                "De ouders",
            ),
            (
                "geld",
                "De huur is op tijd betaald en er is een betalingsregeling.",
                "Er ligt geen ongeopende post meer in de gang.",
                "De schuldhulpverlener",
            ),
        ),
        "feiten": (
            "[feit: Er zijn deze weken geen meldingen van de politie.]",
            "[feit: Beide ouders zitten aan tafel en laten elkaar uitpraten.]",
            "[feit: De deur van de kamer heeft een nieuwe ruit.]",
        ),
        "meningen": (
            "[mening van {ouder}: Het gaat beter, maar ik loop nog steeds op eieren.]",
            "[mening van {ouder}: Als het geld geregeld is, is de helft van de ruzies weg.]",
        ),
        "kindzinnen": (
            "[mening van {kind}: Ik vind het fijn dat het niet meer zo hard is.]",
            "[mening van {kind}: Als ze fluisteren word ik ook bang.]",
        ),
        "onveilig": (
            "Er was dit weekend weer een harde ruzie. {kind} was erbij en heeft niet geslapen.",
            "{kind} vertelt dat er met een stoel is gegooid. De ouders geven het toe.",
        ),
        "beter": (
            "Twee weken geen ruzie, {kind} slaapt door.",
            "De ouders hebben het woord gebruikt en zijn gaan lopen.",
        ),
        "bedreiging": "De kinderen zijn getuige van geweld tussen de ouders. De ouders hebben hulp tot nu toe twee keer afgebroken.",
        "ernst": ("Zorg dat een van de ouders vannacht ergens anders slaapt.",),
    },
    {
        "naam": "somber",
        "aanmelding": (
            "De huisarts maakt zich zorgen over een moeder die sinds de geboorte van de jongste somber is en soms de hele dag in bed blijft. De kinderen zijn dan op elkaar aangewezen.",
            "De school ziet dat het kind vaak zonder eten en te laat komt. De ouder zegt zelf dat het niet meer lukt in de ochtend.",
        ),
        "aanleiding": "Een van de ouders is al lang somber. Op slechte dagen is er geen eten en let niemand op de kinderen. Het oudste kind zorgt dan voor de rest.",
        "stip": "Over een jaar begint elke dag met een ontbijt. Er is hulp voor de somberheid, en op slechte dagen weet iedereen wie er komt. Het oudste kind kan weer kind zijn.",
        "zorgen": {
            "psychisch": "De somberheid duurt al meer dan een jaar. De behandeling is twee keer gestopt.",
            "opvoeding": "Op slechte dagen krijgen de kinderen geen warm eten en gaan zij niet naar school.",
            "school": "Veel te laat en soms niet op school.",
            "gezondheid": "De jongste heeft prikken gemist bij het consultatiebureau.",
        },
        "krachten": {
            "opvoeding": "Op goede dagen is er veel aandacht: voorlezen, samen koken, lachen.",
            "netwerk": "Er is een oma om de hoek die sleutels heeft.",
            "wonen": "Een fijn huis, ieder kind heeft een eigen bed.",
        },
        "patroon": (
            "Na een slechte nacht blijft de ouder in bed en neemt de telefoon niet op. Hoe meer mensen bellen, hoe kleiner de wereld wordt.",
            "Het oudste kind houdt alles in de gaten en durft niet te gaan spelen. De jongste leert dat huilen niet helpt.",
        ),
        "behoeften": (
            "Elke dag ontbijt en een volwassene die opstaat.",
            "Niet hoeven zorgen voor de kleintjes.",
            "De prikken bij het consultatiebureau inhalen.",
        ),
        "eisen": (
            (
                "Elke ochtend staat een volwassene op met de kinderen en is er eten.",
                "Lukt het niet, dan komt oma voor half acht. Komt er niemand, dan bel ik dezelfde dag aan.",
            ),
            ("De jongste is nooit alleen met een ander kind als oppas.", RVDK),
        ),
        "afspraken": (
            (
                "{Ouder}",
                "stuurt voor zeven uur een duim omhoog of omlaag aan {steun}",
                "{steun} belt de gezinsmanager als er geen bericht is",
            ),
            ("{steun}", "komt op dinsdag en donderdag koken", "De gezinsmanager vraagt het elke week aan de kinderen"),
        ),
        "resultaten": (
            (
                "psychisch",
                "De ouder is in behandeling en gaat elke week.",
                "Elke woensdag om tien uur fietst de ouder de straat uit.",
                "De GGZ",
            ),
            (
                "school",
                "De kinderen zijn elke dag op tijd op school, met eten.",
                "Om kwart over acht lopen zij langs de bakker.",
                "De ouder en {steun}",
            ),
            (
                "opvoeding",
                "Op een slechte dag komt er binnen een uur iemand.",
                "De auto van oma staat dan voor de deur.",
                "Het netwerk",
            ),
        ),
        "feiten": (
            "[feit: Er is brood en er staat een pan soep op het vuur.]",
            "[feit: De gordijnen zijn om elf uur nog dicht.]",
            "[feit: De afspraakkaart van de GGZ hangt op de koelkast.]",
        ),
        "meningen": (
            "[mening van {ouder}: Ik schaam me als iemand het ziet, daarom doe ik de deur niet open.]",
            "[mening van {ouder}: Met de hulp van oma hou ik het vol.]",
        ),
        "kindzinnen": (
            "[mening van {kind}: Ik wil weer op voetbal, maar dan is er niemand thuis.]",
            "[mening van {kind}: Oma maakt de lekkerste boterhammen.]",
        ),
        "onveilig": (
            "Drie dagen niet op school en geen bericht. {kind} deed zelf open, er was geen eten in huis.",
            "{kind} was de hele middag alleen met de jongste.",
        ),
        "beter": ("Deze weken elke dag op tijd op school.", "De behandeling is begonnen en {ouder} gaat steeds."),
        "bedreiging": "De kinderen krijgen op slechte dagen geen verzorging. Het oudste kind draagt een taak die te zwaar is.",
        "ernst": ("Regel dat er vandaag een volwassene bij de kinderen is.",),
    },
    {
        "naam": "drank",
        "aanmelding": (
            "Een tante meldt dat er elke avond veel gedronken wordt en dat de kinderen dan zelf naar bed gaan. Vorige maand is er met drank op in de auto gereden met de kinderen.",
            "De wijkagent vond de jongste in pyjama op straat. De ouder lag te slapen op de bank en rook naar drank.",
        ),
        "aanleiding": "Er wordt in huis te veel gedronken. De kinderen zijn dan zonder toezicht. Een keer is met drank op gereden terwijl de kinderen in de auto zaten.",
        "stip": "Over een jaar is er geen drank in huis. Wie toch trek heeft, belt eerst iemand. De kinderen weten dat er 's avonds altijd een nuchtere volwassene is.",
        "zorgen": {
            "verslaving": "Er wordt bijna elke avond gedronken, meer op dagen met spanning.",
            "opvoeding": "Er is 's avonds te weinig toezicht op de kinderen.",
            "netwerk": "De familie weet het wel, maar praat er niet over.",
        },
        "krachten": {
            "werk": "Er is vast werk, en de baas denkt mee.",
            "opvoeding": "Overdag is er structuur en aandacht voor de kinderen.",
            "school": "De school is goed op de hoogte en belt als er iets is.",
        },
        "patroon": (
            "Na een dag met spanning komt de eerste fles. Dan zegt niemand er iets van. De volgende dag is er spijt en wordt het goedgemaakt met cadeautjes.",
            "De kinderen leren dat je er niet over praat. Zij letten op hoe iemand de trap op komt.",
        ),
        "behoeften": (
            "Een nuchtere volwassene in huis, elke avond en elke nacht.",
            "Mogen praten over wat er thuis gebeurt.",
            "Veilig naar school en sport gebracht worden.",
        ),
        "eisen": (
            (
                "Er is altijd een volwassene in huis die niet heeft gedronken.",
                "Is die er niet, dan slapen de kinderen bij familie. Ik kom dan de volgende dag.",
            ),
            ("Niemand rijdt met de kinderen met drank op.", "Ik doe dan dezelfde dag melding. " + RVDK),
        ),
        "afspraken": (
            (
                "{Ouder}",
                "belt {steun} als de trek komt, voor de eerste fles",
                "{steun} houdt de telefoontjes bij in een schriftje",
            ),
            ("{steun}", "heeft een sleutel en mag altijd komen kijken", "De gezinsmanager belt {steun} elke maandag"),
        ),
        "resultaten": (
            (
                "verslaving",
                "Er is drie maanden achter elkaar niet gedronken in huis.",
                "In de glasbak gaan alleen nog potjes.",
                "De ouder, met hulp van de verslavingszorg",
            ),
            (
                "opvoeding",
                "De kinderen worden elke avond door een ouder naar bed gebracht.",
                "Om zeven uur hoor je voorlezen door het open raam.",
                "De ouders",
            ),
            (
                "netwerk",
                "Drie mensen uit de familie weten wat zij moeten doen bij een terugval.",
                "De lijst met namen hangt in de gang.",
                "{steun}",
            ),
        ),
        "feiten": (
            "[feit: Er staat geen drank in de keuken of de schuur, dat mocht ik zien.]",
            "[feit: {Ouder} laat het schriftje zien: vier keer gebeld, niet gedronken.]",
            "[feit: Ik ruik drank als {ouder} opendoet.]",
        ),
        "meningen": (
            "[mening van {ouder}: De avonden zijn het moeilijkst, overdag denk ik er niet aan.]",
            "[mening van {ouder}: Zo erg is het niet, iedereen drinkt weleens.]",
        ),
        "kindzinnen": (
            "[mening van {kind}: Ik kan het horen aan de trap.]",
            "[mening van {kind}: Nu gaan we weer samen zwemmen op zondag.]",
        ),
        "onveilig": (
            "Zaterdag was er gedronken en was er niemand anders in huis. {kind} belde zelf {steun}.",
            "{Ouder} reed met {kind} in de auto, {steun} rook drank.",
        ),
        "beter": (
            "Al zes weken niet gedronken, {steun} ziet het ook.",
            "Na de trek is {steun} gebeld, en het is niet misgegaan.",
        ),
        "bedreiging": "De kinderen zijn 's avonds zonder toezicht door het drankgebruik. Er is met drank op gereden met de kinderen in de auto.",
        "ernst": ("Zorg dat er vanavond iemand nuchter bij de kinderen slaapt.",),
    },
    {
        "naam": "scheiding",
        "aanmelding": (
            "De ouders zijn uit elkaar en vechten al twee jaar over de omgang. Bij de wissel wordt gescholden. Het kind wil niet meer mee en heeft veel buikpijn.",
            "De rechter maakt zich zorgen om kinderen die klem zitten tussen hun ouders. De ouders praten alleen nog met elkaar via advocaten.",
        ),
        "aanleiding": "De ouders zijn gescheiden en maken ruzie over de kinderen. Bij elke wissel is er spanning. De kinderen durven bij de een niet over de ander te praten.",
        "stip": "Over een jaar gaan de kinderen zonder buikpijn van het ene naar het andere huis. De ouders zwaaien, ook naar elkaar. Op verjaardagen mag iedereen er zijn.",
        "zorgen": {
            "ouders": "De ouders praten niet met elkaar. Berichten worden lang en boos.",
            "opvoeding": "In de twee huizen gelden heel andere regels.",
            "psychisch": "Buikpijn en slecht slapen rond de wissel.",
        },
        "krachten": {
            "opvoeding": "Allebei de ouders houden veel van de kinderen en komen naar elk gesprek op school.",
            "wonen": "In beide huizen is een eigen kamer.",
            "school": "De school is een veilige plek, de wissel kan daar.",
        },
        "patroon": (
            "De een stuurt een bericht, de ander leest er een verwijt in en stuurt drie berichten terug. Een kind brengt dan de boodschap over.",
            "De kinderen kiezen geen kant en worden stil. Zij vertellen bij ieder wat die wil horen.",
        ),
        "behoeften": (
            "Houden mogen van beide ouders.",
            "Een wissel zonder ruzie.",
            "Niet de boodschapper hoeven zijn.",
        ),
        "eisen": (
            (
                "De kinderen horen geen lelijke woorden over de andere ouder.",
                "Gebeurt dat, dan bespreek ik het dezelfde week met de ouder alleen.",
            ),
            (
                "De wissel gaat via school, de ouders zien elkaar niet bij de deur.",
                "Lukt dat niet, dan brengt {steun} de kinderen. " + RVDK,
            ),
        ),
        "afspraken": (
            (
                "De ouders",
                "schrijven in het schrift dat met de kinderen meegaat, over eten, slapen en huiswerk",
                "De gezinsmanager leest het schrift elke twee weken",
            ),
            ("{steun}", "is erbij als de kinderen op zondag wisselen", "{steun} vertelt het aan de gezinsmanager"),
        ),
        "resultaten": (
            (
                "ouders",
                "De ouders sturen alleen korte berichten over de kinderen.",
                "In het schrift staan gewone dingen: wat er gegeten is, waar de gymtas is.",
                "De ouders, met hulp van de mediator",
            ),
            (
                "psychisch",
                "De kinderen hebben geen buikpijn meer op wisseldagen.",
                "Op vrijdag lopen zij huppelend het schoolplein af.",
                "De ouders",
            ),
            (
                "opvoeding",
                "In beide huizen gelden dezelfde vier regels.",
                "De regels hangen in beide gangen.",
                "De ouders en de opvoedhulp",
            ),
        ),
        "feiten": (
            "[feit: De wissel was deze twee weken op school en ging goed.]",
            "[feit: In het schrift staan vijf korte berichten, zonder verwijten.]",
            "[feit: De ouders zaten voor het eerst samen aan tafel, veertig minuten.]",
        ),
        "meningen": (
            "[mening van {ouder}: Ik vertrouw het nog niet, maar het schrift helpt wel.]",
            "[mening van {ouder}: De ander houdt zich nergens aan.]",
        ),
        "kindzinnen": (
            "[mening van {kind}: Ik wil gewoon bij allebei zijn zonder gedoe.]",
            "[mening van {kind}: Op school wisselen is fijner, dan is er niemand boos.]",
        ),
        "onveilig": (
            "Bij de wissel is gescholden en aan de arm van {kind} getrokken.",
            "{kind} zegt dat het een geheim moet bewaren voor de andere ouder en eet slecht.",
        ),
        "beter": (
            "De wissel via school gaat goed, {kind} heeft geen buikpijn.",
            "De ouders hebben samen de zomervakantie verdeeld.",
        ),
        "bedreiging": "De kinderen zitten klem tussen de ouders. De strijd schaadt hun ontwikkeling en de ouders kunnen die niet zelf stoppen.",
    },
)
