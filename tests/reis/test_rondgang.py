"""Everybody walks through every page they can reach: nothing breaks, axe finds nothing, nothing is wider than a phone."""

import re
from collections import defaultdict

import pytest

from tests.reis.conftest import BREED, SMAL

EIGEN_ACCOUNT = "Gezinsmanager"
"""Walks through the pages of the own account as well; they are the same for everybody."""
ROLLEN = [
    EIGEN_ACCOUNT,
    "Senior gezinsmanager",
    "Gedragsdeskundige",
    "Teammanager",
    "Secretariaat",
    "Instroom",
    "Functioneel beheerder",
]
ZONDER_GEZIN = {"Gedragsdeskundige", "Teammanager"}
"""See of a family what the senior sees, and less; they walk through the rest."""
MOET = {
    EIGEN_ACCOUNT: {"/account/sessies/", "/account/tweede-stap/webauthn/add/", "/account/tweede-stap/totp/activate/"}
    | {"/gezinnen/NUMMER/gezien/"},
}
"""Pages that the walk must not miss."""
NIET_VOLGEN = re.compile(
    r"/account/afmelden/|/documenten/\d+/$|/pdf/|/bestand/|/download/|/schema/|\.pdf$|\.ics$|^#|^tel:|^mailto:"
)


def vorm(pad):
    """The page behind an address: numbers and the query do not matter."""
    return re.sub(r"\d+", "N", re.sub(r"\d{4}-\d{4,}", "NUMMER", pad.split("?")[0].split("#")[0]))


def rondgang(iemand, bezoek, begin=("/",), niet_onder=(), meest=150):
    """Visit each kind of page once, breadth first, from Vandaag."""
    rij, gezien = list(begin), {vorm(pad) for pad in begin}
    while rij and len(gezien) <= meest:
        pad = rij.pop(0)
        antwoord = iemand.page.goto(iemand.product.url + pad)
        assert antwoord.status == 200, f"{pad} geeft {antwoord.status}"
        bezoek(pad)
        for href in iemand.page.eval_on_selector_all("a[href]", "as => as.map(a => a.getAttribute('href'))"):
            if not href.startswith("/") or href.startswith(niet_onder) or NIET_VOLGEN.search(href):
                continue
            if vorm(href) not in gezien:
                gezien.add(vorm(href))
                rij.append(href)
    return gezien


GETOETST = defaultdict(set)
"""What axe has seen of each kind of page, by whoever came first."""
BOUWSEL = """() => [...new Set([...document.body.querySelectorAll('*')].map(e => [e, e.parentElement].map(
    x => x.tagName + ['class', 'role', 'type', 'name', 'aria-label', 'hidden'].map(
        a => '|' + (x.getAttribute(a) ?? '').replace(/\\d+/g, 'N')).join('')).join(' < ')))]"""
"""Every kind of element on a page, with the element around it."""


def is_nieuw(iemand, pad):
    """Whether this page holds an element that axe has not seen on a page of this kind. Most roles see mostly the same."""
    bouwsel = set(iemand.page.evaluate(BOUWSEL))
    nieuw = not bouwsel <= GETOETST[vorm(pad)]
    GETOETST[vorm(pad)] |= bouwsel
    return nieuw


KLEUREN = ("color-contrast",)
"""Takes axe half of its time, and the colours of what stands on both screens are the same on both."""


def bekijker(iemand, fouten):
    """What is done on each page, on a phone and on a wide screen; there the colours of the first page, with the whole menu, are enough."""
    bekeken = []

    def bezoek(pad):
        toetsen = is_nieuw(iemand, pad)
        for scherm, zonder in ((SMAL, ()), (BREED, KLEUREN if bekeken else ())):
            iemand.page.set_viewport_size(scherm)
            if toetsen:
                fouten.extend(f"{pad} op {scherm['width']}: {fout}" for fout in iemand.axe(zonder=zonder))
            if iemand.breder_dan_het_scherm():
                fouten.append(f"{pad} is breder dan {scherm['width']}")
        bekeken.append(pad)

    return bezoek


@pytest.mark.parametrize("rol", ROLLEN)
def test_axe_vindt_niets_en_niets_is_te_breed(mens, rol):
    iemand, fouten = mens(rol), []
    elders = () if rol == EIGEN_ACCOUNT else ("/account/",)
    elders += ("/gezinnen/2",) if rol in ZONDER_GEZIN else ()
    gezien = rondgang(iemand, bekijker(iemand, fouten), niet_onder=elders)
    assert len(gezien) >= 2
    assert gezien >= MOET.get(rol, set())
    assert fouten == []
    assert iemand.klachten == []


def test_de_paginas_van_het_toezicht(mens):
    """What paula opens: the log of one family, of one colleague, and something that stands out."""
    fatima = mens("Gezinsmanager")
    fatima.ga("/gezinnen/")
    gezin = fatima.page.locator("main table a[href^='/gezinnen/']").first.get_attribute("href").split("/")[2]
    fatima.ga(f"/gezinnen/{gezin}/")
    paula, fouten = mens("Privacyfunctionaris"), []
    opvallend = fatima.product.zet_opvallend(fatima.product.accounts["Gezinsmanager"])
    begin = ("/", "/toezicht/", f"/toezicht/gezin/{gezin}/", f"/toezicht/opvallend/{opvallend}/")
    gezien = rondgang(paula, bekijker(paula, fouten), begin, niet_onder=("/account/",))
    assert "/toezicht/medewerker/N/" in gezien
    assert fouten == []
    assert paula.klachten == []


def test_de_paginas_voor_het_aanmelden(mens):
    iemand = mens()
    for pad in ("/account/aanmelden/", "/account/wachtwoord/", "/bestaat-niet/"):
        iemand.ga(pad)
        assert iemand.axe() == []
