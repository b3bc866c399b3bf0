from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from gezinnen.models import (
    Afspraak,
    Contactafspraak,
    Kwestie,
    Maatregel,
    SchriftelijkeAanwijzing,
    Uitvoerdersoverleg,
)
from tests.fabrieken import GezinslidFactory, KindFactory, maak_gezin
from tests.gezinnen.bto import overleg_van
from veiligheid.models import Veiligheidsmeting


def meet(kind, cijfer, auteur, dagen=0):
    op = timezone.now() - timedelta(days=dagen)
    return Veiligheidsmeting.objects.create(
        gezin=kind.gezin, kind=kind, soort="actueel", cijfer=cijfer, reden="omdat", auteur_id=auteur.pk, op=op
    )


def test_een_onveilig_kind_staat_boven_wat_alleen_te_laat_is(als, fatima, team_noord, reken):
    laat, onveilig = (maak_gezin(fatima, team_noord, fase="ondersteunen", nummer=f"2026-070{n}") for n in (1, 2))
    kind = KindFactory(gezin=laat)
    meet(kind, 8, fatima)
    Contactafspraak.objects.create(gezin=laat, kind=kind, weken=1, vanaf=timezone.localdate() - timedelta(days=60))
    meet(KindFactory(gezin=onveilig), 4, fatima, dagen=2)
    reken()
    te_laat = als(fatima).get("/").context["werk"].te_laat
    assert te_laat[0][0].nummer == "2026-0702"
    assert "2026-0701" in [gezin.nummer for gezin, _ in te_laat]


def test_kinderen_die_samen_gezien_moeten_worden_staan_op_een_regel(als, fatima, gezin, reken):
    for naam in ("Ada", "Bo", "Cas", "Dee", "Ezra"):
        kind = KindFactory(gezin=gezin, voornaam=naam)
        Contactafspraak.objects.create(gezin=gezin, kind=kind, weken=1, vanaf=timezone.localdate() - timedelta(days=7))
    reken()
    tekst = als(fatima).get("/").content.decode()
    assert tekst.count("zien of spreken</a>") == 1
    assert "Ada, Bo en 3 anderen zien of spreken</a>" in tekst


def test_afspraken_van_vandaag_en_morgen_staan_er_en_latere_niet(als, fatima, gezin):
    for dagen, waarover in ((0, "straks"), (1, "morgenvroeg"), (3, "later")):
        op = timezone.localtime().replace(hour=23, minute=59) + timedelta(days=dagen)
        Afspraak.objects.create(gezin=gezin, op=op, waarover=waarover, met_id=fatima.pk)
    tekst = als(fatima).get("/").content.decode()
    assert "straks" in tekst
    assert "morgenvroeg" in tekst
    assert "later" not in tekst.split('id="afspraken"')[1].split("</section>")[0]


def test_overleg_staat_bij_de_afspraken(als, fatima, gezin, team_noord):
    morgen = timezone.localtime().replace(hour=23, minute=30) + timedelta(days=1)
    Uitvoerdersoverleg.objects.plan(gezin, op=morgen, waar="Wijkteam", wie=[], door_id=fatima.pk)
    bto = overleg_van(team_noord, 1)
    tekst = als(fatima).get("/").content.decode().split('id="afspraken"')[1].split("</section>")[0]
    assert "Overleg, Wijkteam" in tekst
    assert f'href="/basisteamoverleg/{bto.pk}/">Basisteamoverleg</a>' in tekst


def test_wie_geen_gezinnen_heeft_ziet_waar_het_werk_begint(als, ilse, bea):
    assert "Aanmeldingen" in als(ilse).get("/").content.decode()
    assert "Mensen" in als(bea).get("/").content.decode()


def test_wat_op_een_ander_wacht_staat_apart(als, fatima, gezin, reken):
    kind, ouder = KindFactory(gezin=gezin), GezinslidFactory(gezin=gezin)
    ots = Maatregel.objects.create(gezin=gezin, kind=kind, soort_id="11", begin=timezone.localdate())
    SchriftelijkeAanwijzing.objects.create(
        gezin=gezin, maatregel=ots, aan=ouder, tekst="Ga praten.", verzonden_op=timezone.localdate()
    )
    reken()
    werk = als(fatima).get("/").context["werk"]
    assert [stap.wacht_op for _, stap in werk.wacht] == ["het gezin"]
    assert not [stap for _, stap in werk.later + werk.deze_week if stap.wacht_op]


VRAAG = "Antwoord op een kwestie: “De wachtlijst is lang.”"


def test_een_kwestie_staat_bij_wie_haar_niveau_heeft_en_wacht_bij_de_gezinsmanager(als, fatima, sanne, gezin, reken):
    sinds = timezone.localdate() - timedelta(days=20)
    velden = {"wat": "De wachtlijst is lang.", "oorzaak_id": "wachtlijst", "begonnen_op": sinds, "niveau_sinds": sinds}
    for niveau in (1, 2):
        Kwestie.objects.create(gezin=gezin, door_id=fatima.pk, sleutel=uuid4(), niveau=niveau, **velden)
    reken()
    van_fatima = als(fatima).get("/").context["werk"]
    assert [stap.tekst for _, stap in van_fatima.te_laat if "kwestie" in stap.tekst] == [VRAAG]
    assert [stap.wacht_op for _, stap in van_fatima.wacht] == ["een collega"]
    van_sanne = als(sanne).get("/").context["werk"]
    assert [stap.tekst for _, stap in van_sanne.voor_collega if "kwestie" in stap.tekst] == [VRAAG]
