from django.urls import path

from gezinnen.views import overzicht

urlpatterns = [
    path("gezinnen/<nummer:nummer>/", overzicht.overzicht, name="overzicht"),
]
