"""A stolen password is not enough."""

import time

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from ggw.organisatie.models import Beheergebeurtenis, Geweigerd, Sessie
from ggw.organisatie.rollen import Rol
from ggw.organisatie.tweedestap import MfaAdapter, verwijder_tweede_stap
from tests.conftest import Webclient
from tests.fabrieken import WACHTWOORD, GebruikerFactory
from tests.toegang.conftest import maak_wereld
from tests.toegang.matrix import MATRIX, adres

BEGIN = reverse("mfa_index")


@pytest.fixture
def verplicht(settings):
    settings.TWEEDE_STAP = True


def code(geheim, stappen=0):
    return format_hotp_value(hotp_value(geheim, int(time.time()) // 30 + stappen))


def met_app(mens):
    mens.set_password(WACHTWOORD)
    mens.save(update_fields=["password"])
    geheim = generate_totp_secret()
    TOTP.activate(mens, geheim)
    return geheim


def wachtwoordstap(mens, client=None):
    client = client or Webclient()
    antwoord = client.post(reverse("account_login"), {"login": mens.email, "password": WACHTWOORD})
    return client, antwoord


@pytest.mark.parametrize("rol", Rol.values)
def test_zonder_tweede_stap_opent_u_niets_anders(als, verplicht, rol):
    client = als(GebruikerFactory(rol=rol))
    for pad in ("/", "/gezinnen/", "/beheer/mensen/", "/toezicht/", "/beheer/naslag/"):
        for methode in ("GET", "POST"):
            antwoord = client.generic(methode, pad)
            assert (antwoord.status_code, antwoord.url) == (302, BEGIN), (methode, pad)
    assert "Een wachtwoord alleen is niet genoeg" in client.get(BEGIN).content.decode()
    assert client.get(reverse("mijn-gegevens")).status_code == 200


def test_geen_enkele_pagina_gaat_langs_de_tweede_stap(als, verplicht, request, gezin, ander_gezin):
    wereld = maak_wereld(request, gezin, ander_gezin)
    client = als(wereld.mensen["fatima"])
    for naam, regel in MATRIX.items():
        if regel.deur != "openbaar" and naam not in ("mijn-gegevens", "sessies", "sessie-verlengen"):
            for methode in ("GET", "POST"):
                assert client.generic(methode, adres(wereld, naam)).url == BEGIN, naam


def test_na_het_instellen_van_de_app_gaat_alles_open(als, verplicht, fatima, gezin):
    client = als(fatima)
    pagina = client.get(reverse("mfa_activate_totp"))
    assert "img-src 'self' data:" in pagina.headers["Content-Security-Policy"]
    geheim = pagina.context["form"].secret
    fout = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "Deze code klopt niet." in fout
    assert client.post(reverse("mfa_activate_totp"), {"code": code(geheim)}).status_code == 302
    assert client.get(gezin.get_absolute_url()).status_code == 200


def test_data_plaatjes_mogen_alleen_op_die_ene_pagina(als, fatima):
    client = als(fatima)
    for pad in ("/", BEGIN, reverse("mfa_add_webauthn"), reverse("account_reauthenticate")):
        assert "data:" not in client.get(pad).headers["Content-Security-Policy"]


def test_een_wachtwoord_alleen_meldt_niet_aan(fatima, gezin):
    geheim = met_app(fatima)
    client, antwoord = wachtwoordstap(fatima)
    assert antwoord.url == reverse("mfa_authenticate")
    assert client.get(gezin.get_absolute_url()).status_code == 302
    assert "Deze code klopt niet" in client.post(reverse("mfa_authenticate"), {"code": "123456"}).content.decode()
    assert client.get(gezin.get_absolute_url()).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": code(geheim)}).status_code == 302
    assert client.get(gezin.get_absolute_url()).status_code == 200


def test_een_code_werkt_een_keer(fatima):
    geheim = met_app(fatima)
    nu = code(geheim)
    client, _ = wachtwoordstap(fatima)
    assert client.post(reverse("mfa_authenticate"), {"code": nu}).status_code == 302
    ander, _ = wachtwoordstap(fatima)
    assert ander.post(reverse("mfa_authenticate"), {"code": nu}).status_code == 200


def test_raden_van_codes_wordt_geremd(fatima):
    met_app(fatima)
    client, _ = wachtwoordstap(fatima)
    teksten = [client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode() for _ in range(12)]
    assert "Dit is te vaak misgegaan" in teksten[-1]


def test_een_nieuw_wachtwoord_slaat_de_tweede_stap_niet_over(fatima, gezin, mailoutbox):
    met_app(fatima)
    client = Webclient()
    sleutel = f"{user_pk_to_url_str(fatima)}-{default_token_generator.make_token(fatima)}"
    stap = client.get(f"/account/wachtwoord/nieuw/{sleutel}/", follow=True)
    nieuw = "Vier-blauwe-fietsen-bij-de-sluis"
    client.post(stap.request["PATH_INFO"], {"password1": nieuw, "password2": nieuw})
    fatima.refresh_from_db()
    assert fatima.check_password(nieuw)
    assert client.get(gezin.get_absolute_url()).status_code == 302
    antwoord = client.post(reverse("account_login"), {"login": fatima.email, "password": nieuw})
    assert antwoord.url == reverse("mfa_authenticate")


def test_een_herstelcode_werkt_een_keer(fatima):
    met_app(fatima)
    codes = RecoveryCodes.activate(fatima).get_unused_codes()
    client, _ = wachtwoordstap(fatima)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    ander, _ = wachtwoordstap(fatima)
    assert ander.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200
    assert ander.post(reverse("mfa_authenticate"), {"code": codes[1]}).status_code == 302


def test_geheimen_staan_versleuteld_in_de_tabel(fatima, settings):
    geheim = met_app(fatima)
    RecoveryCodes.activate(fatima)
    for rij in Authenticator.objects.all():
        assert geheim not in str(rij.data)
    bewaard = Authenticator.objects.get(type="totp").data["secret"]
    assert bewaard.startswith("1:")
    settings.TWEEDE_STAP_SLEUTELS = settings.TWEEDE_STAP_SLEUTELS | {2: b"n" * 32}
    assert MfaAdapter().decrypt(bewaard) == geheim
    assert MfaAdapter().encrypt("x").startswith("2:")


def test_de_laatste_tweede_stap_blijft_zolang_hij_moet(als, fatima, verplicht):
    met_app(fatima)
    client = als(fatima)
    antwoord = client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=fatima, type="totp").exists()
    assert "laatste tweede stap" in antwoord.content.decode()


def test_wie_telefoon_en_sleutel_kwijt_is_begint_opnieuw(als, fatima, bea, verplicht):
    met_app(fatima)
    client = als(fatima)
    assert client.get("/").status_code == 200
    with pytest.raises(Geweigerd):
        verwijder_tweede_stap(fatima, door=fatima)
    verwijder_tweede_stap(fatima, door=bea)
    assert not Sessie.objects.filter(gebruiker=fatima).exists()
    assert client.get("/").status_code == 302
    assert Beheergebeurtenis.objects.filter(soort="mens.tweede_stap_weg", over=fatima, door=bea).exists()


def test_een_gevoelige_pagina_vraagt_wie_u_bent_en_brengt_u_terug(als, paula, fatima):
    from ggw.toegang.models import Opvallend

    paula.set_password(WACHTWOORD)
    paula.save(update_fields=["password"])
    rij = Opvallend.objects.create(gebruiker_id=fatima.pk, dag="2026-11-01", soort="nacht", aantal=6)
    url = reverse("toezicht:opvallend", args=[rij.pk])
    client, _ = wachtwoordstap(paula)
    antwoord = client.get(url)
    assert antwoord.url.startswith(reverse("account_reauthenticate"))
    pagina = client.get(antwoord.url).content.decode()
    assert "Bent u het zelf?" in pagina
    fout = client.post(reverse("account_reauthenticate"), {"password": "anders", "next": url})
    assert (fout.status_code, "Dit wachtwoord klopt niet" in fout.content.decode()) == (200, True)
    goed = client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD, "next": url})
    assert (goed.status_code, goed.url) == (302, url)
    assert client.get(url).status_code == 200


def test_paginas_van_de_tweede_stap_gaan_open(als, fatima):
    met_app(fatima)
    RecoveryCodes.activate(fatima)
    client = als(fatima)
    for naam in (
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "mijn-gegevens",
        "sessies",
    ):
        assert client.get(reverse(naam)).status_code == 200, naam
    assert client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).status_code in (200, 302)
