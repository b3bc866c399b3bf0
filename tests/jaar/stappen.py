"""What people do in a year with a family, each through the page where they do it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from gezinnen.models import (
    Basisteamoverleg,
    Borgingsplan,
    Gezin,
    Gezinslid,
    Gezinsplan,
    Informatieverzoek,
    Kwestie,
    RedenEindeMaatregel,
    Uitvoerdersoverleg,
)
from tests.gezinnen.test_borging import vul as vul_borgingsplan
from tests.jaar.mens import bestand
from tests.jaar.wereld import Wereld, nl, url
from tests.plannen import vul as vul_gezinsplan
from veiligheid.models import Instrument, Veiligheidsplan

ZELFDE = "zelfde"


def neem_aan(w: Wereld, naam: str, kinderen: dict[str, date], *, wacht: bool) -> Gezin:
    """From the telephone call to a family: with Kees as wachter, or with Fatima as gezinsmanager."""
    ilse = w.mens("ilse")
    personen: list[dict[str, Any]] = [
        {"rol": "301", "voornaam": roep, "achternaam": naam, "geboortedatum": nl(geboren), "betreft": "on"}
        for roep, geboren in kinderen.items()
    ]
    personen.append({"rol": "111", "voornaam": "Roos", "achternaam": naam, "geboortedatum": "04-05-1988"})
    velden: dict[str, Any] = {
        "bron": "school",
        "reden": "De kinderen komen vaak te laat en hebben dan niet gegeten.",
        "gezinsnaam": naam,
        "gemeente": w.gemeente.pk,
        "personen-TOTAL_FORMS": len(personen),
    }
    for nr, persoon in enumerate(personen):
        velden |= {f"personen-{nr}-{veld}": waarde for veld, waarde in {"geslacht": "onbekend", **persoon}.items()}
    aanmelding = ilse.vul(url("aanmelding-nieuw"), velden, naar=url("aanmelding-nieuw")).url
    besluit = {"wijze": "wacht", "persoon": w.mensen["kees"].pk, "reden": "Er is nog niemand vrij."}
    if not wacht:
        besluit = {"wijze": "gezinsmanager", "persoon": w.mensen["fatima"].pk}
    ilse.vul(f"{aanmelding}aanvaarden/?team={w.team.pk}", besluit)
    return Gezin.objects.get(naam=naam)


def wijs_toe(w: Wereld, gezin: Gezin) -> None:
    w.mens("sanne").vul(url("toewijzen", gezin), gezinsmanager=w.mensen["fatima"].pk)


def kinderen_van(gezin: Gezin) -> list[Gezinslid]:
    return list(gezin.leden.filter(is_jeugdige=True).order_by("geboortedatum"))


def kind_van(gezin: Gezin, roepnaam: str) -> Gezinslid:
    return Gezinslid.objects.get(gezin=gezin, voornaam=roepnaam)


def cijfervelden(gezin: Gezin, cijfers: dict[str, int | str]) -> dict[str, Any]:
    """Per first name a mark or "zelfde"; a child that is not named is not judged."""
    vorige = {m.kind_id: m.cijfer for m in gezin.metingen.laatste_per_kind("actueel")}
    velden: dict[str, Any] = {}
    for kind in kinderen_van(gezin):
        cijfer, veld = cijfers.get(kind.voornaam, "niet"), f"kind_{kind.pk}"
        if isinstance(cijfer, int):
            velden |= {f"{veld}_keuze": "ander", f"{veld}_cijfer": cijfer, f"{veld}_reden": "Zo zag ik het vandaag."}
        else:
            velden[f"{veld}_keuze"] = f"{ZELFDE}-{vorige[kind.pk]}" if cijfer == ZELFDE else "niet"
    return velden


def kijk(w: Wereld, gezin: Gezin, cijfers: dict[str, int | str]) -> None:
    """The weekly look of the wachter."""
    velden = {"tekst": "Moeder aan de telefoon.", **cijfervelden(gezin, cijfers)}
    w.mens("kees").vul(url("blik", gezin, app="veiligheid"), velden)


def spreek(
    w: Wereld,
    gezin: Gezin,
    cijfers: dict[str, int | str] | None = None,
    *,
    gezien: tuple[str, ...] = (),
    soort: str = "huisbezoek",
    **velden: Any,
) -> None:
    """A contact a minute ago."""
    alle = {"soort": soort, "tekst": "Gesprek aan tafel.", **cijfervelden(gezin, cijfers or {}), **velden}
    alle |= {f"gezien_{kind_van(gezin, naam).pk}": "gesproken" for naam in gezien}
    w.mens("fatima").vul(url("contact-nieuw", gezin, app="veiligheid"), alle)


def geef_cijfer(w: Wereld, gezin: Gezin, naam: str, cijfer: int, soort: str = "actueel") -> None:
    veld = f"{kind_van(gezin, naam).pk}_{soort}"
    velden = {f"cijfer_{veld}": cijfer, f"reden_{veld}": "Zo zie ik het nu."}
    w.mens("fatima").vul(url("meten", gezin, app="veiligheid"), velden)


def vul_instrument_in(w: Wereld, gezin: Gezin, code: str, kind: Gezinslid | None = None) -> None:
    fatima, instrument = w.mens("fatima"), Instrument.objects.get(code=code, actief=True)
    begin = {"instrument": instrument.pk, "kind": kind.pk if kind else ""}
    invullen = fatima.vul(url("afname-nieuw", gezin, app="veiligheid"), begin).url
    velden: dict[str, Any] = {"argument": "Alles bij elkaar.", "definitief": "ja"}
    if instrument.definitie["uitkomsten"]:
        velden["uitkomst"] = instrument.definitie["uitkomsten"][0]["code"]
    for item in instrument.items:
        velden[f"antwoord_{item['code']}"] = item["antwoorden"][0]["code"]
        velden[f"argument_{item['code']}"] = "Gezien aan tafel."
    fatima.vul(invullen, velden, naar=invullen)


def spreek_af(w: Wereld, gezin: Gezin, weken: dict[str, int | str]) -> None:
    """How often a child is seen; empty: no agreement."""
    velden = {f"weken_{kind_van(gezin, naam).pk}": hoeveel for naam, hoeveel in weken.items()}
    w.mens("fatima").vul(url("contactafspraken", gezin), velden)


def maak_veiligheidsplan(w: Wereld, gezin: Gezin) -> None:
    velden = {
        "aanleiding": "Er is veel ruzie.",
        "volgende_stap": "Dan doe ik een verzoek tot onderzoek bij de Raad.",
        "geldt_vanaf": nl(w.klok.vandaag),
        "eisen-0-eis": "Niemand slaat.",
        "eisen-0-consequentie": "Dan slapen de kinderen bij oma.",
        "afspraken-0-wie": "Moeder",
        "afspraken-0-wat": "Belt bij ruzie.",
        "afspraken-0-controle": "Elke week bellen",
    }
    w.mens("fatima").vul(url("plan-nieuw", gezin, app="veiligheid"), velden)


def lees_mee(w: Wereld, gezin: Gezin) -> None:
    plan = Veiligheidsplan.objects.filter(gezin=gezin).latest("nummer")
    w.mens("kees").vul(url("plan-versie", gezin, plan.pk, app="veiligheid"), opmerking="Helder.")


def bied_familiegroepsplan_aan(w: Wereld, gezin: Gezin, antwoord: str) -> None:
    vandaag = nl(w.klok.vandaag)
    velden = {"aangeboden_op": vandaag, "antwoord": antwoord, "beantwoord_op": vandaag}
    w.mens("fatima").vul(url("familiegroepsplan-nieuw", gezin), velden)


def maak_gezinsplan(w: Wereld, gezin: Gezin, roepnaam: str, *, klaar: str = "") -> Gezinsplan:
    """Written by Fatima (the texts in one go), offered and fixed on the pages; with `klaar` every resultaat has this status."""
    fatima = w.mens("fatima")
    fatima.klik(url("plan-maken", gezin))
    concept = Gezinsplan.objects.get(gezin=gezin, status="concept")
    if not concept.resultaten.exists():
        vul_gezinsplan(concept, kind_van(gezin, roepnaam), kind_van(gezin, "Roos"))
    for kind in kinderen_van(gezin):
        if (w.klok.vandaag - kind.geboortedatum).days > 12 * 366:
            concept.visies.get_or_create(gezinslid=kind, defaults={"visie": "Ik wil rust.", "gezin": gezin})
    concept.visies.update(instemming="eens", op=w.klok.vandaag)
    if klaar:
        concept.resultaten.update(status=klaar)
    for kind in kinderen_van(gezin):
        concept.behoeften.get_or_create(
            kind=kind, defaults={"behoefte": "Rust.", "uiterlijk": w.klok.vandaag + timedelta(days=200), "gezin": gezin}
        )
    fatima.vul(url("plan-concept", gezin), naar=url("plan-aanbieden", gezin))
    w.mens("sanne").vul(url("plan-lezen", gezin), naar=url("plan-vaststellen", gezin))
    concept.refresh_from_db()
    assert concept.status == "vastgesteld"
    return concept


# The team


def breng_in(w: Wereld, gezin: Gezin, soort: str, **velden: Any) -> None:
    adres = url("agendapunt-nieuw", gezin)
    w.mens("fatima").vul(adres, {"soort": soort, "toelichting": "Graag meedenken.", **velden}, naar=adres)


def besluit(w: Wereld, gezin: Gezin, wat: str = "akkoord") -> None:
    """On the newest open point of this family, by Sanne, in the meeting of today."""
    overleg, _ = Basisteamoverleg.objects.get_or_create(team=w.team, datum=w.klok.vandaag)
    punt = gezin.agendapunten.open().latest("created_at", "pk")
    velden = {"besluit": wat, "tekst": "Zo doen wij het.", "overleg": overleg.pk}
    w.mens("sanne").vul(url("agendapunt-besluit", gezin, punt.pk), velden)


def ga_naar_fase(w: Wereld, gezin: Gezin, naar: str, **velden: Any) -> None:
    """Asked by Fatima and decided by Sanne, with everything that the phase asks."""
    alle = {"toelichting": "Het gezin is eraan toe.", **velden}
    w.mens("fatima").vul(url("fase-aanvragen", gezin, naar), alle)
    besluit(w, gezin)
    gezin.refresh_from_db()
    assert gezin.begeleiding.fase == naar


def sluit_af(w: Wereld, gezin: Gezin, reden: str, **velden: Any) -> None:
    alle = {"reden_einde": reden, "toelichting": "Het gezin kan zonder ons verder.", **velden}
    w.mens("fatima").vul(url("fase-afsluiten", gezin), alle)
    besluit(w, gezin)


def houd_overleg(w: Wereld, gezin: Gezin, **velden: Any) -> None:
    """An uitvoerdersoverleg just now: planned and written down."""
    vroeg = timezone.localtime() - timedelta(hours=1)
    plan = {"dag": nl(w.klok.vandaag), "tijd": f"{vroeg:%H:%M}", "waar": "School"}
    w.mens("fatima").vul(url("overleg-plannen", gezin), plan)
    overleg = Uitvoerdersoverleg.objects.filter(gezin=gezin, status="gepland").latest("pk")
    adres = url("overleg-houden", gezin, overleg.pk, app="veiligheid")
    alle = {"aanwezig": [f"gezinslid-{kind_van(gezin, 'Roos').pk}"], "volgende_dag": "", "volgende_tijd": "", **velden}
    w.mens("fatima").vul(adres, alle)


def vraag_informatie(w: Wereld, gezin: Gezin) -> Informatieverzoek:
    vandaag, roos = nl(w.klok.vandaag), kind_van(gezin, "Roos").pk
    velden = {
        "organisatie": "School De Verzonnen Beuk",
        "wat": "Zijn de kinderen er elke dag?",
        "grond": "toestemming",
        "toestemming_van": roos,
        "toestemming_op": vandaag,
        "gevraagd_op": vandaag,
    }
    w.mens("fatima").vul(url("informatieverzoek-nieuw", gezin), velden)
    return gezin.informatieverzoeken.latest("pk")


def meld_kwestie(w: Wereld, gezin: Gezin) -> Kwestie:
    velden = {"wat": "Er is geen plek.", "oorzaak": "wachtlijst", "begonnen_op": nl(w.klok.vandaag)}
    w.mens("fatima").vul(url("kwestie-nieuw", gezin), velden)
    return gezin.kwesties.latest("pk")


# Letting go


def maak_borgingsplan(w: Wereld, gezin: Gezin) -> None:
    fatima = w.mens("fatima")
    fatima.klik(url("borging-maken", gezin))
    concept = Borgingsplan.objects.get(gezin=gezin, status="concept")
    vul_borgingsplan(concept, kind_van(gezin, "Roos"))
    fatima.vul(url("borging-lezen", gezin), naar=url("borging-aanbieden", gezin))
    w.mens("sanne").vul(url("borging-lezen", gezin), naar=url("borging-vaststellen", gezin))
    concept.refresh_from_db()
    assert concept.status == "vastgesteld"


def draag_over(w: Wereld, gezin: Gezin) -> None:
    velden = {
        "op": nl(w.klok.vandaag),
        "lokaal_team": w.team.lokaal_team_id,
        "persoon": "Lot van het wijkteam",
        "aanwezigen": [kind_van(gezin, "Roos").pk],
        "afspraken": "Moeder belt eerst Lot.",
    }
    w.mens("fatima").vul(url("overdracht-nieuw", gezin), velden)


# The court


def voeg_toe(w: Wereld, gezin: Gezin, wat: str, wie: str = "vera", **velden: Any) -> Any:
    """A maatregel, machtiging, zitting, aanwijzing or verblijf; gives the row."""
    w.mens(wie).vul(url(f"{wat}-nieuw", gezin), {n: nl(v) if isinstance(v, date) else v for n, v in velden.items()})
    rijen = {"maatregel": "maatregelen", "machtiging": "machtigingen", "zitting": "zittingen"}
    return getattr(gezin, rijen.get(wat, f"{wat}en")).latest("pk")


def wijzig(w: Wereld, gezin: Gezin, naam: str, pk: int, wie: str = "fatima", **velden: Any) -> None:
    w.mens(wie).vul(url(naam, gezin, pk), {n: nl(v) if isinstance(v, date) else v for n, v in velden.items()})


def bewaar_document(w: Wereld, gezin: Gezin, soort: str, **velden: Any) -> None:
    adres = url("document-toevoegen", gezin)
    alle = {"soort": soort, "titel": "Stuk", "datum": nl(w.klok.vandaag), "bestand": bestand(), **velden}
    w.mens("fatima").vul(adres, alle)


def einde_reden(lijst: str) -> int:
    """A reason for the end of a maatregel, of the list for its kind."""
    return RedenEindeMaatregel.objects.filter(soort=lijst).earliest("pk").pk
