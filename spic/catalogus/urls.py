from django.urls import path

from spic.views import catalogus, kosten, tarieven

STELSEL = "beheer/spic/<slug:stelsel>/"
COMBINATIE = "beheer/spic/combinatie/<int:pk>/"
DEEL = f"{STELSEL}<str:soort>/"
urlpatterns = [
    path("hulp/kosten/", kosten.kosten, name="kosten"),
    path("hulp/conversie/", kosten.conversie, name="conversie"),
    path(f"{STELSEL}conversie/", catalogus.conversie, name="catalogus-conversie"),
    path("beheer/spic/", catalogus.catalogi, name="catalogi"),
    path(COMBINATIE, tarieven.combinatie, name="combinatie"),
    path(f"{COMBINATIE}stoppen/", catalogus.combinatie_stoppen, name="combinatie-stoppen"),
    path(f"{COMBINATIE}opvolger/", catalogus.opvolger_kiezen, name="combinatie-opvolger"),
    path(f"{COMBINATIE}tarief/", tarieven.tarief_nieuw, name="tarief-nieuw"),
    path("beheer/spic/tarief/<int:pk>/stoppen/", tarieven.tarief_stoppen, name="tarief-stoppen"),
    path(STELSEL, catalogus.catalogus, name="catalogus"),
    path(f"{STELSEL}wijzigen/", catalogus.stelsel_wijzigen, name="stelsel-wijzigen"),
    path(f"{STELSEL}tarieven/", tarieven.tarieven, name="tarieven"),
    path(f"{STELSEL}budget/", tarieven.budget, name="budget"),
    path(f"{STELSEL}combinatie-toevoegen/", catalogus.combinatie_nieuw, name="combinatie-nieuw"),
    path(f"{DEEL}toevoegen/", catalogus.deel_nieuw, name="deel-nieuw"),
    path(f"{DEEL}<slug:code>/wijzigen/", catalogus.deel_wijzigen, name="deel-wijzigen"),
]
