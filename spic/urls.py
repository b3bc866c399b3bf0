from django.urls import path

from spic.views import anderehulp, bellijst, hulp, partner, passend

app_name = "spic"
A = "gezinnen/<nummer:nummer>/hulp/ander/"
V = "gezinnen/<nummer:nummer>/hulp/<int:pk>/"
urlpatterns = [
    path("gezinnen/<nummer:nummer>/hulp/", hulp.hulp, name="hulp"),
    path("gezinnen/<nummer:nummer>/hulp/nieuw/", hulp.nieuw, name="verwijzing-nieuw"),
    path("gezinnen/<nummer:nummer>/hulp/<int:pk>/", hulp.verwijzing, name="verwijzing"),
    path("gezinnen/<nummer:nummer>/hulp/<int:pk>/intrekken/", hulp.intrekken, name="verwijzing-intrekken"),
    path(f"{V}passend/", passend.passend, {"soort": "verwijzing"}, name="verwijzing-passend"),
    path(f"{V}bezoeken/", passend.bezoeken, {"soort": "verwijzing"}, name="verwijzing-bezoeken"),
    path(f"{A}nieuw/", anderehulp.nieuw, name="anderehulp-nieuw"),
    path(f"{A}<int:pk>/", anderehulp.anderehulp, name="anderehulp"),
    path(f"{A}<int:pk>/wijzigen/", anderehulp.wijzigen, name="anderehulp-wijzigen"),
    path(f"{A}<int:pk>/stand/", anderehulp.stand, name="anderehulp-stand"),
    path(f"{A}<int:pk>/bericht/", anderehulp.teken, name="anderehulp-teken"),
    path(f"{A}<int:pk>/wissel/", anderehulp.wissel, name="anderehulp-wissel"),
    path(f"{A}<int:pk>/passend/", passend.passend, {"soort": "hulp"}, name="anderehulp-passend"),
    path(f"{A}<int:pk>/bezoeken/", passend.bezoeken, {"soort": "hulp"}, name="anderehulp-bezoeken"),
    path("gezinnen/<nummer:nummer>/hulp/bezoeken/<int:pk>/", passend.bezoeken_wijzigen, name="bezoeken-wijzigen"),
    path("gezinnen/<nummer:nummer>/hulp/bellen/", bellijst.bellijst, name="bellijst"),
    path("gezinnen/<nummer:nummer>/hulp/bellen/kiezen/", bellijst.kiezen, name="bellijst-kiezen"),
    path("passende-hulp/", passend.gaten, name="gaten"),
    path("partner/", partner.lijst, name="partner"),
    path("partner/<int:verwijzing>/", partner.verwijzing, name="partner-verwijzing"),
    path("partner/<int:verwijzing>/antwoord/", partner.antwoorden, name="partner-antwoord"),
    path("partner/<int:verwijzing>/hulpverlener/", partner.hulpverlener, name="partner-hulpverlener"),
]
