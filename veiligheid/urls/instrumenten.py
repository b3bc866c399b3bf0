from django.urls import path

from veiligheid.views import instrumenten

urlpatterns = [
    path("beheer/instrumenten/", instrumenten.instrumenten, name="instrumenten"),
    path("beheer/instrumenten/<int:pk>/", instrumenten.instrument, name="instrument"),
    path("beheer/instrumenten/<int:pk>/zetten/", instrumenten.instrument_zetten, name="instrument-zetten"),
]
