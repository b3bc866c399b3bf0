"""A provider reports a signal about a family whose referral runs, and reads what it reported: schema `partner` only."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms

from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen
from veiligheid.forms.signaal import Signaalvelden
from veiligheid.models import SignaalSoort

EIGEN = (
    "select soort, feit, mening, bron, gezien_op, ontvangen_op, melder, beoordeeld_op, terugkoppeling, kinderen "
    "from partner.signaal where verwijzing_id = %s order by ontvangen_op desc, id desc"
)
MELD = "select partner.meld_signaal(%s, %s, %s::integer[], %s, %s, %s, %s::date, %s::uuid)"


class Gemeld(NamedTuple):
    """A signal as the provider that reported it sees it. `over`: the names that stand in its own package."""

    soort: str
    feit: str
    mening: str
    bron: str
    gezien_op: date
    ontvangen_op: datetime
    melder: str
    beoordeeld_op: datetime | None
    terugkoppeling: str
    over: list[str]


class Belnummer(NamedTuple):
    naam: str
    telefoon: str


def gemeld(verwijzing: int, leden: list[dict[str, Any]]) -> list[Gemeld]:
    """Newest first."""
    namen = {lid["lid"]: lid["naam"] for lid in leden if "lid" in lid}
    gevonden = [
        Gemeld._make((*rij[:-1], [namen[pk] for pk in json.loads(rij[-1]) if pk in namen]))
        for rij in rijen(EIGEN, [verwijzing])
    ]
    return [rij._replace(soort=SignaalSoort(rij.soort).kort) for rij in gevonden]


def belnummer(verwijzing: int) -> Belnummer | None:
    """Who guides or watches the family today; None when there is nobody."""
    query = "select naam, telefoon from partner.belnummer where verwijzing_id = %s"
    return next((Belnummer(*rij) for rij in rijen(query, [verwijzing])), None)


def mag_melden(verwijzing: int) -> bool:
    return vraag("select partner.mag_melden(%s)", [verwijzing]) == (True,)


class PartnersignaalForm(Signaalvelden):
    """`kinderen` are places in the list of members of the own package."""

    zonder_verplichting = True

    kinderen = forms.TypedMultipleChoiceField(
        label="Over welke kinderen gaat het?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies kinderen die met u zijn gedeeld."},
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order = ("soort", "kinderen", "feit", "gezien_op", "bron", "mening", "sleutel")

    def __init__(self, data: Any, *, leden: list[dict[str, Any]], vandaag: date) -> None:
        super().__init__(data, initial={"gezien_op": vandaag})
        kinderen = [(plek, lid["naam"]) for plek, lid in enumerate(leden) if lid.get("kind") and "lid" in lid]
        self.fields["kinderen"].choices = kinderen  # type: ignore[attr-defined]
        if not kinderen:
            del self.fields["kinderen"]
        elif len(kinderen) == 1:
            self.initial["kinderen"] = [kinderen[0][0]]
        self.fields["mening"].label = "Wat denkt u daarvan?"

    def meld(self, verwijzing: int) -> bool:
        """False when the referral is over (or was never theirs). Sent twice, it is there once."""
        g = self.cleaned_data
        waarden = [g["soort"], g.get("kinderen", []), g["feit"], g["mening"], g["bron"], g["gezien_op"], g["sleutel"]]
        gevonden = vraag(MELD, [verwijzing, *waarden])
        return gevonden is not None and gevonden[0] is not None
