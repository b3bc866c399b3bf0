from django.urls import path

from gezinnen.views import kwestielijst, kwesties

G = "gezinnen/<nummer:nummer>/kwesties/"

urlpatterns = [
    path("kwesties/", kwestielijst.kwestielijst, name="kwestielijst"),
    path(G, kwesties.kwesties, name="kwesties"),
    path(f"{G}nieuw/", kwesties.nieuw, name="kwestie-nieuw"),
    path(f"{G}<int:pk>/", kwesties.kwestie, name="kwestie"),
    path(f"{G}<int:pk>/escaleren/", kwesties.escaleren, name="kwestie-escaleren"),
    path(f"{G}<int:pk>/oplossen/", kwesties.oplossen, name="kwestie-oplossen"),
    path(f"{G}<int:pk>/heropenen/", kwesties.heropenen, name="kwestie-heropenen"),
]
