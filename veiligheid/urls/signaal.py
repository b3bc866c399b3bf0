from django.urls import path

from veiligheid.views import signaal

urlpatterns = [
    path("gezinnen/<nummer:nummer>/signaal/", signaal.signalen, name="signalen"),
    path("gezinnen/<nummer:nummer>/signaal/nieuw/", signaal.nieuw, name="signaal-nieuw"),
    path("gezinnen/<nummer:nummer>/signaal/<int:pk>/", signaal.signaal, name="signaal"),
    path("gezinnen/<nummer:nummer>/signaal/<int:pk>/beoordelen/", signaal.beoordelen, name="signaal-beoordelen"),
]
