from django.urls import path

from gezinnen.views import normen, termijnen

G = "gezinnen/<nummer:nummer>/"

urlpatterns = [
    path(f"{G}werkwijzer/", termijnen.werkwijzer, name="werkwijzer"),
    path(f"{G}termijnen/<int:pk>/uitstellen/", termijnen.uitstellen, name="termijn-uitstellen"),
    path(f"{G}termijnen/<int:pk>/niet-van-toepassing/", termijnen.niet_van_toepassing, name="termijn-nvt"),
    path("beheer/normen/", normen.normen, name="normen"),
    path("beheer/normen/<slug:code>/", normen.norm_wijzigen, name="norm-wijzigen"),
]
