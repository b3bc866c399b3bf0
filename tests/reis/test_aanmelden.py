"""A passkey in a browser with a built-in authenticator: made, and then signed in with it alone."""

import re

from playwright.sync_api import expect

from tests.reis.conftest import BREED, SMAL, WACHTWOORD

SLEUTEL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_aanmelden_met_een_passkey(mens):
    """The zorgbemiddelaar: nobody else in these journeys signs in as that person, who has a second step from here on."""
    iemand = mens("Zorgbemiddelaar")
    page = iemand.page
    venster = page.context.new_cdp_session(page)
    venster.send("WebAuthn.enable")
    venster.send("WebAuthn.addVirtualAuthenticator", {"options": SLEUTEL})
    iemand.ga("/account/")
    page.get_by_role("link", name="Tweede stap").click()
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)  # who stays away from the keyboard gets no second key
    page.get_by_role("button", name="Ga verder").click()
    page.locator("[name=name]").fill("Laptop van het werk")
    page.locator("[name=passwordless]").check(force=True)
    page.get_by_role("button", name="Voeg de passkey toe").click()
    expect(page.locator("main")).to_contain_text("U hebt een passkey of sleutel toegevoegd.")
    iemand.ga("/account/afmelden/")
    page.locator("main button[type=submit]").click()
    iemand.ga("/")
    expect(page).to_have_url(re.compile("/account/aanmelden/"))
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.wait_for_url(iemand.product.url + "/")
    iemand.ga("/account/tweede-stap/webauthn/")
    expect(page.locator("main")).to_contain_text("Laptop van het werk")
    for scherm in (BREED, SMAL):
        page.set_viewport_size(scherm)
        assert iemand.axe() == []
    assert iemand.klachten == []
