from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from ggw.gezond import gezond


class Gezinsnummer(StringConverter):
    """`2026-0417`; anything else is no family number and no page."""

    regex = r"[0-9]{4}-[0-9]{4,7}"


register_converter(Gezinsnummer, "nummer")

urlpatterns = [
    path("gezond/", gezond, name="gezond"),
    path("account/", include("ggw.organisatie.account_urls")),
    path("beheer/", include("ggw.organisatie.urls")),
    path("", include("gezinnen.urls")),
    path("", include("veiligheid.urls")),
    path("", include("rapportage.urls")),
]
