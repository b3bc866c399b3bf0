from django.urls import path

from rapportage.views import vandaag

app_name = "rapportage"
urlpatterns = [path("", vandaag.vandaag, name="vandaag")]
