from django.urls import path

from gezinnen.views import basisteamoverleg, fasen, heropenen

urlpatterns = [
    path("gezinnen/<nummer:nummer>/fase/", fasen.fase, name="fase"),
    path("gezinnen/<nummer:nummer>/fase/naar/<slug:naar>/", fasen.aanvragen, name="fase-aanvragen"),
    path("gezinnen/<nummer:nummer>/fase/afsluiten/", fasen.afsluiten, name="fase-afsluiten"),
    path("gezinnen/<nummer:nummer>/agendapunt/nieuw/", fasen.punt_nieuw, name="agendapunt-nieuw"),
    path("gezinnen/<nummer:nummer>/agendapunt/<int:pk>/intrekken/", fasen.punt_intrekken, name="agendapunt-intrekken"),
    path("gezinnen/<nummer:nummer>/agendapunt/<int:pk>/besluit/", fasen.besluit, name="agendapunt-besluit"),
    path("gezinnen/<nummer:nummer>/agendapunt/<int:pk>/verteld/", fasen.verteld, name="agendapunt-verteld"),
    path("gezin-heropenen/", heropenen.heropenen, name="heropenen"),
    path("basisteamoverleg/", basisteamoverleg.overleggen, name="basisteamoverleg"),
    path("basisteamoverleg/plannen/", basisteamoverleg.plannen, name="bto-plannen"),
    path("basisteamoverleg/<int:pk>/", basisteamoverleg.overleg, name="bto"),
    path("basisteamoverleg/<int:pk>/aanvullen/", basisteamoverleg.aanvullen, name="bto-aanvullen"),
    path("basisteamoverleg/<int:pk>/verplaatsen/", basisteamoverleg.verplaatsen, name="bto-verplaatsen"),
    path("basisteamoverleg/<int:pk>/verslag/", basisteamoverleg.verslag, name="bto-verslag"),
    path("basisteamoverleg/<int:pk>/afronden/", basisteamoverleg.afronden, name="bto-afronden"),
]
