from django.urls import path

from veiligheid.views import overzicht

urlpatterns = [path("gezinnen/<nummer:nummer>/veiligheid/", overzicht.overzicht, name="overzicht")]
