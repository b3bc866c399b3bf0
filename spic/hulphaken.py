"""What help without a SPIC hangs on the pages of gezinnen: reference data, steps, norm, guests and sentences."""

from __future__ import annotations

from gezinnen.aanhaken import ONDERWERPNAMEN, STAPBRONNEN, Normbron, Onderwerpnaam, Stapbron, meld_normen_aan
from gezinnen.genodigden import GASTBRONNEN
from gezinnen.models import Gebeurtenis
from gezinnen.tijdlijn import ZINNEN
from ggw.organisatie.naslag import Naslagsoort, registreer
from spic.hulpstappen import (
    gasten_van_hulp,
    namen_van_hulp,
    stap_van_hulp,
    stap_van_verwijzing,
    te_doen,
    teken_van_leven,
    zonder_oordeel,
)
from spic.models import Belnummer, Hulpsoort, Pasoordeel
from spic.ouders import stap_naar_ggz, zonder_ggz


def haak_andere_hulp_aan() -> None:
    registreer(
        Naslagsoort(
            "soorten-hulp",
            Hulpsoort,
            ("code", "naam", "groep", "volgorde", "actief"),
            ("naam", "groep", "code", "volgorde"),
            "Hulp zonder SPIC. Voorbeeldinhoud: vul hier de eigen woorden in.",
        ),
        Naslagsoort(
            "belnummers",
            Belnummer,
            ("code", "naam", "waarvoor", "telefoon", "standaard", "volgorde", "voorbeeld", "actief"),
            ("naam", "waarvoor", "telefoon", "standaard", "voorbeeld"),
            "Nummers die elk gezin mag hebben, voor het blad ‘Wie bel ik waarvoor’.",
        ),
    )
    STAPBRONNEN.extend(
        [
            Stapbron(te_doen, stap_van_hulp),
            Stapbron(zonder_oordeel, stap_van_verwijzing),
            Stapbron(zonder_ggz, stap_naar_ggz),
        ]
    )
    GASTBRONNEN.append(gasten_van_hulp)
    ONDERWERPNAMEN["hulp"] = Onderwerpnaam(namen_van_hulp)
    meld_normen_aan(
        Normbron(
            "teken_van_leven",
            teken_van_leven,
            stap="Vraag hoe het gaat met de hulp ({wie})",
            hulp="U hoorde een tijd niets. Bel of mail, en leg vast wat u hoort.",
            route="spic:anderehulp-teken",
            recht="verwijzing.schrijven",
            onderwerp="hulp",
            met_pk=True,
            herhalend=True,
            wacht_op="wie de hulp geeft",
            vooruit=0,
        )
    )
    ZINNEN.update(
        {
            "hulp.aangevraagd": ("Andere hulp aangevraagd", "spic:anderehulp"),
            "hulp.gewijzigd": ("Gegevens van andere hulp gewijzigd", "spic:anderehulp"),
            "hulp.gestart": ("Andere hulp gestart", "spic:anderehulp"),
            "hulp.beeindigd": ("Andere hulp gestopt", "spic:anderehulp"),
            "hulp.niet_gestart": ("Andere hulp komt er niet", "spic:anderehulp"),
            "hulp.teken": ("Bericht over andere hulp", "spic:anderehulp"),
            "hulp.ouder_problemen": ("Psychische problemen van een ouder vastgelegd", "spic:hulp"),
            "hulp.ouder_voorbij": ("Psychische problemen van een ouder zijn voorbij", "spic:hulp"),
            "hulp.ouder_vergissing": ("Psychische problemen van een ouder weggehaald: een vergissing", "spic:hulp"),
            "hulp.persoon": ("Iemand anders geeft de hulp", "spic:anderehulp"),
            "passendheid.beoordeeld": (zin_passend, "spic:hulp"),
            "bezoeken.geteld": ("Bezoeken in een maand vastgelegd", "spic:hulp"),
            "bellijst.gekozen": ("‘Wie bel ik waarvoor’ gewijzigd", "spic:bellijst"),
        }
    )


def zin_passend(gebeurtenis: Gebeurtenis) -> str:
    return f"Past de hulp: {Pasoordeel(gebeurtenis.gegevens['oordeel']).label.lower()}"
