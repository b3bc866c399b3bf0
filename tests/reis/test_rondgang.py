"""Everybody walks through every page they can reach: nothing breaks, axe finds nothing, nothing is wider than a phone."""

import re

import pytest

from tests.reis.conftest import BREED, SMAL

ROLLEN = [
    "Gezinsmanager",
    "Senior gezinsmanager",
    "Gedragsdeskundige",
    "Teammanager",
    "Secretariaat",
    "Instroom",
    "Functioneel beheerder",
]
NIET_VOLGEN = re.compile(r"/account/afmelden/|/pdf/|/bestand/|/download/|\.pdf$|^#|^tel:|^mailto:")


def vorm(pad):
    """The page behind an address: numbers and the query do not matter."""
    return re.sub(r"\d+", "N", re.sub(r"\d{4}-\d{4,}", "NUMMER", pad.split("?")[0].split("#")[0]))


def rondgang(iemand, bezoek, meest=150):
    """Visit each kind of page once, breadth first, from Vandaag."""
    rij, gezien = ["/"], {"/"}
    while rij and len(gezien) <= meest:
        pad = rij.pop(0)
        antwoord = iemand.page.goto(iemand.product.url + pad)
        assert antwoord.status == 200, f"{pad} geeft {antwoord.status}"
        bezoek(pad)
        for href in iemand.page.eval_on_selector_all("a[href]", "as => as.map(a => a.getAttribute('href'))"):
            if href.startswith("/") and not NIET_VOLGEN.search(href) and vorm(href) not in gezien:
                gezien.add(vorm(href))
                rij.append(href)
    return gezien


@pytest.mark.parametrize("rol", ROLLEN)
def test_axe_vindt_niets_en_niets_is_te_breed(mens, rol):
    iemand, fouten = mens(rol), []

    def bezoek(pad):
        for scherm in (BREED, SMAL):
            iemand.page.set_viewport_size(scherm)
            fouten.extend(f"{pad} op {scherm['width']}: {fout}" for fout in iemand.axe())
            if iemand.breder_dan_het_scherm():
                fouten.append(f"{pad} is breder dan {scherm['width']}")

    gezien = rondgang(iemand, bezoek)
    assert len(gezien) >= 2
    assert fouten == []
    assert iemand.klachten == []


def test_de_paginas_voor_het_aanmelden(mens):
    iemand = mens()
    for pad in ("/account/aanmelden/", "/account/wachtwoord/", "/bestaat-niet/"):
        iemand.ga(pad)
        assert iemand.axe() == []
