from datetime import datetime

import pytest

from tests.fabrieken import GemeenteFactory
from tests.jaar.klok import AMSTERDAM, Klok
from tests.jaar.wereld import Wereld

BEGIN = datetime(2027, 10, 4, 9, 0, tzinfo=AMSTERDAM)
"""A Monday. The year from here holds three Sundays on which the clock changes, and a leap day."""


@pytest.fixture
def klok(db):
    klok = Klok(BEGIN)
    yield klok
    klok.stop()


@pytest.fixture
def wereld(klok, als, team_noord, fatima, kees, sanne, tom, gerda, vera, ilse):
    mensen = {m.naam.split()[0].lower(): m for m in (fatima, kees, sanne, tom, gerda, vera, ilse)}
    return Wereld(klok, mensen, als, team_noord, GemeenteFactory())
