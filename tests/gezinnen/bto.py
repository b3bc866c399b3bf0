"""Points and meetings of the basisteamoverleg, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gezinnen.besluiten import neem_besluit, nieuw_punt
from gezinnen.models import Agendapunt, Basisteamoverleg, Begeleiding, Besluit, Fase, Gezin, PuntSoort


def url(naam: str, gezin: Gezin | None = None, **kwargs: Any) -> str:
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, **kwargs} if gezin else kwargs)


def zet_fase(gezin: Gezin, fase: str) -> Begeleiding:
    vandaag = timezone.localdate()
    einde = vandaag if fase == Fase.AFGESLOTEN else None
    gezin.begeleidingen.update(fase=fase, afgesloten_op=einde)
    return gezin.begeleidingen.get()


def vraag_fase(gezin: Gezin, naar: str, door: Any, *, uitzondering: str = "Het moet.", **velden: Any) -> Agendapunt:
    """Asked by this person, with all that any phase needs. Without the check that this phase may follow."""
    soort = PuntSoort.AFSLUITING if naar == Fase.AFGESLOTEN else PuntSoort.FASEOVERGANG
    begeleiding = gezin.begeleiding
    eigen = {"reden_einde_id": "rechter"} if naar == Fase.AFGESLOTEN else {}
    nazorg = {"instemming_van": "Moeder", "instemming_op": timezone.localdate()} if naar == Fase.NAZORG else {}
    return Agendapunt.objects.create(
        gezin=gezin,
        begeleiding=begeleiding,
        soort=soort,
        van_fase=begeleiding.fase,
        naar_fase=naar,
        uitzondering=uitzondering,
        ingebracht_door_id=door.pk,
        **(eigen | nazorg | velden),
    )


def besluit(punt: Agendapunt, door: Any, wat: str = Besluit.AKKOORD) -> Agendapunt:
    return neem_besluit(punt, wat, tekst="Zo doen wij het.", overleg=None, door_id=door.pk)


def sluit(gezin: Gezin, asker: Any, decider: Any, **velden: Any) -> None:
    besluit(vraag_fase(gezin, Fase.AFGESLOTEN, asker, **velden), decider)


def punt_van(gezin: Gezin, soort: str, door: Any = None, **velden: Any) -> Agendapunt:
    punt = nieuw_punt(gezin, soort, door_id=door.pk if door else None)
    for naam, waarde in velden.items():
        setattr(punt, naam, waarde)
    punt.save()
    return punt


def overleg_van(team: Any, dagen: int = 0, **velden: Any) -> Basisteamoverleg:
    datum = timezone.localdate() + timedelta(days=dagen)
    return Basisteamoverleg.objects.create(team=team, datum=datum, **velden)


def tekst(antwoord: Any) -> str:
    return str(antwoord.content.decode())
