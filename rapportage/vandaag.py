"""Vandaag: what this person has to do, most urgent first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from gezinnen.aanhaken import VOOR_EEN_COLLEGA, Beeld, Stap, wat_nu_in
from gezinnen.agenda import Afwezige, agendavragen
from gezinnen.gezinsadres import Gezinsnaam, gezinsadres
from gezinnen.models import Gezin
from ggw.database.geschreven import Vraag, eenmaal_geschreven
from ggw.organisatie.models import Dienst, Gebruiker
from rapportage.gezinnen import gezinnen_van
from rapportage.leiding import LEIDT, duwtjes_van
from veiligheid.models import Signaal
from veiligheid.signalen import BEOORDELEN


@dataclass(frozen=True)
class Werk:
    te_laat: list[tuple[Gezinsnaam, Stap]]
    vandaag: list[tuple[Gezinsnaam, Stap]]
    deze_week: list[tuple[Gezinsnaam, Stap]]
    later: list[tuple[Gezinsnaam, Stap]]
    zonder_dag: list[tuple[Gezinsnaam, Stap]]
    wacht: list[tuple[Gezinsnaam, Stap]]
    voor_collega: list[tuple[Gezinsnaam, Stap]]
    signalen: list[tuple[Signaal, Gezinsnaam, Stap | None]]
    """Open ones of the own families, urgent first, with their step when there is one; in no other list."""

    @property
    def leeg(self) -> bool:
        return self.zonder_eigen_werk and not self.voor_collega and not self.wacht

    @property
    def zonder_eigen_werk(self) -> bool:
        eigen = (self.signalen, self.te_laat, self.vandaag, self.deze_week, self.later, self.zonder_dag)
        return not any(eigen)

    @property
    def gezinnen(self) -> set[int]:
        alles = (
            *self.te_laat,
            *self.vandaag,
            *self.deze_week,
            *self.later,
            *self.zonder_dag,
            *self.wacht,
            *self.voor_collega,
        )
        return {gezin.pk for gezin, _ in alles} | {signaal.gezin_id for signaal, *_ in self.signalen}


def werk_van(gebruiker: Gebruiker, in_beeld: dict[int, Gezinsnaam], afwezigen: Iterable[Afwezige]) -> Werk:
    """Steps of the own families; of the others in view what waits for a second person with these rights, or for this person.

    `afwezigen`: who is replaced today.
    """
    eigen = set(eigen_gezinnen(gebruiker.pk))
    mijzelf = {None, gebruiker.pk, *(weg.wie for weg in afwezigen)}
    nummers = {pk: gezin.nummer for pk, gezin in in_beeld.items()}
    stappen = wat_nu_in(
        Beeld(
            eigen={pk: nummer for pk, nummer in nummers.items() if pk in eigen},
            van_collega={pk: nummer for pk, nummer in nummers.items() if pk not in eigen},
            aan_zet=frozenset(pk for pk in mijzelf if pk),
        )
    )
    alle = [
        (in_beeld[s.gezin_id], s if s.aan_zet in mijzelf else replace(s, wacht_op="een collega"))
        for s in stappen
        if s.gezin_id in eigen and s.voor not in {*VOOR_EEN_COLLEGA, BEOORDELEN} and gebruiker.has_perm(s.voor)
    ]
    mijn = [paar for paar in alle if not paar[1].wacht_op]
    collega = [
        (in_beeld[s.gezin_id], s)
        for s in stappen
        if (s.voor in VOOR_EEN_COLLEGA or (s.aan_zet and s.aan_zet in mijzelf))
        and gebruiker.has_perm(s.voor)
        and s.gezin_id not in eigen
    ]
    return Werk(
        te_laat=[p for p in mijn if p[1].dagen is not None and p[1].dagen < 0],
        vandaag=[p for p in mijn if p[1].dagen == 0],
        deze_week=[p for p in mijn if p[1].dagen is not None and 0 < p[1].dagen <= 7],
        later=[p for p in mijn if p[1].dagen is not None and p[1].dagen > 7],
        zonder_dag=[p for p in mijn if p[1].dagen is None],
        wacht=[p for p in alle if p[1].wacht_op],
        voor_collega=collega,
        signalen=signalen_van(eigen, in_beeld, [s for s in stappen if s.voor == BEOORDELEN])
        if gebruiker.has_perm(BEOORDELEN)
        else [],
    )


def vragen_van(gebruiker: Gebruiker, nu: datetime) -> list[Vraag]:
    """What the page asks about this person, to be read together: agenda, families, shift and what was asked of others."""
    wie = gebruiker.pk
    leiding = [duwtjes_van.met(wie)] if gebruiker.has_perm(LEIDT) else []
    return [*agendavragen(wie), eigen_gezinnen.met(wie), diensten_op.met(wie, nu), *leiding]


@eenmaal_geschreven
def diensten_op(wie: int, nu: datetime) -> QuerySet[Dienst]:
    return Dienst.objects.filter(gebruiker_id=wie, begin__lte=nu, eind__gt=nu).order_by("pk")


def gezinnen_in_beeld() -> dict[int, Gezinsnaam]:
    """All of them, by id."""
    return {rij[0]: Gezinsnaam(*rij) for rij in namen_in_beeld()}


@eenmaal_geschreven
def namen_in_beeld() -> QuerySet[Gezin, tuple[int, str, str]]:
    return Gezin.objects.order_by().values_list("pk", "nummer", "naam")


@eenmaal_geschreven
def eigen_gezinnen(gebruiker_id: int) -> QuerySet[Gezin, int]:
    return gezinnen_van(gebruiker_id).values_list("pk", flat=True)


@eenmaal_geschreven
def open_signalen(gezinnen: Collection[int]) -> QuerySet[Signaal]:
    return Signaal.objects.open().filter(gezin__in=gezinnen).dringendst_eerst()


def signalen_van(
    gezinnen: Collection[int], in_beeld: dict[int, Gezinsnaam], stappen: list[Stap]
) -> list[tuple[Signaal, Gezinsnaam, Stap | None]]:
    """From the signals themselves: one that a provider reported a moment ago has no term yet."""
    per_adres, gevonden = {stap.url: stap for stap in stappen}, []
    for signaal in open_signalen(gezinnen):
        gezin = in_beeld[signaal.gezin_id]
        stap = per_adres.get(gezinsadres("veiligheid:signaal-beoordelen", gezin.nummer, signaal.pk))
        gevonden.append((signaal, gezin, stap))
    return gevonden
