"""A referral from both sides at once: the gezinsmanager, the aanmeldteam of a provider and who helps, each in a browser of their own."""

import os
import re

from playwright.sync_api import expect

from tests.reis.test_hoofdreis import knop, link, vul
from tests.reis.test_overleggen import gezinnen_in, vandaag

HULP = f"Reishulp {os.getpid()}"
"""Another help in each run."""
AANMELDTEAM, HULPVERLENER = "Aanmeldteam van een aanbieder", "Hulpverlener van een aanbieder"
LOOPT_NOG = "0 dagen, loopt nog"
SPIC = "select[name^=spic_]"


def klok(iemand, naam):
    """What the page says of this clock."""
    return iemand.page.locator("#klokken dl > div", has=iemand.page.get_by_text(naam, exact=True)).locator("dd")


def ziet(iemand, *teksten):
    """On the same page, looked at again."""
    iemand.page.reload()
    for tekst in teksten:
        expect(iemand.page.locator("main")).to_contain_text(tekst)


def doe(iemand, stap, knoptekst, **velden):
    """Take a step of the page: its form, and back."""
    link(iemand.page, stap)
    vul(iemand.page, **velden)
    knop(iemand.page, knoptekst)
    expect(iemand.page.get_by_role("heading", name=HULP)).to_be_visible()


def naar_een_gezin_met_een_plan(fatima):
    """One of which the form offers resultaten and a second child, and of which nobody reported a signal yet."""
    page = fatima.page
    for nummer in gezinnen_in(fatima, "ondersteunen"):
        fatima.ga(f"/gezinnen/{nummer}/hulp/")
        if page.get_by_text(re.compile(r"signa(al|len) open")).count():
            continue
        link(page, "Verwijs naar een aanbieder")
        if page.locator("[name=resultaten]").count() and page.locator(SPIC).count() > 1:
            return
    raise AssertionError("Geen gezin met een plan en zonder signaal")


