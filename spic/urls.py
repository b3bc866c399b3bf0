from django.urls import path

from spic.views import aanbod, hulp, partner

app_name = "spic"
urlpatterns = [
    path("gezinnen/<nummer:nummer>/hulp/", hulp.hulp, name="hulp"),
    path("gezinnen/<nummer:nummer>/hulp/nieuw/", hulp.nieuw, name="verwijzing-nieuw"),
    path("gezinnen/<nummer:nummer>/hulp/<int:pk>/", hulp.verwijzing, name="verwijzing"),
    path("gezinnen/<nummer:nummer>/hulp/<int:pk>/intrekken/", hulp.intrekken, name="verwijzing-intrekken"),
    path("hulpaanbod/", aanbod.hulpaanbod, name="hulpaanbod"),
    path("beheer/aanbod/", aanbod.aanbod, name="aanbod"),
    path("beheer/aanbod/<int:pk>/", aanbod.aanbod_van, name="aanbod-van"),
    path("beheer/aanbod/<int:pk>/nieuw/", aanbod.aanbod_nieuw, name="aanbod-nieuw"),
    path("beheer/aanbod/rij/<int:pk>/", aanbod.aanbod_beeindigen, name="aanbod-beeindigen"),
    path("partner/aanbod/", aanbod.opgeven, name="partner-aanbod"),
    path("partner/", partner.lijst, name="partner"),
    path("partner/<int:verwijzing>/", partner.verwijzing, name="partner-verwijzing"),
    path("partner/<int:verwijzing>/antwoord/", partner.antwoorden, name="partner-antwoord"),
    path("partner/<int:verwijzing>/hulpverlener/", partner.hulpverlener, name="partner-hulpverlener"),
]
