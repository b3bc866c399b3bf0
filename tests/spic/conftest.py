"""The world in which the outside door is attacked."""

from __future__ import annotations

import logging

import pytest

from tests.spic.deurwereld import maak_deurwereld
from tests.toegang.conftest import maak_wereld


@pytest.fixture
def basis(request, gezin, ander_gezin, caplog):
    """The tables of pages need a world with a row of every kind."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    return maak_wereld(request, gezin, ander_gezin)


@pytest.fixture
def wereld(basis, ander_gezin, bram):
    mensen = {naam: basis.mensen[naam] for naam in ("anna", "hugo")}
    return maak_deurwereld(ander_gezin, basis.rijen["vreemd"], mensen, bram)
