from django.urls import path

from rapportage.views import gezinnen, vandaag

app_name = "rapportage"
urlpatterns = [
    path("", vandaag.vandaag, name="vandaag"),
    path("gezinnen/", gezinnen.mijn_gezinnen, name="gezinnen"),
]
