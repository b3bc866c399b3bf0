from django.urls import include, path

from ggw import nummers  # noqa: F401  (registers the converter of family numbers)
from ggw.gezond import gezond
from ggw.organisatie.views.account import uitnodiging

urlpatterns = [
    path("gezond/", gezond, name="gezond"),
    path("account/", include("ggw.organisatie.account_urls")),
    path("uitnodiging/<str:token>/", uitnodiging, name="uitnodiging"),
    path("beheer/", include("ggw.organisatie.urls")),
    path("toezicht/", include("ggw.toezicht.urls")),
    path("concept/", include("ggw.concepten.urls")),
    path("", include("gezinnen.urls")),
    path("", include("veiligheid.urls")),
    path("", include("rapportage.urls")),
]
