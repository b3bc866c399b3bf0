"""The organisation of the example: real gemeenten, for the rest invented teams, providers and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ggw.organisatie.models import (
    Aanbieder,
    AanbiederSoort,
    Basisteam,
    Dienst,
    Gebruiker,
    Gemeente,
    Lidmaatschap,
    LokaalTeam,
)
from ggw.organisatie.rollen import Rol

DOMEIN = "voorbeeld.ggw.example"
BEGIN = date(2023, 1, 2)

# CBS codes of 2026.
GEMEENTEN = (
    ("0363", "Amsterdam", "Amsterdam-Amstelland"),
    ("0362", "Amstelveen", "Amsterdam-Amstelland"),
    ("0384", "Diemen", "Amsterdam-Amstelland"),
    ("0437", "Ouder-Amstel", "Amsterdam-Amstelland"),
    ("0479", "Zaanstad", "Zaanstreek-Waterland"),
    ("0431", "Oostzaan", "Zaanstreek-Waterland"),
    ("0415", "Landsmeer", "Zaanstreek-Waterland"),
    ("0439", "Purmerend", "Zaanstreek-Waterland"),
)
LOKALE_TEAMS = (
    ("Ouder- en kindteam Noord", "0363"),
    ("Ouder- en kindteam Zuid", "0363"),
    ("Ouder- en kindteam West", "0363"),
    ("Sociaal team Amstelveen", "0362"),
    ("Jeugdteam Zaanstad", "0479"),
    ("Sociaal team Oostzaan", "0431"),
)
BASISTEAMS = (
    ("Noord 3", "Ouder- en kindteam Noord"),
    ("Zuid 1", "Ouder- en kindteam Zuid"),
    ("West 2", "Ouder- en kindteam West"),
)
AANBIEDERS = (
    ("De Wilgenboog", AanbiederSoort.HOOFDAANNEMER, "020-000 9001"),
    ("Stichting Zonnewijzer", AanbiederSoort.HOOFDAANNEMER, "020-000 9002"),
    ("Kompasbloem Jeugdzorg", AanbiederSoort.HOOFDAANNEMER, "020-000 9003"),
    ("Praktijk Waterlelie", AanbiederSoort.ONDERAANNEMER, "020-000 9004"),
    ("Gezinshuis Het Vogelnest", AanbiederSoort.ONDERAANNEMER, ""),
)
# Of each role the first one is the main account, shown at sign-in.
MENSEN = (
    ("Fatima Duinroos", Rol.GEZINSMANAGER, "Noord 3"),
    ("Kees Waterval", Rol.GEZINSMANAGER, "Noord 3"),
    ("Bram Zonnedauw", Rol.GEZINSMANAGER, "Zuid 1"),
    ("Noor Wilgentak", Rol.GEZINSMANAGER, "Zuid 1"),
    ("Youssef Rietkraag", Rol.GEZINSMANAGER, "West 2"),
    ("Ingrid Maansteen", Rol.GEZINSMANAGER, "West 2"),
    ("Sanne Berkenblad", Rol.SENIOR, "Noord 3"),
    ("Marloes Kiezel", Rol.SENIOR, "Zuid 1"),
    ("Winston Vuurtoren", Rol.SENIOR, "West 2"),
    ("Gerda Heideveld", Rol.GEDRAGSDESKUNDIGE, "Noord 3"),
    ("Anouk Zeester", Rol.GEDRAGSDESKUNDIGE, "Zuid 1"),
    ("Hakan Notenboom", Rol.GEDRAGSDESKUNDIGE, "West 2"),
    ("Tom Veenbes", Rol.TEAMMANAGER, "Noord 3"),
    ("Petra Lindebloesem", Rol.TEAMMANAGER, "Zuid 1"),
    ("Rashid Morgenster", Rol.TEAMMANAGER, "West 2"),
    ("Vera Korenbloem", Rol.SECRETARIAAT, "Noord 3"),
    ("Dirk Schelpzand", Rol.SECRETARIAAT, "Zuid 1"),
    ("Lotte Kastanje", Rol.SECRETARIAAT, "West 2"),
    ("Zita Hondsdraf", Rol.ZORGBEMIDDELAAR, "Noord 3"),
    ("Ilse Veldkers", Rol.INSTROOM, ""),
    ("Dunya Nachtschone", Rol.DIENST, ""),
    ("Boris Torenvalk", Rol.BESTUURDER, ""),
    ("Bea Sleutelbloem", Rol.BEHEERDER, ""),
    ("Bas Kamperfoelie", Rol.BEHEERDER, ""),
    ("Paula Zegelring", Rol.PRIVACY, ""),
)
# Who works in a second team: for these people the teams stand side by side.
OOK_IN = {"Tom Veenbes": "Zuid 1"}
# People of care providers, with the provider.
PARTNERS = (
    ("Anna Duifkruid", Rol.AANMELDTEAM, "De Wilgenboog"),
    ("Hugo Akelei", Rol.HULPVERLENER, "De Wilgenboog"),
    ("Meryem Ooievaar", Rol.AANMELDTEAM, "Stichting Zonnewijzer"),
    ("Wilma Madelief", Rol.AANBIEDERBEHEERDER, "De Wilgenboog"),
    ("Olaf Lisdodde", Rol.AANBIEDERBEHEERDER, "De Wilgenboog"),
    ("Kira Speenkruid", Rol.AANBIEDERBEHEERDER, "Kompasbloem Jeugdzorg"),
    ("Pim Boterbloem", Rol.AANBIEDERBEHEERDER, "Praktijk Waterlelie"),
)


@dataclass(frozen=True)
class Organisatie:
    gemeenten: Sequence[Gemeente]
    lokale_teams: Sequence[LokaalTeam]
    basisteams: Sequence[Basisteam]
    aanbieders: Sequence[Aanbieder]
    mensen: Sequence[Gebruiker]

    def met_rol(self, rol: Rol, basisteam: Basisteam | None = None) -> list[Gebruiker]:
        """The people with this role, in fixed order; of one team when it is given."""
        team_van = {adres(naam): team for naam, _, team in MENSEN}
        return [
            mens
            for mens in self.mensen
            if mens.rol == rol and (basisteam is None or team_van.get(mens.email) == basisteam.naam)
        ]


def adres(naam: str) -> str:
    return f"{naam.split()[0].lower()}@{DOMEIN}"


@transaction.atomic
def maak_mensen() -> Organisatie:
    """Make what is not there yet; what somebody changed in the meantime stays as it is. Accounts get no password."""
    gemeenten = {
        code: Gemeente.objects.get_or_create(code=code, defaults={"naam": naam, "regio": regio})[0]
        for code, naam, regio in GEMEENTEN
    }
    lokale_teams = {
        naam: LokaalTeam.objects.get_or_create(naam=naam, gemeente=gemeenten[code])[0] for naam, code in LOKALE_TEAMS
    }
    basisteams = {
        naam: Basisteam.objects.get_or_create(naam=naam, defaults={"lokaal_team": lokale_teams[lokaal]})[0]
        for naam, lokaal in BASISTEAMS
    }
    aanbieders = {
        naam: Aanbieder.objects.get_or_create(naam=naam, defaults={"soort": soort, "telefoon": telefoon})[0]
        for naam, soort, telefoon in AANBIEDERS
    }
    mensen = [
        maak_mens(nr, naam, rol, [basisteams[plek] for plek in (team, OOK_IN.get(naam)) if plek])
        for nr, (naam, rol, team) in enumerate(MENSEN)
    ]
    mensen += [
        maak_mens(nr, naam, rol, [], aanbieders[aanbieder])
        for nr, (naam, rol, aanbieder) in enumerate(PARTNERS, len(MENSEN))
    ]
    maak_rooster(mensen)
    return Organisatie(
        tuple(gemeenten.values()),
        tuple(lokale_teams.values()),
        tuple(basisteams.values()),
        tuple(aanbieders.values()),
        tuple(mensen),
    )


def maak_rooster(mensen: Sequence[Gebruiker]) -> None:
    """Somebody has duty this week, now included: shifts of a whole day, from nine to nine."""
    met_rol = {rol: next(mens for mens in mensen if mens.rol == rol) for rol in (Rol.DIENST, Rol.TEAMMANAGER)}
    zone = timezone.get_current_timezone()
    for dagen in range(-1, 7):
        dag = timezone.localdate() + timedelta(days=dagen)
        begin, eind = (datetime.combine(d, time(9), tzinfo=zone) for d in (dag, dag + timedelta(days=1)))
        Dienst.objects.get_or_create(
            gebruiker=met_rol[Rol.DIENST], begin=begin, defaults={"eind": eind, "door": met_rol[Rol.TEAMMANAGER]}
        )


def maak_mens(
    nr: int, naam: str, rol: Rol, basisteams: Sequence[Basisteam], aanbieder: Aanbieder | None = None
) -> Gebruiker:
    """Somebody new starts in these teams; for somebody who exists already nothing changes."""
    bestaand = Gebruiker.objects.filter(email=adres(naam)).first()
    if bestaand:
        return bestaand
    mens = Gebruiker.objects.create_user(
        adres(naam), naam=naam, rol=rol, functie=rol.label, telefoon=f"020-000 {nr + 1:04d}", aanbieder=aanbieder
    )
    for basisteam in basisteams:
        Lidmaatschap.objects.create(gebruiker=mens, basisteam=basisteam, vanaf=BEGIN)
    return mens


def voorbeeldaccounts() -> list[dict[str, str]]:
    """One account per role that can sign in: e-mail, name, role and team or provider, for the terminal and the sign-in page."""
    actief = set(Gebruiker.objects.filter(email__endswith=f"@{DOMEIN}", is_active=True).values_list("email", flat=True))
    hoofd: dict[Rol, dict[str, str]] = {}
    for naam, rol, team in MENSEN + PARTNERS:
        if adres(naam) in actief and rol not in hoofd:
            hoofd[rol] = {"email": adres(naam), "naam": naam, "rol": rol.label, "team": team}
    return list(hoofd.values())


def accounts_bij_aanmelden() -> list[dict[str, str]]:
    """What the sign-in page lists: nothing, except in example mode."""
    return voorbeeldaccounts() if settings.VOORBEELD else []
