"""The example data: what must be there, the same each time, and pages that open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen import models as g
from ggw.organisatie.models import Gebruiker
from ggw.toegang.bsn import elfproef
from rapportage.kengetallen.catalogus import PER_CODE
from rapportage.models import Kengetalronde, Kengetalwaarde
from rapportage.voorbeeld import namen
from veiligheid import models as v


def vul(*opties: str) -> str:
    uit = StringIO()
    call_command("voorbeelddata", "--toch", *opties, stdout=uit)
    return uit.getvalue()


@pytest.fixture(scope="module")
def eenmaal_gevuld(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all tests here, and gone after them: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        vul("--gezinnen", "60", "--zaad", "1")
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def gevuld(eenmaal_gevuld: None, db: None) -> None:
    """The example as `make run` makes it."""


def test_elke_situatie_komt_voor(gevuld):
    vandaag = timezone.localdate()
    fasen = set(g.Begeleiding.objects.values_list("fase", flat=True))
    soorten = set(g.Maatregel.objects.lopend().values_list("soort_id", flat=True))
    dubbel = g.Maatregel.objects.lopend().filter(soort="11", kind__maatregelen__soort="41")
    assert fasen == set(g.Fase.values)
    assert {"11", "12", "21", "22", "41", "42"} <= soorten
    assert dubbel.exists()
    assert g.Maatregel.objects.filter(verlengt__verlengt__isnull=False).exists()
    assert g.Maatregel.objects.lopend().filter(einde__lt=vandaag + timedelta(weeks=8)).exists()
    assert g.Maatregel.objects.filter(soort="12", reden_einde__code="07").exists()
    assert g.Machtiging.objects.filter(soort="72", uitgevoerd_op=None).exists()
    assert g.Machtiging.objects.filter(soort="71").exists()
    assert g.Verblijf.objects.filter(soort="pleegzorg", machtiging__isnull=False).exists()
    assert g.Gezinslid.objects.filter(verwachte_datum__isnull=False).exists()
    assert g.Gezinslid.objects.filter(overleden_op__isnull=False, rol="111").exists()
    assert g.Adres.objects.filter(geheim=True).exists()
    assert max(gezin.leden.jeugdigen().count() for gezin in g.Gezin.objects.all()) == 12
    assert g.Contactmoment.objects.filter(soort="niet_verschenen").exists()
    assert g.Contactmoment.objects.filter(tekst__contains="[mening van moeder: ").exists()
    assert set(g.Familiegroepsplan.objects.values_list("antwoord", flat=True)) == {"ja", "nee", "nog_niet"}
    assert g.Gezinsplan.objects.filter(status="concept", ter_vaststelling_op__isnull=False).exists()
    assert g.Gezinsplan.objects.filter(nummer=2).exists()
    assert g.Toewijzing.objects.filter(tot__isnull=False, gezin__toewijzingen__tot__isnull=True).exists()
    assert g.Gezin.objects.filter(naam="زهرة الشمس").exists()
    assert g.Begeleiding.objects.filter(gezin__begeleidingen__afgesloten_op__isnull=False, afgesloten_op=None).exists()


def test_iemand_hoort_bij_twee_gezinnen(gevuld):
    paren = {
        persoon: set(g.Gezinslid.objects.filter(persoon=persoon).values_list("gezin_id", flat=True))
        for persoon in g.Persoon.objects.values_list("pk", flat=True)
    }
    assert paren
    assert all(len(gezinnen) == 2 for gezinnen in paren.values())


def test_veiligheid_heeft_concepten_en_ongelezen_plannen(gevuld):
    assert {"HAVIK", "ARIJ-RT"} == set(v.Afname.objects.definitief().values_list("instrument__code", flat=True))
    assert v.Afname.objects.filter(status="concept").exists()
    assert all(afname.ontbreekt() == {} for afname in v.Afname.objects.definitief().met_instrument()[:40])
    assert v.Veiligheidsplan.objects.filter(meelezing=None).exists()
    assert v.Veiligheidsplan.objects.filter(nummer=2).exists()
    for plan in v.Veiligheidsplan.objects.all():
        plan.clean()


def test_vastgestelde_plannen_dragen_hun_momentopname(gevuld):
    plannen = g.Gezinsplan.objects.filter(status="vastgesteld")
    assert plannen
    assert all(plan.momentopname["stip"] and plan.momentopname["nummer"] == plan.nummer for plan in plannen)
    van_nu = plannen.filter(gezin__in=g.Gezin.objects.order_by("pk").values("pk")[:60])
    assert g.Planafdruk.objects.filter(klaar_op=None).exclude(plan=None).count() == van_nu.count()


def test_een_vastgesteld_plan_weet_niets_van_later(gevuld):
    gedaan = [
        (plan.momentopname["op"], actie["gedaan_op"])
        for plan in g.Gezinsplan.objects.vastgesteld()
        for resultaat in plan.momentopname["resultaten"]
        for actie in resultaat["acties"]
        if actie["gedaan_op"]
    ]
    assert all(op <= plan_op for plan_op, op in gedaan)


def test_wat_ter_vaststelling_ligt_is_compleet(gevuld):
    aangeboden = g.Gezinsplan.objects.exclude(ter_vaststelling_op=None).filter(status="concept")
    assert [plan.ontbreekt() for plan in aangeboden] == [[]] * len(aangeboden)


def test_kwesties_liggen_op_meer_dan_een_niveau_en_kloppen_met_hun_stappen(gevuld):
    kwesties = g.Kwestie.objects.all()
    assert len(set(kwesties.open().values_list("niveau", flat=True))) >= 3
    assert kwesties.opgelost().exists()
    for kwestie in kwesties:
        laatste = kwestie.stappen.last()
        assert laatste.naar == kwestie.niveau
        assert (laatste.soort == "opgelost") is not kwestie.is_open
        assert kwestie.begonnen_op <= kwestie.niveau_sinds <= timezone.localdate()


def test_borging_is_begonnen_aangeboden_en_vastgesteld(gevuld):
    vast = g.Borgingsplan.objects.vastgesteld()
    assert vast
    assert all(plan.momentopname["nummer"] == plan.nummer and plan.momentopname["contacten"] for plan in vast)
    aangeboden = g.Borgingsplan.objects.filter(status="concept").exclude(ter_vaststelling_op=None)
    assert [plan.ontbreekt() for plan in aangeboden] == [[]] * len(aangeboden)
    assert g.Overdracht.objects.filter(begeleiding__fase="nazorg").exists()
    nummers = g.Borgingscontact.objects.values_list("telefoon", flat=True)
    assert not [nummer for nummer in nummers if not nummer.replace(" ", "").startswith(("06-0000", "020-0000"))]


def test_instroom_heeft_open_en_geweigerde_aanmeldingen(gevuld):
    open_ = g.Aanmelding.objects.filter(status="open")
    bekend = g.Gezinslid.objects.filter(
        sorteernaam__in=[
            g.Gezinslid.maak_sorteernaam(p.voornaam, p.tussenvoegsel, p.achternaam)
            for p in g.Aangemelde.objects.filter(aanmelding__in=open_)
        ]
    )
    assert open_.count() == 5
    assert open_.filter(urgentie="crisis").exclude(ernst="").exists()
    assert g.Aanmelding.objects.filter(status="geweigerd").count() == 2
    assert bekend.exists()


def test_niemand_bestaat_echt(gevuld):
    assert all(elfproef(bsn) and bsn.startswith("9999") for bsn in map(namen.bsn, range(500)) if bsn)
    assert g.GezinslidBsn.objects.exists()
    assert not g.Adres.objects.exclude(postcode__startswith="0000 ").exists()
    assert not g.Contactgegeven.objects.filter(soort="telefoon").exclude(waarde__startswith="06-0000 ").exists()
    assert not g.Contactgegeven.objects.filter(soort="email").exclude(waarde__endswith=".ggw.example").exists()


def test_het_volgende_gezin_krijgt_het_volgende_nummer(gevuld):
    jaar = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute("select laatste from toegang_nummerreeks where jaar = %s", [jaar])
        (laatste,) = cursor.fetchone()
    assert g.Gezin.objects.filter(nummer__startswith=f"{jaar}-").count() == laatste
    assert g.Gezin.objects.create(nummer=f"{jaar}-{laatste + 1:04d}", naam="Nieuw").pk


def test_de_geschiedenis_loopt_daarna_weer(gevuld):
    lid = g.Gezinslid.objects.first()
    lid.bijzonderheden = "Nieuw."
    lid.save(update_fields=["bijzonderheden"])
    assert lid.geschiedenis.count() == 1


def test_vandaag_is_voor_fatima_een_echte_maandag(gevuld, als):
    fatima = Gebruiker.objects.get(email="fatima@voorbeeld.ggw.example")
    antwoord = als(fatima).get(reverse("rapportage:vandaag"))
    werk = antwoord.context["werk"]
    assert antwoord.status_code == 200
    assert g.Toewijzing.objects.filter(gezinsmanager_id=fatima.pk, tot=None).count() == 13
    assert g.Wachtplek.objects.filter(wachter_id=fatima.pk, tot=None).count() == 1
    assert werk.te_laat
    assert werk.vandaag
    assert werk.deze_week
    assert g.Afspraak.objects.filter(met_id=fatima.pk).vandaag().count() >= 2
    assert g.Afspraak.objects.filter(met_id=fatima.pk).morgen().exists()


PAGINAS = ("overzicht", "leden", "maatregelen", "documenten", "dossier", "plan", "familiegroepsplan", "afspraken")
VEILIGHEID = ("contacten", "overzicht", "metingen", "plan")


def test_de_bladen_van_tien_gezinnen_gaan_open(gevuld, als):
    fatima = Gebruiker.objects.get(email="fatima@voorbeeld.ggw.example")
    client = als(fatima)
    assert client.get(reverse("rapportage:gezinnen")).status_code == 200
    for toewijzing in g.Toewijzing.objects.filter(gezinsmanager_id=fatima.pk, tot=None).select_related("gezin")[:10]:
        nummer = {"nummer": toewijzing.gezin.nummer}
        for adres in bladen(nummer):
            assert client.get(adres).status_code == 200, adres


def bladen(nummer: dict[str, str]) -> list[str]:
    return [reverse(f"gezinnen:{naam}", kwargs=nummer) for naam in PAGINAS] + [
        reverse(f"veiligheid:{naam}", kwargs=nummer) for naam in VEILIGHEID
    ]


def test_kengetallen_hebben_een_verleden(gevuld):
    """Every figure has numbers, states of two years have a line, and herinstroom can be seen."""
    assert Kengetalronde.objects.get().klaar_op
    assert set(Kengetalwaarde.objects.values_list("code", flat=True)) == set(PER_CODE)
    organisatie = Kengetalwaarde.objects.filter(niveau="organisatie", uitsplitsing="")
    tot = Kengetalronde.objects.get().tot
    for code in ("gezinnen_kader", "blijvend_zes", "overleg_op_tijd", "per_gezinsmanager", "kosten_gezinsjaar"):
        maanden = organisatie.filter(code=code, periode="maand", begin__gte=date(tot.year - 2, tot.month, 1))
        assert maanden.count() == 24, code
    for code in ("gestart", "afgesloten", "herinstroom_12", "wachten_hulp", "blijvend_verschil", "resultaten_behaald"):
        assert organisatie.filter(code=code, periode="jaar", verborgen=False).exists(), code
