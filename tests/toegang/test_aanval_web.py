"""The old tricks of the web: forged forms, fields that were not asked for, borrowed sessions, crooked addresses."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.forms import ModelForm

from ggw.organisatie.models import Gebruiker, Sessie
from ggw.toegang.verklaring import Dossier
from tests.conftest import Webclient, teken_in
from tests.fabrieken import WACHTWOORD
from tests.toegang.formulieren import lees_formulieren
from tests.toegang.matrix import MATRIX, adres, wie_mag

ELDERS = "https://boos.example/", "//boos.example", "/\\boos.example", "https:boos.example", "javascript:alert(1)"
NIET_TE_TYPEN = {
    *("id", "gezin", "auteur", "auteur_id", "door", "door_id", "nummer", "created_at", "is_active", "is_staff"),
    *("is_superuser", "password", "last_login", "status", "vastgesteld_op", "vastgesteld_door"),
    *("definitief_op", "ingetrokken_door", "bsn_vastgesteld_op", "persoon", "momentopname"),
}
HOORT_ZO = {"VoortgangForm.status", "OverdrachtForm.persoon"}
"""Where such a word is what somebody has to say."""


def test_geen_formulier_werkt_zonder_csrf(wereld):
    for naam, regel in MATRIX.items():
        if "POST" not in regel.methoden:
            continue
        client = Webclient(enforce_csrf_checks=True)
        teken_in(client, wie_mag(wereld, naam), bevestigd=True)
        antwoord = client.post(adres(wereld, naam), {"csrfmiddlewaretoken": "x" * 64})
        assert antwoord.status_code == 403, naam
        assert "Deze pagina was te oud" in antwoord.content.decode(), naam


@pytest.mark.parametrize("pad", ["/account/aanmelden/", "/account/wachtwoord/", "/account/afmelden/"])
def test_ook_aanmelden_en_afmelden_kan_een_ander_niet_voor_u_doen(db, pad):
    assert Webclient(enforce_csrf_checks=True).post(pad, {"login": "a@b.nl"}).status_code == 403


def alle_formulieren(klasse=ModelForm):
    for onder in klasse.__subclasses__():
        yield onder
        yield from alle_formulieren(onder)


def test_geen_formulier_laat_een_veld_invullen_dat_wij_zelf_zetten(db, client):
    client.get("/")  # loads every view, and so every form
    eigen = [f for f in alle_formulieren() if not f.__module__.startswith(("django.", "allauth."))]
    assert len(eigen) > 15
    open_ = {f"{f.__name__}.{veld}" for f in eigen for veld in NIET_TE_TYPEN & set(f.base_fields)}
    assert open_ == HOORT_ZO


def dossiermodellen():
    return [model for model in apps.get_models() if isinstance(getattr(model, "toegang", None), Dossier)]


def toestand(wereld, gezin_id):
    """The rows of this family, and what every account may do."""
    rijen = {
        model.__name__: set(model.objects.filter(**{model.toegang.kolom: gezin_id}).values_list("pk", flat=True))
        for model in dossiermodellen()
    }
    return rijen, list(Gebruiker.objects.order_by("pk").values_list("pk", "rol", "is_active", "aanbieder", "email"))


def test_een_veld_meer_dan_gevraagd_doet_niets(als, wereld, gezin, ander_gezin):
    """Each form of a family sent as it is, and with it what an attacker would like to fill in."""
    bram = wereld.mensen["bram"]
    voor = toestand(wereld, ander_gezin.pk)
    extra = {
        **{"gezin": ander_gezin.pk, "gezin_id": ander_gezin.pk, "auteur": bram.pk, "auteur_id": bram.pk},
        **{"door": bram.pk, "door_id": bram.pk, "rol": "beheerder", "is_staff": "on", "is_superuser": "on"},
        **{"is_active": "", "status": "vastgesteld", "vastgesteld_door": bram.pk, "id": 1, "pk": 1, "next": ELDERS[0]},
    }
    verstuurd = 0
    for naam, regel in MATRIX.items():
        if "POST" not in regel.methoden or regel.deur != "dossier" or "bsn" in naam:
            continue
        client, url = als(wie_mag(wereld, naam)), adres(wereld, naam)
        pagina = client.get(url) if "GET" in regel.methoden else None
        gevonden = lees_formulieren(pagina.content.decode()) if pagina and pagina.status_code == 200 else []
        for data in [formulier.zoals_het_er_staat() for formulier in gevonden] or [{}]:
            antwoord = client.post(url, extra | data)
            assert antwoord.status_code < 500, naam
            assert "boos.example" not in antwoord.headers.get("Location", ""), naam
            verstuurd += 1
    assert verstuurd > 50
    assert toestand(wereld, ander_gezin.pk) == voor
    for model in dossiermodellen():
        try:
            model._meta.get_field("auteur")
        except FieldDoesNotExist:
            continue
        assert not model.objects.filter(auteur_id=bram.pk, **{model.toegang.kolom: gezin.pk}).exists(), model


def test_een_sessie_van_voor_het_aanmelden_is_daarna_niets_waard(fatima):
    fatima.set_password(WACHTWOORD)
    fatima.save(update_fields=["password"])
    aanvaller = Webclient()
    aanvaller.get("/account/")  # a guest's session, with a message or a draft in it
    sessie = aanvaller.session
    sessie["iets"] = 1
    sessie.save()
    for sleutel in (sessie.session_key, "a" * 32):
        slachtoffer = Webclient()
        slachtoffer.cookies["sessie"] = sleutel
        slachtoffer.post("/account/aanmelden/", {"login": fatima.email, "password": WACHTWOORD})
        assert slachtoffer.cookies["sessie"].value != sleutel
        assert slachtoffer.get("/account/").status_code == 200
        aanvaller.cookies["sessie"] = sleutel
        assert aanvaller.get("/account/").status_code == 302
    assert not Sessie.objects.filter(gebruiker=None).exists()


@pytest.mark.parametrize("doel", ELDERS)
def test_na_bevestigen_afmelden_of_een_concept_gaat_niemand_naar_een_andere_site(als, fatima, doel):
    fatima.set_password(WACHTWOORD)
    fatima.save(update_fields=["password"])
    client = als(fatima)
    antwoorden = [
        client.post(f"/account/bevestig/?next={doel}", {"password": WACHTWOORD, "next": doel}),
        client.post("/concept/bewaar/", {"concept_pad": doel}),
        client.get("/", {"next": doel}),
        client.post(f"/account/afmelden/?next={doel}", {"next": doel}),
        client.get("/account/aanmelden/", {"next": doel}),
    ]
    for antwoord in antwoorden:
        assert "boos" not in antwoord.headers.get("Location", "")
        assert "alert(1)" not in antwoord.headers.get("Location", "")
    assert f'href="{doel}' not in antwoorden[-1].content.decode()


@pytest.mark.parametrize(
    "pad",
    [
        *(
            "//boos.example/account",
            "//boos.example",
            "/\\boos.example/account",
            "///account",
            "/account//",
            "/account/.",
        ),
        *("/account/../beheer/mensen/", "/account/%2e%2e/beheer/mensen/", "/gezinnen/2026-0417./", "/account;a=b/"),
        *("/static/../ggw/settings.py", "/static//etc/passwd", "/static/%2e%2e/.env", "/.env", "/.git/config"),
    ],
)
def test_een_krom_adres_leidt_nergens_heen(als, fatima, gezin, pad):
    antwoord = als(fatima).get("/", PATH_INFO=pad)
    assert antwoord.status_code == 404
    assert "Location" not in antwoord.headers


@pytest.mark.parametrize("kop", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_een_kop_verandert_de_methode_niet(als, fatima, kop):
    client = als(fatima)
    assert client.get("/account/sessies/verlengen/?_method=POST", headers={kop: "POST"}).status_code == 405
    client.get("/account/afmelden/", headers={kop: "POST"})
    assert client.get("/account/").status_code == 200


def test_een_verzonnen_afzender_ontloopt_de_grens_op_aanmelden_niet(client, db, settings):
    """Behind one proxy only what that proxy added counts; what the browser itself put in front of it does not."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for poging in range(40):
        kop = {"X-Forwarded-For": f"10.0.0.{poging}, 192.0.2.7"}
        antwoord = client.post("/account/wachtwoord/", {"email": f"iemand{poging}@example.nl"}, headers=kop)
        if antwoord.status_code == 429:
            return
    pytest.fail("De grens kwam nooit.")
