from django.urls import path

from veiligheid.views import overleg

urlpatterns = [
    path("gezinnen/<nummer:nummer>/overleg/<int:pk>/", overleg.overleg, name="overleg"),
    path("gezinnen/<nummer:nummer>/overleg/<int:pk>/houden/", overleg.houden, name="overleg-houden"),
]
