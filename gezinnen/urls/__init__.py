"""One file per group of pages; each family page is nested under `/gezinnen/<nummer>/`."""

from gezinnen.urls import (
    afspraken,
    documenten,
    dossier,
    familiegroepsplan,
    instroom,
    leden,
    maatregelen,
    noodtoegang,
    overleg,
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
    *overleg.urlpatterns,
    *plan.urlpatterns,
    *noodtoegang.urlpatterns,
]
