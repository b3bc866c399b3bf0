from django.urls import path

from gezinnen.views import agenda

urlpatterns = [
    path("agenda/", agenda.week, name="agenda"),
    path("agenda/koppelen/", agenda.koppelen, name="agenda-koppelen"),
    path("agenda/<str:token>.ics", agenda.feed, name="agenda-feed"),
]
