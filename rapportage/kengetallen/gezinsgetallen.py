"""The figures of families and children, and of the work: coming and going, measures, safety, tempo, caseload and money."""

from __future__ import annotations

from gezinnen.models import Fase
from rapportage.kengetallen import instroom, kosten, maatregelen, veiligheid, verblijf, verloop
from rapportage.kengetallen.soorten import HEEL, Kengetal
from rapportage.models import Niveau, Soort

STROOM = "Instroom en herinstroom"
KADER = "Kader en maatregelen"
VEILIG = "Blijvende veiligheid"
VERLOOP = "Tempo en overleg"
WERK = "Werk en geld"
AANPAK = "Generiek Gezinsgericht Werken - Amsterdam (stand 2011 tot 2014)"
ONDERZOEK = "Gezinsmanager, regievoerder op veiligheid (ervaringsonderzoek)"
KAMERBRIEF = "Kamerbrief Voortgang Actielijn 2 (17 juni 2020)"
MAATREGEL = {
    "ots": "Ondertoezichtstelling (ook voorlopig)",
    "voogdij": "Voogdij (ook voorlopig en tijdelijk)",
    "uhp": "Machtiging uithuisplaatsing",
    "gesloten": "Machtiging gesloten jeugdhulp",
    "jr": "Jeugdreclassering",
    "dubbel": "Dubbel: jeugdbescherming en jeugdreclassering",
}
FASE = {str(fase): str(fase.label) for fase in Fase if fase != Fase.AFGESLOTEN}

