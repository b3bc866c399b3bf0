from django.urls import path

from gezinnen.views import berichten

urlpatterns = [
    path("berichten/", berichten.berichten, name="berichten"),
    path("berichten/voorkeuren/", berichten.voorkeuren, name="berichten-voorkeuren"),
    path("weekoverzicht/", berichten.weekoverzicht, name="weekoverzicht"),
    path("verzending/", berichten.verzending, name="verzending"),
    path("gezinnen/<nummer:nummer>/termijnen/<int:pk>/duwtje/", berichten.duwtje, name="termijn-duwtje"),
]
