from django.urls import path

from gezinnen.views import dossier as views

urlpatterns = [
    path("gezinnen/<nummer:nummer>/dossier/", views.tijdlijn, name="dossier"),
    path("gezinnen/<nummer:nummer>/gezien/", views.gezien, name="gezien"),
    path("gezinnen/<nummer:nummer>/wie/", views.wie_kan_inzien, name="wie"),
]
