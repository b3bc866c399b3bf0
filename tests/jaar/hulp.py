"""What people do about help in a year with a family: staff and people of the provider, each through the own pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from gezinnen.models import Gezin, Gezinslid, Rekenverzoek
from gezinnen.rekenen import beantwoord_rekenverzoeken
from gezinnen.versturen import veeg
from ggw.organisatie.models import Aanbieder
from spic.models import AndereHulp, Hulpsoort, Spic, Verwijzing
from tests.gezinnen.termijnen import als_werker
from tests.jaar.stappen import kinderen_van
from tests.jaar.wereld import Wereld, nl, url
from veiligheid.models import Signaal


def maak_verwijzing(
    w: Wereld, gezin: Gezin, aanbieder: Aanbieder, kind: Gezinslid, spic: Spic, hulpvraag: str, **velden: Any
) -> Verwijzing:
    """A concept; for SPIC 11 on the short form."""
    crisis = spic.profiel.crisis
    alle: dict[str, Any] = {
        "hulpvraag": hulpvraag,
        "aanbieder": aanbieder.pk,
        "leden": [kind.pk],
        "grondslag": "toestemming",
        "grondslag_uitleg": "Besproken met moeder.",
        **{f"spic_{ander.pk}": "" for ander in kinderen_van(gezin)},
        f"spic_{kind.pk}": spic.pk,
    }
    if not crisis:
        plan = gezin.gezinsplannen.geldend()
        alle |= {"resultaten": [plan.resultaten.get().pk], "uitzondering": "Wachten kan niet."}
    adres = url("verwijzing-nieuw", gezin, app="spic") + ("?crisis=1" if crisis else "")
    w.mens("fatima").vul(adres, alle | velden)
    return gezin.verwijzingen.latest("pk")


def verstuur(w: Wereld, verwijzing: Verwijzing) -> None:
    w.mens("fatima").vul(hier(verwijzing, "versturen"), naar="/versturen/")


def hier(verwijzing: Verwijzing, wat: str) -> str:
    return url(f"verwijzing-{wat}", verwijzing.gezin, verwijzing.pk, app="spic")


def doe(w: Wereld, verwijzing: Verwijzing, wat: str, **velden: Any) -> None:
    """A step of the gezinsmanager in a referral."""
    w.mens("fatima").vul(hier(verwijzing, wat), velden)


def daar(w: Wereld, wie: str, verwijzing: Verwijzing, wat: str, **velden: Any) -> None:
    """A step of somebody of the provider, and what the worker does within the minute."""
    adres = reverse(f"spic:partner-{wat}", args=[verwijzing.pk])
    if wat == "bericht":
        pagina = reverse("spic:partner-verwijzing", args=[verwijzing.pk])
        w.mens(wie).vul(pagina, velden, naar=adres)
    elif velden:
        w.mens(wie).vul(adres, velden)
    else:
        w.mens(wie).klik(adres)
    een_minuut_later(w)


def een_minuut_later(w: Wereld) -> None:
    w.klok.later(minutes=1)
    with als_werker():
        beantwoord_rekenverzoeken()
        veeg()
    assert not Rekenverzoek.objects.filter(klaar_op=None).exists()


def neem_aan(w: Wereld, verwijzing: Verwijzing) -> None:
    """By Anna of the aanmeldteam, who names Hugo."""
    daar(w, "anna", verwijzing, "antwoord", antwoord="geaccepteerd")
    daar(w, "anna", verwijzing, "mensen", hulpverlener=w.mensen["hugo"].pk)


def voeg_andere_hulp_toe(w: Wereld, gezin: Gezin, wie: Gezinslid) -> AndereHulp:
    """Help without a SPIC that begins today."""
    vandaag = nl(w.klok.vandaag)
    velden = {
        "soort": Hulpsoort.objects.get(code="ggz_ouder").pk,
        "wat_nodig": "Moeder slaapt weer.",
        "leden": [wie.pk],
        "organisatie": "GGZ De Verzonnen Eik",
        "aangevraagd_op": vandaag,
        "gestart_op": vandaag,
    }
    w.mens("fatima").vul(url("anderehulp-nieuw", gezin, app="spic"), velden)
    return gezin.andere_hulp.latest("pk")


def meld(w: Wereld, wie: str, gezin: Gezin, soort: str) -> Signaal:
    """A signal of staff."""
    velden = {"soort": soort, "feit": "Het was stil achter de deur.", "gezien_op": nl(w.klok.vandaag)}
    w.mens(wie).vul(url("signaal-nieuw", gezin, app="veiligheid"), velden)
    een_minuut_later(w)
    return gezin.signalen.latest("pk")


def beoordeel(w: Wereld, signaal: Signaal, **velden: Any) -> None:
    alle = {"oordeel": "De kinderen zijn veilig.", "daden": ["met_contact"], **velden}
    w.mens("fatima").vul(url("signaal-beoordelen", signaal.gezin, signaal.pk, app="veiligheid"), alle)