GEZINNEN: tuple[Kengetal, ...] = (
    Kengetal(
        "gestart",
        "Gestarte begeleidingen",
        STROOM,
        Soort.AANTAL,
        "begeleidingen",
        "Begeleidingen die in deze periode begonnen. ‘Opnieuw’ is een gezin dat wij al eerder begeleidden, hoe lang geleden ook.",
        AANPAK,
        instroom.gestart,
        {"eerste": "Eerste keer", "opnieuw": "Opnieuw"},
    ),
    Kengetal(
        "afgesloten",
        "Afgesloten begeleidingen",
        STROOM,
        Soort.AANTAL,
        "begeleidingen",
        "Begeleidingen die in deze periode zijn afgesloten. ‘Doel bereikt’ volgt uit de reden van het einde; geen reden telt als een andere reden.",
        AANPAK,
        instroom.afgesloten,
        {"doel": "Doel bereikt", "anders": "Andere reden"},
    ),
    Kengetal(
        "herinstroom_12",
        "Herinstroom binnen 12 maanden",
        STROOM,
        Soort.AANDEEL,
        "afgesloten begeleidingen",
        "Van de begeleidingen die in deze periode zijn afgesloten: het deel waarna het gezin binnen 12 maanden weer in begeleiding kwam. "
        "Een periode telt pas mee als zij 12 maanden voorbij is.",
        AANPAK,
        instroom.herinstroom_12,
        goed_is="laag",
        na_maanden=12,
    ),
    Kengetal(
        "herinstroom_24",
        "Herinstroom binnen 24 maanden",
        STROOM,
        Soort.AANDEEL,
        "afgesloten begeleidingen",
        "Van de begeleidingen die in deze periode zijn afgesloten: het deel waarna het gezin binnen 24 maanden weer in begeleiding kwam. "
        "Een periode telt pas mee als zij 24 maanden voorbij is.",
        AANPAK,
        instroom.herinstroom_24,
        goed_is="laag",
        na_maanden=24,
    ),
    Kengetal(
        "gezinnen_kader",
        "Gezinnen in begeleiding, per kader",
        KADER,
        Soort.AANTAL,
        "gezinnen",
        "Gezinnen met een lopende begeleiding op de laatste dag, ook gezinnen die wachten en gezinnen in nazorg. Een gezin telt bij "
        "‘maatregel’ als op die dag voor minstens een kind een gedwongen maatregel loopt, anders bij ‘preventief’.",
        AANPAK,
        maatregelen.per_kader,
        {"preventief": "Preventief", "maatregel": "Maatregel"},
        stand=True,
    ),
    Kengetal(
        "gezinnen_fase",
        "Gezinnen in begeleiding, per fase",
        KADER,
        Soort.AANTAL,
        "gezinnen",
        "Gezinnen met een lopende begeleiding op de laatste dag, naar de fase waarin zij op die dag waren.",
        "Eigen telling",
        maatregelen.per_fase,
        FASE,
        stand=True,
    ),
    Kengetal(
        "gezinnen_maatregel",
        "Gezinnen met een maatregel, per soort",
        KADER,
        Soort.AANTAL,
        "gezinnen",
        "Gezinnen in begeleiding waar op de laatste dag een maatregel of machtiging loopt voor minstens een kind. Een gezin kan bij meer "
        "soorten meetellen. In het totaal telt een gezin met een gedwongen maatregel een keer. ‘Dubbel’ is jeugdbescherming en "
        "jeugdreclassering voor hetzelfde kind. Een machtiging die niet op tijd is uitgevoerd, telt niet mee.",
        AANPAK,
        maatregelen.gezinnen_met_maatregel,
        MAATREGEL,
        stand=True,
        opgeteld=False,
    ),
    Kengetal(
        "kinderen_maatregel",
        "Kinderen met een maatregel, per soort",
        KADER,
        Soort.AANTAL,
        "kinderen",
        "Kinderen in begeleiding voor wie op de laatste dag een maatregel of machtiging loopt. Een kind kan bij meer soorten meetellen. "
        "In het totaal telt een kind met een gedwongen maatregel een keer. ‘Dubbel’ is jeugdbescherming en jeugdreclassering samen.",
        AANPAK,
        maatregelen.kinderen_met_maatregel,
        MAATREGEL,
        stand=True,
        opgeteld=False,
    ),
    Kengetal(
        "blijvend_zes",
        "Kinderen met blijvende veiligheid van 6 of hoger",
        VEILIG,
        Soort.AANDEEL,
        "kinderen",
        "Van de kinderen in begeleiding op de laatste dag met een cijfer in deze begeleiding: het deel met een 6 of hoger. Het nieuwste "
        "cijfer van de gezinsmanager telt. Kinderen zonder cijfer tellen niet mee. Een kind in twee gezinnen telt in beide.",
        ONDERZOEK,
        veiligheid.blijvend_zes,
        stand=True,
        goed_is="hoog",
    ),
    Kengetal(
        "blijvend_verschil",
        "Verandering van blijvende veiligheid",
        VEILIG,
        Soort.GEMIDDELDE,
        "punten",
        "Het laatste min het eerste cijfer van de gezinsmanager, per kind, in begeleidingen die in deze periode zijn afgesloten. "
        "Kinderen met minder dan twee cijfers in de begeleiding tellen niet mee.",
        ONDERZOEK,
        veiligheid.blijvend_verschil,
        goed_is="hoog",
    ),
    Kengetal(
        "dagen_per_fase",
        "Dagen per fase",
        VERLOOP,
        Soort.GEMIDDELDE,
        "dagen",
        "Hoeveel dagen een gezin gemiddeld in een fase was. Elke keer dat een fase eindigde telt, in de periode waarin zij eindigde.",
        "Eigen telling",
        verloop.dagen_per_fase,
        FASE,
        opgeteld=False,
    ),
    Kengetal(
        "overleg_op_tijd",
        "Uitvoerdersoverleg op tijd",
        VERLOOP,
        Soort.AANDEEL,
        "gezinnen",
        "Van de gezinnen die op de laatste dag in Ondersteunen & volgen waren: het deel met een gehouden uitvoerdersoverleg in de 6 weken "
        "tot en met die dag. Een gezin dat minder dan 6 weken in deze fase was, is nog op tijd. Het basisteam ziet een ander getal: "
        "daar tellen alle overleggen van 12 weken.",
        ONDERZOEK,
        verloop.overleg_op_tijd,
        stand=True,
        goed_is="hoog",
    ),
    Kengetal(
        "verhuizingen",
        "Verhuizingen per kind per jaar",
        VERLOOP,
        Soort.GEMIDDELDE,
        "verhuizingen per kind per jaar",
        "Hoe vaak een kind naar een ander hoofdverblijf ging (4 nachten per week of meer), gedeeld door de jaren begeleiding van alle "
        "kinderen. Het eerste verblijf in het dossier is geen verhuizing.",
        KAMERBRIEF,
        verblijf.verhuizingen,
        goed_is="laag",
        noemer_is="jaar begeleiding",
    ),
    Kengetal(
        "dagen_uit_huis",
        "Dagen niet thuis per kind per jaar",
        VERLOOP,
        Soort.GEMIDDELDE,
        "dagen per kind per jaar",
        "Dagen dat kinderen in begeleiding niet thuis verbleven, naar het aantal nachten per week, gedeeld door de jaren begeleiding van "
        "alle kinderen. Bij de andere ouder is thuis.",
        KAMERBRIEF,
        verblijf.dagen_uit_huis,
        goed_is="laag",
        noemer_is="jaar begeleiding",
    ),
)
MIDDELEN: tuple[Kengetal, ...] = (
    Kengetal(
        "per_gezinsmanager",
        "Gezinnen per gezinsmanager",
        WERK,
        Soort.GEMIDDELDE,
        "gezinnen",
        "Gezinnen met een gezinsmanager op de laatste dag, gedeeld door het aantal gezinsmanagers met minstens een gezin. Gezinnen die "
        "wachten tellen niet mee.",
        "Eigen telling",
        verloop.per_gezinsmanager,
        niveaus=(Niveau.ORGANISATIE, Niveau.TEAM),
        stand=True,
        noemer_is="gezinsmanagers",
    ),
    Kengetal(
        "kosten_gezinsjaar",
        "Kosten van hulp per gezin per jaar",
        WERK,
        Soort.GEMIDDELDE,
        "euro",
        "De verwachte kosten van hulp met een SPIC in deze periode, gedeeld door de jaren begeleiding van alle gezinnen, ook gezinnen "
        "zonder hulp. Dagen zonder bekend tarief kosten hier niets. Let op: de € 8.750 uit de bron (prijspeil 2015) is de prijs van de "
        "begeleiding zelf, niet van deze hulp.",
        "Generiek Gezinsgericht Werken - Amsterdam (€ 8.750 per gezin per jaar, prijspeil 2015); tarieven uit de catalogus",
        kosten.kosten_gezinsjaar,
        niveaus=(*HEEL, Niveau.TEAM),
        noemer_is="jaar begeleiding",
    ),
)
