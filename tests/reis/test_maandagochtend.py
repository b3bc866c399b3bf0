"""Monday morning in three clicks: who leads a team, and who answers for the whole."""

import re

from playwright.sync_api import expect

from rapportage.views.basisteam import PER_PAGINA

GETAL = re.compile(r"^\d+")


def test_een_senior_ziet_wat_te_laat_is_en_is_in_drie_klikken_bij_een_gezin(mens):
    sanne = mens("Senior gezinsmanager")
    page = sanne.page
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Basisteam", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Basisteam "))
    bespreken = page.locator("#bespreken")
    expect(bespreken.get_by_role("heading", name="Aan ons")).to_be_visible()
    expect(bespreken.locator("ol.stap > li").first).to_contain_text(re.compile(r"\d{4}-\d{4}"))
    tegel = page.get_by_role("link", name=re.compile(r"^\d+ ?termijnen te laat"))
    aantal = int(GETAL.match(tegel.inner_text().strip()).group())
    tegel.click()
    rijen = page.locator("main tbody tr")
    expect(page.get_by_text(re.compile(f"^{aantal} in deze lijst"))).to_be_visible()
    expect(rijen).to_have_count(min(aantal, PER_PAGINA))
    gezin = rijen.first.get_by_role("rowheader").get_by_role("link")
    naam = gezin.inner_text()
    gezin.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(naam)
    assert sanne.klachten == []


def test_een_bestuurder_opent_een_kengetal_en_vergelijkt_twee_jaren(mens):
    boris = mens("Bestuurder")
    page = boris.page
    page.get_by_role("link", name="Kinderen met blijvende veiligheid van 6 of hoger").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kinderen met blijvende veiligheid van 6 of hoger")
    expect(page.locator("#verloop svg")).to_be_visible()
    assert page.locator("#verloop tbody tr").count() > 4
    page.get_by_role("link", name="Vergelijken", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee perioden vergelijken")
    van, met = (
        page.get_by_label(naam, exact=True).locator("option:checked").inner_text() for naam in ("Vergelijk", "Met")
    )
    koppen = page.locator("main thead").first.get_by_role("columnheader")
    expect(koppen.nth(1)).to_have_text(van)
    expect(koppen.nth(2)).to_have_text(met)
    assert page.locator("main a[href^='/gezinnen/']").count() == 0
    assert boris.klachten == []


def test_meer_in_het_menu_gaat_open_en_dicht_met_muis_en_toetsen(mens):
    sanne = mens("Senior gezinsmanager")
    page = sanne.page
    balk = page.get_by_role("navigation", name="Hoofdmenu")
    assert balk.bounding_box()["height"] < 60  # one row
    meer, kwesties = balk.locator("summary"), balk.get_by_role("link", name="Kwesties")
    meer.focus()
    page.keyboard.press("Enter")
    expect(kwesties).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(kwesties).to_be_hidden()
    expect(meer).to_be_focused()
    meer.click()
    expect(kwesties).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(kwesties).to_be_hidden()
    meer.click()
    assert sanne.axe() == []
    kwesties.click()
    expect(meer).to_have_attribute("aria-current", "true")


def test_meer_werkt_zonder_javascript(mens):
    page = mens("Senior gezinsmanager", javascript=False).page
    balk = page.get_by_role("navigation", name="Hoofdmenu")
    balk.locator("summary").click()
    balk.get_by_role("link", name="Kwesties").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kwesties")
