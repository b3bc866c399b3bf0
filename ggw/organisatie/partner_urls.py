"""What the beheerder of a provider does with the accounts there."""

from django.urls import path

from ggw.organisatie.views import partnermensen

app_name = "aanbieder"
urlpatterns = [
    path("", partnermensen.mensen, name="mensen"),
    path("nieuw/", partnermensen.uitnodigen, name="mens-uitnodigen"),
    path("<int:pk>/", partnermensen.mens, name="mens"),
    path("<int:pk>/uitnodigen/", partnermensen.opnieuw_uitnodigen, name="mens-opnieuw-uitnodigen"),
    path("<int:pk>/beeindigen/", partnermensen.beeindigen, name="mens-beeindigen"),
    path("voorstellen/<int:pk>/", partnermensen.besluit, name="voorstel"),
]
