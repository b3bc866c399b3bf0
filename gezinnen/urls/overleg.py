from django.urls import path

from gezinnen.views import informatieverzoek, overleg

OVERLEG = "gezinnen/<nummer:nummer>/overleg/"
VERZOEK = "gezinnen/<nummer:nummer>/informatieverzoeken/"

urlpatterns = [
    path(OVERLEG, overleg.overleg, name="overleg"),
    path(f"{OVERLEG}plannen/", overleg.plannen, name="overleg-plannen"),
    path(f"{OVERLEG}<int:pk>/genodigden/", overleg.genodigden, name="overleg-genodigden"),
    path(f"{OVERLEG}<int:pk>/verzetten/", overleg.verzetten, name="overleg-verzetten"),
    path(f"{OVERLEG}<int:pk>/afzeggen/", overleg.afzeggen, name="overleg-afzeggen"),
    path(f"{OVERLEG}<int:pk>/agenda.ics", overleg.ics, name="overleg-ics"),
    path(f"{OVERLEG}<int:pk>/verslag/", overleg.verslag, name="overleg-verslag"),
    path(f"{OVERLEG}afspraken/<int:pk>/gedaan/", overleg.afspraak_gedaan, name="overlegafspraak-gedaan"),
    path(f"{VERZOEK}nieuw/", informatieverzoek.nieuw, name="informatieverzoek-nieuw"),
    path(f"{VERZOEK}<int:pk>/", informatieverzoek.verzoek, name="informatieverzoek"),
    path(f"{VERZOEK}<int:pk>/afhandelen/", informatieverzoek.afhandelen, name="informatieverzoek-afhandelen"),
    path(f"{VERZOEK}<int:pk>/herinneren/", informatieverzoek.herinneren, name="informatieverzoek-herinneren"),
]
