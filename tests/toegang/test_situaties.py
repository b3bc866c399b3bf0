"""Every family page in every situation that gives or takes a ground: same team, replaced, on duty, mediating, closed,
afgeschermd, emergency. What is asked is what a browser asks; the rows of the grounds are set as the gates would set them."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.db.models import F
from django.utils import timezone

from gezinnen.models import Huishouden
from ggw.organisatie.models import Dienst, Vervanging
from ggw.organisatie.rollen import rechten_van
from ggw.toegang.deur import rol, vraag
from ggw.toegang.models import Afscherming, Benoemd, Inzage, Noodtoegang
from spic.models import Verwijzing
from tests.fabrieken import sluit_af
from tests.toegang.conftest import MERK
from tests.toegang.matrix import MATRIX, adres

DOSSIER = [naam for naam, regel in MATRIX.items() if regel.deur == "dossier"]
LEESBAAR = [naam for naam in DOSSIER if "GET" in MATRIX[naam].methoden and not MATRIX[naam].alleen]
BLADEN = [naam for naam in LEESBAAR if "pdf" not in naam]
"""A print opens by the same door as its page and takes ten times as long to make: a colleague opens them all, the others the pages."""


def bezoek(als, wereld, wie, gezin="eigen", *, paginas=LEESBAAR):
    """What this person gets on every page of the family: {page: status}."""
    client = als(wereld.mensen[wie])
    return {naam: client.get(adres(wereld, naam, gezin=gezin)).status_code for naam in paginas}


def klopt(uitslag, mens, *, alleen_lezen=False):
    """A page with the right opens (or leads on), one without is 403; of a closed family only what is called bekijken opens."""
    for naam, status in uitslag.items():
        recht = MATRIX[naam].recht
        mag = recht in rechten_van(mens.rol) and (not alleen_lezen or recht.endswith(".bekijken"))
        assert status in ((200, 302) if mag else (403,)), (naam, status)


def bestaat_niet(uitslag, mens):
    for naam, status in uitslag.items():
        assert status == (404 if MATRIX[naam].recht in rechten_van(mens.rol) else 403), (naam, status)


def grond_in_logboek():
    return set(Inzage.objects.filter(uitkomst=200).values_list("grond", flat=True))


def scherm_af(gezin, *namen, wereld):
    tom, paula = wereld.mensen["tom"].pk, wereld.mensen["paula"].pk
    nu = timezone.now() - timedelta(minutes=5)
    Afscherming.objects.create(
        gezin_id=gezin.pk,
        reden="x",
        gevraagd_door_id=tom,
        besloten_door_id=paula,
        besloten_op=nu,
        akkoord=True,
        ingegaan_op=nu,
    )
    for naam in namen:
        Benoemd.objects.create(
            gezin_id=gezin.pk,
            gebruiker_id=wereld.mensen[naam].pk,
            voorgesteld_door_id=tom,
            akkoord_door_id=paula,
            vanaf=nu,
        )


@contextmanager
def binnen(mens, gezin):
    """Inside the door of this family, without a view."""
    with transaction.atomic():
        vraag("select begin_medewerker(%s, %s)", [mens.pk, gezin.nummer])
        with rol("ggw_medewerker"):
            yield


def test_een_collega_uit_het_team(als, wereld):
    klopt(bezoek(als, wereld, "kees"), wereld.mensen["kees"])
    assert grond_in_logboek() == {"basisteam"}


def test_wie_vervangt_ziet_het_gezin_zolang_dat_duurt(als, wereld):
    bram, vandaag = wereld.mensen["bram"], timezone.localdate()
    bestaat_niet(bezoek(als, wereld, "bram"), bram)
    rij = Vervanging.objects.create(
        gebruiker=wereld.mensen["fatima"], vervanger=bram, vanaf=vandaag, tot=vandaag, door=wereld.mensen["sanne"]
    )
    klopt(bezoek(als, wereld, "bram", paginas=BLADEN), bram)
    assert grond_in_logboek() == {"vervanging"}
    for vanaf, tot in ((-3, -1), (1, 3)):
        Vervanging.objects.filter(pk=rij.pk).update(
            vanaf=vandaag + timedelta(days=vanaf), tot=vandaag + timedelta(days=tot)
        )
        assert bezoek(als, wereld, "bram", paginas=["gezinnen:overzicht"]) == {"gezinnen:overzicht": 404}


def test_wie_dienst_heeft_opent_elk_gezin_zolang_de_dienst_duurt(als, wereld):
    dunya = wereld.mensen["dunya"]
    klopt(bezoek(als, wereld, "dunya", "vreemd", paginas=[n for n in BLADEN if not MATRIX[n].rij]), dunya)
    assert grond_in_logboek() == {"dienst"}
    assert MERK.encode() not in als(dunya).get("/").content
    Dienst.objects.update(eind=timezone.now() - timedelta(minutes=1))
    bestaat_niet(bezoek(als, wereld, "dunya", "vreemd"), dunya)


def test_de_zorgbemiddelaar_ziet_een_gezin_zolang_de_hulp_nog_niet_loopt(als, wereld, ander_gezin):
    zita = wereld.mensen["zita"]
    klopt(bezoek(als, wereld, "zita", paginas=BLADEN), zita)
    assert grond_in_logboek() == {"zorgbemiddeling"}
    bestaat_niet(bezoek(als, wereld, "zita", "vreemd"), zita)
    Verwijzing.objects.filter(verzonden_op__isnull=False).update(status="gestart", gestart_op=F("verzonden_op"))
    bestaat_niet(bezoek(als, wereld, "zita"), zita)


MAG_NOG = {"gezinnen:agendapunt-verteld", "rapportage:tevredenheid-vragen"}
"""That the family heard of the closing is written down after it, and then it is asked what it thinks: one gate function each."""


@pytest.mark.parametrize("wie", ["fatima", "kees", "tom", "vera"])
def test_een_afgesloten_gezin_is_drie_maanden_te_lezen_en_niet_te_veranderen(als, wereld, gezin, wie):
    sluit_af(gezin, 80)
    mens = wereld.mensen[wie]
    klopt(bezoek(als, wereld, wie, paginas=BLADEN), mens, alleen_lezen=True)
    assert grond_in_logboek() == {"afgesloten"}
    client = als(mens)
    for naam in DOSSIER:
        if "POST" in MATRIX[naam].methoden and naam not in MAG_NOG:
            antwoord = client.post(adres(wereld, naam), {"tekst": "x"})
            assert antwoord.status_code == 403, naam
    sluit_af(gezin, 95)
    bestaat_niet(bezoek(als, wereld, wie), mens)


def test_de_database_zelf_weigert_schrijven_in_een_afgesloten_gezin(wereld, gezin):
    sluit_af(gezin, 80)
    fatima = wereld.mensen["fatima"]
    with binnen(fatima, gezin):
        assert Huishouden.objects.count() == 1
        assert Huishouden.objects.update(naam="anders") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), binnen(fatima, gezin):
        Huishouden.objects.create(gezin=gezin, naam="nieuw")


def test_een_ander_team_leest_een_afgesloten_gezin_niet(als, wereld, ander_gezin):
    sluit_af(ander_gezin, 80)
    bestaat_niet(bezoek(als, wereld, "fatima", "vreemd"), wereld.mensen["fatima"])


def test_een_afgeschermd_gezin_bestaat_alleen_voor_wie_benoemd_is(als, wereld, gezin):
    scherm_af(gezin, "kees", wereld=wereld)
    for wie in ("fatima", "sanne", "tom", "vera", "zita", "dunya"):
        bestaat_niet(bezoek(als, wereld, wie), wereld.mensen[wie])
        assert gezin.nummer.encode() not in als(wereld.mensen[wie]).get("/").content
    klopt(bezoek(als, wereld, "kees", paginas=BLADEN), wereld.mensen["kees"])
    assert grond_in_logboek() >= {"benoemd"}
    Benoemd.objects.update(tot=timezone.now() - timedelta(minutes=4))
    bestaat_niet(bezoek(als, wereld, "kees"), wereld.mensen["kees"])


def test_benoemd_geeft_niets_zonder_afscherming(als, wereld, gezin):
    scherm_af(gezin, "bram", wereld=wereld)
    Afscherming.objects.update(opheffen_gevraagd_door_id=1, opgeheven_door_id=2, opgeheven_op=timezone.now())
    bestaat_niet(bezoek(als, wereld, "bram"), wereld.mensen["bram"])


def noodtoegang(mens, gezin, **velden):
    nu = timezone.now()
    tijden = {"vanaf": nu - timedelta(hours=1), "tot": nu + timedelta(hours=3)} | velden
    return Noodtoegang.objects.create(gezin_id=gezin.pk, gebruiker_id=mens.pk, reden="kind in gevaar", **tijden)


def test_noodtoegang_opent_een_gezin_tot_zij_voorbij_is(als, wereld, gezin):
    bram = wereld.mensen["bram"]
    rij = noodtoegang(bram, gezin)
    klopt(bezoek(als, wereld, "bram", paginas=BLADEN), bram)
    assert grond_in_logboek() == {"noodtoegang"}
    nu = timezone.now()
    Noodtoegang.objects.filter(pk=rij.pk).update(tot=nu - timedelta(minutes=30))
    bestaat_niet(bezoek(als, wereld, "bram"), bram)


def test_noodtoegang_opent_een_afgeschermd_gezin_alleen_na_toestemming_vooraf(als, wereld, gezin):
    bram = wereld.mensen["bram"]
    scherm_af(gezin, "fatima", wereld=wereld)
    rij = noodtoegang(bram, gezin)
    bestaat_niet(bezoek(als, wereld, "bram"), bram)
    Noodtoegang.objects.filter(pk=rij.pk).update(vooraf_door_id=wereld.mensen["tom"].pk, vooraf_op=timezone.now())
    klopt(bezoek(als, wereld, "bram", paginas=BLADEN), bram)


def test_noodtoegang_geeft_een_partner_of_secretariaat_niets(als, wereld, gezin, ander_gezin):
    for wie in ("hugo", "vera", "bea", "ilse"):
        noodtoegang(wereld.mensen[wie], ander_gezin)
        bestaat_niet(bezoek(als, wereld, wie, "vreemd"), wereld.mensen[wie])
