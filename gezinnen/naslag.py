"""Reference data of families, kept by the beheerder on the pages of `organisatie`."""

from __future__ import annotations

from typing import Any

from django import forms

from gezinnen.models import (
    Borgingsvraag,
    Kwestieoorzaak,
    Leefgebied,
    RedenEindeBegeleiding,
    RedenEindeMaatregel,
    Verblijfsoort,
)
from ggw.organisatie.naslag import EIGEN_PAGINAS, NaslagForm, Naslagsoort, registreer

SOORTEN = [("OTS", "OTS"), ("voogdij", "Voogdij"), ("JR", "Jeugdreclassering")]


class RedenForm(NaslagForm):
    vast = ("soort", "code")  # data of years back is counted by these
    soort = forms.ChoiceField(label="Soort maatregel", choices=SOORTEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voorbeeld"].label = "Voorbeeld: geen officiële code"


def haak_aan() -> None:
    EIGEN_PAGINAS.append(("Normen", "gezinnen:normen", "Wat wanneer moet gebeuren, en waar dat vandaan komt."))
    registreer(
        Naslagsoort(
            "leefgebieden",
            Leefgebied,
            ("code", "naam", "volgorde", "actief"),
            ("naam", "code", "volgorde"),
            "De onderdelen van het leven die in het gezinsplan staan.",
        ),
        Naslagsoort(
            "oorzaken-kwestie",
            Kwestieoorzaak,
            ("code", "naam", "volgorde", "actief"),
            ("naam", "code", "volgorde"),
            "Waardoor hulp vastloopt. Voorbeeldinhoud: vul hier de eigen woorden in.",
        ),
        Naslagsoort(
            "borgingsvragen",
            Borgingsvraag,
            ("code", "vraag", "volgorde", "voorbeeld", "actief"),
            ("vraag", "code", "volgorde", "voorbeeld"),
            "Vragen die het gezin beantwoordt voor het borgingsplan. Voorbeeldinhoud: vul hier de eigen vragen in.",
        ),
        Naslagsoort(
            "soorten-verblijf",
            Verblijfsoort,
            ("code", "naam", "uit_huis"),
            ("naam", "code", "uit_huis"),
            "Waar een kind woont.",
        ),
        Naslagsoort(
            "redenen-einde-maatregel",
            RedenEindeMaatregel,
            ("soort", "code", "naam", "voorbeeld"),
            ("naam", "soort", "code", "voorbeeld"),
            "Waarom een maatregel stopt.",
            RedenForm,
        ),
        Naslagsoort(
            "redenen-einde-begeleiding",
            RedenEindeBegeleiding,
            ("code", "naam", "doel_bereikt", "oordeel_nodig", "volgorde", "voorbeeld", "actief"),
            ("naam", "code", "doel_bereikt", "oordeel_nodig", "volgorde"),
            "Waarom een begeleiding stopt. Bij ‘het doel is bereikt’ gelden de voorwaarden van alle fasen.",
        ),
    )
