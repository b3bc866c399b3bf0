from django.urls import path

from gezinnen.views import maatregelen as views

G = "gezinnen/<nummer:nummer>/"

urlpatterns = [
    path(f"{G}maatregelen/", views.maatregelen, name="maatregelen"),
    path(f"{G}maatregelen/nieuw/", views.maatregel_nieuw, name="maatregel-nieuw"),
    path(f"{G}maatregelen/<int:pk>/", views.maatregel_wijzigen, name="maatregel-wijzigen"),
    path(f"{G}maatregelen/<int:pk>/verlengen/", views.maatregel_verlengen, name="maatregel-verlengen"),
    path(f"{G}maatregelen/<int:pk>/beeindigen/", views.maatregel_beeindigen, name="maatregel-beeindigen"),
    path(f"{G}machtigingen/nieuw/", views.machtiging_nieuw, name="machtiging-nieuw"),
    path(f"{G}machtigingen/<int:pk>/", views.machtiging_wijzigen, name="machtiging-wijzigen"),
    path(f"{G}machtigingen/<int:pk>/verlengen/", views.machtiging_verlengen, name="machtiging-verlengen"),
    path(f"{G}machtigingen/<int:pk>/beeindigen/", views.machtiging_beeindigen, name="machtiging-beeindigen"),
    path(f"{G}zittingen/nieuw/", views.zitting, name="zitting-nieuw"),
    path(f"{G}zittingen/<int:pk>/", views.zitting, name="zitting-wijzigen"),
    path(f"{G}aanwijzingen/nieuw/", views.aanwijzing, name="aanwijzing-nieuw"),
    path(f"{G}aanwijzingen/<int:pk>/", views.aanwijzing, name="aanwijzing-wijzigen"),
    path(f"{G}verblijven/nieuw/", views.verblijf, name="verblijf-nieuw"),
    path(f"{G}verblijven/<int:pk>/", views.verblijf, name="verblijf-wijzigen"),
]
