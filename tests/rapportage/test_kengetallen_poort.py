"""The gate: who sees which number, and that what is hidden cannot be worked out."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.db import ProgrammingError, connection, transaction

from ggw.organisatie.rollen import Rol
from rapportage.kengetallen.lezen import geteld, lees, sleutels
from rapportage.kengetallen.ronde import tel_ronde, vraag_telling
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tellen import Bereik
from rapportage.kengetallen.verbergen import verberg
from rapportage.models import Kengetalwaarde, Niveau, Periode, Soort
from tests.fabrieken import BasisteamFactory, GebruikerFactory
from tests.rapportage.cijferwereld import maak, telling

MAART, BEGIN, EIND = date(2025, 3, 1), date(2025, 1, 1), date(2026, 1, 1)


def rij(
    teller,
    *,
    niveau="team",
    sleutel="",
    deel="",
    begin=MAART,
    periode="maand",
    noemer=None,
    aantal=None,
    ouder="",
    soort="aantal",
):
    return Kengetalwaarde(
        code="proef", soort=soort, periode=periode, begin=begin, niveau=niveau, sleutel=str(sleutel), ouder=ouder,
        uitsplitsing=deel, teller=teller, noemer=noemer, aantal=teller if aantal is None else aantal,
    )  # fmt: skip


def zet(*rijen, stand=True, delen=()):
    """Keep these numbers, and hide as the counter does."""
    Kengetalwaarde.objects.bulk_create(rijen)
    uitsplitsing = dict.fromkeys(delen, "")
    verberg(
        Kengetal("proef", "", "", Soort.AANTAL, "", "", "", lambda van, tot: ("", {}), uitsplitsing, stand=stand), BEGIN
    )


def als_web(wie, code="proef", niveau=Niveau.TEAM, periode=Periode.MAAND, sleutel=None):
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_web")
    punten = lees(wie.pk, [code], periode, BEGIN, EIND, niveau, sleutel)
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization default")
    return punten


def gezien(wie, **waar):
    """Number per key, None for what is hidden."""
    return {punt.sleutel: punt.teller and int(punt.teller) for punt in als_web(wie, **waar)}


@pytest.mark.parametrize("aantal", [1, 4])
def test_bestuurder_ziet_geen_getal_onder_de_vijf(boris, fatima, team_noord, team_zuid, aantal):
    for _ in range(aantal):
        maak(fatima, team_noord, MAART)
    telling("gestart")
    for niveau in (Niveau.ORGANISATIE, Niveau.REGIO, Niveau.GEMEENTE, Niveau.TEAM):
        punten = als_web(boris, "gestart", niveau)
        assert punten
        assert all(punt.verborgen and punt.teller is punt.noemer is punt.waarde is None for punt in punten), niveau


def test_vijf_en_nul_zijn_te_zien(boris, fatima, team_noord):
    for _ in range(5):
        maak(fatima, team_noord, date(2024, 1, 1), MAART)
    for code in ("afgesloten", "herinstroom_12"):
        telling(code, Bereik(BEGIN, date(2027, 1, 1)))
    [alles, _] = [p for p in als_web(boris, "afgesloten", Niveau.ORGANISATIE) if p.begin == MAART]
    assert (alles.teller, alles.verborgen) == (5, False)
    [terug] = [p for p in als_web(boris, "herinstroom_12", Niveau.ORGANISATIE) if p.begin == MAART]
    assert (terug.teller, terug.noemer, terug.waarde) == (0, 5, 0)


def test_wie_in_het_team_werkt_ziet_de_eigen_getallen(tom, sanne, gerda, boris, team_noord, team_zuid):
    derde = BasisteamFactory()
    zet(rij(3, sleutel=team_noord.pk), rij(2, sleutel=team_zuid.pk), rij(8, sleutel=derde.pk))
    for wie in (tom, sanne, gerda):
        assert gezien(wie) == {str(team_noord.pk): 3, str(team_zuid.pk): None, str(derde.pk): None}
    assert set(gezien(boris).values()) == {None}


def test_lid_van_een_team_kan_geen_ander_klein_team_uitrekenen(tom, team_noord, team_zuid):
    """Own 3, another 2, the rest large: the total minus the rest minus the own would be the 2. So the smallest large one goes too."""
    groot = [BasisteamFactory() for _ in range(3)]
    zet(
        rij(3, sleutel=team_noord.pk),
        rij(2, sleutel=team_zuid.pk),
        *(rij(10 + nr, sleutel=team.pk) for nr, team in enumerate(groot)),
    )
    assert [gezien(tom)[str(team.pk)] for team in (team_zuid, *groot)] == [None, None, 11, 12]


def test_wie_niet_meer_in_het_team_werkt_ziet_het_niet(tom, team_noord):
    tom.lidmaatschappen.update(tot=date(2025, 1, 1))
    zet(rij(3, sleutel=team_noord.pk))
    assert gezien(tom) == {str(team_noord.pk): None}


@pytest.mark.parametrize(
    "rol", [rol for rol in Rol if rol not in {Rol.BESTUURDER, Rol.TEAMMANAGER, Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE}]
)
def test_zonder_recht_komt_er_niets(db, rol, team_noord):
    zet(rij(50, sleutel=team_noord.pk))
    assert als_web(GebruikerFactory(rol=rol)) == []


def test_zorgbemiddelaar_ziet_alleen_aanbieders(zita, team_noord):
    zet(rij(50, sleutel=team_noord.pk), rij(60, niveau="aanbieder", sleutel="1"))
    assert als_web(zita) == []
    assert gezien(zita, niveau=Niveau.AANBIEDER) == {"1": 60}


def test_waarvan_er_een_getal_is_hoort_wie_de_getallen_ziet(boris, zita, anna, team_noord):
    """Hidden or not; and of the asked time and level alone."""
    zet(rij(50, sleutel=1), rij(3, sleutel=2), rij(50, sleutel=3, begin=EIND), rij(50, niveau="wijk", sleutel=4))
    zet(rij(50, niveau="aanbieder", sleutel=5))

    def van(wie, *niveaus):
        with connection.cursor() as cursor:
            cursor.execute("set local session authorization ggw_web")
        gevonden = sleutels(wie.pk, "proef", Periode.MAAND, BEGIN, EIND, niveaus)
        with connection.cursor() as cursor:
            cursor.execute("set local session authorization default")
        return gevonden

    assert van(boris, Niveau.TEAM) == {Niveau.TEAM: {"1", "2"}}
    assert van(boris, Niveau.WIJK, Niveau.PROGRAMMA) == {Niveau.WIJK: {"4"}, Niveau.PROGRAMMA: set()}
    assert van(zita, Niveau.TEAM, Niveau.AANBIEDER) == {Niveau.TEAM: set(), Niveau.AANBIEDER: {"5"}}
    assert van(anna, Niveau.TEAM, Niveau.AANBIEDER) == {Niveau.TEAM: set(), Niveau.AANBIEDER: set()}
    boris.is_active = False
    boris.save(update_fields=["is_active"])
    assert van(boris, Niveau.TEAM) == {Niveau.TEAM: set()}


def test_wie_is_gestopt_krijgt_niets(boris, team_noord):
    zet(rij(50, sleutel=team_noord.pk))
    assert als_web(boris)
    boris.is_active = False
    boris.save(update_fields=["is_active"])
    assert als_web(boris) == []


@pytest.mark.parametrize("rol", ["ggw_web", "ggw_web_partner", "ggw_medewerker", "ggw_partner", "ggw_toezicht"])
def test_niemand_leest_de_tabel_zelf(db, rol):
    for vraag in (
        "select 1 from public.rapportage_kengetalwaarde",
        "select 1 from public.rapportage_kengetalronde",
        "select public.afgeschermde_gezinnen()",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            vraag_als(rol, vraag)


def vraag_als(rol, vraag):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {rol}")
        cursor.execute(vraag)


@pytest.mark.parametrize(
    "vraag",
    [
        "select * from public.kengetallen(1, '{proef}', 'maand', '2025-01-01', '2026-01-01', 'team', null)",
        "select * from public.kengetalsleutels(1, 'proef', 'maand', '2025-01-01', '2026-01-01', '{team}')",
        "select public.mag_kengetallen(1, 'team')",
    ],
)
@pytest.mark.parametrize("rol", ["ggw_web_partner", "ggw_medewerker", "ggw_partner", "ggw_toezicht"])
def test_alleen_de_weblogin_mag_deze_poort_in(db, rol, vraag):
    with pytest.raises(ProgrammingError, match="permission denied"):
        vraag_als(rol, vraag)


def test_een_verborgen_gemeente_gaat_niet_alleen(boris):
    """3 and 7 in one regio that shows 10; in the other regio nothing has to be hidden."""
    zet(
        rij(3, niveau="gemeente", sleutel="1", ouder="Noord"),
        rij(7, niveau="gemeente", sleutel="2", ouder="Noord"),
        rij(9, niveau="gemeente", sleutel="3", ouder="Noord"),
        rij(0, niveau="gemeente", sleutel="4", ouder="Noord"),
        rij(6, niveau="gemeente", sleutel="5", ouder="Zuid"),
    )
    assert gezien(boris, niveau=Niveau.GEMEENTE) == {"1": None, "2": None, "3": 9, "4": 0, "5": 6}


def test_een_verborgen_deel_is_niet_het_totaal_min_de_rest(boris):
    zet(
        rij(14, niveau="organisatie"),
        rij(2, niveau="organisatie", deel="a"),
        rij(12, niveau="organisatie", deel="b"),
        delen=("a", "b"),
    )
    punten = {punt.uitsplitsing: punt.teller for punt in als_web(boris, niveau=Niveau.ORGANISATIE)}
    assert punten == {"": 14, "a": None, "b": None}


def test_een_verborgen_maand_is_niet_het_kwartaal_min_de_andere(boris):
    maanden = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]
    zet(
        *(rij(teller, niveau="organisatie", begin=dag) for teller, dag in zip((2, 9, 7), maanden, strict=True)),
        rij(18, niveau="organisatie", begin=BEGIN, periode="kwartaal"),
        stand=False,
    )
    assert [punt.teller for punt in als_web(boris, niveau=Niveau.ORGANISATIE)] == [None, 9, None]


def test_wat_meegaat_is_in_een_andere_som_ook_niet_alleen(boris):
    """Two gemeenten with two parts: a 2 in a table with totals takes three others with it, otherwise one of the sums gives it away."""
    getallen = {("1", "a"): 2, ("1", "b"): 20, ("2", "a"): 9, ("2", "b"): 30}
    rijen = [rij(n, niveau="gemeente", sleutel=plek, deel=deel, ouder="R") for (plek, deel), n in getallen.items()]
    rijen += [rij(n, niveau="gemeente", sleutel=plek, ouder="R") for plek, n in (("1", 22), ("2", 39))]
    zet(*rijen, delen=("a", "b"))
    punten = {(p.sleutel, p.uitsplitsing): p.teller for p in als_web(boris, niveau=Niveau.GEMEENTE)}
    assert punten == {("1", ""): 22, ("2", ""): 39} | dict.fromkeys(getallen)


@pytest.mark.parametrize(
    ("teller", "noemer", "aantal", "verborgen"),
    [
        (4, 20, 20, True),
        (5, 20, 20, False),
        (17, 20, 20, True),
        (20, 20, 20, False),
        (0, 4, 4, True),
        (0, 5, 5, False),
        (9, 20, 4, True),
    ],
)
def test_een_aandeel_verbergt_ook_wat_overblijft(boris, teller, noemer, aantal, verborgen):
    zet(rij(teller, niveau="organisatie", noemer=noemer, aantal=aantal, soort="aandeel"))
    [punt] = als_web(boris, niveau=Niveau.ORGANISATIE)
    assert punt.verborgen == verborgen


def test_geen_som_heeft_een_verborgen_getal_alleen(boris, fatima, bram, team_noord, team_zuid):
    """Of real numbers: no sum in which exactly one is missing."""
    for nr, (wie, team) in enumerate(((fatima, team_noord), (bram, team_zuid), (fatima, BasisteamFactory()))):
        for maand, keer in product(range(1, 13), range(1, 5)):
            for _ in range((maand * (nr + 2) + keer * 3) % 5):
                maak(wie, team, date(2025, maand, 1), date(2025, maand, 20) if keer == 2 else None, wijk=f"Wijk {keer}")
    telling("gestart")
    rijen = list(Kengetalwaarde.objects.all())
    sommen = (
        lambda r: (r.periode, r.begin, r.niveau, r.ouder, r.uitsplitsing),
        lambda r: (r.periode, r.begin, r.niveau, r.sleutel),
        lambda r: (
            ("kwartaal", r.niveau, r.sleutel, r.uitsplitsing, (r.begin.month - 1) // 3)
            if r.periode == "maand"
            else r.pk
        ),
        lambda r: ("jaar", r.niveau, r.sleutel, r.uitsplitsing) if r.periode == "kwartaal" else r.pk,
    )
    assert 0 < sum(r.verborgen for r in rijen) < len(rijen)
    for som in sommen:
        groepen: dict = {}
        for r in rijen:
            groepen.setdefault(som(r), []).append(r)
        for groep in groepen.values():
            andere = [r for r in groep if not r.verborgen]
            assert not (andere and sum(r.verborgen for r in groep) == 1), groep


def test_wanneer_er_is_geteld(db):
    assert geteld() is None
    tel_ronde(vraag_telling())
    assert geteld() is not None