def maak_een_concept(fatima):
    page = fatima.page
    naar_een_gezin_met_een_plan(fatima)
    vul(page, hulpvraag=HULP, toelichting="Vooral in de avond.", grondslag_uitleg="Besproken met moeder.")
    spic = page.locator(SPIC).last  # the eldest may have help, on which no other is stacked
    spic.select_option(label=spic.locator("option", has_text=re.compile(r"^B-1\b")).first.inner_text())
    page.select_option("[name=aanbieder]", label="De Wilgenboog")
    page.select_option("[name=grondslag]", value="toestemming")
    page.locator("[name=resultaten]").first.check()
    for wie in page.locator("[name=leden]").all():
        wie.check()
    knop(page, "Bewaar en bekijk wat de aanbieder ziet")
    expect(page.get_by_role("heading", name="Dit krijgt De Wilgenboog te zien")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Vooral in de avond.")
    link(page, "Later versturen")
    expect(page.locator("main")).to_contain_text("Nog niets: dit is een concept.")


def verstuur(fatima):
    link(fatima.page, "Kijk na en verstuur")
    knop(fatima.page, "Verstuur naar De Wilgenboog")
    expect(fatima.page.locator("main")).to_contain_text("De verwijzing naar De Wilgenboog is verstuurd.")
    expect(klok(fatima, "Tot het antwoord")).to_have_text(LOOPT_NOG)
    expect(klok(fatima, "De hulp zelf")).to_have_text("nog niet begonnen")


def praat_over_de_spic(anna, fatima):
    page = anna.page
    link(page, "Beantwoord deze verwijzing")
    page.get_by_label("Wij vinden een andere SPIC passend").check(force=True)
    page.select_option("[name=spic]", index=2)
    vul(page, reden="Het gezin heeft meer nodig.")
    knop(page, "Verstuur het antwoord")
    expect(page.locator("main")).to_contain_text("Uw antwoord is verstuurd.")
    ziet(fatima, "In gesprek over de SPIC", "Het gezin heeft meer nodig.", "Anna Duifkruid")
    expect(klok(fatima, "Tot het antwoord")).to_have_text(LOOPT_NOG)
    doe(fatima, "Besluit welke SPIC het wordt", "Leg het besluit vast", tekst="Wij beginnen licht.")
    ziet(anna, "Besluit", "Wij beginnen licht.", "Verzonden")


def neem_aan(anna, fatima):
    page = anna.page
    link(page, "Beantwoord deze verwijzing")
    page.get_by_label("Wij nemen deze verwijzing aan").check(force=True)
    knop(page, "Verstuur het antwoord")
    expect(page.locator("main")).to_contain_text("Uw antwoord is verstuurd.")
    link(page, "Wie helpt het gezin?")
    page.select_option("[name=hulpverlener]", label="Hugo Akelei")
    knop(page, "Leg vast")
    expect(page.locator("#gegevens")).to_contain_text("Hugo Akelei")
    ziet(fatima, "Aangenomen", "Hugo Akelei")
    expect(klok(fatima, "Tot het antwoord")).to_have_text("0 dagen")
    expect(klok(fatima, "Tot de hulp begint")).to_have_text(LOOPT_NOG)


def begin_met_helpen(hugo, fatima):
    page = hugo.page
    doe(hugo, "Plan het startgesprek", "Leg vast", dag=vandaag(page), om="23:30")
    ziet(fatima, "Startgesprek gepland")
    knop(page, "Het startgesprek is gehouden")
    expect(page.locator("#gegevens")).to_contain_text("gehouden")
    doe(hugo, "De hulp is begonnen", "Leg vast")
    ziet(fatima, "Hulp loopt", "Hulp begon")
    expect(klok(fatima, "Tot het startgesprek")).to_have_text("0 dagen")
    expect(klok(fatima, "Tot de hulp begint")).to_have_text("0 dagen")
    expect(klok(fatima, "De hulp zelf")).to_have_text(LOOPT_NOG)


def meld_voortgang_en_stilstand(hugo, fatima):
    doe(hugo, "Meld hoe het gaat", "Leg vast", cijfer="6", woorden="De avonden zijn rustiger.")
    ziet(fatima, "De avonden zijn rustiger.", "Laatste bericht van de aanbieder")
    vul(fatima.page, tekst="Fijn. Bel mij vrijdag.")
    knop(fatima.page, "Verstuur het bericht")
    ziet(hugo, "Fijn. Bel mij vrijdag.")
    doe(hugo, "De hulp loopt vast", "Meld dit aan de gezinsmanager", reden="Er was drie keer niemand thuis.")
    ziet(fatima, "Hulp loopt vast", "Er was drie keer niemand thuis.")


def meld_een_signaal(hugo, fatima):
    """From the page of the referral, in a minute; the family's header says it at once, before anybody worked out a term."""
    page, terug = hugo.page, hugo.page.url
    link(page, "Signaal melden")
    page.locator("[name=soort][value=onveilig]").check(force=True)
    vul(page, feit="Vader stond weer voor de deur en schreeuwde.")
    knop(page, "Signaal melden")
    expect(page.locator("#gemeld")).to_contain_text("nog niet beoordeeld")
    page.goto(terug)
    fatima.page.reload()
    expect(fatima.page.locator("body")).to_contain_text("1 signaal open")


def meld_een_kwestie(fatima, hugo):
    page, terug = fatima.page, fatima.page.url
    link(page, "Komt u er niet uit? Meld een kwestie")
    expect(page.locator("[name=oorzaak]")).not_to_have_value("")
    vul(page, wat="Het gezin doet de deur niet open.", begonnen_op=vandaag(page))
    knop(page, "Kwestie melden")
    expect(page.locator("main")).to_contain_text("De kwestie is gemeld.")
    page.goto(terug)
    hugo.page.reload()
    expect(hugo.page.locator("main")).not_to_contain_text("doet de deur niet open")


def spreek_het_einde_af(hugo, fatima):
    page = hugo.page
    link(page, "Stel voor om te stoppen")
    page.select_option("[name=reden]", index=1)
    vul(page, toelichting="Het doel is bereikt.", einddatum=vandaag(page), overdracht="School let op.")
    knop(page, "Stel dit voor aan de gezinsmanager")
    expect(page.locator("main")).to_contain_text("Kies hoe het met dit resultaat staat.")
    page.locator("[name^=uitkomst_]").first.check(force=True)
    knop(page, "Stel dit voor aan de gezinsmanager")
    expect(page.locator("#einde")).to_contain_text("Nog niet besloten")
    ziet(fatima, "Einde voorgesteld", "Het doel is bereikt.", "School let op.")
    link(fatima.page, "Besluit of het veilig genoeg is")
    fatima.page.get_by_label("Ja, de hulp stopt").check(force=True)
    vul(fatima.page, waarom="De kinderen zijn veilig.")
    knop(fatima.page, "Leg het besluit vast")
    expect(fatima.page.locator("main")).to_contain_text("Uw besluit staat vast.")
    ziet(fatima, "Beëindigd", "De kinderen zijn veilig.")
    for naam in ("Tot het antwoord", "Tot het startgesprek", "Tot de hulp begint", "De hulp zelf"):
        expect(klok(fatima, naam)).to_have_text("0 dagen")


def test_een_verwijzing_van_beide_kanten(mens):
    fatima, anna, hugo = mens("Gezinsmanager"), mens(AANMELDTEAM), mens(HULPVERLENER)
    maak_een_concept(fatima)
    anna.page.reload()
    expect(anna.page.locator("main")).not_to_contain_text(HULP)
    verstuur(fatima)
    anna.page.reload()
    link(anna.page, HULP)
    expect(anna.page.locator("main")).to_contain_text("Vooral in de avond.")
    praat_over_de_spic(anna, fatima)
    expect(hugo.page.locator("main")).not_to_contain_text(HULP)
    neem_aan(anna, fatima)
    hugo.page.reload()
    link(hugo.page, HULP)
    begin_met_helpen(hugo, fatima)
    meld_voortgang_en_stilstand(hugo, fatima)
    meld_een_signaal(hugo, fatima)
    meld_een_kwestie(fatima, hugo)
    spreek_het_einde_af(hugo, fatima)
    for iemand in (anna, hugo):
        ziet(iemand, "Voorbij sinds", "De kinderen zijn veilig.")
        expect(iemand.page.get_by_role("button", name="Verstuur het bericht")).to_have_count(0)
        assert iemand.axe() == []
    assert [*fatima.klachten, *anna.klachten, *hugo.klachten] == []
