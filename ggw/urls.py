from django.urls import include, path

from ggw import nummers  # noqa: F401  (registers the converter of family numbers)
from ggw.gezond import gezond
from ggw.organisatie.views.account import uitnodiging
from ggw.wegwijzers import robots_txt, security_txt

handler400 = "ggw.fouten.ongeldig"
handler403 = "ggw.fouten.mag_niet"
handler404 = "ggw.fouten.niet_gevonden"
handler500 = "ggw.fouten.mis"

urlpatterns = [
    path("gezond/", gezond, name="gezond"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("robots.txt", robots_txt, name="robots-txt"),
    path("account/", include("ggw.organisatie.account_urls")),
    path("uitnodiging/<str:token>/", uitnodiging, name="uitnodiging"),
    path("beheer/", include("ggw.organisatie.urls")),
    path("partner/mensen/", include("ggw.organisatie.partner_urls")),
    path("toezicht/", include("ggw.toezicht.urls")),
    path("concept/", include("ggw.concepten.urls")),
    path("", include("gezinnen.urls")),
    path("", include("veiligheid.urls")),
    path("", include("spic.urls")),
    path("", include("rapportage.urls")),
]
