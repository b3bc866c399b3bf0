from django.urls import path

from veiligheid.views import metingen

urlpatterns = [
    path("gezinnen/<nummer:nummer>/veiligheid/cijfers/", metingen.metingen, name="metingen"),
    path("gezinnen/<nummer:nummer>/veiligheid/cijfers/geven/", metingen.meten, name="meten"),
]
