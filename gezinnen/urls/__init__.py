"""One file per group of pages; each family page is nested under `/gezinnen/<nummer>/`."""

from gezinnen.urls import (
    afspraken,
    agenda,
    berichten,
    borging,
    documenten,
    dossier,
    familiegroepsplan,
    fasen,
    instroom,
    kwesties,
    leden,
    maatregelen,
    noodtoegang,
    overleg,
    overzicht,
    plan,
    termijnen,
    toewijzen,
)

app_name = "gezinnen"
urlpatterns = [
    *overzicht.urlpatterns,
    *afspraken.urlpatterns,
    *familiegroepsplan.urlpatterns,
    *fasen.urlpatterns,
    *instroom.urlpatterns,
    *toewijzen.urlpatterns,
    *leden.urlpatterns,
    *documenten.urlpatterns,
    *dossier.urlpatterns,
    *maatregelen.urlpatterns,
    *overleg.urlpatterns,
    *plan.urlpatterns,
    *noodtoegang.urlpatterns,
    *termijnen.urlpatterns,
    *kwesties.urlpatterns,
    *borging.urlpatterns,
    *agenda.urlpatterns,
    *berichten.urlpatterns,
]
