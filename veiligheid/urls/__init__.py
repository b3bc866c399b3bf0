"""One file per group of pages."""

from veiligheid.urls import (
    afname,
    contact,
    instrumenten,
    metingen,
    overleg,
    overzicht,
    signaal,
    veiligheidsplan,
    wachtlijst,
)

app_name = "veiligheid"
urlpatterns = [
    *overzicht.urlpatterns,
    *instrumenten.urlpatterns,
    *afname.urlpatterns,
    *metingen.urlpatterns,
    *veiligheidsplan.urlpatterns,
    *contact.urlpatterns,
    *wachtlijst.urlpatterns,
    *overleg.urlpatterns,
    *signaal.urlpatterns,
]
