from django.urls import path

from veiligheid.views import wachtlijst

urlpatterns = [
    path("wachtlijst/", wachtlijst.wachtlijst, name="wachtlijst"),
    path("gezinnen/<nummer:nummer>/blik/", wachtlijst.blik, name="blik"),
]
