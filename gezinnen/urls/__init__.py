"""One file per group of pages; each family page is nested under `/gezinnen/<nummer>/`."""

from gezinnen.urls import (
    afspraken,
    agenda,
    berichten,
    documenten,
    dossier,
    familiegroepsplan,
    instroom,
    leden,
    maatregelen,
    noodtoegang,
    overzicht,
    plan,
    toewijzen,
)

app_name = "gezinnen"
urlpatterns = [
    *overzicht.urlpatterns,
    *afspraken.urlpatterns,
    *familiegroepsplan.urlpatterns,
    *instroom.urlpatterns,
    *toewijzen.urlpatterns,
    *leden.urlpatterns,
    *documenten.urlpatterns,
    *dossier.urlpatterns,
    *maatregelen.urlpatterns,
    *plan.urlpatterns,
    *noodtoegang.urlpatterns,
    *agenda.urlpatterns,
    *berichten.urlpatterns,
]
