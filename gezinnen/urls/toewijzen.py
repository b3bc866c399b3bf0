from django.urls import path

from gezinnen.views import toewijzen

urlpatterns = [
    path("gezinnen/<nummer:nummer>/toewijzen/", toewijzen.toewijzen, name="toewijzen"),
]
