"""The meeting of a team: planning, an agenda out of the families in view, minutes; and nothing of another team."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gezinnen.btoagenda import agenda_van, voorstellen, vul_agenda
from gezinnen.models import Agendapunt, Basisteamoverleg, Gebeurtenis
from gezinnen.termijnen import verschillen
from gezinnen.vaststellen import stel_vast
from ggw.organisatie.rollen import RECHTEN
from ggw.toegang.deur import namens
from ggw.toegang.models import Afscherming, Inzage
from tests.fabrieken import KindFactory, maak_gezin
from tests.gezinnen.bto import besluit, overleg_van, punt_van, tekst, url, vraag_fase
from tests.gezinnen.termijnen import maak_termijn
from veiligheid.models import Veiligheidsmeting


def nl(dagen):
    return f"{timezone.localdate() + timedelta(days=dagen):%d-%m-%Y}"


def meet(gezin, kind, cijfer, auteur):
    return Veiligheidsmeting.objects.create(
        gezin=gezin, kind=kind, soort="actueel", cijfer=cijfer, reden="x", auteur_id=auteur.pk
    )


def test_plannen_vult_de_agenda(als, fatima, gezin, sam, team_noord):
    meet(gezin, sam, 4, fatima)
    mens = als(fatima)
    antwoord = mens.post(url("bto-plannen"), {"team": team_noord.pk, "datum": nl(2)})
    overleg = Basisteamoverleg.objects.get()
    assert antwoord.url == url("bto", pk=overleg.pk)
    assert sorted(gezin.agendapunten.values_list("soort", flat=True)) == ["nieuw_gezin", "onder_zes"]
    assert Gebeurtenis.objects.filter(soort="bto.ingebracht", gezin=gezin).count() == 2
    pagina = tekst(mens.get(url("bto", pk=overleg.pk)))
    assert "Kind onder de 6" in pagina
    assert "Nieuw gezin" in pagina
    assert "nieuwe punten" not in pagina
    assert Inzage.objects.filter(doel=url("bto", pk=overleg.pk)).latest("pk").gezinnen == [gezin.pk]


@pytest.mark.parametrize("naam", ["bto-plannen", "bto-aanvullen"])
def test_na_het_vullen_kloppen_de_termijnen_van_elk_gezin_op_de_agenda(als, fatima, kees, gezin, sam, team_noord, naam):
    ander, buiten = maak_gezin(kees, team_noord, nummer="2026-0999"), maak_gezin(kees, team_noord, nummer="2026-0998")
    punt_van(buiten, "nieuw_gezin", kees)
    ids = [gezin.pk, ander.pk]
    assert len(verschillen(ids)) > 0
    kwargs = {} if naam == "bto-plannen" else {"pk": overleg_van(team_noord).pk}
    als(fatima).post(url(naam, **kwargs), {"team": team_noord.pk, "datum": nl(2)})
    assert len(verschillen(ids)) == 0
    assert {t.code for t in ander.termijnen.open()} == {"eerste_contact_preventief", "nieuw_gezin_bto"}
    assert len(verschillen([buiten.pk])) > 0


def test_lezen_van_de_agenda_rekent_niets(als, fatima, gezin, team_noord):
    punt_van(gezin, "anders", fatima, toelichting="x")
    als(fatima).get(url("bto", pk=overleg_van(team_noord).pk))
    assert not gezin.termijnen.exists()


def test_twee_keer_vullen_geeft_niets_dubbel(fatima, gezin, team_noord):
    with namens(fatima):
        assert len(vul_agenda(team_noord, door_id=fatima.pk)) == 1
        assert vul_agenda(team_noord, door_id=fatima.pk) == []


def test_besproken_komt_deze_week_niet_terug_en_onder_de_zes_later_wel(fatima, sanne, gezin, sam, team_noord):
    meet(gezin, sam, 4, fatima)
    with namens(fatima):
        vul_agenda(team_noord, door_id=fatima.pk)
    for punt in gezin.agendapunten.open():
        besluit(punt, sanne)
    with namens(fatima):
        assert voorstellen(team_noord) == []
    gezin.agendapunten.update(besloten_op=timezone.localdate() - timedelta(days=7))
    with namens(fatima):
        assert [v.soort for v in voorstellen(team_noord)] == ["onder_zes"]


def test_aangeboden_plan_komt_op_de_agenda(als, sanne, fatima, gezin, concept, team_noord):
    concept.bied_aan(door_id=fatima.pk)
    overleg = overleg_van(team_noord)
    als(fatima).post(url("bto-aanvullen", pk=overleg.pk))
    assert gezin.agendapunten.filter(soort="plan").exists()
    pagina = tekst(als(sanne).get(url("bto", pk=overleg.pk)))
    assert f"/gezinnen/{gezin.nummer}/plan/" in pagina


def punt_voor_plan(concept, fatima, sanne, als):
    concept.bied_aan(door_id=fatima.pk)
    als(fatima).post(url("bto-aanvullen", pk=overleg_van(concept.gezin.toewijzingen.get().basisteam).pk))
    punt = concept.gezin.agendapunten.get(soort="plan")
    return als(sanne), url("agendapunt-besluit", concept.gezin, pk=punt.pk), punt


def test_het_besluit_stelt_het_plan_vast_als_tweede_persoon(als, sanne, fatima, gezin, concept):
    mens, adres, punt = punt_voor_plan(concept, fatima, sanne, als)
    pagina = tekst(mens.get(adres))
    assert f'name="planversie" value="{concept.versie}"' in pagina
    invoer = {"besluit": "akkoord", "tekst": "Een goed plan.", "overleg": "", "planversie": concept.versie - 1}
    assert "gewijzigd nadat u het las" in tekst(mens.post(adres, invoer))
    punt.refresh_from_db()
    assert punt.is_open
    assert mens.post(adres, invoer | {"planversie": concept.versie}).status_code == 302
    concept.refresh_from_db()
    punt.refresh_from_db()
    assert (concept.status, concept.vastgesteld_door_id, punt.besluitnaam) == ("vastgesteld", sanne.pk, "Vaststellen")
    assert "Vertel het gezin het besluit" in tekst(als(fatima).get(url("overzicht", gezin)))


def test_niet_akkoord_geeft_het_plan_terug_met_de_reden(als, sanne, fatima, gezin, concept):
    mens, adres, _ = punt_voor_plan(concept, fatima, sanne, als)
    invoer = {"besluit": "niet_akkoord", "tekst": "Wat vindt Sam?", "overleg": "", "planversie": concept.versie}
    assert mens.post(adres, invoer).status_code == 302
    concept.refresh_from_db()
    assert (concept.status, concept.opmerking, concept.ter_vaststelling_op) == ("concept", "Wat vindt Sam?", None)


def test_wie_meeschreef_besluit_niet_over_het_plan(als, sanne, fatima, gezin, concept):
    Gebeurtenis.leg_vast(gezin, "plan.gewijzigd", door_id=sanne.pk, onderwerp_id=concept.pk)
    mens, adres, punt = punt_voor_plan(concept, fatima, sanne, als)
    invoer = {"besluit": "akkoord", "tekst": "Goed.", "overleg": "", "planversie": concept.versie}
    assert "U schreef mee aan dit plan" in tekst(mens.post(adres, invoer))
    punt.refresh_from_db()
    assert punt.is_open


def test_een_plan_dat_al_is_vastgesteld_gaat_van_de_agenda(als, sanne, fatima, gezin, concept):
    _, _, punt = punt_voor_plan(concept, fatima, sanne, als)
    stel_vast(concept, door_id=sanne.pk, versie=concept.versie)
    punt.refresh_from_db()
    assert punt.besluit == "vervallen"


def test_wie_in_het_overleg_besluit_mag_ook_een_plan_vaststellen():
    assert all("plan.vaststellen" in rechten for rechten in RECHTEN.values() if "bto.besluiten" in rechten)


def test_late_termijnen_van_veiligheid_en_wet_komen_op_de_agenda(fatima, gezin, team_noord):
    maak_termijn(gezin, -4, code="gezinsplan")
    maak_termijn(gezin, -2, code="eerste_contact")
    maak_termijn(gezin, -9, code="kwestie_trede")
    maak_termijn(gezin, -9, code="signaal", wacht_op="de rechter")
    maak_termijn(gezin, 0, code="toewijzing")
    with namens(fatima):
        (voorstel,) = [v for v in voorstellen(team_noord) if v.soort == "termijnen"]
    assert voorstel.tekst == f"Gezinsplan vastgesteld: uiterlijk {nl(-4)}. Ook één andere."


def test_uitzonderingen_van_het_team_staan_op_de_pagina(als, fatima, sanne, bram, gezin):
    assert "ging geen gezin naar een volgende fase" in tekst(als(fatima).get(url("basisteamoverleg")))
    besluit(vraag_fase(gezin, "ondersteunen", fatima), sanne)
    assert "ging één keer een gezin naar een volgende fase" in tekst(als(fatima).get(url("basisteamoverleg")))
    assert "ging geen gezin naar een volgende fase" in tekst(als(bram).get(url("basisteamoverleg")))


def test_een_overleg_per_team_en_dag(als, fatima, team_noord):
    overleg_van(team_noord, 2)
    antwoord = als(fatima).post(url("bto-plannen"), {"team": team_noord.pk, "datum": nl(2)})
    assert "heeft op deze dag al een overleg" in tekst(antwoord)
    assert Basisteamoverleg.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        overleg_van(team_noord, 2)


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"datum": nl(-1)}, "al geweest"),
        ({"datum": "31-12-9999"}, "komende twee jaar"),
        ({"datum": ""}, "Vul de datum in"),
        ({"team": ""}, "Kies een team"),
        ({"team": "zuid"}, "Dit is geen team van u."),
    ],
)
def test_plannen_met_vreemde_invoer(als, fatima, team_noord, team_zuid, velden, fout):
    velden = {naam: team_zuid.pk if waarde == "zuid" else waarde for naam, waarde in velden.items()}
    antwoord = als(fatima).post(url("bto-plannen"), {"team": team_noord.pk, "datum": nl(1)} | velden)
    assert fout in tekst(antwoord)
    assert not Basisteamoverleg.objects.exists()


def test_een_gepland_overleg_is_te_verplaatsen_en_de_agenda_gaat_mee(als, fatima, sanne, gezin, team_noord):
    overleg, mens = overleg_van(team_noord, 1), als(fatima)
    overleg_van(team_noord, 3)
    punt = punt_van(gezin, "anders", fatima, toelichting="x", overleg=overleg)
    adres = url("bto-verplaatsen", pk=overleg.pk)
    assert f'href="{adres}"' in tekst(mens.get(url("bto", pk=overleg.pk)))
    for velden, fout in (
        ({"datum": nl(3)}, "heeft op deze dag al een overleg"),
        ({"datum": nl(-1)}, "al geweest"),
        ({"datum": "31-12-9999"}, "komende twee jaar"),
        ({"datum": nl(2), "tijd": "25:00"}, "Schrijf de tijd als"),
    ):
        assert fout in tekst(mens.post(adres, velden))
    assert mens.post(adres, {"datum": nl(2), "tijd": "9:30"}).status_code == 302
    assert mens.post(adres, {"datum": nl(2), "tijd": "9:30"}).status_code == 302
    overleg.refresh_from_db()
    assert (overleg.datum, overleg.tijd) == (timezone.localdate() + timedelta(days=2), time(9, 30))
    assert "9:30 uur" in tekst(mens.get(url("bto", pk=overleg.pk)))
    with namens(fatima):
        assert [p.pk for p in agenda_van(overleg)] == [punt.pk]
    Basisteamoverleg.objects.filter(pk=overleg.pk).update(status="gehouden", voorzitter_id=sanne.pk)
    assert "is al afgerond" in tekst(mens.post(adres, {"datum": nl(4)}))


def test_overleg_van_een_ander_team_bestaat_niet(als, fatima, sanne, team_zuid):
    overleg = overleg_van(team_zuid)
    mens = als(fatima)
    assert mens.get(url("bto", pk=overleg.pk)).status_code == 404
    for naam in ("bto-aanvullen", "bto-verslag", "bto-afronden", "bto-verplaatsen"):
        assert mens.post(url(naam, pk=overleg.pk)).status_code == 404
    assert f'href="{url("bto", pk=overleg.pk)}"' not in tekst(mens.get(url("basisteamoverleg")))


def test_gezin_dat_ik_niet_mag_openen_staat_niet_op_de_agenda(als, fatima, kees, paula, gezin, team_noord):
    geheim = maak_gezin(kees, team_noord, nummer="2026-0999", naam="Geheimmerkteken")
    punt_van(geheim, "anders", kees, toelichting="Over Geheimmerkteken")
    punt_van(gezin, "anders", fatima, toelichting="Gewoon punt")
    overleg = overleg_van(team_noord)
    assert "Geheimmerkteken" in tekst(als(fatima).get(url("bto", pk=overleg.pk)))
    Afscherming.objects.create(
        gezin_id=geheim.pk, reden="x", gevraagd_door_id=kees.pk, ingegaan_op=timezone.now(), besloten_door_id=paula.pk
    )
    pagina = tekst(als(fatima).get(url("bto", pk=overleg.pk)))
    assert "Geheimmerkteken" not in pagina
    assert "Gewoon punt" in pagina


def test_verslag_aanwezigen_en_afronden(als, fatima, sanne, bram, gezin, team_noord):
    overleg, mens = overleg_van(team_noord), als(fatima)
    punt_van(gezin, "anders", fatima, toelichting="Nog te bespreken")
    open_ = tekst(mens.get(url("bto", pk=overleg.pk)))
    assert "Eén punt heeft nog geen besluit en komt de volgende keer terug." in open_
    assert "Overleg afronden" not in open_
    wacht = mens.post(url("bto-afronden", pk=overleg.pk), follow=True)
    assert "Vul eerst in wie het overleg leidde" in tekst(wacht)
    invoer = {"voorzitter": sanne.pk, "aanwezigen": [fatima.pk, sanne.pk], "verslag": "Supervisie gaat naar dinsdag."}
    vreemd = mens.post(url("bto-verslag", pk=overleg.pk), invoer | {"aanwezigen": [bram.pk]})
    assert "werkt niet (meer) in dit team" in tekst(vreemd)
    assert mens.post(url("bto-verslag", pk=overleg.pk), invoer).status_code == 302
    mens.post(url("bto-verslag", pk=overleg.pk), invoer | {"aanwezigen": [sanne.pk]})
    assert list(overleg.aanwezigen.values_list("wie_id", flat=True)) == [sanne.pk]
    assert "Overleg afronden" in tekst(mens.get(url("bto", pk=overleg.pk)))
    mens.post(url("bto-afronden", pk=overleg.pk))
    assert "is al afgerond" in tekst(mens.post(url("bto-afronden", pk=overleg.pk), follow=True))
    pagina = tekst(mens.get(url("bto", pk=overleg.pk)))
    assert "Supervisie gaat naar dinsdag." in pagina
    assert "Gehouden" in pagina


def test_een_overleg_in_de_toekomst_is_niet_af_te_ronden(als, fatima, sanne, team_noord):
    overleg = overleg_van(team_noord, 3, voorzitter_id=sanne.pk)
    assert "nog niet geweest" in tekst(als(fatima).post(url("bto-afronden", pk=overleg.pk), follow=True))


def test_een_afgerond_overleg_staat_niet_klaar_voor_een_nieuw_besluit(als, fatima, sanne, gezin, team_noord):
    punt, nu = vraag_fase(gezin, "ondersteunen", fatima), overleg_van(team_noord)
    adres = url("agendapunt-besluit", gezin, pk=punt.pk)
    assert als(sanne).get(adres).context["form"].initial["overleg"] == nu
    nu.noteer(voorzitter_id=sanne.pk, aanwezigen={sanne.pk}, verslag="")
    nu.rond_af()
    pagina = als(sanne).get(adres)
    assert pagina.context["form"].initial["overleg"] is None
    assert f'<option value="{nu.pk}">' in tekst(pagina)


def test_besluit_blijft_bij_zijn_overleg_en_wat_open_is_schuift_door(als, fatima, sanne, kees, gezin, team_noord):
    eerste = overleg_van(team_noord)
    besloten = vraag_fase(gezin, "ondersteunen", fatima)
    open_ = punt_van(gezin, "anders", fatima, toelichting="Volgende keer")
    als(sanne).post(
        url("agendapunt-besluit", gezin, pk=besloten.pk),
        {"besluit": "akkoord", "tekst": "Ja.", "uitzondering": "on", "overleg": eerste.pk},
    )
    eerste.noteer(voorzitter_id=sanne.pk, aanwezigen={sanne.pk}, verslag="")
    eerste.rond_af()
    tweede = overleg_van(team_noord, 7)
    with namens(fatima):
        assert [punt.pk for punt in agenda_van(eerste)] == [besloten.pk]
        assert [punt.pk for punt in agenda_van(tweede)] == [open_.pk]


def test_wie_mag_het_overleg_zien(als, fatima, gerda, tom, vera, ilse, bea, team_noord):
    overleg = overleg_van(team_noord)
    for mens, verwacht in ((fatima, 200), (gerda, 200), (tom, 200), (vera, 403), (ilse, 403), (bea, 403)):
        for adres in (url("basisteamoverleg"), url("bto", pk=overleg.pk), url("bto-plannen")):
            assert als(mens).get(adres).status_code == verwacht, (mens.rol, adres)


def test_verkeerde_methode(als, fatima, team_noord):
    mens, pk = als(fatima), overleg_van(team_noord).pk
    for naam in ("bto-aanvullen", "bto-afronden"):
        assert mens.get(url(naam, pk=pk)).status_code == 405
    assert mens.post(url("bto", pk=pk)).status_code == 405
    assert mens.post(url("basisteamoverleg")).status_code == 405
    assert mens.put(url("bto-verslag", pk=pk)).status_code == 405


@pytest.mark.parametrize("aantal", [1, 20])
def test_de_agenda_vraagt_niet_meer_bij_meer_gezinnen(als, fatima, team_noord, django_assert_max_num_queries, aantal):
    for nr in range(aantal):
        ander = maak_gezin(fatima, team_noord, nummer=f"2026-8{nr:03d}")
        meet(ander, KindFactory(gezin=ander), 4, fatima)
        punt_van(ander, "anders", fatima, toelichting="x")
    overleg, mens = overleg_van(team_noord), als(fatima)
    with django_assert_max_num_queries(26):
        mens.get(url("bto", pk=overleg.pk))
    assert Agendapunt.objects.count() == aantal
