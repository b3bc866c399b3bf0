from django.urls import path

from gezinnen.views import afspraken

urlpatterns = [
    path("gezinnen/<nummer:nummer>/afspraken/", afspraken.afspraken, name="afspraken"),
    path("gezinnen/<nummer:nummer>/afspraken/nieuw/", afspraken.afspraak_nieuw, name="afspraak-nieuw"),
    path("gezinnen/<nummer:nummer>/afspraken/<int:pk>/", afspraken.afspraak_wijzigen, name="afspraak-wijzigen"),
    path(
        "gezinnen/<nummer:nummer>/afspraken/<int:pk>/afzeggen/", afspraken.afspraak_afzeggen, name="afspraak-afzeggen"
    ),
    path("gezinnen/<nummer:nummer>/contactafspraken/", afspraken.contactafspraken, name="contactafspraken"),
]
