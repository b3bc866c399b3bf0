from django.urls import path

from gezinnen.views import afscherming, noodtoegang

urlpatterns = [
    path("gezin-openen/", noodtoegang.openen, name="openen"),
    path("noodtoegang/", noodtoegang.noodtoegang, name="noodtoegang"),
    path("gezinnen/<nummer:nummer>/noodtoegang/stoppen/", noodtoegang.stoppen, name="noodtoegang-stoppen"),
    path("gezinnen/<nummer:nummer>/noodtoegang/toestaan/", noodtoegang.toestaan, name="noodtoegang-toestaan"),
    path("gezinnen/<nummer:nummer>/afscherming/", afscherming.afschermen, name="afscherming"),
    path("gezinnen/<nummer:nummer>/afscherming/opheffen/", afscherming.opheffen, name="afscherming-opheffen"),
    path("gezinnen/<nummer:nummer>/afscherming/<int:pk>/weg/", afscherming.benoemde_weg, name="benoemde-weg"),
]
