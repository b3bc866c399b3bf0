"""Text that was typed and not sent: the page is gone, the text is not."""

from playwright.sync_api import expect

TEKST = "Roos vertelt dat oma nu elke dag komt eten."


def test_wat_getypt_is_staat_na_het_sluiten_van_het_tabblad_op_vandaag(mens):
    fatima = mens("Gezinsmanager")
    fatima.ga("/gezinnen/?fase=ondersteunen")
    fatima.page.locator("main table a[href^='/gezinnen/']").first.click()
    fatima.page.get_by_role("link", name="Contact vastleggen").first.click()
    formulier = fatima.page.url
    fatima.page.locator("[name=tekst]").fill(TEKST)
    expect(fatima.page.locator(".conceptstand")).to_contain_text("bewaard")
    fatima.sluit_het_tabblad()
    fatima.ga("/")
    onaf = fatima.page.locator("#concepten")
    onaf.get_by_role("link").first.click()
    expect(fatima.page).to_have_url(formulier)
    assert fatima.page.locator("[name=tekst]").input_value() == TEKST
    assert fatima.axe() == []
    fatima.page.select_option("[name=soort]", label="Telefoon")
    for keuze in fatima.page.locator("input[value=niet][name$=_keuze]").all():
        keuze.check()
    fatima.page.get_by_role("button", name="Contact vastleggen").click()
    expect(fatima.page.locator("main")).to_contain_text(TEKST)
    fatima.ga("/")
    expect(onaf).to_have_count(0)
    assert fatima.klachten == []
