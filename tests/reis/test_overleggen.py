"""The two meetings as people hold them: the team decides on three families, and the family sits at a table with a tablet."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.reis.conftest import TABLET
from tests.reis.test_hoofdreis import knop, link, vul

STAPPEN = {
    "verbinden": "Ondersteunen & volgen",
    "ondersteunen": "Generaliseren & borgen",
    "borgen": "Nazorg",
}
"""The phase that a family is in, and the one that is asked for."""
AANVRAAG = "De afspraken worden nagekomen en de kinderen zeggen dat het rustig is."
BESLUIT = "Het team ziet genoeg. Over zes weken kijken wij opnieuw."
VANDAAG = """new Date().toLocaleDateString("nl-NL", {
    timeZone: "Europe/Amsterdam", day: "2-digit", month: "2-digit", year: "numeric"})"""
WOORDEN = "“Wij willen het zelf ook, maar de avonden zijn nog zwaar.”"


def vandaag(page):
    """As the product sees it, wherever this runs."""
    return page.evaluate(VANDAAG)


def gezinnen_in(fatima, fase):
    """The numbers of the families of this person in this phase."""
    fatima.ga(f"/gezinnen/?fase={fase}")
    rijen = fatima.page.locator("main table a[href^='/gezinnen/2']")
    return dict.fromkeys(re.search(r"\d{4}-\d+", a.get_attribute("href")).group() for a in rijen.all())


def vraag_de_fase(fatima, fase):
    """For the first family in this phase that has asked nothing yet; returns its number."""
    page = fatima.page
    for nummer in gezinnen_in(fatima, fase):
        fatima.ga(f"/gezinnen/{nummer}/fase/")
        if page.locator("#agenda").get_by_text("Naar de fase").count() == 0:
            break
    page.get_by_role("link", name="Volgende fase aanvragen").click()
    vul(page, toelichting=AANVRAAG)
    if page.locator("[name=uitzondering]").count():
        vul(page, uitzondering="Eén onderdeel volgt deze week. Wachten helpt het gezin niet.")
    if page.locator("[name=instemming_van]").count():
        vul(page, instemming_van="Beide ouders", instemming_op="01-11-2026")
    knop(page, "Fase aanvragen")
    expect(page.locator("main")).to_contain_text("Een collega besluit.")
    expect(page.get_by_role("link", name="Besluit nemen")).to_have_count(0)
    return nummer


def open_het_overleg_van_vandaag(sanne):
    """Planned when there is none today; either way with everything on its agenda that the system sees in the families."""
    page = sanne.page
    link(page, "Basisteamoverleg")
    link(page, "Overleg plannen")
    vul(page, datum=vandaag(page))
    knop(page, "Overleg plannen")
    expect(page.locator("main")).to_contain_text("Het overleg is gepland, met een agenda.")
    expect(page.locator("main")).to_contain_text("Door het systeem")


def breng_een_punt_in(sanne, nummer):
    page, overleg = sanne.page, sanne.page.url
    sanne.ga(f"/gezinnen/{nummer}/")
    page.locator(".fasen .nu a").click()
    link(page, "Punt inbrengen")
    page.select_option("[name=soort]", label="Anders")
    vul(page, toelichting="Wie belt de nieuwe school?")
    knop(page, "Op de agenda zetten")
    expect(page.locator("#agenda")).to_contain_text("Wie belt de nieuwe school?")
    page.goto(overleg)
    punt = page.locator("[id^=punt-]", has_text="Wie belt de nieuwe school?")
    expect(punt.get_by_role("link", name="Bekijken")).to_be_visible()
    expect(punt.get_by_role("link", name="Besluit nemen")).to_have_count(0)


def besluit(iemand, tekst, nummer):
    """On the point of this family that holds this text, with the keyboard alone: Tab to it, Enter, and so on."""
    page = iemand.page
    punt = page.locator("[id^=punt-]", has_text=nummer).filter(has_text=tekst)
    punt.get_by_role("link", name="Besluit nemen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Besluit", exact=True)).to_be_visible()
    page.locator("[name=besluit]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    if page.locator("[name=uitzondering]").count():
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.keyboard.type(BESLUIT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[id^=punt-]", has_text=nummer).filter(has_text=tekst)).to_contain_text(BESLUIT)


def rond_af(sanne):
    page = sanne.page
    link(page, "Aanwezigen en verslag")
    page.select_option("[name=voorzitter]", label="Sanne Berkenblad")
    for naam in ("Fatima", "Gerda", "Sanne"):
        page.get_by_label(naam).check()
    vul(page, verslag="De casussupervisie gaat naar donderdag.")
    knop(page, "Verslag bewaren")
    expect(page.locator("#aanwezig")).to_contain_text("Gerda Heideveld")
    knop(page, "Overleg afronden")
    expect(page.locator("main")).to_contain_text("Het overleg is afgerond.")
    expect(page.locator("#verslag")).to_contain_text("De casussupervisie gaat naar donderdag.")


def zie_de_fase(fatima, nummer, fase):
    """The new phase above every page, the decision in the timeline, and that the family must hear it."""
    page = fatima.page
    fatima.ga(f"/gezinnen/{nummer}/dossier/")
    expect(page.locator(".fasen .nu")).to_contain_text(fase)
    expect(page.locator("main")).to_contain_text(f"Nieuwe fase: {fase}")
    link(page, "Overzicht")
    expect(page.get_by_role("link", name="Vertel het gezin het besluit")).to_be_visible()


def vertel(fatima):
    """On the page of the last family: what was decided, and what they said."""
    page = fatima.page
    page.get_by_role("link", name="Vertel het gezin het besluit").click()
    expect(page.locator("main")).to_contain_text(BESLUIT)
    vul(page, op=vandaag(page))
    page.select_option("[name=wijze]", index=1)
    vul(page, reactie="“Wij zijn er blij mee.”")
    knop(page, "Vastleggen")
    expect(page.locator("#besluiten")).to_contain_text("“Wij zijn er blij mee.”")


def test_het_basisteam_brengt_drie_gezinnen_een_fase_verder(mens):
    fatima = mens("Gezinsmanager")
    gezinnen = {vraag_de_fase(fatima, fase): naar for fase, naar in STAPPEN.items()}
    sanne = mens("Senior gezinsmanager")
    open_het_overleg_van_vandaag(sanne)
    breng_een_punt_in(sanne, next(iter(gezinnen)))
    for nummer, naar in gezinnen.items():
        besluit(sanne, f"Naar de fase {naar}", nummer)
    gerda = mens("Gedragsdeskundige", javascript=False)
    gerda.page.goto(sanne.page.url)
    besluit(gerda, "Wie belt de nieuwe school?", next(iter(gezinnen)))
    rond_af(sanne)
    for nummer, naar in gezinnen.items():
        zie_de_fase(fatima, nummer, naar)
    vertel(fatima)
    assert [*fatima.klachten, *sanne.klachten, *gerda.klachten] == []


def plan_aan_de_tablet(fatima):
    """For the first family that sat at the table before."""
    page = fatima.page
    for nummer in gezinnen_in(fatima, "ondersteunen"):
        fatima.ga(f"/gezinnen/{nummer}/overleg/")
        if page.get_by_role("heading", name="Eerder").count():
            break
    page.get_by_role("link", name=re.compile("verleg plannen")).tap()
    vul(
        page,
        dag="31-12-2027",
        tijd="10:30",
        waar="School, lokaal 4",
        form__0__naam="Robin Verzonnen",
        form__0__organisatie="De Verzonnen Wilg",
    )
    for wie in page.locator("[name=wie]").all():
        wie.set_checked(True)
    page.get_by_role("button", name="Overleg plannen").tap()
    expect(page.get_by_role("heading", name="Overleg van 31 december 2027 om 10:30")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Robin Verzonnen (De Verzonnen Wilg)")


def houd_aan_de_tablet(fatima):
    page = fatima.page
    page.get_by_role("link", name="Overleg houden").tap()
    expect(page.get_by_role("heading", name="Overleg houden")).to_be_visible()
    for wie in page.locator("[name=aanwezig]").all():
        wie.tap()
    resultaat = page.locator("[role=group][aria-labelledby^=resultaat-]").first
    resultaat.get_by_label("7", exact=True).tap()
    resultaat.get_by_label("Wat zegt het gezin").fill(WOORDEN)
    resultaat.get_by_label("Wat zegt de hulpverlener").fill("Ouders oefenen elke week.")
    for kind in page.locator("[role=group][aria-labelledby^=kind-]").all():
        kind.locator("select").first.select_option("7")
        kind.locator("textarea").fill("Het is rustiger in huis.")
    vul(page, nieuw__0__wie="Moeder", nieuw__0__wat="Belt de huisarts", nieuw__0__uiterlijk="31-12-2027")
    if not page.locator("[name=volgende_dag]").input_value():
        vul(page, volgende_dag="30-12-2027", volgende_tijd="10:30")
    assert not fatima.breder_dan_het_scherm()
    assert fatima.axe() == []
    page.get_by_role("button", name="Overleg vastleggen").tap()
    expect(page.locator("main")).to_contain_text("Het overleg is vastgelegd.")
    expect(page.locator("main")).to_contain_text(WOORDEN.strip("“”"))
    expect(page.locator("main")).to_contain_text("Moeder: Belt de huisarts, uiterlijk 31 december 2027")
    expect(page.locator("main")).to_contain_text("Volgende overleg:")


def test_een_uitvoerdersoverleg_op_een_tablet(mens):
    fatima = mens("Gezinsmanager", scherm=TABLET, aanraken=True)
    page = fatima.page
    plan_aan_de_tablet(fatima)
    houd_aan_de_tablet(fatima)
    adres = page.get_by_role("link", name="Verslag als PDF").get_attribute("href")
    pdf = PdfReader(io.BytesIO(page.context.request.get(fatima.product.url + adres).body()))
    assert WOORDEN.strip("“”") in " ".join("".join(blad.extract_text() for blad in pdf.pages).split())
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title.startswith("Verslag")
    link(page, "Alle overleggen")
    expect(page.locator("main")).to_contain_text("Belt de huisarts")
    assert fatima.klachten == []
