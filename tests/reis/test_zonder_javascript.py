"""The daily pages without JavaScript, and what the first visit weighs."""

import re

import pytest
from playwright.sync_api import expect

KILOBYTE = 1024


def open_gezin(iemand):
    """The first family of this person that is visited and has a mark already."""
    iemand.ga("/gezinnen/?fase=ondersteunen")
    iemand.page.locator("main table a[href^='/gezinnen/']").first.click()
    return re.search(r"/gezinnen/([\d-]+)/", iemand.page.url).group(1)


def test_contact_vastleggen_zonder_javascript(mens):
    iemand = mens("Gezinsmanager", javascript=False)
    page, nummer = iemand.page, open_gezin(iemand)
    page.get_by_role("link", name="Contact vastleggen").first.click()
    page.locator("[name=dag]").fill("31-02-2026")
    page.locator("[name=tekst]").fill("Dit mag niet verloren gaan.")
    page.select_option("[name=soort]", label="Telefoon")
    for keuze in page.locator("input[value=niet][name$=_keuze]").all():
        keuze.check()
    page.get_by_role("button", name="Contact vastleggen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("[name=tekst]").input_value() == "Dit mag niet verloren gaan."
    assert page.locator("[name=dag]").input_value() == "31-02-2026"
    page.locator("[name=dag]").fill("01-11-2026")
    page.get_by_role("button", name="Contact vastleggen").click()
    expect(page.locator("main")).to_contain_text("Dit mag niet verloren gaan.")
    assert f"/gezinnen/{nummer}/" in page.url


def test_menu_en_tabbladen_zonder_javascript_op_een_telefoon(mens):
    iemand = mens("Gezinsmanager", javascript=False, scherm={"width": 320, "height": 800})
    open_gezin(iemand)
    page = iemand.page
    page.locator("nav.tab summary").click()
    page.locator("nav.tab details a", has_text="Gezinsplan").click()
    expect(page).to_have_url(re.compile(r"/plan/$"))
    page.locator(".balk summary").click()
    page.locator(".balk details a", has_text="Vandaag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")


@pytest.mark.parametrize("pad", ["/account/aanmelden/", "/"])
def test_een_eerste_bezoek_weegt_hooguit_honderd_kilobyte(mens, pad):
    iemand = mens("Gezinsmanager" if pad == "/" else None)
    sessie = iemand.page.context.new_cdp_session(iemand.page)
    sessie.send("Network.enable")
    sessie.send("Network.setCacheDisabled", {"cacheDisabled": True})
    gewicht = []
    sessie.on("Network.loadingFinished", lambda klaar: gewicht.append(klaar["encodedDataLength"]))
    iemand.page.goto(iemand.product.url + pad, wait_until="networkidle")
    assert len(gewicht) > 3
    assert sum(gewicht) <= 100 * KILOBYTE, f"{sum(gewicht) / KILOBYTE:.0f} kB"
    assert iemand.klachten == []
