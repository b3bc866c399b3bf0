from django.urls import path

from ggw.toezicht.views import logboek, nood

app_name = "toezicht"
urlpatterns = [
    path("", logboek.begin, name="begin"),
    path("gezin/<nummer:nummer>/", logboek.van_een_gezin, name="gezin"),
    path("medewerker/<int:pk>/", logboek.van_een_medewerker, name="medewerker"),
    path("opvallend/<int:pk>/", logboek.opvallend, name="opvallend"),
    path("noodtoegang/<int:pk>/", nood.noodtoegang, name="noodtoegang"),
    path("afscherming/", nood.afscherming, name="afscherming"),
]
