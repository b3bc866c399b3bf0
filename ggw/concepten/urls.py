from django.urls import path

from ggw.concepten import views

app_name = "concepten"
urlpatterns = [
    path("bewaren/", views.bewaar, name="bewaar"),
    path("weggooien/", views.gooi_weg, name="gooi-weg"),
    path("teken/", views.teken, name="teken"),
]
