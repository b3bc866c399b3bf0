"""The people of one family: households, addresses, ties, gezag and the network around them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from gezinnen import models as g
from ggw.organisatie.voorbeeld import DOMEIN
from ggw.toegang.bsn import versleutel, vingerafdruk
from rapportage.voorbeeld import namen
from rapportage.voorbeeld.dossier import Dossier, Lid, OokElders
from rapportage.voorbeeld.situaties import Situatie

Familie = tuple[tuple[str, str], tuple[str, ...], tuple[str, ...], str]
"""Surname, first names for women and for men, language."""


def familie(kans: Random, situatie: Situatie, volgnummer: int) -> Familie:
    """Each of the first families has a surname of its own."""
    schrift = next((b for b in situatie.bijzonder if b.startswith("schrift:")), "")
    if schrift:
        geslachtsnaam, vrouw, man, taal = namen.ANDERE_SCHRIFTEN[int(schrift[-1])]
        return ("", geslachtsnaam), vrouw, man, taal
    naam = namen.ACHTERNAMEN[volgnummer] if volgnummer < len(namen.ACHTERNAMEN) else namen.achternaam(kans)
    return naam, tuple(namen.VROUW), tuple(namen.MAN), kans.choice(namen.TALEN)


def heeft_schrift(d: Dossier) -> bool:
    """Names in another script than ours: then the whole family has one name."""
    return any(b.startswith("schrift:") for b in d.situatie.bijzonder)


def maak_leden(d: Dossier, van: Familie) -> None:
    kans, bijzonder = d.kans, d.situatie.bijzonder
    gescheiden = "gescheiden" in bijzonder
    bij_een = d.rij(g.Huishouden, naam="bij moeder" if gescheiden else "thuis")
    bij_twee = d.rij(g.Huishouden, naam="bij vader") if gescheiden else bij_een
    eenouder = not gescheiden and "overleden" not in bijzonder and kans.random() < 0.25
    moeder = maak_lid(d, van, "vrouw", g.GezinsrolCode.OUDER, geboortedag(d, 24, 44), bij_een, woord="moeder")
    elders = d.gedeeld.ook_elders if "gekoppeld" in bijzonder else []
    if elders:
        for iemand in elders:
            maak_bekende(d, iemand, bij_twee)
    elif not eenouder:
        ander = van if heeft_schrift(d) else (namen.achternaam(kans), *van[1:])
        dood = d.start + timedelta(days=-kans.randint(200, 900)) if "overleden" in bijzonder else None
        maak_lid(
            d, ander, "man", g.GezinsrolCode.OUDER, geboortedag(d, 26, 50), bij_twee, woord="vader", overleden=dood
        )
    maak_kinderen(d, van, bij_een)
    if "gekoppeld" in bijzonder and not elders:
        onthoud_wie_ook_elders_hoort(d)
    if "ongeboren" in bijzonder:
        maak_ongeborene(d, van, moeder)
    if (d.ruim and kans.random() < 0.3) or "pleeg" in bijzonder:
        maak_pleegmoeder_of_oma(d, van, pleeg="pleeg" in bijzonder)
    verbind(d, gescheiden=gescheiden)
    maak_bereikbaar(d)


def onthoud_wie_ook_elders_hoort(d: Dossier) -> None:
    """The father and the youngest child are also known in a next family: half-siblings in two files."""
    for lid in [*[ouder for ouder in d.leden if ouder.woord == "vader"], d.kinderen[-1]]:
        persoon = d.gedeeld.tabellen.van[g.Persoon].voeg_toe()
        tabel = d.gedeeld.tabellen.van[g.Gezinslid]
        rij = next(rij for rij in tabel.rijen if rij[0] == lid.id)
        rij[tabel.plek["persoon_id"]] = persoon
        d.gedeeld.ook_elders.append(OokElders(lid, persoon, lid.bsn))


def maak_bekende(d: Dossier, ander: OokElders, huishouden: int) -> None:
    """The same human, in this file too."""
    daar = ander.lid
    rol = daar.rol if daar.woord else "122"
    lid = Lid(
        0,
        daar.voornaam,
        daar.tussenvoegsel,
        daar.achternaam,
        daar.geslacht,
        rol,
        daar.geboren,
        False,
        huishouden,
        daar.woord,
    )
    bewaar_lid(d, lid, daar.bsn, persoon_id=ander.persoon)


def maak_ongeborene(d: Dossier, van: Familie, moeder: Lid) -> None:
    naam = van[0][1]
    lid = Lid(0, "", "", naam, "onbekend", "301", None, jeugdige=True)
    lid.id = d.rij(
        g.Gezinslid,
        voornaam="",
        tussenvoegsel="",
        achternaam=naam,
        sorteernaam=naam.casefold(),
        verwachte_datum=d.vandaag + timedelta(days=70),
        rol=lid.rol,
        is_jeugdige=True,
        moeder_id=moeder.id,
        huishouden_id=moeder.huishouden,
        vanaf=d.start,
    )
    d.leden.append(lid)


def maak_pleegmoeder_of_oma(d: Dossier, van: Familie, *, pleeg: bool) -> None:
    huishouden = d.rij(g.Huishouden, naam="bij het pleeggezin" if pleeg else "bij oma")
    rol, woord = ("211", "pleegmoeder") if pleeg else ("125", "oma")
    naam = (namen.achternaam(d.kans), *van[1:])
    maak_lid(d, naam, "vrouw", rol, geboortedag(d, 48, 68), huishouden, woord=woord)


def maak_kinderen(d: Dossier, van: Familie, huishouden: int) -> None:
    kans, bijzonder = d.kans, d.situatie.bijzonder
    aantal = d.situatie.kinderen or kans.choices((1, 2, 3, 4), (30, 40, 22, 8))[0]
    van_wie = (d.leden[1].tussenvoegsel, d.leden[1].achternaam) if len(d.leden) > 1 and kans.random() < 0.6 else van[0]
    jong, oud = (14, 16) if "puber" in bijzonder else (0, 15)
    for nr in range(aantal):
        jaren = (jong + (oud - jong) * (aantal - nr) / (aantal + 1)) if aantal > 4 else kans.uniform(jong, oud)
        dag = max(d.vandaag - timedelta(days=int(365.25 * jaren) + 40), date(1990, 1, 1))
        halfzus = "halfzus" in bijzonder and nr == aantal - 1 and aantal > 1
        geslacht = kans.choices(("vrouw", "man", "anders"), (49, 49, 2))[0]
        rol = "122" if halfzus else "301"
        maak_lid(
            d,
            (van_wie, *van[1:]),
            geslacht,
            rol,
            min(dag, d.start - timedelta(days=20)),
            huishouden,
            jeugdige=not halfzus,
        )


def geboortedag(d: Dossier, jongst: int, oudst: int) -> date:
    return d.vandaag - timedelta(days=d.kans.randint(jongst * 365, oudst * 365))


def maak_lid(
    d: Dossier,
    van: Familie,
    geslacht: str,
    rol: str,
    geboren: date,
    huishouden: int,
    *,
    jeugdige: bool = False,
    woord: str = "",
    overleden: date | None = None,
) -> Lid:
    kans = d.kans
    (tussen, achter), vrouw, man, taal = van
    gebruikt = {lid.voornaam for lid in d.leden}
    keuze = [naam for naam in (man if geslacht == "man" else vrouw) if naam not in gebruikt] or [*vrouw, *man]
    lid = Lid(
        0, kans.choice(keuze), tussen, achter, geslacht, str(rol), geboren, jeugdige, huishouden, woord, not overleden
    )
    bsn = nieuw_bsn(d) if d.situatie.stand != "niets" and not overleden else ""
    bewaar_lid(d, lid, bsn, taal=taal, overleden_op=overleden)
    return lid


def bewaar_lid(d: Dossier, lid: Lid, bsn: str, **velden: Any) -> None:
    lid.bsn = bsn
    lid.id = d.rij(
        g.Gezinslid,
        voornaam=lid.voornaam,
        tussenvoegsel=lid.tussenvoegsel,
        achternaam=lid.achternaam,
        sorteernaam=g.Gezinslid.maak_sorteernaam(lid.voornaam, lid.tussenvoegsel, lid.achternaam),
        geboortedatum=lid.geboren,
        geslacht=lid.geslacht,
        rol=lid.rol,
        is_jeugdige=lid.jeugdige,
        huishouden_id=lid.huishouden,
        bsn_vastgesteld_op=d.start if bsn else None,
        vanaf=d.start,
        **velden,
    )
    if bsn:
        d.rij(g.GezinslidBsn, gezinslid_id=lid.id, versleuteld=versleutel(bsn, lid.id), afdruk=vingerafdruk(bsn))
    d.leden.append(lid)


def nieuw_bsn(d: Dossier) -> str:
    """The next one of the test range; of large numbers of families only the first have one."""
    while d.gedeeld.bsn_volgnummer < namen.AANTAL_BSN:
        d.gedeeld.bsn_volgnummer += 1
        if bsn := namen.bsn(d.gedeeld.bsn_volgnummer - 1):
            return bsn
    return ""


def verbind(d: Dossier, *, gescheiden: bool) -> None:
    """Relations and gezag."""
    ouders = [lid for lid in d.leden if lid.woord in ("moeder", "vader")]
    kinderen = [lid for lid in d.leden if lid.rol in ("301", "122")]
    if len(ouders) == 2 and ouders[1].leeft:
        soort = "ex_partner" if gescheiden else "partner"
        d.rij(g.Relatie, van_id=ouders[0].id, soort=soort, naar_id=ouders[1].id)
    for kind in kinderen:
        zijn = ouders[:1] if kind.rol == "122" else ouders
        for ouder in zijn:
            d.rij(g.Relatie, van_id=ouder.id, soort="ouder", naar_id=kind.id)
        if kind.geboren:
            maak_gezag(d, kind, [ouder for ouder in zijn if ouder.leeft])


def maak_bereikbaar(d: Dossier) -> None:
    """Addresses (one per household), phone numbers and e-mail."""
    adressen: dict[int | None, tuple[str, int, str]] = {}
    plaats = d.kans.choice(d.gedeeld.organisatie.gemeenten)[1]
    for nr, lid in enumerate(lid for lid in d.leden if lid.leeft and lid.geboren):
        if lid.huishouden not in adressen:
            adressen[lid.huishouden] = (d.kans.choice(namen.STRATEN), d.kans.randint(1, 180), namen.postcode(d.kans))
        if d.ruim or nr == 0:
            maak_adres(d, lid, plaats, adressen[lid.huishouden])
        if lid.woord:
            telefoon = namen.telefoon(d.kans)
            d.rij(g.Contactgegeven, gezinslid_id=lid.id, soort="telefoon", waarde=telefoon, opmerking=opmerking(d))
            if d.ruim and d.kans.random() < 0.4:
                mail = f"gezin{d.nummer}-{lid.woord}@{DOMEIN}"
                d.rij(g.Contactgegeven, gezinslid_id=lid.id, soort="email", waarde=mail)


def opmerking(d: Dossier) -> str:
    return d.kans.choice(
        ("", "", "", "Liever een bericht dan bellen.", "Niet bellen na 20 uur.", "Werkt op maandag en dinsdag.")
    )


def maak_gezag(d: Dossier, kind: Lid, houders: list[Lid]) -> None:
    soort = g.GezagSoort.OUDERLIJK.value
    weg = d.start + timedelta(days=30) if d.situatie.maatregel == "voogdij" else None
    for houder in houders[: 1 if d.kans.random() < 0.15 else 2]:
        d.rij(g.Gezag, kind_id=kind.id, houder_id=houder.id, soort=soort, vanaf=kind.geboren, tot=weg)
    if weg:
        na = weg + timedelta(days=1)
        d.rij(g.Gezag, kind_id=kind.id, houder_id=None, soort=g.GezagSoort.VOOGDIJ_GI.value, vanaf=na)


def maak_adres(d: Dossier, lid: Lid, plaats: str, waar: tuple[str, int, str]) -> None:
    straat, nummer, postcode = waar
    d.rij(
        g.Adres,
        gezinslid_id=lid.id,
        straat=straat,
        huisnummer=str(nummer),
        postcode=postcode,
        plaats=plaats,
        geheim="geheim" in d.situatie.bijzonder and lid.woord != "vader",
        vanaf=d.start,
    )


def maak_netwerk(d: Dossier) -> None:
    kans = d.kans
    if not d.ruim:
        netwerklid(d, "familie", kans.choice(namen.NETWERKNAMEN[:6]), "", "Springt bij als het thuis te veel wordt.")
        return
    kind = d.kinderen[0] if d.kinderen else None
    if kind and kind.geboren and (d.vandaag - kind.geboren).days > 4 * 365:
        school = kans.choice(namen.SCHOLEN)
        netwerklid(
            d,
            "school",
            kans.choice(("Juf Regenboog", "Meester Wolk")),
            school,
            "Houdt in de gaten hoe het gaat en belt bij verzuim.",
            kind.id,
        )
    netwerklid(d, "huisarts", "Dokter Lavendel", "Huisartsenpraktijk De Proef", "Kent het gezin al jaren.")
    soort = kans.choice(("familie", "steunfiguur", "jim" if "puber" in d.situatie.bijzonder else "familie"))
    netwerklid(d, soort, kans.choice(namen.NETWERKNAMEN[:6]), "", "Springt bij als het thuis te veel wordt.")
    if kans.random() < 0.5:
        netwerklid(
            d,
            "hulpverlener",
            kans.choice(("R. Korenaar", "S. Boterbloem", "T. Klaproos")),
            "De Wilgenboog",
            "Komt elke week thuis.",
        )
    if kans.random() < 0.2:
        netwerklid(d, "spv", "W. Duizendblad", "GGZ Proefstad", "Is mee bij huisbezoeken.")


def netwerklid(d: Dossier, soort: str, naam: str, organisatie: str, doet: str, kind: int | None = None) -> None:
    nr = d.rij(
        g.Netwerklid,
        naam=naam,
        soort=soort,
        voor_kind_id=kind,
        organisatie=organisatie,
        telefoon=namen.telefoon(d.kans),
        email=f"{soort}@{DOMEIN}" if organisatie else "",
        doet=doet,
        vanaf=d.start,
    )
    d.netwerk.append((nr, naam))
