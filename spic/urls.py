from django.urls import path

from spic.views import hulp, partner, partner_signaal

app_name = "spic"
urlpatterns = [
    path("gezinnen/<nummer:nummer>/hulp/", hulp.hulp, name="hulp"),
    path("gezinnen/<nummer:nummer>/hulp/nieuw/", hulp.nieuw, name="verwijzing-nieuw"),
    path("gezinnen/<nummer:nummer>/hulp/<int:pk>/", hulp.verwijzing, name="verwijzing"),
    path("gezinnen/<nummer:nummer>/hulp/<int:pk>/intrekken/", hulp.intrekken, name="verwijzing-intrekken"),
    path("partner/", partner.lijst, name="partner"),
    path("partner/<int:verwijzing>/", partner.verwijzing, name="partner-verwijzing"),
    path("partner/<int:verwijzing>/antwoord/", partner.antwoorden, name="partner-antwoord"),
    path("partner/<int:verwijzing>/hulpverlener/", partner.hulpverlener, name="partner-hulpverlener"),
    path("partner/<int:verwijzing>/signaal/", partner_signaal.signaal, name="partner-signaal"),
]
